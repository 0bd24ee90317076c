import { targetFileSuffix } from "../platforms/target.ts";
import { duration, plainText } from "./format.ts";
import type { BinaryResult, RunResult, TargetOutcome, TargetResult } from "./results.ts";

export type Failure = Extract<TargetOutcome, { readonly kind: "failed" }>;

/** What a target was doing when it failed. */
export type Stage = Failure["stage"];

export const stageFailed: Readonly<Record<Stage, string>> = {
  toolchain: "toolchain failed",
  build: "build failed",
  verify: "verification failed",
  run: "run failed",
  publish: "publishing failed",
};

export type FailedTarget = { readonly target: string; readonly seconds: number; readonly failure: Failure };

/** `linux/arm64: build failed after 4.2 s`. */
export function describeFailureTitle({ target, seconds, failure }: FailedTarget): string {
  // A target whose toolchain never came was hardly started: its time says nothing.
  const after = seconds >= 0.1 ? ` after ${duration(seconds)}` : "";
  return `${plainText(target)}: ${stageFailed[failure.stage]}${after}`;
}

/** Every target that failed, in the run's order. */
export function failedTargets(result: RunResult): readonly FailedTarget[] {
  return result.targets.flatMap(({ target, seconds, outcome }) =>
    outcome.kind === "failed" ? [{ target, seconds, failure: outcome }] : [],
  );
}

/** True where a target failed, or something beside the targets. */
export function hasFailed(result: RunResult): boolean {
  return failedTargets(result).length > 0 || result.failures.length > 0;
}

export type BuiltBinary = { readonly target: TargetResult; readonly binary: BinaryResult };

/** Every binary that passed, in the run's order. */
export function builtBinaries(result: RunResult): readonly BuiltBinary[] {
  return result.targets.flatMap((target) => binariesOf(target).map((binary) => ({ target, binary })));
}

export function binariesOf(target: TargetResult): readonly BinaryResult[] {
  return target.outcome.kind === "passed" ? target.outcome.binaries : [];
}

/** True where no target got as far as a build: the run only set up toolchains. */
export function isSetupOnly(result: RunResult): boolean {
  return result.targets.every(({ outcome }) =>
    outcome.kind === "passed" ? outcome.binaries.length === 0 : outcome.stage === "toolchain",
  );
}

/** The program's name without the parts of its file's name that tell targets apart: `sqlite` of `sqlite_linux_arm64.so`. */
export function programName(target: string, binary: BinaryResult): string {
  const [os = "", arch = "", variant] = target.split("/");
  const name = plainText(binary.name);
  const end = name.lastIndexOf(`_${targetFileSuffix({ os, arch, variant })}`);
  return end > 0 ? name.slice(0, end) : name;
}
