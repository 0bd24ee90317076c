import type { FailureCode } from "../host/errors.ts";
import type { SourcePlace } from "./diagnosis.ts";
import type { FailedStage, Known, Lookups } from "./evidence.ts";
import type { LogLine } from "./log.ts";

/** Whose words a row knows; the documents have a page for each. */
export type Tool = (typeof tools)[number];

export const tools = [
  "compiler",
  "assembler",
  "linker",
  "cgo",
  "pkg-config",
  "go",
  "modules",
  "verify",
  "run",
  "machine",
] as const;

/**
 * A kind of failure. Rows are data: a new one is an entry in a file of rows/, with a text or a build in its tests that shows it,
 * and a heading in docs/errors follows from it.
 */
export type Row = {
  /** Stable: lower case with hyphens. */
  readonly code: FailureCode;
  readonly tool: Tool;
  /** The heading in the documents. */
  readonly title: string;
  /** For the documents: why it happens, and what to do. */
  readonly about: string;
  /** Where the text or the rule comes from. */
  readonly reference: string;
  /** Absent: what is said while Go builds. */
  readonly stages?: readonly FailedStage[];
  /**
   * `first`: whatever else was said follows from it. `last`: what any failure of the tool ends with, so that every other row
   * comes before it.
   */
  readonly rank?: "first" | "last";
  /** The codes of special cases, whose texts have the signs of this row too: they come before it. */
  readonly after?: readonly FailureCode[];
  /** Any of these in one line of a tool, as readLog gives it: quotes are all `'`. */
  readonly signs: readonly RegExp[];
  /** What else has to hold. */
  readonly when?: (found: Found) => boolean;
  /** Undefined: it is not that after all, and the rows after this one are tried. */
  readonly explain: (found: Found) => Verdict | undefined | Promise<Verdict | undefined>;
  /** What is to be changed is in the sources: where those are of another module, it is said who brings it, and that it is theirs. */
  readonly inSources?: true;
};

/** A line in which a row's sign was found. */
export type Found = {
  readonly line: LogLine;
  /** The sign's named groups; those that took no part are absent. */
  readonly groups: Readonly<Partial<Record<string, string>>>;
  /** All that was printed. */
  readonly log: readonly LogLine[];
  /** The words of the last command that the log repeats: of a failed link, those of the C compiler. */
  readonly command: readonly string[];
  readonly stage: FailedStage;
  readonly known: Known;
  readonly lookups: Lookups;
};

/** What a row makes of it; see Diagnosis. */
export type Verdict = {
  readonly cause: string;
  readonly fix: string;
  /** Where another line than the one that was found says it best. */
  readonly headline?: string;
  /** In front of those that the tools named. */
  readonly places?: readonly SourcePlace[];
  /** The package that it turns out to be about, where that is another one than the log's. */
  readonly by?: string | undefined;
};
