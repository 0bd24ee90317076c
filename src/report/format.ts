import { withoutEscapes } from "../host/text.ts";

export { duration } from "../host/units.ts";

/** `1 target`, `8 targets`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

const conjunction = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return conjunction.format(items);
}

/** At most `limit` UTF-16 code units, ending in `…` where the text was truncated. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  // Half of a surrogate pair is not a character.
  return `${text.slice(0, Math.max(0, limit - 1)).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** At most `limit` bytes of UTF-8, ending in `…` where the text was truncated. */
export function shortenedToBytes(text: string, limit: number): string {
  if (utf8Bytes(text) <= limit) {
    return text;
  }
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, limit - utf8Bytes("…"))));
  return limit < utf8Bytes("…") ? "" : `${text.slice(0, read)}…`;
}

/** The length of a text as UTF-8, in bytes. */
export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text);
}

/** The last element of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * Text from outside as one harmless line: no colours, no control or invisible formatting characters (which can turn the
 * reading direction around), no line breaks, no legacy runner command. The runner looks for `##[` anywhere in a line.
 */
export function plainText(text: string): string {
  return plainLine(text.replaceAll(/\s+/g, " ")).trim();
}

/** Lines from outside, each made harmless in the same way; their indentation stays. */
export function plainLines(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(/\r\n|[\n\r\u2028\u2029]/)).map(plainLine);
}

function plainLine(line: string): string {
  return withoutEscapes(line.replaceAll("\t", "    "))
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
    .replaceAll(/\p{Cs}/gu, "\uFFFD")
    .replaceAll("##[", "## [")
    .trimEnd();
}

/**
 * Text from outside, made harmless for GitHub's Markdown: it shows as it is in a paragraph, a list item, a table cell and
 * an HTML element alike. Entities serve all four, which backslashes do not (GFM spec 0.29, 2.4 and 6.2); two dollar signs
 * would make a formula without the elements around them (GitHub's page "Writing mathematical expressions"). It must not be
 * the first thing of a block: `#` and `-` are left as they are.
 */
export function markdownText(text: string): string {
  return markdownFragment(plainText(text));
}

function markdownFragment(text: string): string {
  return text
    .replaceAll(/[&<>|`\\*~[\]]/g, entity)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, entity)
    .replaceAll("$", "<span>$</span>");
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

/** A sentence from outside, like markdownText, with text between backticks in a fixed-width font. */
export function markdownSentence(text: string): string {
  return plainText(text)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 0 ? markdownFragment(part) : `<code>${markdownFragment(part)}</code>`))
    .join("");
}

/** A name from outside in a fixed-width font, in a table cell too. */
export function markdownCode(text: string): string {
  return /^[\w./+:@,=-]+$/.test(text) ? `\`${text}\`` : `<code>${markdownText(text)}</code>`;
}

/** Lines from outside as a fenced block that none of them can end. */
export function markdownFence(lines: readonly string[]): readonly string[] {
  const plain = plainLines(lines);
  const runs = plain.flatMap((line) => line.match(/`+/g) ?? []);
  const longestRun = runs.reduce((longest, run) => Math.max(longest, run.length), 2);
  const fence = "`".repeat(longestRun + 1);
  return [`${fence}text`, ...plain, fence];
}
