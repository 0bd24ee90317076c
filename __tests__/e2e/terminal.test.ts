import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Ajv } from "ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentOf } from "../../src/diagnose/document.ts";
import { repository, runAction } from "../support/runner.ts";

const files = {
  "go.mod": "module example.com/bad\n\ngo 1.24\n",
  "main.go": 'package main\n\n// #include "simd.h"\nimport "C"\n\nfunc main() { C.work() }\n',
  "simd.h": `static void work(void) {}
#if defined(__aarch64__) || defined(__s390x__)
#error "no vectors for this processor"
#endif
#if defined(__i386__) || defined(__riscv)
static int count = many;
#endif
`,
};

let workspace = "";
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), "cgo-cross-terminal-"));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(workspace, name), text);
  }
});
afterAll(() => rmSync(workspace, { recursive: true }));

/** One more every half a minute, so that there are none on a fast machine. */
const ofLongStep = /^(linux\/\w+|the program's packages)[^:]*: .*, (\d+ s|\d+ min.*)$/;

const cli = join(repository, "dist/cli.js");
const targets = ["--targets", "linux/amd64,linux/arm64,linux/386,linux/s390x,linux/riscv64"];

describe("a run of five targets, of which four fail for two causes", () => {
  test("on a pipe it takes less than 60 lines and tells each failure once, and standard output has the manifest alone", () => {
    const done = spawnSync(process.execPath, [cli, "--json", ...targets], { cwd: workspace, encoding: "utf8" });
    expect(done.status, done.stderr).toBe(1);
    expect(problemsOf(done.stdout)).toEqual([]);
    // No earlier run has been here.
    expect(done.stdout).toBe(readFileSync(join(workspace, "dist/cgo-cross.json"), "utf8"));
    const lines = done.stderr.trimEnd().split("\n");
    expect(lines.filter((line) => !ofLongStep.test(line)).length, done.stderr).toBeLessThan(60);
    expect(stripVTControlCharacters(done.stderr)).toBe(done.stderr);
    const report = lines.slice(lines.indexOf("✗ bad: 4 of 5 targets failed."));
    expect(report.filter((line) => line.startsWith("✗"))).toEqual([
      "✗ bad: 4 of 5 targets failed.",
      "✗ linux/arm64, linux/s390x: build failed",
      "✗ linux/386, linux/riscv64: build failed",
    ]);
    expect(report).toContainEqual(
      expect.stringMatching(/^linux\/amd64 +bad_linux_amd64\.tar\.gz +[\d.]+ MB +glibc ≥ /),
    );
    // Where it happened, and nowhere else: its group, and what it is the same as.
    expect(
      lines.filter((line) => /^linux\/(arm64|s390x): FAILED .*: the same as linux\/(arm64|s390x)$/.test(line)),
    ).toHaveLength(1);
    expect(lines.filter((line) => /^error: /.test(line))).toEqual([]);
  });

  test("on a terminal the table fills in place and is gone at the end, in colours", () => {
    const coloured = onTerminal({ NO_COLOR: "" });
    expect(coloured).toContain("\u001b[36m▸\u001b[39m linux/amd64    building");
    expect(coloured).toContain("\u001b[31m✗\u001b[39m \u001b[1mlinux/386, linux/riscv64: build failed");
    // What comes after the last time that the table was erased has nothing of it.
    const report = stripVTControlCharacters(coloured.slice(coloured.lastIndexOf("\u001b[0J")));
    expect(report).toContain("✗ bad: 4 of 5 targets failed.");
    expect(report).not.toMatch(/▸|done in/);
  });

  test("colours are as the environment says, on a terminal and through a pipe", () => {
    const wrong = ["--targets", "linux/nope"];
    const uncoloured = onTerminal({ NO_COLOR: "1" }, wrong);
    expect(uncoloured).toContain("error: --targets: unknown target");
    expect(uncoloured).not.toContain("\u001b[31m");
    const env = { ...process.env, FORCE_COLOR: "1" };
    const piped = spawnSync(process.execPath, [cli, ...wrong], { cwd: workspace, env, encoding: "utf8" });
    expect(piped.stderr).toContain("\u001b[31merror:\u001b[39m --targets: unknown target");
  });
});

test("a run that builds nothing prints the problems in place of the manifest", () => {
  for (const [wrong, code] of [
    ["--targets=linux/nope", "unknown-target"],
    ["--nope", "unknown-option"],
  ] as const) {
    const done = spawnSync(process.execPath, [cli, "--json", wrong], { cwd: workspace, encoding: "utf8" });
    expect(done.status).toBe(2);
    expect(problemsOf(done.stdout)).toEqual([]);
    expect(JSON.parse(done.stdout)).toMatchObject({
      schema: 1,
      problems: [
        { text: expect.stringContaining("nope"), code, link: expect.stringMatching(`^docs/errors/.*#${code}$`) },
      ],
    });
    expect(done.stderr).toMatch(new RegExp(`^More: cgo-cross help ${code}$`, "m"));
  }
});

test("a warning has its code at a terminal, in the manifest, and in a workflow's annotation and summary", async () => {
  const program = mkdtempSync(join(tmpdir(), "cgo-cross-warned-"));
  writeFileSync(join(program, "go.mod"), "module example.com/warned\n\ngo 1.24\n");
  const lines = ["package main", "", "// #cgo CFLAGS: -march=native", "// static void f(void) {}", 'import "C"', ""];
  writeFileSync(join(program, "main.go"), [...lines, "func main() { C.f() }", ""].join("\n"));
  const target = `linux/${process.arch === "x64" ? "amd64" : process.arch}`;
  const done = spawnSync(process.execPath, [cli, "--json", "--targets", target], { cwd: program, encoding: "utf8" });
  expect(done.status, done.stderr).toBe(0);
  const text = expect.stringMatching(new RegExp(`^${target}: -march=native in main\\.go:3 compiles for the processor`));
  const link = documentOf("native-flag")?.page;
  expect(problemsOf(done.stdout)).toEqual([]);
  expect(JSON.parse(done.stdout)).toMatchObject({ warnings: [{ code: "native-flag", text, link }] });
  expect(done.stderr).toMatch(/\n! warning: linux\/.*\n(?: {2}.*\n)* {2}.*\(cgo-cross help native-flag\)\n/);
  expect(done.stderr.match(/native-flag/g)).toHaveLength(1);
  const run = await runAction({ inputs: { targets: target, artifacts: "off" }, workspace: program });
  expect(run.conclusion).toBe("success");
  expect(run.annotations).toMatchObject([{ level: "warning", message: text, title: "native-flag" }]);
  expect(run.summary).toMatch(/^- ⚠️ .*-march=native in .* \(`native-flag`\)$/m);
  rmSync(program, { recursive: true });
});

/** What is wrong with a manifest, as its schema has it. */
function problemsOf(text: string): unknown {
  const schema = JSON.parse(readFileSync(join(repository, "docs/reference/manifest.schema.json"), "utf8")) as object;
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  return ajv.validate(schema, JSON.parse(text)) ? [] : ajv.errors;
}

/** What the same run writes to a terminal. */
function onTerminal(variables: Readonly<Record<string, string>>, flags = targets): string {
  const program = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
  const done = spawnSync("python3", ["-c", program, process.execPath, cli, ...flags], {
    cwd: workspace,
    // Undefined is absent: Node takes an empty FORCE_COLOR for one that is set.
    env: { ...process.env, TERM: "xterm", FORCE_COLOR: undefined, ...variables },
    encoding: "utf8",
  });
  expect(done.status, done.stdout).toBe(flags === targets ? 1 : 2);
  return done.stdout;
}
