import { existsSync, readdirSync, realpathSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { arch } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { ToolStore } from "./types.ts";

/**
 * The tools under a directory, in the layout of @actions/tool-cache (`_createToolPath`, `_completeToolPath`), so that
 * other steps and a self-hosted machine's upkeep know them. Tools are made in their final place and then declared
 * complete: the library's own cacheDir would copy hundreds of megabytes, and the library brings a client for downloads
 * that takes longer to load than all of ours.
 * @param directory The tool cache.
 */
export function makeToolStore(directory: string): ToolStore {
  const real = realPath(resolve(directory));
  const place = (tool: string, version: string) => join(real, tool, version, arch());
  const marker = (tool: string, version: string) => `${place(tool, version)}.complete`;
  const isComplete = (tool: string, version: string) =>
    existsSync(place(tool, version)) && existsSync(marker(tool, version));
  return {
    find: (tool) =>
      namesIn(join(real, tool))
        .filter((version) => isComplete(tool, version))
        .map((version) => place(tool, version)),
    directory: place,
    complete: (tool, version) => writeFile(marker(tool, version), ""),
  };
}

/**
 * A path without symbolic links on its way, as far as it exists. Compilers find themselves by such a path and write it
 * into debug information, from which it can only be kept out where it is known.
 */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // No version of the tool yet.
  }
}
