import { realpathSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { arch } from "node:os";
import { basename, dirname, join } from "node:path";
import { captureClientOutput } from "./client-output.ts";
import { messageOf, UserError } from "./errors.ts";
import type { ToolStore } from "./types.ts";

/**
 * The tools under a directory, in @actions/tool-cache's layout, so that other steps, and whoever maintains a self-hosted
 * machine, can find them. Tools are installed in their final place and then marked complete: the library's own cacheDir
 * would copy hundreds of megabytes. The library is slow to load, so it is loaded when tools are first looked up.
 *
 * All paths are real ones: gcc resolves links on its way to its own headers, and such a path would not match those that are
 * kept out of binaries (-ffile-prefix-map).
 * @param directory The tool cache; the library reads the same path from RUNNER_TOOL_CACHE. It need not exist yet.
 */
export function makeToolStore(directory: string): ToolStore {
  const real = resolveLinks(directory);
  const place = (tool: string, version: string) => join(real, tool, version, arch());
  process.env["RUNNER_TOOL_CACHE"] = real;
  return {
    find: async (tool) => {
      const library = await import("@actions/tool-cache");
      return captureClientOutput(
        () => {},
        () =>
          library
            .findAllVersions(tool, arch())
            .map((version) => library.find(tool, version, arch()))
            .filter((found) => found !== ""),
      );
    },
    directory: place,
    complete: (tool, version) => writeFile(`${place(tool, version)}.complete`, ""),
    download: async (url, file) => {
      const library = await import("@actions/tool-cache");
      try {
        await captureClientOutput(
          () => {},
          () => library.downloadTool(url, file),
        );
      } catch (cause) {
        throw new UserError(`${url} could not be downloaded: ${messageOf(cause)}; try again later`, { cause });
      }
    },
  };
}

/** The real path; its last parts need not exist. */
function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(resolveLinks(parent), basename(path));
  }
}
