import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { marked, type Token } from "marked";
import { repository } from "./runner.ts";

/** A block of code in a page. */
export type PageBlock = {
  /** From the repository's root: `docs/start.md`. */
  readonly page: string;
  /** Behind the fence: `sh`; `indented` of a block that has none, `none` of a fence without a word. */
  readonly language: string;
  readonly text: string;
};

/** A page's blocks of code, and the commands within its sentences. */
export type PageCode = { readonly blocks: readonly PageBlock[]; readonly spans: readonly string[] };

/** Everything that people read in this repository, by path from its root. */
export const allPages = globSync(["*.md", "docs/**/*.md", "examples/**/*.md"], {
  cwd: repository,
  exclude: (name) => name.includes("node_modules"),
}).sort();

/** The code of a page, taken apart by a reader of Markdown. */
export function codeOf(page: string): PageCode {
  const blocks: PageBlock[] = [];
  const spans: string[] = [];
  const read = (token: Token): void => {
    if (token.type === "code") {
      const language = token["codeBlockStyle"] === "indented" ? "indented" : token["lang"] || "none";
      blocks.push({ page, language, text: token["text"] });
    } else if (token.type === "codespan") {
      spans.push(token["text"]);
    }
  };
  marked.walkTokens(marked.lexer(readFileSync(join(repository, page), "utf8")), read);
  return { blocks, spans };
}

/** The languages of blocks that a reader types into a shell. */
const shellLanguages = ["sh", "bash", "console"];

/** The lines of a block that are for a shell, as one script; undefined of a block that is for none. */
export function scriptOf({ language, text }: PageBlock): string | undefined {
  if (!shellLanguages.includes(language)) {
    return undefined;
  }
  const prompt = "$ ";
  const lines = text.split("\n");
  // Of a session, what stands without a prompt was printed.
  return language === "console"
    ? lines.flatMap((line) => (line.startsWith(prompt) ? [line.slice(prompt.length)] : [])).join("\n")
    : text;
}

/**
 * The arguments of each `cgo-cross` in a text: a script, a Makefile, a workflow or a sentence's code. A call ends with the line or
 * where a shell ends it; what a page leaves to the reader (`NAME`, `…`) makes it no call.
 */
export function callsIn(text: string): readonly (readonly string[])[] {
  // A variable of Make or Task stands for what its page has above.
  const joined = text.replaceAll(/\\\n\s*/g, "").replaceAll(/\$\(\w+\)|\{\{\.[A-Z_]+\}\}/g, "linux/arm64");
  const program = /(?<=^|[\s(`;&|])(?:npx )?(?:cgo-cross|node (?:src\/cli\.ts|dist\/cli\.js)) /gm;
  const calls = [...joined.matchAll(program)].map(({ index, 0: start }) =>
    shellWords(joined.slice(index + start.length)),
  );
  return calls.filter((words) => !words.some((word) => word === "…" || /^[A-Z]{3,}$/.test(word)));
}

/** The words up to the end of a simple command: a line break, a comment, or a character that means something to a shell. */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [, single, double, gap, end, plain = ""] of text.matchAll(
    /'([^'\n]*)'|"([^"\n]*)"|([ \t]+#?)|([\n|&;<>()`])|([^\s'"|&;<>()`]+)/g,
  )) {
    if (end !== undefined || gap?.endsWith("#") === true) {
      break;
    }
    if (gap === undefined) {
      word = `${word ?? ""}${single ?? double ?? plain}`;
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}
