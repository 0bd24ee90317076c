import type { ErrorCode } from "../host/errors.ts";
/** Why something failed, as far as the catalogue has it. All plain text, as it comes from tools: escape it where it is shown. */
export type Diagnosis = {
  /** Stable, in lower case with hyphens: the name of the kind, and of its page in docs/errors. */
  readonly code: ErrorCode | "unknown";
  /** The first line of the tool that failed, without the directories of the run. */
  readonly headline: string;
  /** One sentence: what is wrong, with the names of what it is about. */
  readonly cause: string;
  /** One sentence: what to type or to change. */
  readonly fix: string;
  /** Where in the program's own sources, the one to look at first; none where no tool named a line. */
  readonly places: readonly SourcePlace[];
};

/** A place in the program's own sources. */
export type SourcePlace = {
  /** Relative to the repository, or where there is none to the module, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number | undefined;
  /** What the tool said of it, one line. */
  readonly text: string;
};
