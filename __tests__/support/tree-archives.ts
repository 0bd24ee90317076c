import { readFileSync, writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import zlib from "node:zlib";
import { extract, type Pack, pack } from "tar-stream";

/** A tree in the list of an archive, as the file has it. */
export type ListedTree = {
  name: string;
  about: unknown;
  digest: string;
  entries: Record<string, unknown>[];
  parts: { at: number; bytes: number; size: number }[];
};

export type Member = { header: Parameters<Pack["entry"]>[0]; content: Buffer };

export type ArchiveChange = {
  /** Changes the tar of a part, given decompressed. */
  readonly part?: (tar: Buffer, tree: ListedTree) => Promise<Buffer> | Buffer;
  /** Changes the list, after the parts. */
  readonly list?: (trees: ListedTree[]) => void;
};

/** Changes an archive as someone would who knows its format. */
export async function changeArchive(
  file: string,
  { part: changePart, list: changeList }: ArchiveChange,
): Promise<void> {
  const bytes = readFileSync(file);
  const length = bytes.readUInt32LE(bytes.length - 4);
  const list = bytes.subarray(bytes.length - 4 - length, bytes.length - 4);
  const trees = JSON.parse(zlib.zstdDecompressSync(list).toString()) as ListedTree[];
  const written: Buffer[] = [];
  let at = 0;
  for (const tree of trees) {
    for (const part of tree.parts) {
      let compressed: Buffer = bytes.subarray(part.at, part.at + part.bytes);
      if (changePart !== undefined) {
        const tar = await changePart(zlib.zstdDecompressSync(compressed), tree);
        compressed = zlib.zstdCompressSync(tar);
        part.size = tar.length;
      }
      Object.assign(part, { at, bytes: compressed.length });
      at += compressed.length;
      written.push(compressed);
    }
  }
  changeList?.(trees);
  const changed = zlib.zstdCompressSync(Buffer.from(JSON.stringify(trees)));
  const words = Buffer.from(new Uint32Array([0x184d2a50, changed.length + 4, changed.length]).buffer);
  writeFileSync(file, Buffer.concat([...written, words.subarray(0, 8), changed, words.subarray(8)]));
}

export const changeMembers = (file: string, change: (members: Member[]) => Member[]) =>
  changeArchive(file, { part: async (tar) => makeTar(change(await readTar(tar))) });

async function readTar(tar: Buffer): Promise<Member[]> {
  const members: Member[] = [];
  const reader = extract();
  reader.end(tar);
  for await (const member of reader) {
    members.push({ header: member.header, content: await buffer(member) });
  }
  return members;
}

async function makeTar(members: readonly Member[]): Promise<Buffer> {
  const tar = pack();
  for (const { header, content } of members) {
    tar.entry({ ...header, size: content.length }, content);
  }
  tar.finalize();
  return buffer(tar);
}

/** Flips one bit in the middle of a file in an archive and changes nothing else: the archive is as well-formed as before. */
export async function tamperWithArchive(file: string, path: string): Promise<void> {
  let found = false;
  await changeMembers(file, (members) => {
    for (const { header, content } of members) {
      if (header.name.endsWith(`/${path}`)) {
        const middle = Math.floor(content.length / 2);
        content.writeUInt8(content.readUInt8(middle) ^ 1, middle);
        found = true;
      }
    }
    return members;
  });
  if (!found) {
    throw new Error(`there is no ${path} in the archive`);
  }
}
