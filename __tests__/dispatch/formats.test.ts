import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { describeEnvironment, type EnvironmentFormat } from "../../src/dispatch/formats.ts";

/** What has a meaning to one of the readers or another, in values and in the directory. */
const values: Readonly<Record<string, string>> = {
  CGO_ENABLED: "1",
  SPACES: "  two  words ",
  QUOTES: `it's "quoted"`,
  DOLLARS: `$HOME $${"{HOME}"} $(id) $$ \`id\``,
  HASHES: "a #b#c \\#",
  BACKSLASHES: "C:\\new\\table \\",
  SIGNS: "a=b;c&d|e<f>g*?[h]{i}!~%:@,",
  UNICODE: "grün ✓",
  TEMPLATE: "{{ .Env.HOME }}",
  EMPTY: "",
};
const bin = "/tmp/with space/$x'y\"#/bin";
const environment = {
  bin,
  variables: values,
  perTarget: { CC_linux_arm64: "/x y/cc", CGO_LDFLAGS_linux_arm_v6: "-static '-L/a b'" },
};
const all = { ...environment.perTarget, ...values };

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "formats "));
});
afterAll(() => rmSync(directory, { recursive: true }));

const text = (format: EnvironmentFormat) => describeEnvironment(environment, format);

/** What every reader of dotenv files takes alike. */
const dotenvValues = { ...values, QUOTES: `it's quoted`, DOUBLE: 'a "b" $c' };
const dotenvBin = "/tmp/with space/$x#/bin";
const dotenv = () => describeEnvironment({ ...environment, bin: dotenvBin, variables: dotenvValues }, "dotenv");
const allDotenv = { ...environment.perTarget, ...dotenvValues };

/** The environment of a program that says it, as NUL-terminated words. */
function readBack(file: string, args: readonly string[]): Readonly<Record<string, string>> {
  const printed = execFileSync(file, [...args], {
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin" },
    // A bash whose standard input is a socket reads the user's .bashrc.
    stdio: ["ignore", "pipe", "inherit"],
  });
  const words = printed.split("\0").filter((word) => word.includes("="));
  return Object.fromEntries(words.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]));
}

describe("the variables of a set, as their readers take them", () => {
  it.each(["dash", "bash", "sh"])("a shell: %s", (shell) => {
    const read = readBack(shell, ["-c", 'eval "$1"; exec /usr/bin/env -0', "x", text("sh")]);
    expect(read).toMatchObject({ ...all, PATH: `${bin}:/usr/bin:/bin` });
  });

  it("GNU make, by include", () => {
    writeFileSync(join(directory, "set.mk"), text("make"));
    writeFileSync(join(directory, "Makefile"), "include set.mk\nall:\n\t@/usr/bin/env -0\n");
    const read = readBack("/usr/bin/make", ["-s", "-C", directory]);
    expect(read).toMatchObject({ ...all, PATH: `${bin}:/usr/bin:/bin` });
  });

  it("a reader of dotenv files", async () => {
    const { parse: parseDotenv } = await import("dotenv");
    expect(parseDotenv(dotenv())).toEqual({ ...allDotenv, CGO_CROSS_BIN: dotenvBin });
  });

  it("a shell that sources a dotenv file", () => {
    const file = join(directory, "set.env");
    writeFileSync(file, dotenv());
    expect(readBack("dash", ["-c", 'set -a; . "$1"; exec /usr/bin/env -0', "x", file])).toMatchObject(allDotenv);
  });

  it("dotenv readers differ in the rest, which is said", () => {
    expect(() => text("dotenv")).toThrow(/^QUOTES has a single quote in its value, .*; use `--format json`$/);
  });

  /** Source: GitLab's page on dotenv reports: a name, `=`, and the rest of the line as it stands. */
  it.each(["gitlab", "github"] as const)("%s, which takes values as they stand", (format) => {
    const lines = text(format).trimEnd().split("\n");
    const read = lines.map((line) => /^([A-Za-z0-9_]+)=(.*)$/.exec(line));
    expect(Object.fromEntries(read.map((match) => [match?.[1], match?.[2]]))).toEqual({ ...all, CGO_CROSS_BIN: bin });
  });

  it("GoReleaser, in YAML", () => {
    const { env } = parse(text("goreleaser")) as { env: readonly string[] };
    const expanded = env.map(expandTemplate);
    expect(
      Object.fromEntries(expanded.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)])),
    ).toEqual(values);
  });

  it("JSON, and the settings of VS Code", () => {
    expect(JSON.parse(text("json"))).toEqual(environment);
    expect(JSON.parse(text("vscode"))).toEqual({ "go.toolsEnvVars": values });
  });

  it.each(["\n", "\r", "\0"])("none holds a line break: %j", (character) => {
    const broken = { ...environment, variables: { A: `x${character}y` } };
    expect(() => describeEnvironment(broken, "sh")).toThrow("A has a line break in its value");
  });
});

/** What Go's text/template makes of a text whose only actions are strings. Source: its page, "Arguments". */
function expandTemplate(line: string): string {
  const parts = line.split(/\{\{ ("\{\{") \}\}/);
  return parts
    .map((part, at) => {
      expect(at % 2 === 0 && part.includes("{{")).toBe(false);
      return at % 2 === 0 ? part : String(JSON.parse(part));
    })
    .join("");
}
