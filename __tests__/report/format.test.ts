import { describe, expect, test } from "vitest";
import {
  counted,
  duration,
  listed,
  markdownCode,
  markdownFence,
  markdownSentence,
  markdownText,
  plainLines,
  plainText,
  shortened,
  shortenedToBytes,
} from "../../src/report/format.ts";

describe("duration", () => {
  test.each([
    [0, "0 ms"],
    [0.0004, "0 ms"],
    [0.85, "850 ms"],
    [0.9994, "999 ms"],
    [0.9996, "1.0 s"],
    [4.2, "4.2 s"],
    [9.94, "9.9 s"],
    [9.96, "10 s"],
    [59.4, "59 s"],
    [59.6, "1 min"],
    [72, "1 min 12 s"],
    [3599.6, "1 h"],
    [7500, "2 h 5 min"],
  ])("%d s is %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

test("counts and lists are worded for a sentence", () => {
  expect([counted(0, "target"), counted(1, "target"), counted(2, "binary", "binaries")]).toEqual([
    "0 targets",
    "1 target",
    "2 binaries",
  ]);
  expect([listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])]).toEqual([
    "",
    "a",
    "a and b",
    "a, b and c",
  ]);
});

test("a text is truncated between characters, never inside one", () => {
  expect(shortened("abcdef", 6)).toBe("abcdef");
  expect(shortened("abcdef", 4)).toBe("abc…");
  expect(shortened("ab😀cd", 4)).toBe("ab…");
  expect(shortenedToBytes("aé😀", 7)).toBe("aé😀");
  expect(shortenedToBytes("aé😀b", 7)).toBe("aé…");
  expect(shortenedToBytes("abc", 2)).toBe("");
});

test("plain text is one line without colours, controls or invisible characters", () => {
  expect(plainText("  a\u001B[31mb\u001B[0m\r\n\tc\u0000\u202Ed\u200B  e\uD800  ")).toBe("ab cd e\uFFFD");
});

test("plain text contains no command of the runner", () => {
  expect(plainText("x ##[error]y #\u200B#[z")).toBe("x ## [error]y ## [z");
});

test("plain lines keep their indentation", () => {
  expect(plainLines(["\ta.go:1", "  b \r\nc\rd"])).toEqual(["    a.go:1", "  b", "c", "d"]);
});

test("Markdown shows text from outside literally", () => {
  expect(markdownText('a|b <i>`c`</i> *d* _e_ f_g ~h~ [i](j) \\| &amp; "k" $l$')).toBe(
    "a&#124;b &#60;i&#62;&#96;c&#96;&#60;/i&#62; &#42;d&#42; &#95;e&#95; f_g &#126;h&#126; &#91;i&#93;(j) " +
      '&#92;&#124; &#38;amp; "k" <span>$</span>l<span>$</span>',
  );
});

test("in a sentence, text between backticks is code and still harmless", () => {
  expect(markdownSentence("use `cgo: <off>|` or `x")).toBe("use <code>cgo: &#60;off&#62;&#124;</code> or &#96;x");
});

test("a name is code; an unusual one is an HTML element in place of backticks", () => {
  expect([markdownCode("linux/arm/v7"), markdownCode("a`|b")]).toEqual([
    "`linux/arm/v7`",
    "<code>a&#96;&#124;b</code>",
  ]);
});

test("no line can end a fenced block", () => {
  expect(markdownFence(["a", "```", "x ````` y", "</details>"])).toEqual([
    "``````text",
    "a",
    "```",
    "x ````` y",
    "</details>",
    "``````",
  ]);
});
