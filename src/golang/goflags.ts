import { splitWords } from "./words.ts";

/**
 * The values that GOFLAGS gives a flag, in order.
 * @param goflags The effective GOFLAGS: words such as `-flag=value`.
 * @param flag Without its hyphen: `tags`.
 */
export function goflagsValues(goflags: string, flag: string): readonly string[] {
  const pattern = new RegExp(`^--?${flag}=([\\s\\S]*)$`);
  return splitWords(goflags).words.flatMap((word) => pattern.exec(word)?.[1] ?? []);
}

/**
 * The word by which a flag without a value, such as `-race`, is on; undefined where it is off. The last word counts.
 * @param words Flags of `go build`, one a word.
 */
export function switchedOn(words: readonly string[], flag: string): string | undefined {
  const word = lastSwitch(words, flag);
  return word !== undefined && /=(1|t|T|true|TRUE|True)$|^[^=]*$/.test(word) ? word : undefined;
}

/** The last of the words that sets the flag, on or off. Source of the values: strconv.ParseBool. */
export function lastSwitch(words: readonly string[], flag: string): string | undefined {
  return words.findLast((word) => new RegExp(`^--?${flag}(=|$)`).test(word));
}
