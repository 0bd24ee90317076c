import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf } from "../../src/host/errors.ts";
import { type Assignment, parseAssignments, parsePaths } from "./command-files.ts";
import { commandLineOf, descendantsOf, killQuietly, peakMemoryOf, processesWith } from "./process-table.ts";
import {
  type CommandFiles,
  prepareStep,
  readFiles,
  repository,
  type Step,
  type StepOptions,
  trackingVariable,
} from "./runner-step.ts";
import { type Annotation, type Listener, makeListener, type WorkflowCommand } from "./workflow-commands.ts";

export { repository };

export type RunnerOptions = StepOptions & {
  /** Cancels the job after so many seconds: from its start, or from a line for which `cancelOn` returns true. */
  readonly cancelAfter?: number;
  readonly cancelOn?: (line: string) => boolean;
  /** Milliseconds from SIGINT to SIGTERM, and from there to SIGKILL for the process tree. */
  readonly gracePeriods?: { readonly interrupt: number; readonly terminate: number };
};

export type RunnerResult = {
  /** As the runner decides it from the exit code, the command files and the commands. */
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
  /** The reasons that the step fails whatever its exit code: a command file that cannot be read, a disabled command. */
  readonly failures: readonly string[];
  /** The signals that were sent, with the seconds since the start. */
  readonly signals: readonly { readonly name: NodeJS.Signals; readonly at: number }[];
  /** The command lines of processes that outlived the step; they have been killed. */
  readonly orphans: readonly string[];
  /** The most memory that the entry's own process had at once (VmHWM, polled). */
  readonly peakBytes: number;
};

/** The real runner's: ProcessInvoker.cs, `_sigintTimeout` and `_sigtermTimeout`. */
const defaultGracePeriods = { interrupt: 7500, terminate: 2500 };

/** How long, in milliseconds, the runner waits for the streams of a process that has exited. */
const streamGraceMs = 5000;

/**
 * Runs an entry under Node 24 as a step of a job on GitHub's runner: the same variables, files and current directory; its
 * commands run; its files read; cancelled with the same signals.
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

type Ended = Pick<
  RunnerResult,
  "exitCode" | "signal" | "seconds" | "stdout" | "stderr" | "signals" | "orphans" | "peakBytes"
> & { readonly listener: Listener };

async function runProcess(step: Step, options: RunnerOptions): Promise<Ended> {
  const listener = makeListener();
  for (const name of step.unexpected) {
    listener.addAnnotation("warning", `Unexpected input(s) '${name}'`);
  }
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
  const onLine = (line: string) => {
    listener.onLine(line);
    if (options.cancelOn?.(line)) {
      cancellation.cancelSoon();
    }
  };
  const stdout = splitStream(child.stdout, onLine);
  const stderr = splitStream(child.stderr, onLine);
  const memory = watchMemory(pid);

  await exited;
  const seconds = elapsed();
  cancellation.over();
  const peakBytes = memory.stop();
  await Promise.race([closed, sleep(streamGraceMs)]);
  return {
    exitCode: child.exitCode ?? undefined,
    signal: child.signalCode ?? undefined,
    seconds,
    stdout: stdout(),
    stderr: stderr(),
    signals: cancellation.sent,
    orphans: await killOrphans(step.trackingId),
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

/** Node 24, as on the runner, whatever Node runs the tests. */
function findNode(): string {
  const packaged = join(repository, "node_modules", ".bin", "node");
  return existsSync(packaged) ? packaged : process.execPath;
}

/** Lines end at `\n`, `\r\n` and at a bare `\r`, as .NET's StreamReader has it. */
function splitStream(stream: NodeJS.ReadableStream, onLine: (line: string) => void): () => string {
  let whole = "";
  let open = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    whole += chunk;
    open += chunk;
    const lines = open.split(/\r\n|\n|\r(?!$)/);
    open = lines.pop() ?? "";
    for (const line of lines) {
      onLine(line);
    }
  });
  stream.on("end", () => {
    if (open !== "") {
      onLine(open.replace(/\r$/, ""));
    }
  });
  return () => whole;
}

/** SIGINT, then SIGTERM, to the entry's process alone; then SIGKILL to its process tree. */
function makeCancellation(pid: number, options: RunnerOptions, elapsed: () => number) {
  const gracePeriods = options.gracePeriods ?? defaultGracePeriods;
  const sent: { name: NodeJS.Signals; at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const send = (name: NodeJS.Signals, targets: readonly number[]) => {
    sent.push({ name, at: elapsed() });
    for (const target of targets) {
      killQuietly(target, name);
    }
  };
  const cancel = () => {
    if (sent.length > 0) {
      return;
    }
    clearTimeout(timer);
    send("SIGINT", [pid]);
    timer = setTimeout(() => {
      send("SIGTERM", [pid]);
      timer = setTimeout(() => send("SIGKILL", [pid, ...descendantsOf(pid)]), gracePeriods.terminate);
    }, gracePeriods.interrupt);
  };
  const cancelSoon = () => {
    if (sent.length === 0) {
      clearTimeout(timer);
      timer = setTimeout(cancel, (options.cancelAfter ?? 0) * 1000);
    }
  };
  if (options.cancelAfter !== undefined && options.cancelOn === undefined) {
    cancelSoon();
  }
  return { sent, cancelSoon, over: () => clearTimeout(timer) };
}

const summaryLimit = 1024 * 1024;

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
  const fits = Buffer.byteLength(files.STEP_SUMMARY) <= summaryLimit;
  if (!fits) {
    listener.addAnnotation("error", "$GITHUB_STEP_SUMMARY upload aborted, supports content up to 1024k");
  }
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

/** Kills what the step left running and returns the command lines. */
async function killOrphans(trackingId: string): Promise<readonly string[]> {
  const find = () => processesWith(trackingVariable, trackingId);
  // What was signalled a moment ago may need a moment to exit.
  for (let tries = 0; tries < 20 && find().length > 0; tries += 1) {
    await sleep(10);
  }
  const orphans = find().map(commandLineOf);
  for (let tries = 0; tries < 100 && find().length > 0; tries += 1) {
    for (const pid of find()) {
      killQuietly(pid, "SIGKILL");
    }
    await sleep(5);
  }
  return orphans;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
