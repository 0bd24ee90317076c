import type { Inputs } from "../inputs/inputs.ts";
import type { Machine } from "../survey/machine.ts";
import type { TargetSurvey } from "../survey/survey.ts";
import { targetName } from "../targets/target.ts";
import type { EmulatorPackage, RunPlan } from "./plan.ts";

/** qemu-user's program and flags for each architecture of Go's linux ports. */
const qemuPrograms: Readonly<Record<string, string>> = {
  "386": "qemu-i386",
  amd64: "qemu-x86_64",
  arm: "qemu-arm",
  arm64: "qemu-aarch64",
  loong64: "qemu-loongarch64",
  mips: "qemu-mips",
  mipsle: "qemu-mipsel",
  mips64: "qemu-mips64",
  mips64le: "qemu-mips64el",
  ppc64: "qemu-ppc64",
  ppc64le: "qemu-ppc64le",
  riscv64: "qemu-riscv64",
  s390x: "qemu-s390x",
};

/** The oldest processor of each ARM level, so that an instruction above the level ends in SIGILL here, not at a user's. */
const armProcessors: Readonly<Record<string, string>> = { "5": "arm926", "6": "arm1176", "7": "cortex-a7" };

/** How a target's binary is run after it is built. */
export function planRun(inputs: Inputs, survey: TargetSurvey, machine: Machine): RunPlan {
  if (!inputs.run) {
    return { kind: "off" };
  }
  const { os, arch } = survey.target;
  const args = inputs.runArgs;
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    return { kind: "none", reason: "a library has nothing to run" };
  }
  if (os === machine.os && arch === machine.arch) {
    return { kind: "run", emulator: { kind: "native" }, args };
  }
  const program = os === "linux" ? qemuPrograms[arch] : undefined;
  const wine = os === "windows" && arch === "amd64" && machine.arch === "amd64";
  if (program === undefined && !wine) {
    return { kind: "none", reason: `there is no emulator for ${targetName(survey.target)} here` };
  }
  if (machine.os !== "linux") {
    return { kind: "none", reason: `the emulators run on Linux only, and this machine runs ${machine.os}` };
  }
  if (program === undefined) {
    return { kind: "run", emulator: { kind: "wine" }, args };
  }
  return { kind: "run", emulator: { kind: "qemu", program, flags: qemuFlags(survey) }, args };
}

function qemuFlags(survey: TargetSurvey): readonly string[] {
  const processor = armProcessors[(survey.environment.levels["GOARM"] ?? "").split(",")[0] ?? ""];
  return survey.target.arch === "arm" && processor !== undefined ? ["-cpu", processor] : [];
}

/** The emulators that the targets' runs need, each once. */
export function planEmulators(runs: readonly RunPlan[]): readonly EmulatorPackage[] {
  const kinds = new Set(runs.flatMap((run) => (run.kind === "run" ? [run.emulator.kind] : [])));
  const emulators: EmulatorPackage[] = [];
  if (kinds.has("qemu")) {
    emulators.push({ id: "qemu", packages: ["qemu-user"] });
  }
  if (kinds.has("wine")) {
    emulators.push({ id: "wine", packages: ["wine64"] });
  }
  return emulators;
}
