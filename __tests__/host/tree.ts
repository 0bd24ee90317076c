import { chmod, lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What a file system tree holds: every path with its type, its mode and its content. */
export type Tree = Readonly<Record<string, string>>;

/** A tree with what a toolchain has: programs, links, odd names, bytes that are no text, an empty directory. */
export async function writeTree(root: string): Promise<void> {
  await mkdir(join(root, "usr", "bin"), { recursive: true });
  await mkdir(join(root, "usr", "empty"), { recursive: true });
  await writeFile(join(root, "usr", "bin", "tool"), "#!/bin/sh\n");
  await chmod(join(root, "usr", "bin", "tool"), 0o755);
  await symlink("tool", join(root, "usr", "bin", "link"));
  await symlink("../nowhere", join(root, "usr", "bin", "dangling"));
  await writeFile(join(root, "usr", "read only"), "x");
  await chmod(join(root, "usr", "read only"), 0o444);
  await writeFile(
    join(root, "usr", "grün ü.bin"),
    Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) & 255)),
  );
  await writeFile(join(root, "none"), "");
  await chmod(join(root, "usr", "empty"), 0o700);
}

export async function readTree(root: string, at = ""): Promise<Tree> {
  const tree: Record<string, string> = {};
  for (const name of (await readdir(join(root, at))).sort()) {
    const path = join(at, name);
    const stats = await lstat(join(root, path));
    const mode = (stats.mode & 0o7777).toString(8);
    if (stats.isSymbolicLink()) {
      tree[path] = `link ${await readlink(join(root, path))}`;
    } else if (stats.isDirectory()) {
      tree[path] = `directory ${mode}`;
      Object.assign(tree, await readTree(root, path));
    } else {
      tree[path] = `file ${mode} ${(await readFile(join(root, path))).toString("base64")}`;
    }
  }
  return tree;
}
