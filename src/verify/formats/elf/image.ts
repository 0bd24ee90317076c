import type { Fields, Reader } from "../reader.ts";

/** An ELF file's header and its two tables, 32-bit and 64-bit alike. Offsets and sizes are in bytes. */
export type ElfImage = {
  readonly reader: Reader;
  readonly bits: 32 | 64;
  readonly osAbi: number;
  readonly type: number;
  readonly machine: number;
  readonly flags: number;
  readonly segments: readonly ElfSegment[];
  /** Empty in a file whose section table was stripped. */
  readonly sections: readonly ElfSection[];
  /** The string table that section names lie in. */
  readonly sectionNames: Buffer;
};

export type ElfSegment = ElfSpan & { readonly type: number; readonly flags: number };
export type ElfSection = ElfSpan & { readonly type: number; readonly nameAt: number };
export type ElfSpan = {
  readonly offset: number;
  /** Bytes in the file, which may be fewer than in memory. */
  readonly size: number;
  readonly address: number;
};

/** Numbers of the ELF specification and, for the last three, of GNU's extensions. */
export const elf = {
  relocatable: 1,
  executable: 2,
  shared: 3,
  segmentLoad: 1,
  segmentDynamic: 2,
  segmentInterpreter: 3,
  segmentNote: 4,
  segmentStack: 0x6474e551,
  segmentRelro: 0x6474e552,
  segmentWritable: 2,
  segmentExecutable: 1,
  sectionSymbols: 2,
  sectionNoBits: 8,
  sectionNote: 7,
} as const;

const mostSections = 100_000;
// A count that does not fit its 16 bits is kept in the first section header instead.
const countElsewhere = 0xffff;

/** Where each class of ELF has its fields: `[position, width]` from the start of the record. */
const layouts = {
  32: {
    headerSize: 52,
    header: { segments: 28, sections: 32, flags: 36, segmentSize: 42, segmentCount: 44 },
    segmentSize: 32,
    segment: { flags: 24, offset: 4, address: 8, size: 16 },
    sectionSize: 40,
    section: { address: 12, offset: 16, size: 20, link: 24, info: 28 },
  },
  64: {
    headerSize: 64,
    header: { segments: 32, sections: 40, flags: 48, segmentSize: 54, segmentCount: 56 },
    segmentSize: 56,
    segment: { flags: 4, offset: 8, address: 16, size: 32 },
    sectionSize: 64,
    section: { address: 16, offset: 24, size: 32, link: 40, info: 44 },
  },
} as const;

type Layout = (typeof layouts)[32 | 64];

/** Reads the header and both tables of an ELF file. Throws where they are cut off or contradict themselves. */
export async function readElfImage(file: Reader): Promise<ElfImage> {
  const ident = await file.fields(0, 16, "identification");
  const bits = ident.u8(4) === 1 ? 32 : ident.u8(4) === 2 ? 64 : undefined;
  const byteOrder = ident.u8(5) === 1 ? "little" : ident.u8(5) === 2 ? "big" : undefined;
  if (bits === undefined || byteOrder === undefined) {
    throw file.malformed("its class or byte order is unknown");
  }
  const reader = file.part({ format: "ELF", byteOrder });
  const layout = layouts[bits];
  const header = await reader.fields(0, layout.headerSize, "file header");
  const tables = await readTables(reader, layout, header);
  return {
    reader,
    bits,
    osAbi: ident.u8(7),
    type: header.u16(16),
    machine: header.u16(18),
    flags: header.u32(layout.header.flags),
    ...tables,
  };
}

async function readTables(
  reader: Reader,
  layout: Layout,
  header: Fields,
): Promise<Pick<ElfImage, "segments" | "sections" | "sectionNames">> {
  const at = layout.header;
  const word = wordOf(layout, header);
  const sectionsAt = word(at.sections);
  // The three 16-bit numbers after the count of segments describe the sections.
  const [sectionSize, sectionCount, namesIndex] = [2, 4, 6].map((step) => header.u16(at.segmentCount + step)) as [
    number,
    number,
    number,
  ];
  const first = sectionsAt === 0 ? undefined : await reader.fields(sectionsAt, layout.sectionSize, "section table");
  const segments = await readSegments(reader, layout, {
    offset: word(at.segments),
    entrySize: header.u16(at.segmentSize),
    count: orElsewhere(header.u16(at.segmentCount), countElsewhere, first?.u32(layout.section.info)),
  });
  if (first === undefined) {
    return { segments, sections: [], sectionNames: Buffer.alloc(0) };
  }
  const sections = await readSections(reader, layout, {
    offset: sectionsAt,
    entrySize: sectionSize,
    count: orElsewhere(sectionCount, 0, wordOf(layout, first)(layout.section.size)),
    namesIndex: orElsewhere(namesIndex, countElsewhere, first.u32(layout.section.link)),
  });
  return { segments, ...sections };
}

function orElsewhere(count: number, marker: number, elsewhere: number | undefined): number {
  return count === marker && elsewhere !== undefined ? elsewhere : count;
}

function wordOf(layout: Layout, fields: Fields): (at: number) => number {
  return layout === layouts[64] ? fields.u64 : fields.u32;
}

type Table = { readonly offset: number; readonly entrySize: number; readonly count: number };

/** The records of a table, each with where it starts. Throws where it is cut off or its records are too small. */
async function readTable(reader: Reader, table: Table, smallest: number, what: string): Promise<[Fields, number[]]> {
  const { offset, entrySize, count } = table;
  if (count === 0) {
    return [await reader.fields(0, 0, what), []];
  }
  if (entrySize < smallest) {
    throw reader.malformed(`the entries of its ${what} have only ${entrySize} bytes`);
  }
  if (count > mostSections) {
    throw reader.malformed(`its ${what} claims ${count} entries`);
  }
  const fields = await reader.fields(offset, count * entrySize, what);
  return [fields, Array.from({ length: count }, (_, index) => index * entrySize)];
}

async function readSegments(reader: Reader, layout: Layout, table: Table): Promise<ElfSegment[]> {
  const [fields, starts] = await readTable(reader, table, layout.segmentSize, "program header table");
  const word = wordOf(layout, fields);
  const segments = starts.map((start) => ({
    type: fields.u32(start),
    flags: fields.u32(start + layout.segment.flags),
    offset: word(start + layout.segment.offset),
    address: word(start + layout.segment.address),
    size: word(start + layout.segment.size),
  }));
  for (const segment of segments) {
    if (segment.size > 0 && mustBeInFile.has(segment.type)) {
      reader.mustHold(segment.offset, segment.size, `segment of type ${segment.type}`);
    }
  }
  return segments;
}

const mustBeInFile: ReadonlySet<number> = new Set([
  elf.segmentLoad,
  elf.segmentDynamic,
  elf.segmentInterpreter,
  elf.segmentNote,
]);

async function readSections(
  reader: Reader,
  layout: Layout,
  table: Table & { namesIndex: number },
): Promise<Pick<ElfImage, "sections" | "sectionNames">> {
  const [fields, starts] = await readTable(reader, table, layout.sectionSize, "section table");
  const word = wordOf(layout, fields);
  const spanAt = (start: number): ElfSpan => ({
    offset: word(start + layout.section.offset),
    address: word(start + layout.section.address),
    size: word(start + layout.section.size),
  });
  const namesAt = starts[table.namesIndex];
  const nameSpan = namesAt === undefined ? { offset: 0, size: 0 } : spanAt(namesAt);
  const names = await reader.fields(nameSpan.offset, nameSpan.size, "table of section names");
  const sections = starts.map((start, index) => {
    const section = { type: fields.u32(start + 4), nameAt: fields.u32(start), ...spanAt(start) };
    // A file that was cut off shows here: symbols and debug data lie at its end. The first entry is never a section.
    if (index > 0 && section.type !== 0 && section.type !== elf.sectionNoBits) {
      reader.mustHold(section.offset, section.size, `section ${index}`);
    }
    return section;
  });
  return { sections, sectionNames: names.bytes };
}

/** The sections of that name. Names are compared in place: a file may have very many. */
export function sectionsNamed(image: ElfImage, name: string): readonly ElfSection[] {
  const terminated = Buffer.from(`${name}\0`);
  return image.sections.filter(({ nameAt }) =>
    image.sectionNames.subarray(nameAt, nameAt + terminated.length).equals(terminated),
  );
}

/** Where in the file an address of the running program comes from. Throws where no segment contains it. */
export function fileOffset(image: ElfImage, address: number, what: string): number {
  const home = image.segments.find(
    ({ type, address: start, size }) => type === elf.segmentLoad && start <= address && address < start + size,
  );
  if (home === undefined) {
    throw image.reader.malformed(`the address of its ${what} lies in no segment`);
  }
  return home.offset + (address - home.address);
}
