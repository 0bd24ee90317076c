import { inertLine } from "../src/host/text.ts";

export type CommandGuard = {
  /** Returns the text with every workflow command in it made inert. Text may come in pieces that end anywhere. */
  filter(text: string): string;
  /** The lines that were commands, made inert. */
  readonly found: readonly string[];
};

/** Finds, in text on its way to a runner's log, the lines that the runner would obey. */
export function makeCommandGuard(): CommandGuard {
  const found: string[] = [];
  let atLineStart = true;
  return {
    found,
    filter(text) {
      const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/).map((line) => {
        const inert = atLineStart ? inertLine(line) : line;
        if (inert !== line) {
          found.push(inert.trim());
        }
        atLineStart = /[\r\n]$/.test(line);
        return inert;
      });
      return lines.join("");
    },
  };
}
