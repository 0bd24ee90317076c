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
