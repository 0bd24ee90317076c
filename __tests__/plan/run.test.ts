import { describe, expect, it } from "vitest";
import { emulators } from "../../src/emulators/emulators.ts";
import { declined, type EmulatorOffering, indifferent } from "../../src/plan/offers.ts";
import { planRun } from "../../src/plan/run.ts";
import { planTests } from "../../src/plan/tests.ts";
import { machine, makeInputs, surveyTarget } from "./questions.ts";

// Who runs what is tested with the emulators.

describe("planRun", () => {
  it("runs nothing that was not asked for, and no library", () => {
    const question = { survey: surveyTarget("linux/amd64"), machine };
    const nothing = { emulator: undefined, roots: [] };
    expect(planRun({ ...question, inputs: makeInputs() }, emulators)).toEqual({ run: { kind: "off" }, ...nothing });
    const library = { ...makeInputs({ run: "true" }), buildmode: "c-shared" } as const;
    expect(planRun({ ...question, inputs: library }, emulators)).toEqual({
      run: { kind: "none", reason: "a library has nothing to run" },
      ...nothing,
    });
  });
});

it("runs nothing where no program can be started, and says why", () => {
  const question = { survey: surveyTarget("linux/amd64"), machine, inputs: makeInputs({ run: "true" }) };
  const noexec = "no program can be started from /x";
  expect(planRun({ ...question, noexec }, emulators).run).toEqual({ kind: "none", reason: noexec });
});

describe("planRun, of a program with a sanitizer in it", () => {
  const run = (name: string, raw: Readonly<Record<string, string>>, goflags = "") =>
    planRun(
      {
        inputs: makeInputs({ run: "true", ...raw }),
        survey: surveyTarget(name, { environment: { goflags } }),
        machine,
      },
      emulators,
    ).run;

  it("is not run under qemu, and is on the machine itself", () => {
    const reason = "a program with -race does not run under qemu";
    expect(run("linux/arm64", { "go-flags": "-race" })).toEqual({ kind: "none", reason });
    expect(run("linux/arm64", {}, "-race")).toEqual({
      kind: "none",
      reason: reason.replace("-race", "-race in GOFLAGS"),
    });
    expect(run("linux/arm64", { "go-flags": "-race=false" })).toMatchObject({ kind: "run", emulator: "qemu" });
    expect(run("linux/amd64", { "go-flags": "-race" })).toMatchObject({ kind: "run", emulator: "native" });
  });
});

describe("planRun, whatever emulators there are", () => {
  const answering = (id: string, answer: ReturnType<EmulatorOffering["offer"]>): EmulatorOffering => ({
    id,
    offer: () => answer,
  });
  const offer = { kind: "offer", emulator: undefined, roots: [], settings: { word: 1 } } as const;
  const planWith = (...all: readonly EmulatorOffering[]) =>
    planRun({ inputs: makeInputs({ run: "true" }), survey: surveyTarget("linux/arm64"), machine }, all).run;

  it("takes the first offer, with the settings that are its own", () => {
    const all = [
      answering("a", indifferent),
      answering("b", declined("no")),
      answering("c", offer),
      answering("d", offer),
    ];
    expect(planWith(...all)).toEqual({ kind: "run", emulator: "c", settings: { word: 1 }, args: [] });
  });

  it("says why each declined where there is no offer", () => {
    expect(planWith(answering("a", declined("it is late")), answering("b", declined("it is dark")))).toEqual({
      kind: "none",
      reason: "it is late; it is dark",
    });
    expect(planWith(answering("a", indifferent))).toEqual({
      kind: "none",
      reason: "there is no emulator for linux/arm64 here",
    });
  });
});

describe("planTests", () => {
  const tests = (name: string, raw: Readonly<Record<string, string>>) =>
    planTests(
      { inputs: makeInputs(raw), survey: surveyTarget(name), machine },
      { cgo: true, static: true, musl: false, lld: false },
      emulators,
    );

  it("runs none that were not asked for", () => {
    expect(tests("linux/arm64", {})).toEqual({ run: undefined, emulator: undefined, roots: [] });
  });

  it("builds them as the program, with their directories, and under the same emulator, though that is not to be run", () => {
    const flags = { "test-flags": "-short -args 'a b'", tags: "x", "go-flags": "-mod=vendor", buildmode: "c-shared" };
    const { run, emulator, roots } = tests("linux/arm64", { test: "./a ./b", ...flags });
    expect(run).toMatchObject({ kind: "run", emulator: "qemu" });
    const linked = "-ldflags=-linkmode=external -extldflags=-static";
    const own = ["-tags=x", linked, "-mod=vendor", "./a", "./b", "-short", "-args", "a b"];
    expect(run?.kind === "run" && run.args).toEqual(["test", "-json", ...own]);
    expect([emulator?.id, roots.length]).toEqual(["qemu", 1]);
  });

  it("says why they cannot be run", () => {
    const reason = "a program with -race does not run under qemu";
    expect(tests("linux/arm64", { test: ".", "test-flags": "-race" }).run).toEqual({ kind: "none", reason });
  });
});
