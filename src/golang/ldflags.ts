import { goflagsValues } from "./goflags.ts";
import { joinWords, splitWords } from "./words.ts";

/** What -ldflags says: the packages it is for, the C linker's flags, and everything else. */
type Ldflags = {
  /** `all=` of `all=-s`; empty where there is none. */
  readonly pattern: string;
  /** The value of -extldflags, of which only the last counts; undefined where there is none. */
  readonly extldflags: string | undefined;
  readonly rest: readonly string[];
};

/** The -ldflags that counts: what is given to `go build` itself, else the last one of GOFLAGS, else nothing. */
export function effectiveLdflags(given: string, goflags: string): string {
  return given === "" ? (goflagsValues(goflags, "ldflags").at(-1) ?? "") : given;
}

/** Reads a value of -ldflags. */
export function parseLdflags(text: string): Ldflags {
  const { pattern, flags } = takePattern(text);
  return { pattern, ...takeExtldflags(splitWords(flags).words) };
}

/** `all=-s` to `all=` and `-s`. Source: PerPackageFlag in Go's cmd/go/internal/load/flag.go. */
function takePattern(text: string): { readonly pattern: string; readonly flags: string } {
  const trimmed = text.trim();
  const end = trimmed.startsWith("-") ? 0 : trimmed.indexOf("=") + 1;
  return { pattern: trimmed.slice(0, end), flags: trimmed.slice(end) };
}

function takeExtldflags(words: readonly string[]): Omit<Ldflags, "pattern"> {
  const rest: string[] = [];
  let extldflags: string | undefined;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const match = /^--?extldflags(?:=([\s\S]*))?$/.exec(word);
    if (match === null) {
      rest.push(word);
      continue;
    }
    if (match[1] === undefined) {
      index += 1;
    }
    extldflags = match[1] ?? words[index] ?? "";
  }
  return { rest, extldflags };
}

/** -X carries values that people take from secrets: the log shows their names only. */
export function hideValues(argument: string): string {
  const [, flag, text = ""] = ldflagsWord.exec(argument) ?? [];
  return flag === undefined ? argument : flag + hideLdflags(text);
}

/** A value of -ldflags without those that -X carries. */
export function hideLdflags(text: string): string {
  const { words, problem } = splitWords(text);
  return problem === undefined ? joinWords(words.map((word, at) => hideValue(word, words[at - 1]))) : "***";
}

const ldflagsWord = /^(--?ldflags=)(.*)$/s;

function hideValue(word: string, before: string | undefined): string {
  const isValue = /^(\S+=)?--?X$/.test(before ?? "");
  return word.replace(isValue ? /^([^=]*=).*$/s : /^((?:\S+?=)?--?X=[^=]*=).*$/s, "$1***");
}

/**
 * What takes the values of -X out of a text that Go or its linker printed: with `-x` they are in the linker's command, and
 * in the build info that it is given.
 * @param flags The flags of the command, one a word.
 * @param goflags The GOFLAGS beside them.
 */
export function makeValueFilter(flags: readonly string[], goflags: string): (text: string) => string {
  const given = flags.flatMap((flag) => ldflagsWord.exec(flag)?.[2] ?? []);
  const carried = [...given, ...goflagsValues(goflags, "ldflags")].flatMap(carriedValues);
  const hiddenBy = new Map(carried.map(({ whole, hidden }) => [whole, hidden]));
  const shown = [...hiddenBy].flatMap(([whole, hidden]) =>
    quotings.map((quoted) => ({ whole: quoted(whole), hidden: quoted(hidden) })),
  );
  // Longer ones first, since one value may begin another.
  const ordered = shown.sort((left, right) => right.whole.length - left.whole.length);
  return (text) => ordered.reduce((left, { whole, hidden }) => left.replaceAll(whole, () => hidden), text);
}

/** The words `name=value` that -X carries, and what is shown of each. */
function carriedValues(text: string): readonly { readonly whole: string; readonly hidden: string }[] {
  const { words } = splitWords(text);
  return words.flatMap((word, at) => {
    const hidden = hideValue(word, words[at - 1]);
    // Without the flag, since -x prints it as a word of its own or not, as it was given.
    const whole = word.slice(/^(?:\S+?=)?--?X=/.exec(word)?.[0].length ?? 0);
    return hidden === word || whole.endsWith("=") ? [] : [{ whole, hidden: whole.replace(/=.*$/s, "=***") }];
  });
}

/** As it is; as a word of a command, or a setting of the build info; and as that in a line for the linker. */
const quotings: readonly ((text: string) => string)[] = [
  (text) => text,
  quoteInner,
  (text) => quoteInner(quoteInner(text)),
  (text) => quoteInner(quoteInner(quoteInner(text))),
];

/** What is between the quotes of a Go string. Source: strconv.Quote. */
function quoteInner(text: string): string {
  return text.replace(/["\\]|(?! )[\p{C}\p{Z}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const letter = "abtnvfr"["\u0007\b\t\n\v\f\r".indexOf(character)];
    if (character === '"' || character === "\\") {
      return `\\${character}`;
    }
    if (letter !== undefined) {
      return `\\${letter}`;
    }
    const hex = code.toString(16);
    return code < 0x80
      ? `\\x${hex.padStart(2, "0")}`
      : code < 0x10000
        ? `\\u${hex.padStart(4, "0")}`
        : `\\U${hex.padStart(8, "0")}`;
  });
}

/** The -linkmode that flags of `go build -ldflags` set; undefined where they set none. The last one counts. */
export function linkMode(ldflags: string): string | undefined {
  const { rest } = parseLdflags(ldflags);
  const modes = rest.flatMap((word, at) => {
    const match = /^--?linkmode(?:=(.*))?$/.exec(word);
    return match === null ? [] : (match[1] ?? rest[at + 1] ?? []);
  });
  return modes.at(-1);
}
