/** Marks that always come with words, so that a report can be read without them. */
export const markdownMarks = { good: "✅", bad: "❌" } as const;

/** A row of a Markdown table. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** @param text Markdown. @param address Of ours, percent-encoded where a part of it comes from outside. */
export function markdownLink(text: string, address: string): string {
  return `[${text}](${address.replaceAll(/[()<>\s|]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)})`;
}

/** Lines folded under a title. The empty lines have what is inside read as Markdown. */
export function folded(title: string, lines: readonly string[], open = false): readonly string[] {
  return [`<details${open ? " open" : ""}><summary>${title}</summary>`, "", ...lines, "", "</details>"];
}

/** A box that GitHub shows beside a coloured bar. Lines are Markdown, a sentence each. */
export function markdownNote(lines: readonly string[]): readonly string[] {
  return lines.length === 0
    ? []
    : ["> [!NOTE]", ...lines.map((line, index) => `> ${line}${index < lines.length - 1 ? "<br>" : ""}`)];
}

/** Short texts stay on one line: beside a long one in a table, GitHub breaks them at every space. */
export function glued(text: string): string {
  return text.length <= 24 ? text.replaceAll(" ", "\u00A0") : text;
}
