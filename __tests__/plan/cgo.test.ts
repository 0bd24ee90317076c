import { describe, expect, it } from "vitest";
import { type CgoDecision, decideCgo, decideWithoutCompiler } from "../../src/plan/cgo.ts";
import type { CgoUse } from "../../src/survey/cgo-use.ts";
import type { PackageVerdict } from "../../src/survey/verdicts.ts";
import { type InTexts, inTexts } from "../support/problems.ts";
import { makeInputs, needs, surveyTarget, type TargetFacts } from "./questions.ts";

type Raw = Readonly<Record<string, string>>;

function decide(name: string, facts: TargetFacts, raw: Raw = {}): InTexts<CgoDecision> {
  return inTexts(
    decideCgo({
      inputs: makeInputs({ targets: name, ...raw }),
      survey: surveyTarget(name, facts),
      modulePath: "example.com/app",
    }),
  );
}

const off = (reason: string, warning?: string) => ({
  kind: "off",
  reason,
  note: undefined,
  warning: warning === undefined ? undefined : { code: warningCode(reason), text: warning, place: undefined },
});
const warningCode = (reason: string) => (reason === "cgo: off" ? "built-without-cgo" : "built-without-compiler");
const on = (reason: string) => ({ kind: "on", reason });
const refused = (sentence: string) => ({ kind: "refused", problem: sentence });

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
      "linux/arm64",
      {},
      { cgo: "off", buildmode: "c-shared" },
      "linux/arm64: cannot be built with `cgo: off` (buildmode c-shared); leave it out, for the default (cgo: auto), or choose another buildmode",
    ],
    [
      "linux/amd64",
      {},
      { cgo: "off", "go-flags": "-race" },
      "linux/amd64: cannot be built with `cgo: off` (-race); leave it out, for the default (cgo: auto)",
    ],
  ];
  it.each(rows)("%s with %o and %o", (name, facts, raw, sentence) => {
    expect(decide(name, facts, raw)).toEqual(refused(sentence));
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
    ["linux/arm64", { cgo: { standard: ["plugin"] } }, {}, on("C in plugin")],
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
    expect(decide("linux/arm/v7", facts)).toEqual(refused(sentence));
    expect(decide("linux/arm/v7", facts, { cgo: "on" })).toEqual(refused(sentence));
  });

  it.each([
    [boring, {}, "although GOEXPERIMENT=boringcrypto is set: its cryptography is Go's own, not BoringCrypto"],
    [
      { need: needs.net },
      { tags: "netcgo" },
      "although the tag netcgo is set: it looks up names with Go's own resolver",
    ],
  ])("with `cgo: off` Go builds %o and %o, and there is a warning", (facts, raw, loss) => {
    const warning = `built without cgo because of \`cgo: off\`, ${loss}`;
    expect(decide("linux/arm64", facts, { cgo: "off", ...raw })).toEqual(off("cgo: off", warning));
  });

  it.each([
    [goflags("-race"), {}, "-race in GOFLAGS"],
    [{ need: needs.c }, { "go-flags": "-race" }, "-race"],
    [{}, { ldflags: "-linkmode=external" }, "-linkmode=external in ldflags"],
  ])("with `cgo: off` Go cannot build %o and %o", (facts, raw, reason) => {
    const sentence = `linux/arm64: cannot be built with \`cgo: off\` (${reason}); leave it out, for the default (cgo: auto)`;
    expect(decide("linux/arm64", facts, { cgo: "off", ...raw })).toEqual(refused(sentence));
  });
});

const c = "github.com/x/c";
const verdict = (kind: PackageVerdict["kind"], more: Partial<PackageVerdict> = {}): PackageVerdict => ({
  package: c,
  kind,
  handled: false,
  chain: ["example.com/app/cmd/app", "example.com/app/store", c],
  import: { file: "/checkout/store/store.go", line: 7 },
  ...more,
});
const open = { name: "Open", file: "/c/nocgo.go", line: 3, text: "needs cgo" };
const verdicts = {
  none: verdict("none"),
  fallback: verdict("fallback"),
  handled: verdict("lost", { handled: true, lost: [open] }),
  lost: verdict("lost", { lost: [{ name: "init", file: "/c/real.go", line: 3 }] }),
  stub: verdict("stub", { lost: [open, { ...open, name: "Close" }] }),
  needed: verdict("needed", { error: "c/c.go:3: undefined: C1" }),
  impossible: verdict("impossible", { error: "it includes <dlfcn.h>, which windows does not have" }),
};
type Kind = keyof typeof verdicts;

/** A program with C in one package, of which the verdict is this. */
function withVerdict(kind: Kind | undefined, use: CgoUse["kind"] = "works"): TargetFacts {
  const found = kind === undefined ? undefined : [verdicts.none, verdicts[kind]];
  const need = { required: [c], optional: [], cxx: false };
  return { need, cgo: { uses: { [c]: { kind: use, isSuspect: false } }, changed: [c], verdicts: found } };
}

const chain = "app → store → github.com/x/c";

describe("decideCgo: by what is lost without", () => {
  it.each([
    ["auto", "works", undefined, on(`C in ${c}`)],
    ["auto", "works", "fallback", on(`C in ${c}`)],
    ["auto", "loads", undefined, { kind: "undecided" }],
    ["auto", "loads", "fallback", off(`no cgo needed: ${c} without C does the same`)],
    ["auto", "nothing", "none", off(`no cgo needed: ${c} without C does the same`)],
    ["auto", "loads", "stub", on(`${chain} is a stub without cgo: Open (and 1 more) fails with "needs cgo"`)],
    ["auto", "loads", "handled", on(`${chain} goes on without something: Open fails with "needs cgo"`)],
    ["needed", "works", undefined, { kind: "undecided" }],
    ["needed", "works", "fallback", off(`no cgo needed: ${c} without C does the same`)],
    ["needed", "works", "lost", on(`${chain} loses something without cgo: init of real.go is left out`)],
    ["needed", "works", "needed", on(`${chain} does not compile without cgo: c/c.go:3: undefined: C1`)],
    ["off", "works", undefined, { kind: "undecided" }],
    ["off", "works", "none", off("cgo: off")],
    ["off", "works", "fallback", off("cgo: off")],
  ] as const)("cgo: %s, its C %s, %s", (cgo, use, kind, decision) => {
    expect(decide("linux/arm64", withVerdict(kind, use), { cgo })).toEqual(decision);
  });

  it("`cgo: off` warns at the import's line of what only fails, and notes what the program goes on without", () => {
    const built = "built without cgo because of `cgo: off`";
    expect(decide("linux/arm64", withVerdict("stub"), { cgo: "off" })).toEqual({
      ...off("cgo: off"),
      warning: {
        code: "built-without-cgo",
        text:
          `${built}: ${chain} is a stub without cgo: Open (and 1 more) fails with "needs cgo"; ` +
          "set `cgo: auto` to build it with its C",
        place: { file: "/checkout/store/store.go", line: 7 },
      },
    });
    expect(decide("linux/arm64", withVerdict("handled"), { cgo: "off" })).toEqual({
      ...off("cgo: off"),
      note: `${built}: ${chain} goes on without something: Open fails with "needs cgo"`,
    });
    expect(decide("linux/arm64", withVerdict("needed"), { cgo: "off" })).toEqual(
      refused(
        `linux/arm64: cannot be built with \`cgo: off\`: ${chain} does not compile without cgo: c/c.go:3: undefined: C1; ` +
          "leave it out, for the default (cgo: auto)",
      ),
    );
  });

  it("a package that is another one without cgo counts without any C of its own", () => {
    const facts = (kind?: Kind): TargetFacts => ({
      cgo: { changed: [c], verdicts: kind === undefined ? undefined : [verdicts[kind]] },
    });
    expect(decide("freebsd/amd64", facts())).toEqual({ kind: "undecided" });
    expect(decide("freebsd/amd64", facts("stub"))).toMatchObject({ kind: "on" });
    expect(decide("freebsd/amd64", facts("fallback"))).toMatchObject({ kind: "off" });
  });

  it("what cannot compile is refused before anything is fetched, once somebody has looked", () => {
    const suspect = { [c]: { kind: "works", isSuspect: true } } as const;
    expect(decide("windows/amd64", { cgo: { uses: suspect } })).toEqual({ kind: "undecided" });
    expect(decide("windows/amd64", { cgo: { uses: suspect, verdicts: [verdicts.impossible] } })).toEqual(
      refused(
        `windows/amd64: ${chain} does not compile for this system, with cgo or without: it includes <dlfcn.h>, which ` +
          "windows does not have; take it out of targets",
      ),
    );
  });
});

describe("decideWithoutCompiler", () => {
  const missing = "darwin/arm64 needs C (C in x), but there is none";
  const without = (facts: TargetFacts, raw: Raw = {}) =>
    inTexts(
      decideWithoutCompiler(
        {
          inputs: makeInputs({ targets: "darwin/arm64", ...raw }),
          survey: surveyTarget("darwin/arm64", facts),
          modulePath: "example.com/app",
        },
        { code: "no-compiler", text: missing },
      ),
    );
  const built = "built without cgo, since there is no C compiler for it here";
  const here = "no C compiler for it here";

  it.each([
    ["none", { ...off(here), note: `${built}: ${chain} loses nothing` }],
    ["fallback", { ...off(here), note: `${built}: ${chain} does the same in Go` }],
    ["handled", { ...off(here), note: `${built}: ${chain} goes on without something: Open fails with "needs cgo"` }],
    [
      "lost",
      refused(
        `${missing}. ${chain} loses something without cgo: init of real.go is left out; \`fallback: allow\` builds it all the same`,
      ),
    ],
    [
      "stub",
      refused(
        `${missing}. ${chain} is a stub without cgo: Open (and 1 more) fails with "needs cgo"; \`fallback: allow\` builds it all the same`,
      ),
    ],
    ["needed", refused(`${missing}. ${chain} does not compile without cgo: c/c.go:3: undefined: C1`)],
  ] as const)("%s", (kind, decision) => {
    expect(without(withVerdict(kind))).toEqual(decision);
    expect(without(withVerdict(undefined))).toEqual({ kind: "undecided" });
  });

  it("`fallback: allow` builds what Go can build, with a warning at the import's line", () => {
    expect(without(withVerdict("stub"), { fallback: "allow" })).toEqual({
      ...off("fallback: allow"),
      warning: {
        code: "built-without-compiler",
        text: `${built}: ${chain} is a stub without cgo: Open (and 1 more) fails with "needs cgo"`,
        place: { file: "/checkout/store/store.go", line: 7 },
      },
    });
    expect(without(withVerdict("needed"), { fallback: "allow" })).toMatchObject({ kind: "refused" });
  });

  it("what the standard library does in C is left out only if `fallback: allow` says so", () => {
    const facts: TargetFacts = { cgo: { standard: ["plugin"], verdicts: [] } };
    expect(without(facts)).toEqual(refused(`${missing}; \`fallback: allow\` builds it all the same`));
    expect(without(facts, { fallback: "allow" })).toEqual(
      off("fallback: allow", `${built}, although it uses C in plugin: it may lack what that does, or fail at run time`),
    );
  });

  it("what was asked for is not left out", () => {
    expect(without(withVerdict("fallback"), { cgo: "on" })).toEqual(refused(missing));
    expect(without(withVerdict("fallback"), { buildmode: "c-shared" })).toEqual(refused(missing));
  });
});
