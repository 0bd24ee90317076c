import type { Inputs } from "../inputs/inputs.ts";
import { targetName } from "../platforms/target.ts";
import type { Machine } from "../survey/machine.ts";
import type { TargetSurvey } from "../survey/survey.ts";
import type { EmulatorPackage, RunPlan } from "./plan.ts";

/** qemu-user's program and flags for each architecture of Go's linux ports. */
const qemuPrograms: Readonly<Record<string, string>> = {
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

/**
 * The oldest processor of each level, by Go's variable and value, so that an instruction above the level ends in SIGILL
 * here and not at a user's. Each was seen to stop a binary of the next level under qemu 7.2.
 */
const qemuProcessors: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GOARM: { "5": "arm926", "6": "arm1176", "7": "cortex-a7" },
  GOARM64: { "v8.0": "cortex-a53" },
  GOPPC64: { power8: "power8", power9: "power9", power10: "power10" },
};

/** How a target's binary is run after it is built. */
export function planRun(inputs: Inputs, survey: TargetSurvey, machine: Machine): RunPlan {
  if (!inputs.run) {
    return { kind: "off" };
  }
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    return { kind: "none", reason: "a library has nothing to run" };
  }
  const { os, arch } = survey.target;
  const emulator =
    os === machine.os && arch === machine.arch ? ({ kind: "native" } as const) : emulate(survey, machine);
  return typeof emulator === "string"
    ? { kind: "none", reason: emulator }
    : { kind: "run", emulator, args: inputs.runArgs };
}

type Emulation = Extract<RunPlan, { kind: "run" }>["emulator"];

/** The emulator for a target that is not the machine's own, or why there is none. */
function emulate(survey: TargetSurvey, machine: Machine): Emulation | string {
  const { os, arch } = survey.target;
  if (machine.os !== "linux") {
    return `the emulators run on Linux only, and this machine runs ${machine.os}`;
  }
  if (os === "windows" && arch === "amd64" && machine.arch === "amd64") {
    return { kind: "wine" };
  }
  if (os === "linux" && arch === "386") {
    return machine.arch === "amd64" ? { kind: "loader" } : "qemu-i386 breaks the signals that Go programs live by";
  }
  const program = os === "linux" ? qemuPrograms[arch] : undefined;
  if (program === undefined) {
    return `there is no emulator for ${targetName(survey.target)} here`;
  }
  return { kind: "qemu", program, flags: qemuFlags(survey) };
}

function qemuFlags(survey: TargetSurvey): readonly string[] {
  const processors = Object.entries(survey.environment.levels).flatMap(([variable, value]) => {
    // GOARM's softfloat runs on any; GOARM64's options (lse, crypto) need more than the level's oldest processor.
    const level = variable === "GOARM" ? (value.split(",")[0] ?? "") : value;
    return qemuProcessors[variable]?.[level] ?? [];
  });
  const [processor = survey.target.arch === "arm64" ? "max" : undefined] = processors;
  return processor === undefined ? [] : ["-cpu", processor];
}

/** The emulators that the targets' runs need, each once. */
export function planEmulators(runs: readonly RunPlan[], machine: Machine): readonly EmulatorPackage[] {
  const kinds = new Set(runs.flatMap((run) => (run.kind === "run" ? [run.emulator.kind] : [])));
  const emulators: EmulatorPackage[] = [];
  if (kinds.has("qemu")) {
    emulators.push({ id: "qemu", packages: ["qemu-user"], installed: undefined });
  }
  if (kinds.has("wine")) {
    emulators.push({ id: "wine", packages: ["wine64", "libz-mingw-w64"], installed: machine.wine });
  }
  return emulators;
}
