import { constants } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { messageOf, UserError } from "../host/errors.ts";
import { exists } from "../host/index.ts";
import { type Lock, lockFile, parseLock } from "../plan/index.ts";

/** The path of a program's lock, which need not exist: in the directory that is built or above it, up to the one with its go.mod. */
export async function findLockPath(directory: string): Promise<string> {
  for (let at = directory; ; at = dirname(at)) {
    const isTop = (await exists(join(at, "go.mod"))) || dirname(at) === at;
    if (isTop || (await isThere(join(at, lockFile)))) {
      return join(dirname(at) === at ? directory : at, lockFile);
    }
  }
}

/** The lock at a path; undefined where there is none. Throws where it cannot be used, with what to do. */
export async function readLock(path: string): Promise<Lock | undefined> {
  return (await isThere(path)) ? parseLock(await readText(path)) : undefined;
}

/** Also of a link to nothing: a lock that is not found must not be one that was not meant. */
async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT" && error.code !== "ENOTDIR",
  );
}

/** Of a regular file, or of a link to one: opening a pipe otherwise waits for its writer. */
async function readText(path: string): Promise<string> {
  const again = "remove it and write it anew with `cgo-cross lock`";
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    throw new UserError(
      { code: "lock-unreadable", text: `${path} cannot be read: ${messageOf(cause)}; ${again}` },
      { cause },
    );
  }
  try {
    if (!(await file.stat()).isFile()) {
      throw new UserError({ code: "lock-unreadable", text: `${path} is not a file; ${again}` });
    }
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}
