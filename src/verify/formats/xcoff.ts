import { type Format, foreignLinkage, plainLinkage, startsWith } from "./format.ts";
import { readGoBuildInfo } from "./go-build-info.ts";
import { type HeaderFacts, noFacts } from "./header-facts.ts";
import { type Fields, MalformedBinaryError, type Reader } from "./reader.ts";
import { checkSymbolTable, symbolSize } from "./symbol-table.ts";

/** Source for this file: IBM's "XCOFF Object File Format", 64-bit. */
const headerSize = 24;
const sectionSize = 72;
const executableFlag = 0x0002;
const libraryFlag = 0x2000;
const dataSection = 0x40;
const loaderSection = 0x1000;
const mostImports = 4096;
const relocationSize = 14;
const lineNumberSize = 12;
/** Bytes that are looked at of a table of names. */
const mostNames = 65_536;

/** A 64-bit AIX program or library. */
export const xcoffFormat: Format<"xcoff"> = {
  id: "xcoff",
  name: "an XCOFF file",
  shortName: "XCOFF",
  hasGoBuildInfo: true,
  matches: startsWith("\x01\xf7"),
  read: readXcoff,
  describeLinkage: ({ needed }) => foreignLinkage(needed, plainLinkage("static")),
  checkLinkage: () => [],
};

async function readXcoff(file: Reader): Promise<HeaderFacts> {
  const reader = file.part({ format: "XCOFF", byteOrder: "big" });
  const header = await reader.fields(0, headerSize, "file header");
  const flags = header.u16(18);
  await checkSymbolTable(reader, { offset: header.u64(8), count: header.u32(20), alwaysNamed: false });
  const count = header.u16(2);
  const table = await reader.fields(headerSize + header.u16(16), count * sectionSize, "section table");
  const sections = Array.from({ length: count }, (_, index) => readSection(reader, table, index * sectionSize));
  const loader = sections.find(({ type }) => type === loaderSection);
  const go = await readGoBuildInfo(
    reader,
    sections.filter(({ type }) => type === dataSection),
  );
  if (go !== undefined && header.u64(8) === 0) {
    await checkUnnamedSymbols(
      reader,
      Math.max(0, ...sections.map(({ offset, size }) => (offset === 0 ? 0 : offset + size))),
    );
  }
  return {
    ...noFacts,
    kind: flags & libraryFlag ? "shared-library" : flags & executableFlag ? "executable" : "object",
    os: "aix",
    arch: "ppc64",
    machine: "XCOFF64 (0x1f7)",
    bits: 64,
    byteOrder: "big",
    stripped: header.u64(8) === 0,
    needed: loader === undefined ? [] : await readImports(reader, loader.offset),
    go,
  };
}

function readSection(reader: Reader, table: Fields, at: number) {
  const section = {
    address: table.u64(at + 16),
    size: table.u64(at + 24),
    offset: table.u64(at + 32),
    type: table.u32(at + 64) & 0xffff,
  };
  if (section.offset !== 0) {
    reader.mustHold(section.offset, section.size, "section");
  }
  // They lie behind all sections: of a stripped program they are the last bytes of the file.
  reader.mustHold(table.u64(at + 40), table.u32(at + 56) * relocationSize, "relocations");
  reader.mustHold(table.u64(at + 48), table.u32(at + 60) * lineNumberSize, "line numbers");
  return section;
}

/**
 * With -s, Go's linker writes its symbols all the same, and only leaves them out of the header: symbols, and behind them the
 * table of their names, which starts with its own size and ends with the file. Where no such table ends there, the file is
 * cut off. Source: cmd/link/internal/ld/xcoff.go, asmbXcoff and writeFileHeader.
 */
async function checkUnnamedSymbols(reader: Reader, start: number): Promise<void> {
  const end = reader.size;
  if (start === end) {
    return;
  }
  const piece = 40_000 * symbolSize;
  for (let from = start + symbolSize; from + 4 <= end; from += piece) {
    const { bytes } = await reader.fields(from, Math.min(piece, end - from), "symbol table");
    for (let at = 0; at + 4 <= bytes.length; at += symbolSize) {
      const size = end - (from + at);
      if (bytes.readUInt32BE(at) === size && (await isText(reader, { offset: end - size + 4, size: size - 4 }))) {
        return;
      }
    }
  }
  throw new MalformedBinaryError("truncated XCOFF: the end of the table of symbol names lies past the end of the file");
}

/** Starts with names, each with a NUL behind it, and ends with one: a number that fits by chance stands before no such thing. */
async function isText(reader: Reader, { offset, size }: { readonly offset: number; readonly size: number }) {
  if (size === 0) {
    return false;
  }
  const { bytes } = await reader.fields(offset, Math.min(size, mostNames), "table of symbol names");
  const last = (await reader.fields(offset + size - 1, 1, "table of symbol names")).u8(0);
  return last === 0 && bytes.every((byte, at) => (byte === 0 ? (bytes[at - 1] ?? 0) !== 0 : byte >= 0x20));
}

/** The loader section's import files: each a path, a file and a member. The first is only the search path. */
async function readImports(reader: Reader, loader: number): Promise<string[]> {
  const header = await reader.fields(loader, 56, "loader section");
  const [length, count, offset] = [header.u32(12), header.u32(16), header.u64(24)];
  if (count > mostImports) {
    throw reader.malformed(`it claims ${count} import files`);
  }
  const names = (await reader.fields(loader + offset, length, "import files")).bytes.toString("latin1").split("\0");
  return Array.from({ length: Math.max(count - 1, 0) }, (_, index) => {
    const [path = "", file = "", member = ""] = names.slice(3 * (index + 1), 3 * (index + 2));
    return `${path === "" ? "" : `${path}/`}${file}${member === "" ? "" : `(${member})`}`;
  });
}
