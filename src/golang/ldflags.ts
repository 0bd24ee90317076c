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
  const [, flag, text = ""] = /^(--?ldflags=)(.*)$/s.exec(argument) ?? [];
  if (flag === undefined) {
    return argument;
  }
  const { words, problem } = splitWords(text);
  const shown = words.map((word, at) => {
    const isValue = /^(\S+=)?--?X$/.test(words[at - 1] ?? "");
    return word.replace(isValue ? /^([^=]*=).*$/s : /^((?:\S+?=)?--?X=[^=]*=).*$/s, "$1***");
  });
  return flag + (problem === undefined ? joinWords(shown) : "***");
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
