import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareStep } from "../__tests__/support/runner-step.ts";
import { type Row, secondsRow } from "./table.ts";

const repository = join(import.meta.dirname, "..");
/** Seconds from the start of the process to the first decision in the log, on an idle machine. */
const bar = 0.15;
const targets = "linux/amd64 linux/arm64 linux/arm/v7 linux/riscv64 linux/s390x windows/amd64";

/** The time until the log says what is built with which Go. It is short, so there are seven times as many runs. */
export async function benchStart(runs: number): Promise<readonly Row[]> {
  const times = { cli: [0], action: [0] };
  for (let run = 0; run < runs * 7; run += 1) {
    times.cli[run] = await timeCliStart();
    times.action[run] = await timeActionStart();
  }
  return [
    secondsRow("start to first decision, the command line", times.cli, bar),
    secondsRow("start to first decision, the action", times.action, bar),
  ];
}

async function timeCliStart(): Promise<number> {
  const words = [join(repository, "dist/cli.js"), "--dry-run", "--targets", targets];
  return timeFirstLine(() =>
    spawn(process.execPath, words, { cwd: join(repository, "examples/zstd"), stdio: ["ignore", "ignore", "pipe"] }),
  );
}

/** As a runner starts it. */
async function timeActionStart(): Promise<number> {
  const own = await mkdtemp(join(tmpdir(), "cgo-cross-bench-"));
  try {
    const workspace = join(repository, "examples/zstd");
    const { entry, variables } = await prepareStep(own, { workspace, inputs: { targets, "dry-run": "true" } });
    return await timeFirstLine(() =>
      spawn(process.execPath, [entry], { cwd: workspace, env: variables, stdio: ["ignore", "pipe", "ignore"] }),
    );
  } finally {
    await rm(own, { recursive: true });
  }
}

/** Seconds from the start of the process to its first line; then the run is terminated. */
async function timeFirstLine(start: () => ChildProcess): Promise<number> {
  const started = performance.now();
  const child = start();
  const ended = once(child, "close");
  const stream = child.stdout ?? child.stderr;
  const [first] = stream === null ? [] : await Promise.race([once(stream, "data"), ended]);
  const seconds = (performance.now() - started) / 1000;
  stream?.resume();
  child.kill("SIGTERM");
  await ended;
  if (!/^go\S+, 6 targets: /.test(String(first))) {
    throw new Error(`unexpected first line: ${first}`);
  }
  return seconds;
}
