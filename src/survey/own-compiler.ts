import { mkdir, rm } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { splitWords } from "../golang/index.ts";
import { describeBriefly, describeError, UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import { architectureOfTriple, ownCompilerFlags, type Target, targetName } from "../platforms/index.ts";
import { machineFault } from "./go.ts";

/** What the headers of a program say of it. */
export type ProgramHeaders = {
  /** Go's names; undefined where the headers do not say. */
  readonly os: string | undefined;
  readonly arch: string | undefined;
  /** The dynamic loader that it asks for; undefined where it asks for none. */
  readonly interpreter: string | undefined;
};

/** Reads a program's headers; throws where they cannot be read. The formats are known in verify/. */
export type ReadProgram = (file: string) => Promise<ProgramHeaders>;

/** The machine's own compilers for its own target, asked for what they make. */
export type OwnCompilers = {
  /** Words, as in CC; undefined where there is none that makes programs for the target. */
  readonly cc: string | undefined;
  readonly cxx: string | undefined;
  /** The dynamic loader that its C programs ask for; undefined where they ask for none, or it could not be read. */
  readonly interpreter: string | undefined;
  /** What is not known of a compiler that the job names, since it was not started, a sentence each. */
  readonly unstarted: readonly string[];
  /** What is wrong with the compilers that the job names, a sentence each. */
  readonly mistakes: readonly string[];
  /** Why a compiler that the job names is not used for this target, a sentence each. */
  readonly notes: readonly string[];
  /** Why the compiler that is there and that nobody has named cannot be used; undefined where it can, or there is none. */
  readonly failure: string | undefined;
};

/** A compiler as Go names it. */
export type NamedCompiler = {
  readonly variable: "CC" | "CXX";
  /** Words, perhaps with flags. */
  readonly value: string;
  /** What Go would take if the job named none. */
  readonly byDefault: string;
  /** The job says so: by the environment, or by `go env -w`. */
  readonly isNamed: boolean;
};

export type OwnCompilersQuestion = {
  readonly target: Target;
  readonly cc: NamedCompiler;
  /** Undefined where no C++ is compiled. */
  readonly cxx: NamedCompiler | undefined;
  /** What all of the program's C is compiled and linked with. */
  readonly flags: CompilerFlags;
  /** False where only what Go would take by itself may be started. */
  readonly startNamed: boolean;
};

export type CompilerFlags = { readonly compile: readonly string[]; readonly link: readonly string[] };

type Answer =
  | { readonly kind: "absent"; readonly reason: string }
  /** It makes programs for something else, by Go's name or by the compiler's own. */
  | { readonly kind: "foreign"; readonly makes: string }
  | { readonly kind: "broken"; readonly reason: string }
  /** It is there. */
  | { readonly kind: "unstarted" }
  | { readonly kind: "works"; readonly interpreter: string | undefined };

type Question = {
  readonly words: string;
  readonly language: "c" | "c++";
  readonly target: Pick<Target, "os" | "arch">;
  readonly flags: CompilerFlags;
  readonly start: boolean;
};

type Ask = (question: Question) => Promise<Answer>;

/**
 * Asks the machine's own compilers what they make, each once: a program of one line is linked by the very command with the
 * very flags, and its headers are read, so that any libc, prefix, wrapper and patched linker is told apart. The program is
 * not run.
 */
export function openOwnCompilers(host: Host, readProgram: ReadProgram) {
  const answers = new Map<string, Promise<Answer>>();
  const ask: Ask = (question) => {
    const { os, arch } = question.target;
    const key = JSON.stringify({ ...question, target: { os, arch } });
    const answer = answers.get(key) ?? askCompiler(host, readProgram, { ...question, number: answers.size });
    answers.set(key, answer);
    return answer;
  };
  return (question: OwnCompilersQuestion) => describeOwnCompilers(ask, question);
}

async function describeOwnCompilers(
  ask: Ask,
  { target, cc: namedCc, cxx: namedCxx, flags, startNamed }: OwnCompilersQuestion,
): Promise<OwnCompilers> {
  const [cc, cxx] = await Promise.all([
    choose(ask, { named: namedCc, language: "c", target, flags, startNamed }),
    namedCxx === undefined ? undefined : choose(ask, { named: namedCxx, language: "c++", target, flags, startNamed }),
  ]);
  const both = [cc, ...(cxx === undefined ? [] : [cxx])];
  return {
    cc: cc.words,
    cxx: cxx === undefined ? undefined : cxx.words,
    interpreter: cc.interpreter,
    unstarted: both.flatMap(({ unstarted }) => unstarted ?? []),
    mistakes: both.flatMap(({ mistake }) => mistake ?? []),
    notes: both.flatMap(({ note }) => note ?? []),
    failure: both.find(({ failure }) => failure !== undefined)?.failure,
  };
}

type Chosen = {
  readonly words?: string;
  readonly interpreter?: string | undefined;
  readonly unstarted?: string;
  readonly mistake?: string;
  readonly note?: string;
  readonly failure?: string;
};

type Choice = Omit<Question, "words" | "start"> & { readonly named: NamedCompiler; readonly startNamed: boolean };

/** The compiler that the job names, or, where that is for another target, the one that Go would take without it. */
async function choose(ask: Ask, { named, startNamed, ...rest }: Choice): Promise<Chosen> {
  const { variable, value, byDefault, isNamed } = named;
  const question = { ...rest, start: true };
  const answer = await ask({ ...question, words: value, start: startNamed || !isNamed });
  if (answer.kind === "unstarted") {
    const reason = "which a dry run does not start: what it makes is not known";
    return { words: value, unstarted: `${variable}=${value} of the job is to be used, ${reason}` };
  }
  if (answer.kind === "works") {
    return { words: value, interpreter: answer.interpreter };
  }
  if (!isNamed) {
    return answer.kind === "broken" ? { failure: `this machine's ${value} ${answer.reason}` } : {};
  }
  const what = `${variable}=${value}`;
  const name = targetName({ ...question.target, variant: undefined });
  if (answer.kind === "foreign") {
    const note = `${what} of the job is not used for ${name}: it makes programs for ${answer.makes}`;
    const plain = value === byDefault ? answer : await ask({ ...question, words: byDefault });
    return plain.kind === "works" ? { words: byDefault, interpreter: plain.interpreter, note } : { note };
  }
  const way = `correct ${variable}, or unset it to have a compiler chosen`;
  return answer.kind === "absent"
    ? { mistake: `${what}: ${answer.reason}; ${way}` }
    : { mistake: `${what} ${answer.reason}; ${way}` };
}

type Probe = Question & { readonly number: number };

async function askCompiler(host: Host, readProgram: ReadProgram, probe: Probe): Promise<Answer> {
  const [program = ""] = splitWords(probe.words).words;
  if (program === "" || (await host.processes.find(program)) === undefined) {
    return { kind: "absent", reason: absentReason(program) };
  }
  if (!probe.start) {
    return { kind: "unstarted" };
  }
  const directory = join(host.scratchDirectory, `own-compiler-${probe.number}`);
  await mkdir(directory, { recursive: true });
  try {
    return await linkOneLine(host, readProgram, { ...probe, file: join(directory, "program.exe") });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function absentReason(program: string): string {
  if (isAbsolute(program)) {
    return `there is no executable file ${program}`;
  }
  return program === "" ? "there is no program in it" : `there is no ${program} on PATH`;
}

async function linkOneLine(
  host: Host,
  readProgram: ReadProgram,
  { file, target, ...probe }: Probe & { readonly file: string },
): Promise<Answer> {
  const plain = { ...probe, flags: { compile: ownCompilerFlags(target), link: [] } };
  // The flags may name libraries that an earlier step has yet to make, or that this target's plan brings.
  const linked = await link(host, probe, file);
  const failure = linked === undefined ? undefined : await link(host, plain, file);
  if (failure !== undefined) {
    const triple = await askTriple(host, probe.words);
    const arch = triple === undefined ? undefined : architectureOfTriple(triple);
    return triple !== undefined && arch !== undefined && arch !== target.arch
      ? { kind: "foreign", makes: triple }
      : { kind: "broken", reason: `cannot link a program of one line: ${failure}` };
  }
  const headers = await readProgram(file).catch(() => undefined);
  const { os = target.os, arch = target.arch, interpreter } = headers ?? {};
  return os === target.os && arch === target.arch
    ? { kind: "works", interpreter }
    : { kind: "foreign", makes: `${os}/${arch}` };
}

const sources = {
  c: "#include <stdlib.h>\nint main(void) { return 0; }\n",
  "c++": "#include <cstddef>\nint main() { return 0; }\n",
} as const;

/** Undefined where it was linked; else the compiler's own words. @throws UserError where the machine is to blame. */
async function link(
  host: Host,
  { words, language, flags }: Pick<Question, "words" | "language" | "flags">,
  file: string,
): Promise<string | undefined> {
  const [program = "", ...own] = splitWords(words).words;
  const args = [...own, ...flags.compile, "-x", language, "-", "-x", "none", "-o", file, ...flags.link];
  const { environment } = host;
  const command = { file: program, args, input: sources[language], environment, timeoutSeconds: 60 };
  const done = await host.processes.run(command).catch((error: unknown) => {
    const described = describeError(error);
    return {
      exitCode: undefined,
      output: describeBriefly(described),
    };
  });
  if (done.exitCode === 0) {
    return undefined;
  }
  const fault = await machineFault(done.output);
  if (fault !== undefined) {
    throw new UserError({
      code: "compiler-does-not-start",
      text: `${words} could not link a program of one line: ${fault}`,
    });
  }
  return firstError(done.output);
}

function firstError(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const line = lines.find((each) => /\b(error|cannot find|not found|No such)\b/i.test(each)) ?? lines[0];
  return line?.trim().slice(0, 300) ?? "it says nothing";
}

/** Both gcc and clang answer; undefined where it does not. */
async function askTriple(host: Host, words: string): Promise<string | undefined> {
  const [file = "", ...own] = splitWords(words).words;
  const command = { file, args: [...own, "-dumpmachine"], timeoutSeconds: 60 };
  const done = await host.processes.run(command).catch(() => undefined);
  const line = done?.exitCode === 0 ? done.stdout.trim() : "";
  return line === "" ? undefined : line;
}
