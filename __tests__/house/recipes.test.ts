import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recipeFiles, recipeSections, recipeText } from "../../scripts/recipes.ts";
import { repository } from "../support/runner.ts";

test("each file of recipes/ is shown whole on the page of its recipe, under the path that it is copied to", () => {
  const sections = recipeSections(repository);
  expect(Object.keys(sections)).toEqual(recipeFiles(repository));
  for (const [file, { file: page }] of Object.entries(sections)) {
    const [, recipe = "", ...path] = file.split("/");
    expect(page).toBe(`docs/recipes/${recipe}.md`);
    const text = readFileSync(join(repository, page), "utf8");
    expect(text).toContain(`[\`${path.join("/")}\`](../../${file}):\n\n\`\`\``);
    expect(text).toContain(`\n${readFileSync(join(repository, file), "utf8").trimEnd()}\n\`\`\`\n<!-- ${file}:end -->`);
  }
});

test.each([
  ["- uses: actions/checkout@v1\n", "- uses: actions/checkout@v6\n"],
  ["uses: https://github.com/OWNER/cgo-cross@v0\n", "uses: https://github.com/OWNER/cgo-cross@v1\n"],
  // A commit, and what is not in the table, are the page's own affair.
  ["uses: actions/checkout@0123456789abcdef0123456789abcdef01234567", undefined],
  ["uses: other/thing@v1", undefined],
  ["FROM debian:11\n", "FROM debian:12\n"],
  ["container: golang:1.20-buster", "container: golang:1.26-trixie"],
  ["docker { image 'golang:1.2' }", "docker { image 'golang:1.26-trixie' }"],
  ["image: alpine:3", undefined],
])("versions come from one table: %j", (text, expected) => {
  expect(recipeText(text)).toBe(expected ?? text);
});
