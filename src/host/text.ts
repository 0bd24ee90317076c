/**
 * Text from outside made fit to be shown: an ANSI sequence is dropped, every other control character or invisible one is
 * written as its escape (`\u001b`), a tab stays. Lines end at `\n`, `\r\n` and a bare `\r` alike, as the runner reads them:
 * otherwise what follows a `\r` would begin a line of its own there.
 */
export function visibleLines(text: string): readonly string[] {
  return text
    .replace(ANSI, "")
    .split(/\r\n|[\n\r]/)
    .map((line) => line.replace(INVISIBLE, escapeCharacter));
}

/** CSI sequences (colours, cursor) and OSC ones (titles, links): ECMA-48, 5.4 and 8.3.89. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const ANSI = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

/** Controls, formatting marks (zero width, direction), line and paragraph separators, lone surrogates. */
const INVISIBLE = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/**
 * A visible line that the runner takes for text: it obeys `::command::` at the start of a line and `##[command]` anywhere in
 * it, and its log view draws `##[group]` and the like even where nothing obeys them.
 */
export function inertLine(line: string): string {
  return line.replace(/^\s*::/, (start) => `${start.slice(0, -2)}\\::`).replaceAll("##[", "##\\[");
}

/** At most `limit` UTF-16 units, saying how much is left out. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const note = (left: number) => `… (${left} more characters; the log has the whole text)`;
  let keep = limit - note(text.length).length;
  if (/[\ud800-\udbff]/.test(text.charAt(keep - 1))) keep -= 1;
  return text.slice(0, keep) + note(text.length - keep);
}
