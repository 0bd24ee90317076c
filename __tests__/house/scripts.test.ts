import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../support/runner.ts";

/**
 * The expressions inside of scripts, each as `file:line`. A runner pastes their values into the script before a shell reads
 * it, so that a value with a quote in it runs what it holds; a variable in `env:` is only ever a value.
 * Source: GitHub's page "Script injections".
 */
function pastedExpressions(file: string, text: string): readonly string[] {
  const found: string[] = [];
  let script: number | undefined;
  for (const [at, line] of text.split("\n").entries()) {
    const indent = line.search(/\S/);
    if (script !== undefined && indent >= 0 && indent <= script) {
      script = undefined;
    }
    const key = /^(\s*(?:- +)?)run:/.exec(line)?.[1];
    script = key?.length ?? script;
    if (script !== undefined && line.includes("${{")) {
      found.push(`${file}:${at + 1}`);
    }
  }
  return found;
}

test("no script of a workflow, and none that the pages show, has an expression pasted into it", () => {
  const patterns = ["*.md", "action.yml", "docs/**/*.md", "examples/**/*.md", ".github/**/*.yml"];
  const files = globSync(patterns, { cwd: repository, exclude: (name) => name.includes("node_modules") });
  expect(files).toEqual(
    expect.arrayContaining(["README.md", "docs/reference/outputs.md", ".github/workflows/e2e.yml"]),
  );
  expect(files.flatMap((file) => pastedExpressions(file, readFileSync(join(repository, file), "utf8")))).toEqual([]);
});

test.each([
  ["- run: echo '@{steps.a.outputs.b }}'\n", ["x:1"]],
  ["  - id: a\n    run: |\n      echo\n\n      echo @{inputs.a }}\n    env:\n      A: @{inputs.a }}\n", ["x:5"]],
  ["- run: echo $A\n  env:\n    A: @{steps.a.outputs.b }}\n", []],
])("in %j, where @{ begins an expression", (text, found) => {
  expect(pastedExpressions("x", text.replaceAll("@{", "$" + "{{ "))).toEqual(found);
});
