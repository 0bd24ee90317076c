/** Rows of cells as lines of a table, with the names of the columns above them. The last cell of a row may be of any length. */
export function columnsOf(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows];
  const widths = head.map((_, at) =>
    Math.max(...all.map((row) => (at === row.length - 1 ? 0 : (row[at] ?? "").length))),
  );
  return all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** A text behind something that stands in its first line alone, in lines that are no wider than `columns` where words allow. */
export function wrappedAfter(first: string, text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    const indent = lines.length === 0 ? first : " ".repeat(first.length);
    if (line.length > indent.length && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = " ".repeat(first.length) + word;
    } else {
      line += line.length > indent.length ? ` ${word}` : word;
    }
  }
  return text === "" ? [] : [...lines, line];
}
