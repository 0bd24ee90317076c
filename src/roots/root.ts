import { createHash, randomUUID } from "node:crypto";
import { lstatSync, readdirSync } from "node:fs";
import { chmod, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Archive, Package } from "../archives/index.ts";
import { UserError } from "../host/errors.ts";
import { hashFile, makeLimit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { RootPackage } from "../plan/index.ts";
import { listTree, type TreeEntry } from "./tree.ts";
import type { WrapperText } from "./wrappers.ts";

/**
 * A private root: a directory that holds what packages hold, beside the wrappers that make it usable from where it lies.
 *
 *     bin/         one-word commands; the only place that is ever put on PATH
 *     host-lib/    libraries that the programs in it need on this machine
 *     root/        the packages' files
 *     root.json    what it was made of
 */
export type RootRecord = {
  readonly schema: 2;
  /** Hash of what was asked for; see requestHash. */
  readonly request: string;
  /** When the packages were looked up in the signed index: ISO 8601. */
  readonly resolved: string;
  readonly packages: readonly RootPackage[];
  /** Of root/ and host-lib/, which are the same on every machine; see treeDigest. */
  readonly digest: string;
  /** Of everything as it lies on this disk; see fingerprintRoot. */
  readonly fingerprint: string;
};

/** Where Debian's merged /usr expects links; they belong to base-files, which no root holds. */
const mergedUsr = ["bin", "lib", "lib32", "lib64", "libx32", "sbin"];

/** What no build uses. */
const unused = ["usr/share/doc", "usr/share/man", "usr/share/info", "usr/share/locale", "usr/share/lintian"];

type Content = {
  readonly packages: readonly Package[];
  /** The directory of the packages' files. */
  readonly debs: string;
  /** How a package's file is unpacked. */
  readonly archive: Pick<Archive, "unpack" | "listFiles">;
  readonly keepsLists?: boolean | undefined;
  /** Waits until a package is in it, where they are still coming. */
  readonly there?: (each: Package) => Promise<void>;
};

/**
 * Unpacks packages into `directory`. Every .deb is hashed right before it is opened: whatever brought it (a mirror or a
 * cache), nothing else than what the signed index lists gets in. Throws otherwise, naming the package.
 */
export async function unpackRoot(host: Host, directory: string, content: Content): Promise<void> {
  const root = join(directory, "root");
  await mkdir(join(root, "usr"), { recursive: true });
  const turn = makeLimit(host.cpus);
  const unpacked = content.packages.map(async (each) => {
    await content.there?.(each);
    await turn(() => unpackPackage(root, { ...content, each }));
  });
  // None is to be still at it when this is given up.
  const failed = (await Promise.allSettled(unpacked)).find((each) => each.status === "rejected");
  if (failed !== undefined) {
    throw failed.reason;
  }
  for (const name of mergedUsr) {
    await mergeIntoUsr(root, name);
  }
  await keepLinksInside(root);
  for (const path of unused) {
    await rm(join(root, path), { recursive: true, force: true });
  }
  for (const name of await readdir(join(root, "usr/bin"))) {
    if (name.includes("lto-dump")) {
      await rm(join(root, "usr/bin", name));
    }
  }
}

/** After unpacking, since dpkg-deb of Debian 12 puts a package's own `/lib` in the place of a link that is there. */
async function mergeIntoUsr(root: string, name: string): Promise<void> {
  const into = join(root, "usr", name);
  await mkdir(into, { recursive: true });
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

async function unpackPackage(
  root: string,
  { each, debs, archive, keepsLists }: Content & { readonly each: Package },
): Promise<void> {
  const file = join(debs, each.file);
  const sha256 = await hashFile(file);
  if (sha256 !== each.sha256) {
    throw new UserError(`${each.file} has the SHA-256 ${sha256}, and the signed index lists ${each.sha256}`);
  }
  await archive.unpack(file, root);
  if (keepsLists === true) {
    const paths = await archive.listFiles(file);
    await mkdir(join(root, packageLists), { recursive: true });
    await writeFile(
      join(root, packageLists, each.name),
      paths.filter((path) => path.includes(".so") || path.endsWith(".a")).join("\n"),
    );
  }
}

/** In a root that keeps them: for each package, the libraries that it has. */
export const packageLists = "usr/share/cgo-cross";

/** A link to an absolute path means the root's own, as it would if the packages were installed; here it would leave it. */
async function keepLinksInside(root: string): Promise<void> {
  const entries = await readdir(join(root, "usr"), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isSymbolicLink())) {
    const link = join(entry.parentPath, entry.name);
    const target = await readlink(link);
    if (target.startsWith("/")) {
      await rm(link);
      await symlink(relative(dirname(link), join(root, target)), link);
    }
  }
}

/** glibc's own files: with the host's loader they must be the host's too. */
const glibcFile =
  /^(ld-linux|ld64|libc\.|libc-|libm[.-]|libmvec|libpthread|libdl[.-]|librt[.-]|libresolv|libnss_|libutil|libanl|libBroken|libnsl|libthread_db|libc_malloc|libmemusage|libpcprofile)/;

/** Gathers the libraries that the root's programs need on this machine; the host may have none of them, or older ones. */
export async function linkHostLibraries(directory: string, multiarch: string): Promise<void> {
  const libraries = join("root/usr/lib", multiarch);
  await mkdir(join(directory, "host-lib"), { recursive: true });
  const names = await readdir(join(directory, libraries)).catch(() => []);
  for (const name of names.filter((each) => /\.so(\.|$)/.test(each) && !glibcFile.test(each))) {
    await symlink(join("..", libraries, name), join(directory, "host-lib", name));
  }
}

/** Writes the wrappers of a root into its bin/. */
export async function writeWrappers(directory: string, wrappers: readonly WrapperText[]): Promise<void> {
  await mkdir(join(directory, "bin"), { recursive: true });
  for (const { name, text } of wrappers) {
    await writeFile(join(directory, "bin", name), text);
    await chmod(join(directory, "bin", name), 0o755);
  }
}

/** Everything in a root that its packages brought, as its digest and a pack of it have it. */
export async function listRoot(directory: string): Promise<readonly TreeEntry[]> {
  return listTree(directory, (path) => /^(root|host-lib)\//.test(path));
}

/**
 * A hash of names, modes, sizes and times of everything in a root but its record. The system sets the time of a file's
 * last change itself, so whatever was changed, added or taken away since breaks the seal, and to see that takes a
 * hundredth of the time that reading it all would take. A copy of the root has another seal.
 */
export function fingerprintRoot(directory: string): string {
  const hash = createHash("sha256");
  const visit = (path: string) => {
    for (const name of readdirSync(join(directory, path)).sort()) {
      const inside = join(path, name);
      const found = lstatSync(join(directory, inside), { bigint: true });
      hash.update(`${inside}\0${found.mode} ${found.size} ${found.mtimeNs} ${found.ctimeNs}\n`);
      if (found.isDirectory()) {
        visit(inside);
      }
    }
  };
  for (const part of ["bin", "host-lib", "root"]) {
    visit(part);
  }
  return hash.digest("hex");
}

/** Reads what a root on the disk was made of; undefined where it is none, or of another version of this program. */
export async function readRecord(directory: string): Promise<RootRecord | undefined> {
  const text = await readFile(join(directory, "root.json"), "utf8").catch(() => undefined);
  if (text === undefined) {
    return undefined;
  }
  try {
    return parseRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A record that may come from anywhere; undefined where it is not one of this version. */
export function parseRecord(value: unknown): RootRecord | undefined {
  const record = value as RootRecord | null;
  const words = [record?.request, record?.resolved, record?.digest, record?.fingerprint];
  const isRecord =
    record?.schema === 2 &&
    words.every((word) => typeof word === "string") &&
    Array.isArray(record.packages) &&
    record.packages.every(
      ({ name, version, architecture, size, sha256 }) =>
        [name, version, architecture].every((word) => typeof word === "string") &&
        Number.isInteger(size) &&
        /^[0-9a-f]{64}$/.test(sha256),
    );
  return isRecord ? record : undefined;
}

/** In one step, since another run may be reading it. */
export async function writeRecord(directory: string, record: RootRecord): Promise<void> {
  const partial = join(directory, `root.json.${randomUUID()}`);
  await writeFile(partial, `${JSON.stringify(record, undefined, 2)}\n`);
  await rename(partial, join(directory, "root.json"));
}
