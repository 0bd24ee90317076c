import { existsSync, readdirSync, realpathSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { arch } from "node:os";
import { basename, dirname, join } from "node:path";
import type { ToolStore } from "./types.ts";

/**
 * The tools under a directory, in the layout of @actions/tool-cache (`_createToolPath`, `_completeToolPath`), so that
 * other steps and a self-hosted machine's upkeep know them. Tools are made in their final place and then declared
 * complete: the library's own cacheDir would copy hundreds of megabytes, and the library brings a client for downloads
 * that takes longer to load than all of ours.
 *
 * All paths are real ones: gcc resolves links on its way to its own headers, and a path that it finds so would be none of
 * those that are kept out of binaries (-ffile-prefix-map).
 * @param directory The tool cache. It need not be there yet.
 */
export function makeToolStore(directory: string): ToolStore {
  const real = resolveLinks(directory);
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

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // No version of the tool yet.
  }
}

/** The real path, of which the last parts need not exist. */
function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(resolveLinks(parent), basename(path));
  }
}
