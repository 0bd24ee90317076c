import type { ErrorCode } from "../host/errors.ts";
import { describeMore } from "./codes.ts";
import { wrappedAfter } from "./columns.ts";
import { counted } from "./format.ts";

/** What was found out about one thing. */
export type Finding = {
  /** What it is about: `go`, `apt`. */
  readonly subject: string;
  /** `note`: something is not there, or not as usual, and builds get on without. `problem`: a build cannot work so. */
  readonly verdict: "ok" | "note" | "problem";
  /** What is so and, of a problem, what to type next; in a line. */
  readonly text: string;
  /** Of which kind a problem is; absent of one that no build would tell so. */
  readonly code?: ErrorCode;
};

/** Findings for a person. @param columns How wide lines may be. */
export function describeFindings(findings: readonly Finding[], columns: number): readonly string[] {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const problems = findings.filter(({ verdict }) => verdict === "problem");
  return [
    ...findings.flatMap(({ subject, verdict, text }) =>
      wrappedAfter(`${verdict.padEnd("problem".length)}  ${subject.padEnd(width)}  `, text, columns),
    ),
    "",
    problems.length === 0
      ? "Builds can work here."
      : `${counted(problems.length, "problem")} in the way of builds: ${[...new Set(problems.map(({ subject }) => subject))].join(", ")}.`,
    ...describeMore(
      problems.map(({ code }) => code),
      undefined,
    ),
  ];
}

/** The same as JSON; docs/explain/machine.md has its fields. */
export function describeFindingsJson(findings: readonly Finding[]): string {
  const works = findings.every(({ verdict }) => verdict !== "problem");
  return `${JSON.stringify({ schema: 1, works, findings }, undefined, 2)}\n`;
}
