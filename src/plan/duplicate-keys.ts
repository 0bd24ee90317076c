/**
 * The first name that an object in a JSON text has twice, wherever it is; undefined where there is none. Of two values
 * JSON.parse takes the last without a word, and who reviews the text may have read the first.
 * @param text Valid JSON; each character is looked at once.
 */
export function findDuplicateKey(text: string): string | undefined {
  /** The names of the objects that are open; arrays have none. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{" || character === "[") {
      open.push(character === "{" ? new Set() : undefined);
    } else if (character === "}" || character === "]") {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (isName(text, end)) {
        const name = String(JSON.parse(text.slice(at, end)));
        if (open.at(-1)?.has(name) === true) {
          return name;
        }
        open.at(-1)?.add(name);
      }
      at = end - 1;
    }
  }
  return undefined;
}

/** Where the string that begins at a quote is over. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    at += text[at] === "\\" ? 2 : 1;
  }
  return at + 1;
}

/** Whether what ends here is followed by a colon. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? "")) {
    at += 1;
  }
  return text[at] === ":";
}
