import { describe, expect, it } from "vitest";
import { type CgoDecision, decideCgo } from "../../src/plan/cgo.ts";
import { makeInputs, needs, surveyTarget, type TargetFacts } from "./questions.ts";

type Raw = Readonly<Record<string, string>>;

function decide(name: string, facts: TargetFacts, raw: Raw = {}): CgoDecision {
  return decideCgo({ inputs: makeInputs({ targets: name, ...raw }), survey: surveyTarget(name, facts) });
}

const off = (reason: string, warning?: string) => ({ kind: "off", reason, warning });
const on = (reason: string) => ({ kind: "on", reason });
const problem = (sentence: string) => ({ kind: "problem", problem: sentence });

describe("decideCgo: what the program needs and what is asked for", () => {
  const rows: readonly (readonly [string, TargetFacts, Raw, unknown])[] = [
    ["linux/arm64", { need: needs.nothing }, {}, off("no C in it")],
    ["linux/arm64", { need: needs.nothing }, { cgo: "off" }, off("cgo: off")],
    ["linux/arm64", { need: needs.nothing }, { cgo: "on" }, on("cgo: on")],
    ["linux/arm64", { need: needs.net }, {}, off("no cgo needed: net, os/user have pure Go versions")],
    [
      "linux/arm64",
      { need: { required: [], optional: ["net"], cxx: false } },
      {},
      off("no cgo needed: net has a pure Go version"),
    ],
    ["linux/arm64", { need: needs.net }, { cgo: "off" }, off("cgo: off")],
    ["linux/arm64", { need: needs.net }, { cgo: "on" }, on("cgo: on")],
    ["linux/arm64", { need: needs.c }, {}, on("C in example.com/c")],
    ["linux/arm64", { need: needs.c }, { cgo: "on" }, on("C in example.com/c")],
    [
      "linux/arm64",
      { need: needs.c },
      { cgo: "off" },
      off(
        "cgo: off",
        "linux/arm64: built without cgo because of `cgo: off`, although it uses C in example.com/c: it may lack what " +
          "that does, or fail at run time",
      ),
    ],
    ["linux/arm64", { need: needs.cxx }, {}, on("C in example.com/cxx")],
    [
      "linux/arm64",
      { need: { required: ["a", "b", "c", "d", "e"], optional: [], cxx: false } },
      {},
      on("C in a, b, c and 2 more"),
    ],
    ["windows/amd64", { need: needs.cxx }, {}, on("C in example.com/cxx")],
    ["linux/arm/v6", { need: needs.c }, {}, on("C in example.com/c")],
    ["darwin/arm64", { need: needs.c }, {}, on("C in example.com/c")],
  ];

  it.each(rows)("%s with %o and %o", (name, facts, raw, decision) => {
    expect(decide(name, facts, raw)).toEqual(decision);
  });
});

describe("decideCgo: C for another reason than C in the program", () => {
  it.each([
    ["linux/arm64", { buildmode: "c-shared" }, "buildmode c-shared"],
    ["linux/arm64", { buildmode: "c-archive" }, "buildmode c-archive"],
    ["linux/amd64", { "go-flags": "-race" }, "-race"],
    ["linux/amd64", { "go-flags": "-asan=true" }, "-asan=true"],
    ["linux/riscv64", { buildmode: "pie" }, "buildmode pie, which Go links with the C linker there"],
    ["linux/386", { buildmode: "pie" }, "buildmode pie, which Go links with the C linker there"],
    ["linux/s390x", { buildmode: "pie" }, "buildmode pie, which Go links with the C linker there"],
    ["ios/amd64", { buildmode: "pie" }, "buildmode pie, which Go links with the C linker there"],
    ["android/amd64", {}, "Go links it with the system's own linker"],
    ["ios/arm64", {}, "Go links it with the system's own linker"],
  ])("%s with %o", (name, raw, reason) => {
    expect(decide(name, {}, raw)).toEqual(on(reason));
  });

  it.each([
    ["linux/amd64", { buildmode: "pie" }],
    ["linux/arm64", { buildmode: "pie" }],
    ["linux/loong64", { buildmode: "pie" }],
    ["linux/ppc64le", { buildmode: "pie" }],
    ["windows/amd64", { buildmode: "pie" }],
    ["darwin/arm64", { buildmode: "pie" }],
    ["linux/amd64", { "go-flags": "-race=false" }],
    ["darwin/arm64", { "go-flags": "-race" }],
    ["android/arm64", {}],
  ])("none for %s with %o", (name, raw) => {
    expect(decide(name, {}, raw)).toEqual(off("no C in it"));
  });
});

describe("decideCgo: what cannot be built", () => {
  const rows: readonly (readonly [string, TargetFacts, Raw, string])[] = [
    [
      "js/wasm",
      { need: needs.c },
      {},
      "js/wasm: this Go has no cgo for it (C in example.com/c); take it out of targets, or set `cgo: off`",
    ],
    [
      "js/wasm",
      {},
      { cgo: "on" },
      "js/wasm: this Go has no cgo for it (cgo: on); take it out of targets, or set `cgo: off`",
    ],
    [
      "linux/arm64",
      {},
      { cgo: "off", buildmode: "c-shared" },
      "linux/arm64: cannot be built with `cgo: off` (buildmode c-shared); set `cgo: auto`, or choose another buildmode",
    ],
    [
      "linux/amd64",
      {},
      { cgo: "off", "go-flags": "-race" },
      "linux/amd64: cannot be built with `cgo: off` (-race); set `cgo: auto`",
    ],
  ];
  it.each(rows)("%s with %o and %o", (name, facts, raw, sentence) => {
    expect(decide(name, facts, raw)).toEqual(problem(sentence));
  });
});

describe("decideCgo: C asked for elsewhere", () => {
  const asked = { environment: { goexperiment: "greenteagc,boringcrypto" } };
  const boring: TargetFacts = { ...asked, cryptography: "boring" };
  const goflags = (text: string) => ({ environment: { goflags: text } });
  const rows: readonly (readonly [string, TargetFacts, Raw, unknown])[] = [
    ["linux/amd64", boring, {}, on("GOEXPERIMENT=boringcrypto")],
    ["linux/arm64", { ...boring, need: needs.c }, { cgo: "on" }, on("GOEXPERIMENT=boringcrypto")],
    ["linux/arm64", { ...boring, environment: { goexperiment: "noboringcrypto" } }, {}, off("no C in it")],
    // Without cryptography there is nothing for BoringCrypto to do.
    ["windows/amd64", asked, {}, off("no C in it")],
    ["linux/arm64", { need: needs.net }, { tags: "x,netcgo" }, on("tag netcgo in tags")],
    ["linux/arm64", { need: needs.net, ...goflags("-tags=netcgo") }, {}, on("tag netcgo in GOFLAGS")],
    [
      "linux/arm64",
      { need: needs.net, ...goflags("-tags=netcgo") },
      { tags: "x" },
      off("no cgo needed: net, os/user have pure Go versions"),
    ],
    ["linux/arm64", {}, { tags: "netcgo" }, off("no C in it")],
    ["linux/arm64", {}, { ldflags: "-s -linkmode external" }, on("-linkmode=external in ldflags")],
    ["linux/arm64", goflags("'-ldflags=-s -linkmode=external'"), {}, on("-linkmode=external in GOFLAGS")],
    ["linux/arm64", goflags("-ldflags=-linkmode=external"), { ldflags: "-s" }, off("no C in it")],
    ["linux/arm64", {}, { ldflags: "-linkmode=internal" }, off("no C in it")],
    ["linux/amd64", goflags("-race"), {}, on("-race in GOFLAGS")],
    ["linux/amd64", goflags("-v -asan=1"), {}, on("-asan=1 in GOFLAGS")],
    ["linux/amd64", goflags("-race"), { "go-flags": "-race=false" }, off("no C in it")],
    ["darwin/arm64", goflags("-race"), {}, off("no C in it")],
  ];
  it.each(rows)("%s with %o and %o", (name, facts, raw, decision) => {
    expect(decide(name, facts, raw)).toEqual(decision);
  });

  it("is refused where Go has no BoringCrypto for the target", () => {
    const sentence =
      "linux/arm/v7: GOEXPERIMENT=boringcrypto has no effect there, since Go has no BoringCrypto for it; " +
      "unset GOEXPERIMENT, or take the target out of targets";
    const facts: TargetFacts = { ...asked, cryptography: "go" };
    expect(decide("linux/arm/v7", facts)).toEqual(problem(sentence));
    expect(decide("linux/arm/v7", facts, { cgo: "on" })).toEqual(problem(sentence));
  });

  it.each([
    [boring, {}, "although GOEXPERIMENT=boringcrypto is set: its cryptography is Go's own, not BoringCrypto"],
    [
      { need: needs.net },
      { tags: "netcgo" },
      "although the tag netcgo is set: it looks up names with Go's own resolver",
    ],
  ])("with `cgo: off` Go builds %o and %o, and there is a warning", (facts, raw, loss) => {
    const warning = `linux/arm64: built without cgo because of \`cgo: off\`, ${loss}`;
    expect(decide("linux/arm64", facts, { cgo: "off", ...raw })).toEqual(off("cgo: off", warning));
  });

  it.each([
    [goflags("-race"), {}, "-race in GOFLAGS"],
    [{ need: needs.c }, { "go-flags": "-race" }, "-race"],
    [{}, { ldflags: "-linkmode=external" }, "-linkmode=external in ldflags"],
  ])("with `cgo: off` Go cannot build %o and %o", (facts, raw, reason) => {
    const sentence = `linux/arm64: cannot be built with \`cgo: off\` (${reason}); set \`cgo: auto\``;
    expect(decide("linux/arm64", facts, { cgo: "off", ...raw })).toEqual(problem(sentence));
  });
});
