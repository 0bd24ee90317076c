import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fchmodSync,
  futimesSync,
  mkdirSync,
  open as openCallback,
  symlinkSync,
  writeSync,
} from "node:fs";
import { type FileHandle, lstat, open, readdir, readFile, readlink } from "node:fs/promises";
import { dirname, join, normalize, relative } from "node:path";
import { promisify } from "node:util";
// As one object, since older Node versions, which never come here, lack some of its functions.
import zlib from "node:zlib";
import { makeLimit } from "../host/limit.ts";

/**
 * One thing in a tree, with its path relative to the tree. Directories come before what is in them. Times and owners are
 * left out: they differ between machines and no build looks at them.
 */
export type TreeEntry =
  | { readonly kind: "directory"; readonly path: string; readonly mode: number }
  | {
      readonly kind: "file";
      readonly path: string;
      readonly mode: number;
      readonly size: number;
      /** In hex. */
      readonly sha256: string;
    }
  | { readonly kind: "link"; readonly path: string; readonly target: string };

/** A pack that is not what it says. The message says what was found, and where in it. */
export class BadPack extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "BadPack";
  }
}

/**
 * Everything below a directory, in the order of a pack.
 * @param take Given each path that is no directory; where it says no, the path is left out. Directories that then hold
 * nothing are left out too, but without `take` everything is listed.
 * @throws On sockets, devices and the like, and on what cannot be read.
 */
export async function listTree(directory: string, take?: (path: string) => boolean): Promise<readonly TreeEntry[]> {
  const turn = makeLimit(8);
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = found.map((each) => ({ path: relative(directory, join(each.parentPath, each.name)), each }));
  const taken = paths.filter(({ path, each }) => each.isDirectory() || take === undefined || take(path));
  const used = new Set(taken.flatMap(({ path, each }) => (each.isDirectory() ? [] : parents(path))));
  const wanted = taken.filter(({ path, each }) => take === undefined || !each.isDirectory() || used.has(path));
  const entries = await Promise.all(wanted.map(({ path }) => turn(() => readEntry(directory, path))));
  return entries.sort((left, right) => (left.path < right.path ? -1 : 1));
}

function parents(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === "." ? [] : [parent, ...parents(parent)];
}

async function readEntry(directory: string, path: string): Promise<TreeEntry> {
  const place = join(directory, path);
  const found = await lstat(place);
  const mode = found.mode & 0o777;
  if (found.isDirectory()) {
    return { kind: "directory", path, mode };
  }
  if (found.isSymbolicLink()) {
    return { kind: "link", path, target: await readlink(place) };
  }
  if (!found.isFile()) {
    throw new Error(`${place} is neither a file nor a directory nor a link`);
  }
  const bytes = await readFile(place);
  return { kind: "file", path, mode, size: bytes.length, sha256: sha256(bytes) };
}

/** One hash, in hex, of everything in a tree: names, kinds, modes, bytes and the targets of links. */
export function treeDigest(entries: readonly TreeEntry[]): string {
  return sha256(Buffer.from(entries.map((entry) => `${JSON.stringify(compact(entry))}\n`).join("")));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What goes into a pack: a directory, the entries of it that are taken, and anything that is to be known of it (JSON). */
export type TreeToPack = {
  readonly name: string;
  readonly directory: string;
  readonly entries: readonly TreeEntry[];
  readonly about: unknown;
};

export type Pack = {
  readonly trees: readonly { readonly name: string; readonly about: unknown; readonly digest: string }[];
  /**
   * Puts a tree below a directory, which must not be there yet or be empty. Every file's bytes are compared with what the
   * pack lists before they are written, and nothing is written outside the directory, whatever the pack says.
   * @param options `mtime`: given to all files; otherwise they are as new as they are.
   * @throws BadPack, with part of the tree written: the caller throws the directory away.
   */
  unpack(name: string, into: string, options?: { readonly mtime?: Date }): Promise<void>;
  close(): Promise<void>;
};

/*
 * The file: groups of whole files, each compressed by itself, so that several are unpacked at once; then the list of
 * everything, compressed; then the list's length and the mark.
 */
const mark = Buffer.from("cgopack1");
const groupBytes = 4 << 20;
/** A list longer than this is no list of ours: the longest seen, of thirty compilers, has 20 MB. */
const listLimit = 256 << 20;
/** The longest that a group may be: that of one file, the largest compilers having 40 MB. */
const groupLimit = 1 << 30;

const openFile = promisify(openCallback);
const compress = (bytes: Buffer) => promisify(zlib.zstdCompress)(bytes);
/** @param size What comes out, if it is known: in one piece, since joining many takes as long as making them. */
const decompress = (bytes: Buffer, limit: number, size?: number) =>
  promisify(zlib.zstdDecompress)(bytes, {
    maxOutputLength: limit,
    ...(size === undefined ? {} : { chunkSize: Math.max(64, size) }),
  });

type CompactEntry =
  | readonly ["d", path: string, mode: number]
  | readonly ["f", path: string, mode: number, size: number, sha256: string]
  | readonly ["l", path: string, target: string];

type Group = { readonly at: number; readonly bytes: number; readonly size: number; readonly files: number };

type PackedTree = {
  readonly name: string;
  readonly about: unknown;
  readonly digest: string;
  readonly entries: readonly CompactEntry[];
  readonly groups: readonly Group[];
};

function compact(entry: TreeEntry): CompactEntry {
  switch (entry.kind) {
    case "directory":
      return ["d", entry.path, entry.mode];
    case "file":
      return ["f", entry.path, entry.mode, entry.size, entry.sha256];
    case "link":
      return ["l", entry.path, entry.target];
  }
}

/** Writes trees into one file. A file that changed since it was listed makes a pack that does not unpack. */
export async function writePack(file: string, trees: readonly TreeToPack[]): Promise<void> {
  const handle = await open(file, "w");
  try {
    let at = 0;
    const packed: PackedTree[] = [];
    for (const tree of trees) {
      const groups: Group[] = [];
      for await (const { bytes, size, files } of compressedGroups(tree)) {
        await handle.writev([bytes]);
        groups.push({ at, bytes: bytes.length, size, files });
        at += bytes.length;
      }
      const { name, about, entries } = tree;
      packed.push({ name, about, digest: treeDigest(entries), entries: entries.map(compact), groups });
    }
    const list = await compress(Buffer.from(JSON.stringify(packed)));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(list.length);
    await handle.writev([list, length, mark]);
  } finally {
    await handle.close();
  }
}

type CompressedGroup = { readonly bytes: Buffer; readonly size: number; readonly files: number };

/** A few are compressed at once, ahead of the one that is written. */
async function* compressedGroups({ directory, entries }: TreeToPack): AsyncGenerator<CompressedGroup> {
  const ahead: Promise<CompressedGroup>[] = [];
  for (const group of groupFiles(entries)) {
    const made = compressGroup(directory, group);
    // Heard when its turn comes; until then it must not count as unheard.
    made.catch(() => undefined);
    ahead.push(made);
    const next = ahead.length >= 4 ? ahead.shift() : undefined;
    if (next !== undefined) {
      yield await next;
    }
  }
  for (const made of ahead) {
    yield await made;
  }
}

type FileEntry = Extract<TreeEntry, { kind: "file" }>;

function groupFiles(entries: readonly TreeEntry[]): readonly (readonly FileEntry[])[] {
  const groups: FileEntry[][] = [];
  let size = groupBytes;
  for (const entry of entries) {
    if (entry.kind !== "file") {
      continue;
    }
    if (size + entry.size > groupBytes) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(entry);
    size += entry.size;
  }
  return groups;
}

async function compressGroup(directory: string, files: readonly FileEntry[]): Promise<CompressedGroup> {
  const contents = await Promise.all(files.map(({ path }) => readFile(join(directory, path))));
  const whole = Buffer.concat(contents);
  return { bytes: await compress(whole), size: whole.length, files: files.length };
}

/** Opens a pack and reads its list. Throws BadPack on anything that writePack would not have written. */
export async function openPack(file: string): Promise<Pack> {
  const handle = await open(file, "r");
  try {
    const trees = await readList(handle);
    return {
      trees: trees.map(({ name, about, digest }) => ({ name, about, digest })),
      unpack: async (name, into, options = {}) => {
        const tree = trees.find((each) => each.name === name);
        if (tree === undefined) {
          throw new BadPack(`it holds nothing named ${name}`);
        }
        await unpackTree(handle, tree, { into, mtime: options.mtime });
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readList(
  handle: FileHandle,
): Promise<readonly (PackedTree & { readonly checked: readonly TreeEntry[] })[]> {
  const { size } = await handle.stat();
  const tail = await readAt(handle, size - 12, 12);
  const length = tail.readUInt32LE(0);
  if (!tail.subarray(4).equals(mark) || length > size - 12) {
    throw new BadPack("it is not an archive of ours, or not a whole one");
  }
  try {
    const text = await decompress(await readAt(handle, size - 12 - length, length), listLimit);
    const trees = JSON.parse(text.toString("utf8")) as readonly PackedTree[];
    return trees.map((tree) => ({ ...tree, checked: checkEntries(tree) }));
  } catch (error) {
    throw error instanceof BadPack ? error : new BadPack("its list cannot be read", { cause: error });
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = position < 0 ? { bytesRead: 0 } : await handle.read(bytes, 0, length, position);
  if (bytesRead !== length) {
    throw new BadPack("it is not an archive of ours, or not a whole one");
  }
  return bytes;
}

/** The list is as untrusted as the rest: paths stay inside, links too, parents are real directories, the digest fits. */
function checkEntries({ name, entries, digest }: PackedTree): readonly TreeEntry[] {
  const directories = new Set(["."]);
  const seen = new Set<string>();
  const checked = entries.map((compacted): TreeEntry => {
    const entry = expand(compacted);
    const { path } = entry;
    const wrong = (what: string) => new BadPack(`${name}: ${JSON.stringify(path)} ${what}`);
    if (path === "" || path.includes("\0") || path.split("/").some((part) => ["", ".", ".."].includes(part))) {
      throw wrong("is no path inside it");
    }
    if (!directories.has(dirname(path))) {
      throw wrong("lies in no directory of it");
    }
    if (seen.has(path)) {
      throw wrong("is in it twice");
    }
    seen.add(path);
    if (entry.kind === "directory") {
      directories.add(path);
    }
    if (entry.kind === "link" && leaves(path, entry.target)) {
      throw wrong(`is a link that leaves it, to ${JSON.stringify(entry.target)}`);
    }
    if (entry.kind !== "link" && (entry.mode & ~0o777) !== 0) {
      throw wrong("has a mode that is more than permissions");
    }
    return entry;
  });
  if (treeDigest(checked) !== digest) {
    throw new BadPack(`${name}: its list is not the one that was recorded`);
  }
  return checked;
}

function leaves(path: string, target: string): boolean {
  const aim = normalize(join(dirname(path), target));
  return target === "" || target.includes("\0") || target.startsWith("/") || aim === ".." || aim.startsWith("../");
}

function expand(entry: CompactEntry): TreeEntry {
  const [kind, path] = entry;
  if (kind === "d" && typeof path === "string" && Number.isInteger(entry[2])) {
    return { kind: "directory", path, mode: entry[2] };
  }
  if (kind === "l" && typeof path === "string" && typeof entry[2] === "string") {
    return { kind: "link", path, target: entry[2] };
  }
  if (kind === "f" && typeof path === "string" && Number.isInteger(entry[2]) && Number.isInteger(entry[3])) {
    return { kind: "file", path, mode: entry[2], size: entry[3], sha256: String(entry[4]) };
  }
  throw new BadPack(`its list has an entry of no known kind: ${JSON.stringify(entry).slice(0, 100)}`);
}

type Place = { readonly into: string; readonly mtime: Date | undefined };

async function unpackTree(
  handle: FileHandle,
  tree: PackedTree & { readonly checked: readonly TreeEntry[] },
  place: Place,
): Promise<void> {
  mkdirSync(place.into, { recursive: true });
  for (const entry of tree.checked) {
    if (entry.kind === "directory") {
      mkdirSync(join(place.into, entry.path), { mode: entry.mode | 0o700 });
    }
  }
  const files = tree.checked.filter((entry) => entry.kind === "file");
  const turn = makeLimit(4);
  let first = 0;
  const work = tree.groups.map((group) => {
    const members = files.slice(first, first + group.files);
    first += group.files;
    return turn(() => unpackGroup(handle, { tree: tree.name, group, members }, place));
  });
  // All of them, so that nothing is still being written when the caller clears away what a bad pack left.
  const bad = (await Promise.allSettled(work)).find((each) => each.status === "rejected");
  if (bad !== undefined) {
    throw bad.reason;
  }
  if (first !== files.length) {
    throw new BadPack(`${tree.name}: it lacks the bytes of ${files[first]?.path ?? "some files"}`);
  }
  for (const entry of tree.checked) {
    if (entry.kind === "directory") {
      // Past the umask, under which it was made.
      chmodSync(join(place.into, entry.path), entry.mode);
    } else if (entry.kind === "link") {
      symlinkSync(entry.target, join(place.into, entry.path));
    }
  }
}

type GroupToUnpack = { readonly tree: string; readonly group: Group; readonly members: readonly FileEntry[] };

async function unpackGroup(handle: FileHandle, { tree, group, members }: GroupToUnpack, place: Place): Promise<void> {
  const size = members.reduce((sum, { size: each }) => sum + each, 0);
  if (size !== group.size || size > groupLimit || group.bytes > size + groupBytes) {
    throw new BadPack(`${tree}: its list does not fit its bytes near ${members[0]?.path ?? "its end"}`);
  }
  const compressed = await readAt(handle, group.at, group.bytes);
  const bytes = await decompress(compressed, Math.max(1, size), size).catch((cause: unknown) => {
    throw new BadPack(`${tree}: its bytes near ${members[0]?.path ?? "its end"} cannot be read`, { cause });
  });
  let at = 0;
  const contents = members.map((member) => {
    const content = bytes.subarray(at, at + member.size);
    at += member.size;
    if (content.length !== member.size || sha256(content) !== member.sha256) {
      throw new BadPack(`${tree}: ${member.path} has not the bytes that were recorded`);
    }
    return { member, content };
  });
  const written = await Promise.allSettled(contents.map((each) => writeMember(each, place)));
  const bad = written.find((each) => each.status === "rejected");
  if (bad !== undefined) {
    throw bad.reason;
  }
}

/**
 * Never over something that is there. Many are created at once, since making an inode is what takes time; the rest is
 * quicker done than waited for.
 */
async function writeMember(
  { member: { path, mode }, content }: { readonly member: FileEntry; readonly content: Buffer },
  { into, mtime }: Place,
): Promise<void> {
  const descriptor = await openFile(join(into, path), "wx", mode);
  try {
    for (let at = 0; at < content.length; ) {
      at += writeSync(descriptor, content, at);
    }
    // Past the umask, under which it was made.
    fchmodSync(descriptor, mode);
    if (mtime !== undefined) {
      futimesSync(descriptor, mtime, mtime);
    }
  } finally {
    closeSync(descriptor);
  }
}
