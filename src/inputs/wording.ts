/** How problems are put into words: what the user wrote is quoted so that it can neither hide nor disturb anything. */

/** Characters that show nothing, or change how the text around them is shown. */
const invisible = /[\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const longest = 80;

/** What the user wrote, in quotes, on one line, not too long, with everything invisible spelled out. */
export function quote(text: string): string {
  const characters = [...text];
  const shown = characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
  return JSON.stringify(shown).replaceAll(
    invisible,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

// British English has no comma before the last item.
const disjunction = new Intl.ListFormat("en-GB", { type: "disjunction" });
const conjunction = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** `a`, `a or b`, `a, b or c`. */
export function either(words: readonly string[]): string {
  return disjunction.format(words);
}

/** `a`, `a and b`, `a, b and c`. */
export function both(words: readonly string[]): string {
  return conjunction.format(words);
}

/** `out-dir` as `outDir`; the type `CamelCase` is the same. */
export function camelCase(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * The candidate that the word was most likely meant to be: the one with the fewest changes of one letter (added, left
 * out, changed, or swapped with its neighbour), the first of several. Undefined where even that one is too far away to be
 * a slip: more than a third of the word.
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const word = text.slice(0, longest);
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const changes = countChanges(word, candidate);
    if (changes < fewest) {
      best = candidate;
      fewest = changes;
    }
  }
  return best;
}

/** The optimal string alignment distance. */
function countChanges(a: string, b: string): number {
  const rows: number[][] = [];
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [];
    rows.push(row);
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        row.push(i + j);
        continue;
      }
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, cell(i - 2, j - 2) + 1);
      }
      row.push(least);
    }
  }
  return cell(a.length, b.length);
}
