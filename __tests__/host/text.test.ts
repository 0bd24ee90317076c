import { describe, expect, test } from "vitest";
import { cutText, inertLine, visibleLines, withoutEscapes } from "../../src/host/text.ts";
import { markdownSentence, markdownText, plainText } from "../../src/report/format.ts";

describe("ANSI sequences", () => {
  test.each([
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b[38;2;1;2;3mx", "x"],
    ["\u009b1mx", "x"],
    ["\u001b]0;a title\u0007x", "x"],
    ["\u001b]8;;https://example.com\u001b\\a link\u001b]8;;\u001b\\", "a link"],
    ["\u001b]0;never ended", "0;never ended"],
    ["\u001bPdevice\u001b\\x", "x"],
    ["\u001b(Bx\u001b=y", "xy"],
    ["\u001b[2K\u001b[1Gline", "line"],
    ["plain [31m text", "plain [31m text"],
    ["\u001b", "\u001b"],
  ])("%j is %j", (text, plain) => {
    expect(withoutEscapes(text)).toBe(plain);
  });
});

describe("hostile text of 400 kB takes time in proportion to its length", () => {
  const pieces = [
    "\u001b]",
    "\u001b[",
    "\u001b[0;",
    "\u009b0",
    "\u001b]a",
    "`",
    "``a",
    "_a",
    "::",
    "##[",
    " ",
    "\t",
    "\r",
    "\\",
    "&",
    "$",
    "\u202e",
  ];
  const functions = {
    withoutEscapes,
    visibleLines,
    inertLine,
    plainText,
    markdownText,
    markdownSentence,
    cut: (text: string) => cutText(text, 1000),
  };
  test.each(Object.entries(functions))("%s", (_, work) => {
    for (const piece of pieces) {
      const text = piece.repeat(400_000 / piece.length);
      const started = performance.now();
      work(text);
      work(`a${text}b`);
      // A square of the length takes minutes.
      expect(performance.now() - started, JSON.stringify(piece)).toBeLessThan(5000);
    }
  });
});
