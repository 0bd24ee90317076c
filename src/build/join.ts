import { createReadStream, createWriteStream } from "node:fs";
import { open, stat, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** Source for these: Apple's mach-o/fat.h. All numbers of the table are big-endian. */
const fatMagic = 0xcafebabe;
const headerSize = 8;
const entrySize = 20;

/**
 * Slices begin at multiples of 2^14 bytes, the size of arm64's pages, in which the kernel maps them; amd64's would do with
 * 2^12.
 */
const alignment = 14;

/**
 * Joins programs into a universal file, in their order, without a tool of Apple's. Every program stays as it is, byte for
 * byte, its signature included, which covers the program alone.
 * @param programs Mach-O files for one little-endian processor each.
 * @param into A file that does not exist yet.
 */
export async function joinPrograms(programs: readonly string[], into: string): Promise<void> {
  const sizes = await Promise.all(programs.map(async (file) => (await stat(file)).size));
  const header = Buffer.alloc(headerSize + entrySize * programs.length);
  header.writeUInt32BE(fatMagic, 0);
  header.writeUInt32BE(programs.length, 4);
  const offsets: number[] = [];
  let end = header.length;
  for (const [index, file] of programs.entries()) {
    const offset = Math.ceil(end / 2 ** alignment) * 2 ** alignment;
    const [cpu, subtype] = await readProcessor(file);
    end = offset + (sizes[index] ?? 0);
    for (const [field, value] of [cpu, subtype, offset, sizes[index] ?? 0, alignment].entries()) {
      header.writeUInt32BE(value, headerSize + entrySize * index + 4 * field);
    }
    offsets.push(offset);
  }
  await writeFile(into, header, { flag: "wx" });
  for (const [index, file] of programs.entries()) {
    // What is between the end of a slice and the start of the next is zero.
    await pipeline(createReadStream(file), createWriteStream(into, { flags: "r+", start: offsets[index] ?? 0 }));
  }
}

/** The processor's type and subtype of a program's own header, which the table repeats. */
async function readProcessor(file: string): Promise<readonly [number, number]> {
  const handle = await open(file, "r");
  try {
    const { buffer } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    return [buffer.readUInt32LE(4), buffer.readUInt32LE(8)];
  } finally {
    await handle.close();
  }
}
