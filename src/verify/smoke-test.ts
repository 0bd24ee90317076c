import { basename } from "node:path";
import { describeReason, type EmulatorCommand, warnNotRun } from "../emulators/index.ts";
import { describeBriefly, describeError, UserError } from "../host/errors.ts";
import type { Completed, Host } from "../host/types.ts";

/** What came of starting a program of the target here. */
export type SmokeTest = { readonly kind: "not-asked" } | SmokeTestNotRun | SmokeTestPassed | SmokeTestFailed;

export type SmokeTestNotRun = { readonly kind: "not-run"; readonly reason: string };

export type SmokeTestPassed = {
  readonly kind: "passed";
  readonly emulator: string | undefined;
  readonly seconds: number;
  /** The first 2000 characters that it printed. */
  readonly output: string;
};

export type SmokeTestFailed = {
  readonly kind: "failed";
  readonly emulator: string | undefined;
  /** The processor that was emulated, where one was chosen. */
  readonly processor: string | undefined;
  readonly end: SmokeTestEnd;
  /** All that it printed. */
  readonly log: readonly string[];
};

export type SmokeTestEnd =
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string | undefined }
  | { readonly kind: "timeout"; readonly seconds: number }
  | { readonly kind: "not-started"; readonly reason: string };

/** A program that has not exited by then hangs. */
const limitSeconds = 60;
const longestOutput = 2000;

/** What is kept of the output of a program that fails, in UTF-16 units: to clean and show 200 MB would keep a cancel waiting. */
const kept = { first: 2 ** 16, last: 2 ** 20 };

export type SmokeTestQuestion = {
  /** What starts the program: nothing on this machine itself, an emulator's words elsewhere. */
  readonly command: EmulatorCommand;
  readonly file: string;
  readonly args: readonly string[];
  /** The working directory. */
  readonly directory: string;
};

/**
 * Runs a program under a time limit. It passes by exiting with code 0. A program that cannot be started fails; where it is the
 * emulator that cannot be started, or lacks what the program needs, the program has not run, which is no failure of its own.
 */
export async function runSmokeTest(
  host: Host,
  { command, file, args, directory }: SmokeTestQuestion,
): Promise<Exclude<SmokeTest, { kind: "not-asked" }>> {
  const words = [...command.words, file, ...args];
  const { environment, name: emulator, processor } = command;
  let done: Completed;
  try {
    const [program = file, ...rest] = words;
    done = await host.processes.run({
      file: program,
      args: rest,
      directory,
      environment,
      tested: command.shared ? { kind: "shared" } : { kind: "alone", directory: host.scratchDirectory },
      timeoutSeconds: limitSeconds,
    });
  } catch (error) {
    if (command.words.length > 0) {
      return notRun(host, file, error);
    }
    const described = describeError(error);
    if (described.kind === "internal") {
      throw error;
    }
    const end = { kind: "not-started", reason: describeBriefly(described) } as const;
    return { kind: "failed", emulator, processor, end, log: [] };
  }
  if (done.ending === "exit" && done.exitCode === 0) {
    return { kind: "passed", emulator, seconds: done.seconds, output: done.output.trim().slice(0, longestOutput) };
  }
  const output = withoutMiddle(done.output.trimEnd());
  const inability = command.inability?.(output);
  if (inability !== undefined) {
    return notRun(host, file, new UserError({ code: "cannot-run-here", text: inability }));
  }
  return { kind: "failed", emulator, processor, end: endOf(done), log: output.split("\n") };
}

/** What an emulator threw is a warning, and the reason why the program has not run. */
export function notRun(host: Host, file: string, error: unknown): SmokeTestNotRun {
  warnNotRun(host, basename(file), error);
  return { kind: "not-run", reason: describeReason(error) };
}

/** Whole lines at the beginning and at the end, and how much is left out between them. */
function withoutMiddle(output: string): string {
  const first = output.lastIndexOf("\n", kept.first);
  const last = output.indexOf("\n", output.length - kept.last);
  return output.length <= kept.first + kept.last || first === -1 || last === -1
    ? output.slice(-kept.first - kept.last)
    : `${output.slice(0, first)}\n… (${last - first} characters are left out)${output.slice(last)}`;
}

function endOf({ ending, exitCode = 0, signal }: Completed): SmokeTestEnd {
  switch (ending) {
    case "timeout":
      return { kind: "timeout", seconds: limitSeconds };
    case "signal":
      return { kind: "signal", signal };
    case "exit":
      return { kind: "exit", code: exitCode };
  }
}
