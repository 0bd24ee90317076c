/** Just as much of an ELF file as a test needs: little-endian, every address equal to its offset in the file. */
export type MadeElf = {
  readonly bits: 32 | 64;
  readonly type: number;
  readonly machine: number;
  readonly flags?: number;
  readonly parts: readonly MadePart[];
};

/** Some bytes, with the section or the segment of that type which holds them. */
export type MadePart = {
  readonly section?: number;
  readonly segment?: number;
  /** A function gets the offsets of other parts, by index. */
  readonly content: Buffer | ((offsetOf: (part: number) => number) => Buffer);
  readonly size: number;
};

export function makeElf({ bits, type, machine, flags = 0, parts }: MadeElf): Buffer {
  const wide = bits === 64;
  const [headerSize, segmentSize, sectionSize] = wide ? [64, 56, 64] : [52, 32, 40];
  const segments = parts.filter(({ segment }) => segment !== undefined).length + 1;
  const sections = parts.filter(({ section }) => section !== undefined).length + 1;
  const offsets: number[] = [];
  let end = headerSize + segments * segmentSize;
  for (const { size } of parts) {
    offsets.push(end);
    end += Math.ceil(size / 8) * 8;
  }
  const file = Buffer.alloc(end + sections * sectionSize);
  const word = (value: number, at: number) =>
    wide ? file.writeBigUInt64LE(BigInt(value), at) : file.writeUInt32LE(value, at);

  file.write("\x7fELF", "latin1");
  file.set([wide ? 2 : 1, 1, 1], 4);
  file.writeUInt16LE(type, 16);
  file.writeUInt16LE(machine, 18);
  word(headerSize, wide ? 32 : 28);
  word(end, wide ? 40 : 32);
  file.writeUInt32LE(flags, wide ? 48 : 36);
  const counts = [headerSize, segmentSize, segments, sectionSize, sections, 0];
  for (const [index, count] of counts.entries()) {
    file.writeUInt16LE(count, (wide ? 52 : 40) + 2 * index);
  }

  let segmentAt = headerSize;
  const addSegment = (kind: number, offset: number, size: number) => {
    file.writeUInt32LE(kind, segmentAt);
    word(offset, segmentAt + (wide ? 8 : 4));
    word(offset, segmentAt + (wide ? 16 : 8));
    word(size, segmentAt + (wide ? 32 : 16));
    segmentAt += segmentSize;
  };
  let sectionAt = end + sectionSize;
  const addSection = (kind: number, offset: number, size: number) => {
    file.writeUInt32LE(kind, sectionAt + 4);
    word(offset, sectionAt + (wide ? 24 : 16));
    word(size, sectionAt + (wide ? 32 : 20));
    sectionAt += sectionSize;
  };
  addSegment(1, 0, file.length);
  for (const [index, { section, segment, content, size }] of parts.entries()) {
    const offset = offsets[index] ?? 0;
    file.set(typeof content === "function" ? content((part) => offsets[part] ?? 0) : content, offset);
    if (segment !== undefined) {
      addSegment(segment, offset, size);
    }
    if (section !== undefined) {
      addSection(section, offset, size);
    }
  }
  return file;
}

/** A part of fixed content. */
export function part(content: Buffer, where: { readonly section?: number; readonly segment?: number } = {}): MadePart {
  return { ...where, content, size: content.length };
}

/** Pairs of 64-bit numbers, as a dynamic section holds them. */
export function words(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 8);
  for (const [index, value] of numbers.entries()) {
    bytes.writeBigUInt64LE(BigInt(value), index * 8);
  }
  return bytes;
}
