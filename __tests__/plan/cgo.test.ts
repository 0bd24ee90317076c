import { describe, expect, it } from "vitest";
import { type CgoDecision, decideCgo } from "../../src/plan/cgo.ts";
import { mergeToolchains } from "../../src/plan/toolchain.ts";
import type { HostClang } from "../../src/survey/clang.ts";
import type { Machine } from "../../src/survey/machine.ts";
import { machine, makeInputs, needs, surveyTarget, type TargetFacts } from "./questions.ts";

function decide(
  name: string,
  facts: TargetFacts,
  raw: Readonly<Record<string, string>> = {},
  changes: Partial<Machine> = {},
): CgoDecision {
  const survey = surveyTarget(name, facts);
  return decideCgo({ inputs: makeInputs({ targets: name, ...raw }), survey, machine: { ...machine, ...changes } });
}

/** A decision in one line, for tables. */
function describeDecision(decision: CgoDecision): string {
  switch (decision.kind) {
    case "off":
      return `off (${decision.reason})${decision.warning === undefined ? "" : ` warning: ${decision.warning}`}`;
    case "on": {
      const { toolchain, staticReason, reason } = decision;
      const packages = toolchain.kind === "host" ? ` ${toolchain.programs.cc}` : ` ${toolchain.packages.join(" ")}`;
      return `on (${reason}) ${toolchain.id}:${packages}${staticReason === undefined ? "" : " static"}`;
    }
    case "problem":
      return decision.problem;
  }
}

describe("what the program needs against what is asked for", () => {
  const cross = "aarch64-linux-gnu: gcc-aarch64-linux-gnu libc6-dev-arm64-cross";
  const rows: readonly (readonly [string, TargetFacts, Record<string, string>, string])[] = [
    ["linux/arm64", { need: needs.nothing }, {}, "off (no C in it)"],
    ["linux/arm64", { need: needs.nothing }, { cgo: "off" }, "off (cgo: off)"],
    ["linux/arm64", { need: needs.nothing }, { cgo: "on" }, `on (cgo: on) ${cross}`],
    ["linux/arm64", { need: needs.net }, {}, "off (only net, os/user could use C, and have a pure Go form)"],
    ["linux/arm64", { need: needs.net }, { cgo: "off" }, "off (cgo: off)"],
    ["linux/arm64", { need: needs.net }, { cgo: "on" }, `on (cgo: on) ${cross}`],
    ["linux/arm64", { need: needs.c }, {}, `on (C in example.com/c) ${cross}`],
    ["linux/arm64", { need: needs.c }, { cgo: "on" }, `on (C in example.com/c) ${cross}`],
    [
      "linux/arm64",
      { need: needs.c },
      { cgo: "off" },
      "off (cgo: off) warning: linux/arm64: left out as `cgo: off` asks: C in example.com/c",
    ],
    ["linux/arm64", { need: needs.cxx }, {}, `on (C in example.com/cxx) ${cross} g++-aarch64-linux-gnu`],
    [
      "linux/arm64",
      { need: { required: ["a", "b", "c", "d", "e"], optional: [], cxx: false } },
      {},
      `on (C in a, b, c and 2 more) ${cross}`,
    ],
    [
      "windows/amd64",
      { need: needs.cxx },
      {},
      "on (C in example.com/cxx) x86_64-w64-mingw32: gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix",
    ],
    [
      "linux/arm/v7",
      { need: needs.c },
      {},
      "on (C in example.com/c) arm-linux-gnueabihf: gcc-arm-linux-gnueabihf libc6-dev-armhf-cross",
    ],
    [
      "linux/arm/v6",
      { need: needs.c },
      {},
      "on (C in example.com/c) arm-linux-gnueabi: gcc-arm-linux-gnueabi libc6-dev-armel-cross static",
    ],
  ];

  it.each(rows)("%s with %o and %o", (name, facts, raw, decision) => {
    expect(describeDecision(decide(name, facts, raw))).toBe(decision);
  });
});

describe("the machine's own target", () => {
  it("uses the machine's compiler, with the words that Go has for it", () => {
    const facts = { need: needs.cxx, environment: { cc: "ccache gcc", cxx: "ccache g++", ar: "gcc-ar" } };
    expect(decide("linux/amd64", facts)).toEqual({
      kind: "on",
      reason: "C in example.com/cxx",
      toolchain: {
        kind: "host",
        id: "host",
        cxx: true,
        programs: { cc: "ccache gcc", cxx: "ccache g++", ar: "gcc-ar" },
      },
      interpreter: "/lib64/ld-linux-x86-64.so.2",
      names: { triple: "x86_64-linux-gnu", multiarch: "x86_64-linux-gnu", architecture: "amd64" },
      staticReason: undefined,
      notes: [],
    });
  });

  const own = "x86_64-linux-gnu: gcc libc6-dev";
  const rows: readonly (readonly [TargetFacts, string])[] = [
    [{ need: needs.c, hostCompilers: { cc: false, cxx: false } }, `on (C in example.com/c) ${own}`],
    [{ need: needs.c, hostCompilers: { cc: true, cxx: false } }, "on (C in example.com/c) host: gcc"],
    [{ need: needs.cxx, hostCompilers: { cc: true, cxx: false } }, `on (C in example.com/cxx) ${own} g++`],
    [{ need: needs.cxx, hostCompilers: { cc: false, cxx: true } }, `on (C in example.com/cxx) ${own} g++`],
  ];
  it.each(rows)("fetches what the machine lacks: %o", (facts, decision) => {
    expect(describeDecision(decide("linux/amd64", facts))).toBe(decision);
  });

  it("fetches libraries into the place where the machine's own would be", () => {
    const decision = decide("linux/amd64", { need: needs.c, hostCompilers: { cc: false, cxx: false } });
    expect(decision).toMatchObject({ toolchain: { kind: "apt", toolchain: { libraries: "." } } });
  });

  it("is a matter of the architecture: a compiler on PATH is not for another", () => {
    const facts = { need: needs.c, hostCompilers: { cc: true, cxx: true } };
    expect(describeDecision(decide("linux/386", facts))).toBe(
      "on (C in example.com/c) i686-linux-gnu: gcc-i686-linux-gnu libc6-dev-i386-cross",
    );
  });

  it("needs no apt, and on macOS no toolchain of ours", () => {
    const changes = { os: "darwin", arch: "arm64", distribution: undefined, aptMissing: "no apt here" };
    const decision = decide("darwin/arm64", { need: needs.c, environment: { cc: "clang" } }, {}, changes);
    expect(describeDecision(decision)).toBe("on (C in example.com/c) host: clang");
    expect(decision).toMatchObject({ interpreter: undefined });
  });
});

describe("compiler: clang", () => {
  const host: HostClang = {
    cc: "/bin/clang-18",
    cxx: "/bin/clang++-18",
    lld: "/bin/ld.lld-18",
    ar: "/bin/llvm-ar-18",
    version: 18,
    line: "clang version 18.1.3",
    own: { c: true, cxx: false },
  };
  const clang = { compiler: "clang" };

  it("takes the same packages as gcc, which say what the target's own are", () => {
    expect(decide("linux/ppc64le", { need: needs.cxx }, clang)).toEqual({
      kind: "on",
      reason: "C in example.com/cxx",
      toolchain: {
        kind: "clang",
        id: "clang-powerpc64le-linux-gnu",
        cxx: true,
        toolchain: expect.objectContaining({
          triple: "powerpc64le-linux-gnu",
          programs: {
            cc: "powerpc64le-linux-gnu-clang",
            cxx: "powerpc64le-linux-gnu-clang++",
            ar: "powerpc64le-linux-gnu-ar",
          },
        }),
        packages: ["gcc-powerpc64le-linux-gnu", "libc6-dev-ppc64el-cross", "g++-powerpc64le-linux-gnu"],
        compiler: undefined,
        flags: ["-mcpu=power8"],
        linker: "lld",
      },
      interpreter: "/lib64/ld64.so.2",
      names: { triple: "powerpc64le-linux-gnu", multiarch: "powerpc64le-linux-gnu", architecture: "ppc64el" },
      staticReason: undefined,
      notes: [],
    });
  });

  const linkers: readonly (readonly [string, number | undefined, "lld" | "gnu"])[] = [
    ["linux/arm64", undefined, "lld"],
    ["linux/riscv64", undefined, "gnu"],
    ["linux/riscv64", 14, "gnu"],
    ["linux/riscv64", 15, "lld"],
    ["linux/s390x", undefined, "gnu"],
    ["linux/s390x", 18, "gnu"],
    ["linux/s390x", 19, "lld"],
    ["linux/mips", 22, "gnu"],
    ["linux/loong64", 22, "gnu"],
    ["windows/386", undefined, "lld"],
  ];
  it.each(linkers)("%s with the machine's clang %s is linked by %s", (name, version, linker) => {
    const changes = version === undefined ? {} : { clang: { ...host, version } };
    const decision = decide(name, { need: needs.c }, clang, changes);
    expect(decision).toMatchObject({ toolchain: { kind: "clang", linker, compiler: changes.clang } });
    const packages = decision.kind === "on" && decision.toolchain.kind === "clang" ? decision.toolchain.packages : [];
    expect(packages.some((each) => each.startsWith("binutils-"))).toBe(linker === "gnu");
  });

  const own = "clang-x86_64-linux-gnu: gcc libc6-dev";
  const rows: readonly (readonly [TargetFacts, Partial<Machine>, string])[] = [
    [{ need: needs.c }, {}, `on (C in example.com/c) ${own}`],
    [{ need: needs.c }, { clang: host }, "on (C in example.com/c) host: /bin/clang-18"],
    [{ need: needs.cxx }, { clang: host }, `on (C in example.com/cxx) ${own} g++`],
    [{ need: needs.c }, { clang: { ...host, own: { c: false, cxx: false } } }, `on (C in example.com/c) ${own}`],
  ];
  it.each(rows)("the machine's own target: %o on %o", (facts, changes, decision) => {
    expect(describeDecision(decide("linux/amd64", facts, clang, changes))).toBe(decision);
  });

  it("leaves macOS its own compiler", () => {
    const changes = { os: "darwin", arch: "arm64", distribution: undefined, aptMissing: "no apt here" };
    const decision = decide("darwin/arm64", { need: needs.c, environment: { cc: "cc" } }, clang, changes);
    expect(describeDecision(decision)).toBe("on (C in example.com/c) host: cc");
  });

  it("leaves C++ for Windows to gcc, and says so", () => {
    const decision = decide("windows/amd64", { need: needs.cxx }, clang);
    expect(describeDecision(decision)).toBe(
      "on (C in example.com/cxx) x86_64-w64-mingw32: gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix",
    );
    expect(decision).toMatchObject({
      notes: ["compiled by gcc: the C++ library that distributions have for Windows is made for gcc alone"],
    });
    expect(decide("windows/amd64", { need: needs.c }, clang)).toMatchObject({
      toolchain: { id: "clang-x86_64-w64-mingw32" },
      notes: [],
    });
  });

  it.each([
    ["-asan", { "go-flags": "-asan" }],
    ["-msan=true", { "go-flags": "-msan=true" }],
    ["-fopenmp", { "cgo-cflags": "-O3 -fopenmp" }],
    ["-fopenmp", { "cgo-ldflags": "-fopenmp" }],
  ])("says that %s has no library here", (word, raw) => {
    expect(decide("linux/arm64", { need: needs.c }, { ...clang, ...raw })).toEqual({
      kind: "problem",
      problem:
        `linux/arm64: ${word} needs a library of clang's own, which distributions have for the machine's own processor ` +
        "alone; leave it out, or set `compiler: gcc`",
    });
    const changes = { clang: host };
    expect(decide("linux/amd64", { need: needs.c }, { ...clang, ...raw }, changes)).toMatchObject({ kind: "on" });
  });
});

describe("what cannot be done is said", () => {
  const rows: readonly (readonly [string, TargetFacts, Record<string, string>, Partial<Machine>, string])[] = [
    [
      "darwin/arm64",
      { need: needs.c },
      {},
      {},
      "darwin/arm64 needs C (C in example.com/c), but there is no C toolchain for darwin/arm64 here: Apple's C headers " +
        "and libraries come with Xcode only; build it in a job on a macOS runner, where Go finds Apple's compiler",
    ],
    [
      "js/wasm",
      { need: needs.c },
      {},
      {},
      "js/wasm: this Go has no cgo for it (C in example.com/c); take it out of targets, or set `cgo: off`",
    ],
    [
      "js/wasm",
      {},
      { cgo: "on" },
      {},
      "js/wasm: this Go has no cgo for it (cgo: on); take it out of targets, or set `cgo: off`",
    ],
    [
      "linux/s390x",
      { need: needs.c },
      {},
      { aptMissing: "toolchains come from apt, and Fedora Linux 42 has no `apt-get`" },
      "linux/s390x needs a C compiler (C in example.com/c), but toolchains come from apt, and Fedora Linux 42 has no " +
        "`apt-get`; run on Debian or Ubuntu",
    ],
    [
      "linux/mips/softfloat",
      { need: needs.c },
      {},
      {},
      "linux/mips/softfloat needs C (C in example.com/c), but there is no C toolchain for linux/mips/softfloat here: " +
        "the C libraries that distributions have for MIPS are hard-float; use hardfloat or `cgo: off`",
    ],
    [
      "linux/arm64",
      {},
      { cgo: "off", buildmode: "c-shared" },
      {},
      "linux/arm64: cannot be built with `cgo: off` (buildmode c-shared); set `cgo: auto`, or choose another buildmode",
    ],
    [
      "linux/amd64",
      {},
      { cgo: "off", "go-flags": "-race" },
      {},
      "linux/amd64: cannot be built with `cgo: off` (-race); set `cgo: auto`",
    ],
    [
      "android/amd64",
      {},
      {},
      {},
      "android/amd64 needs C (Go links it with the system's own linker), but there is no C toolchain for android/amd64 " +
        "here: Android's C compiler is the NDK's, which apt does not have; build it with the NDK",
    ],
  ];
  it.each(rows)("%s", (name, facts, raw, changes, sentence) => {
    expect(decide(name, facts, raw, changes)).toEqual({ kind: "problem", problem: sentence });
  });
});

describe("C for another reason than C in the program", () => {
  it.each([
    ["linux/arm64", { buildmode: "c-shared" }, "buildmode c-shared"],
    ["linux/arm64", { buildmode: "c-archive" }, "buildmode c-archive"],
    ["linux/amd64", { "go-flags": "-race" }, "-race"],
    ["linux/amd64", { "go-flags": "-asan=true" }, "-asan=true"],
    ["linux/riscv64", { buildmode: "pie" }, "buildmode pie, which Go links with the C linker there"],
    ["linux/386", { buildmode: "pie" }, "buildmode pie, which Go links with the C linker there"],
  ])("%s with %o", (name, raw, reason) => {
    expect(decide(name, {}, raw)).toMatchObject({ kind: "on", reason });
  });

  it.each([
    ["linux/amd64", { buildmode: "pie" }],
    ["linux/arm64", { buildmode: "pie" }],
    ["windows/amd64", { buildmode: "pie" }],
    ["darwin/arm64", { buildmode: "pie" }],
    ["linux/amd64", { "go-flags": "-race=false" }],
    ["darwin/arm64", { "go-flags": "-race" }],
    ["android/arm64", {}],
  ])("none for %s with %o", (name, raw) => {
    expect(decide(name, {}, raw)).toMatchObject({ kind: "off", reason: "no C in it" });
  });
});

describe("mergeToolchains", () => {
  it("keeps one of each, with C++ if any target needs it", () => {
    const c = decide("linux/arm64", { need: needs.c });
    const cxx = decide("linux/arm64", { need: needs.cxx });
    const host = decide("linux/amd64", { need: needs.c });
    const plans = [c, host, cxx, c].flatMap((each) => (each.kind === "on" ? [each.toolchain] : []));
    expect(mergeToolchains(plans).map((plan) => [plan.id, plan.cxx])).toEqual([
      ["aarch64-linux-gnu", true],
      ["host", false],
    ]);
  });
});
