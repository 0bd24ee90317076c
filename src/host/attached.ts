import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { messageOf, NotStartedError } from "./errors.ts";

/** A command whose file, directory and variables are known. */
export type AttachedStart = {
  readonly file: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Signals that end this process are the child's to answer. */
  readonly passSignals: boolean;
};

const passed = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Starts a child on this process's own standard streams, and waits for its end. Not by @actions/exec, which reads what a child
 * prints through pipes: to the child a terminal is none then.
 * @returns The exit code; of a child that a signal ended, 128 and the signal's number, as shells have it.
 */
export async function startAttached(start: AttachedStart): Promise<number> {
  const { file, args, directory, variables, passSignals } = start;
  let stop = () => {};
  try {
    const child = spawn(file, args, { cwd: directory, env: variables, stdio: "inherit" });
    stop = passSignals ? passSignalsTo(child) : stop;
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (cause) {
    throw new NotStartedError(`cannot start "${file}": ${messageOf(cause)}`, "not executable", { cause });
  } finally {
    stop();
  }
}

/** What a person types at a terminal, the terminal itself gives to every process in its foreground. */
function passSignalsTo(child: ChildProcess): () => void {
  const handlers = passed.map((signal) => {
    const pass = () => {
      if (signal !== "SIGINT" || process.stdin.isTTY !== true) {
        child.kill(signal);
      }
    };
    process.on(signal, pass);
    return () => process.off(signal, pass);
  });
  return () => {
    for (const remove of handlers) {
      remove();
    }
  };
}
