/** A function that a DLL exports by handing it on to another DLL: `{ to: "advapi32.SystemFunction036" }`. */
export type Forward = { readonly dll: string; readonly name: string; readonly to: string };

const sectionAddress = 0x1000;
const alignment = 0x200;

/**
 * A DLL for 64-bit Windows without any code: its one export is a forward. Marked as Wine's own, since Wine prefers such.
 * Source of the layout: Microsoft's PE format, "The .edata Section (Image Only)" and "Optional Header".
 */
export function forwardingDll(forward: Forward): Buffer {
  const exports = exportSection(forward);
  const size = Math.ceil(exports.length / alignment) * alignment;
  const file = Buffer.alloc(alignment + size);
  file.write("MZ", 0, "latin1");
  file.writeUInt32LE(0x80, 0x3c);
  file.write("Wine builtin DLL", 0x40, "latin1");
  file.write("PE\0\0", 0x80, "latin1");
  writeFileHeader(file, 0x84);
  writeOptionalHeader(file, 0x98, { used: exports.length, size });
  writeSectionHeader(file, 0x98 + 240, { used: exports.length, size });
  exports.copy(file, alignment);
  return file;
}

/** The export directory, its three tables of one entry each, and the strings. */
function exportSection({ dll, name, to }: Forward): Buffer {
  const strings = [dll, name, to].map((text) => Buffer.from(`${text}\0`, "latin1"));
  const tables = 40;
  const first = tables + 12;
  const at = strings.map((_, index) => first + strings.slice(0, index).reduce((sum, each) => sum + each.length, 0));
  const [dllAt = 0, nameAt = 0, toAt = 0] = at.map((offset) => sectionAddress + offset);
  const head = Buffer.alloc(first);
  head.writeUInt32LE(dllAt, 12);
  // Ordinal base, number of functions, number of names, and the addresses of the three tables.
  [1, 1, 1, ...[0, 4, 8].map((offset) => sectionAddress + tables + offset)].forEach((value, index) => {
    head.writeUInt32LE(value, 16 + 4 * index);
  });
  // An address within the export section is a forward, not code.
  head.writeUInt32LE(toAt, tables);
  head.writeUInt32LE(nameAt, tables + 4);
  return Buffer.concat([head, ...strings]);
}

function writeFileHeader(file: Buffer, at: number): void {
  file.writeUInt16LE(0x8664, at);
  file.writeUInt16LE(1, at + 2);
  file.writeUInt16LE(240, at + 16);
  // An executable image, a DLL, of large addresses.
  file.writeUInt16LE(0x2022, at + 18);
}

type Extent = { readonly used: number; readonly size: number };

function writeOptionalHeader(file: Buffer, at: number, { used, size }: Extent): void {
  file.writeUInt16LE(0x20b, at);
  file.writeUInt32LE(size, at + 8);
  file.writeUInt32LE(sectionAddress, at + 20);
  file.writeBigUInt64LE(0x180000000n, at + 24);
  file.writeUInt32LE(0x1000, at + 32);
  file.writeUInt32LE(alignment, at + 36);
  file.writeUInt16LE(6, at + 40);
  file.writeUInt16LE(6, at + 48);
  file.writeUInt32LE(0x2000, at + 56);
  file.writeUInt32LE(alignment, at + 60);
  // A program of the graphical subsystem, wherever it is loaded, without executable data.
  file.writeUInt16LE(2, at + 68);
  file.writeUInt16LE(0x160, at + 70);
  [0x100000n, 0x1000n, 0x100000n, 0x1000n].forEach((value, index) => {
    file.writeBigUInt64LE(value, at + 72 + 8 * index);
  });
  file.writeUInt32LE(16, at + 108);
  file.writeUInt32LE(sectionAddress, at + 112);
  file.writeUInt32LE(used, at + 116);
}

function writeSectionHeader(file: Buffer, at: number, { used, size }: Extent): void {
  file.write(".edata", at, "latin1");
  file.writeUInt32LE(used, at + 8);
  file.writeUInt32LE(sectionAddress, at + 12);
  file.writeUInt32LE(size, at + 16);
  file.writeUInt32LE(alignment, at + 20);
  // Initialised data, readable.
  file.writeUInt32LE(0x40000040, at + 36);
}
