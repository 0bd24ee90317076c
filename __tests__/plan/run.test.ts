import { describe, expect, it } from "vitest";
import { emulators } from "../../src/emulators/emulators.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { EmulatorOffering } from "../../src/plan/offers.ts";
import { declined, indifferent } from "../../src/plan/offers.ts";
import type { RunPlan } from "../../src/plan/plan.ts";
import { planRun, type RunDecision } from "../../src/plan/run.ts";
import type { Machine } from "../../src/survey/machine.ts";
import { planContext } from "./context.ts";
import { machine, makeInputs, makeSurvey, needs, packageContent, surveyTarget } from "./questions.ts";

function decide(name: string, changes: Partial<Machine> = {}, environment = {}): RunDecision {
  const inputs = makeInputs({ targets: name, run: "true", "run-args": "--version 'a b'" });
  const survey = surveyTarget(name, { environment });
  return planRun({ inputs, survey, machine: { ...machine, ...changes } }, emulators);
}

function runOf(...question: Parameters<typeof decide>): RunPlan {
  return decide(...question).run;
}

const args = ["--version", "a b"];

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

  it("runs the machine's own programs as they are", () => {
    expect(runOf("linux/amd64")).toEqual({ kind: "run", emulator: "native", settings: {}, args });
    expect(runOf("darwin/arm64", { os: "darwin", arch: "arm64" })).toEqual({
      kind: "run",
      emulator: "native",
      settings: {},
      args,
    });
  });

  it.each([
    ["linux/arm64", "qemu-aarch64"],
    ["linux/loong64", "qemu-loongarch64"],
    ["linux/mips", "qemu-mips"],
    ["linux/mipsle", "qemu-mipsel"],
    ["linux/mips64", "qemu-mips64"],
    ["linux/mips64le", "qemu-mips64el"],
    ["linux/ppc64", "qemu-ppc64"],
    ["linux/ppc64le", "qemu-ppc64le"],
    ["linux/riscv64", "qemu-riscv64"],
    ["linux/s390x", "qemu-s390x"],
  ])("%s by %s", (name, program) => {
    expect(runOf(name)).toMatchObject({ kind: "run", emulator: "qemu", settings: { program }, args });
  });

  it.each([
    ["linux/arm", { GOARM: "5" }, ["-cpu", "arm926"]],
    ["linux/arm", { GOARM: "6" }, ["-cpu", "arm1176"]],
    ["linux/arm", { GOARM: "6,softfloat" }, ["-cpu", "arm1176"]],
    ["linux/arm", { GOARM: "7" }, ["-cpu", "cortex-a7"]],
    ["linux/arm64", { GOARM64: "v8.0" }, ["-cpu", "cortex-a53"]],
    ["linux/arm64", { GOARM64: "v9.0" }, ["-cpu", "max"]],
    ["linux/ppc64le", { GOPPC64: "power9" }, ["-cpu", "power9"]],
    ["linux/s390x", {}, []],
  ])("%s with %o on the oldest processor of that level", (name, levels, flags) => {
    expect(runOf(name, {}, { levels })).toMatchObject({ emulator: "qemu", settings: { flags } });
  });

  it("386 without an emulator where the processor can", () => {
    expect(runOf("linux/386")).toEqual({ kind: "run", emulator: "loader", settings: {}, args });
    expect(runOf("linux/386", { arch: "arm64" })).toEqual({
      kind: "none",
      reason: "qemu-i386 breaks the signals that Go programs live by",
    });
  });

  it("Windows by Wine, on the processors that it runs on", () => {
    expect(runOf("windows/amd64")).toEqual({ kind: "run", emulator: "wine", settings: {}, args });
    expect(runOf("windows/amd64", { arch: "arm64" })).toMatchObject({ kind: "none" });
    expect(runOf("windows/386")).toMatchObject({ kind: "none" });
  });

  it("says why a target is not run", () => {
    expect(runOf("freebsd/amd64")).toEqual({ kind: "none", reason: "there is no emulator for freebsd/amd64 here" });
    expect(runOf("linux/arm64", { os: "darwin" })).toEqual({
      kind: "none",
      reason: "the emulators run on Linux only, and this machine runs darwin",
    });
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

describe("the emulators of a plan", () => {
  const planOf = (names: readonly string[], changes: Partial<Machine> = {}, run = "true") => {
    const inputs = makeInputs({ targets: names.join(" "), run });
    const targets = names.map((name) => surveyTarget(name, { need: needs.nothing }));
    return makePlan(inputs, makeSurvey(targets, { machine: { ...machine, ...changes } }), planContext("/proj/dist"))
      .plan;
  };
  const idsOf = (...question: Parameters<typeof planOf>) => planOf(...question).emulators.map(({ id }) => id);

  it("has each once, and none that nothing needs", () => {
    const none = planOf(["linux/amd64", "freebsd/amd64"]);
    expect([none.emulators, none.roots]).toEqual([[], []]);
    expect(idsOf(["linux/arm64"], {}, "false")).toEqual([]);
    expect(idsOf(["linux/386"])).toEqual([]);
    expect(idsOf(["linux/arm64", "windows/amd64", "linux/s390x", "windows/amd64/v2"])).toEqual(["qemu", "wine"]);
  });

  it("are made of the distribution's packages", () => {
    const { roots, emulators: planned } = planOf(["linux/arm64", "windows/amd64"]);
    expect(planned).toEqual([
      { id: "qemu", roots: ["qemu"], settings: {} },
      { id: "wine", roots: ["wine"], settings: {} },
    ]);
    expect(roots.map((root) => [root.id, root.kind, ...packageContent(root).packages])).toEqual([
      ["qemu", "qemu", "qemu-user"],
      ["wine", "wine", "wine64", "libz-mingw-w64"],
    ]);
  });

  it("takes the machine's own Wine where there is one", () => {
    const { roots, emulators: planned } = planOf(["windows/amd64"], { wine: "/usr/bin/wine" });
    expect(planned).toEqual([{ id: "wine", roots: [], settings: { installed: "/usr/bin/wine" } }]);
    expect(roots).toEqual([]);
  });
});
