import { catalogue } from "./catalogue.ts";

/** What the documents say of a kind of failure. */
export type CodeDocument = {
  readonly title: string;
  /** A paragraph, with code marks. */
  readonly about: string;
  readonly reference: string;
  /** Its heading, from the directory of the sources: `docs/errors/linker.md#undefined-symbol`. */
  readonly page: string;
};

/** Undefined of a code that the catalogue does not have: `unknown`, or one of a newer version. */
export function documentOf(code: string): CodeDocument | undefined {
  const row = catalogue.find((each) => each.code === code);
  return (
    row && {
      title: row.title,
      about: row.about,
      reference: row.reference,
      page: `docs/errors/${row.tool}.md#${row.code}`,
    }
  );
}
