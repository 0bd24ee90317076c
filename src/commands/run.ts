import { rmSync } from "node:fs";
import { relative } from "node:path";
import {
  type DescribedError,
  describeError,
  describeFault,
  messageOf,
  rewordProblems,
  UserError,
} from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import {
  describeFailureSentence,
  describeFailures,
  describeInterruption,
  describeNothingBuilt,
  describeOutputs,
  describePlanOutputs,
  describeSummary,
  hasFailed,
  type OutDir,
  type Outputs,
  type RunResult,
} from "../report/index.ts";
import { crossbuild, type Ended } from "./build.ts";
import { resolveDirectories } from "./directories.ts";
import { describeFullDisk } from "./full-disk.ts";
import { writeManifest } from "./out-dir.ts";
import { endSteps } from "./steps.ts";
import { type Listener, listenerOf, tellProblems } from "./tell-problems.ts";
import { verifyStep } from "./verify-files.ts";

/** Shows the result of a run to the person who started it. */
export type Show = (ended: Ended | NothingBuilt) => void;

/** What kept anything from being built. */
export type NothingBuilt = { readonly kind: "nothing-built"; readonly error: DescribedError };

/**
 * Runs a build on a host and publishes its result: the report first, the failure last.
 * @returns The process's exit code: 0, 1 if targets failed or for a fault of ours, 2 for invalid inputs.
 */
export async function runOn(host: Host, raw: Readonly<Record<string, string>>, show: Show): Promise<number> {
  if ((raw["verify"] ?? "").trim() !== "") {
    return withHost(host, () => verifyStep(host, raw));
  }
  const { outDir: path } = resolveDirectories(host.workspace, raw);
  const outDir = { path, shown: shownPath(host.workspace, path) };
  return withHost(host, () => buildAndShow(host, raw, show), { outDir });
}

async function buildAndShow(host: Host, raw: Readonly<Record<string, string>>, show: Show): Promise<number> {
  const ended = await summarizingErrors(host, show, () => crossbuild(host, raw));
  endSteps(host.log);
  show(ended);
  if (ended.kind === "planned") {
    await setOutputs(host, describePlanOutputs(ended.plan));
    return ended.plan.refused.length === 0 ? 0 : 1;
  }
  const { manifest } = ended.result;
  if (manifest !== undefined) {
    await writeManifest(manifest, ended.result);
  }
  await ended.hold?.release();
  return await publishResult(host, ended.result);
}

async function setOutputs(host: Host, outputs: Outputs): Promise<void> {
  for (const [name, value] of Object.entries(outputs)) {
    await host.job.setOutput(name, value);
  }
}

/** As people write it, from where they are. */
function shownPath(from: string, path: string): string {
  const shown = relative(from, path);
  return shown === "" || shown.startsWith("..") ? path : shown;
}

export type HostWork = {
  /** Where it puts what it builds; absent where it builds nothing. */
  readonly outDir?: OutDir;
  /** Whether a program runs that signals are for, and whose end is the end of the work. */
  readonly isProgramRunning?: () => boolean;
};

/** Does work that is stopped when the job is cancelled, reports its error, and cleans up. */
export async function withHost(
  host: Host,
  work: () => Promise<number>,
  { outDir, isProgramRunning = () => false }: HostWork = {},
): Promise<number> {
  const end = (exitCode: number) => () => {
    if (!isProgramRunning()) {
      cancel(host, exitCode, outDir);
    }
  };
  const [interrupt, terminate] = [end(130), end(143)];
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", terminate);
  const lost = listenForLost();
  try {
    return await Promise.race([work(), lost.error]);
  } catch (error) {
    endSteps(host.log);
    return reportError(listenerOf(host), error, await describeFullDisk(host, messageOf(error)));
  } finally {
    // What a child has left running would go on without us.
    host.processes.endAll();
    cleanUp(host);
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", terminate);
    lost.stop();
  }
}

/**
 * Rejects with an error that nobody handles, which would end the process at once, with its children running and its files left:
 * @actions/exec hands on none of those that Node throws where it starts a child, such as ETXTBSY.
 */
function listenForLost(): { readonly error: Promise<never>; stop(): void } {
  let listener: (error: unknown) => void = () => {};
  const error = new Promise<never>((_, reject) => {
    listener = reject;
  });
  process.on("unhandledRejection", listener);
  return { error, stop: () => process.off("unhandledRejection", listener) };
}

/**
 * Ends the process once its output is flushed: process.exit drops what a pipe has not taken yet. It must be called, since
 * the open socket of a service that hangs would keep the step alive.
 */
export async function exitWhenFlushed(exitCode: number): Promise<never> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise<void>((out) => stream.write("", () => out()))));
  process.exit(exitCode);
}

/** Passes everything that was built to later steps before the run fails for what was not. */
async function publishResult(host: Host, result: RunResult): Promise<number> {
  await setOutputs(host, describeOutputs(result));
  await host.job.writeSummary(describeSummary(result));
  // What stands in the report on a terminal is an annotation on a runner, where few read the log to its end.
  if (host.kind === "local") {
    return hasFailed(result) ? 1 : 0;
  }
  for (const { code, text, place } of result.warnings.filter(({ isLogged }) => !isLogged)) {
    host.log.warning({ code, text }, place);
  }
  for (const { title, message, place } of describeFailures(result)) {
    host.log.error(message, title, place);
  }
  const sentence = describeFailureSentence(result);
  if (sentence === undefined) {
    return 0;
  }
  host.log.info(sentence);
  return 1;
}

/**
 * Reports the error that ended a run: one error for each problem that the user can mend, or a fault of ours with its stack.
 * @param advice What follows a problem that the user can mend.
 * @returns The exit code: 2 where nothing was built because of what was asked for, else 1.
 */
export function reportError(to: Listener, error: unknown, advice?: string): number {
  const described = withAdvice(describeError(error), advice);
  if (described.kind === "internal") {
    to.log.error(describeFault(described), "cgo-cross failed");
    return 1;
  }
  tellProblems(to, described.problems);
  return error instanceof UserError ? 2 : 1;
}

function withAdvice(error: DescribedError, advice: string | undefined): DescribedError {
  return error.kind === "internal" || advice === undefined
    ? error
    : { ...error, problems: rewordProblems(error.problems, (text) => `${text}; ${advice}`) };
}

/** What ends a run before it has a result is in its summary too. Whatever comes of that, the error itself is still reported. */
async function summarizingErrors<Result>(host: Host, show: Show, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const advice = await describeFullDisk(host, messageOf(error));
    const described = withAdvice(describeError(error), advice);
    show({ kind: "nothing-built", error: described });
    const summary = describeNothingBuilt(described, host.job.pages);
    await host.job.writeSummary(summary).catch((cause: unknown) => {
      host.log.warning({ code: "summary-not-written", text: `the summary could not be written: ${messageOf(cause)}` });
    });
    throw error;
  }
}

/** A cancelled job has seconds: children end first, then a sentence says what was under way, and unfinished files are removed. */
function cancel(host: Host, exitCode: number, outDir: OutDir | undefined): void {
  const sentence = describeInterruption(host.log.steps(), outDir);
  host.processes.endAll();
  endSteps(host.log);
  host.log.info(sentence);
  // Last, since it may take seconds where much has been unpacked.
  cleanUp(host);
  process.exit(exitCode);
}

function cleanUp(host: Host): void {
  for (const path of host.temporaries) {
    try {
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      // A program under test may have put another user's files there.
      const text = `temporary files were left in ${path}: ${messageOf(error)}`;
      host.log.warning({ code: "temporary-files-left", text });
    }
  }
}
