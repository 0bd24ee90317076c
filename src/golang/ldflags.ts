import { splitWords } from "./words.ts";

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
  return flag + (problem === undefined ? shown.join(" ") : "***");
}

/** The -linkmode that flags of `go build -ldflags` set; undefined where they set none. The last one counts. */
export function linkMode(ldflags: string): string | undefined {
  const { words } = splitWords(ldflags.trim().replace(/^[^-][^=]*=/, ""));
  const modes = words.flatMap((word, at) => {
    const match = /^--?linkmode(?:=(.*))?$/.exec(word);
    return match === null ? [] : (match[1] ?? words[at + 1] ?? []);
  });
  return modes.at(-1);
}
