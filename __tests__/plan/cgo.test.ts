import { describe, expect, it } from "vitest";
import { type CgoDecision, decideCgo, mergeToolchains } from "../../src/plan/cgo.ts";
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
      return `off (${decision.why})${decision.warning === undefined ? "" : ` warning: ${decision.warning}`}`;
    case "on": {
      const { toolchain, staticBecause, why } = decision;
      const packages = toolchain.kind === "apt" ? ` ${toolchain.packages.join(" ")}` : ` ${toolchain.programs.cc}`;
      return `on (${why}) ${toolchain.id}:${packages}${staticBecause === undefined ? "" : " static"}`;
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
      why: "C in example.com/cxx",
      toolchain: {
        kind: "host",
        id: "host",
        cxx: true,
        programs: { cc: "ccache gcc", cxx: "ccache g++", ar: "gcc-ar" },
      },
      interpreter: "/lib64/ld-linux-x86-64.so.2",
      staticBecause: undefined,
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
  ])("%s with %o", (name, raw, why) => {
    expect(decide(name, {}, raw)).toMatchObject({ kind: "on", why });
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
    expect(decide(name, {}, raw)).toMatchObject({ kind: "off", why: "no C in it" });
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
