import { writeFile } from "node:fs/promises";
import { arch } from "node:os";
import { join } from "node:path";
import * as toolCache from "@actions/tool-cache";
import { hearClient } from "./client-output.ts";
import type { ToolStore } from "./types.ts";

/**
 * The tools under a directory, in @actions/tool-cache's layout, so that other steps and a self-hosted machine's upkeep
 * know them. Tools are made in their final place and then declared complete: the library's own cacheDir would copy
 * hundreds of megabytes.
 * @param directory The tool cache; the library reads the same path from RUNNER_TOOL_CACHE.
 */
export function makeToolStore(directory: string): ToolStore {
  const place = (tool: string, version: string) => join(directory, tool, version, arch());
  process.env["RUNNER_TOOL_CACHE"] = directory;
  return {
    find: (tool) =>
      hearClient(
        () => {},
        () => findComplete(tool),
      ),
    directory: place,
    complete: (tool, version) => writeFile(`${place(tool, version)}.complete`, ""),
  };
}

function findComplete(tool: string): readonly string[] {
  return toolCache
    .findAllVersions(tool, arch())
    .map((version) => toolCache.find(tool, version, arch()))
    .filter((found) => found !== "");
}
