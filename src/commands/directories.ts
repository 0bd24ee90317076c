import { resolve } from "node:path";
import { readDirectories } from "../inputs/index.ts";

/** Both absolute. */
export type Directories = {
  /** The module's, from the input `working-directory`. */
  readonly directory: string;
  /** Where everything is written to, from the input `out-dir`. */
  readonly outDir: string;
};

/** The directory within out-dir in which the command line puts artifacts. */
export const artifactsDirectory = "artifacts";

/**
 * Where a run works and where it writes. Defaults stand in for what cannot be used, which `parseInputs` reports.
 * @param workspace What `working-directory` is relative to; `out-dir` is relative to that.
 * @param raw The inputs by name, as they were given.
 */
export function resolveDirectories(workspace: string, raw: Readonly<Record<string, string>>): Directories {
  const { workingDirectory, outDir } = readDirectories(raw);
  const directory = resolve(workspace, workingDirectory);
  return { directory, outDir: resolve(directory, outDir) };
}
