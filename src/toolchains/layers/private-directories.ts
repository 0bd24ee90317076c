import { readdir, realpath } from "node:fs/promises";
import { join, relative } from "node:path";

/** `libpulsecommon-16.1.so`, `libblas.so.3`; a plugin, which is loaded by its path, need not be named so. */
const sharedLibrary = /^lib.+\.so(\.[0-9.]+)?$/;

/**
 * The directories below a root's directories of libraries that hold shared libraries as well: `pulseaudio`, where libpulse
 * finds a part of itself by the RUNPATH of an installed system, or `blas`, which an installation makes links to.
 * @param directories Without a leading slash, as in the answer, which has none of them.
 */
export async function findPrivateDirectories(
  files: string,
  directories: readonly string[],
): Promise<readonly string[]> {
  const root = await realpath(files);
  // `lib` is a link to `usr/lib`.
  const resolved = await Promise.all(directories.map((at) => realpath(join(root, at)).catch(() => undefined)));
  const shared = resolved.filter((each) => each !== undefined);
  const below = await Promise.all(shared.map(findHolders));
  const holders = new Set(below.flat());
  return [...holders].filter((each) => !shared.includes(each)).map((each) => relative(root, each));
}

/** Sorted, since the order in which a directory lists its files would differ from one machine to the next. */
async function findHolders(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && sharedLibrary.test(entry.name))
    .map(({ parentPath }) => parentPath)
    .sort();
}
