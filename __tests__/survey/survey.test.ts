import { chown, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { targetName } from "../../src/platforms/target.ts";
import type { CgoNeed } from "../../src/survey/programs.ts";
import type { Survey } from "../../src/survey/survey.ts";
import { findVcsProblem } from "../../src/survey/vcs.ts";
import { inTexts } from "../support/problems.ts";
import { cFile, goMod, mainFile, makePlace, type Place, surveyIn, writeFiles } from "./modules.ts";

let place: Place;

beforeAll(async () => {
  // A checkout may lie below a directory with a space in its name.
  place = await makePlace("rooms with spaces");
});
afterAll(() => place.remove());

type Files = Readonly<Record<string, string>>;

let count = 0;
async function surveyOf(files: Files, raw: Files, at = "."): Promise<Survey> {
  count += 1;
  const directory = await writeFiles(join(place.directory, `module ${count}`), files);
  return (await surveyIn(place.host, join(directory, at), raw)).survey;
}

function needs(survey: Survey): Record<string, CgoNeed> {
  return Object.fromEntries(survey.targets.map(({ target, need }) => [targetName(target), need]));
}

function programs(survey: Survey): Record<string, readonly string[]> {
  return Object.fromEntries(
    survey.targets.map(({ target, programs: found }) => [targetName(target), found.map((each) => each.importPath)]),
  );
}

const nothing: CgoNeed = { required: [], optional: [], cxx: false };

it("what a program embeds is known by package and pattern", async () => {
  const source =
    'package main\n\nimport "embed"\n\n//go:embed all:dist page.html\nvar site embed.FS\n\nfunc main() { _ = site }\n';
  const survey = await surveyOf(
    { "go.mod": goMod, "main.go": source, "dist/index.html": "", "page.html": "" },
    { targets: "linux/arm64" },
  );
  const embed = { importPath: "example.com/app", directory: survey.directory };
  expect([survey.problems, survey.targets[0]?.embeds]).toEqual([
    [],
    [
      { ...embed, pattern: "all:dist" },
      { ...embed, pattern: "page.html" },
    ],
  ]);
});

describe("cgo need", () => {
  it("C in the standard library is optional, and differs between systems", async () => {
    const survey = await surveyOf(
      { "go.mod": goMod, "main.go": mainFile("net", "os/user") },
      { targets: "linux/amd64 linux/arm64 windows/amd64 darwin/arm64 freebsd/amd64 js/wasm" },
    );
    expect(survey.problems).toEqual([]);
    const unix = { required: [], optional: ["net", "os/user"], cxx: false };
    expect(needs(survey)).toEqual({
      "linux/amd64": unix,
      "linux/arm64": unix,
      "windows/amd64": nothing,
      "darwin/arm64": nothing,
      "freebsd/amd64": unix,
      "js/wasm": nothing,
    });
  });

  it("C in the program itself is required", async () => {
    const survey = await surveyOf(
      { "go.mod": goMod, "main.go": mainFile(), "c.go": cFile() },
      { targets: "linux/s390x windows/386 plan9/amd64" },
    );
    const own = { required: ["example.com/app"], optional: [], cxx: false };
    expect(needs(survey)).toEqual({ "linux/s390x": own, "windows/386": own, "plan9/amd64": own });
  });

  it("C++ in a dependency", async () => {
    const files = {
      "go.mod": goMod,
      "main.go": mainFile("example.com/app/engine"),
      "engine/engine.go": cFile("engine"),
      "engine/engine.cpp": "int engine() { return 1; }\n",
    };
    expect(needs(await surveyOf(files, { targets: "linux/arm/v6" }))).toEqual({
      "linux/arm/v6": { required: ["example.com/app/engine"], optional: [], cxx: true },
    });
  });

  it("plugin requires C where Go supports plugins", async () => {
    const files = { "go.mod": goMod, "main.go": mainFile("plugin") };
    const survey = await surveyOf(files, { targets: "linux/amd64 windows/amd64" });
    expect(survey.targets.map(({ cgo }) => cgo.standard)).toEqual([["plugin"], []]);
  });

  it("C behind a build constraint counts on that system only", async () => {
    const files = {
      "go.mod": goMod,
      "main.go": mainFile("example.com/app/sys"),
      "sys/sys_linux.go": cFile("sys"),
      "sys/sys_other.go": "//go:build !linux\n\npackage sys\n",
    };
    expect(needs(await surveyOf(files, { targets: "linux/amd64 windows/amd64 darwin/amd64" }))).toEqual({
      "linux/amd64": { required: ["example.com/app/sys"], optional: [], cxx: false },
      "windows/amd64": nothing,
      "darwin/amd64": nothing,
    });
  });

  it("C behind a tag counts where the tag is set, by the input or by GOFLAGS", async () => {
    const files = {
      "go.mod": goMod,
      "main.go": mainFile(),
      "tagged.go": `//go:build withc\n\n${cFile()}`,
    };
    const own = { "linux/amd64": { required: ["example.com/app"], optional: [], cxx: false } };
    expect(needs(await surveyOf(files, { targets: "linux/amd64" }))).toEqual({ "linux/amd64": nothing });
    expect(needs(await surveyOf(files, { targets: "linux/amd64", tags: "other,withc" }))).toEqual(own);
    const job = await makePlace("rooms", { GOFLAGS: "-tags=withc" });
    const directory = await writeFiles(join(job.directory, "m"), files);
    const asked = await surveyIn(job.host, directory, { targets: "linux/amd64" });
    expect(needs(asked.survey)).toEqual(own);
    await job.remove();
  });
});

describe("the C++ library is asked for by", () => {
  const files = { "go.mod": goMod, "main.go": mainFile(), "c.go": cFile() };

  const rows: readonly (readonly [string, Files, Files, boolean])[] = [
    ["cgo-ldflags", { "cgo-ldflags": "-lstdc++" }, {}, true],
    ["CGO_LDFLAGS", {}, { CGO_LDFLAGS: "-O1 -lstdc++" }, true],
    ["-extldflags in ldflags", { ldflags: '-s -linkmode external -extldflags "-static -lstdc++"' }, {}, true],
    ["-extldflags in GOFLAGS", {}, { GOFLAGS: "'-ldflags=-linkmode=external -extldflags=-lstdc++'" }, true],
    ["GOFLAGS that ldflags replaces", { ldflags: "-s" }, { GOFLAGS: "'-ldflags=-extldflags=-lstdc++'" }, false],
    ["-X, whose value only looks like it", { ldflags: "-X main.flags=-lstdc++" }, {}, false],
  ];

  it.each(rows)("%s", async (_title, raw, environment, cxx) => {
    const job = await makePlace("rooms", environment);
    const directory = await writeFiles(join(job.directory, "m"), files);
    const { survey } = await surveyIn(job.host, directory, { targets: "linux/arm64", ...raw });
    expect(needs(survey)["linux/arm64"]?.cxx).toBe(cxx);
    await job.remove();
  });
});

describe("packages come from", () => {
  const library = { "go.mod": "module example.com/c\n\ngo 1.24\n", "c.go": cFile("c") };
  const below = (directory: string, files: Files): Files =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${directory}/${name}`, text]));
  const app = { "go.mod": `${goMod}\nrequire example.com/c v1.0.0\n`, "main.go": mainFile("example.com/c") };
  const both = { "linux/amd64": { required: ["example.com/c"], optional: [], cxx: false } };

  it("a workspace", async () => {
    const files = { "go.work": "go 1.24\n\nuse ./app\nuse ./c\n", ...below("app", app), ...below("c", library) };
    const survey = await surveyOf(files, { targets: "linux/amd64" }, "app");
    expect(survey.problems).toEqual([]);
    // The library is a main module of the workspace too.
    expect(survey.modulePath).toBe("example.com/app");
    expect(needs(survey)).toEqual(both);
  });

  it("a replacement in go.mod", async () => {
    const replaced = { ...app, "go.mod": `${app["go.mod"]}\nreplace example.com/c => ./c\n` };
    const survey = await surveyOf({ ...replaced, ...below("c", library) }, { targets: "linux/amd64" });
    expect(survey.problems).toEqual([]);
    expect(needs(survey)).toEqual(both);
  });

  it("vendor/, by GOFLAGS=-mod=vendor and by -mod=vendor in go-flags", async () => {
    const vendored = {
      ...app,
      "vendor/modules.txt": "# example.com/c v1.0.0\n## explicit; go 1.24\nexample.com/c\n",
      "vendor/example.com/c/c.go": library["c.go"],
    };
    const byFlag = await surveyOf(vendored, { targets: "linux/amd64", "go-flags": "-mod=vendor" });
    expect([byFlag.problems, needs(byFlag)]).toEqual([[], both]);
    const job = await makePlace("rooms", { GOFLAGS: "-mod=vendor" });
    const directory = await writeFiles(join(job.directory, "m"), vendored);
    const byVariable = await surveyIn(job.host, directory, { targets: "linux/amd64" });
    expect([byVariable.survey.problems, needs(byVariable.survey)]).toEqual([[], both]);
    await job.remove();
  });
});

describe("programs", () => {
  const many = {
    "go.mod": goMod,
    "cmd/one/main.go": mainFile(),
    "cmd/two/v2/main.go": mainFile(),
    "cmd/unix/main_linux.go": mainFile(),
    "lib/lib.go": "package lib\n",
    "lib/lib_test.go": 'package lib\n\nimport "testing"\n\nfunc TestNothing(*testing.T) {}\n',
    "cmd/one/testdata/main.go": mainFile(),
  };

  it("a pattern matches every program of the target, without those that build constraints exclude", async () => {
    const survey = await surveyOf(many, { targets: "linux/amd64 windows/amd64", package: "./..." });
    expect(survey.problems).toEqual([]);
    expect(programs(survey)).toEqual({
      "linux/amd64": ["example.com/app/cmd/one", "example.com/app/cmd/two/v2", "example.com/app/cmd/unix"],
      "windows/amd64": ["example.com/app/cmd/one", "example.com/app/cmd/two/v2"],
    });
    expect(survey.targets[0]?.programs.map((program) => program.name)).toEqual(["one", "two", "unix"]);
  });

  it("a named program that build constraints exclude is a problem that names the target", async () => {
    const survey = await surveyOf(many, { targets: "linux/amd64 windows/amd64", package: "./cmd/unix" });
    expect(survey.problems).toEqual([]);
    expect(inTexts(survey.refused)).toEqual([
      {
        target: { os: "windows", arch: "amd64", variant: undefined },
        problems: [
          expect.stringMatching(
            /^windows\/amd64: package: example\.com\/app\/cmd\/unix: build constraints exclude all Go files in .*\/cmd\/unix; import it only /,
          ),
        ],
      },
    ]);
  });

  it("all wrong packages are reported at once, and once for all targets", async () => {
    const survey = await surveyOf(many, {
      targets: "linux/amd64 linux/arm64",
      package: "./lib ./gone example.com/x ./cmd/one/",
    });
    expect(inTexts(survey.problems)).toEqual([
      expect.stringContaining('package: "./lib" is package lib, not main, so it makes no binary'),
      expect.stringMatching(/^package: \.\/gone: stat .*\/gone: directory not found$/),
      expect.stringMatching(
        /^package: example\.com\/x: no required module .*; to add it: go get example\.com\/x; run `go mod tidy`/,
      ),
    ]);
    expect(programs(survey)).toEqual({
      "linux/amd64": ["example.com/app/cmd/one"],
      "linux/arm64": ["example.com/app/cmd/one"],
    });
  });

  it("a missing module and an import cycle are problems", async () => {
    const files = {
      "go.mod": goMod,
      "main.go": mainFile("example.com/gone", "example.com/app/a"),
      "a/a.go": 'package a\n\nimport _ "example.com/app/b"\n',
      "b/b.go": 'package b\n\nimport _ "example.com/app/a"\n',
    };
    const survey = await surveyOf(files, { targets: "linux/amd64 linux/arm64" });
    expect(inTexts(survey.problems)).toEqual([
      "package: example.com/app: import cycle not allowed (example.com/app imports example.com/app/a imports " +
        "example.com/app/b imports example.com/app/a); move what both need into a third package that imports neither",
      "package: example.com/app: main.go:3:8: no required module provides package example.com/gone; to add it: " +
        "go get example.com/gone; run `go mod tidy` (or `go get` of that package) and commit go.mod and go.sum",
    ]);
  });

  it("a syntax error in the imports is a problem", async () => {
    const survey = await surveyOf(
      { "go.mod": goMod, "main.go": 'package main\n\nimport "fmt\n' },
      { targets: "linux/amd64" },
    );
    expect(inTexts(survey.problems)).toEqual(["package: example.com/app: main.go:3:8: string literal not terminated"]);
  });

  it("a buildmode that Go does not support on a platform is refused there, and the other targets are surveyed", async () => {
    const files = { "go.mod": goMod, "main.go": mainFile() };
    const survey = await surveyOf(files, { targets: "linux/amd64 linux/mips", buildmode: "c-shared" });
    expect(inTexts(survey.refused)).toEqual([
      {
        target: { os: "linux", arch: "mips", variant: undefined },
        problems: [
          "-buildmode=c-shared not supported on linux/mips; take -buildmode=c-shared out for this target, or the target out of `targets`",
        ],
      },
    ]);
    expect(survey.targets.map(({ target }) => targetName(target))).toEqual(["linux/amd64"]);
  });
});

describe("targets of a pattern", () => {
  const files = { "go.mod": goMod, "main.go": `//go:build linux\n\n${mainFile()}` };

  it("that Go cannot build the program for are set apart, those that were named too", async () => {
    const survey = await surveyOf(files, { targets: "*/riscv64, windows/amd64" });
    expect(survey.targets.map(({ target }) => targetName(target))).toEqual(["linux/riscv64"]);
    expect(inTexts(survey.refused)).toEqual([
      {
        target: { os: "openbsd", arch: "riscv64", variant: undefined },
        problems: [
          expect.stringMatching(/^openbsd\/riscv64: package: example.com\/app: build constraints exclude all /),
        ],
      },
      {
        target: { os: "windows", arch: "amd64", variant: undefined },
        problems: [expect.stringMatching(/^windows\/amd64: package: example.com\/app: build const/)],
      },
    ]);
    expect(survey.problems).toEqual([]);
  });

  it("that have no program of a pattern, or no form of a buildmode, are too", async () => {
    const survey = await surveyOf(
      { "go.mod": goMod, "cmd/a/main.go": files["main.go"], "cmd/b/main.go": files["main.go"] },
      { targets: "*/riscv64 linux/mips*", package: "./cmd/...", buildmode: "c-shared" },
    );
    expect(survey.problems).toEqual([]);
    expect(survey.refused.map(({ problems }) => problems[0]?.text)).toEqual([
      "-buildmode=c-shared not supported on openbsd/riscv64; take -buildmode=c-shared out for this target, or the target out of `targets`",
      "-buildmode=c-shared not supported on linux/mips; take -buildmode=c-shared out for this target, or the target out of `targets`",
      "-buildmode=c-shared not supported on linux/mips64; take -buildmode=c-shared out for this target, or the target out of `targets`",
      "-buildmode=c-shared not supported on linux/mips64le; take -buildmode=c-shared out for this target, or the target out of `targets`",
      "-buildmode=c-shared not supported on linux/mipsle; take -buildmode=c-shared out for this target, or the target out of `targets`",
    ]);
    const plain = await surveyOf(
      { "go.mod": goMod, "cmd/a/main.go": files["main.go"], "cmd/b/main.go": files["main.go"] },
      { targets: "*/riscv64", package: "./cmd/..." },
    );
    expect(inTexts(plain.refused.map(({ problems }) => problems))).toEqual([
      [expect.stringMatching(/^package: nothing matches ".\/cmd\/..."; /)],
    ]);
  });

  it("with a mistake of the program are not", async () => {
    const survey = await surveyOf({ ...files, "b.go": "package other\n" }, { targets: "linux/mips*" });
    expect([survey.refused, survey.problems.length]).toEqual([[], 1]);
  });
});

describe("directories of pkg-config-path", () => {
  it("give a program its libraries, and have to be there", async () => {
    const files = {
      "go.mod": goMod,
      "main.go": 'package main\n\n// #cgo pkg-config: foo\nimport "C"\n\nfunc main() {}\n',
      "deps/foo.pc": "Name: foo\nDescription: x\nVersion: 1\nRequires: bar\n",
    };
    const raw = { targets: "linux/arm64 linux/s390x linux/386" };
    const path = "linux/arm64: deps\nlinux/386: none";
    const survey = await surveyOf(files, { ...raw, "pkg-config-path": path });
    expect(survey.targets.map(({ requirements }) => requirements.map(({ name }) => name))).toEqual([
      ["bar"],
      ["foo"],
      ["foo"],
    ]);
    const missing = join(survey.directory, "none");
    expect(inTexts(survey.problems)).toEqual([
      `pkg-config-path: ${missing} does not exist; name a directory that an earlier step has made`,
    ]);
  });
});

describe("compilers of the host", () => {
  it("are found on PATH, with or without flags", async () => {
    const files = { "go.mod": goMod, "main.go": mainFile() };
    const job = await makePlace("rooms", { CC: "gcc -m64", CXX: "nowhere-g++" });
    const directory = await writeFiles(join(job.directory, "m"), files);
    const { survey } = await surveyIn(job.host, directory, { targets: "linux/amd64" });
    expect(survey.targets.map((target) => target.hostCompilers)).toMatchObject([{ cc: true, cxx: false, fc: false }]);
    await job.remove();
  });
});

describe("a checkout that belongs to another user", () => {
  const files = { "go.mod": goMod, "main.go": mainFile() };
  const another = 1000 + (process.getuid?.() ?? 0);

  async function problemsOf(raw: Files, variables: Files, name = "m"): Promise<readonly string[]> {
    const job = await makePlace("vcs", { HOME: "/dev/null/none", GIT_CONFIG_GLOBAL: "/dev/null", ...variables });
    const directory = await writeFiles(join(job.directory, name), files);
    await job.host.processes.run({ file: "git", args: ["init", "-q", directory] });
    await chown(directory, another, another);
    const { survey } = await surveyIn(job.host, directory, { targets: "linux/amd64", ...raw });
    await job.remove();
    return survey.problems.map(({ text }) => text.replaceAll(directory, "DIR"));
  }

  // Only root can give a directory away.
  it.runIf(process.getuid?.() === 0)("is told before anything is built", async () => {
    const sentence =
      "DIR belongs to another user, so git does not read it and Go cannot record the commit: run " +
      "`git config --global --add safe.directory DIR` before, or give `--go-flags=-buildvcs=false`";
    expect(await problemsOf({}, { GOFLAGS: "-buildvcs=auto" })).toEqual([sentence]);
    // Whatever language git speaks, in the words of a shell, and without a home to keep a configuration in.
    const german = { GOFLAGS: "-buildvcs=auto", LANGUAGE: "de", LC_ALL: "de_DE.UTF-8" };
    expect(await problemsOf({}, german, "m n")).toEqual([sentence.replace("directory DIR", "directory 'DIR'")]);
    const homeless = { GOFLAGS: "-buildvcs=auto", HOME: "", XDG_CACHE_HOME: tmpdir() };
    expect(await problemsOf({}, homeless)).toEqual([sentence.replace("--global", "--system")]);
    expect(await problemsOf({ "go-flags": "-buildvcs=false" }, { GOFLAGS: "-buildvcs=auto" })).toEqual([]);
    expect(await problemsOf({}, { GOFLAGS: "-buildvcs=false" })).toEqual([]);
    expect(await problemsOf({ build: "false" }, { GOFLAGS: "-buildvcs=auto" })).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)("is told in a workflow in the words of a workflow", async () => {
    const job = await makePlace("vcs", { HOME: "/dev/null/none", GIT_CONFIG_GLOBAL: "/dev/null" });
    await job.host.processes.run({ file: "git", args: ["init", "-q", job.directory] });
    const inner = await writeFiles(join(job.directory, "inner"), files);
    await chown(job.directory, another, another);
    const question = { goFlags: [], goflags: "" };
    expect((await findVcsProblem({ ...job.host, kind: "github" }, inner, question))?.text).toBe(
      `${job.directory} belongs to another user, so git does not read it and Go cannot record the commit: run ` +
        '`git config --global --add safe.directory "$GITHUB_WORKSPACE"` before, or set `go-flags: -buildvcs=false`',
    );
    await job.remove();
  });
});

describe("a work tree that git cannot read", () => {
  const files = { "go.mod": goMod, "main.go": mainFile() };

  /** What is told beforehand, and what Go itself then says. */
  async function judged(extra: Files): Promise<readonly [readonly string[], string]> {
    const job = await makePlace("vcs", { GOFLAGS: "-buildvcs=auto" });
    const directory = await writeFiles(join(job.directory, "m"), { ...files, ...extra });
    const { survey } = await surveyIn(job.host, directory, { targets: "linux/amd64" });
    const built = await job.host.processes.run({ file: "go", args: ["build", "-o", "out", "."], directory });
    await job.remove();
    return [survey.problems.map(({ text }) => text.replaceAll(directory, "DIR")), built.stderr.split("\n")[0] ?? ""];
  }

  it("is told, as Go would at the end of the build", async () => {
    expect(await judged({ ".git/config": "" })).toEqual([
      [
        "git cannot read DIR, so Go cannot record the commit (fatal: not a git repository (or any of the parent directories): .git): " +
          "repair it, or give `--go-flags=-buildvcs=false`",
      ],
      "error obtaining VCS status: exit status 128",
    ]);
  });

  it("is no problem where Go takes no notice of it: a linked work tree, or a submodule that alone was mounted", async () => {
    expect(await judged({ ".git": "gitdir: ../.git/modules/m\n" })).toEqual([[], ""]);
  });

  it("is no problem without a git, unless the commit has to be recorded", async () => {
    const job = await makePlace("vcs");
    await mkdir(join(job.directory, ".git"));
    const processes = { ...job.host.processes, find: async () => undefined };
    const problem = (goflags: string) =>
      findVcsProblem({ ...job.host, processes }, job.directory, { goFlags: [], goflags });
    expect([await problem(""), await problem("-buildvcs=auto")]).toEqual([undefined, undefined]);
    expect((await problem("-buildvcs=true"))?.text).toBe(
      "Go is to record the commit, and git is not installed: install it, or give `--go-flags=-buildvcs=false`",
    );
    await job.remove();
  });
});

describe("what is only set up for other tools", () => {
  const c = { required: ["example.com/app/inner"], optional: [], cxx: false };
  const setUp = { targets: "linux/arm64", build: "false" };
  // Nothing of it is a program, and its own directory has no Go file.
  const library = { "go.mod": goMod, "inner/c.go": cFile("inner") };

  it("needs no program: of a module without a Go file in its own directory all packages count", async () => {
    const survey = await surveyOf(library, setUp);
    expect([survey.problems, needs(survey), programs(survey)]).toEqual([
      [],
      { "linux/arm64": c },
      { "linux/arm64": [] },
    ]);
    const inner = await surveyOf(library, { ...setUp, package: "./inner" });
    expect([inner.problems, needs(inner)]).toEqual([[], { "linux/arm64": c }]);
    expect((await surveyOf(library, { targets: "linux/arm64" })).problems).toHaveLength(1);
  });

  it("needs no module with `cgo: on`, and then may be in C++, but for musl", async () => {
    const survey = await surveyOf({ "readme.txt": "" }, { ...setUp, cgo: "on" });
    expect([survey.problems, needs(survey)]).toEqual([[], { "linux/arm64": { ...nothing, cxx: true } }]);
    const withMusl = await surveyOf({ "readme.txt": "" }, { ...setUp, cgo: "on", libc: "musl" });
    expect(needs(withMusl)).toEqual({ "linux/arm64": nothing });
    expect(inTexts((await surveyOf({ "readme.txt": "" }, setUp)).problems)).toEqual([
      expect.stringMatching(/there is no go\.mod here or above; .*, or set `cgo: on`, which needs none$/),
    ]);
  });

  it("needs what the tests import, where those are run", async () => {
    const files = {
      "go.mod": goMod,
      "a.go": "package app\n",
      "inner/c.go": cFile("inner"),
      "a_test.go": 'package app_test\n\nimport (\n\t_ "example.com/app"\n\t_ "example.com/app/inner"\n)\n',
    };
    expect(needs(await surveyOf(files, setUp))).toEqual({ "linux/arm64": nothing });
    const survey = await surveyOf(files, { ...setUp, test: "." });
    expect([survey.problems, survey.targets[0]?.need.required]).toEqual([[], ["example.com/app/inner"]]);
  });
});
