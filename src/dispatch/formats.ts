import { UserError } from "../host/errors.ts";
import { quote } from "../roots/index.ts";

/** Who reads the variables of a set. */
export type EnvironmentFormat = "sh" | "json" | "dotenv" | "github" | "gitlab" | "make" | "goreleaser" | "vscode";

export type SetEnvironment = {
  /** The directory that goes before the others of PATH. */
  readonly bin: string;
  readonly variables: Readonly<Record<string, string>>;
  /** The same for each target by itself, under names with the target in them. */
  readonly perTarget: Readonly<Record<string, string>>;
};

/**
 * The variables of a set as text for a reader, with a line break at the end.
 *
 * - `sh`: for `eval`. - `dotenv`: values in quotes, as every reader of such files takes them. - `github`: for `$GITHUB_ENV`; the
 *   directory is for `$GITHUB_PATH`. - `gitlab`: a dotenv report, which takes values as they stand, without quotes.
 * - `make`: for `include`. - `goreleaser`: an `env:` of a build. - `vscode`: settings of its Go extension, JSON.
 *
 * Sources: docs.gitlab.com/ci/yaml/artifacts_reports (dotenv), GNU make's manual ("Values of variables"), the Go
 * extension's settings go.toolsEnvVars and go.alternateTools.
 * @throws Error for a value with a line break, which none of them can hold; UserError for one that the format cannot.
 */
export function describeEnvironment(environment: SetEnvironment, format: EnvironmentFormat): string {
  const { bin, variables, perTarget } = environment;
  const all = Object.entries({ ...perTarget, ...variables });
  const broken = all.find(([, value]) => /[\r\n\0]/.test(value));
  if (broken !== undefined) {
    throw new Error(`${broken[0]} has a line break in its value`);
  }
  const lines = (write: (name: string, value: string) => string) => all.map(([name, value]) => write(name, value));
  const text = (each: readonly string[]) => each.map((line) => `${line}\n`).join("");
  switch (format) {
    case "sh":
      return text([...lines((name, value) => `export ${name}=${quote(value)}`), `export PATH=${quote(bin)}:"$PATH"`]);
    case "json":
      return `${JSON.stringify({ bin, variables, perTarget }, undefined, 2)}\n`;
    case "dotenv":
      return text([
        ...lines((name, value) => `${name}=${dotenvQuoted(name, value)}`),
        `CGO_CROSS_BIN=${dotenvQuoted("CGO_CROSS_BIN", bin)}`,
      ]);
    case "github":
    case "gitlab":
      return text([...lines((name, value) => `${name}=${value}`), `CGO_CROSS_BIN=${bin}`]);
    case "make":
      return text([
        ...lines((name, value) => `export ${name} := ${makeQuoted(value)}`),
        `export PATH := ${makeQuoted(bin)}:$(PATH)`,
      ]);
    case "goreleaser":
      return text([
        "env:",
        ...Object.entries(variables).map(([name, value]) => `  - ${JSON.stringify(`${name}=${untemplated(value)}`)}`),
      ]);
    case "vscode":
      return `${JSON.stringify({ "go.toolsEnvVars": variables }, undefined, 2)}\n`;
  }
}

/**
 * In single quotes everything stands for itself, with every reader. In double quotes some take a backslash for an escape, and
 * some do not: they hold what no reader would change.
 */
function dotenvQuoted(name: string, value: string): string {
  if (!value.includes("'")) {
    return `'${value}'`;
  }
  if (/["\\$`]/.test(value)) {
    throw new UserError({
      code: "shell-needed",
      text:
        `${name} has a single quote in its value, and a character that readers of dotenv files take in different ways beside ` +
        "it; use `--format json`",
    });
  }
  return `"${value}"`;
}

/** GoReleaser takes values as templates of Go. */
function untemplated(value: string): string {
  return value.replaceAll("{{", '{{ "{{" }}');
}

/**
 * A value as the right side of `:=`. An empty reference keeps what begins with a space from being trimmed, and what ends in a
 * backslash from going on with the next line. Before a `#`, backslashes are halved.
 */
function makeQuoted(value: string): string {
  const escaped = value.replaceAll("$", "$$$$").replaceAll(/(?<!\\)(\\*)#/g, "$1$1\\#");
  return `${/^\s/.test(escaped) ? "$()" : ""}${escaped}${escaped.endsWith("\\") ? "$()" : ""}`;
}
