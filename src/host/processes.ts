import { join, resolve } from "node:path";
import { platform } from "node:process";
import { exec } from "@actions/exec";
import { tryGetExecutablePath } from "@actions/io/lib/io-util";
import { startAttached } from "./attached.ts";
import { childEnvironment, testedEnvironment } from "./child-environment.ts";
import { messageOf, NotStartedError, UserError } from "./errors.ts";
import { exists } from "./exists.ts";
import { makeOutputCollector } from "./output.ts";
import {
  describeMembers,
  killTree,
  makeRootTree,
  makeTree,
  type ProcessTree,
  runInTree,
  terminateTree,
  treeVariable,
  wasKilled,
} from "./process-tree.ts";
import { canReap } from "./reaper.ts";
import { isAbsolutePath, isBareName, readSearchPath } from "./search-path.ts";
import { runAlone, runReaped } from "./tested-program.ts";
import type { AttachedCommand, Command, Completed, Environment, Processes } from "./types.ts";

/** How long, in milliseconds, the streams may stay open after the child itself has exited: a descendant may hold them. */
const streamGraceMs = 3000;

/** Milliseconds from SIGTERM to SIGKILL, in which a child may put its files in order. */
const terminateGraceMs = 1000;

/** How often whoever watches a child is told what it is at, in milliseconds. */
const watchMs = 1000;

/** What a child may print to each stream; V8 holds no string of more than 512 MiB. */
const outputLimit = 256 * 2 ** 20;

/** Linux: MAX_ARG_STRLEN, and a quarter of the usual 8 MiB stack less some room (execve(2), "Limits on size"). */
const wordLimit = 131_071;
const wordsLimit = 2_000_000;

/**
 * Child processes by way of @actions/exec: without a shell, silently, with their standard input closed where there is none,
 * and without what is for the action alone (see childEnvironment), which no caller can hand on by mistake.
 *
 * @param environment The default environment of children, and the PATH that `find` searches.
 * @param root The process tree that endAll kills, for a host that starts children in other ways too.
 */
export function makeProcesses(environment: Environment, root = makeRootTree(environment)): Processes {
  return {
    run: (command) => runAny(command, environment, root),
    attach: (command) => attach(command, environment, root),
    find: (name) => findProgram(name, environment),
    endAll: () => killTree(root),
  };
}

/** A child of any kind; a program under test gets less, and leaves nothing. */
async function runAny(command: Command, hostEnvironment: Environment, root: ProcessTree): Promise<Completed> {
  const { tested, environment = hostEnvironment } = command;
  switch (tested?.kind) {
    case undefined:
      return run(command, environment, root);
    case "shared":
      return run({ ...command, environment: testedEnvironment(environment) }, environment, root);
    case "alone":
    case "command": {
      const reaped = {
        directory: tested.directory,
        perl: await findPerl(hostEnvironment),
        run: (each: Command) => run(each, environment, root),
      };
      const located = await locate(command, environment);
      return tested.kind === "alone" ? runAlone(located, reaped) : runReaped(located, reaped);
    }
  }
}

/** What the reaper is for; undefined where there is none. */
async function findPerl(environment: Environment): Promise<string | undefined> {
  return canReap ? await findOnPath("perl", environment) : undefined;
}

async function locate<Any extends Pick<Command, "file" | "directory">>(
  command: Any,
  environment: Environment,
): Promise<Any & { readonly environment: Environment }> {
  const file = await findFile(command.file, resolve(command.directory ?? "."), childEnvironment(environment));
  return { ...command, file, environment };
}

async function attach(command: AttachedCommand, hostEnvironment: Environment, root: ProcessTree): Promise<number> {
  const { tested, passSignals, environment = hostEnvironment } = command;
  const tree = makeTree(root);
  const start = async ({ file, args, directory = ".", ...rest }: Command): Promise<number> => {
    const variables = { ...definedVariables(childEnvironment(rest.environment ?? {})), [treeVariable]: tree.mark };
    checkWords({ file, args }, variables);
    return runInTree(tree, () => startAttached({ file, args, directory: resolve(directory), variables, passSignals }));
  };
  const located = await locate(command, environment);
  if (tested === undefined) {
    return start(located);
  }
  const perl = await findPerl(hostEnvironment);
  return runReaped(located, { directory: tested.directory, perl, run: start }).finally(() => killTree(tree));
}

async function run(command: Command, hostEnvironment: Environment, root: ProcessTree): Promise<Completed> {
  const environment = childEnvironment(command.environment ?? hostEnvironment);
  const directory = resolve(command.directory ?? ".");
  const tree = makeTree(root);
  const variables = { ...definedVariables(environment), [treeVariable]: tree.mark };
  checkWords(command, variables);
  const file = await findFile(command.file, directory, environment);
  if (wasKilled(tree)) {
    throw new UserError({ code: "cancelled", text: `${describe(command)}: the run was cancelled` });
  }

  const limited = watchOutput(command, tree);
  const timer = startTimer(command.timeoutSeconds, () => killTree(tree));
  const listening = listenForStop(command.stop, tree);
  const watching = watchProcesses(command.onProcesses, tree);
  const started = performance.now();
  try {
    const exitCode = await runInTree(tree, () => start({ file, directory, variables, command, add: limited.add }));
    const seconds = (performance.now() - started) / 1000;
    const output = limited.finish();
    return { ...describeEnding(timer.expired(), exitCode, tree.signal), ...output, seconds };
  } finally {
    timer.stop();
    listening.stop();
    watching.stop();
    if (command.tested?.kind === "alone" || command.tested?.kind === "command") {
      killTree(tree);
    }
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
      delay: streamGraceMs,
      listeners: { stdout: (chunk) => add("stdout", chunk), stderr: (chunk) => add("stderr", chunk) },
    });
  } catch (cause) {
    throw new UserError(
      { code: "program-does-not-start", text: `${describe(command)}: ${messageOf(cause)}` },
      { cause },
    );
  }
}

function describeEnding(
  timedOut: boolean,
  exitCode: number | null,
  signal: string | undefined,
): Pick<Completed, "ending" | "exitCode" | "signal"> {
  if (timedOut) {
    return { ending: "timeout", exitCode: undefined };
  }
  if (exitCode === null) {
    return { ending: "signal", exitCode: undefined, signal };
  }
  return { ending: "exit", exitCode };
}

/** Collects output; a child that prints too much, or a listener that throws, kills the child and fails the run. */
function watchOutput(command: Command, tree: ProcessTree) {
  const collector = makeOutputCollector(command.onLine);
  let bytes = 0;
  let failure: unknown;
  let finished = false;
  return {
    add(stream: "stdout" | "stderr", chunk: Buffer): void {
      if (finished || failure !== undefined) {
        return;
      }
      try {
        bytes += chunk.length;
        if (bytes > outputLimit) {
          throw new UserError({
            code: "too-much-output",
            text: `"${command.file}" printed more than ${outputLimit / 2 ** 20} MiB`,
          });
        }
        collector.add(stream, chunk);
      } catch (error) {
        failure = error;
        killTree(tree);
      }
    },
    finish() {
      finished = true;
      if (failure !== undefined) {
        throw failure;
      }
      return collector.finish();
    },
  };
}

function startTimer(seconds: number | undefined, onExpired: () => void): { expired(): boolean; stop(): void } {
  let expired = false;
  if (seconds === undefined) {
    return { expired: () => expired, stop: () => {} };
  }
  const timer = setTimeout(
    () => {
      expired = true;
      onExpired();
    },
    Math.min(seconds * 1000, 2 ** 31 - 1),
  );
  return { expired: () => expired, stop: () => clearTimeout(timer) };
}

function watchProcesses(tell: Command["onProcesses"], tree: ProcessTree): { stop(): void } {
  const timer = tell && setInterval(() => tell(describeMembers(tree)), watchMs).unref();
  return { stop: () => clearInterval(timer) };
}

function listenForStop(stop: AbortSignal | undefined, tree: ProcessTree): { stop(): void } {
  let force: NodeJS.Timeout | undefined;
  const onAbort = () => {
    terminateTree(tree);
    force = setTimeout(() => killTree(tree), terminateGraceMs);
  };
  if (stop?.aborted === true) {
    killTree(tree);
  }
  stop?.addEventListener("abort", onAbort, { once: true });
  return {
    stop() {
      stop?.removeEventListener("abort", onAbort);
      clearTimeout(force);
    },
  };
}

/**
 * The absolute path of a command's file. A bare name is looked up on PATH alone, never in the current directory; a path is
 * relative to the command's directory.
 */
async function findFile(file: string, directory: string, environment: Environment): Promise<string> {
  if (!isBareName(file, platform)) {
    const { extensions } = readSearchPath(environment, platform);
    const found = await tryGetExecutablePath(resolve(directory, file), [...extensions]);
    if (file !== "" && found) {
      return found;
    }
    const reason = file !== "" && (await exists(resolve(directory, file))) ? "not executable" : "absent";
    throw new NotStartedError(`cannot start "${file}": no executable file there`, reason);
  }
  const found = await findOnPath(file, environment);
  if (found !== undefined) {
    return found;
  }
  throw new NotStartedError(`cannot start "${file}": not found on PATH`, "absent");
}

/** A program as commands name it: a bare name is looked up on PATH, an absolute path is taken as it stands. */
async function findProgram(name: string, environment: Environment): Promise<string | undefined> {
  if (isBareName(name, platform)) {
    return findOnPath(name, environment);
  }
  const { extensions } = readSearchPath(environment, platform);
  return isAbsolutePath(name, platform) ? (await tryGetExecutablePath(name, [...extensions])) || undefined : undefined;
}

async function findOnPath(name: string, environment: Environment): Promise<string | undefined> {
  const { directories, extensions } = readSearchPath(environment, platform);
  for (const directory of directories) {
    const found = await tryGetExecutablePath(join(directory, name), [...extensions]);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/**
 * A file, quoted as the first word of the command line that @actions/exec parses: it drops `"`, splits at spaces, keeps a
 * backslash outside quotes and doubles one inside them, and trims the last word. With a space at the end this is not the last.
 */
export function quoteForExec(file: string): string {
  return `${file.replace(/["\s]/g, (character) => (character === '"' ? '"\\""' : `"${character}"`))} `;
}

/** Throws for what Node would throw for inside @actions/exec, where nothing could catch it. */
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
  if (platform === "linux" && (sizes.some((size) => size > wordLimit) || total > wordsLimit)) {
    throw new UserError({
      code: "program-does-not-start",
      text: `${describe(command)}: the command or its environment is too long for the system`,
    });
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
