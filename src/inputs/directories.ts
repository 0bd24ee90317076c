import type { RunInputs } from "./inputs.ts";
import { Reader } from "./reader.ts";
import { readers } from "./readers.ts";

/**
 * The two inputs that are needed before all others, since which targets there are is asked of the Go in the module's
 * directory. They are the ones that `parseInputs` reads; it also reports what is wrong with them.
 */
export function readDirectories(raw: Readonly<Record<string, string>>): Pick<RunInputs, "workingDirectory" | "outDir"> {
  const read = new Reader(raw);
  return { workingDirectory: readers["working-directory"](read), outDir: readers["out-dir"](read) };
}
