import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { asWorkflow, blocksOf, workflowFindings, workflowTools } from "../../scripts/check-workflows.ts";
import { repository } from "../support/runner.ts";

const page = `Text.

   \`\`\`yaml
      - run: make
        env:
          A: b
   \`\`\`

\`\`\`go
package main
\`\`\`

\`\`\`yml
targets: linux/arm64
\`\`\`
`;

function stepsOf(text: string): unknown {
  const workflow = parse(asWorkflow({ page: "a.md", line: 1, text })) as {
    readonly jobs: Readonly<Record<string, { readonly steps: unknown }>>;
  };
  return Object.values(workflow.jobs)[0]?.steps;
}

describe("the YAML blocks of the documents", () => {
  test("each is found with its line, and without its indentation", () => {
    expect(blocksOf("a.md", page)).toEqual([
      { page: "a.md", line: 4, text: "- run: make\n  env:\n    A: b\n" },
      { page: "a.md", line: 14, text: "targets: linux/arm64\n" },
    ]);
  });

  test("steps, inputs of the action and a job's body become a whole workflow", () => {
    expect(stepsOf("- run: make\n")).toEqual([{ run: "make" }]);
    expect(stepsOf("targets: linux/arm64\n")).toEqual([
      { uses: "OWNER/cgo-cross@v1", with: { targets: "linux/arm64" } },
    ]);
    expect(stepsOf("container: a:1\nsteps:\n  - run: make\n")).toEqual([{ run: "make" }]);
    expect(stepsOf("- uses: https://code.example/a/b@v4\n")).toEqual([{ uses: "a/b@v4" }]);
    expect(() => asWorkflow({ page: "a.md", line: 7, text: "target: linux/arm64\n" })).toThrow("a.md:7: neither");
  });
});

test("zizmor (pedantic) and actionlint have nothing to say of the workflows, the action and the documents", (context) => {
  const tools = workflowTools();
  if (tools.kind === "missing") {
    return context.skip(tools.reason);
  }
  expect(workflowFindings(tools)).toBe("");
}, 300_000);

test("CODEOWNERS names what runners execute, and paths that there are", () => {
  const lines = readFileSync(join(repository, ".github/CODEOWNERS"), "utf8").split("\n");
  const paths = lines.flatMap((line) => /^(\/\S+)/.exec(line)?.[1] ?? []);
  expect(paths).toEqual(expect.arrayContaining(["/dist/", "/action.yml", "/.github/", "/package-lock.json"]));
  expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});
