import { createHash } from "node:crypto";
import { lstatSync, readdirSync } from "node:fs";
import { chmod, lstat, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listTree, sha256, type TreeEntry } from "./tree.ts";
import type { WrapperText } from "./wrappers.ts";

// A private root: a directory with the files of packages or of an archive, and the wrappers that make them usable from
// where they are.
//
//     bin/         one-word commands; the only place that is ever put on PATH
//     host-lib/    libraries that the programs in it need on this machine
//     root/        the files
//     root.json    what it was made of; see record.ts

/** What is the same on every machine. */
const digestedParts = ["root", "host-lib"];

/** In a root that keeps them: for each package, the libraries that it has. */
export const packageLists = "usr/share/cgo-cross";

/** Makes a directory that others can read and not write, with every umask. */
export async function makeDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o755);
}

/**
 * Gives all that is in a digest one of the modes that Debian's packages have: 755, or 644 for a file that is no program. What
 * was made here or unpacked by a program has those of its umask otherwise, and nothing is to run with the rights of others.
 */
export async function setModes(directory: string): Promise<void> {
  for (const part of digestedParts) {
    await makeDirectory(join(directory, part));
    for (const entry of await readdir(join(directory, part), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const found = await lstat(path);
      const isProgram = found.isDirectory() || (found.mode & 0o100) !== 0;
      const mode = isProgram ? 0o755 : 0o644;
      if ((found.isDirectory() || found.isFile()) && (found.mode & 0o7777) !== mode) {
        await chmod(path, mode);
      }
    }
  }
}

/** glibc's own files: with the host's loader they must be the host's too. */
const glibcFile =
  /^(ld-linux|ld64|libc\.|libc-|libm[.-]|libmvec|libpthread|libdl[.-]|librt[.-]|libresolv|libnss_|libutil|libanl|libBroken|libnsl|libthread_db|libc_malloc|libmemusage|libpcprofile)/;

/** Gathers the libraries that the root's programs need on this machine; the host may have none of them, or older ones. */
export async function linkHostLibraries(directory: string, multiarch: string): Promise<void> {
  const libraries = join("root/usr/lib", multiarch);
  await makeDirectory(join(directory, "host-lib"));
  const names = await readdir(join(directory, libraries)).catch(() => []);
  for (const name of names.filter((each) => /\.so(\.|$)/.test(each) && !glibcFile.test(each))) {
    await symlink(join("..", libraries, name), join(directory, "host-lib", name));
  }
}

/** Writes the wrappers of a root into its bin/. */
export async function writeWrappers(directory: string, wrappers: readonly WrapperText[]): Promise<void> {
  await makeDirectory(join(directory, "bin"));
  for (const { name, text } of wrappers) {
    await writeFile(join(directory, "bin", name), text);
    await chmod(join(directory, "bin", name), 0o755);
  }
}

/** Whether these and nothing else are in its bin/. Throws where they cannot be read. */
export async function hasWrappers(directory: string, wrappers: readonly WrapperText[]): Promise<boolean> {
  const entries = await listTree(join(directory, "bin"));
  const texts = new Map(wrappers.map(({ name, text }) => [name, sha256(text)]));
  const areSame = entries.every(
    (each) => each.kind === "file" && each.mode === 0o755 && each.sha256 === texts.get(each.path),
  );
  return areSame && entries.length === texts.size;
}

/** Everything in a root that is the same on every machine, as its digest and its archive in the cache have it. */
export async function listRoot(directory: string): Promise<readonly TreeEntry[]> {
  return listTree(directory, (path) => digestedParts.some((part) => path.startsWith(`${part}/`)));
}

/**
 * A hash of names, modes, sizes and times of everything in a root but its record. The system sets the time of a file's
 * last change itself, so whatever was changed, added or removed since changes the fingerprint, and computing it takes a
 * hundredth of the time that reading everything would take. A copy of the root has another fingerprint.
 * It tells damage: whoever changes a root on purpose can record its new one.
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
