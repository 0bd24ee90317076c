import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/diagnose/catalogue.ts";
import { documentOf } from "../../src/diagnose/document.ts";
import { problemDocuments, problemPages } from "../../src/diagnose/pages.ts";
import { failureCodes, problemCodes, warningCodes } from "../../src/host/errors.ts";
import { parseFlags } from "../../src/inputs/flags.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";

const codes = [...failureCodes, ...problemCodes, ...warningCodes];
const found = [...problemCodes, ...warningCodes];

describe("codes", () => {
  it("are of one kind each, in words that stay", () => {
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
    expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it("are those of the catalogue's rows, and those of the problems and warnings that have a document, on one page each", () => {
    expect(catalogue.map(({ code }) => code).sort()).toEqual([...failureCodes].sort());
    expect(Object.values(problemPages).flatMap(Object.keys).sort()).toEqual([...found].sort());
    expect(Object.keys(problemDocuments).sort()).toEqual([...found].sort());
  });

  it("are used: what no line of the program says is no code", () => {
    const sources = globSync("src/**/*.ts", { exclude: ["src/diagnose/**", "src/host/codes.ts"] });
    const text = sources.map((file) => readFileSync(file, "utf8")).join("\n");
    expect(found.filter((code) => !text.includes(`"${code}"`))).toEqual([]);
  });

  it.each(codes)("%s has a heading in docs/errors", (code) => {
    const [page = "", anchor] = documentOf(code)?.page.split("#") ?? [];
    expect(anchor).toBe(code);
    expect(readFileSync(page, "utf8")).toContain(`\n## ${code}\n`);
  });

  it.each(Object.entries(problemDocuments))("%s is documented in whole sentences", (_, document) => {
    expect(document.title).toMatch(/^[A-Za-z`].*[^.]$/);
    expect(document.about).toMatch(/^[A-Za-z`].*\.$/);
    expect(document.example).toMatch(/^\S.*[^.\n]$/);
    expect(document.reference).toMatch(/^(https:\/\/|docs\/)/);
  });
});

describe("warnings", () => {
  const sources = globSync("src/**/*.ts", { exclude: ["src/diagnose/**", "src/host/codes.ts"] })
    .map((file) => readFileSync(file, "utf8"))
    .map((text) => ({
      text,
      templates: [...text.matchAll(/`(?:\\.|[^`\\])*`/g)].map(([literal]) => literal.slice(1, -1)),
    }));

  /** A template of the sources as a pattern of what it gives, and how much of that is always the same. */
  function readTemplate(template: string): { readonly pattern: RegExp; readonly fixed: number } {
    const parts = template.replaceAll("\\`", "`").split(/\$\{[^}]*\}/);
    const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+");
    return { pattern: new RegExp(`^(?:.+: )?${pattern}$`), fixed: parts.join("").length };
  }

  // What a plan warns of is put together of more than one template; see below.
  const logged = warningCodes.filter((code) => !code.startsWith("built-without-"));

  it.each(logged)("%s: its example has the words of a sentence beside its code in the sources", (code) => {
    const example = documentOf(code)?.example ?? "";
    const own = sources.filter(({ text }) => text.includes(`code: "${code}"`)).flatMap(({ templates }) => templates);
    const matching = own.map(readTemplate).filter(({ pattern, fixed }) => fixed > 20 && pattern.test(example));
    expect(matching).toHaveLength(1);
  });
});

/** Inputs, or a command line, that give the example of each document. */
const wrong = {
  "unknown-input": { target: "linux/amd64" },
  "input-value": { glibc: "latest" },
  "input-character": { name: "hello\u0007" },
  "unclosed-quote": { "cgo-cflags": "'-DNAME=a b" },
  "unknown-placeholder": { "artifact-name": "{name}-{platform}" },
  "file-name": { name: "bin/hello" },
  "misplaced-option": { package: "-trimpath" },
  "option-not-allowed": { "go-flags": "-toolexec=./wrap" },
  "inputs-conflict": { libc: "musl", glibc: "2.31" },
  "input-without-effect": { "run-args": "--version" },
  "lines-conflict": { targets: "linux/arm64", libc: "linux/*: musl\n*/arm64: glibc" },
  "pattern-without-target": { targets: "linux/s390x", libc: "linux/arm64: musl" },
  "unknown-target": { targets: "linus/arm64" },
  "no-targets": { targets: "linux/amd64, !linux/*" },
  "host-directory": { "pkg-config-path": "/usr/lib/pkgconfig" },
  "static-not-possible": { targets: "darwin/arm64", static: "true" },
  "unknown-option": ["--target", "linux/arm64"],
  "option-without-value": ["--jobs"],
  "option-twice": ["--name=a", "--name=b"],
  "unexpected-argument": ["linux/arm64"],
  "unknown-topic": ["help", "tagets"],
} as const;

it.each(Object.entries(wrong))("%s: its example is what is printed", (code, given) => {
  const parsed = Array.isArray(given)
    ? parseFlags(given)
    : parseInputs(
        { targets: "linux/amd64", ...(given as Readonly<Record<string, string>>) },
        { platforms: knownPlatforms, workspace: "/ws" },
      );
  const [problem] = "problems" in parsed ? parsed.problems : [];
  expect(problem).toEqual({ code, text: documentOf(code)?.example });
});
