import type { ErrorCode, WarningCode } from "./codes.ts";

/** Something that the user can mend. */
export type Problem = {
  /** Of which kind it is: the name of its heading in docs/errors. */
  readonly code: ErrorCode;
  /** Of which kinds it is besides, where several were joined. */
  readonly others?: readonly ErrorCode[];
  /** One sentence: what happened, why, and what to type next. */
  readonly text: string;
};

/** Something that fails nothing, and that the reader should know: a sentence with a code, as a problem has it. */
export type Warning = {
  readonly code: WarningCode | ErrorCode;
  /** One sentence: what happened, why, and what to type next where there is something to do. */
  readonly text: string;
};

/** What a person types at a terminal to read what a code means. */
export function helpCommand(code: string): string {
  return `cgo-cross help ${code}`;
}

/** A problem for each text, all of one kind. */
export function problemsOf(code: ErrorCode, texts: readonly string[]): readonly Problem[] {
  return texts.map((text) => ({ code, text }));
}

/** The sentences alone. */
export function problemTexts(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ text }) => text);
}

/** The same problems in other words: with a name before them, or with what to do besides. */
export function rewordProblems(problems: readonly Problem[], words: (text: string) => string): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, text: words(problem.text) }));
}

/** Each sentence once, where it was said first. */
export function distinctProblems(problems: readonly Problem[]): readonly Problem[] {
  const texts = problemTexts(problems);
  return problems.filter(({ text }, at) => texts.indexOf(text) === at);
}

/** Several problems as one sentence, which is of the kind of the first, and of the others' besides. */
export function joinProblems(problems: readonly [Problem, ...Problem[]], separator: string): Problem {
  const [{ code }] = problems;
  const others = codesOf(problems).filter((each) => each !== code);
  return { code, ...(others.length === 0 ? {} : { others }), text: problemTexts(problems).join(separator) };
}

/** Of which kinds problems are, each once. */
export function codesOf(problems: readonly Problem[]): readonly ErrorCode[] {
  return [...new Set(problems.flatMap(({ code, others = [] }) => [code, ...others]))];
}

/**
 * Of which kind it is that the system refuses something. Source: errno(3).
 * @param name As Node has it: `ENOSPC`.
 */
export function codeOfSystemError(name: string | undefined): ErrorCode {
  return (name === undefined ? undefined : systemErrors[name]) ?? "system-error";
}

const systemErrors: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EMFILE: "too-many-open-files",
  ENFILE: "too-many-open-files",
  ENOMEM: "out-of-memory",
  EACCES: "permission-denied",
  EPERM: "permission-denied",
  EROFS: "permission-denied",
};
