import { documentOf } from "../diagnose/index.ts";
import { inFlags, wrapped } from "../inputs/index.ts";

/** What `cgo-cross help CODE` prints of a kind of failure, problem or warning; undefined of what is no code. */
export function errorHelp(code: string): string | undefined {
  const document = documentOf(code);
  return (
    document &&
    `${[
      `${code}\n    ${document.title}.`,
      wrapped(document.about.replaceAll("`", "")),
      ...(document.example === undefined ? [] : [`Example:\n${wrapped(inFlags(document.example), 4)}`]),
      `Page: ${document.page}\nReference: ${document.reference}`,
    ].join("\n\n")}\n`
  );
}
