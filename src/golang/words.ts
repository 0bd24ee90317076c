/** The words of a text. */
export type SplitWords = {
  /** None where there is a problem, as with Go. */
  readonly words: readonly string[];
  /** What is wrong, in Go's own words; undefined where nothing is. */
  readonly problem: string | undefined;
};

/** Space, tab, line feed and carriage return: no other character separates words for Go. */
const spaces = " \t\n\r";

/**
 * Splits a text into words as cmd/go and cmd/link do for -ldflags, -extldflags, CC, CGO_CFLAGS and the like. A word that
 * begins with ' or " ends at the next such quote; nothing is escaped; a quote inside a word is an ordinary character.
 * Source: Split in Go's cmd/internal/quoted.
 */
export function splitWords(text: string): SplitWords {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && spaces.includes(text.charAt(at))) {
      at++;
    }
    if (at >= text.length) {
      return { words, problem: undefined };
    }
    const quote = text.charAt(at);
    if (quote === "'" || quote === '"') {
      const end = text.indexOf(quote, at + 1);
      if (end < 0) {
        return { words: [], problem: `unterminated ${quote} string` };
      }
      words.push(text.slice(at + 1, end));
      at = end + 1;
    } else {
      const start = at;
      while (at < text.length && !spaces.includes(text.charAt(at))) {
        at++;
      }
      words.push(text.slice(start, at));
    }
  }
}

/**
 * One text that splits into these words again. Where Go's own Join (cmd/internal/quoted) has an answer it is the same,
 * except for the empty word, which Go loses; and a word with both kinds of quote is left bare where that reads the same.
 * So all that `splitWords` ever returned can be joined. Throws on a word that no quotes can hold: one with both kinds of
 * quote that also begins with one or has a space in it.
 */
export function joinWords(words: readonly string[]): string {
  return words.map(quotedWord).join(" ");
}

function quotedWord(word: string): string {
  if (word !== "" && !/[ \t\n\r'"]/.test(word)) {
    return word;
  }
  if (!word.includes("'")) {
    return `'${word}'`;
  }
  if (!word.includes('"')) {
    return `"${word}"`;
  }
  if (!/[ \t\n\r]|^['"]/.test(word)) {
    return word;
  }
  throw new Error(`a word with both ' and " in it cannot be quoted as Go reads quotes: ${JSON.stringify(word)}`);
}

/** A word for a POSIX shell, as it is where no character of it means anything to a shell. */
export function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
