import { lstat, mkdir, readdir, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Alternative, Archive, Package } from "../archives/index.ts";
import { UserError } from "../host/errors.ts";
import { compareHashes, describeHash, splitHash } from "../host/hashes.ts";
import { hashFileLike, makeLimit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { makeAlternatives } from "./alternatives.ts";
import { makeDirectory, packageLists } from "./root.ts";

/** Where Debian's merged /usr expects links; they belong to base-files, which no root has. */
const mergedUsr = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];

/** What no build uses. */
const unused = ["usr/share/doc", "usr/share/man", "usr/share/info", "usr/share/locale", "usr/share/lintian"];

export type PackagesToUnpack = {
  readonly packages: readonly Package[];
  /** The directory that the packages' files are downloaded to. */
  readonly downloads: string;
  /** How a package's file is unpacked. */
  readonly archive: Pick<Archive, "unpack" | "listFiles" | "alternatives">;
  /** The packages are libraries, to be found as if they were installed, and to be told of by the files that they have. */
  readonly keepsLists?: boolean | undefined;
  /** Waits until a package is downloaded; absent where all are. */
  readonly ready?: (each: Package) => Promise<void>;
};

/**
 * Unpacks packages into `directory`/root. Every package's file is hashed right before it is opened: wherever it came from (a
 * mirror or a cache), nothing but what the signed index lists gets in. Throws a UserError otherwise, naming the package.
 */
export async function unpackPackages(host: Host, directory: string, content: PackagesToUnpack): Promise<void> {
  const root = join(directory, "root");
  await makeDirectory(root);
  await makeDirectory(join(root, "usr"));
  const limit = makeLimit(host.cpus);
  const unpacked = content.packages.map(async (each) => {
    await content.ready?.(each);
    return limit(() => unpackPackage(root, { ...content, each }));
  });
  // All have ended before this fails, so that none writes into a directory that is removed.
  await Promise.allSettled(unpacked);
  const alternatives = (await Promise.all(unpacked)).flat();
  for (const name of mergedUsr) {
    await mergeIntoUsr(root, name);
  }
  await makeLinksRelative(root);
  await makeAlternatives(root, alternatives);
  await removeUnused(root);
}

/** @returns The links that its installation would make. */
async function unpackPackage(
  root: string,
  { each, downloads, archive, keepsLists }: PackagesToUnpack & { readonly each: Package },
): Promise<readonly Alternative[]> {
  const file = join(downloads, each.file);
  const hash = await hashFileLike(file, each);
  if (compareHashes(hash, each) !== "same") {
    throw new UserError({
      code: "hash-mismatch",
      text: `${each.file} has the ${describeHash(hash)}, and the signed index lists ${splitHash(each).hex}; try again, since the mirror may be changing, or use another mirror`,
    });
  }
  await archive.unpack(file, root);
  if (keepsLists !== true) {
    return [];
  }
  const paths = await archive.listFiles(file);
  const libraries = paths.filter((path) => path.includes(".so") || path.endsWith(".a"));
  await mkdir(join(root, packageLists), { recursive: true });
  await writeFile(join(root, packageLists, each.name), libraries.join("\n"));
  return archive.alternatives(file);
}

/** After unpacking, since dpkg-deb of Debian 12 replaces a link that is there by a package's own `/lib`. */
async function mergeIntoUsr(root: string, name: string): Promise<void> {
  const into = join(root, "usr", name);
  if (!(await isDirectory(into))) {
    await makeDirectory(into);
  }
  if (await isDirectory(join(root, name))) {
    await moveInto(join(root, name), into);
  }
  await rm(join(root, name), { recursive: true, force: true });
  await symlink(join("usr", name), join(root, name));
}

async function moveInto(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    if ((await isDirectory(source)) && (await isDirectory(target))) {
      await moveInto(source, target);
    } else {
      await rename(source, target);
    }
  }
}

/** False of a link to one. */
async function isDirectory(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A link to an absolute path means the root's own, as it would if the packages were installed; here it would leave it. */
async function makeLinksRelative(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isSymbolicLink())) {
    const link = join(entry.parentPath, entry.name);
    const target = await readlink(link);
    if (target.startsWith("/")) {
      await rm(link);
      await symlink(relative(dirname(link), join(root, target)), link);
    }
  }
}

async function removeUnused(root: string): Promise<void> {
  for (const path of unused) {
    await rm(join(root, path), { recursive: true, force: true });
  }
  for (const name of await readdir(join(root, "usr/bin"))) {
    if (name.includes("lto-dump")) {
      await rm(join(root, "usr/bin", name));
    }
  }
}
