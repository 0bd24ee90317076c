import { type Target, targetFileSuffix, targetName } from "../platforms/index.ts";
import { duration, plainLines, plainText } from "./format.ts";
import type { BinaryResult, RunFailure, RunResult, TargetOutcome, TargetResult, ToolchainResult } from "./results.ts";

export type Failure = Extract<TargetOutcome, { readonly kind: "failed" }>;

/** What a target was doing when it failed. */
export type Stage = Failure["stage"];

const stageFailed: Readonly<Record<Stage, string>> = {
  plan: "cannot be built",
  toolchain: "toolchain failed",
  build: "build failed",
  verify: "verification failed",
  run: "run failed",
  test: "tests failed",
  publish: "publishing failed",
};

/** `build failed`, or `build failed, a fault of cgo-cross`. */
export function describeStage(failure: Failure): string {
  return `${stageFailed[failure.stage]}${faultLabel(failure)}`;
}

/** To be put after what failed: `, a fault of cgo-cross`; empty for what the user can mend. */
export function faultLabel({ stack }: RunFailure): string {
  return stack === undefined ? "" : ", a fault of cgo-cross";
}

/** The first lines of the stack trace, plain text; none for what the user can mend. */
export function stackLines({ stack }: RunFailure, count: number): readonly string[] {
  return stack === undefined ? [] : plainLines([stack]).slice(0, count);
}

export type FailedTarget = { readonly target: Target; readonly seconds: number; readonly failure: Failure };

/** `linux/arm64: build failed after 4.2 s`, or `linux/arm64: build failed after 4.2 s, a fault of cgo-cross`. */
export function describeFailureTitle({ target, seconds, failure }: FailedTarget): string {
  // A target whose toolchain could not be installed was hardly started: its time says nothing.
  const after = seconds >= 0.1 ? ` after ${duration(seconds)}` : "";
  return `${shownName(target)}: ${stageFailed[failure.stage]}${after}${faultLabel(failure)}`;
}

/** Every target that failed, in the run's order. */
export function failedTargets(result: RunResult): readonly FailedTarget[] {
  return result.targets.flatMap(({ target, seconds, outcome }) =>
    outcome.kind === "failed" ? [{ target, seconds, failure: outcome }] : [],
  );
}

/** True where a target failed, or something apart from the targets. */
export function hasFailed(result: RunResult): boolean {
  return failedTargets(result).length > 0 || result.failures.length > 0;
}

export type BuiltBinary = { readonly target: TargetResult; readonly binary: BinaryResult };

/** Every binary that passed, in the run's order. */
export function builtBinaries(result: RunResult): readonly BuiltBinary[] {
  return result.targets.flatMap((target) => binariesOf(target).map((binary) => ({ target, binary })));
}

/** A target's binaries; none where it failed. */
export function binariesOf(target: TargetResult): readonly BinaryResult[] {
  return target.outcome.kind === "passed" ? target.outcome.binaries : [];
}

/** What is uploaded of a binary: its archive, where there is one. */
export function downloadOf({ archive, file, bytes }: BinaryResult): { readonly file: string; readonly bytes: number } {
  return archive ?? { file, bytes };
}

/** The toolchain as a target uses it; undefined where it uses none, or where that could not be installed. */
export function toolchainOf(result: RunResult, target: TargetResult | undefined): ToolchainResult | undefined {
  return target?.toolchain === undefined ? undefined : result.toolchains.find(({ id }) => id === target.toolchain);
}

/** True where no target got as far as a build: the run only set up toolchains. */
export function isSetupOnly(result: RunResult): boolean {
  return result.targets.every(({ outcome }) =>
    outcome.kind === "passed" ? outcome.binaries.length === 0 : ["plan", "toolchain"].includes(outcome.stage),
  );
}

/** The program's name without the parts of its file's name that tell targets apart: `sqlite` of `sqlite_linux_arm64.so`. */
export function programName(target: Target, binary: BinaryResult): string {
  const name = plainText(binary.name);
  const end = name.lastIndexOf(`_${targetFileSuffix(target)}`);
  return end > 0 ? name.slice(0, end) : name;
}

/** A target's name, fit to be shown. */
export function shownName(target: Target): string {
  return plainText(targetName(target));
}

/** What was done with the binaries of targets that passed. Says `run` of none that has not run. */
export function describeVerification(targets: readonly TargetResult[]): string {
  return describeBinaries(targets.flatMap(binariesOf));
}

/** The same of one target. */
export function describeOutcome({ binaries }: Extract<TargetOutcome, { readonly kind: "passed" }>): string {
  return describeBinaries(binaries);
}

function describeBinaries(binaries: readonly BinaryResult[]): string {
  const runs = binaries.map(({ run }) => run.kind);
  const ran = runs.filter((kind) => kind === "passed").length;
  if (ran === runs.length) {
    return "built, verified and run";
  }
  return runs.every((kind) => kind === "not-asked") ? "built and verified" : `built and verified (${ran} of them run)`;
}
