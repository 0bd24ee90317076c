import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "../../host/index.ts";
import type { Host } from "../../host/types.ts";
import { isToolchainLibrary } from "../../platforms/index.ts";
import { askPkgConfig, type Linked } from "../linked.ts";

/**
 * What the libraries that are linked by -l alone need themselves, where all is linked in: the -l words of
 * `pkg-config --static` for each of them that has a .pc file.
 */
export async function staticClosure(host: Host, linked: Linked): Promise<readonly string[]> {
  const modules = await readModules(linked);
  const names = linked.requirements.filter(({ kind }) => kind === "library").map(({ name }) => name);
  const required = modules.filter(({ libraries }) => names.some((name) => libraries.includes(name)));
  const words = await askPkgConfig(host, linked, ["--static", ...required.map(({ name }) => name)]);
  const present = await Promise.all(words.map((word) => hasArchive(linked, word.replace(/^-l/, ""))));
  // What no package has as an archive may not be needed after all; if it is, checkArchives says so.
  return words.filter((_, at) => present[at]);
}

/** A module of pkg-config's, as its .pc file has it. See pc(5). */
export type Module = {
  readonly name: string;
  /** The modules that it needs, privately or not. */
  readonly requires: readonly string[];
  /** The libraries that it is linked by, without `-l`. */
  readonly libraries: readonly string[];
  /** Those that it needs itself. */
  readonly privateLibraries: readonly string[];
};

/** The modules of a root. */
export async function readModules({ directories, files }: Linked): Promise<readonly Module[]> {
  const all = await Promise.all(directories.pkgConfig.map((at) => readDirectory(join(files, at))));
  return all.flat();
}

/** A directory need not be there. */
async function readDirectory(directory: string): Promise<readonly Module[]> {
  const names = await readdir(directory).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith(".pc"))
      .map(async (name) => parseModule(name.slice(0, -3), await readFile(join(directory, name), "utf8"))),
  );
}

function parseModule(name: string, text: string): Module {
  const field = (key: string) => new RegExp(`^${key}:(.*)$`, "m").exec(text)?.[1]?.trim() ?? "";
  const libraries = (key: string) =>
    field(key)
      .split(/\s+/)
      .flatMap((word) => /^-l(.+)$/.exec(word)?.[1] ?? []);
  const requires = `${field("Requires")} ${field("Requires\\.private")}`.replaceAll(/[<>=!]=?\s*\S+/g, " ");
  return {
    name,
    requires: requires.split(/[\s,]+/).filter((word) => word !== ""),
    libraries: libraries("Libs"),
    privateLibraries: libraries("Libs\\.private"),
  };
}

/** Whether a library can be linked in: the root has its archive, or the toolchain brings it. */
export async function hasArchive(linked: Linked, name: string): Promise<boolean> {
  return isToolchainLibrary(linked.mingw ? "windows" : "linux", name) || (await archiveOf(linked, name)) !== undefined;
}

/** The path of a library's archive in the root; undefined where it has none. */
export async function archiveOf(linked: Linked, name: string): Promise<string | undefined> {
  return fileOf(linked, `lib${name}.a`);
}

/** The path of a file in a root's directories of libraries. */
export async function fileOf({ directories, files }: Linked, name: string): Promise<string | undefined> {
  for (const at of directories.libraries) {
    const path = join(files, at, name);
    if (await exists(path)) {
      return path;
    }
  }
  return undefined;
}
