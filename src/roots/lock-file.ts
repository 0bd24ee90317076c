import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { exists } from "../host/index.ts";
import { type Lock, lockFile, parseLock } from "../plan/index.ts";

/** The path of a program's lock, which need not exist: in the directory that is built or above it, up to the one with its go.mod. */
export async function findLockPath(directory: string): Promise<string> {
  for (let at = directory; ; at = dirname(at)) {
    const isTop = (await exists(join(at, "go.mod"))) || dirname(at) === at;
    if (isTop || (await exists(join(at, lockFile)))) {
      return join(dirname(at) === at ? directory : at, lockFile);
    }
  }
}

/** The lock at a path; undefined where there is none. Throws where it cannot be used, with what to do. */
export async function readLock(path: string): Promise<Lock | undefined> {
  return (await exists(path)) ? parseLock(await readFile(path, "utf8")) : undefined;
}
