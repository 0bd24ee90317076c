import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import zlib from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BadPack, listTree, openPack, treeDigest, writePack } from "../../src/roots/pack.ts";

let home: string;
let tree: string;
let file: string;
let into: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "pack-"));
  tree = join(home, "tree");
  file = join(home, "pack");
  into = join(home, "into");
  await mkdir(join(tree, "usr/bin"), { recursive: true });
  await mkdir(join(tree, "usr/empty"));
  await writeFile(join(tree, "usr/bin/cc1"), "compiles\n".repeat(1000));
  await chmod(join(tree, "usr/bin/cc1"), 0o755);
  await writeFile(join(tree, "usr/large"), Buffer.alloc(9 << 20, "ab"));
  await writeFile(join(tree, "usr/nothing"), "");
  await symlink("usr/bin", join(tree, "bin"));
  await symlink("../large", join(tree, "usr/bin/large"));
});

afterEach(() => rm(home, { recursive: true, force: true }));

const pack = async () =>
  writePack(file, [{ name: "root", directory: tree, entries: await listTree(tree), about: { made: "here" } }]);

async function unpack(): Promise<void> {
  const opened = await openPack(file);
  try {
    await opened.unpack("root", into);
  } finally {
    await opened.close();
  }
}

/** Changes the list of a pack and leaves its bytes, as someone would who knows the format. */
async function changeList(change: (entries: unknown[][], tree: Record<string, unknown>) => void): Promise<void> {
  const bytes = await readFile(file);
  const length = bytes.readUInt32LE(bytes.length - 12);
  const start = bytes.length - 12 - length;
  const trees = JSON.parse(zlib.zstdDecompressSync(bytes.subarray(start, start + length)).toString());
  change(trees[0].entries, trees[0]);
  const list = zlib.zstdCompressSync(Buffer.from(JSON.stringify(trees)));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(list.length);
  await writeFile(file, Buffer.concat([bytes.subarray(0, start), list, size, Buffer.from("cgopack1")]));
}

/** Records the digest of the changed list too: only what the list must never say is then left to be seen. */
function record(entries: unknown[][], packed: Record<string, unknown>): void {
  const [kind, path, mode, size, sha256, target] = ["kind", "path", "mode", "size", "sha256", "target"];
  packed["digest"] = treeDigest(
    entries.map((entry) => {
      const [code] = entry;
      const names =
        code === "d" ? [kind, path, mode] : code === "l" ? [kind, path, target] : [kind, path, mode, size, sha256];
      const kinds: Record<string, string> = { d: "directory", l: "link", f: "file" };
      return Object.fromEntries(names.map((name, at) => [name, at === 0 ? kinds[String(code)] : entry[at]]));
    }) as never,
  );
}

describe("a pack", () => {
  it("brings a tree back: names, kinds, modes, bytes and links", async () => {
    await pack();
    await unpack();
    const [before, after] = [await listTree(tree), await listTree(into)];
    expect(after).toEqual(before);
    expect(treeDigest(after)).toBe(treeDigest(before));
    expect(before.map(({ path }) => path)).toEqual([
      "bin",
      "usr",
      "usr/bin",
      "usr/bin/cc1",
      "usr/bin/large",
      "usr/empty",
      "usr/large",
      "usr/nothing",
    ]);
    expect((await stat(join(into, "usr/bin/cc1"))).mode & 0o777).toBe(0o755);
  });

  it("says what is in it without unpacking", async () => {
    await pack();
    const opened = await openPack(file);
    expect(opened.trees).toEqual([{ name: "root", about: { made: "here" }, digest: treeDigest(await listTree(tree)) }]);
    await opened.close();
  });

  it("gives files the time that is asked for", async () => {
    await pack();
    const opened = await openPack(file);
    await opened.unpack("root", into, { mtime: new Date("2026-01-02T03:04:05Z") });
    await opened.close();
    expect((await stat(join(into, "usr/large"))).mtime.toISOString()).toBe("2026-01-02T03:04:05.000Z");
  });

  it("lists only what is taken, and the directories above it", async () => {
    const entries = await listTree(tree, (path) => path.endsWith("cc1"));
    expect(entries.map(({ path }) => path)).toEqual(["usr", "usr/bin", "usr/bin/cc1"]);
  });

  it("has another digest for another byte, mode, name or link target", async () => {
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
});

describe("a pack that was tampered with", () => {
  beforeEach(pack);

  const refusal = () =>
    unpack().then(
      () => "unpacked",
      (error: unknown) => (error instanceof BadPack ? error.message : error),
    );

  it("is refused for another byte in a file", async () => {
    await changeList((entries) => {
      const entry = entries.find(([, path]) => path === "usr/bin/cc1");
      entry?.splice(4, 1, "0".repeat(64));
    });
    expect(await refusal()).toBe("root: its list is not the one that was recorded");
    await changeList(record);
    expect(await refusal()).toBe("root: usr/bin/cc1 has not the bytes that were recorded");
  });

  it("is refused for a flipped byte in what is compressed", async () => {
    const bytes = await readFile(file);
    const at = 40;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(file, bytes);
    expect(await refusal()).toMatch(/^root: (its bytes near usr\/bin\/cc1 cannot be read|usr\/\S+ has not the bytes)/);
  });

  it("is refused where it was cut short, is empty, or is something else", async () => {
    const bytes = await readFile(file);
    for (const other of [bytes.subarray(0, bytes.length - 1), Buffer.alloc(0), Buffer.alloc(4096, 7)]) {
      await writeFile(file, other);
      expect(await refusal()).toBe("it is not an archive of ours, or not a whole one");
    }
  });

  const link = "is a link that leaves it, to";
  it.each<[string, (entries: unknown[][]) => void, string]>([
    ["an added file", (list) => list.push(["f", "usr/zz", 0o644, 0, "e3b0"]), "has not the bytes|lacks the bytes"],
    ["a path upwards", (list) => list.push(["d", "../out", 0o755]), '"../out" is no path inside it'],
    ["a path inside that goes up", (list) => list.push(["d", "usr/../../out", 0o755]), "is no path inside it"],
    ["an absolute path", (list) => list.push(["d", "/tmp/out", 0o755]), '"/tmp/out" is no path inside it'],
    ["a link to an absolute path", (list) => list.push(["l", "out", "/etc"]), `"out" ${link} "/etc"`],
    ["a link that climbs out", (list) => list.push(["l", "usr/out", "../../etc"]), `"usr/out" ${link} "../../etc"`],
    ["a file below a link", (list) => list.push(["d", "bin/more", 0o755]), '"bin/more" lies in no directory of it'],
    ["a path that is in it twice", (list) => list.push(["d", "usr", 0o755]), '"usr" is in it twice'],
    ["a mode that gives rights", (list) => list.push(["d", "usr/su", 0o4755]), "mode that is more than permissions"],
    ["an entry of no kind", (list) => list.push(["x", "usr/pipe"]), "entry of no known kind"],
  ])("is refused for %s, recorded or not", async (_what, change, sentence) => {
    await changeList(change);
    expect(await refusal()).not.toBe("unpacked");
    await changeList((entries, packed) => {
      try {
        record(entries, packed);
      } catch {
        // Nothing that has a digest.
      }
    });
    expect(await refusal()).toMatch(new RegExp(sentence.replaceAll(".", "\\.")));
    await expect(stat(join(home, "out"))).rejects.toThrow("ENOENT");
  });

  it("is refused for a changed link that stays inside, unless that was recorded", async () => {
    await changeList((entries) => entries.find(([, path]) => path === "bin")?.splice(2, 1, "usr"));
    expect(await refusal()).toBe("root: its list is not the one that was recorded");
  });

  it("never writes more than its list says", async () => {
    await changeList((entries, packed) => {
      entries.find(([, path]) => path === "usr/large")?.splice(3, 1, 10);
      record(entries, packed);
    });
    expect(await refusal()).toMatch("root: its list does not fit its bytes near usr/large");
  });
});
