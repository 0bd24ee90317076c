import { symlink } from "node:fs/promises";
import { dirname, join, posix, relative } from "node:path";
import type { Alternative } from "../archives/index.ts";
import { exists } from "../host/index.ts";
import { makeDirectory } from "./root.ts";

/** What compilers and linkers look for; names of programs and manuals are of no use to them. */
const ofLibraries = /^(usr\/)?(include|lib)\//;

/**
 * Makes the links that an installation of the packages would make: of all that compete for a name, to the one with the
 * highest priority whose file is in the root. What a package has itself stays.
 */
export async function makeAlternatives(root: string, all: readonly Alternative[]): Promise<void> {
  const made = new Set<string>();
  // Sorting keeps the order of equals.
  for (const { name, links } of [...all].sort((left, right) => right.priority - left.priority)) {
    const [first] = links;
    if (first !== undefined && !made.has(name) && ofLibraries.test(first.path) && (await isIn(root, first.to))) {
      made.add(name);
      for (const link of links) {
        await makeLink(root, link);
      }
    }
  }
}

async function makeLink(root: string, { path, to }: Alternative["links"][number]): Promise<void> {
  if (ofLibraries.test(path) && (await isIn(root, to)) && !(await isIn(root, path))) {
    await makeDirectories(root, dirname(path));
    await symlink(relative(dirname(join(root, path)), join(root, to)), join(root, path));
  }
}

/** A path with `..` might be anywhere. */
async function isIn(root: string, path: string): Promise<boolean> {
  return posix.normalize(path) === path && (await exists(join(root, path)));
}

async function makeDirectories(root: string, path: string): Promise<void> {
  if (path !== "." && !(await exists(join(root, path)))) {
    await makeDirectories(root, dirname(path));
    await makeDirectory(join(root, path));
  }
}
