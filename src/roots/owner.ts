import { lstatSync, readdirSync, realpathSync, type Stats } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Why a root may be another user's work, as a clause: "which is a link …"; undefined where it is not. What this user or the
 * super-user owns and no other may write is trusted; links have no mode.
 * @param directory Its real path, but for links that were put in the place of a part of it.
 */
export function findForeign(directory: string): string | undefined {
  try {
    return realpathSync(directory) === directory ? findForeignFile(directory) : "which is behind a link";
  } catch (error) {
    return `which cannot be read (${error instanceof Error ? error.message : String(error)})`;
  }
}

function findForeignFile(top: string, path = ""): string | undefined {
  const found = lstatSync(join(top, path));
  const reason = describeForeign(found);
  if (reason !== undefined) {
    return path === "" ? `which ${reason}` : `in which ${path} ${reason}`;
  }
  for (const name of found.isDirectory() ? readdirSync(join(top, path)) : []) {
    const inside = findForeignFile(top, join(path, name));
    if (inside !== undefined) {
      return inside;
    }
  }
  return undefined;
}

/** Systems without users have no getuid. */
function describeForeign(found: Stats): string | undefined {
  const own = process.getuid?.();
  if (own === undefined) {
    return undefined;
  }
  if (found.uid !== own && found.uid !== 0) {
    return `belongs to another user (uid ${found.uid})`;
  }
  return !found.isSymbolicLink() && (found.mode & 0o022) !== 0 ? "can be written by other users" : undefined;
}

/** The first part of a path below a directory that is a link. */
export function firstLink(top: string, path: string): string | undefined {
  const parts = relative(top, path).split(sep);
  const paths = parts.map((_, index) => join(top, ...parts.slice(0, index + 1)));
  return paths.find((each) => lstatSync(each, { throwIfNoEntry: false })?.isSymbolicLink() === true);
}
