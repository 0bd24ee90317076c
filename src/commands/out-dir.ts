import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../host/errors.ts";
import { exists } from "../host/index.ts";
import type { Plan } from "../plan/index.ts";
import { clearOutputs, runFiles, writeWhole } from "../publish/index.ts";
import {
  describeManifest,
  type EarlierManifest,
  keepFiles,
  manifestFiles,
  parseManifest,
  type RunResult,
  takenFileProblems,
} from "../report/index.ts";

/**
 * Makes the directory ready that a run writes to. Other runs may have written to it: what this one makes anew is removed,
 * from the checksums and the manifest too, and the rest stays.
 * @throws UserError where it cannot be written to, or where another program's binary would be overwritten.
 */
export async function prepareOutDir(plan: Plan): Promise<void> {
  const { outDir } = plan.publication;
  const earlier = await readEarlier(outDir);
  const taken = earlier === undefined ? [] : takenFileProblems(plan, earlier);
  if (taken.length > 0) {
    throw new UserError(taken);
  }
  await clearOutputs(plan);
  const file = join(outDir, runFiles.manifest);
  const kept = await readEarlier(outDir);
  await (kept === undefined ? rm(file, { force: true }) : writeWhole(file, `${JSON.stringify(kept, null, 2)}\n`));
}

/** Writes the manifest of a run, which has the binaries of other runs in the directory too. */
export async function writeManifest(file: string, result: RunResult): Promise<void> {
  await writeWhole(file, describeManifest(result, await readEarlier(result.outDir)));
}

/** What the manifest in a directory says of the binaries that are still there; undefined where it says nothing. */
async function readEarlier(outDir: string): Promise<EarlierManifest | undefined> {
  const text = await readFile(join(outDir, runFiles.manifest), "utf8").catch(() => "");
  const manifest = parseManifest(text);
  if (manifest === undefined) {
    return undefined;
  }
  const there = new Set<string>();
  for (const file of manifestFiles(manifest)) {
    if (await exists(file)) {
      there.add(file);
    }
  }
  return keepFiles(manifest, there);
}
