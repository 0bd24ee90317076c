import { isAbsolute, join, resolve } from "node:path";
import { exec } from "@actions/exec";
import { tryGetExecutablePath } from "@actions/io/lib/io-util";
import { messageOf, UserError } from "./errors.ts";
import { makeOutputCollector } from "./output.ts";
import {
  hasEnded,
  killTree,
  makeRootTree,
  makeTree,
  type ProcessTree,
  runInTree,
  TREE_VARIABLE,
  terminateTree,
} from "./process-tree.ts";
import type { Command, Completed, Environment, Processes } from "./types.ts";

/** For how long the streams may stay open after the child itself has ended, held by something it left behind. */
const STREAM_GRACE = 3000;

/** For how long a child that was asked to end may put its files in order. */
const TERMINATE_GRACE = 1000;

/** What a child may print to each stream; V8 holds no string of more than 512 MiB. */
const OUTPUT_LIMIT = 256 * 2 ** 20;

/** Linux: MAX_ARG_STRLEN, and a quarter of the usual 8 MiB stack less some room (execve(2), "Limits on size"). */
const WORD_LIMIT = 131_071;
const WORDS_LIMIT = 2_000_000;

/**
 * Children by way of @actions/exec: without a shell, silently, with their input closed where there is none.
 *
 * `environment` is what children get that bring none of their own, and whose PATH `find` looks through. `everyone` is the
 * family that endAll ends, for a host that starts children in other ways too.
 */
export function makeProcesses(environment: Environment, everyone = makeRootTree(environment)): Processes {
  return {
    run: (command) => run(command, environment, everyone),
    find: (name) => findOnPath(name, environment),
    endAll: () => killTree(everyone),
  };
}

async function run(command: Command, hostEnvironment: Environment, everyone: ProcessTree): Promise<Completed> {
  const environment = command.environment ?? hostEnvironment;
  const directory = resolve(command.directory ?? ".");
  const family = makeTree(everyone);
  const variables = { ...definedVariables(environment), [TREE_VARIABLE]: family.mark };
  checkWords(command, variables);
  const file = await findFile(command.file, directory, environment);
  if (hasEnded(family)) throw new UserError(`${describe(command)}: the run was cancelled`);

  const limited = watchOutput(command, family);
  const timer = startTimer(command.timeoutSeconds, () => killTree(family));
  const stopping = heedStop(command.stop, family);
  const started = performance.now();
  try {
    const exitCode = await runInTree(family, () => start({ file, directory, variables, command, add: limited.add }));
    const seconds = (performance.now() - started) / 1000;
    const output = limited.finish();
    return { ...describeEnding(timer.rang(), exitCode), ...output, seconds };
  } finally {
    timer.stop();
    stopping.cease();
  }
}

type Start = {
  readonly file: string;
  readonly directory: string;
  readonly variables: Record<string, string>;
  readonly command: Command;
  readonly add: (stream: "stdout" | "stderr", chunk: Buffer) => void;
};

/** The exit code, or null after a signal, which @actions/exec passes on although its type does not say so. */
async function start({ file, directory, variables, command, add }: Start): Promise<number | null> {
  try {
    return await exec(quoteForExec(file), [...command.args], {
      cwd: directory,
      env: variables,
      // Always given, since @actions/exec leaves the child's standard input open where there is none.
      input: Buffer.from(command.input ?? "", "utf8"),
      silent: true,
      ignoreReturnCode: true,
      delay: STREAM_GRACE,
      listeners: { stdout: (chunk) => add("stdout", chunk), stderr: (chunk) => add("stderr", chunk) },
    });
  } catch (cause) {
    throw new UserError(`${describe(command)}: ${messageOf(cause)}`, { cause });
  }
}

function describeEnding(timedOut: boolean, exitCode: number | null): Pick<Completed, "ending" | "exitCode"> {
  if (timedOut) return { ending: "timeout", exitCode: undefined };
  if (exitCode === null) return { ending: "signal", exitCode: undefined };
  return { ending: "exit", exitCode };
}

/** Collects output; a child that prints without measure, or a listener that throws, ends the child and fails the run. */
function watchOutput(command: Command, family: ProcessTree) {
  const collector = makeOutputCollector(command.onLine);
  let bytes = 0;
  let failure: unknown;
  let finished = false;
  return {
    add(stream: "stdout" | "stderr", chunk: Buffer): void {
      if (finished || failure !== undefined) return;
      try {
        bytes += chunk.length;
        if (bytes > OUTPUT_LIMIT)
          throw new UserError(`"${command.file}" printed more than ${OUTPUT_LIMIT / 2 ** 20} MiB`);
        collector.add(stream, chunk);
      } catch (error) {
        failure = error;
        killTree(family);
      }
    },
    finish() {
      finished = true;
      if (failure !== undefined) throw failure;
      return collector.finish();
    },
  };
}

function startTimer(seconds: number | undefined, onEnd: () => void): { rang(): boolean; stop(): void } {
  let rang = false;
  if (seconds === undefined) return { rang: () => rang, stop: () => {} };
  const timer = setTimeout(
    () => {
      rang = true;
      onEnd();
    },
    Math.min(seconds * 1000, 2 ** 31 - 1),
  );
  return { rang: () => rang, stop: () => clearTimeout(timer) };
}

function heedStop(stop: AbortSignal | undefined, family: ProcessTree): { cease(): void } {
  let force: NodeJS.Timeout | undefined;
  const ask = () => {
    terminateTree(family);
    force = setTimeout(() => killTree(family), TERMINATE_GRACE);
  };
  if (stop?.aborted === true) killTree(family);
  stop?.addEventListener("abort", ask, { once: true });
  return {
    cease() {
      stop?.removeEventListener("abort", ask);
      clearTimeout(force);
    },
  };
}

/**
 * The absolute path of what is to be run. A bare name is looked for on PATH alone, never in the current directory; a path
 * is relative to the command's directory.
 */
async function findFile(file: string, directory: string, environment: Environment): Promise<string> {
  if (file.includes("/") || isAbsolute(file)) {
    const found = await tryGetExecutablePath(resolve(directory, file), extensions(environment));
    if (found) return found;
    throw new UserError(`cannot start "${file}": no executable file there`);
  }
  const found = await findOnPath(file, environment);
  if (found !== undefined) return found;
  throw new UserError(`cannot start "${file}": not found on PATH`);
}

async function findOnPath(name: string, environment: Environment): Promise<string | undefined> {
  if (name === "" || name.includes("/")) return undefined;
  const path = environment["PATH"] ?? "";
  // Empty and relative entries would mean the current directory: a checkout must not bring its own `go`.
  for (const directory of path.split(process.platform === "win32" ? ";" : ":").filter(isAbsolute)) {
    const found = await tryGetExecutablePath(join(directory, name), extensions(environment));
    if (found) return found;
  }
  return undefined;
}

function extensions(environment: Environment): string[] {
  return process.platform === "win32" ? (environment["PATHEXT"] ?? "").split(";").filter((one) => one !== "") : [];
}

/**
 * A file as the first word of the command line that @actions/exec parses. It drops `"`, splits at spaces, keeps a backslash
 * outside quotes and doubles one inside them, and trims the last word; the space at the end makes this word not the last.
 */
export function quoteForExec(file: string): string {
  return `${file.replace(/["\s]/g, (character) => (character === '"' ? '"\\""' : `"${character}"`))} `;
}

/** Throws on what Node would throw for in the midst of @actions/exec, where nothing could catch it. */
function checkWords(command: Command, variables: Record<string, string>): void {
  const words = [
    command.file,
    ...command.args,
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
  ];
  if ([...words, command.directory ?? ""].some((word) => word.includes("\0"))) {
    throw new Error(`${describe(command)}: a word of the command or of its environment has a NUL in it`);
  }
  const sizes = words.map((word) => Buffer.byteLength(word) + 1);
  const total = sizes.reduce((sum, size) => sum + size + 8, 0);
  if (process.platform === "linux" && (sizes.some((size) => size > WORD_LIMIT) || total > WORDS_LIMIT)) {
    throw new UserError(`${describe(command)}: the command or its environment is too long for the system`);
  }
}

function describe(command: Command): string {
  return `cannot start "${command.file}"`;
}

function definedVariables(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
