import { type Dirent, lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";

/** What a directory takes. */
export type DiskUsage = {
  /** Bytes on the disk. */
  readonly bytes: number;
  /** When something in it was read or written last, in milliseconds since 1970; within a day where the disk counts so. */
  readonly used: number;
};

/** Measures a file or a directory. Follows no link, reads no file, and what vanishes meanwhile counts as nothing. */
export function measureUsage(path: string): DiskUsage {
  const seen = new Set<number>();
  const found = statOf(path);
  return found === undefined ? { bytes: 0, used: 0 } : measure(path, found, seen);
}

function measure(path: string, found: Stats, seen: Set<number>): DiskUsage {
  const isAgain = found.nlink > 1 && !found.isDirectory() && seen.has(found.ino);
  seen.add(found.ino);
  let bytes = isAgain ? 0 : (found.blocks ?? Math.ceil(found.size / 512)) * 512;
  // To look into a directory is to read it, as this does; a use reads files.
  let used = found.isFile() ? Math.max(found.atimeMs, found.mtimeMs) : 0;
  for (const { name } of found.isDirectory() ? entriesOf(path) : []) {
    const inside = join(path, name);
    const stats = statOf(inside);
    if (stats !== undefined) {
      const part = measure(inside, stats, seen);
      bytes += part.bytes;
      used = Math.max(used, part.used);
    }
  }
  return { bytes, used };
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function entriesOf(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
