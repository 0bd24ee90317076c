import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorHelp } from "../../src/commands/error-help.ts";
import { catalogue } from "../../src/diagnose/catalogue.ts";
import { documentOf } from "../../src/diagnose/index.ts";
import { topicHelp } from "../../src/inputs/help.ts";

test.each(catalogue.map(({ code }) => code))("help %s: what the documents say, within 80 columns", (code) => {
  const text = errorHelp(code) ?? "";
  expect(text.split("\n").filter((line) => line.length > 80 && !line.startsWith("Reference: "))).toEqual([]);
  const [file = "", heading] = documentOf(code)?.page.split("#") ?? [];
  expect(readFileSync(file, "utf8")).toContain(`\n## ${heading}\n`);
  expect(text).toContain(file);
});

test("a code is no name of a flag or command, and other words are no codes", () => {
  expect(catalogue.filter(({ code }) => topicHelp(code).kind === "text")).toEqual([]);
  expect(errorHelp("targets")).toBeUndefined();
});
