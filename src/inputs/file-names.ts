import { quote } from "./wording.ts";

/** Why a file should not have a name. */
export type NameProblem = {
  /** The rule: the same for every name that breaks it. */
  readonly rule: string;
  /** The rest of a sentence that begins with the name. */
  readonly text: string;
};

/** Bytes of a name. Source: NAME_MAX in Linux's limits.h; the same on macOS and, in UTF-16 units, on Windows. */
const longestName = 255;

/** Bytes of a path, with the end that C's strings have. Source: PATH_MAX in Linux's limits.h. */
const longestPath = 4095;

/**
 * Characters that turn the direction of the text around them, or end a line: what is shown is another name than it is.
 * Sources: Unicode's UAX 9 (explicit directional formatting characters) and UAX 14 (class BK); CVE-2021-42574.
 */
const misleading = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/**
 * Devices of Windows in every directory, with any extension. Source: Microsoft's page "Naming Files, Paths, and Namespaces".
 */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?=[ .]|$)/i;

type Rule = readonly [rule: string, text: (name: string) => string | undefined];

const rules: readonly Rule[] = [
  ["empty", (name) => (name === "" ? "is empty" : undefined)],
  ["directory", (name) => (name === "." || name === ".." ? "stands for a directory" : undefined)],
  ["git", (name) => (/^\.git$/i.test(name) ? "is the directory that git keeps its own files in" : undefined)],
  ["home", (name) => (name.startsWith("~") ? 'begins with "~", which shells take for a home directory' : undefined)],
  ["misleading", describeMisleading],
  ["device", describeDevice],
  ["end", (name) => (/[. ]$/.test(name) ? "ends with a dot or a space, which Windows drops" : undefined)],
  ["length", describeLength],
];

/** What is wrong with the name of a file, on this machine or on one that it is taken to; undefined where nothing is. */
export function nameProblem(name: string): NameProblem | undefined {
  for (const [rule, describe] of rules) {
    const text = describe(name);
    if (text !== undefined) {
      return { rule, text };
    }
  }
  return undefined;
}

/** The first character of a text that would show as something else than it is. */
export function misleadingCharacter(text: string): string | undefined {
  return misleading.exec(text)?.[0];
}

function describeMisleading(name: string): string | undefined {
  const character = misleadingCharacter(name);
  return character === undefined ? undefined : `contains the character ${quote(character)}`;
}

function describeDevice(name: string): string | undefined {
  const found = device.exec(name)?.[0];
  return found === undefined ? undefined : `is a device on Windows (${found})`;
}

function describeLength(name: string): string | undefined {
  const bytes = utf8Length(name);
  return bytes > longestName ? `has ${bytes} bytes, and a file's name can have ${longestName}` : undefined;
}

/** Bytes of a text in UTF-8. */
function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** What is wrong with a path as it is written, as a sentence; undefined where nothing is. */
export function pathProblem(path: string): string | undefined {
  const bytes = utf8Length(path);
  if (bytes > longestPath) {
    return `${quote(path)} has ${bytes} bytes, and a path can have ${longestPath}`;
  }
  const elements = path.split("/").filter((element) => !["", ".", ".."].includes(element));
  for (const element of elements) {
    const problem = nameProblem(element);
    if (problem !== undefined) {
      return `${element === path ? "" : `in ${quote(path)}, `}${quote(element)} ${problem.text}`;
    }
  }
  return undefined;
}
