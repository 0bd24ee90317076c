import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { notesOf } from "../../scripts/release-notes.ts";
import { type CommandOption, commandDefinitions } from "../../src/inputs/commands.ts";
import { repository } from "../support/runner.ts";

const read = (file: string) => readFileSync(join(repository, file), "utf8");

test("the README is two screens", () => {
  expect(statSync(join(repository, "README.md")).size).toBeLessThan(6000);
});

test("each description of action.yml's inputs is one line of at most 80 characters", () => {
  const { inputs } = parse(read("action.yml")) as { inputs: Readonly<Record<string, { description: string }>> };
  const descriptions = Object.values(inputs).map(({ description }) => description);
  expect(descriptions.filter((text) => text.includes("\n") || text.length > 80)).toEqual([]);
});

test("llms.txt has the form of llmstxt.org, and its links lead to files", () => {
  const text = read("llms.txt");
  expect(text).toMatch(/^# cgo-cross\n\n> \S/);
  const sections = text.split(/^## /m).slice(1);
  expect(sections.map((section) => section.split("\n")[0])).toEqual([
    "Start",
    "Recipes",
    "Reference",
    "Explanations",
    "Errors",
    "Optional",
  ]);
  const lines = sections.flatMap((section) => section.split("\n").slice(1)).filter((line) => line !== "");
  const links = lines.map((line) => /^- \[[^\]]+\]\(([^)]+)\): \S/.exec(line)?.[1] ?? line);
  expect(links.filter((link) => !existsSync(join(repository, link)))).toEqual([]);
});

test("every format of `cgo-cross env` is explained", () => {
  const options = commandDefinitions.flatMap(({ options: own }): readonly CommandOption[] => own);
  const formats = options.flatMap((option) =>
    option.kind === "choice" && option.name === "format" ? option.choices : [],
  );
  expect(formats.length).toBeGreaterThan(0);
  const table = read("docs/reference/environment.md").match(/^\| `\w+` \|/gm) ?? [];
  expect(table.map((row) => row.slice(3, -3)).toSorted()).toEqual(formats.toSorted());
});

test("a version's notes are what the changelog has under its heading", () => {
  const changelog =
    "# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-01-02\n\n### Added\n\n- b\n\n## [1.0.0]\n\n- a\n";
  expect(notesOf(changelog, "1.1.0")).toBe("### Added\n\n- b");
  expect(notesOf(changelog, "1.0.0")).toBe("- a");
  // Nothing is published with empty notes, and 1.0 is no beginning of 1.0.0.
  expect(notesOf(changelog, "Unreleased")).toBeUndefined();
  expect(notesOf(changelog, "1.0")).toBeUndefined();
  expect(notesOf(changelog, "2.0.0")).toBeUndefined();
});

test("something updates the actions, the packages and the tools of this repository every week", () => {
  const { updates } = parse(read(".github/dependabot.yml")) as {
    updates: readonly { "package-ecosystem": string; directory: string; schedule: { interval: string } }[];
  };
  expect(updates.map((each) => [each["package-ecosystem"], each.directory, each.schedule.interval])).toEqual([
    ["github-actions", "/", "weekly"],
    ["npm", "/", "weekly"],
    ["pip", "/scripts/workflow-tools", "weekly"],
    ["gomod", "/scripts/workflow-tools", "weekly"],
  ]);
});

test.each([
  "AGENTS.md",
  "ARCHITECTURE.md",
  "CHANGELOG.md",
  "CODE_OF_CONDUCT.md",
  "CONTRIBUTING.md",
  "LICENSE",
  "SECURITY.md",
  ".editorconfig",
  ".nvmrc",
  ".github/pull_request_template.md",
  ".github/ISSUE_TEMPLATE/config.yml",
])("%s is there", (file) => {
  expect(read(file).trim()).not.toBe("");
});

test("the form for a failure asks for the manifest", () => {
  const { body } = parse(read(".github/ISSUE_TEMPLATE/failure.yml")) as { body: readonly unknown[] };
  expect(JSON.stringify(body)).toContain("cgo-cross.json");
});
