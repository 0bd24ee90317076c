import { documentOf } from "../diagnose/index.ts";
import { wrapped } from "../inputs/index.ts";

/** What `cgo-cross help CODE` prints of a kind of failure; undefined of what is no code. */
export function errorHelp(code: string): string | undefined {
  const document = documentOf(code);
  return (
    document &&
    `${[
      `${code}\n    ${document.title}.`,
      wrapped(document.about.replaceAll("`", "")),
      `Page: ${document.page}\nReference: ${document.reference}`,
    ].join("\n\n")}\n`
  );
}
