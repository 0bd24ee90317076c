import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuildOutcome, buildTarget, goBuildArguments } from "../../src/build/build.ts";
import type { Host } from "../../src/host/types.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan, TargetPlan } from "../../src/plan/plan.ts";
import { hostCompiler } from "../../src/toolchains/host.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { planContext } from "../plan/context.ts";
import { cFile, goMod, makePlace, type Place, surveyIn, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("builds with spaces");
});
afterAll(() => place.remove());

type Files = Readonly<Record<string, string>>;
type Question = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly toolchain: Toolchain | undefined;
  readonly into: string;
};

let count = 0;

/** Writes a module and plans it, with the machine's own compiler where it needs one. */
async function prepare(files: Files, raw: Files): Promise<Question> {
  count += 1;
  const directory = await writeFiles(join(place.directory, `module ${count}`), files);
  const { survey, inputs } = await surveyIn(place.host, directory, raw);
  const { plan, problems } = makePlan(inputs, survey, planContext(join(directory, "dist")));
  expect([...survey.problems, ...problems]).toEqual([]);
  const [target] = plan.targets;
  if (target === undefined) {
    throw new Error("nothing was planned");
  }
  const planned = plan.toolchains.find(({ provider }) => provider === hostCompiler.id);
  const toolchain = planned && (await hostCompiler.open(place.host, planned, []));
  return { plan, target, toolchain, into: join(place.directory, `into ${count}`) };
}

async function build(files: Files, raw: Files): Promise<BuildOutcome> {
  return buildTarget(place.host, await prepare(files, raw));
}

const hello = (text: string) => `package main\n\nvar version = "none"\n\nfunc main() { print(${text}) }\n`;
const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;

describe("buildTarget", () => {
  it("builds each program of a target, and tells the command it used", async () => {
    const files = { "go.mod": goMod, "cmd/one/main.go": hello('"1"'), "cmd/two/main.go": hello('"2"') };
    const question = await prepare(files, { targets: "linux/riscv64", package: "./...", jobs: "1" });
    const outcome = await buildTarget(place.host, question);
    const file = (name: string) => join(question.into, name);
    const p = question.plan.concurrency.compilesPerJob;
    expect(outcome).toEqual({
      kind: "built",
      binaries: question.target.builds.map((each) => ({ build: each, file: file(each.file), header: undefined })),
      log: ["one", "two"].map(
        (name) => `$ go build -o ${file(`${name}_linux_riscv64`)} -p=${p} -trimpath -- example.com/app/cmd/${name}`,
      ),
    });
    expect(readdirSync(question.into)).toEqual(["one_linux_riscv64", "two_linux_riscv64"]);
    expect(await readBinary(file("two_linux_riscv64"))).toMatchObject({ format: "elf", arch: "riscv64", static: true });
  });

  it("says the first error of Go", async () => {
    const outcome = await build(
      { "go.mod": goMod, "main.go": "package main\n\nfunc main() {\n\tnothing()\n\tx := 1\n}\n" },
      { targets: "linux/arm64" },
    );
    expect(outcome).toMatchObject({
      kind: "failed",
      log: expect.arrayContaining(["./main.go:4:2: undefined: nothing"]),
    });
    expect(outcome.log.slice(1)).toEqual([
      "# example.com/app",
      "./main.go:4:2: undefined: nothing",
      "./main.go:5:2: declared and not used: x",
    ]);
  });

  it("says the first error of the C compiler, not the warnings before it", async () => {
    const files = {
      "go.mod": goMod,
      "main.go": 'package main\n\n// int f(void);\nimport "C"\n\nfunc main() { C.f() }\n',
      "f.c": "#warning this is old\nint f(void) { return missing; }\n",
    };
    const outcome = await build(files, { targets: own });
    expect(outcome).toMatchObject({
      kind: "failed",
      log: expect.arrayContaining([expect.stringMatching(/.*error: .?missing.? undeclared/)]),
    });
    expect(outcome.log.join("\n")).toContain("this is old");
  });

  it("says what the linker did not find, and not where the linker is", async () => {
    const main =
      'package main\n\n// #cgo LDFLAGS: -lnosuchthing\nimport "C"\n\nfunc main() { var x C.int; println(x) }\n';
    expect(await build({ "go.mod": goMod, "main.go": main }, { targets: own })).toMatchObject({
      kind: "failed",
      log: expect.arrayContaining([expect.stringMatching(/ld(\.\w+)?: cannot find -lnosuchthing/)]),
      missing: [{ kind: "library", name: "nosuchthing", by: "example.com/app" }],
    });
  });

  it("says when the build was ended from outside", async () => {
    const question = await prepare({ "go.mod": goMod, "main.go": hello('"1"') }, { targets: "linux/s390x" });
    const bin = await writeFiles(join(place.directory, "killed"), { go: "#!/bin/sh\nkill -KILL $$\n" });
    chmodSync(join(bin, "go"), 0o755);
    const plan = { ...question.plan, go: { ...question.plan.go, file: join(bin, "go") } };
    expect(await buildTarget(place.host, { ...question, plan })).toMatchObject({
      kind: "failed",
      log: expect.arrayContaining(["go build example.com/app was killed by a signal"]),
    });
  });

  it("ends with the run, and leaves no half of a binary", async () => {
    const question = await prepare({ "go.mod": goMod, "main.go": hello('"1"') }, { targets: "linux/s390x" });
    // An empty build cache keeps Go busy with its own packages for long enough.
    const other = await makePlace("builds", { GOCACHE: join(place.directory, "empty cache") });
    const building = buildTarget(other.host, question);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    other.host.processes.endAll();
    expect(await building).toMatchObject({
      kind: "failed",
      log: expect.arrayContaining([expect.stringContaining("was killed by a signal")]),
    });
    expect(readdirSync(question.into)).toEqual([]);
    await other.remove();
  });

  it("links everything in, with the user's own flags for the linkers; no value of -X is shown", async () => {
    const c = `package main

// static int seven(void) { return 7; }
import "C"

var version = "none"

func main() { println(version, C.seven()) }
`;
    for (const pattern of ["", "all="]) {
      const ldflags = `${pattern}-extldflags '-Wl,-z,now -Wl,-z,relro' -s -X 'main.version=hunter two' -w`;
      // Go prints the link command and, without -trimpath, the flags in the build info.
      const flags = { ldflags, "go-flags": "-x", trimpath: "false" };
      const outcome = await build({ "go.mod": goMod, "main.go": c }, { targets: own, static: "true", ...flags });
      expect(outcome).toMatchObject({ kind: "built" });
      const [binary] = outcome.kind === "built" ? outcome.binaries : [];
      const file = binary?.file ?? "";
      expect(await readBinary(file)).toMatchObject({ static: true, needed: [], interpreter: undefined });
      expect(execFileSync("/bin/sh", ["-c", '"$0" 2>&1', file], { encoding: "utf8" })).toBe("hunter two 7\n");
      const log = outcome.log.join("\n");
      expect(log).toContain("-X main.version=*** -w");
      expect(log).toContain('-X "main.version=***" -w');
      expect(log).toMatch(/^modinfo .*-X 'main\.version=\*\*\*' -w/m);
      expect(outcome.log.join("\n")).not.toContain("hunter");
    }
  });

  it("shows no value of -X that `go env -w` has set either", async () => {
    const question = await prepare(
      { "go.mod": goMod, "main.go": hello("version") },
      { targets: "linux/s390x", "go-flags": "-x" },
    );
    const GOENV = join(place.directory, "settings");
    await writeFile(GOENV, "GOFLAGS=-buildvcs=false '-ldflags=-X main.version=hunter2'\n");
    const { GOFLAGS: _, ...rest } = place.host.environment;
    const outcome = await buildTarget({ ...place.host, environment: { ...rest, GOENV } }, question);
    expect(outcome.kind).toBe("built");
    expect(outcome.log.join("\n")).toContain("main.version=***");
    expect(outcome.log.join("\n")).not.toContain("hunter");
  });

  it("says a file's name in one line, whatever is in it", async () => {
    const files = {
      "go.mod": goMod,
      "main.go": hello('"1"'),
      "a\nb.go": "package main\n\nfunc f() int { return true }\n",
    };
    expect(await build(files, { targets: "linux/s390x" })).toMatchObject({
      log: expect.arrayContaining([expect.stringMatching(/^\.\/a\\nb\.go:3:23: cannot use true /)]),
    });
  });

  it("finds the header of a library, where it has one", async () => {
    const library = (comment: string) =>
      `package main\n\nimport "C"\n\n${comment}\nfunc Seven() int { return 7 }\n\nfunc main() {}\n`;
    const headers = async (comment: string) => {
      const files = { "go.mod": goMod, "main.go": library(comment) };
      const question = await prepare(files, { targets: own, buildmode: "c-archive" });
      const outcome = await buildTarget(place.host, question);
      expect(outcome.kind).toBe("built");
      return outcome.kind === "built" ? outcome.binaries.map((each) => each.header) : [];
    };
    const [header = ""] = await headers("//export Seven");
    expect(header).toMatch(/\.h$/);
    expect(existsSync(header)).toBe(true);
    expect(await headers("// Not for C.")).toEqual([undefined]);
  });

  it("keeps the system's temporary directory out of it", async () => {
    const seen: string[] = [];
    const question = await prepare({ "go.mod": goMod, "main.go": hello('"1"') }, { targets: "linux/arm/v6" });
    const host: Host = {
      ...place.host,
      processes: {
        ...place.host.processes,
        run: (command) => {
          seen.push(
            ...["GOTMPDIR", "GOOS", "GOARCH", "GOARM", "CGO_ENABLED"].map(
              (name) => `${name}=${command.environment?.[name]}`,
            ),
          );
          return place.host.processes.run(command);
        },
      },
    };
    expect((await buildTarget(host, question)).kind).toBe("built");
    expect(seen).toEqual([`GOTMPDIR=${host.scratchDirectory}`, "GOOS=linux", "GOARCH=arm", "GOARM=6", "CGO_ENABLED=0"]);
  });
});

describe("the machine's own compiler of several words", () => {
  it("is one word to Go's linker, which asks the first word alone what it takes", async () => {
    const files = { "go.mod": goMod, "main.go": `${cFile()}\nfunc main() {}\n` };
    const job = await makePlace("own compiler", { CC: "env -u X gcc" });
    const directory = await writeFiles(join(job.directory, "m"), files);
    const { survey, inputs } = await surveyIn(job.host, directory, { targets: own });
    const { plan } = makePlan(inputs, survey, planContext(join(directory, "dist")));
    const [target] = plan.targets;
    const [planned] = plan.toolchains;
    if (target === undefined || planned === undefined) {
      throw new Error("nothing was planned");
    }
    const toolchain = await hostCompiler.open(job.host, planned, []);
    expect([toolchain.cc, toolchain.names.cc]).toEqual(["env -u X gcc", expect.stringMatching(/^own-cc-\w+$/)]);
    const into = join(job.directory, "into");
    const outcome = await buildTarget(job.host, { plan, target, toolchain, into });
    // Else `-no-pie` is left out, and the linker warns of relocations in what is read-only.
    expect(outcome).toMatchObject({ kind: "built", log: [expect.stringMatching(/^\$ go build /)] });
    expect(await readBinary(join(into, target.builds[0]?.file ?? ""))).toMatchObject({ positionIndependent: false });
    await job.remove();
  });
});

describe("goBuildArguments", () => {
  it.each([
    [[], ["build", "-o", "/out/app", "-p=3", "--", "example.com/app"]],
    [
      ["-trimpath", "-tags=a"],
      ["build", "-o", "/out/app", "-p=3", "-trimpath", "-tags=a", "--", "example.com/app"],
    ],
    [["-p=1"], ["build", "-o", "/out/app", "-p=1", "--", "example.com/app"]],
    [["--p=1"], ["build", "-o", "/out/app", "--p=1", "--", "example.com/app"]],
    [["-pgo=off"], ["build", "-o", "/out/app", "-p=3", "-pgo=off", "--", "example.com/app"]],
  ])("with %o", async (flags, args) => {
    const question = await prepare({ "go.mod": goMod, "main.go": hello('"1"') }, { targets: "linux/arm64" });
    const plan = { ...question.plan, concurrency: { ...question.plan.concurrency, compilesPerJob: 3 } };
    const [one] = question.target.builds;
    if (one !== undefined) {
      expect(goBuildArguments({ plan, target: { ...question.target, flags } }, one, "/out/app")).toEqual(args);
    }
  });
});
