import { readlink, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/**
 * Where a path leads that by its name lies within a directory and by its links does not; undefined where there is no such
 * thing. What does not exist yet is taken as it would be made; a link to it counts.
 * @param path Absolute, as is the directory.
 * @throws The system's own error where links lead in a circle, or a directory may not be searched.
 */
export async function placeOutside(directory: string, path: string): Promise<string | undefined> {
  if (!isWithin(directory, path)) {
    return undefined;
  }
  const [root, place] = [await realPlace(directory), await realPlace(path)];
  return isWithin(root, place) ? undefined : place;
}

function isWithin(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== "ENOENT" && code !== "ENOTDIR") || path === dirname(path)) {
      throw error;
    }
  }
  const above = await realPlace(dirname(path));
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? join(above, basename(path)) : realPlace(resolve(above, link));
}
