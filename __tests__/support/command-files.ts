/** One assignment of GITHUB_ENV, GITHUB_OUTPUT or GITHUB_STATE. */
export type Assignment = { readonly name: string; readonly value: string };

/**
 * The assignments of a file command, by the runner's rules (actions/runner, FileCommandManager.cs): `NAME=VALUE` where `=`
 * comes before `<<`, else `NAME<<DELIMITER`, the value's lines, and the delimiter alone on a line. Lines end at `\n` only.
 * Throws with the runner's words; the step then fails.
 */
export function parseAssignments(text: string): readonly Assignment[] {
  const lines = text.replace(/^\ufeff/, "").split("\n");
  if (lines.at(-1) === "") {
    lines.pop();
  }
  const assignments: Assignment[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") {
      continue;
    }
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) {
        throw new Error(`Invalid format '${line}'. Name must not be empty`);
      }
      assignments.push({ name: line.slice(0, equals), value: line.slice(equals + 1) });
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc);
      const delimiter = line.slice(heredoc + 2);
      if (name === "" || delimiter === "") {
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
      }
      const end = lines.indexOf(delimiter, index + 1);
      if (end < 0) {
        throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      }
      assignments.push({ name, value: lines.slice(index + 1, end).join("\n") });
      index = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return assignments;
}

/** The directories of GITHUB_PATH: every line that is not empty is one; of equal ones the last counts. */
export function parsePaths(text: string): readonly string[] {
  const lines = text
    .replace(/^\ufeff/, "")
    .split(/\r\n|[\n\r]/)
    .filter((line) => line !== "");
  return lines.filter((line, index) => lines.lastIndexOf(line) === index);
}
