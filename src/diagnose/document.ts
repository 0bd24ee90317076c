import { catalogue } from "./catalogue.ts";
import { problemDocuments, problemPages } from "./pages.ts";
import type { ProblemDocument } from "./problems/document.ts";

/** What the documents say of a kind of failure, of problem or of warning. */
export type CodeDocument = {
  readonly title: string;
  /** A paragraph, with code marks. */
  readonly about: string;
  /** What is printed; undefined of a failure, of which tools have several wordings. */
  readonly example: string | undefined;
  readonly reference: string;
  /** Its heading, from the directory of the sources: `docs/errors/linker.md#undefined-symbol`. */
  readonly page: string;
};

/** Undefined of a code that is not known: `unknown`, or one of a newer version. */
export function documentOf(code: string): CodeDocument | undefined {
  const row = catalogue.find((each) => each.code === code);
  if (row !== undefined) {
    const { title, about, reference, tool } = row;
    return { title, about, example: undefined, reference, page: headingOf(tool, code) };
  }
  const documents: Readonly<Record<string, ProblemDocument>> = problemDocuments;
  const document = Object.hasOwn(documents, code) ? documents[code] : undefined;
  const page = Object.entries(problemPages).find(([, codes]) => Object.hasOwn(codes, code))?.[0];
  return document && page === undefined ? undefined : document && { ...document, page: headingOf(page ?? "", code) };
}

function headingOf(page: string, code: string): string {
  return `docs/errors/${page}.md#${code}`;
}
