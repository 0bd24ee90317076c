import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** Marks everything a job starts; the real runner finds orphans by it, too. */
export const trackingVariable = "RUNNER_TRACKING_ID";

export type StepOptions = {
  readonly inputs?: Readonly<Record<string, string>>;
  /** Beside what the runner sets. A value of undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** GITHUB_WORKSPACE and the current directory; a fresh empty one where absent. */
  readonly workspace?: string;
  /** RUNNER_TOOL_CACHE; a fresh empty one where absent. */
  readonly toolCache?: string;
  /** RUNNER_TEMP; a fresh empty one where absent. A real one is the same in every job of a runner. */
  readonly temp?: string;
  /** The script to start: dist/index.js where absent, and only then with action.yml's defaults. */
  readonly entry?: string;
};

/** A step that is ready to start. */
export type Step = {
  readonly entry: string;
  readonly workspace: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly trackingId: string;
  readonly files: CommandFiles<string>;
  readonly unexpected: readonly string[];
};

export type CommandFiles<T> = Readonly<Record<"ENV" | "OUTPUT" | "PATH" | "STATE" | "STEP_SUMMARY", T>>;

const filePrefixes: CommandFiles<string> = {
  ENV: "set_env_",
  OUTPUT: "set_output_",
  PATH: "add_path_",
  STATE: "save_state_",
  STEP_SUMMARY: "step_summary_",
};

/** Makes the directories and the command files of a step, in `own` where the options name no other place. */
export async function prepareStep(own: string, options: StepOptions): Promise<Step> {
  const workspace = options.workspace ?? join(own, "work", "repository", "repository");
  const temp = options.temp ?? join(own, "work", "_temp");
  const toolCache = options.toolCache ?? join(own, "tools");
  const commandDirectory = join(temp, "_runner_file_commands");
  for (const directory of [workspace, temp, toolCache, commandDirectory]) {
    await mkdir(directory, { recursive: true });
  }

  const id = randomUUID();
  const place = (key: keyof CommandFiles<string>) => join(commandDirectory, `${filePrefixes[key]}${id}`);
  const files = {
    ENV: place("ENV"),
    OUTPUT: place("OUTPUT"),
    PATH: place("PATH"),
    STATE: place("STATE"),
    STEP_SUMMARY: place("STEP_SUMMARY"),
  };
  for (const file of Object.values(files)) {
    await writeFile(file, "");
  }

  const declared = options.entry === undefined ? readDeclaredInputs() : undefined;
  const inputs = { ...declared, ...options.inputs };
  const trackingId = `github_${randomUUID()}`;
  const variables = {
    ...inheritedVariables(),
    ...githubVariables(),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: toolCache,
    [trackingVariable]: trackingId,
    ...Object.fromEntries(Object.entries(files).map(([key, file]) => [`GITHUB_${key}`, file])),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [inputVariable(name), value])),
    ...options.env,
  };
  return {
    entry: options.entry ?? join(repository, "dist", "index.js"),
    workspace,
    variables: definedOnly(variables),
    trackingId,
    files,
    unexpected: declared === undefined ? [] : Object.keys(inputs).filter((name) => !(name in declared)),
  };
}

/** Spaces become `_`, hyphens stay (actions/runner, Handler.cs, AddInputsToEnvironment). */
function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}

/** Every input that action.yml declares has a value: its default, or an empty one. */
function readDeclaredInputs(): Record<string, string> {
  // The file is ours, and a test compares it with its schema.
  const action = parse(readFileSync(join(repository, "action.yml"), "utf8")) as {
    readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>;
  };
  const inputs = Object.entries(action.inputs ?? {});
  return Object.fromEntries(inputs.map(([name, input]) => [name, String(input?.default ?? "")]));
}

/** The environment of a machine, without the variables of a job or a test that this one runs in. */
function inheritedVariables(): Record<string, string | undefined> {
  const foreign =
    /^(?:INPUT_|GITHUB_|RUNNER_|ACTIONS_|STATE_|CGO_CROSS_|VITEST|npm_|NODE_(?:ENV|OPTIONS|PATH|V8_COVERAGE)$|CI$|TEST$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const path = (process.env["PATH"] ?? "").split(":").filter((entry) => !entry.includes("node_modules"));
  return { ...Object.fromEntries(own), PATH: path.join(":") };
}

function githubVariables(): Record<string, string> {
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "__self",
    GITHUB_ACTOR: "octocat",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_EVENT_NAME: "push",
    GITHUB_JOB: "build",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REF_NAME: "main",
    GITHUB_REF_TYPE: "branch",
    GITHUB_REPOSITORY: "octocat/hello-world",
    GITHUB_RETENTION_DAYS: "90",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_RUN_ID: "1658821493",
    GITHUB_RUN_NUMBER: "1",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: "ffac537e6cbbf934b08745a378932722df287a53",
    GITHUB_WORKFLOW: "ci",
    RUNNER_ARCH: process.arch === "arm64" ? "ARM64" : "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_NAME: "GitHub Actions 1",
    RUNNER_OS: "Linux",
  };
}

function definedOnly(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** What the step has written to its command files. */
export async function readFiles({ files }: Step): Promise<CommandFiles<string>> {
  const read = (key: keyof CommandFiles<string>) => readFile(files[key], "utf8");
  return {
    ENV: await read("ENV"),
    OUTPUT: await read("OUTPUT"),
    PATH: await read("PATH"),
    STATE: await read("STATE"),
    STEP_SUMMARY: await read("STEP_SUMMARY"),
  };
}
