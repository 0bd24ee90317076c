import { type Fields, withReader } from "../reader.ts";
import { readElfDynamic } from "./dynamic.ts";
import { type ElfImage, type ElfSpan, readElfImage, sectionsNamed } from "./image.ts";

/** The symbols that a binary needs from its libraries, by the version that it needs them in: `GLIBC_2.34`. */
export type SymbolsByVersion = ReadonlyMap<string, readonly string[]>;

/** The other bit of a symbol's version says that it is hidden. */
const versionNumber = 0x7fff;

/**
 * Reads which symbols are required in which version, of an ELF file with a section table; empty without one.
 * Source: "Symbol Versioning" in the Linux Standard Base. Throws MalformedBinaryError where the tables are cut off or
 * contradict themselves.
 */
export async function readSymbolVersions(file: string): Promise<SymbolsByVersion> {
  return withReader(file, async (reader) => {
    const image = await readElfImage(reader);
    const span = (name: string): ElfSpan | undefined => sectionsNamed(image, name)[0];
    const [dynamic, strings, versions] = [".dynsym", ".dynstr", ".gnu.version"].map(span);
    if (dynamic === undefined || strings === undefined || versions === undefined) {
      return new Map();
    }
    const { versionNames } = await readElfDynamic(image);
    const text = await read(image, strings, "dynamic string table");
    const numbers = await read(image, versions, "table of versions");
    const table = await read(image, dynamic, "dynamic symbol table");
    const size = image.bits === 64 ? 24 : 16;
    const count = Math.min(Math.floor(dynamic.size / size), Math.floor(versions.size / 2));
    const found = new Map<string, string[]>();
    for (let index = 0; index < count; index += 1) {
      const name = versionNames.get(numbers.u16(index * 2) & versionNumber);
      if (name !== undefined) {
        const symbols = found.get(name) ?? [];
        symbols.push(text.text(table.u32(index * size)));
        found.set(name, symbols);
      }
    }
    return found;
  });
}

function read(image: ElfImage, { offset, size }: ElfSpan, what: string): Promise<Fields> {
  return image.reader.fields(offset, size, what);
}
