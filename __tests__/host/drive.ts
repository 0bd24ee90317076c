import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Deadlines } from "../../src/host/github.ts";
import { type RunnerOptions, type RunnerResult, runAction } from "../support/runner.ts";
import type { Step, StepResult } from "./drive-github.ts";

export type Driven = RunnerResult & { readonly results: readonly StepResult[] };

/** Runs these steps with a GitHub host, in a process of its own under the fake runner. */
export async function drive(
  steps: readonly Step[],
  options: Omit<RunnerOptions, "entry" | "inputs"> & { readonly deadlines?: Partial<Deadlines> } = {},
): Promise<Driven> {
  const directory = await mkdtemp(join(tmpdir(), "drive-"));
  const results = join(directory, "results");
  try {
    await writeFile(results, "");
    const script = JSON.stringify({ steps, deadlines: options.deadlines ?? {}, results });
    const entry = fileURLToPath(new URL("drive-github.ts", import.meta.url));
    const run = await runAction({ ...options, entry, inputs: { script } });
    const lines = (await readFile(results, "utf8")).trim().split("\n");
    if (run.exitCode !== 0 && run.signals.length === 0) {
      throw new Error(`the script failed: ${run.stdout}${run.stderr}`);
    }
    return { ...run, results: lines.filter((line) => line !== "").map((line) => JSON.parse(line) as StepResult) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
