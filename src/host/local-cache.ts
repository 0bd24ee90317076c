import { constants } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { CacheEntry, CacheRestored, CacheSaved, CacheService } from "./types.ts";

/** How many entries stay; the oldest go. */
const KEPT = 5;

/**
 * A cache in a directory, for a terminal. An entry is a copy of the directory that was saved, named by its key; it comes
 * to be there by a rename, so that no half copy is ever found.
 */
export function makeLocalCache(directory: string): CacheService {
  return {
    available: true,
    reason: undefined,
    restore: (entry) =>
      restore(directory, entry).catch((error) => ({ kind: "unavailable", reason: describe(error) }) as const),
    save: (entry) => save(directory, entry).catch((error) => ({ kind: "not-saved", reason: describe(error) }) as const),
  };
}

async function restore(directory: string, entry: CacheEntry): Promise<CacheRestored> {
  const key = await findKey(directory, entry);
  if (key === undefined) return { kind: "miss" };
  await copy(join(directory, encodeURIComponent(key)), entry.path);
  return { kind: key === entry.key ? "hit" : "partial", key };
}

async function save(directory: string, entry: CacheEntry): Promise<CacheSaved> {
  if ((await listKeys(directory)).includes(entry.key))
    return { kind: "not-saved", reason: "this key is saved already" };
  await mkdir(directory, { recursive: true });
  const half = await mkdtemp(join(directory, HALF));
  try {
    await copy(entry.path, join(half, "entry"));
    await rename(join(half, "entry"), join(directory, encodeURIComponent(entry.key)));
  } finally {
    await rm(half, { recursive: true, force: true });
  }
  for (const old of (await listKeys(directory)).slice(KEPT)) {
    await rm(join(directory, encodeURIComponent(old)), { recursive: true, force: true });
  }
  return { kind: "saved" };
}

/** The key itself where it is saved, else the newest one that begins with the first restore key that finds any. */
async function findKey(directory: string, entry: CacheEntry): Promise<string | undefined> {
  const keys = await listKeys(directory);
  if (keys.includes(entry.key)) return entry.key;
  for (const prefix of entry.restoreKeys) {
    const newest = keys.find((key) => key.startsWith(prefix));
    if (newest !== undefined) return newest;
  }
  return undefined;
}

/** What a copy under way is called; no key is, since encodeURIComponent leaves no `%` alone. */
const HALF = "%half-";

/** The saved keys, newest first. */
async function listKeys(directory: string): Promise<readonly string[]> {
  const names: readonly string[] = await readdir(directory).catch(() => []);
  const saved = names.filter((name) => !name.startsWith(HALF));
  // The rename into place sets the change time; the modification time is that of the directory that was saved.
  const dated = await Promise.all(
    saved.map(async (name) => ({ name, at: (await stat(join(directory, name))).ctimeMs })),
  );
  return dated.sort((one, other) => other.at - one.at).map(({ name }) => decodeURIComponent(name));
}

/** Keeps modes, times and links as they are; shares the blocks where the file system can. */
async function copy(from: string, to: string): Promise<void> {
  await cp(from, to, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
