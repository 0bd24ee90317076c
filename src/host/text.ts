/**
 * The text without ANSI sequences: CSI, OSC with its end, and the short ones. It takes time in proportion to the text's
 * length, whatever the text, which Node's stripVTControlCharacters does not: no part of a sequence may hold the character
 * that begins one. Source: ECMA-48, 5.4 and 8.3.89.
 */
export function withoutEscapes(text: string): string {
  return text.replaceAll(escapeSequence, "");
}

const escapeSequence = new RegExp(
  [
    // CSI: parameters, intermediate characters, and a final one.
    "(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]",
    // OSC, DCS and their kin, to BEL or ST.
    "\\u001b[\\]PX^_][^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)",
    "\\u001b[ -/]*[0-~]",
  ].join("|"),
  "g",
);

/**
 * Text from outside made safe to show: ANSI sequences are dropped, every other control character or invisible one is
 * written as its escape (`\u001b`), a tab stays. Lines end at `\n`, `\r\n` and a bare `\r` alike, as the runner reads them:
 * otherwise what follows a `\r` would begin a line of its own there.
 */
export function visibleLines(text: string): readonly string[] {
  return withoutEscapes(text)
    .split(/\r\n|[\n\r]/)
    .map((line) => line.replace(invisible, escapeCharacter));
}

/** Controls, formatting marks (zero width, direction), line and paragraph separators, lone surrogates. */
const invisible = /(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/**
 * A visible line, escaped such that the runner does not run it as a command: it runs `::command::` at the start of a line and
 * `##[command]` anywhere in it, and its log view renders `##[group]` and the like even where commands are stopped.
 */
export function inertLine(line: string): string {
  return line.replace(/^\s*::/, (start) => `${start.slice(0, -2)}\\::`).replaceAll("##[", "##\\[");
}

/** The text, cut to at most `limit` UTF-16 units with a note of how much is left out. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const note = (left: number) => `… (${left} more characters; the log has the whole text)`;
  let keep = limit - note(text.length).length;
  if (/[\ud800-\udbff]/.test(text.charAt(keep - 1))) {
    keep -= 1;
  }
  return text.slice(0, keep) + note(text.length - keep);
}
