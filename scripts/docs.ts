/**
 * Generates what the documents take from tables and types: action.yml, llms.txt and the schema of manifests as a whole, and in the
 * pages the sections between markers (`<!-- inputs:start -->` and `<!-- inputs:end -->`), the files of recipes/ among them, in
 * which as in the pages it also writes the versions of actions and images.
 *
 *     node scripts/docs.ts [directory]           writes them
 *     node scripts/docs.ts --check [directory]   writes nothing; exits with 1 and names each file that is out of date
 */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { fileURLToPath } from "node:url";
import { debian } from "../src/archives/families/debian.ts";
import { catalogue } from "../src/diagnose/catalogue.ts";
import { documentOf } from "../src/diagnose/document.ts";
import { problemPages } from "../src/diagnose/pages.ts";
import { tools } from "../src/diagnose/row.ts";
import { type InputDefinition, inputDefinitions, outputDefinitions } from "../src/inputs/definitions.ts";
import { inputsByGroup } from "../src/inputs/help.ts";
import type { CAbi } from "../src/platforms/row.ts";
import { platformRows } from "../src/platforms/rows.ts";
import { commandSections } from "./command-sections.ts";
import { holes } from "./hostile/holes.ts";
import { keyTables } from "./key-tables.ts";
import { libraryRows } from "./library-recipes.ts";
import { docsIndex, llmsText } from "./llms.ts";
import { definitionsOf, manifestSchemaFile, manifestSchemaJson } from "./manifest-schema.ts";
import { code, folded, table } from "./markdown.ts";
import { recipeFiles, recipeSections, recipeText, type Section, withVersions } from "./recipes.ts";
import { whereItRuns } from "./where-it-runs.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));

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

function actionInput({ name, summary, default: fallback }: InputDefinition): string {
  const lines = [`  ${name}:`, `    description: ${JSON.stringify(`${summary}.`)}`, "    required: false"];
  // A JSON string is a YAML string, and quotes keep YAML from reading `true` or `.` as something else.
  return [...lines, ...(fallback === undefined ? [] : [`    default: ${JSON.stringify(fallback)}`])].join("\n");
}

/** Those of docs/errors. */
const errorPages: readonly string[] = [...new Set<string>([...tools, ...Object.keys(problemPages)])];

/** The generated sections, by the name in their markers. A new one is a row here, and its markers in the page. */
export const sections: Readonly<Record<string, Section>> = {
  inputs: {
    file: "docs/reference/inputs.md",
    body: () => inputsByGroup().flatMap(inputGroup).join("\n"),
  },
  outputs: {
    file: "docs/reference/outputs.md",
    body: () =>
      table(
        ["output", "meaning"],
        outputDefinitions.map(({ name, description }) => [code(name), description]),
      ),
  },
  commands: { file: "docs/reference/commands.md", body: commandSections },
  "manifest-keys": {
    file: "docs/reference/manifest.md",
    body: () => keySections("ManifestOrProblems", manifestTypes),
  },
  "lock-keys": {
    file: "docs/reference/lock.md",
    body: () => keySections("Lock", { LockedRoot: "An entry", RootPackage: "A package" }),
  },
  targets: {
    file: "docs/reference/targets.md",
    body: () =>
      table(
        ["target", "C compiler package", "notes"],
        platformRows.flatMap(({ c }) => (c.kind === "abis" ? c.abis.map(targetRow) : [])),
      ),
  },
  holes: {
    file: "docs/explain/security.md",
    body: () =>
      table(
        ["", "what was once possible", "tests"],
        holes.map(({ number, what, tests }) => [
          String(number),
          what,
          [...new Set(tests.map(([file]) => `[${file}](../../__tests__/${file})`))].join(", "),
        ]),
      ),
  },
  "where-it-runs": {
    file: "docs/explain/where-it-runs.md",
    body: () => {
      const { fates, reasons } = whereItRuns();
      return [table(fates.head, fates.rows), "", table(reasons.head, reasons.rows)].join("\n");
    },
  },
  ...Object.fromEntries(
    errorPages.map((page): readonly [string, Section] => [
      `errors-${page}`,
      { file: `docs/errors/${page}.md`, body: () => `\n${codesOf(page).map(errorHeading).join("\n\n")}\n` },
    ]),
  ),
  libraries: {
    file: "docs/recipes/libraries.md",
    body: () => table(["library", "in Go", "you write", "to install where it runs", "linked in"], libraryRows()),
  },
  ...recipeSections(repository),
};

/** The codes of a page: what tools say, then what cgo-cross finds itself. */
function codesOf(page: string): readonly string[] {
  const problems: Readonly<Record<string, object>> = problemPages;
  const failures = catalogue.filter(({ tool }) => tool === page).map(({ code: name }) => name);
  return [...failures, ...Object.keys(problems[page] ?? {})];
}

/** A heading with a code, which links to it name, and what is said of it. */
function errorHeading(name: string): string {
  const document = documentOf(name);
  if (document === undefined) {
    throw new Error(`no document has the code ${name}`);
  }
  const { title, about, example, reference } = document;
  const [label, link] = reference.startsWith("docs/")
    ? [pageTitle(reference), reference.replace(/^docs/, "..")]
    : [reference.replace(/^https:\/\//, ""), reference];
  const printed = example === undefined ? "" : `\n\n\`\`\`text\n${example}\n\`\`\``;
  return `## ${name}\n\n**${title}.** ${about}${printed}\n\nReference: [${label}](${link})`;
}

/** The heading that a page begins with; of a link to a part of it too. */
function pageTitle(link: string): string {
  const [page = ""] = link.split("#");
  return /^# (.+)$/m.exec(readFileSync(join(repository, page), "utf8"))?.[1] ?? page;
}

/** The types of a manifest, in the order of the page, and what it calls them. */
const manifestTypes = {
  Manifest: "The whole",
  ManifestTarget: "A target",
  ManifestPassed: "A target that passed",
  ManifestFailed: "A target that failed",
  ManifestDiagnosis: "A diagnosis",
  ManifestPlace: "A place",
  ManifestPhase: "A phase",
  ManifestBinary: "A binary",
  ManifestLibrary: "A library",
  ManifestNotAsked: "Run: not asked",
  ManifestNotRun: "Run: not run",
  ManifestRan: "Run: passed",
  ManifestFacts: "Facts",
  ManifestHeader: "Facts",
  ManifestSignature: "A signature",
  ManifestToolchain: "A toolchain",
  ManifestLibraryRoot: "A directory of libraries",
  ManifestArtifact: "An artifact",
  ManifestLeftOut: "Left out",
  NothingBuilt: "When nothing was built",
  ManifestProblem: "A problem or a warning",
};

/** A heading and a table of keys for each type. */
function keySections(type: Parameters<typeof definitionsOf>[0], titles: Readonly<Record<string, string>>): string {
  return keyTables(definitionsOf(type), titles)
    .map(({ title, about, rows }) =>
      [
        `## ${title}`,
        ...(about === "" ? [] : [folded(about, 0)]),
        table(
          ["key", "type", "meaning"],
          rows.map(({ key, type, meaning }) => [code(key), type, meaning]),
        ),
      ].join("\n\n"),
    )
    .join("\n\n");
}

function targetRow(abi: CAbi): readonly string[] {
  const { targets, note } = abi.document;
  const [compiler = ""] = debian.gcc(abi, { cxx: false, native: false, sanitizers: false, fortran: false }).packages;
  return [targets.split(", ").map(code).join(", "), code(compiler), note];
}

/** A table with a line for each input of the group, and what there is to know of each under its name. */
function inputGroup({ title, inputs }: ReturnType<typeof inputsByGroup>[number]): readonly string[] {
  const rows = inputs.map((input) => [
    `[${code(input.name)}](#${input.name})`,
    defaultCell(input),
    perTargetCell(input),
    `${input.summary}.`,
  ]);
  return [
    `## ${title}`,
    "",
    table(["input", "default", "per target", "meaning"], rows),
    "",
    ...inputs.flatMap(({ name, description }) => [`#### ${name}`, "", folded(description, 0), ""]),
  ];
}

function defaultCell({ default: fallback, absent }: InputDefinition): string {
  return fallback === undefined ? (absent ?? "") : code(fallback);
}

/** Whether it takes lines for some targets; see docs/reference/settings-per-target.md. */
function perTargetCell({ perTarget }: InputDefinition): string {
  return { replaces: "yes", adds: "yes, they add up", no: "" }[perTarget ?? "no"];
}

/** The texts of documents, by their path from the repository's root. */
type Documents = ReadonlyMap<string, string>;

/** The pages that people read. Any of them may have generated sections. */
export function readPages(directory: string): Documents {
  const files = globSync(["*.md", "docs/**/*.md"], { cwd: directory }).sort();
  return new Map(files.map((file) => [file, readFileSync(join(directory, file), "utf8")]));
}

/**
 * Pages with their generated sections as they should be, and what is wrong with their markers. A section whose markers
 * are not exactly once in its own page is left as it is.
 */
export function fillSections(pages: Documents): { readonly pages: Documents; readonly problems: readonly string[] } {
  const filled = new Map(pages);
  const problems: string[] = [];
  for (const [name, { file, body }] of Object.entries(sections)) {
    const text = filled.get(file);
    const problem = markerProblem(pages, name, file);
    if (problem !== undefined) {
      problems.push(problem);
    } else if (text !== undefined) {
      const { start, end } = markers(name);
      const from = text.indexOf(start) + start.length;
      filled.set(file, `${text.slice(0, from)}\n${body()}\n${text.slice(text.indexOf(end))}`);
    }
  }
  for (const [file, text] of filled) {
    filled.set(file, withVersions(text));
  }
  return { pages: filled, problems: [...problems, ...unknownMarkers(pages)] };
}

function markers(name: string): { readonly start: string; readonly end: string } {
  return { start: `<!-- ${name}:start -->`, end: `<!-- ${name}:end -->` };
}

function markerProblem(pages: Documents, name: string, file: string): string | undefined {
  const text = pages.get(file);
  if (text === undefined) {
    return `${file} does not exist; the section "${name}" belongs in it`;
  }
  const { start, end } = markers(name);
  const places = [...pages].flatMap(([page, content]) => {
    const times = Math.max(content.split(start).length, content.split(end).length) - 1;
    return Array.from({ length: times }, () => page);
  });
  if (places.length > 1) {
    return `the markers of the section "${name}" belong in ${file} once; found in ${places.join(", ")}`;
  }
  const from = text.indexOf(start);
  return from < 0 || text.indexOf(end) < from
    ? `${file} needs the markers ${start} and ${end}, in this order`
    : undefined;
}

function unknownMarkers(pages: Documents): readonly string[] {
  return [...pages].flatMap(([file, text]) =>
    [...text.matchAll(/<!-- ([\w./-]+):(?:start|end) -->/g)]
      .filter(([, name = ""]) => !Object.hasOwn(sections, name))
      .map(([marker]) => `${file} has the marker ${marker}, which belongs to no section of scripts/docs.ts`),
  );
}

/** The files that are generated as a whole, or in which versions are written, by their path from the repository's root. */
function wholeFiles(directory: string): Documents {
  const index = readIfExists(join(directory, docsIndex));
  return new Map([
    ...(index === undefined ? [] : [["llms.txt", llmsText(index)] as const]),
    ["action.yml", actionYml()],
    [manifestSchemaFile, manifestSchemaJson()],
    ...recipeFiles(directory).map((file) => [file, recipeText(readFileSync(join(directory, file), "utf8"))] as const),
  ]);
}

/** What is wrong with the documents in a directory, a line each. */
function findStaleDocuments(directory: string): readonly string[] {
  const pages = readPages(directory);
  const filled = fillSections(pages);
  const files = [
    ...[...wholeFiles(directory)]
      .filter(([file, text]) => readIfExists(join(directory, file)) !== text)
      .map(([file]) => file),
    ...[...filled.pages].filter(([file, text]) => pages.get(file) !== text).map(([file]) => file),
  ];
  return [...files.map((file) => `${file} is out of date; run: npm run docs`), ...filled.problems];
}

/** Writes action.yml, the schema of manifests and the generated sections. Pages that do not exist are not made. */
function writeDocuments(directory: string): void {
  const pages = readPages(directory);
  for (const [file, text] of [...wholeFiles(directory), ...fillSections(pages).pages]) {
    if (pages.get(file) !== text) {
      writeFileSync(join(directory, file), text);
    }
  }
}

function readIfExists(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** What the script does with its arguments; what is wrong then, a line each. */
export function runDocs(args: readonly string[]): readonly string[] {
  const directory = args.find((argument) => !argument.startsWith("-")) ?? repository;
  if (!args.includes("--check")) {
    writeDocuments(directory);
  }
  return findStaleDocuments(directory);
}

if (import.meta.main) {
  const stale = runDocs(argv.slice(2));
  if (stale.length > 0) {
    console.error(stale.join("\n"));
    exit(1);
  }
}
