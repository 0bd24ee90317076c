import { describe, expect, it } from "vitest";
import type { RunPlan } from "../../src/plan/plan.ts";
import { planEmulators, planRun } from "../../src/plan/run.ts";
import type { Machine } from "../../src/survey/machine.ts";
import { machine, makeInputs, surveyTarget } from "./questions.ts";

function runOf(name: string, changes: Partial<Machine> = {}, environment = {}): RunPlan {
  const inputs = makeInputs({ targets: name, run: "true", "run-args": "--version 'a b'" });
  return planRun(inputs, surveyTarget(name, { environment }), { ...machine, ...changes });
}

const args = ["--version", "a b"];

describe("planRun", () => {
  it("runs nothing that was not asked for, and no library", () => {
    expect(planRun(makeInputs(), surveyTarget("linux/amd64"), machine)).toEqual({ kind: "off" });
    const library = { ...makeInputs({ run: "true" }), buildmode: "c-shared" } as const;
    expect(planRun(library, surveyTarget("linux/amd64"), machine)).toEqual({
      kind: "none",
      reason: "a library has nothing to run",
    });
  });

  it("runs the machine's own programs as they are", () => {
    expect(runOf("linux/amd64")).toEqual({ kind: "run", emulator: { kind: "native" }, args });
    expect(runOf("darwin/arm64", { os: "darwin", arch: "arm64" })).toEqual({
      kind: "run",
      emulator: { kind: "native" },
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
    expect(runOf(name)).toMatchObject({ kind: "run", emulator: { kind: "qemu", program }, args });
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
    expect(runOf(name, {}, { levels })).toMatchObject({ emulator: { kind: "qemu", flags } });
  });

  it("386 without an emulator where the processor can", () => {
    expect(runOf("linux/386")).toEqual({ kind: "run", emulator: { kind: "loader" }, args });
    expect(runOf("linux/386", { arch: "arm64" })).toEqual({
      kind: "none",
      reason: "qemu-i386 breaks the signals that Go programs live by",
    });
  });

  it("Windows by Wine, on the processors that it runs on", () => {
    expect(runOf("windows/amd64")).toEqual({ kind: "run", emulator: { kind: "wine" }, args });
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

describe("planEmulators", () => {
  const idsOf = (names: readonly string[]) =>
    planEmulators(
      names.map((name) => runOf(name)),
      machine,
    ).map((emulator) => emulator.id);

  it("has each emulator once, and none that nothing needs", () => {
    expect(planEmulators([{ kind: "off" }, runOf("linux/amd64"), runOf("freebsd/amd64")], machine)).toEqual([]);
    expect(idsOf(["linux/386"])).toEqual([]);
    expect(idsOf(["linux/arm64", "windows/amd64", "linux/s390x", "windows/amd64"])).toEqual(["qemu", "wine"]);
  });

  it("takes the machine's own Wine where there is one", () => {
    const [wine] = planEmulators([runOf("windows/amd64")], { ...machine, wine: "/usr/bin/wine" });
    expect(wine).toMatchObject({ id: "wine", installed: "/usr/bin/wine" });
  });
});
