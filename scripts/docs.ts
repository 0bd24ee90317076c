/**
 * Writes what is made from tables: action.yml, and the README's tables between their markers.
 *
 *     node scripts/docs.ts [directory]           writes them
 *     node scripts/docs.ts --check [directory]   exits with 1 and names the files that are not as they should be
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { type InputDefinition, inputDefinitions, outputDefinitions } from "../src/inputs/definitions.ts";
import { targetRows } from "../src/platforms/toolchains.ts";

type Document = {
  readonly file: string;
  /** The text as it is now; undefined where there is no such file. */
  readonly text: string | undefined;
  /** The text as it should be. */
  readonly wanted: string;
  /** Sections that it should have and that no markers are there for. */
  readonly missing: readonly string[];
};

const columns = 110;

/** The whole of action.yml. */
export function actionYml(): string {
  return `# Made by scripts/docs.ts from src/inputs/definitions.ts: change it there.
name: cgo-cross
description: >-
${folded("Cross-build Go programs that use cgo: toolchains without root or containers, and every binary verified before it ships.", 2)}
author: The cgo-cross authors
branding:
  icon: package
  color: blue
inputs:
${inputDefinitions.map(actionInput).join("\n")}
outputs:
${outputDefinitions.map(({ name, description }) => `  ${name}:\n    description: >-\n${folded(description, 6)}`).join("\n")}
runs:
  using: node24
  main: dist/index.js
`;
}

function actionInput({ name, description, default: fallback }: InputDefinition): string {
  const lines = [`  ${name}:`, "    description: >-", folded(description, 6), "    required: false"];
  // A JSON string is a YAML string, and quotes keep YAML from reading `true` or `.` as something else.
  return [...lines, ...(fallback === undefined ? [] : [`    default: ${JSON.stringify(fallback)}`])].join("\n");
}

/** A paragraph as the lines of a folded YAML block, which reads them as one line again. */
function folded(text: string, indentation: number): string {
  const indent = " ".repeat(indentation);
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(indent + word);
    }
  }
  return lines.join("\n");
}

/** The README's generated sections, by the name in their markers. */
export const sections: Readonly<Record<string, () => string>> = {
  inputs: () =>
    table(
      ["input", "default", "meaning"],
      inputDefinitions.map((input) => [`\`${input.name}\``, defaultCell(input), input.description]),
    ),
  outputs: () =>
    table(
      ["output", "meaning"],
      outputDefinitions.map(({ name, description }) => [`\`${name}\``, description]),
    ),
  targets: () =>
    table(
      ["target", "C compiler package", "notes"],
      targetRows().map(({ target, compiler, notes }) => [
        target.split(", ").map(code).join(", "),
        code(compiler),
        notes,
      ]),
    ),
};

function defaultCell({ default: fallback, absent }: InputDefinition): string {
  return fallback === undefined ? (absent ?? "") : code(fallback);
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
}

/** The README with its generated sections made anew. */
export function withSections(readme: string): { readonly text: string; readonly missing: readonly string[] } {
  let text = readme;
  const missing: string[] = [];
  for (const [name, body] of Object.entries(sections)) {
    const start = `<!-- ${name}:start -->`;
    const end = `<!-- ${name}:end -->`;
    const from = text.indexOf(start);
    const to = text.indexOf(end, from);
    if (from < 0 || to < 0) {
      missing.push(`${start} and ${end}`);
    } else {
      text = `${text.slice(0, from + start.length)}\n${body()}\n${text.slice(to)}`;
    }
  }
  return { text, missing };
}

function readDocuments(directory: string): readonly Document[] {
  const read = (file: string) =>
    existsSync(join(directory, file)) ? readFileSync(join(directory, file), "utf8") : undefined;
  const readme = read("README.md");
  const { text, missing } = withSections(readme ?? "");
  return [
    { file: "action.yml", text: read("action.yml"), wanted: actionYml(), missing: [] },
    { file: "README.md", text: readme, wanted: text, missing },
  ];
}

/** What is wrong with the documents in a directory, a line each. */
export function staleDocuments(directory: string): readonly string[] {
  return readDocuments(directory).flatMap(({ file, text, wanted, missing }) => {
    if (text === undefined) {
      return [`${file} is not there`];
    }
    const stale = text === wanted ? [] : [`${file} is not what scripts/docs.ts makes; run: node scripts/docs.ts`];
    return [...stale, ...missing.map((markers) => `${file} lacks the markers ${markers}`)];
  });
}

/** Writes the documents. A README that is not there is not made. */
export function writeDocuments(directory: string): void {
  for (const { file, text, wanted } of readDocuments(directory)) {
    if (text !== wanted && (text !== undefined || file === "action.yml")) {
      writeFileSync(join(directory, file), wanted);
    }
  }
}

if (import.meta.main) {
  const directory =
    argv.slice(2).find((argument) => !argument.startsWith("-")) ?? fileURLToPath(new URL("..", import.meta.url));
  if (!argv.includes("--check")) {
    writeDocuments(directory);
  }
  const stale = staleDocuments(directory);
  if (stale.length > 0) {
    console.error(stale.join("\n"));
    exit(1);
  }
}
