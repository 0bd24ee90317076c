import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listTree, treeDigest } from "../../src/roots/tree.ts";

let tree: string;

beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), "tree-"));
  await mkdir(join(tree, "usr/bin"), { recursive: true });
  await mkdir(join(tree, "usr/empty"));
  await writeFile(join(tree, "usr/bin/cc1"), "compiles", { mode: 0o755 });
  await writeFile(join(tree, "usr/nothing"), "");
  await chmod(join(tree, "usr"), 0o755);
  await symlink("usr/bin", join(tree, "bin"));
});

afterEach(() => rm(tree, { recursive: true, force: true }));

describe("the list of a tree", () => {
  it("is sorted, with links as they are", async () => {
    const entries = await listTree(tree);
    expect(entries.map(({ path }) => path)).toEqual([
      "bin",
      "usr",
      "usr/bin",
      "usr/bin/cc1",
      "usr/empty",
      "usr/nothing",
    ]);
    expect(entries[0]).toEqual({ kind: "link", path: "bin", target: "usr/bin" });
    expect(entries[1]).toEqual({ kind: "directory", path: "usr", mode: 0o755 });
    expect(entries[5]).toMatchObject({ kind: "file", size: 0, sha256: expect.stringMatching(/^e3b0c442/) });
  });

  it("has only what is selected, and the directories above it", async () => {
    const entries = await listTree(tree, (path) => path.endsWith("cc1"));
    expect(entries.map(({ path }) => path)).toEqual(["usr", "usr/bin", "usr/bin/cc1"]);
  });

  it("cannot be made of a tree with a socket", async () => {
    const server = createServer().listen(join(tree, "socket"));
    await expect(listTree(tree)).rejects.toThrow("socket is neither a file nor a directory nor a link");
    server.close();
  });
});

describe("the digest of a tree", () => {
  it("changes with a byte, a mode, a name or the target of a link", async () => {
    const digests = [treeDigest(await listTree(tree))];
    const again = async () => digests.push(treeDigest(await listTree(tree)));
    await writeFile(join(tree, "usr/nothing"), "x");
    await again();
    await chmod(join(tree, "usr/nothing"), 0o600);
    await again();
    await writeFile(join(tree, "added"), "");
    await again();
    await rm(join(tree, "bin"));
    await symlink("usr", join(tree, "bin"));
    await again();
    expect(new Set(digests).size).toBe(5);
  });

  it("stays the same from version to version, since locks have it", () => {
    const digest = treeDigest([
      { kind: "directory", path: "usr", mode: 0o755 },
      { kind: "file", path: "usr/a", mode: 0o644, size: 1, sha256: "ca97" },
      { kind: "link", path: "usr/b", target: "a" },
    ]);
    expect(digest).toBe("809993bd8f1501ab67649f1c94a46c1d6e58009015e58db8d71871a2da75fcaf");
  });
});
