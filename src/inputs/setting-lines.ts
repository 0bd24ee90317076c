import { aliases, knownPlatforms } from "../platforms/index.ts";
import type { InputKind } from "./definitions.ts";

/** The text of an input that takes lines for some targets. */
export type SettingLines = {
  /** What stands on lines without a pattern, none of them empty. */
  readonly plain: readonly string[];
  readonly lines: readonly SettingLine[];
};

export type SettingLine = {
  /** What stands before the colon, such as `linux/*`; it need not match anything. */
  readonly pattern: string;
  /** What stands after it, without the space around it. */
  readonly text: string;
};

/** Names that alone before a colon are meant as a target, although one has two parts. */
const halves = new Set([...knownPlatforms.flatMap(({ os, arch }) => [os, arch]), ...aliases.keys()]);

const flagLine = /^\s*([\w*][\w*.-]*(?:\/[\w*.-]+){0,2}):(?:\s+(.*)|$)/;

/** In no other kind of value there is a colon. */
const otherLine = /^\s*([^\s,:]+):([\s\S]*)$/;
const otherBreak = /\r?\n|(?<![\s,])[\s,]+(?=[^\s,:]+:(?:\s|$)|[^\s,:/]+\/[^\s,:]+:)/;

/**
 * Takes the lines `pattern: value` out of a text.
 *
 * Flags have colons of their own (`-X a=b:c`): among them such a line begins with a target or a pattern, a colon and a space.
 * Between other values a pattern may also stand behind a comma: `auto, darwin/*: off`.
 */
export function splitSettingLines(text: string, kind: InputKind["kind"]): SettingLines {
  const plain: string[] = [];
  const lines: SettingLine[] = [];
  for (const part of text.split(kind === "words" ? /\r?\n/ : otherBreak)) {
    const line = kind === "words" ? readFlagLine(part) : readOtherLine(part);
    if (line !== undefined) {
      lines.push(line);
    } else if (part.trim() !== "") {
      plain.push(part);
    }
  }
  return { plain, lines };
}

function readFlagLine(line: string): SettingLine | undefined {
  const [, pattern = "", text = ""] = flagLine.exec(line) ?? [];
  const isPattern = pattern.toLowerCase() === "all" || pattern.includes("/") || halves.has(pattern.toLowerCase());
  return isPattern ? { pattern, text: text.trim() } : undefined;
}

function readOtherLine(part: string): SettingLine | undefined {
  const [, pattern, text = ""] = otherLine.exec(part) ?? [];
  return pattern === undefined ? undefined : { pattern, text: text.replace(/(?<![\s,])[\s,]+$/, "").trim() };
}
