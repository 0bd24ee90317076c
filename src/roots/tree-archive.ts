import {
  chmodSync,
  closeSync,
  createReadStream,
  fchmodSync,
  futimesSync,
  mkdirSync,
  open as openCallback,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { promisify } from "node:util";
// As one object, since older Node versions, which have no cache to use it for, lack some of its functions.
import zlib from "node:zlib";
import { makeLimit } from "../host/index.ts";
import { type FileEntry, sha256, type TreeEntry, treeDigest } from "./tree.ts";

/** An archive that is damaged, or was not made by writeTreeArchive. The message says what is wrong, and where. */
export class DamagedArchive extends Error {
  override readonly name = "DamagedArchive";
}

/** A directory to archive: which of its entries, and anything that is to be known of it (JSON). */
export type TreeToArchive = {
  readonly name: string;
  readonly directory: string;
  readonly entries: readonly TreeEntry[];
  readonly about: unknown;
};

/** Where to unpack a tree: a directory that is absent or empty; and a time for all files, which is now where absent. */
export type Destination = { readonly directory: string; readonly mtime?: Date };

export type TreeArchive = {
  readonly trees: readonly { readonly name: string; readonly about: unknown; readonly digest: string }[];
  /**
   * Unpacks a tree. Every file's content is compared with its recorded SHA-256 before it is written, and nothing is
   * written outside the directory or over something that is there.
   * @throws DamagedArchive, with part of the tree written: the caller removes the directory.
   */
  unpack(name: string, to: Destination): Promise<void>;
};

/*
 * The file is tar with zstd, which `tar --zstd --ignore-zeros` unpacks: the entries of each tree in several tars, each
 * compressed by itself, so that several are read at once; then, in a frame that zstd skips (RFC 8878, 3.1.2), the list
 * of everything and its length. The list decides: modes and links in the tars are for other programs.
 */
const skippable = 0x184d2a50;
const partSize = 4 << 20;
/** Of one part, which has at least one whole file: the largest compilers have 40 MB. */
const partLimit = 1 << 30;
/** The most that tar adds to a file or a part: headers, those for long paths too, and padding. */
const tarOverhead = 16 << 10;
/** Larger than any real list: the largest seen, of thirty compilers, has 30 MB. */
const listLimit = 256 << 20;

const compress = (bytes: Buffer) => promisify(zlib.zstdCompress)(bytes);
/** @param chunkSize Of the result, where its size is known: joining many chunks takes as long as decompressing them. */
const decompress = (bytes: Buffer, maxOutputLength: number, chunkSize = 1 << 20) =>
  promisify(zlib.zstdDecompress)(bytes, { maxOutputLength, chunkSize });

/** A compressed tar: where it begins in the file, how long it is there, and how long it is decompressed. */
type Part = { readonly at: number; readonly bytes: number; readonly size: number };

type ListedTree = TreeArchive["trees"][number] & {
  readonly entries: readonly TreeEntry[];
  readonly parts: readonly Part[];
};

/** Writes trees into one file. A file that changed since it was listed makes an archive that does not unpack. */
export async function writeTreeArchive(file: string, trees: readonly TreeToArchive[]): Promise<void> {
  await writeFile(file, "");
  const limit = makeLimit(4);
  const listed: ListedTree[] = [];
  let at = 0;
  for (const tree of trees) {
    const parts: Part[] = [];
    const packed = splitEntries(tree.entries).map((entries) => limit(() => packPart(tree, entries)));
    for (const { compressed, size } of await settle(packed)) {
      await appendFile(file, compressed);
      parts.push({ at, bytes: compressed.length, size });
      at += compressed.length;
    }
    const { name, about, entries } = tree;
    listed.push({ name, about, digest: treeDigest(entries), entries, parts });
  }
  const list = await compress(Buffer.from(JSON.stringify(listed)));
  const [before, after] = frameList(list.length);
  await appendFile(file, Buffer.concat([before, list, after]));
}

function splitEntries(entries: readonly TreeEntry[]): readonly (readonly TreeEntry[])[] {
  const parts: TreeEntry[][] = [[]];
  let size = 0;
  for (const entry of entries) {
    size += sizeOf(entry);
    if (size > partSize) {
      parts.push([]);
      size = sizeOf(entry);
    }
    parts.at(-1)?.push(entry);
  }
  return parts;
}

function sizeOf(entry: TreeEntry): number {
  return entry.kind === "file" ? entry.size : 0;
}

async function packPart({ name: tree, directory }: TreeToArchive, entries: readonly TreeEntry[]) {
  const { pack } = await import("tar-stream");
  const tar = pack();
  for (const entry of entries) {
    const header = { name: `${tree}/${entry.path}`, mtime: new Date(0) };
    if (entry.kind === "file") {
      tar.entry({ ...header, mode: entry.mode }, await readFile(join(directory, entry.path)));
    } else if (entry.kind === "directory") {
      tar.entry({ ...header, mode: entry.mode, type: "directory" });
    } else {
      tar.entry({ ...header, linkname: entry.target, type: "symlink" });
    }
  }
  tar.finalize();
  const bytes = await collect(tar);
  return { compressed: await compress(bytes), size: bytes.length };
}

/** @param stream Of buffers, which the types of tar-stream do not say. */
async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}

/** Waits for all, so that nothing is still at work where one has failed and the caller cleans up. */
async function settle<Result>(work: readonly Promise<Result>[]): Promise<readonly Result[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** What comes before and after the list. */
function frameList(length: number): readonly [Buffer, Buffer] {
  const words = Buffer.alloc(12);
  [skippable, length + 4, length].forEach((word, index) => void words.writeUInt32LE(word, index * 4));
  return [words.subarray(0, 8), words.subarray(8)];
}

/** Opens an archive and reads its list. Throws DamagedArchive on anything that writeTreeArchive would not have written. */
export async function openTreeArchive(file: string): Promise<TreeArchive> {
  const trees = await readList(file);
  return {
    trees,
    unpack: async (name, to) => {
      const tree = trees.find((each) => each.name === name);
      if (tree === undefined) {
        throw new DamagedArchive(`the archive has no tree named ${name}`);
      }
      await unpackTree(file, tree, to);
    },
  };
}

async function readList(file: string): Promise<readonly ListedTree[]> {
  const { size } = await stat(file);
  try {
    const length = (await readRange(file, size - 4, 4)).readUInt32LE();
    const frame = await readRange(file, size - length - 12, length + 8);
    if (!frame.subarray(0, 8).equals(frameList(length)[0])) {
      throw new Error("there is no list at its end");
    }
    const list = await decompress(frame.subarray(8), listLimit);
    const trees = JSON.parse(list.toString()) as readonly ListedTree[];
    trees.forEach(checkTree);
    return trees;
  } catch (error) {
    throw asDamaged("the archive is incomplete, or has another format", error);
  }
}

async function readRange(file: string, start: number, length: number): Promise<Buffer> {
  const range = { start, end: start + length - 1, highWaterMark: Math.min(length, partLimit) };
  const bytes = await collect(createReadStream(file, range));
  if (bytes.length !== length) {
    throw new Error(`there are no ${length} bytes at ${start}`);
  }
  return bytes;
}

function asDamaged(message: string, cause: unknown): DamagedArchive {
  return cause instanceof DamagedArchive ? cause : new DamagedArchive(message, { cause });
}

/** The list is as untrusted as the rest: paths stay inside, links too, parents are real directories, the digest fits. */
function checkTree({ name, entries, digest, parts }: ListedTree): void {
  const directories = new Set(["."]);
  const seen = new Set<string>();
  for (const entry of entries) {
    const damage = findDamage(entry) ?? (seen.has(entry.path) ? "is listed twice" : undefined);
    if (damage !== undefined || !directories.has(dirname(entry.path))) {
      const path = JSON.stringify(entry.path) ?? "an entry";
      throw new DamagedArchive(`${name}: ${path} ${damage ?? "is in no directory of the tree"}`);
    }
    seen.add(entry.path);
    if (entry.kind === "directory") {
      directories.add(entry.path);
    }
  }
  if (treeDigest(entries) !== digest) {
    throw new DamagedArchive(`${name}: the list of files does not match its recorded digest`);
  }
  const most = entries.reduce((sum, entry) => sum + sizeOf(entry) + tarOverhead, tarOverhead);
  const sizes = parts.map(({ size }) => (Number.isInteger(size) && size >= 0 && size <= partLimit ? size : Infinity));
  if (sizes.reduce((sum, size) => sum + size, 0) > most) {
    throw new DamagedArchive(`${name}: the archive has more bytes than its list of files`);
  }
}

/** What is wrong with an entry by itself. */
function findDamage(entry: TreeEntry): string | undefined {
  const { path } = entry;
  if (typeof path !== "string" || path.includes("\0") || path.split("/").some((part) => /^\.{0,2}$/.test(part))) {
    return "is not a path inside the tree";
  }
  if (entry.kind === "link") {
    return leaves(path, entry.target) ? `is a link out of the tree, to ${JSON.stringify(entry.target)}` : undefined;
  }
  if (entry.kind !== "directory" && !(entry.kind === "file" && Number.isInteger(entry.size) && entry.size >= 0)) {
    return "is neither a file nor a directory nor a link";
  }
  const isMode = Number.isInteger(entry.mode) && (entry.mode & ~0o777) === 0;
  return isMode ? undefined : "has a mode with more than permission bits";
}

function leaves(path: string, target: unknown): boolean {
  if (typeof target !== "string" || target === "" || target.includes("\0") || target.startsWith("/")) {
    return true;
  }
  return normalize(join(dirname(path), target)).split("/")[0] === "..";
}

async function unpackTree(file: string, { name, entries, parts }: ListedTree, to: Destination): Promise<void> {
  mkdirSync(to.directory, { recursive: true });
  const directories = entries.filter((entry) => entry.kind === "directory");
  const files = new Map(entries.flatMap((entry) => (entry.kind === "file" ? [[`${name}/${entry.path}`, entry]] : [])));
  for (const { path, mode } of directories) {
    mkdirSync(join(to.directory, path), { mode: mode | 0o700 });
  }
  const limit = makeLimit(4);
  const unpackPart = async (part: Part) => {
    const contents = await readPart(file, part, files);
    await settle(contents.map((each) => writeNew(each, to)));
  };
  await settle(parts.map((part) => limit(() => unpackPart(part))));
  for (const path of files.keys()) {
    throw new DamagedArchive(`${JSON.stringify(path)} is missing from the archive`);
  }
  for (const entry of entries) {
    if (entry.kind === "link") {
      symlinkSync(entry.target, join(to.directory, entry.path));
    }
  }
  for (const { path, mode } of directories) {
    // Past the umask, under which it was made.
    chmodSync(join(to.directory, path), mode);
  }
}

type Content = { readonly entry: FileEntry; readonly content: Buffer };

/** Reads the files of a part, and removes them from those that are still missing. */
async function readPart(file: string, { at, bytes, size }: Part, missing: Map<string, FileEntry>) {
  const { extract } = await import("tar-stream");
  const contents: Content[] = [];
  try {
    const tar = extract();
    tar.end(await decompress(await readRange(file, at, bytes), size, size));
    for await (const member of tar) {
      const { name, type } = member.header;
      // Also where it is not used, since tar-stream waits until it is read.
      const content = await collect(member);
      if (type !== "file") {
        continue;
      }
      const entry = missing.get(name);
      if (entry?.size !== content.length || entry.sha256 !== sha256(content)) {
        throw new DamagedArchive(`the content of ${JSON.stringify(name)} does not match its recorded SHA-256`);
      }
      missing.delete(name);
      contents.push({ entry, content });
    }
    return contents;
  } catch (error) {
    throw asDamaged("a part of the archive cannot be read", error);
  }
}

const openFile = promisify(openCallback);

/**
 * Never over something that is there. Many are created at once, since creating a file is what takes time; the rest is
 * done sooner than scheduled.
 */
async function writeNew({ entry: { path, mode }, content }: Content, { directory, mtime }: Destination): Promise<void> {
  const descriptor = await openFile(join(directory, path), "wx", mode);
  try {
    writeFileSync(descriptor, content);
    // Past the umask, under which it was made.
    fchmodSync(descriptor, mode);
    if (mtime !== undefined) {
      futimesSync(descriptor, mtime, mtime);
    }
  } finally {
    closeSync(descriptor);
  }
}
