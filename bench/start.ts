import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareStep } from "../__tests__/support/runner-step.ts";

const repository = join(import.meta.dirname, "..");
const targets = "linux/amd64 linux/arm64 linux/arm/v7 linux/riscv64 linux/s390x windows/amd64";

/** Seconds from the start of the command line's process to its first line. The run is ended there. */
export async function timeCliStart(): Promise<number> {
  const words = [join(repository, "dist/cli.js"), "--dry-run", "--targets", targets];
  return timeFirstLine(() =>
    spawn(process.execPath, words, { cwd: join(repository, "examples/zstd"), stdio: ["ignore", "ignore", "pipe"] }),
  );
}

/** The same of the action, as a runner starts it. */
export async function timeActionStart(): Promise<number> {
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

async function timeFirstLine(start: () => ChildProcess): Promise<number> {
  const started = performance.now();
  const child = start();
  const ended = once(child, "close");
  const stream = child.stdout ?? child.stderr;
  const [first] = stream === null ? [] : await once(stream, "data");
  const seconds = (performance.now() - started) / 1000;
  stream?.resume();
  child.kill("SIGTERM");
  await ended;
  if (!/^go\S+, 6 targets: /.test(String(first))) {
    throw new Error(`the first line is no decision: ${first}`);
  }
  return seconds;
}
