import { expect, it } from "vitest";
import { findDuplicateKey } from "../../src/plan/duplicate-keys.ts";

it.each([
  ['{"a":1,"a":2}', "a"],
  ['[{"a":1},{"b":{"c":1,\n"\\u0063"\t:2}}]', "c"],
  ['{"a":{"b":1},"b":[{"a":1},{"a":2}]}', undefined],
  ['{"a":"b\\":","b":"\\\\","c":["a","a"],"d":"{\\"a\\":1"}', undefined],
  ['{"__proto__":1,"constructor":2}', undefined],
  ['"a"', undefined],
  ["{}", undefined],
])("the name that %s has twice is %s", (text, name) => {
  JSON.parse(text);
  expect(findDuplicateKey(text)).toBe(name);
});

it("is found in a long text, and in a long string", () => {
  const names = Array.from({ length: 50_000 }, (_, each) => `"${each}":"\\"\\\\"`);
  expect(findDuplicateKey(`{${names.join()}}`)).toBe(undefined);
  expect(findDuplicateKey(`{${names.join()},"7":1}`)).toBe("7");
  expect(findDuplicateKey(`{"${"\\\\".repeat(500_000)}":1}`)).toBe(undefined);
});
