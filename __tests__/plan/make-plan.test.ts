import { describe, expect, it } from "vitest";
import { documentOf } from "../../src/diagnose/document.ts";
import { makePlan, type PlanContext } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { LockedRoot } from "../../src/plan/root-request.ts";
import { targetFileSuffix, targetName, targetVariableSuffix } from "../../src/platforms/target.ts";
import type { Machine } from "../../src/survey/machine.ts";
import type { Survey, TargetSurvey } from "../../src/survey/survey.ts";
import { inTexts, problem } from "../support/problems.ts";
import { planContext } from "./context.ts";
import {
  machine,
  makeInputs,
  makeSurvey,
  makeTarget,
  needs,
  packageContent,
  surveyTarget,
  type TargetFacts,
} from "./questions.ts";

type Raw = Readonly<Record<string, string>>;

function planOf(targets: readonly TargetSurvey[], raw: Raw = {}, changes: Partial<Survey> = {}) {
  const names = targets.map(({ target }) => [target.os, target.arch, target.variant].filter((part) => part).join("/"));
  const inputs = makeInputs({ targets: names.join(","), ...raw });
  const made = makePlan(inputs, makeSurvey(targets, changes), planContext("/proj/dist"));
  return { ...made, problems: inTexts(made.problems) };
}

/** A plan for targets that are all alike. */
function planFor(names: string, raw: Raw = {}, facts: TargetFacts = {}, changes: Partial<Survey> = {}) {
  return planOf(
    names.split(" ").map((name) => surveyTarget(name, facts)),
    raw,
    changes,
  );
}

const programs = [
  { importPath: "example.com/app/cmd/one", name: "one" },
  { importPath: "example.com/app/cmd/two", name: "two" },
];

function filesOf(plan: Plan): readonly string[] {
  return plan.targets.flatMap((target) => target.builds.map((build) => build.file));
}

describe("values for some targets", () => {
  const c = { need: needs.c };

  it("each target gets its own, and the plan says which", () => {
    const { plan, problems } = planFor(
      "linux/amd64 linux/arm64 darwin/arm64",
      {
        cgo: "darwin/*: off",
        compiler: "linux/arm64: clang",
        static: "linux/amd64: true",
        tags: "linux/arm64: fts5",
        ldflags: "-s\nlinux/arm64: -X main.a=b",
        "cgo-ldflags": "linux/arm64: -L/ws/lib",
      },
      c,
    );
    expect(problems).toEqual([]);
    const [amd64, arm64, darwin] = plan.targets;
    expect(amd64).toMatchObject({ static: true, cgo: { enabled: true }, cgoFlags: { CGO_LDFLAGS: "-O2 -g" } });
    expect(arm64).toMatchObject({
      static: false,
      toolchain: "clang-aarch64-linux-gnu",
      flags: ["-trimpath", "-tags=fts5", "-ldflags=-X main.a=b"],
      cgoFlags: { CGO_LDFLAGS: "-O2 -g -L/ws/lib" },
      settings: {
        cgo: { value: "auto" },
        compiler: { value: "clang", from: ["linux/arm64"] },
        static: { value: "false" },
        tags: { value: "fts5", from: ["linux/arm64"] },
        ldflags: { value: "-X main.a=b", from: ["linux/arm64"] },
        "cgo-ldflags": { value: "-L/ws/lib", from: ["linux/arm64"] },
      },
    });
    expect(darwin).toMatchObject({
      cgo: { enabled: false, reason: "cgo: off" },
      flags: ["-trimpath", "-ldflags=-s"],
      settings: { cgo: { value: "off", from: ["darwin/*"] } },
    });
  });

  it("directories of pkg-config-path stand before those of the job", () => {
    const targets = ["linux/arm64", "linux/s390x"].map((name) => surveyTarget(name, c));
    const searchPaths = { PKG_CONFIG_PATH: "/opt/job:/usr/lib/pkgconfig" };
    const raw = { "pkg-config-path": "linux/arm64: /opt/a deps/b" };
    const { plan } = planOf(targets, raw, { machine: { ...machine, searchPaths } });
    expect(plan.targets.map((target) => target.searchPaths)).toEqual([
      { PKG_CONFIG_PATH: "/opt/a:/checkout/deps/b:/opt/job" },
      { PKG_CONFIG_PATH: "/opt/job" },
    ]);
  });
});

describe("targets of a pattern that cannot be built", () => {
  const c = { need: needs.c, cgo: { verdicts: [] } };
  const all = ["linux/amd64", "js/wasm", "plan9/386", "freebsd/amd64"].map((name) => surveyTarget(name, c));
  const targets = "linux/amd64, js/*, plan9/386, freebsd/*";

  it("are left out and named with the reason, those of one reason together; a named one is refused", () => {
    const { plan, problems } = planOf(all, { targets });
    expect(plan.targets.map(({ target }) => targetName(target))).toEqual(["linux/amd64"]);
    expect(plan.leftOut).toEqual([
      { targets: ["js/wasm"], reason: "this Go has no cgo for it (C in example.com/c)" },
      {
        targets: ["freebsd/amd64"],
        reason: expect.stringMatching(/^needs C \(C in example.com\/c\), but there is no C toolchain for it here: /),
      },
    ]);
    expect(problems).toEqual([]);
    expect(inTexts(plan.refused)).toEqual([
      {
        target: makeTarget("plan9/386"),
        problems: [
          "plan9/386: this Go has no cgo for it (C in example.com/c); take it out of targets, or set `cgo: off`",
        ],
      },
    ]);
    const others = planOf(all, { targets: "all" }).plan.leftOut;
    expect(others[0]?.targets).toEqual(["js/wasm", "plan9/386"]);
  });

  it("stand beside those that Go refuses", () => {
    const refused = [{ target: makeTarget("linux/mips"), problems: [problem("-race is not supported on linux/mips")] }];
    const { plan, problems } = planOf(all.slice(0, 2), { targets: "all" }, { refused });
    expect(plan.leftOut.map(({ reason }) => reason)).toEqual([
      "-race is not supported on it",
      "this Go has no cgo for it (C in example.com/c)",
    ]);
    expect(problems).toEqual([]);
  });

  it("are a problem where nothing else is left", () => {
    const { problems } = planOf(all.slice(1, 3), { targets: "js/*, plan9/*" });
    expect(problems.map((text) => text.split(":")[0])).toEqual(["js/wasm", "plan9/386"]);
  });

  it("what is wrong with the inputs stays a problem", () => {
    const { problems } = planOf(all.slice(0, 1), { targets: "linux/*", static: "true", buildmode: "c-shared" });
    expect(problems).toHaveLength(1);
  });
});

it("a whole plan, as `dry-run` prints it", () => {
  const { plan, problems } = planOf([surveyTarget("linux/arm/v6", { need: needs.c }), surveyTarget("windows/amd64")], {
    ldflags: "-s -w",
    "cgo-cflags": "'-DX=a b'",
    "retention-days": "7",
    static: "true",
  });
  expect(problems).toEqual([]);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(JSON.stringify(plan, undefined, 2)).toMatchInlineSnapshot(`
    "{
      "schema": 2,
      "mode": "build",
      "go": {
        "file": "/go/bin/go",
        "version": "go1.26.8"
      },
      "module": {
        "path": "example.com/app",
        "directory": "/checkout"
      },
      "host": {
        "os": "linux",
        "arch": "amd64",
        "distribution": {
          "id": "debian",
          "version": "12",
          "codename": "bookworm",
          "title": "Debian GNU/Linux 12 (bookworm)"
        }
      },
      "environment": [],
      "concurrency": {
        "jobs": 2,
        "compilesPerJob": 4,
        "cpus": 4,
        "memoryGiB": 15,
        "compilerMemoryMiB": 1440
      },
      "caches": {
        "roots": {
          "kind": "on"
        },
        "goBuild": {
          "kind": "left",
          "reason": "a test"
        },
        "goModules": {
          "kind": "left",
          "reason": "a test"
        }
      },
      "lock": {
        "kind": "none"
      },
      "exportEnvironment": "per-target",
      "roots": [
        {
          "id": "arm-linux-gnueabi",
          "kind": "gcc",
          "settings": {
            "triple": "arm-linux-gnueabi",
            "multiarch": "arm-linux-gnueabi",
            "cc": "arm-linux-gnueabi-gcc",
            "cxx": "arm-linux-gnueabi-g++",
            "ar": "arm-linux-gnueabi-ar",
            "native": "no"
          },
          "content": {
            "kind": "packages",
            "archive": "apt",
            "files": [],
            "keepsLists": false,
            "packages": [
              "gcc-arm-linux-gnueabi",
              "libc6-dev-armel-cross"
            ],
            "selection": {
              "follow": "all",
              "skip": [
                "libc6",
                "libcrypt1",
                "libasan[0-9]*",
                "libhwasan[0-9]*",
                "liblsan[0-9]*",
                "libtsan[0-9]*",
                "libubsan[0-9]*"
              ],
              "drop": []
            },
            "namedAfter": [
              "gcc-[0-9]*",
              "gcc-mingw*"
            ]
          }
        }
      ],
      "toolchains": [
        {
          "id": "arm-linux-gnueabi",
          "provider": "gcc",
          "cxx": false,
          "libc": "glibc",
          "triple": "arm-linux-gnueabi",
          "compiler": "arm-linux-gnueabi-gcc",
          "roots": [
            "arm-linux-gnueabi"
          ],
          "settings": {
            "triple": "arm-linux-gnueabi",
            "multiarch": "arm-linux-gnueabi",
            "cc": "arm-linux-gnueabi-gcc",
            "cxx": "arm-linux-gnueabi-g++",
            "ar": "arm-linux-gnueabi-ar",
            "native": "no",
            "sysroot": "usr/arm-linux-gnueabi"
          }
        }
      ],
      "emulators": [],
      "targets": [
        {
          "target": {
            "os": "linux",
            "arch": "arm",
            "variant": "v6"
          },
          "asked": true,
          "slices": [],
          "fromPattern": false,
          "goVariables": {
            "GOOS": "linux",
            "GOARCH": "arm",
            "GOARM": "6"
          },
          "cgo": {
            "enabled": true,
            "reason": "C in example.com/c"
          },
          "settings": {},
          "toolchain": "arm-linux-gnueabi",
          "layers": [],
          "static": true,
          "nss": "fails",
          "notes": [
            "tags netgo added: glibc's own resolver and user lookup do not work linked in"
          ],
          "searchPaths": {},
          "cgoFlags": {
            "CGO_CFLAGS": "-O2 -g '-DX=a b'",
            "CGO_CXXFLAGS": "-O2 -g",
            "CGO_LDFLAGS": "-O2 -g"
          },
          "addedFlags": {
            "CGO_CFLAGS": [
              "-DX=a b"
            ],
            "CGO_CXXFLAGS": [],
            "CGO_LDFLAGS": []
          },
          "flags": [
            "-trimpath",
            "-tags=netgo",
            "-ldflags=-linkmode=external -s -w -extldflags=-static"
          ],
          "prebuild": [],
          "prebuilt": {
            "objects": [],
            "libraryDirectories": []
          },
          "builds": [
            {
              "importPath": "example.com/app",
              "name": "app",
              "file": "app_linux_armv6",
              "extension": "",
              "archive": {
                "file": "app_linux_armv6.tar.gz",
                "format": "tar.gz"
              },
              "expectation": {
                "os": "linux",
                "arch": "arm",
                "levels": {
                  "GOARM": "6"
                },
                "kind": "executable",
                "cgo": true,
                "static": true,
                "portable": false
              }
            }
          ],
          "run": {
            "kind": "off"
          }
        },
        {
          "target": {
            "os": "windows",
            "arch": "amd64"
          },
          "asked": true,
          "slices": [],
          "fromPattern": false,
          "goVariables": {
            "GOOS": "windows",
            "GOARCH": "amd64"
          },
          "cgo": {
            "enabled": false,
            "reason": "no C in it"
          },
          "settings": {},
          "layers": [],
          "static": true,
          "notes": [],
          "searchPaths": {},
          "cgoFlags": {
            "CGO_CFLAGS": "-O2 -g '-DX=a b'",
            "CGO_CXXFLAGS": "-O2 -g",
            "CGO_LDFLAGS": "-O2 -g"
          },
          "addedFlags": {
            "CGO_CFLAGS": [
              "-DX=a b"
            ],
            "CGO_CXXFLAGS": [],
            "CGO_LDFLAGS": []
          },
          "flags": [
            "-trimpath",
            "-ldflags=-s -w"
          ],
          "prebuild": [],
          "prebuilt": {
            "objects": [],
            "libraryDirectories": []
          },
          "builds": [
            {
              "importPath": "example.com/app",
              "name": "app",
              "file": "app_windows_amd64.exe",
              "extension": ".exe",
              "archive": {
                "file": "app_windows_amd64.zip",
                "format": "zip"
              },
              "expectation": {
                "os": "windows",
                "arch": "amd64",
                "levels": {
                  "GOAMD64": "v1"
                },
                "kind": "executable",
                "cgo": false,
                "static": true,
                "portable": false
              }
            }
          ],
          "run": {
            "kind": "off"
          }
        }
      ],
      "leftOut": [],
      "publication": {
        "outDir": "/proj/dist",
        "artifacts": [
          {
            "name": "app_linux_armv6",
            "targets": [
              "linux/arm/v6"
            ]
          },
          {
            "name": "app_windows_amd64",
            "targets": [
              "windows/amd64"
            ]
          }
        ],
        "retentionDays": 7
      },
      "refused": [],
      "warnings": []
    }"
  `);
});

describe("how binaries are called", () => {
  it.each<readonly [string, Raw, readonly string[]]>([
    ["linux/amd64 linux/arm/v7 windows/386", {}, ["app_linux_amd64", "app_linux_armv7", "app_windows_386.exe"]],
    ["js/wasm wasip1/wasm darwin/arm64", {}, ["app_js_wasm.wasm", "app_wasip1_wasm.wasm", "app_darwin_arm64"]],
    ["linux/amd64 windows/amd64", { buildmode: "c-shared" }, ["app_linux_amd64.so", "app_windows_amd64.dll"]],
    ["linux/amd64 windows/amd64", { buildmode: "c-archive" }, ["app_linux_amd64.a", "app_windows_amd64.a"]],
    ["linux/amd64/v3", { name: "My Tool" }, ["My Tool_linux_amd64v3"]],
  ])("%s with %o", (names, raw, files) => {
    const { plan, problems } = planFor(names, raw);
    expect(problems).toEqual([]);
    expect(filesOf(plan)).toEqual(files);
  });

  it("a library has a header and is expected to be one", () => {
    const [build] = planFor("linux/arm64", { buildmode: "c-shared" }).plan.targets[0]?.builds ?? [];
    expect(build).toMatchObject({
      file: "app_linux_arm64.so",
      header: "app_linux_arm64.h",
      archive: { file: "app_linux_arm64.tar.gz", format: "tar.gz" },
      expectation: { kind: "shared-library", cgo: true, interpreter: undefined },
    });
  });

  it("with several programs, each after its own import path", () => {
    const { plan, problems } = planFor("linux/amd64 linux/arm64", {}, { programs });
    expect(problems).toEqual([]);
    expect(filesOf(plan)).toEqual(["one_linux_amd64", "two_linux_amd64", "one_linux_arm64", "two_linux_arm64"]);
  });

  it("one name cannot serve several programs", () => {
    expect(planFor("linux/amd64 linux/arm64", { name: "x" }, { programs }).problems).toEqual([
      "name: one name cannot serve 2 programs (one, two); leave it out, and each is named after its import path",
    ]);
  });

  it("programs that would have one name are told apart by the directories above them, for all targets alike", () => {
    const alike = [
      { importPath: "example.com/app/cmd/Tool", name: "Tool" },
      { importPath: "example.com/app/other/tool", name: "tool" },
    ];
    const surveyed = [
      surveyTarget("linux/amd64", { programs: alike }),
      surveyTarget("windows/amd64", { programs: alike.slice(1) }),
    ];
    const inputs = makeInputs({ targets: "linux/amd64 windows/amd64" });
    const { plan, problems } = makePlan(inputs, makeSurvey(surveyed), planContext("/checkout/dist"));
    expect(problems).toEqual([]);
    expect(filesOf(plan)).toEqual(["cmd-Tool_linux_amd64", "other-tool_linux_amd64", "other-tool_windows_amd64.exe"]);
  });

  it("no binary is written to where the next build would embed it", () => {
    const embed = (directory: string, pattern: string) => ({ importPath: "example.com/app", directory, pattern });
    const problemsWith = (outDir: string, ...embeds: TargetSurvey["embeds"]) =>
      makePlan(
        makeInputs({ targets: "linux/amd64" }),
        makeSurvey([surveyTarget("linux/amd64", { embeds })]),
        planContext(outDir),
      ).problems.map(({ text }) => text);
    expect(problemsWith("/checkout/dist", embed("/checkout/web", "dist"), embed("/checkout", "all:dist"))).toEqual([
      "out-dir: /checkout/dist is embedded into the program (//go:embed all:dist in example.com/app), so the next build would " +
        "have the binaries of this one in it; set `out-dir` to a directory that is not embedded, for example ../dist",
    ]);
    expect(problemsWith("/checkout/web", embed("/checkout/web", "*"))).toHaveLength(1);
    expect(problemsWith("/checkout/dist", embed("/checkout", "dist/*.html"), embed("/checkout/web", "dist"))).toEqual(
      [],
    );
    expect(problemsWith("/dist", embed("/checkout", "*"))).toEqual([]);
  });

  it("no name matters where nothing is built", () => {
    const { plan, problems } = planFor("linux/amd64", { build: "false", name: "x" }, { programs });
    expect([filesOf(plan), plan.publication.artifacts, problems]).toEqual([[], [], []]);
  });

  it("no archive where none is wanted", () => {
    const [build] = planFor("linux/arm64", { archive: "none" }).plan.targets[0]?.builds ?? [];
    expect(build?.archive).toBe(undefined);
  });
});

describe("where no program can be started", () => {
  const problemsOf = (facts: TargetFacts) => {
    const context = planContext("/dist", { noexec: "no program can be started from /x" });
    return makePlan(
      makeInputs({ targets: "linux/arm64" }),
      makeSurvey([surveyTarget("linux/arm64", facts)]),
      context,
    ).problems.map(({ text }) => text);
  };

  it("no compiler is fetched, and what needs none is built", () => {
    expect(problemsOf({ need: needs.c })).toEqual(["no compiler can be fetched: no program can be started from /x"]);
    expect(problemsOf({})).toEqual([]);
  });
});

describe("artifacts", () => {
  const artifactsOf = (names: string, raw: Raw = {}, facts: TargetFacts = {}, changes: Partial<Survey> = {}) =>
    planFor(names, raw, facts, changes).plan.publication.artifacts;

  it("each target has its own", () => {
    expect(artifactsOf("linux/arm64 linux/arm/v7")).toEqual([
      { name: "app_linux_arm64", targets: ["linux/arm64"] },
      { name: "app_linux_armv7", targets: ["linux/arm/v7"] },
    ]);
  });

  it("with several programs they are named after the module", () => {
    const changes = { modulePath: "example.com/suite/v2" };
    expect(artifactsOf("linux/arm64", {}, { programs }, changes)).toEqual([
      { name: "suite_linux_arm64", targets: ["linux/arm64"] },
    ]);
    expect(artifactsOf("linux/arm64 js/wasm", { artifacts: "one" }, { programs }, changes)).toEqual([
      { name: "suite", targets: ["linux/arm64", "js/wasm"] },
    ]);
  });

  it("one for all", () => {
    expect(artifactsOf("linux/arm64 js/wasm", { artifacts: "one", name: "x" })).toEqual([
      { name: "x", targets: ["linux/arm64", "js/wasm"] },
    ]);
    expect(artifactsOf("linux/arm64", { artifacts: "one", "artifact-name": "{name}-{target}-1" })).toEqual([
      { name: "app-all_targets-1", targets: ["linux/arm64"] },
    ]);
  });

  it("none", () => {
    expect(artifactsOf("linux/arm64", { artifacts: "off" })).toEqual([]);
  });

  describe("of a run without artifacts", () => {
    const support = { available: false, reason: "the run has no artifact service" };
    const planWith = (raw: Raw) => {
      const context = planContext("/dist", { artifacts: support });
      const inputs = makeInputs({ targets: "linux/arm64", ...raw });
      const { plan, problems } = makePlan(inputs, makeSurvey([surveyTarget("linux/arm64")]), context);
      const { artifacts, withoutArtifacts } = plan.publication;
      return { artifacts, withoutArtifacts, problems: inTexts(problems) };
    };

    it.each<Raw>([{}, { artifacts: "auto" }])("%j keeps the files, for a reason", (raw) => {
      expect(planWith(raw)).toEqual({ artifacts: [], withoutArtifacts: support.reason, problems: [] });
    });

    it.each<Raw>([{ artifacts: "off" }, { build: "false" }, { build: "false", artifacts: "one" }])("%j", (raw) => {
      expect(planWith(raw)).toEqual({ artifacts: [], withoutArtifacts: undefined, problems: [] });
    });

    it.each(["each", "one"])("%s is a problem, told before anything is built", (artifacts) => {
      expect(planWith({ artifacts })).toEqual({
        artifacts: [],
        withoutArtifacts: undefined,
        problems: [
          `artifacts: ${artifacts} is not possible, since the run has no artifact service; set \`artifacts: auto\` or \`artifacts: off\` to keep the files in \`out-dir\``,
        ],
      });
    });
  });

  it("a template is filled in", () => {
    const raw = { "artifact-name": "{name}-{os}-{arch}{variant}-go1.26" };
    expect(artifactsOf("linux/arm64 linux/arm/v7", raw).map((artifact) => artifact.name)).toEqual([
      "app-linux-arm64-go1.26",
      "app-linux-armv7-go1.26",
    ]);
  });

  it("two that would be one are a problem, case aside", () => {
    expect(planFor("linux/arm64 windows/amd64", { "artifact-name": "{name}" }).problems).toEqual([
      'artifact-name: linux/arm64 and windows/amd64 would both be the artifact "app"; put {target} into the name, or ' +
        "set `artifacts: one`",
    ]);
  });
});

describe("-march=native", () => {
  const nativeFlags = [{ flag: "-march=native", place: "main.go:4" }];
  const facts = { need: needs.c, prebuilt: { nativeFlags } };

  it("is a warning for the machine's own architecture, and refused for another", () => {
    const { plan, problems } = planFor("linux/amd64 linux/arm64", {}, facts);
    expect(problems).toEqual([]);
    expect(plan.warnings).toEqual([
      {
        code: "native-flag",
        text: expect.stringMatching(/^linux\/amd64: -march=native in main\.go:4 compiles for/),
        place: undefined,
      },
    ]);
    expect(plan.refused.map(({ target, problems: own }) => [targetName(target), inTexts(own)])).toEqual([
      ["linux/arm64", [expect.stringMatching(/^linux\/arm64: -march=native in main\.go:4 means the processor/)]],
    ]);
  });

  it("is refused everywhere where the binary has to be portable", () => {
    const { plan, problems } = planFor("linux/amd64", { expect: "portable" }, facts);
    expect(plan.targets).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^linux\/amd64: -march=native in main\.go:4 compiles for/)]);
  });
});

describe("what the job has set for other tools", () => {
  const notesOf = (overruled: Machine["overruled"], facts: TargetFacts) =>
    planFor("linux/arm64", {}, facts, { machine: { ...machine, overruled } }).plan.targets.flatMap(
      ({ notes }) => notes,
    );

  it("is noted where it has no effect", () => {
    const brought = "of the job is not used: this target's compiler is fetched";
    expect(notesOf({ CGO_ENABLED: "0", CC: "zig cc", CXX: "zig c++" }, { need: needs.c })).toEqual([
      "CGO_ENABLED=0 of the job is overruled (C in example.com/c); set `cgo: off` to build without C",
      `CC=zig cc ${brought}`,
      `CXX=zig c++ ${brought}`,
    ]);
    expect(notesOf({ CGO_ENABLED: "1", CC: "zig cc" }, {})).toEqual([]);
    expect(notesOf({ CGO_ENABLED: "0" }, {})).toEqual([]);
  });
});

describe("the compilers that the job names for the machine's own target", () => {
  const own = {
    cc: undefined,
    cxx: undefined,
    interpreter: undefined,
    unstarted: [],
    mistakes: [],
    notes: [],
    failure: undefined,
  };
  const facts = (changes: Partial<typeof own> | object, need: TargetFacts["need"] = needs.c): TargetFacts => ({
    need,
    hostCompilers: { cc: false, cxx: false, own: { ...own, ...changes } },
  });

  it("have to be there as soon as it needs C, and before anything is fetched", () => {
    const mistakes = ["CC=x: there is no x on PATH"];
    expect(planFor("linux/amd64", {}, facts({ mistakes })).problems).toEqual(mistakes);
    expect(planFor("linux/amd64", {}, facts({ mistakes }, needs.nothing)).problems).toEqual([]);
    // What a pattern gives is not left out for a mistake in the job.
    expect(planFor("linux/amd64", { targets: "linux/amd64*" }, facts({ mistakes })).problems).toEqual(mistakes);
    expect(planFor("linux/amd64", { compiler: "clang" }, facts({ mistakes })).problems).toEqual([]);
  });

  it("are noted where they are for another", () => {
    const note = "CC=x of the job is not used for linux/amd64: it makes programs for linux/arm64";
    const survey = { machine: { ...machine, overruled: { CC: "x" } } };
    const notes = (changes: TargetFacts) =>
      planFor("linux/amd64", {}, changes, survey).plan.targets.flatMap((target) => target.notes);
    expect(notes(facts({ notes: [note] }))).toEqual([note]);
    const other = { cc: true, own: { ...own, cc: "gcc", notes: [note] } };
    expect(notes({ need: needs.c, hostCompilers: other })).toEqual([note]);
  });

  it("are noted where another is taken for what they lack", () => {
    const survey = { machine: { ...machine, overruled: { CC: "/opt/gcc" } } };
    const notes = (raw: Raw, changes: TargetFacts) =>
      planFor("linux/amd64", raw, changes, survey).plan.targets.flatMap((target) => target.notes);
    const plain = facts({ cc: "/opt/gcc" }, needs.cxx);
    expect(notes({}, plain)).toEqual([
      "CC=/opt/gcc of the job is not used: this machine has no C++ compiler to go with it, which CXX would name",
    ]);
    expect(notes({ compiler: "clang" }, plain)).toEqual([
      "CC=/opt/gcc of the job is not used: `compiler: clang` was asked for",
    ]);
  });
});

describe("linking", () => {
  const linkingOf = (names: string, raw: Raw = {}, facts: TargetFacts = { need: needs.cxx }) =>
    planFor(names, raw, facts).plan.targets.map(({ target, static: all, notes, builds }) => ({
      target: targetName(target),
      static: all,
      notes,
      expected: builds.map(({ expectation }) => [expectation.static, expectation.interpreter]),
    }));

  it("ARM below v7 is static, with a note; whoever asks for static needs none", () => {
    const [v6] = linkingOf("linux/arm/v6");
    expect(v6).toEqual({
      target: "linux/arm/v6",
      static: true,
      notes: [
        "linked static: GOARM=6 is built with the soft-float armel toolchain, whose dynamic loader most such systems lack",
      ],
      expected: [[true, undefined]],
    });
    expect(linkingOf("linux/arm/v6", { static: "true" })[0]?.notes).toEqual([]);
    expect(linkingOf("linux/arm/v6", { buildmode: "c-shared" })[0]).toMatchObject({ static: false, notes: [] });
  });

  it("a compiler other than the one asked for is noted", () => {
    expect(linkingOf("windows/386 linux/arm/v6", { compiler: "clang" }).map(({ notes }) => notes)).toEqual([
      ["compiled by gcc: the C++ library that distributions have for Windows is made for gcc alone"],
      [expect.stringContaining("linked static: ")],
    ]);
  });

  it("a dynamic program is expected to ask for its system's loader", () => {
    expect(linkingOf("linux/arm/v7 windows/amd64 linux/amd64").map(({ expected }) => expected)).toEqual([
      [[false, "/lib/ld-linux-armhf.so.3"]],
      [[false, undefined]],
      [[false, "/lib64/ld-linux-x86-64.so.2"]],
    ]);
  });

  it("static is checked where it means something", () => {
    const names = "linux/amd64 windows/amd64 freebsd/amd64 js/wasm";
    expect(linkingOf(names, { static: "true" }, {}).map(({ expected }) => expected)).toEqual([
      [[true, undefined]],
      [[true, undefined]],
      [[false, undefined]],
      [[false, undefined]],
    ]);
  });

  it.each<readonly [string, Raw, NonNullable<TargetFacts["environment"]>]>([
    ["ldflags", { ldflags: "-s -extldflags=-static" }, {}],
    ["ldflags", { ldflags: "-extldflags '-lm -static-pie'" }, {}],
    ["GOFLAGS", {}, { goflags: "'-ldflags=-extldflags=-static'" }],
    ["cgo-ldflags", { "cgo-ldflags": "-static" }, {}],
    ["CGO_LDFLAGS", {}, { cgoLdflags: "-O2 -g -static" }],
  ])("-static in %s is the same as the input", (place, raw, environment) => {
    const facts = { need: needs.c, environment };
    expect(linkingOf("linux/arm64", raw, facts)).toEqual([
      {
        target: "linux/arm64",
        static: true,
        notes: [
          `built as with \`static: true\`: -static in ${place}`,
          "tags netgo added: glibc's own resolver and user lookup do not work linked in",
        ],
        expected: [[true, undefined]],
      },
    ]);
    expect(planFor("linux/arm64", raw, facts).plan.targets[0]?.nss).toBe("fails");
    expect(planFor("linux/arm64", { ...raw, static: "allow-nss" }, facts).plan.targets[0]?.nss).toBe("noted");
    expect(linkingOf("windows/amd64 linux/arm64", { ...raw, buildmode: "c-shared" }, facts)).toMatchObject([
      { static: false, notes: [] },
      { static: false, notes: [] },
    ]);
  });

  it("what cannot be static is a problem, once for all targets", () => {
    expect(planFor("linux/amd64 linux/arm64", { static: "true", buildmode: "c-shared" }).problems).toEqual([
      "static: a c-shared library is linked by the program that loads it; leave `static` out",
    ]);
    expect(planFor("linux/amd64 windows/amd64", { static: "true", buildmode: "pie" }).problems).toEqual([
      "static: linux/amd64 with buildmode pie is static only when the C linker links it; set `cgo: on`",
    ]);
    expect(planFor("linux/arm64", { static: "true", buildmode: "pie", cgo: "on" }).problems).toEqual([]);
  });
});

describe("the rest of the plan", () => {
  it("divides the machine among the targets that are built, within the user's own limit", () => {
    const shares = (names: string, raw: Raw = {}) => {
      const { jobs, compilesPerJob } = planFor(names, raw).plan.concurrency;
      return [jobs, compilesPerJob];
    };
    expect(shares("linux/amd64 linux/arm64 js/wasm")).toEqual([3, 4]);
    expect(shares("linux/amd64 linux/arm64 js/wasm", { jobs: "1" })).toEqual([1, 4]);
    expect(shares("linux/amd64 linux/arm64 js/wasm", { jobs: "30" })).toEqual([3, 4]);
  });

  it("prebuilds only what waits for a C compiler", () => {
    const prebuildOf = (need: TargetFacts["need"], raw: Raw = {}) =>
      planFor("linux/arm64", raw, { prebuild: ["fmt", "net/url"], ...(need === undefined ? {} : { need }) }).plan
        .targets[0]?.prebuild;
    expect(prebuildOf(needs.c)).toEqual(["fmt", "net/url"]);
    expect(prebuildOf(needs.nothing)).toEqual([]);
    expect(prebuildOf(needs.c, { build: "false" })).toEqual([]);
    expect(prebuildOf(needs.c, { "go-flags": "-a" })).toEqual([]);
  });

  it("adds the inputs' flags to Go's or the job's, never instead of them", () => {
    const raw = { "cgo-cflags": "-DA '-DB=x y'", "cgo-cxxflags": "-std=c++20", "cgo-ldflags": "-lm" };
    const facts = { need: needs.c, environment: { cgoCflags: "-O1", cgoLdflags: "" } };
    expect(planFor("linux/arm64", raw, facts).plan.targets[0]?.cgoFlags).toEqual({
      CGO_CFLAGS: "-O1 -DA '-DB=x y'",
      CGO_CXXFLAGS: "-O2 -g -std=c++20",
      CGO_LDFLAGS: "-lm",
    });
  });

  it("keeps this machine's own directories out of the search paths of a compiler that is not the machine's own", () => {
    const searchPaths = {
      CPATH: "/usr/include:/opt/a:/usr/local/include",
      C_INCLUDE_PATH: "/opt/b",
      LIBRARY_PATH: "/lib:/opt/c",
      PKG_CONFIG_PATH: "/opt/../usr//lib/pkgconfig",
    };
    const targets = ["linux/arm64", "linux/amd64"].map((name) =>
      surveyTarget(name, { need: needs.c, hostCompilers: { cc: true, cxx: true } }),
    );
    const survey = makeSurvey(targets, { machine: { ...machine, searchPaths } });
    const inputs = makeInputs({ targets: "linux/arm64 linux/amd64", "cgo-ldflags": "-lx" });
    const [foreign, own] = makePlan(inputs, survey, planContext("/proj/dist")).plan.targets;
    expect(foreign?.searchPaths).toEqual({ CPATH: "/opt/a", LIBRARY_PATH: "/opt/c", PKG_CONFIG_PATH: "" });
    // A compiler for another platform does not read LIBRARY_PATH.
    expect(foreign?.cgoFlags.CGO_LDFLAGS).toBe("-O2 -g -lx -L/opt/c");
    expect(foreign?.notes).toEqual([
      expect.stringMatching(/^CPATH is used without \/usr\/include and \/usr\/local\/include, which this machine has/),
      expect.stringMatching(/^LIBRARY_PATH is used without \/lib, /),
      expect.stringMatching(/^PKG_CONFIG_PATH is used without \/opt\/\.\.\/usr\/\/lib\/pkgconfig, /),
    ]);
    expect(own).toMatchObject({ searchPaths: {}, notes: [], cgoFlags: { CGO_LDFLAGS: "-O2 -g -lx" } });
  });

  it("tells every problem of every target, and plans the others", () => {
    const facts = { need: needs.c, cgo: { verdicts: [] } };
    const { plan, problems } = planFor("linux/arm64 darwin/arm64 freebsd/amd64", {}, facts);
    expect(plan.targets.map(({ target }) => targetName(target))).toEqual(["linux/arm64"]);
    expect(inTexts(plan.refused.flatMap((each) => each.problems))).toEqual([
      expect.stringMatching(/^darwin\/arm64 needs C /),
      expect.stringMatching(/^freebsd\/amd64 needs C /),
    ]);
    expect(problems).toEqual([]);
  });

  it("has nothing but problems where every target is refused", () => {
    const { plan, problems } = planFor("darwin/arm64", {}, { need: needs.c, cgo: { verdicts: [] } });
    expect(problems).toEqual([expect.stringMatching(/^darwin\/arm64 needs C /)]);
    expect(plan.targets).toEqual([]);
  });

  it("names the targets on which something hangs that nobody has looked at yet", () => {
    const { undecided, problems } = planFor("linux/arm64 darwin/arm64", {}, { need: needs.c });
    expect(undecided.map(({ target }) => targetName(target))).toEqual(["darwin/arm64"]);
    expect(problems).toEqual([]);
  });

  it("warns of C that is left out on demand, and of nothing else", () => {
    const text =
      "linux/arm64, js/wasm: built without cgo because of `cgo: off`, although it uses C in plugin: it may lack what that " +
      "does, or fail at run time";
    expect(planFor("linux/arm64 js/wasm", { cgo: "off" }, { cgo: { standard: ["plugin"] } }).plan.warnings).toEqual([
      { code: "built-without-cgo", text, place: undefined },
    ]);
    expect(planFor("linux/arm64", {}, { need: needs.net }).plan.warnings).toEqual([]);
  });

  it.each([
    ["built-without-cgo", "linux/arm64", { cgo: "off" }],
    ["built-without-compiler", "darwin/arm64", { fallback: "allow" }],
  ] as const)("warns in the words of the example of %s", (code, targets, raw) => {
    const { warnings } = planFor(targets, raw, { cgo: { standard: ["plugin"], verdicts: [] } }).plan;
    expect(warnings).toEqual([{ code, text: documentOf(code)?.example, place: undefined }]);
  });

  it("fetches each toolchain once, and none for targets without C", () => {
    const { plan } = planOf([
      surveyTarget("linux/arm/v5", { need: needs.c }),
      surveyTarget("linux/arm/v6", { need: needs.cxx }),
      surveyTarget("linux/riscv64"),
    ]);
    expect(plan.toolchains.map(({ id, cxx }) => [id, cxx])).toEqual([["arm-linux-gnueabi", true]]);
    expect(plan.roots.map((root) => [root.id, ...packageContent(root).packages])).toEqual([
      ["arm-linux-gnueabi", "gcc-arm-linux-gnueabi", "libc6-dev-armel-cross", "g++-arm-linux-gnueabi"],
    ]);
    expect(plan.targets.map((target) => target.toolchain)).toEqual([
      "arm-linux-gnueabi",
      "arm-linux-gnueabi",
      undefined,
    ]);
  });

  it("names a target in every way that is needed later", () => {
    const [planned] = planFor("linux/arm/v7").plan.targets;
    const target = { os: "linux", arch: "arm", variant: "v7" };
    expect(planned).toMatchObject({ target, goVariables: { GOOS: "linux", GOARCH: "arm", GOARM: "7" } });
    expect([targetName(target), targetFileSuffix(target), targetVariableSuffix(target)]).toEqual([
      "linux/arm/v7",
      "linux_armv7",
      "linux_arm_v7",
    ]);
    expect(makeTarget("linux/arm/v7")).toEqual(target);
  });
});

describe("what a plan decides for the whole run", () => {
  const targets = [surveyTarget("linux/arm64", { need: needs.c })];
  const planWith = (raw: Raw, changes: Partial<PlanContext> = {}) =>
    makePlan(makeInputs({ targets: "linux/arm64", ...raw }), makeSurvey(targets), planContext("/proj/dist", changes));

  it("builds, or sets toolchains up for later steps", () => {
    expect(planWith({}).plan.mode).toBe("build");
    expect(planWith({ build: "false" }).plan.mode).toBe("set-up");
  });

  it.each<readonly [Raw, number, Plan["exportEnvironment"]]>([
    [{}, 1, "per-target"],
    [{ "export-env": "true" }, 1, "plain"],
    [{ "export-env": "false" }, 1, "none"],
    [{ build: "false" }, 1, "set"],
    [{ build: "false" }, 2, "set"],
    [{ build: "false", "export-env": "true" }, 1, "plain"],
    [{ build: "false", "export-env": "false" }, 1, "none"],
  ])("with %o and %d targets the environment is exported: %s", (raw, count, exported) => {
    const names = ["linux/arm64", "linux/s390x"].slice(0, count).join(" ");
    const { plan, problems } = planFor(names, raw);
    expect(plan.exportEnvironment).toBe(exported);
    expect(problems).toEqual([]);
  });

  it("takes roots from the cache unless the run publishes, or outsiders can start it", () => {
    const rootsOf = (raw: Raw, changes: Partial<PlanContext>) => planWith(raw, changes).plan.caches.roots;
    const release = { event: { name: "release", ref: "refs/heads/main" } };
    expect(rootsOf({}, { event: { name: "push", ref: "refs/heads/main" } })).toEqual({ kind: "on" });
    expect(rootsOf({}, release)).toEqual({ kind: "off", reason: "the event is release" });
    expect(rootsOf({ cache: "on" }, release)).toEqual({ kind: "on" });
    expect(rootsOf({ cache: "off" }, {})).toEqual({ kind: "off", reason: "cache: off" });
  });

  it("keeps what was decided on Go's caches", () => {
    const goCaches = { build: { kind: "kept" }, modules: { kind: "left", reason: "it is full" } } as const;
    const { caches } = planWith({}, { goCaches }).plan;
    expect([caches.goBuild, caches.goModules]).toEqual([goCaches.build, goCaches.modules]);
  });

  it("obeys the lock, which makes the cache safe to use in every run", () => {
    const root = { targets: [], requested: ["gcc-aarch64-linux-gnu"], digest: "0".repeat(64), packages: [] };
    const whole = { ...root, requested: ["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"] };
    const file = "/module/cgo-cross.lock";
    const withRoot = (locked: LockedRoot) =>
      planWith(
        {},
        {
          event: { name: "release", ref: "refs/heads/main" },
          lock: {
            file,
            lock: { schema: 1, releases: { "debian-12-amd64": { "aarch64-linux-gnu": locked, qemu: root } } },
          },
        },
      );
    const { plan, problems } = withRoot(whole);
    expect(problems).toEqual([]);
    expect(plan.lock).toEqual({
      kind: "locked",
      file,
      release: "debian-12-amd64",
      roots: { "aarch64-linux-gnu": whole },
    });
    expect(plan.caches.roots).toEqual({ kind: "on" });
    expect(inTexts(withRoot(root).problems)).toEqual([
      "cgo-cross.lock has no libc6-dev-arm64-cross for aarch64-linux-gnu on debian-12-amd64; run `cgo-cross lock` with " +
        "these targets and commit the file",
    ]);
    expect(planWith({}).plan.lock).toEqual({ kind: "none" });
  });
});
