#!/usr/bin/env node
import { join } from "node:path";
import {
  artifactsDirectory,
  describeTargets,
  errorHelp,
  examine,
  executeForTargets,
  exitWhenFlushed,
  explain,
  listenerOf,
  lockToolchains,
  manageCache,
  reportError,
  resolveDirectories,
  runFile,
  runOn,
  setEnvironment,
  setUp,
  tellProblems,
  testTargets,
  verifyCommand,
  version,
  withHost,
} from "./commands/index.ts";
import { describeEnvironment } from "./dispatch/index.ts";
import { readEnvironment } from "./host/environment.ts";
import { type DescribedError, rewordProblems } from "./host/errors.ts";
import { makeLocalHost } from "./host/local.ts";
import { makeTerminalLog, reworded } from "./host/log.ts";
import { terminalSize, terminalStyle } from "./host/terminal.ts";
import { type ChosenCommand, completionScript, inFlags, parseFlags, quote, shells } from "./inputs/index.ts";
import { describeManifest, describePlanJson, describeProblemsJson, describeTerminal } from "./report/index.ts";

/** The entry for a terminal: the same inputs as flags, the same report. The plan goes to standard output. */
async function main(argv: readonly string[]): Promise<number> {
  const [first, topic = ""] = argv;
  const ofCode = first === "help" ? errorHelp(topic) : undefined;
  if (ofCode !== undefined) {
    process.stdout.write(ofCode);
    return 0;
  }
  const flags = parseFlags(argv);
  if (flags.kind !== "inputs") {
    process.stdout.write(flags.kind === "help" ? flags.text : `cgo-cross ${version}\n`);
    return 0;
  }
  if (flags.command.kind === "completion" && flags.problems.length === 0) {
    return printCompletion(flags.command.words);
  }
  const artifactDirectory = join(resolveDirectories(process.cwd(), flags.raw).outDir, artifactsDirectory);
  const given = readEnvironment();
  const host = await makeLocalHost(given, { artifactDirectory, words: inFlags });
  if (flags.problems.length > 0) {
    return withHost(host, async () => {
      printProblems(flags.command, { kind: "user", problems: flags.problems });
      tellProblems(listenerOf(host), flags.problems);
      return 2;
    });
  }
  const { command } = flags;
  if (command.kind === "explain") {
    return withHost(host, async () => {
      process.stdout.write(await explain(host, flags.raw, command));
      return 0;
    });
  }
  if (command.kind === "targets") {
    return withHost(host, async () => {
      const { columns } = terminalSize(process.stdout);
      const text = await describeTargets(host, flags.raw, { json: command.json, columns: Math.min(columns, 100) });
      process.stdout.write(inFlags(text));
      return 0;
    });
  }
  if (command.kind === "doctor") {
    return withHost(host, async () => {
      const { columns } = terminalSize(process.stdout);
      const { text, exitCode } = await examine(host, flags.raw, { ...command, columns: Math.min(columns, 100) });
      process.stdout.write(inFlags(text));
      return exitCode;
    });
  }
  if (command.kind === "cache") {
    return withHost(host, async () => {
      const { text, exitCode } = await manageCache(host, command);
      process.stdout.write(text);
      return exitCode;
    });
  }
  if (command.kind === "lock") {
    return withHost(host, async () => {
      const { lines, exitCode } = await lockToolchains(host, flags.raw, {
        check: command.check,
        releases: command.release,
      });
      process.stdout.write(lines.map((line) => `${line}\n`).join(""));
      return exitCode;
    });
  }
  if (command.kind === "setup" || command.kind === "env") {
    return withHost(host, async () => {
      const done = await setUp(host, flags.raw);
      tellProblems(listenerOf(host), done.failures);
      process.stdout.write(
        command.kind === "setup"
          ? `${done.set.directory}\n`
          : describeEnvironment(await setEnvironment(done), command.format),
      );
      return done.failures.length > 0 ? 1 : 0;
    });
  }
  if (command.kind === "verify") {
    return withHost(host, () => verifyCommand(host, flags.raw, command, (text) => process.stdout.write(text)));
  }
  if (command.kind === "exec" || command.kind === "test") {
    return withHost(host, async () => {
      const { lines, exitCode } =
        command.kind === "exec"
          ? await executeForTargets(host, flags.raw, command.words)
          : await testTargets(host, flags.raw, { words: command.words, flags: command.rest });
      process.stderr.write(lines.length === 0 ? "" : `\n${lines.map((line) => `${line}\n`).join("")}`);
      return exitCode;
    });
  }
  if (command.kind === "run") {
    const program = runFile(host, flags.raw, command.words, given);
    return withHost(host, program.work, { isProgramRunning: program.isRunning });
  }
  return runOn(host, flags.raw, (ended) => {
    if (ended.kind === "planned") {
      process.stdout.write(`${describePlanJson(ended.plan)}\n`);
      return;
    }
    if (ended.kind === "nothing-built") {
      printProblems(command, ended.error);
      return;
    }
    const { coloured: colour } = terminalStyle(process.stderr, host.environment);
    const lines = describeTerminal(ended.result, {
      columns: terminalSize(process.stderr).columns,
      colour,
      words: inFlags,
    });
    // Past the log, which takes colours for something that a child printed.
    process.stderr.write(`\n${lines.join("\n")}\n`);
    if (isJson(command)) {
      process.stdout.write(describeManifest(ended.result));
    }
  });
}

function printCompletion([shell = ""]: readonly string[]): number {
  const known = shells.find((each) => each === shell);
  if (known === undefined) {
    process.stderr.write(`error: cgo-cross completion knows ${shells.join(", ")}, not ${quote(shell)}\n`);
    return 2;
  }
  process.stdout.write(completionScript(known));
  return 0;
}

function isJson(command: ChosenCommand): boolean {
  return command.kind === "build" && command.json === true;
}

/** In place of a manifest, where one was asked for. */
function printProblems(command: ChosenCommand, error: DescribedError): void {
  if (isJson(command)) {
    const inWords = error.kind === "user" ? { ...error, problems: rewordProblems(error.problems, inFlags) } : error;
    process.stdout.write(describeProblemsJson(inWords, undefined));
  }
}

main(process.argv.slice(2)).then(exitWhenFlushed, (error: unknown) =>
  exitWhenFlushed(
    reportError(
      { kind: "local", log: reworded(makeTerminalLog(process.stderr, readEnvironment()), inFlags), pages: undefined },
      error,
    ),
  ),
);
