import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { parse } from "yaml";
import { parseAssignments, parsePaths } from "./command-files.ts";
import { runAction } from "./runner.ts";

export type WorkflowOptions = {
  /** The repository that the workflow is in; each job gets a copy. */
  readonly project: string;
  /** The workflow's path in it. */
  readonly file: string;
  /** `github` in expressions, such as `ref_name`. */
  readonly github?: Readonly<Record<string, string>>;
  /** RUNNER_TOOL_CACHE of all jobs. */
  readonly toolCache: string;
  /** Beside what the steps have of this process. */
  readonly variables?: Readonly<Record<string, string>>;
  /** For steps with one of others' actions, by its name without the version. A step of any other is not run. */
  readonly actions?: Readonly<Record<string, (inputs: Readonly<Record<string, string>>, workspace: string) => void>>;
  /** Scripts that are not run here. */
  readonly skip?: (script: string) => boolean;
};

export type JobRun = {
  readonly id: string;
  /** `not run`: on a runner that this machine is none of, or after a job that failed. */
  readonly conclusion: "success" | "failure" | "not run";
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly steps: readonly StepRun[];
  /** What a job was left with, until `remove` is called. */
  readonly workspace: string;
  /** What its steps have handed on. */
  readonly variables: Texts;
  readonly paths: readonly string[];
};

export type StepRun = {
  /** The action, without its version, or the script. */
  readonly what: string;
  readonly conclusion: "success" | "failure" | "not run";
  readonly log: string;
};

type Texts = Readonly<Record<string, string>>;
type Step = { readonly id?: string; readonly uses?: string; readonly with?: object; readonly run?: string } & {
  readonly env?: object;
  readonly "working-directory"?: string;
};
type Job = {
  readonly needs?: string | readonly string[];
  readonly "runs-on": string;
  readonly outputs?: object;
  readonly strategy?: { readonly matrix: unknown };
  readonly steps: readonly Step[];
};
type Context = Readonly<Record<string, unknown>>;
type Entry = Readonly<Record<string, unknown>>;

/**
 * Runs a workflow of GitHub's on this machine: its jobs in their order, with their matrices and outputs, scripts by `bash -e`, this
 * action from dist/, and expressions by GitHub's own evaluator. Jobs for other systems than Ubuntu are not run.
 */
export async function runWorkflow(
  options: WorkflowOptions,
): Promise<{ readonly jobs: readonly JobRun[]; remove(): void }> {
  const own = mkdtempSync(join(tmpdir(), "workflow-"));
  const { jobs } = parse(readFileSync(join(options.project, options.file), "utf8")) as {
    readonly jobs: Readonly<Record<string, Job>>;
  };
  const runs: JobRun[] = [];
  const needs: Record<string, { readonly result: string; readonly outputs: Texts }> = {};
  // A workflow that is valid here has its jobs in an order in which they can run.
  for (const [id, job] of Object.entries(jobs)) {
    const context = { github: options.github ?? {}, needs };
    const ready = [job.needs ?? []].flat().every((other) => needs[other]?.result === "success");
    let outputs: Texts = {};
    for (const matrix of entriesOf(filled(job.strategy?.matrix, context))) {
      const workspace = join(own, `${runs.length}`);
      const done = await runJob({ id, job, workspace, ready, context: { ...context, matrix } }, options);
      outputs = done.outputs;
      runs.push({ ...done.run, matrix });
    }
    const failed = runs.some((run) => run.id === id && run.conclusion !== "success");
    needs[id] = { result: failed ? "failure" : "success", outputs };
  }
  return { jobs: runs, remove: () => rmSync(own, { recursive: true }) };
}

/** The jobs of a matrix: every entry of `include`, or every combination of its lists. */
function entriesOf(matrix: unknown): readonly Entry[] {
  const { include, ...lists } = (matrix ?? {}) as Readonly<Record<string, readonly unknown[]>>;
  let combined: readonly Entry[] = include === undefined || Object.keys(lists).length > 0 ? [{}] : [];
  for (const [name, values] of Object.entries(lists)) {
    combined = combined.flatMap((entry) => values.map((value) => ({ ...entry, [name]: value })));
  }
  return [...combined, ...((include ?? []) as readonly Entry[])];
}

type JobToRun = {
  readonly id: string;
  readonly job: Job;
  readonly workspace: string;
  readonly ready: boolean;
  readonly context: Context;
};

async function runJob({ id, job, workspace, ready, context }: JobToRun, options: WorkflowOptions) {
  const here = String(filled(job["runs-on"], context)).startsWith("ubuntu");
  const none: Texts = {};
  if (!ready || !here) {
    const run = { id, conclusion: "not run" as const, steps: [], workspace, variables: {}, paths: [] };
    return { run, outputs: none };
  }
  mkdirSync(workspace, { recursive: true });
  const state: JobState = { workspace, variables: {}, paths: [] };
  const steps: StepRun[] = [];
  const results: Record<string, { readonly outputs: Texts }> = {};
  for (const step of job.steps) {
    const done = await runStep(filled(step, { ...context, steps: results }) as Step, state, options);
    steps.push({ what: done.what, conclusion: done.conclusion, log: done.log });
    if (step.id !== undefined) {
      results[step.id] = { outputs: done.outputs };
    }
    if (done.conclusion === "failure") {
      break;
    }
  }
  const conclusion = steps.at(-1)?.conclusion === "failure" ? ("failure" as const) : ("success" as const);
  const outputs = filled(job.outputs ?? {}, { ...context, steps: results }) as Texts;
  return { run: { id, conclusion, steps, ...state }, outputs };
}

/** What steps hand on to those after them. */
type JobState = { readonly workspace: string; readonly variables: Record<string, string>; readonly paths: string[] };

async function runStep(step: Step, state: JobState, options: WorkflowOptions): Promise<StepRun & { outputs: Texts }> {
  const notRun = (what: string) => ({ what, conclusion: "not run" as const, log: "", outputs: {} });
  if (step.run !== undefined) {
    return options.skip?.(step.run) ? notRun(step.run) : runScript(step, step.run, state, options);
  }
  const what = (step.uses ?? "").replace(/^https:\/\/[^/]+\//, "").replace(/@.*/, "");
  const inputs = step.with === undefined ? {} : texts(step.with);
  if (what === "OWNER/cgo-cross") {
    return { what, ...(await runThisAction(inputs, state, options)) };
  }
  if (what === "actions/checkout") {
    cpSync(options.project, state.workspace, { recursive: true });
  } else if (options.actions?.[what] !== undefined) {
    options.actions[what](inputs, state.workspace);
  } else {
    return notRun(what);
  }
  return { what, conclusion: "success", log: "", outputs: {} };
}

async function runThisAction(inputs: Texts, state: JobState, options: WorkflowOptions) {
  const { workspace } = state;
  const PATH = pathOf(state);
  const env = { ...options.variables, ...state.variables, PATH };
  const done = await runAction({ inputs, workspace, toolCache: options.toolCache, env });
  Object.assign(state.variables, done.exported);
  state.paths.unshift(...done.paths);
  const conclusion = done.conclusion === "success" ? ("success" as const) : ("failure" as const);
  return { conclusion, log: done.log.join("\n"), outputs: done.outputs };
}

/** A script as the runner starts it where a step names no shell. Source: GitHub's workflow syntax, `shell`. */
async function runScript(step: Step, script: string, state: JobState, options: WorkflowOptions) {
  const files = mkdtempSync(join(tmpdir(), "step-"));
  const commandFiles = Object.fromEntries(
    ["ENV", "OUTPUT", "PATH"].map((name) => [`GITHUB_${name}`, join(files, name)]),
  );
  for (const file of Object.values(commandFiles)) {
    writeFileSync(file, "");
  }
  const cwd = join(state.workspace, step["working-directory"] ?? ".");
  const own = { GITHUB_WORKSPACE: state.workspace, PATH: pathOf(state), CI: "true" };
  const env = {
    ...process.env,
    ...options.variables,
    ...own,
    ...state.variables,
    ...commandFiles,
    ...texts(step.env ?? {}),
  };
  const child = spawn("bash", ["-e", "-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  child.stdout.on("data", (chunk) => (log += chunk));
  child.stderr.on("data", (chunk) => (log += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const written = (name: string) => readFileSync(join(files, name), "utf8");
  Object.assign(state.variables, assigned(written("ENV")));
  state.paths.unshift(...parsePaths(written("PATH")));
  const outputs = assigned(written("OUTPUT"));
  rmSync(files, { recursive: true });
  return { what: script, conclusion: code === 0 ? ("success" as const) : ("failure" as const), log, outputs };
}

function assigned(text: string): Texts {
  return Object.fromEntries(parseAssignments(text).map(({ name, value }) => [name, value]));
}

function pathOf({ paths }: JobState): string {
  return [...paths, process.env["PATH"]].join(delimiter);
}

function texts(values: object): Texts {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** A value of the workflow with its expressions evaluated. One that is nothing but an expression becomes what that gives. */
function filled(value: unknown, context: Context): unknown {
  if (typeof value === "string") {
    const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(value)?.[1];
    return whole === undefined
      ? value.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression, context).coerceString())
      : JSON.parse(JSON.stringify(evaluate(whole, context), data.replacer));
  }
  if (Array.isArray(value)) {
    return value.map((item) => filled(item, context));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, context)]))
    : value;
}

function evaluate(expression: string, context: Context): data.ExpressionData {
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(context), []).parse();
  const values = JSON.parse(JSON.stringify(context), data.reviver) as data.Dictionary;
  return new Evaluator(tree, values).evaluate();
}
