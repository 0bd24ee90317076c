import { type ElfImage, type ElfSpan, readElfImage, sectionsNamed } from "./elf-image.ts";
import { type Fields, withReader } from "./reader.ts";

/** The symbols that a binary asks its libraries for, by the version that it wants them in: `GLIBC_2.34`. */
export type SymbolsByVersion = ReadonlyMap<string, readonly string[]>;

const mostVersions = 1000;

/**
 * Reads which symbols are asked for in which version, of an ELF file with a section table; empty without one.
 * Source: "Symbol Versioning" in the Linux Standard Base. Throws where the tables are cut off or contradict themselves.
 */
export async function readSymbolVersions(file: string): Promise<SymbolsByVersion> {
  return withReader(file, async (reader) => {
    const image = await readElfImage(reader);
    const span = (name: string): ElfSpan | undefined => sectionsNamed(image, name)[0];
    const [symbols, strings, versions, needs] = [".dynsym", ".dynstr", ".gnu.version", ".gnu.version_r"].map(span);
    if (symbols === undefined || strings === undefined || versions === undefined || needs === undefined) {
      return new Map();
    }
    const text = await read(image, strings, "dynamic string table");
    const names = await readVersionNames(image, needs, text);
    const indexes = await read(image, versions, "table of versions");
    const table = await read(image, symbols, "dynamic symbol table");
    const size = image.bits === 64 ? 24 : 16;
    const found = new Map<string, string[]>();
    for (let at = 0; (at + 1) * size <= symbols.size && (at + 1) * 2 <= versions.size; at += 1) {
      const name = names.get(indexes.u16(at * 2) & 0x7fff);
      if (name !== undefined) {
        found.set(name, [...(found.get(name) ?? []), text.text(table.u32(at * size))]);
      }
    }
    return found;
  });
}

function read(image: ElfImage, { offset, size }: ElfSpan, what: string): Promise<Fields> {
  return image.reader.fields(offset, size, what);
}

/** The number that stands for each version. Both chains keep the distance to the next record, and lead forward only. */
async function readVersionNames(image: ElfImage, span: ElfSpan, text: Fields): Promise<ReadonlyMap<number, string>> {
  const fields = await read(image, span, "table of required versions");
  const names = new Map<number, string>();
  for (let library = 0; ; ) {
    for (let version = library + fields.u32(library + 8); names.size < mostVersions; ) {
      names.set(fields.u16(version + 6), text.text(fields.u32(version + 8)));
      const next = fields.u32(version + 12);
      if (next === 0) break;
      version += next;
    }
    const next = fields.u32(library + 12);
    if (next === 0 || names.size >= mostVersions) return names;
    library += next;
  }
}
