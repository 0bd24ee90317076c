import { codeOfSystemError, type Problem, problemTexts } from "./problem.ts";

export {
  type ErrorCode,
  type FailureCode,
  failureCodes,
  type ProblemCode,
  problemCodes,
  type WarningCode,
  warningCodes,
} from "./codes.ts";
export {
  codesOf,
  distinctProblems,
  helpCommand,
  joinProblems,
  type Problem,
  problemsOf,
  problemTexts,
  rewordProblems,
  type Warning,
} from "./problem.ts";

/**
 * What went wrong for a reason that the user can do something about: a mistake in the inputs, a mirror that does not
 * answer, a package that does not exist, a disk that is full. Each problem is one sentence with its code. Anything else that is thrown is a fault of this program; see describeError.
 */
export class UserError extends Error {
  /** At least one. */
  readonly problems: readonly Problem[];

  /**
   * @param problems One, or several where several things are wrong at once.
   * @param options `cause`: what was caught, for whoever debugs it.
   */
  constructor(problems: Problem | readonly Problem[], options?: { readonly cause?: unknown }) {
    const all = "code" in problems ? [problems] : problems;
    super(problemTexts(all).join("\n"), options);
    this.name = "UserError";
    this.problems = all;
  }
}

/** A command that could not be started: there is no such file, or it cannot be executed. */
export class NotStartedError extends UserError {
  readonly reason: "absent" | "not executable";
  constructor(text: string, reason: NotStartedError["reason"], options?: { readonly cause?: unknown }) {
    super({ code: "program-does-not-start", text }, options);
    this.name = "NotStartedError";
    this.reason = reason;
  }
}

/** Something that does not exist for this machine at all, rather than having failed to be fetched. */
export class UnavailableError extends UserError {
  constructor(problems: Problem | readonly Problem[], options?: { readonly cause?: unknown }) {
    super(problems, options);
    this.name = "UnavailableError";
  }
}

/** A package that this release of the distribution does not have, or that is not named so. */
export class NoSuchPackageError extends UnavailableError {
  constructor(problems: Problem | readonly Problem[], options?: { readonly cause?: unknown }) {
    super(problems, options);
    this.name = "NoSuchPackageError";
  }
}

/** What to tell of something that was thrown. */
export type DescribedError =
  | { readonly kind: "user"; readonly problems: readonly Problem[] }
  /** A fault of ours: `stack` is what a report of it needs. */
  | { readonly kind: "internal"; readonly message: string; readonly stack: string };

/**
 * Tells the two kinds of errors apart. What the operating system refuses (no space left, permission denied) is the
 * user's to mend, too: Node marks those errors with the name of the system call.
 */
export function describeError(error: unknown): DescribedError {
  if (error instanceof UserError) {
    return { kind: "user", problems: error.problems };
  }
  if (error instanceof Error && "syscall" in error && typeof error.syscall === "string") {
    const name = "code" in error && typeof error.code === "string" ? error.code : undefined;
    return { kind: "user", problems: [{ code: codeOfSystemError(name), text: error.message }] };
  }
  const message = messageOf(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return { kind: "internal", message, stack: withCauses(stack, error) };
}

/**
 * The text that a fault of ours is shown with: its stack, which a report of it needs, and the request for that report.
 */
export function describeFault({ stack }: Extract<DescribedError, { readonly kind: "internal" }>): string {
  return `${stack}\n${reportRequest}`;
}

/** What follows a fault of ours. */
export const reportRequest =
  "This is a fault of cgo-cross, not of your program. Please report it with its stack trace.";

/**
 * What a warning says of an error that costs no more than time: the problem, or of a fault of ours the text that a report
 * of it needs.
 */
export function describeForWarning(error: unknown): string {
  const described = describeError(error);
  return described.kind === "user" ? problemTexts(described.problems).join("; ") : describeFault(described);
}

/** What is told of an error in the middle of a sentence. */
export function describeBriefly(described: DescribedError): string {
  return described.kind === "user" ? problemTexts(described.problems).join("; ") : described.message;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function withCauses(stack: string, error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined
    ? stack
    : `${stack}\nCaused by: ${withCauses(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause), cause)}`;
}
