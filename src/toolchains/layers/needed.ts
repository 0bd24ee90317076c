import { type FileHandle, open } from "node:fs/promises";

/** Numbers of the ELF specification: "ELF Header", "Program Header" and "Dynamic Section". */
const elf = { load: 1, dynamic: 2, tagNeeded: 1, tagStrings: 5, tagStringsSize: 10 } as const;

/** No library's are longer. */
const mostBytes = 1 << 24;

type Segment = { readonly type: number; readonly offset: number; readonly address: number; readonly size: number };

/**
 * The sonames that a shared library asks for (DT_NEEDED); undefined of a file that is none, such as a linker script. A file
 * that contradicts itself needs nothing: the linker says what is wrong with it.
 */
export async function neededLibraries(path: string): Promise<readonly string[] | undefined> {
  const file = await open(path);
  try {
    return await readNeeded(file);
  } catch (error) {
    if (error instanceof RangeError) {
      return [];
    }
    throw error;
  } finally {
    await file.close();
  }
}

async function readNeeded(file: FileHandle): Promise<readonly string[] | undefined> {
  const header = await readBytes(file, 0, 64);
  if (header.toString("latin1", 0, 4) !== "\x7fELF") {
    return undefined;
  }
  const wide = header[4] === 2;
  const fields = numbers(header[5] === 2);
  const [at, size, count] = wide
    ? [fields.word(header, 32, 8), fields.word(header, 54, 2), fields.word(header, 56, 2)]
    : [fields.word(header, 28, 4), fields.word(header, 42, 2), fields.word(header, 44, 2)];
  const table = await readBytes(file, at, size * count);
  const segments = Array.from({ length: count }, (_, index) => readSegment(table.subarray(index * size), wide, fields));
  const dynamic = segments.find(({ type }) => type === elf.dynamic);
  if (dynamic === undefined) {
    return [];
  }
  const entries = readEntries(await readBytes(file, dynamic.offset, dynamic.size), wide, fields);
  const value = (tag: number) => entries.find((entry) => entry.tag === tag)?.value ?? 0;
  const address = value(elf.tagStrings);
  const holder = segments.find(
    (each) => each.type === elf.load && address >= each.address && address < each.address + each.size,
  );
  const strings = await readBytes(
    file,
    address - (holder?.address ?? 0) + (holder?.offset ?? 0),
    value(elf.tagStringsSize),
  );
  return entries
    .filter(({ tag }) => tag === elf.tagNeeded)
    .map((entry) => strings.toString("latin1", entry.value, strings.indexOf(0, entry.value)));
}

type Fields = { readonly word: (bytes: Buffer, at: number, width: number) => number };

function numbers(bigEndian: boolean): Fields {
  const word: Fields["word"] = (bytes, at, width) => {
    if (width < 8) {
      return bigEndian ? bytes.readUIntBE(at, width) : bytes.readUIntLE(at, width);
    }
    return Number(bigEndian ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
  };
  return { word };
}

function readSegment(bytes: Buffer, wide: boolean, { word }: Fields): Segment {
  const type = word(bytes, 0, 4);
  return wide
    ? { type, offset: word(bytes, 8, 8), address: word(bytes, 16, 8), size: word(bytes, 32, 8) }
    : { type, offset: word(bytes, 4, 4), address: word(bytes, 8, 4), size: word(bytes, 16, 4) };
}

function readEntries(bytes: Buffer, wide: boolean, { word }: Fields) {
  const width = wide ? 8 : 4;
  return Array.from({ length: Math.floor(bytes.length / (2 * width)) }, (_, index) => ({
    tag: word(bytes, 2 * index * width, width),
    value: word(bytes, (2 * index + 1) * width, width),
  }));
}

/** As much of it as the file has. Throws RangeError where it cannot be so much. */
async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (length > mostBytes) {
    throw new RangeError("too long");
  }
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
