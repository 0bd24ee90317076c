import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crossbuild } from "../../src/commands/build.ts";
import { allMakers } from "../../src/commands/makers.ts";
import { describeFound, makeSupplements } from "../../src/commands/supplements.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { TargetResult } from "../../src/report/results.ts";
import { sharedTools } from "../e2e/examples.ts";
import { onlyTarget } from "../emulators/questions.ts";
import { planContext } from "../plan/context.ts";
import { problem } from "../support/problems.ts";
import { goMod, mainFile, makePlace, type Place, surveyIn, writeFiles } from "../survey/modules.ts";

const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;

let place: Place;
beforeAll(async () => {
  place = await makePlace("second builds");
});
afterAll(() => place.remove());

/** Builds a program whose C comes from a file of its own. */
async function build(name: string, c: string, cflags = ""): Promise<TargetResult | undefined> {
  const host = await makeLocalHost(place.host.environment, {
    artifactDirectory: join(place.directory, "artifacts"),
    cacheDirectory: dirname(sharedTools),
    workspace: place.directory,
    terminal: { write: () => true },
  });
  const main = 'package main\n\n// int count(void);\nimport "C"\n\nfunc main() { println(C.count()) }\n';
  await writeFiles(join(place.directory, name), { "go.mod": goMod, "main.go": main, "count.c": c });
  const ended = await crossbuild(host, { "working-directory": name, targets: own, "cgo-cflags": cflags });
  await (ended.kind === "done" ? ended.hold?.release() : undefined);
  if (ended.kind === "planned") {
    throw new Error("nothing was built");
  }
  const fetched = {
    one: [["uthash-dev"]],
    elsewhere: [["libb64-0d", "libb64-dev"]],
    told: [["libb64-0d", "libb64-dev"]],
  };
  expect(ended.result.libraries.map(({ packages }) => packages.map((each) => each.split(" ")[0]))).toEqual(
    new Map(Object.entries(fetched)).get(name) ?? [],
  );
  return ended.result.targets[0];
}

/** What no scan of the sources sees: the preprocessor alone knows which header this is. */
const hidden = (name: string) => `#define HEADER <${name}>\n#include HEADER\nint count(void) { return 1; }\n`;

describe("describeFound", () => {
  it("names all rounds' packages in one line to write", () => {
    const found = [
      { file: { kind: "header", name: "a/b.h" }, package: "liba-dev" },
      { file: { kind: "library", name: "b" }, package: "libb-dev" },
      { file: { kind: "header", name: "a.h" }, package: "liba-dev" },
    ] as const;
    expect(describeFound(found)).toEqual([
      "the build did not find <a/b.h>, -lb, <a.h>, so liba-dev and libb-dev were fetched and it was built again; " +
        "`libraries: auto liba-dev libb-dev` saves that",
    ]);
    expect(describeFound([])).toEqual([]);
    const cxx = { file: { kind: "library", name: "stdc++" }, package: "" } as const;
    expect(describeFound([cxx])).toEqual([
      "what is linked has C++ in it, so the C++ library was added and it was built again; `cgo-ldflags: -lstdc++` saves that",
    ]);
    expect(describeFound([cxx, ...found.slice(0, 1)])).toHaveLength(2);
  });
});

it("links the C++ library where a static one of C has C++ in it", async () => {
  const host = await makeLocalHost(place.host.environment, {
    artifactDirectory: join(place.directory, "artifacts"),
    cacheDirectory: dirname(sharedTools),
    workspace: place.directory,
    terminal: { write: () => true },
  });
  const main =
    'package main\n\n// #cgo LDFLAGS: -lsnappy\n// #include <snappy-c.h>\nimport "C"\n\n' +
    "func main() { println(C.snappy_max_compressed_length(100)) }\n";
  await writeFiles(join(place.directory, "snappy"), { "go.mod": goMod, "main.go": main });
  const raw = { "working-directory": "snappy", targets: "linux/arm64", static: "true" };
  const ended = await crossbuild(host, raw);
  await (ended.kind === "done" ? ended.hold?.release() : undefined);
  const [target] = ended.kind === "done" ? ended.result.targets : [];
  expect(target?.outcome.kind).toBe("passed");
  expect(target?.notes).toContain(
    "what is linked has C++ in it, so the C++ library was added and it was built again; `cgo-ldflags: -lstdc++` saves that",
  );
});

describe("nothing is fetched after a failed build", () => {
  const missing = [{ kind: "header", name: "uthash.h", by: "example.com/app" }] as const;

  async function supplement(target: string, changes: Partial<Plan>) {
    const directory = await writeFiles(join(place.directory, "asked"), { "go.mod": goMod, "main.go": mainFile() });
    const { survey, inputs } = await surveyIn(place.host, directory, { targets: target });
    const { plan } = makePlan(inputs, survey, planContext(join(directory, "dist")));
    const supplements = makeSupplements(place.host, {
      plan: { ...plan, ...changes },
      planAgain: () => ({ plan, problems: [problem("it is not planned again")], undecided: [] }),
      roots: { of: () => Promise.reject(new Error("nothing is fetched")) },
      machine: survey.machine,
      makers: allMakers,
    });
    return supplements.of({ target: onlyTarget(plan), toolchain: undefined, added: [], found: [] }, missing);
  }

  it("under a lock, which says what to do", async () => {
    const lock = { kind: "locked", file: "cgo-cross.lock", release: "debian-12-amd64", roots: {} } as const;
    expect(await supplement("linux/arm64", { lock })).toEqual({
      kind: "none",
      lookedUp: [{ kind: "header", name: "uthash.h", answer: { kind: "locked" } }],
    });
  });

  it("where it cannot be planned, and for systems whose headers no package has", async () => {
    expect(await supplement("linux/arm64", {})).toEqual({
      kind: "none",
      lookedUp: [{ kind: "header", name: "uthash.h", answer: { kind: "failed", reason: "it is not planned again" } }],
    });
    expect(await supplement("windows/amd64", {})).toEqual({ kind: "none", lookedUp: [] });
  });
});

describe("a header that the compiler did not find", () => {
  it("is fetched where one package has it, and the target is built again, which the report says", async () => {
    const target = await build("one", hidden("uthash.h"));
    expect(target).toMatchObject({ outcome: { kind: "passed" }, toolchain: expect.stringContaining("+libraries-") });
    expect(target?.notes).toEqual([
      "the build did not find <uthash.h>, so uthash-dev was fetched and it was built again; " +
        "`libraries: auto uthash-dev` saves that",
    ]);
  });

  it("fails with the names of all packages that have it", async () => {
    const target = await build("several", hidden("curl/curl.h"));
    expect(target?.outcome).toMatchObject({
      kind: "failed",
      stage: "build",
      message: expect.stringMatching(
        /<curl\/curl\.h> .*; several packages have it: libcurl4-[a-z]+-dev, .*; say which in `libraries`, as in `libraries: auto libcurl4-[a-z]+-dev`$/,
      ),
    });
  });

  it("fails with the directory where a package has it, if no flag says to look there", async () => {
    const target = await build("elsewhere", hidden("cencode.h"));
    expect(target?.outcome).toMatchObject({
      message: expect.stringMatching(
        /<cencode\.h> .* where the flags look: libb64-dev has it in \/usr\/include\/b64; add -I\/usr\/include\/b64 to `cgo-cflags`$/,
      ),
    });
    const told = hidden("cencode.h");
    expect(await build("told", told, "-I/usr/include/b64")).toMatchObject({ outcome: { kind: "passed" } });
  });

  it("fails saying that no package has it", async () => {
    const target = await build("none", hidden("none/such.h"));
    expect(target?.outcome).toMatchObject({
      message: expect.stringMatching(
        /<none\/such\.h> .*, and no package of .+ has it where the compiler looks; put it into the program's sources, or /,
      ),
    });
  });
});
