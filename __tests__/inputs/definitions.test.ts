import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { actionYml, fillSections, sections } from "../../scripts/docs.ts";
import { inputDefinition, inputDefinitions, outputDefinitions } from "../../src/inputs/definitions.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { readers } from "../../src/inputs/readers.ts";
import { rawFromVariables } from "../../src/inputs/variables.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";

const context = { platforms: knownPlatforms, workspace: "/ws" };
const root = fileURLToPath(new URL("../..", import.meta.url));
const script = join(root, "scripts/docs.ts");

describe("the table", () => {
  it("has the inputs and outputs that were agreed on", () => {
    expect(inputDefinitions.map(({ name, default: fallback }) => [name, fallback])).toEqual([
      ["targets", "linux/amd64, linux/arm64"],
      ["cgo", "auto"],
      ["fallback", "refuse"],
      ["expect", "target"],
      ["compiler", "gcc"],
      ["static", "false"],
      ["libc", "glibc"],
      ["glibc", undefined],
      ["libraries", "auto"],
      ["package", "."],
      ["working-directory", "."],
      ["name", undefined],
      ["out-dir", "dist"],
      ["tags", undefined],
      ["ldflags", undefined],
      ["gcflags", undefined],
      ["buildmode", "default"],
      ["trimpath", "true"],
      ["go-flags", undefined],
      ["cgo-cflags", undefined],
      ["cgo-cxxflags", undefined],
      ["cgo-ldflags", undefined],
      ["pkg-config-path", undefined],
      ["allow-environment", undefined],
      ["build", "true"],
      ["export-env", "auto"],
      ["run", "false"],
      ["run-args", undefined],
      ["test", undefined],
      ["test-flags", undefined],
      ["artifacts", "auto"],
      ["artifact-name", undefined],
      ["retention-days", undefined],
      ["archive", "auto"],
      ["cache", "auto"],
      ["jobs", undefined],
      ["dry-run", "false"],
    ]);
    expect(outputDefinitions.map(({ name }) => name)).toEqual([
      "binaries",
      "manifest",
      "checksums",
      "out-dir",
      "targets",
      "cache-hit",
      "cc",
      "go-flags",
      "binary",
    ]);
  });

  it("has a reader for each input, and no other", () => {
    expect(Object.keys(readers)).toEqual(inputDefinitions.map(({ name }) => name));
  });

  it("says what happens without a default, and only then", () => {
    const wrong = inputDefinitions.filter((input) => (input.default === undefined) === (input.absent === undefined));
    expect(wrong).toEqual([]);
  });

  it("has the default first among the choices", () => {
    for (const definition of inputDefinitions) {
      const { default: fallback } = definition;
      if (definition.kind === "choice") {
        expect([definition.name, definition.choices[0]]).toEqual([definition.name, fallback]);
      }
    }
  });

  it("is one paragraph each, without a line break or a stray mark", () => {
    for (const { name, description } of [...inputDefinitions, ...outputDefinitions]) {
      expect([name, description]).toEqual([name, description.replaceAll(/\s+/g, " ").trim()]);
      expect([name, description.split("`").length % 2]).toEqual([name, 1]);
      expect([name, description.at(-1)]).toEqual([name, "."]);
    }
  });

  it("gives the same inputs whether defaults are written out, as the runner does, or left out", () => {
    const written = Object.fromEntries(inputDefinitions.map(({ name, default: fallback }) => [name, fallback ?? ""]));
    expect(parseInputs(written, context)).toEqual(parseInputs({}, context));
  });

  it("has examples that can be read", () => {
    const examples: Record<string, string> = {};
    for (const { name, description } of inputDefinitions) {
      const example = /Example[^:]*: `([^`]*)`/.exec(description)?.[1];
      if (example !== undefined) {
        examples[name] = example;
      }
    }
    expect(Object.keys(examples)).toEqual([
      "targets",
      "glibc",
      "working-directory",
      "out-dir",
      "tags",
      "ldflags",
      "gcflags",
      "go-flags",
      "cgo-cflags",
      "cgo-cxxflags",
      "cgo-ldflags",
      "pkg-config-path",
      "allow-environment",
      "run-args",
      "test",
      "test-flags",
      "artifact-name",
      "retention-days",
      "jobs",
    ]);
    expect(parseInputs({ ...examples, run: "true" }, context).problems).toEqual([]);
    const ownExamples = inputDefinitions.flatMap((definition) =>
      "example" in definition ? [[definition.name, definition.example] as const] : [],
    );
    expect(parseInputs({ ...Object.fromEntries(ownExamples), run: "true" }, context).problems).toEqual([]);
  });
});

describe("variables of the runner", () => {
  it("become inputs; other variables are ignored", () => {
    const environment = {
      INPUT_TARGETS: "linux/arm64",
      "INPUT_WORKING-DIRECTORY": "x",
      INPUT_NAME: "",
      INPUT_VERSION: "1.2.3",
      INPUT_WORKING_DIRECTORY: "y",
      PATH: "/bin",
    };
    expect(rawFromVariables(environment)).toEqual({ targets: "linux/arm64", "working-directory": "x", name: "" });
  });
});

describe("documents", () => {
  const directory = mkdtempSync(join(tmpdir(), "docs-"));
  afterAll(() => rmSync(directory, { recursive: true }));

  function docs(...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args, directory], { encoding: "utf8" });
    return { status, stdout, stderr };
  }

  it("action.yml is the one that the table gives", () => {
    expect(readFileSync(join(root, "action.yml"), "utf8")).toBe(actionYml());
  });

  it("action.yml reads as the table does", () => {
    const text = actionYml();
    const read = (name: string) => {
      const block = new RegExp(
        `^  ${name}:\\n    description: >-\\n((?: {6}.*\\n)+)(?:    required: false\\n)?(?:    default: (.*)\\n)?`,
        "m",
      ).exec(text);
      return {
        description: block?.[1]?.trim().replaceAll(/\n\s+/g, " "),
        default: block?.[2] === undefined ? undefined : JSON.parse(block[2]),
      };
    };
    const names = inputDefinitions.map(({ name }) => name);
    expect(names.map(read)).toEqual(
      names.map((name) => {
        const { description, default: fallback } = inputDefinition(name) ?? {};
        return { description, default: fallback };
      }),
    );
    expect(text.slice(text.indexOf("runs:"))).toBe("runs:\n  using: node24\n  main: dist/index.js\n");
  });

  it("have their sections written and checked, each in its own page", () => {
    const page = (name: string, body: string) =>
      `# Title\n\n<!-- ${name}:start -->\n${body}\n<!-- ${name}:end -->\n\nEnd\n`;
    const write = (file: string, text: string) => writeFileSync(join(directory, file), text);
    const read = (file: string) => readFileSync(join(directory, file), "utf8");
    const stale = "is out of date; run: npm run docs\n";
    expect(docs("--check")).toEqual({
      status: 1,
      stdout: "",
      stderr: `action.yml ${stale}${["inputs", "outputs", "targets", "where-it-runs"]
        .map((name) => `docs/${name}.md does not exist; the section "${name}" belongs in it\n`)
        .join("")}`,
    });

    mkdirSync(join(directory, "docs"));
    write("README.md", "# Title\n");
    write("action.yml", "name: old\n");
    for (const name of ["inputs", "outputs", "targets", "where-it-runs"]) {
      write(`docs/${name}.md`, page(name, "old"));
    }
    expect(docs("--check")).toEqual({
      status: 1,
      stdout: "",
      stderr: ["action.yml", "docs/inputs.md", "docs/outputs.md", "docs/targets.md", "docs/where-it-runs.md"]
        .map((file) => `${file} ${stale}`)
        .join(""),
    });
    expect(read("action.yml")).toBe("name: old\n");

    expect(docs()).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(docs("--check")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(read("README.md")).toBe("# Title\n");
    expect(read("action.yml")).toBe(actionYml());
    expect(read("docs/inputs.md")).toBe(page("inputs", sections["inputs"]?.body() ?? ""));
    expect(read("docs/inputs.md")).toMatch(
      /^# Title\n\n<!-- inputs:start -->\n\| input \| default \| per target \| meaning \|\n\| --- \| --- \| --- \| --- \|\n\| `targets` \|/,
    );
    expect(read("docs/targets.md")).toContain("\n| `linux/arm/v7` | `gcc-arm-linux-gnueabihf` | ");
    expect(read("docs/targets.md")).toMatch(/\n<!-- targets:end -->\n\nEnd\n$/);

    write("README.md", `${page("outputs", "")}<!-- extra:start -->\n`);
    write("docs/inputs.md", "# Title\n\n<!-- inputs:end -->\n<!-- inputs:start -->\n");
    write("docs/targets.md", page("targets", "").repeat(2));
    const problems = [
      "docs/inputs.md needs the markers <!-- inputs:start --> and <!-- inputs:end -->, in this order\n",
      'the markers of the section "outputs" belong in docs/outputs.md once; found in README.md, docs/outputs.md\n',
      'the markers of the section "targets" belong in docs/targets.md once; found in docs/targets.md, docs/targets.md\n',
      "README.md has the marker <!-- extra:start -->, which belongs to no section of scripts/docs.ts\n",
    ].join("");
    expect(docs("--check")).toEqual({ status: 1, stdout: "", stderr: problems });
    expect(docs()).toEqual({ status: 1, stdout: "", stderr: problems });
    expect(read("docs/targets.md")).toBe(page("targets", "").repeat(2));
  });

  it("have rows of as many cells as their heads", () => {
    const empty = Object.entries(sections).map(
      ([name, { file }]) => [file, `<!-- ${name}:start --><!-- ${name}:end -->`] as const,
    );
    const { pages, problems } = fillSections(new Map(empty));
    expect(problems).toEqual([]);
    for (const [file, text] of pages) {
      for (const block of text.split("\n\n")) {
        const rows = block.split("\n").filter((line) => line.startsWith("|"));
        const cells = rows.map((line) => line.split(/(?<!\\)\|/).length);
        expect([file, new Set(cells).size]).toEqual([file, 1]);
      }
    }
  });
});
