import { hash } from "node:crypto";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { makeLimit } from "../host/index.ts";

/**
 * One thing in a tree, with its path relative to the tree. Times and owners are left out: they differ between machines
 * and no build looks at them.
 */
export type TreeEntry =
  | { readonly kind: "directory"; readonly path: string; readonly mode: number }
  | FileEntry
  | { readonly kind: "link"; readonly path: string; readonly target: string };

export type FileEntry = {
  readonly kind: "file";
  readonly path: string;
  readonly mode: number;
  /** In bytes. */
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
};

/**
 * Everything below a directory, sorted by path, so that directories come before what is in them.
 * @param select Given each path that is not a directory; where it returns false, the path is left out. Directories that
 * then hold nothing are left out too, but without `select` everything is listed.
 * @throws On sockets, devices and the like, and on what cannot be read.
 */
export async function listTree(directory: string, select?: (path: string) => boolean): Promise<readonly TreeEntry[]> {
  const limit = makeLimit(8);
  const found = (await readdir(directory, { recursive: true, withFileTypes: true })).map((each) => ({
    path: relative(directory, join(each.parentPath, each.name)),
    isDirectory: each.isDirectory(),
  }));
  const selected = found.filter(({ path, isDirectory }) => !isDirectory && (select?.(path) ?? true));
  const used = new Set(selected.flatMap(({ path }) => parents(path)));
  const directories = found.filter(({ path, isDirectory }) => isDirectory && (select === undefined || used.has(path)));
  const listed = [...directories, ...selected];
  const entries = await Promise.all(listed.map(({ path }) => limit(() => readEntry(directory, path))));
  return entries.sort((left, right) => (left.path < right.path ? -1 : 1));
}

function parents(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === "." ? [] : [parent, ...parents(parent)];
}

async function readEntry(directory: string, path: string): Promise<TreeEntry> {
  const file = join(directory, path);
  const found = await lstat(file);
  const mode = found.mode & 0o777;
  if (found.isDirectory()) {
    return { kind: "directory", path, mode };
  }
  if (found.isSymbolicLink()) {
    return { kind: "link", path, target: await readlink(file) };
  }
  if (!found.isFile()) {
    throw new Error(`${file} is neither a file nor a directory nor a link`);
  }
  const content = await readFile(file);
  return { kind: "file", path, mode, size: content.length, sha256: sha256(content) };
}

/**
 * One hash, in hex, of everything in a tree: names, kinds, modes, bytes and the targets of links. It stands in locks, so
 * it must stay the same from version to version.
 */
export function treeDigest(entries: readonly TreeEntry[]): string {
  return sha256(entries.map((entry) => `${JSON.stringify(digested(entry))}\n`).join(""));
}

function digested(entry: TreeEntry): readonly (string | number)[] {
  switch (entry.kind) {
    case "directory":
      return ["d", entry.path, entry.mode];
    case "file":
      return ["f", entry.path, entry.mode, entry.size, entry.sha256];
    case "link":
      return ["l", entry.path, entry.target];
  }
}

/** In hex. */
export function sha256(content: Uint8Array | string): string {
  return hash("sha256", content);
}
