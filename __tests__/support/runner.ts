import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { type Assignment, parseAssignments, parsePaths } from "./command-files.ts";
import { commandLineOf, descendantsOf, killQuietly, peakMemoryOf, processesWith } from "./process-table.ts";
import { type Annotation, type Listener, makeListener, type WorkflowCommand } from "./workflow-commands.ts";

export const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

export type RunnerOptions = {
  readonly inputs?: Readonly<Record<string, string>>;
  /** Beside what the runner sets. A value of undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** GITHUB_WORKSPACE and the current directory; a fresh empty one where absent. */
  readonly workspace?: string;
  /** RUNNER_TOOL_CACHE; a fresh empty one where absent. */
  readonly toolCache?: string;
  /** RUNNER_TEMP; a fresh empty one where absent. A real one is the same in every job of a runner. */
  readonly temp?: string;
  /** The script to start: dist/index.js where absent, and only then with action.yml's defaults. */
  readonly entry?: string;
  /** Cancels the job after so many seconds, or when a line is heard that this is true of. */
  readonly cancelAfter?: number;
  readonly cancelOn?: (line: string) => boolean;
  /** Milliseconds from SIGINT to SIGTERM and from there to the end of the whole tree. */
  readonly patience?: { readonly interrupt: number; readonly terminate: number };
};

export type RunnerResult = {
  /** What the runner makes of it: the exit code, the command files and the commands decide. */
  readonly conclusion: "success" | "failure" | "cancelled";
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  readonly seconds: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams as the runner's log shows them. */
  readonly log: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Variables for later steps. */
  readonly exported: Readonly<Record<string, string>>;
  readonly paths: readonly string[];
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly commands: readonly WorkflowCommand[];
  /** Why the step fails whatever its exit code: a command file that cannot be read, a command that is disabled. */
  readonly failures: readonly string[];
  /** The signals that were sent, with the seconds since the start. */
  readonly signals: readonly { readonly name: NodeJS.Signals; readonly at: number }[];
  /** The command lines of processes that outlived the step; they have been ended. */
  readonly orphans: readonly string[];
  /** The most memory that the entry's own process had at once (VmHWM, polled). */
  readonly peakBytes: number;
};

/** The real runner's: ProcessInvoker.cs, `_sigintTimeout` and `_sigtermTimeout`. */
const PATIENCE = { interrupt: 7500, terminate: 2500 };

/** For how long the runner waits for the streams of a process that has ended. */
const STREAM_PATIENCE = 5000;

/** Marks everything a job starts; the real runner finds orphans by it, too. */
const TRACKING_ID = "RUNNER_TRACKING_ID";

/**
 * Runs an entry under Node 24 as a step of a job on GitHub's runner: the same variables, files and current directory; its
 * commands obeyed; its files read; cancelled with the same signals.
 */
export async function runAction(options: RunnerOptions): Promise<RunnerResult> {
  const own = await mkdtemp(join(tmpdir(), "runner-"));
  try {
    const step = await prepareStep(own, options);
    const process = await runProcess(step, options);
    const files = await readFiles(step);
    return conclude(process, files);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

type Step = {
  readonly entry: string;
  readonly workspace: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly trackingId: string;
  readonly files: CommandFiles<string>;
  readonly unexpected: readonly string[];
};

type CommandFiles<T> = Readonly<Record<"ENV" | "OUTPUT" | "PATH" | "STATE" | "STEP_SUMMARY", T>>;

const FILE_PREFIXES: CommandFiles<string> = {
  ENV: "set_env_",
  OUTPUT: "set_output_",
  PATH: "add_path_",
  STATE: "save_state_",
  STEP_SUMMARY: "step_summary_",
};

async function prepareStep(own: string, options: RunnerOptions): Promise<Step> {
  const workspace = options.workspace ?? join(own, "work", "repository", "repository");
  const temp = options.temp ?? join(own, "work", "_temp");
  const toolCache = options.toolCache ?? join(own, "tools");
  const commandDirectory = join(temp, "_runner_file_commands");
  for (const directory of [workspace, temp, toolCache, commandDirectory]) await mkdir(directory, { recursive: true });

  const id = randomUUID();
  const place = (key: keyof CommandFiles<string>) => join(commandDirectory, `${FILE_PREFIXES[key]}${id}`);
  const files = {
    ENV: place("ENV"),
    OUTPUT: place("OUTPUT"),
    PATH: place("PATH"),
    STATE: place("STATE"),
    STEP_SUMMARY: place("STEP_SUMMARY"),
  };
  for (const file of Object.values(files)) await writeFile(file, "");

  const declared = options.entry === undefined ? readDeclaredInputs() : undefined;
  const inputs = { ...declared, ...options.inputs };
  const trackingId = `github_${randomUUID()}`;
  const variables = {
    ...inheritedVariables(),
    ...githubVariables(),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: toolCache,
    [TRACKING_ID]: trackingId,
    ...Object.fromEntries(Object.entries(files).map(([key, file]) => [`GITHUB_${key}`, file])),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [inputVariable(name), value])),
    ...options.env,
  };
  return {
    entry: options.entry ?? join(REPOSITORY, "dist", "index.js"),
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
  // The file is ours, and the action's tests hold it against its schema.
  const action = parse(readFileSync(join(REPOSITORY, "action.yml"), "utf8")) as {
    readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>;
  };
  const inputs = Object.entries(action.inputs ?? {});
  return Object.fromEntries(inputs.map(([name, input]) => [name, String(input?.default ?? "")]));
}

/** What a job finds on a machine, less what belongs to a job or a test that this one runs in. */
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

type Ended = Pick<
  RunnerResult,
  "exitCode" | "signal" | "seconds" | "stdout" | "stderr" | "signals" | "orphans" | "peakBytes"
> & { readonly listener: Listener };

async function runProcess(step: Step, options: RunnerOptions): Promise<Ended> {
  const listener = makeListener();
  for (const name of step.unexpected) listener.addAnnotation("warning", `Unexpected input(s) '${name}'`);
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const child = spawn(findNode(), [step.entry], {
    cwd: step.workspace,
    env: step.variables,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const closed = once(child, "close");
  const pid = child.pid ?? 0;

  const cancellation = makeCancellation(pid, options, elapsed);
  const hear = (line: string) => {
    listener.hear(line);
    if (options.cancelOn?.(line)) cancellation.cancel();
  };
  const stdout = splitStream(child.stdout, hear);
  const stderr = splitStream(child.stderr, hear);
  const memory = watchMemory(pid);

  await exited;
  const seconds = elapsed();
  cancellation.over();
  const peakBytes = memory.stop();
  await Promise.race([closed, sleep(STREAM_PATIENCE)]);
  return {
    exitCode: child.exitCode ?? undefined,
    signal: child.signalCode ?? undefined,
    seconds,
    stdout: stdout(),
    stderr: stderr(),
    signals: cancellation.sent,
    orphans: await endOrphans(step.trackingId),
    peakBytes,
    listener,
  };
}

function watchMemory(pid: number): { stop(): number } {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, peakMemoryOf(pid));
  };
  const timer = setInterval(look, 25);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

/** Node 24, as the runner brings it, whatever runs the tests. */
function findNode(): string {
  const packaged = join(REPOSITORY, "node_modules", ".bin", "node");
  return existsSync(packaged) ? packaged : process.execPath;
}

/** Lines end at `\n`, `\r\n` and at a bare `\r`, as .NET's StreamReader has it. */
function splitStream(stream: NodeJS.ReadableStream, hear: (line: string) => void): () => string {
  let whole = "";
  let open = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    whole += chunk;
    open += chunk;
    const lines = open.split(/\r\n|\n|\r(?!$)/);
    open = lines.pop() ?? "";
    for (const line of lines) hear(line);
  });
  stream.on("end", () => {
    if (open !== "") hear(open.replace(/\r$/, ""));
  });
  return () => whole;
}

/** SIGINT, then SIGTERM, to the entry's process alone; then the end of its whole tree. */
function makeCancellation(pid: number, options: RunnerOptions, elapsed: () => number) {
  const patience = options.patience ?? PATIENCE;
  const sent: { name: NodeJS.Signals; at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const send = (name: NodeJS.Signals, targets: readonly number[]) => {
    sent.push({ name, at: elapsed() });
    for (const target of targets) killQuietly(target, name);
  };
  const cancel = () => {
    if (sent.length > 0) return;
    clearTimeout(timer);
    send("SIGINT", [pid]);
    timer = setTimeout(() => {
      send("SIGTERM", [pid]);
      timer = setTimeout(() => send("SIGKILL", [pid, ...descendantsOf(pid)]), patience.terminate);
    }, patience.interrupt);
  };
  if (options.cancelAfter !== undefined) timer = setTimeout(cancel, options.cancelAfter * 1000);
  return { sent, cancel, over: () => clearTimeout(timer) };
}

async function readFiles({ files }: Step): Promise<CommandFiles<string>> {
  const read = (key: keyof CommandFiles<string>) => readFile(files[key], "utf8");
  return {
    ENV: await read("ENV"),
    OUTPUT: await read("OUTPUT"),
    PATH: await read("PATH"),
    STATE: await read("STATE"),
    STEP_SUMMARY: await read("STEP_SUMMARY"),
  };
}

const SUMMARY_LIMIT = 1024 * 1024;

function conclude(ended: Ended, files: CommandFiles<string>): RunnerResult {
  const { listener, ...rest } = ended;
  const failures: string[] = [...listener.failures];
  const fail = (message: string) => {
    failures.push(message);
    listener.addAnnotation("error", message);
  };
  const assign = (key: "ENV" | "OUTPUT" | "STATE"): readonly Assignment[] => {
    try {
      return parseAssignments(files[key]);
    } catch (error) {
      fail(`Unable to process file command '${key.toLowerCase()}' successfully. ${messageOf(error)}`);
      return [];
    }
  };
  const variables = assign("ENV");
  const allowed = variables.filter(({ name }) => name.toUpperCase() !== "NODE_OPTIONS");
  if (allowed.length < variables.length) {
    listener.addAnnotation("error", "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  }
  const fits = Buffer.byteLength(files.STEP_SUMMARY) <= SUMMARY_LIMIT;
  if (!fits) listener.addAnnotation("error", "$GITHUB_STEP_SUMMARY upload aborted, supports content up to 1024k");
  const outputs = toRecord(assign("OUTPUT"));
  const state = toRecord(assign("STATE"));
  const failed = rest.exitCode !== 0 || failures.length > 0;
  return {
    ...rest,
    conclusion: rest.signals.length > 0 ? "cancelled" : failed ? "failure" : "success",
    log: listener.log,
    outputs: { ...Object.fromEntries(listener.outputs), ...outputs },
    exported: toRecord(allowed),
    paths: parsePaths(files.PATH),
    state: { ...Object.fromEntries(listener.state), ...state },
    summary: fits ? files.STEP_SUMMARY : "",
    annotations: listener.annotations,
    commands: listener.commands,
    failures,
  };
}

function toRecord(assignments: readonly Assignment[]): Record<string, string> {
  return Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
}

/** Ends what the step left running and gives the command lines. */
async function endOrphans(trackingId: string): Promise<readonly string[]> {
  const find = () => processesWith(TRACKING_ID, trackingId);
  // What was told to end a moment ago is given that moment.
  for (let tries = 0; tries < 20 && find().length > 0; tries += 1) await sleep(10);
  const orphans = find().map(commandLineOf);
  for (let tries = 0; tries < 100 && find().length > 0; tries += 1) {
    for (const pid of find()) killQuietly(pid, "SIGKILL");
    await sleep(5);
  }
  return orphans;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
