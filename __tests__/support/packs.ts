import { readFileSync, writeFileSync } from "node:fs";
import zlib from "node:zlib";

/** A tree in a pack's list, as the file has it. */
export type ListedTree = {
  name: string;
  about: unknown;
  digest: string;
  entries: unknown[][];
  groups: { at: number; bytes: number; size: number; files: number }[];
};

/** Changes a pack as someone would who knows its format: first the bytes of its groups, then its list. */
export async function changePack(
  file: string,
  changeList: (trees: ListedTree[]) => void,
  changeGroup?: (tree: ListedTree, index: number, content: Buffer) => Buffer,
): Promise<void> {
  const bytes = readFileSync(file);
  const length = bytes.readUInt32LE(bytes.length - 12);
  const start = bytes.length - 12 - length;
  const trees = JSON.parse(zlib.zstdDecompressSync(bytes.subarray(start, start + length)).toString()) as ListedTree[];
  const parts: Buffer[] = [];
  let at = 0;
  for (const tree of trees) {
    tree.groups.forEach((group, index) => {
      const compressed = bytes.subarray(group.at, group.at + group.bytes);
      const content = changeGroup?.(tree, index, zlib.zstdDecompressSync(compressed));
      const written = content === undefined ? compressed : zlib.zstdCompressSync(content);
      Object.assign(group, { at, bytes: written.length });
      at += written.length;
      parts.push(written);
    });
  }
  changeList(trees);
  const list = zlib.zstdCompressSync(Buffer.from(JSON.stringify(trees)));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(list.length);
  writeFileSync(file, Buffer.concat([...parts, list, size, Buffer.from("cgopack1")]));
}

/** Flips one bit in the middle of a file in a pack, and changes nothing else: the archive is as well-formed as before. */
export async function tamperWithPack(file: string, path: string): Promise<void> {
  let found = false;
  await changePack(
    file,
    () => undefined,
    (tree, index, content) => {
      const files = tree.entries.filter(([kind]) => kind === "f");
      const first = tree.groups.slice(0, index).reduce((sum, group) => sum + group.files, 0);
      const members = files.slice(first, first + (tree.groups[index]?.files ?? 0));
      let at = 0;
      for (const [, name, , size] of members) {
        if (name === path) {
          const place = at + Math.floor(Number(size) / 2);
          content.writeUInt8(content.readUInt8(place) ^ 1, place);
          found = true;
        }
        at += Number(size);
      }
      return content;
    },
  );
  if (!found) {
    throw new Error(`there is no ${path} in the pack`);
  }
}
