import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { actionYml, fillSections, runDocs, sections } from "../../scripts/docs.ts";
import { inputDefinitions, inputGroups, outputDefinitions } from "../../src/inputs/definitions.ts";
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
      ["package", "."],
      ["working-directory", "."],
      ["build", "true"],
      ["export-env", "auto"],
      ["cgo", "auto"],
      ["fallback", "refuse"],
      ["compiler", "gcc"],
      ["static", "false"],
      ["libc", "glibc"],
      ["glibc", undefined],
      ["libraries", "auto"],
      ["cgo-cflags", undefined],
      ["cgo-cxxflags", undefined],
      ["cgo-ldflags", undefined],
      ["pkg-config-path", undefined],
      ["tags", undefined],
      ["ldflags", undefined],
      ["gcflags", undefined],
      ["buildmode", "default"],
      ["trimpath", "true"],
      ["go-flags", undefined],
      ["name", undefined],
      ["out-dir", "dist"],
      ["archive", "auto"],
      ["artifacts", "auto"],
      ["artifact-name", undefined],
      ["retention-days", undefined],
      ["expect", "target"],
      ["verify", undefined],
      ["run", "false"],
      ["run-args", undefined],
      ["test", undefined],
      ["test-flags", undefined],
      ["cache", "auto"],
      ["jobs", undefined],
      ["allow-environment", undefined],
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
      "matrix",
    ]);
  });

  it("has a reader for each input, and no other", () => {
    expect(Object.keys(readers).sort()).toEqual(inputDefinitions.map(({ name }) => name).sort());
  });

  it("has every input in a group, group after group, and a line on each that fits an overview", () => {
    const groups = inputDefinitions.map(({ group }) => group);
    expect(groups).toEqual(Object.keys(inputGroups).flatMap((each) => groups.filter((group) => group === each)));
    expect(inputDefinitions.filter(({ summary }) => summary.length > 54 || summary.endsWith("."))).toEqual([]);
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
      "working-directory",
      "glibc",
      "cgo-cflags",
      "cgo-cxxflags",
      "cgo-ldflags",
      "pkg-config-path",
      "tags",
      "ldflags",
      "gcflags",
      "go-flags",
      "out-dir",
      "artifact-name",
      "retention-days",
      "verify",
      "run-args",
      "test",
      "test-flags",
      "jobs",
      "allow-environment",
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

  /** As a process it reads the program's types anew, which takes seconds. */
  function docs(...args: readonly string[]) {
    const stderr = runDocs([...args, directory]).map((line) => `${line}\n`);
    return { status: stderr.length > 0 ? 1 : 0, stdout: "", stderr: stderr.join("") };
  }

  function asProcess(...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args, directory], { encoding: "utf8" });
    return { status, stdout, stderr };
  }

  it("action.yml is the one that the table gives", () => {
    expect(readFileSync(join(root, "action.yml"), "utf8")).toBe(actionYml());
  });

  it("action.yml reads as the table does", () => {
    const text = actionYml();
    const { inputs } = parse(text) as { inputs: Readonly<Record<string, unknown>> };
    expect(inputs).toEqual(
      Object.fromEntries(
        inputDefinitions.map(({ name, summary, default: fallback }) => [
          name,
          { description: `${summary}.`, required: false, ...(fallback === undefined ? {} : { default: fallback }) },
        ]),
      ),
    );
    expect(text.slice(text.indexOf("runs:"))).toBe("runs:\n  using: node24\n  main: dist/index.js\n");
  });

  it("have their sections written and checked, each in its own page", () => {
    const page = (name: string, body: string) =>
      `# Title\n\n<!-- ${name}:start -->\n${body}\n<!-- ${name}:end -->\n\nEnd\n`;
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), text);
    };
    const read = (file: string) => readFileSync(join(directory, file), "utf8");
    const sectionPages = [...new Set(Object.values(sections).map(({ file }) => file))].sort();
    const stale = "is out of date; run: npm run docs\n";
    expect(docs("--check")).toEqual({
      status: 1,
      stdout: "",
      stderr: `action.yml ${stale}docs/reference/manifest.schema.json ${stale}${Object.entries(sections)
        .map(([name, { file }]) => `${file} does not exist; the section "${name}" belongs in it\n`)
        .join("")}`,
    });

    write("README.md", "# Title\n");
    write("action.yml", "name: old\n");
    write("recipes/a/.b.yml", "uses: actions/checkout@v1\n");
    for (const file of sectionPages) {
      const own = Object.entries(sections).filter(([, section]) => section.file === file);
      write(file, own.map(([name]) => page(name, "old")).join(""));
    }
    expect(docs("--check")).toEqual({
      status: 1,
      stdout: "",
      stderr: ["action.yml", "docs/reference/manifest.schema.json", "recipes/a/.b.yml", ...sectionPages]
        .map((file) => `${file} ${stale}`)
        .join(""),
    });
    expect(read("action.yml")).toBe("name: old\n");

    expect(docs()).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(docs("--check")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(read("README.md")).toBe("# Title\n");
    expect(read("action.yml")).toBe(actionYml());
    expect(read("recipes/a/.b.yml")).toMatch(/^uses: actions\/checkout@v[2-9]\n$/);
    expect(read("docs/reference/inputs.md")).toBe(page("inputs", sections["inputs"]?.body() ?? ""));
    expect(read("docs/reference/inputs.md")).toMatch(
      /^# Title\n\n<!-- inputs:start -->\n## What to build\n\n\| input \| default \| per target \| meaning \|\n\| --- \| --- \| --- \| --- \|\n\| \[`targets`\]\(#targets\) \|/,
    );
    expect(read("docs/reference/targets.md")).toContain("\n| `linux/arm/v7` | `gcc-arm-linux-gnueabihf` | ");
    expect(read("docs/reference/targets.md")).toMatch(/\n<!-- targets:end -->\n\nEnd\n$/);

    write("README.md", `${page("outputs", "")}<!-- extra:start -->\n`);
    write("docs/reference/inputs.md", "# Title\n\n<!-- inputs:end -->\n<!-- inputs:start -->\n");
    write("docs/reference/targets.md", page("targets", "").repeat(2));
    const problems = [
      "docs/reference/inputs.md needs the markers <!-- inputs:start --> and <!-- inputs:end -->, in this order\n",
      'the markers of the section "outputs" belong in docs/reference/outputs.md once; found in README.md, docs/reference/outputs.md\n',
      'the markers of the section "targets" belong in docs/reference/targets.md once; found in docs/reference/targets.md, docs/reference/targets.md\n',
      "README.md has the marker <!-- extra:start -->, which belongs to no section of scripts/docs.ts\n",
    ].join("");
    expect(docs("--check")).toEqual({ status: 1, stdout: "", stderr: problems });
    expect(asProcess()).toEqual({ status: 1, stdout: "", stderr: problems });
    expect(read("docs/reference/targets.md")).toBe(page("targets", "").repeat(2));
  });

  it("have rows of as many cells as their heads", () => {
    const empty = new Map<string, string>();
    for (const [name, { file }] of Object.entries(sections)) {
      empty.set(file, `${empty.get(file) ?? ""}<!-- ${name}:start --><!-- ${name}:end -->\n`);
    }
    const { pages, problems } = fillSections(empty);
    expect(problems).toEqual([]);
    for (const [file, text] of pages) {
      for (const block of text.split("\n\n")) {
        const rows = block.split("\n").filter((line) => line.startsWith("|"));
        if (rows.length === 0) {
          continue;
        }
        const cells = rows.map((line) => line.split(/(?<!\\)\|/).length);
        expect([file, new Set(cells).size]).toEqual([file, 1]);
      }
    }
  });
});
