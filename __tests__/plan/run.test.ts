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
    ["5", "arm926"],
    ["6", "arm1176"],
    ["6,softfloat", "arm1176"],
    ["7", "cortex-a7"],
  ])("GOARM=%s on the oldest processor of its level, %s", (goarm, processor) => {
    expect(runOf("linux/arm", {}, { levels: { GOARM: goarm } })).toEqual({
      kind: "run",
      emulator: { kind: "qemu", program: "qemu-arm", flags: ["-cpu", processor] },
      args,
    });
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
  it("has each emulator once, and none that nothing needs", () => {
    expect(planEmulators([runOf("linux/amd64"), runOf("freebsd/amd64"), { kind: "off" }])).toEqual([]);
    expect(planEmulators([runOf("linux/arm64"), runOf("linux/s390x")])).toEqual([
      { id: "qemu", packages: ["qemu-user"] },
    ]);
  });
});
