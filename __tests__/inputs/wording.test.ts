import { describe, expect, it } from "vitest";
import { both, either, nearest, quote } from "../../src/inputs/wording.ts";

describe("quote", () => {
  it.each([
    ["linux/arm64", '"linux/arm64"'],
    ["", '""'],
    ['a"b\\', '"a\\"b\\\\"'],
    ["a\nb\u0000\u001b[31m", '"a\\nb\\u0000\\u001b[31m"'],
    ["a\u200bb\u202ec\u00a0d\u2028e\u007f", '"a\\u200bb\\u202ec\\u00a0d\\u2028e\\u007f"'],
    ["::error::x", '"::error::x"'],
    ["x".repeat(80), `"${"x".repeat(80)}"`],
    ["🙂".repeat(81), `"${"🙂".repeat(79)}…"`],
  ])("%j", (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });
});

it("lists words", () => {
  expect([both([]), both(["a"]), both(["a", "b"]), both(["a", "b", "c"]), either(["a", "b", "c"])]).toEqual([
    "",
    "a",
    "a and b",
    "a, b and c",
    "a, b or c",
  ]);
});

describe("nearest", () => {
  const names = ["targets", "tags", "trimpath", "static", "cgo", "cgo-cflags", "cgo-ldflags", "ldflags"];
  it.each([
    ["target", "targets"],
    ["tragets", "targets"],
    ["tag", "tags"],
    ["ld-flags", "ldflags"],
    ["cgo-cxflags", "cgo-cflags"],
    ["trimpth", "trimpath"],
    ["cog", "cgo"],
    ["static", "static"],
    ["verbose", undefined],
    ["", undefined],
    ["x".repeat(2000), undefined],
  ])("%#: %s", (word, found) => {
    expect(nearest(word, names)).toBe(found);
  });
});
