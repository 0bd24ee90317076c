import { dirname, join } from "node:path";
import type { Completed, Environment, Host } from "../host/types.ts";
import type { RunPlan } from "../plan/plan.ts";
import type { Emulator, Toolchain } from "../toolchains/toolchains.ts";

/** How a program of the target ended, when it was started here. */
export type SmokeTest =
  | { readonly kind: "not-asked" }
  | { readonly kind: "not-run"; readonly reason: string }
  | {
      readonly kind: "passed";
      readonly emulator: string | undefined;
      readonly seconds: number;
      readonly output: string;
    }
  | { readonly kind: "failed"; readonly message: string; readonly log: readonly string[] };

/** A program that has not ended by then is hung. */
const runSeconds = 60;

export type SmokeTestQuestion = {
  readonly run: RunPlan;
  readonly file: string;
  /** The loader that the binary asks for; undefined where it needs none. */
  readonly interpreter: string | undefined;
  /** Where it is started. */
  readonly directory: string;
  readonly toolchain: Toolchain | undefined;
  /** The emulator's own root; undefined where none is needed. */
  readonly emulator: Emulator | undefined;
};

/** Starts a binary, under an emulator where this machine cannot, and tells how it ended. */
export async function runSmokeTest(host: Host, question: SmokeTestQuestion): Promise<SmokeTest> {
  const { run } = question;
  if (run.kind === "off") {
    return { kind: "not-asked" };
  }
  if (run.kind === "none") {
    return { kind: "not-run", reason: run.reason };
  }
  const command = emulatorCommand(question, run, host.environment);
  const words = [...command.words, question.file, ...run.args];
  const done = await host.processes.run({
    file: words[0] ?? question.file,
    args: words.slice(1),
    directory: question.directory,
    environment: command.environment,
    timeoutSeconds: runSeconds,
  });
  const log = done.output.trimEnd().split("\n");
  if (done.ending === "exit" && done.exitCode === 0) {
    return { kind: "passed", emulator: command.name, seconds: done.seconds, output: done.output.trim().slice(0, 2000) };
  }
  return { kind: "failed", message: describeEnd(done, command.name), log };
}

type EmulatorCommand = {
  /** For the report: `qemu-aarch64`; undefined for this machine itself. */
  readonly name: string | undefined;
  readonly words: readonly string[];
  readonly environment: Environment;
};

function emulatorCommand(
  question: SmokeTestQuestion,
  run: Extract<RunPlan, { kind: "run" }>,
  environment: Environment,
): EmulatorCommand {
  const { emulator, interpreter } = question;
  const libraries = question.toolchain?.libraries;
  const path = question.toolchain?.libraryPath ?? [];
  switch (run.emulator.kind) {
    case "native":
      return { name: undefined, words: [], environment: withLibraryPath(environment, path) };
    case "loader": {
      if (libraries === undefined || interpreter === undefined) {
        return { name: undefined, words: [], environment };
      }
      const loader = join(libraries, interpreter);
      const places = [dirname(loader), ...path].join(":");
      return { name: undefined, words: [loader, "--library-path", places], environment };
    }
    case "qemu": {
      const { program, flags } = run.emulator;
      const file = emulator?.id === "qemu" ? join(emulator.directory, "bin", program) : program;
      const sysroot = libraries === undefined ? [] : ["-L", libraries];
      // The emulator itself is not to see them.
      const visible = path.length === 0 ? [] : ["-E", `LD_LIBRARY_PATH=${path.join(":")}`];
      return { name: program, words: [file, ...flags, ...sysroot, ...visible], environment };
    }
    case "wine":
      return emulator?.id === "wine"
        ? { name: "wine", words: [emulator.wine.command], environment: emulator.wine.environment }
        : { name: "wine", words: ["wine"], environment };
  }
}

function withLibraryPath(environment: Environment, path: readonly string[]): Environment {
  if (path.length === 0) {
    return environment;
  }
  const before = environment["LD_LIBRARY_PATH"];
  return { ...environment, LD_LIBRARY_PATH: [...path, ...(before === undefined ? [] : [before])].join(":") };
}

function describeEnd(done: Completed, emulator: string | undefined): string {
  const where = emulator === undefined ? "" : ` under ${emulator}`;
  const last = done.output.trimEnd().split("\n").at(-1)?.trim() ?? "";
  const said = last === "" ? "it printed nothing" : `its last line: ${last.slice(0, 300)}`;
  switch (done.ending) {
    case "timeout":
      return `the program did not end within ${runSeconds} s${where}; ${said}. Choose run-args that make it end, such as --version`;
    case "signal":
      return `the program crashed${where}; ${said}`;
    case "exit":
      return `the program ended with exit code ${done.exitCode}${where}; ${said}`;
  }
}
