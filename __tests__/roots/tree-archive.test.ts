import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listTree, treeDigest } from "../../src/roots/tree.ts";
import { DamagedArchive, openTreeArchive, writeTreeArchive } from "../../src/roots/tree-archive.ts";
import { changeArchive, changeMembers, type ListedTree, type Member } from "../support/tree-archives.ts";

let home: string;
let tree: string;
let file: string;
let into: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "tree-archive-"));
  tree = join(home, "tree");
  file = join(home, "archive");
  into = join(home, "into");
  await mkdir(join(tree, "usr/bin"), { recursive: true });
  await mkdir(join(tree, "usr/empty"));
  // A first file without content.
  await writeFile(join(tree, "nothing"), "");
  await writeFile(join(tree, "usr/bin/cc1"), "compiles\n".repeat(1000));
  await chmod(join(tree, "usr/bin/cc1"), 0o755);
  await writeFile(join(tree, "usr/large"), Buffer.alloc(9 << 20, "ab"));
  await writeFile(join(tree, `usr/${"long ".repeat(40)}`), "");
  await symlink("usr/bin", join(tree, "bin"));
  await symlink("../large", join(tree, "usr/bin/large"));
});

afterEach(() => rm(home, { recursive: true, force: true }));

const write = async () =>
  writeTreeArchive(file, [{ name: "root", directory: tree, entries: await listTree(tree), about: { made: "here" } }]);

const unpack = async () => (await openTreeArchive(file)).unpack("root", { directory: into });

describe("an archive of trees", () => {
  it("restores names, kinds, modes, bytes and links", async () => {
    await chmod(join(tree, "usr/empty"), 0o555);
    await write();
    await unpack();
    const [before, after] = [await listTree(tree), await listTree(into)];
    expect(after).toEqual(before);
    expect(treeDigest(after)).toBe(treeDigest(before));
    expect((await stat(join(into, "usr/bin/cc1"))).mode & 0o777).toBe(0o755);
  });

  it("unpacks the tree that is asked for, of several", async () => {
    const entries = await listTree(tree);
    const trees = ["one", "root", "three"].map((name) => ({ name, directory: tree, entries, about: name }));
    await writeTreeArchive(file, trees);
    await unpack();
    expect(await listTree(into)).toEqual(entries);
    const archive = await openTreeArchive(file);
    expect(archive.trees.map(({ name }) => name)).toEqual(["one", "root", "three"]);
    await expect(archive.unpack("two", { directory: into })).rejects.toThrow("the archive has no tree named two");
  });

  it("lists what is in it without unpacking", async () => {
    await write();
    const [listed] = (await openTreeArchive(file)).trees;
    expect(listed).toMatchObject({ name: "root", about: { made: "here" }, digest: treeDigest(await listTree(tree)) });
  });

  it("gives files the time that is asked for", async () => {
    await write();
    const archive = await openTreeArchive(file);
    await archive.unpack("root", { directory: into, mtime: new Date("2026-01-02T03:04:05Z") });
    expect((await stat(join(into, "usr/large"))).mtime.toISOString()).toBe("2026-01-02T03:04:05.000Z");
  });

  it("never writes over a file that is there", async () => {
    await write();
    await mkdir(join(into), { recursive: true });
    await writeFile(join(into, "nothing"), "mine");
    await expect(unpack()).rejects.toThrow("EEXIST");
    expect(await readFile(join(into, "nothing"), "utf8")).toBe("mine");
  });

  it("is what tar and zstd unpack too", async () => {
    await write();
    await mkdir(into);
    execFileSync("tar", ["--extract", "--file", file, "--use-compress-program", "unzstd", "--ignore-zeros"], {
      cwd: into,
    });
    expect(await listTree(join(into, "root"))).toEqual(await listTree(tree));
  });

  it("cannot be written of a file that is gone", async () => {
    const entries = await listTree(tree);
    await rm(join(tree, "usr/large"));
    await expect(writeTreeArchive(file, [{ name: "root", directory: tree, entries, about: null }])).rejects.toThrow(
      "ENOENT",
    );
  });

  it("does not unpack where a file changed while it was written", async () => {
    const entries = await listTree(tree);
    await writeFile(join(tree, "usr/bin/cc1"), "other");
    await writeTreeArchive(file, [{ name: "root", directory: tree, entries, about: null }]);
    await expect(unpack()).rejects.toThrow('the content of "root/usr/bin/cc1" does not match its recorded SHA-256');
  });
});

/** Records the digest of a changed list too, so that only what a list must never have is left to be found. */
const record = (listed: ListedTree) => {
  listed.digest = treeDigest(listed.entries as never);
};

describe("a damaged archive", () => {
  beforeEach(write);

  const refusal = () =>
    unpack().then(
      () => "unpacked",
      (error: unknown) => (error instanceof DamagedArchive ? error.message : error),
    );

  const changeList = (change: (entries: Record<string, unknown>[], listed: ListedTree) => void) =>
    changeArchive(file, { list: ([listed]) => listed !== undefined && change(listed.entries, listed) });

  it("is refused for another byte in a file", async () => {
    await changeList((entries) => {
      Object.assign(entries.find(({ path }) => path === "usr/bin/cc1") ?? {}, { sha256: "0".repeat(64) });
    });
    expect(await refusal()).toBe("root: the list of files does not match its recorded digest");
    await changeList((_entries, listed) => record(listed));
    expect(await refusal()).toBe('the content of "root/usr/bin/cc1" does not match its recorded SHA-256');
    await expect(stat(join(into, "usr/bin/cc1"))).rejects.toThrow("ENOENT");
  });

  it("is refused for a flipped byte in what is compressed", async () => {
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    await writeFile(file, bytes);
    expect(await refusal()).toMatch(
      /^(a part of the archive cannot be read|the content of "root\/\S+" does not match)/,
    );
  });

  it("is refused where it is incomplete, empty, or something else", async () => {
    const bytes = await readFile(file);
    for (const other of [bytes.subarray(0, -1), bytes.subarray(1), Buffer.alloc(0), Buffer.alloc(4096, 7)]) {
      await writeFile(file, other);
      expect(await refusal()).toMatch(/^the archive is incomplete, or has another format|a part of the archive/);
    }
  });

  const digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const link = "is a link out of the tree, to";
  const directory = (path: unknown, mode = 0o755) => ({ kind: "directory", path, mode });
  it.each<[string, Record<string, unknown>, string]>([
    ["an added file", { kind: "file", path: "zz", mode: 0o644, size: 0, sha256: digest }, '"root/zz" is missing from'],
    ["a path upwards", directory("../out"), '"../out" is not a path inside the tree'],
    ["a path that goes up inside", directory("usr/../../out"), "is not a path inside the tree"],
    ["an absolute path", directory("/tmp/out"), '"/tmp/out" is not a path inside the tree'],
    ["an empty path", directory(""), '"" is not a path inside the tree'],
    ["a path that is not a text", directory(["out"]), '["out"] is not a path inside the tree'],
    ["a path with a NUL", directory("usr/\0"), '"usr/\\u0000" is not a path inside the tree'],
    ["a link to an absolute path", { kind: "link", path: "out", target: "/etc" }, `"out" ${link} "/etc"`],
    ["a link upwards", { kind: "link", path: "usr/out", target: "../../etc" }, `"usr/out" ${link} "../../etc"`],
    ["a link to nothing", { kind: "link", path: "out", target: "" }, `"out" ${link} ""`],
    ["a file below a link", directory("bin/more"), '"bin/more" is in no directory of the tree'],
    ["a file below a file", directory("nothing/more"), '"nothing/more" is in no directory of the tree'],
    ["a path that is listed twice", directory("usr"), '"usr" is listed twice'],
    ["a mode with rights", directory("usr/su", 0o4755), "has a mode with more than permission bits"],
    ["an entry of another kind", { kind: "pipe", path: "usr/pipe" }, "is neither a file nor a directory nor a link"],
  ])("is refused for %s, with a digest that matches or not", async (_what, entry, sentence) => {
    await changeList((entries) => entries.push(entry));
    expect(await refusal()).not.toBe("unpacked");
    await changeList((_entries, listed) => {
      try {
        record(listed);
      } catch {
        // An entry that has no digest.
      }
    });
    expect(await refusal()).toContain(sentence);
    await expect(stat(join(home, "out"))).rejects.toThrow("ENOENT");
  });

  it("is refused for a changed link that stays inside, unless that was recorded", async () => {
    await changeList((entries) => {
      Object.assign(entries.find(({ path }) => path === "bin") ?? {}, { target: "usr" });
    });
    expect(await refusal()).toBe("root: the list of files does not match its recorded digest");
  });

  it.each<[string, (part: ListedTree["parts"][number]) => void, string]>([
    [
      "more bytes than its files",
      (part) => Object.assign(part, { size: 1 << 29 }),
      "root: the archive has more bytes than",
    ],
    ["parts of no size", (part) => Object.assign(part, { size: null }), "root: the archive has more bytes than"],
    ["fewer bytes than it has", (part) => Object.assign(part, { size: 1024 }), "a part of the archive cannot be read"],
    ["bytes behind its end", (part) => Object.assign(part, { at: 1 << 30 }), "a part of the archive cannot be read"],
    ["bytes before its beginning", (part) => Object.assign(part, { at: -1 }), "a part of the archive cannot be read"],
    ["more bytes than there can be", (part) => Object.assign(part, { bytes: 2 ** 52 }), "a part of the archive cannot"],
  ])("is refused where its list has %s", async (_what, change, sentence) => {
    await changeList((_entries, { parts }) => parts.slice(-1).forEach(change));
    expect(await refusal()).toContain(sentence);
  });

  it("never writes more than its list has", async () => {
    await changeList((entries, listed) => {
      Object.assign(entries.find(({ path }) => path === "usr/large") ?? {}, { size: 10 });
      record(listed);
    });
    expect(await refusal()).toBe("root: the archive has more bytes than its list of files");
  });

  const member = (header: Member["header"], content = "") => ({ header, content: Buffer.from(content) });
  const isCompiler = ({ header }: Member) => header.name === "root/usr/bin/cc1";
  const mismatch = (name: string) => `the content of ${JSON.stringify(name)} does not match its recorded SHA-256`;
  it.each<[string, (members: Member[]) => Member[], string]>([
    ["a file too many", (all) => [...all, member({ name: "root/usr/zz" })], mismatch("root/usr/zz")],
    ["a file that is outside", (all) => [...all, member({ name: "root/../out" })], mismatch("root/../out")],
    ["a file of another tree", (all) => [...all, member({ name: "other/nothing" })], mismatch("other/nothing")],
    ["a file twice", (all) => [...all, ...all.filter(isCompiler)], mismatch("root/usr/bin/cc1")],
    [
      "a link in the place of a file",
      (all) =>
        all.map((each) =>
          isCompiler(each) ? member({ name: each.header.name, type: "symlink", linkname: "/etc/passwd" }) : each,
        ),
      '"root/usr/bin/cc1" is missing from the archive',
    ],
    [
      "a file too few",
      (all) => all.filter((each) => !isCompiler(each)),
      '"root/usr/bin/cc1" is missing from the archive',
    ],
  ])("is refused for %s in its tar", async (_what, change, sentence) => {
    await changeMembers(file, change);
    expect(await refusal()).toBe(sentence);
    await expect(stat(join(home, "out"))).rejects.toThrow("ENOENT");
  });

  it("ignores links and modes that only its tar has", async () => {
    const evil = member({ name: "root/evil", type: "symlink", linkname: "/etc" });
    await changeMembers(file, (all) => [
      evil,
      ...all.map(({ header, content }) => ({ header: { ...header, mode: 0o4777 }, content })),
    ]);
    expect(await refusal()).toBe("unpacked");
    expect(await listTree(into)).toEqual(await listTree(tree));
  });

  it("is refused where its tar is cut short, in a file or in a header", async () => {
    const bytes = await readFile(file);
    for (const length of [700, 300]) {
      await writeFile(file, bytes);
      await changeArchive(file, { part: (tar) => tar.subarray(0, tar.length - 1024 - length) });
      expect(await refusal()).toBe("a part of the archive cannot be read");
      await rm(into, { recursive: true });
    }
  });
});
