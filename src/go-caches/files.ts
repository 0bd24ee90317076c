import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { exists, shortHash } from "../host/index.ts";

/** A file to save: its path below the tree's directory, and its size in bytes. */
export type KeptFile = { readonly path: string; readonly size: number };

/**
 * An action or an output of Go's build cache. Not the programs that `go run` keeps, which are directories, nor the corpus
 * of fuzzing, nor Go's own bookkeeping. Source: fileName in Go's cmd/go/internal/cache/cache.go.
 */
export const isBuildFile = (path: string): boolean => /^[0-9a-f]{2}\/[0-9a-f]{64}-[ad]$/.test(path);

/**
 * What Go downloaded of a module. Never a .ziphash: it records that a zip was compared with go.sum, and without it Go
 * compares again. Source: downloadZip and hashZip in Go's cmd/go/internal/modfetch/fetch.go.
 */
export const isModuleFile = (path: string): boolean => /\/@v\/[^/]+\.(zip|info|mod)$/.test(path);

type Listed = { readonly path: string; readonly isFile: boolean };

/** Everything below a directory except directories; nothing where it does not exist. */
async function listAll(directory: string): Promise<readonly Listed[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return [];
    }
    throw error;
  });
  return found
    .filter((each) => !each.isDirectory())
    .map((each) => ({ path: relative(directory, join(each.parentPath, each.name)), isFile: each.isFile() }));
}

type Predicate = (path: string) => boolean;

async function listFiles(directory: string, accepts: Predicate): Promise<readonly string[]> {
  const all = await listAll(directory);
  return all.filter(({ path, isFile }) => isFile && accepts(path)).map(({ path }) => path);
}

/** The path of something below a directory that is not a regular file or not accepted; undefined where there is none. */
export async function findUnexpected(directory: string, accepts: Predicate): Promise<string | undefined> {
  const all = await listAll(directory);
  return all.find(({ path, isFile }) => !isFile || !accepts(path))?.path;
}

/** The files of Go's build cache that were created or used since a time (milliseconds): Go sets a file's time on use. */
export async function findUsedBuildFiles(directory: string, since: number): Promise<readonly KeptFile[]> {
  const paths = await listFiles(directory, isBuildFile);
  const files = await Promise.all(
    paths.map(async (path) => {
      const { size, mtimeMs } = await stat(join(directory, path));
      return mtimeMs >= since ? [{ path, size }] : [];
    }),
  );
  return files.flat();
}

/**
 * What this module's go.sum lists of the module cache: the zip of modules that Go unpacked, and of the others, of which
 * it reads only the requirements, go.mod and version.
 * @param directory GOMODCACHE; the paths are below its cache/download.
 */
export async function findListedModuleFiles(
  directory: string,
  sums: ReadonlySet<string>,
): Promise<readonly KeptFile[]> {
  const downloads = join(directory, "cache/download");
  const paths = await listFiles(downloads, isModuleFile);
  const files: KeptFile[] = [];
  for (const path of paths) {
    const { module, version, extension } = splitModulePath(path);
    const name = `${unescapePath(module)} ${unescapePath(version)}`;
    const kept =
      extension === "zip"
        ? sums.has(name) && (await exists(join(directory, `${module}@${version}`)))
        : sums.has(`${name}/go.mod`);
    if (kept) {
      files.push({ path, size: (await stat(join(downloads, path))).size });
    }
  }
  return files;
}

function splitModulePath(path: string): {
  readonly module: string;
  readonly version: string;
  readonly extension: string;
} {
  const [, module = "", version = "", extension = ""] = /^(.+)\/@v\/([^/]+)\.([^./]+)$/.exec(path) ?? [];
  return { module, version, extension };
}

/** `!x` stands for `X`, for file systems that ignore case. Source: golang.org/x/mod/module, EscapePath. */
function unescapePath(path: string): string {
  return path.replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The files by which a module selects other modules. */
export type ModuleFiles = {
  /** `go.sum 1a2b…` for each file. */
  readonly hashes: readonly string[];
  /** Module and version of every line in a go.sum: `example.com/m v1.2.3` and `example.com/m v1.2.3/go.mod`. */
  readonly sums: ReadonlySet<string>;
};

/** Reads go.mod, go.sum, go.work and go.work.sum, and those for -modfile, in these directories. */
export async function readModuleFiles(directories: readonly string[]): Promise<ModuleFiles> {
  const hashes: string[] = [];
  const sums = new Set<string>();
  for (const directory of directories) {
    const names = (await readdir(directory)).filter((name) => /\.(mod|sum|work)$/.test(name)).sort();
    for (const name of names) {
      const text = await readFile(join(directory, name), "utf8");
      hashes.push(`${join(relative(directories[0] ?? "", directory), name)} ${shortHash(text)}`);
      for (const line of name.endsWith(".sum") ? text.split("\n") : []) {
        const [module = "", version = ""] = line.split(" ");
        sums.add(`${module} ${version}`);
      }
    }
  }
  return { hashes, sums };
}
