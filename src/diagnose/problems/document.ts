import type { ProblemCode } from "../../host/errors.ts";

/** What the documents say of a kind of problem, or of warning. */
export type ProblemDocument = {
  /** The heading in the documents. */
  readonly title: string;
  /** A paragraph, with code marks: what happened, why, and what to do. */
  readonly about: string;
  /** What is printed, in the words of a workflow. */
  readonly example: string;
  /** Where the rule comes from, or where there is more to read. */
  readonly reference: string;
};

/** Those of one page of docs/errors. */
export type ProblemPage = { readonly [Code in ProblemCode]?: ProblemDocument };
