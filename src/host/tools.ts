import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { arch } from "node:os";
import { join } from "node:path";
import { captureClientOutput } from "./client-output.ts";
import { withDeadline } from "./deadline.ts";
import { messageOf, UserError } from "./errors.ts";
import { resolveLinks } from "./real-path.ts";
import { removeAbandoned, removeUnfinished } from "./scratch.ts";
import { makeToolUses, runsName } from "./tool-use.ts";
import type { ToolStore } from "./types.ts";

/** Seconds that a download may take with all its attempts: 100 MB at 200 kB/s take half of them. */
const downloadDeadline = 1000;

export type ToolStoreOptions = {
  /** What the run removes at its end. */
  readonly temporaries?: Set<string>;
  /** The deadline of a download, with all its attempts. */
  readonly downloadSeconds?: number;
};

/**
 * The tools under a directory, in @actions/tool-cache's layout, so that other steps, and whoever maintains a self-hosted
 * machine, can find them. Tools are installed in their final place and then marked complete: the library's own cacheDir
 * would copy hundreds of megabytes. The library is slow to load, so it is loaded when tools are first looked up.
 *
 * All paths are real ones: gcc resolves links on its way to its own headers, and such a path would not match those that are
 * kept out of binaries (-ffile-prefix-map).
 *
 * What killed runs were installing is removed meanwhile.
 * @param directory The tool cache; the library reads the same path from RUNNER_TOOL_CACHE. It need not exist yet.
 */
export function makeToolStore(directory: string, options: ToolStoreOptions = {}): ToolStore {
  const { temporaries = new Set<string>(), downloadSeconds = downloadDeadline } = options;
  const real = resolveLinks(directory);
  const place = (tool: string, version: string) => join(real, tool, version, arch());
  process.env["RUNNER_TOOL_CACHE"] = real;
  // Not waited for: what is left when this run ends is for the next one.
  removeUnfinished(real).catch(() => {});
  removeAbandoned(join(real, runsName)).catch(() => {});
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
    ...makeToolUses(real, temporaries),
    complete: (tool, version) => writeFile(`${place(tool, version)}.complete`, ""),
    download: (url, file) => download(new URL(url), file, downloadSeconds),
  };
}

/** The library retries what may pass, which can take long: three attempts, with a timeout of three minutes of silence each. */
async function download(url: URL, file: string, seconds: number): Promise<void> {
  const library = await import("@actions/tool-cache");
  const partial = `${file}.partial-${randomUUID()}`;
  const removePartial = () => rm(partial, { force: true });
  const work = captureClientOutput(
    () => {},
    () => library.downloadTool(url.href, partial),
  );
  const advice = "check the network and its proxy, or try again later";
  try {
    if ((await withDeadline(seconds, work)).kind === "late") {
      // It cannot be cancelled, and may still write the file.
      work.then(removePartial, removePartial).catch(() => {});
      throw new UserError({
        code: "file-download",
        text: `${url.href} could not be downloaded within ${seconds} s; ${advice}`,
      });
    }
    await rename(partial, file);
  } catch (cause) {
    throw cause instanceof UserError
      ? cause
      : new UserError(
          { code: "file-download", text: `${url.href} could not be downloaded: ${messageOf(cause)}; ${advice}` },
          { cause },
        );
  } finally {
    await removePartial();
  }
}
