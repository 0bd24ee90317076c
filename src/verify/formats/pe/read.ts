import { type GoDataSpan, readGoBuildInfo } from "../go-build-info.ts";
import { type HeaderFacts, noFacts, noHardening } from "../header-facts.ts";
import { type Fields, hex, type Reader } from "../reader.ts";
import { checkSymbolTable } from "../symbol-table.ts";

/** Source for this file: Microsoft's "PE Format". */
const machines: Readonly<Record<number, { readonly name: string; readonly arch: string; readonly bits: 32 | 64 }>> = {
  332: { name: "IMAGE_FILE_MACHINE_I386", arch: "386", bits: 32 },
  452: { name: "IMAGE_FILE_MACHINE_ARMNT", arch: "arm", bits: 32 },
  34404: { name: "IMAGE_FILE_MACHINE_AMD64", arch: "amd64", bits: 64 },
  43620: { name: "IMAGE_FILE_MACHINE_ARM64", arch: "arm64", bits: 64 },
};

const libraryFlag = 0x2000;
const dynamicBaseFlag = 0x40;
const noExecuteFlag = 0x100;
const guardFlag = 0x4000;
const coffHeaderSize = 20;
const sectionHeaderSize = 40;
const mostLibraries = 4096;

type PeSection = {
  readonly address: number;
  readonly memorySize: number;
  readonly offset: number;
  readonly fileSize: number;
  readonly flags: number;
};

type PeImage = {
  readonly reader: Reader;
  readonly machine: number;
  readonly flags: number;
  readonly optional: Fields;
  /** PE32+: 64-bit addresses. */
  readonly wide: boolean;
  readonly hasSymbols: boolean;
  readonly sections: readonly PeSection[];
};

/** Reads a Windows program or DLL; undefined for one of DOS, which starts alike. */
export async function readPe(file: Reader): Promise<HeaderFacts | undefined> {
  const reader = file.part({ format: "PE", byteOrder: "little" });
  const start = (await reader.fields(0x3c, 4, "DOS header")).u32(0);
  const signature = await reader.fields(start, 4, "PE header");
  if (signature.bytes.toString("latin1") !== "PE\0\0") {
    return undefined;
  }
  const image = await readImage(reader, start + 4);
  const characteristics = image.optional.u16(70);
  const exported = await readDirectory(image, directories.exports, 40);
  return {
    ...noFacts,
    kind: (image.flags & libraryFlag) !== 0 ? "shared-library" : "executable",
    os: "windows",
    ...machineFacts(image.machine),
    needed: [
      ...(await readLibraries(image, directories.imports, { size: 20, nameAt: 12 })),
      ...(await readLibraries(image, directories.delayedImports, { size: 32, nameAt: 4 })),
    ],
    soname: exported === undefined ? undefined : await textAt(image, exported.u32(12), "exported name"),
    positionIndependent: (characteristics & dynamicBaseFlag) !== 0,
    go: await readGoBuildInfo(reader, goDataSpans(image)),
    hardening: {
      ...noHardening,
      executableStack: (characteristics & noExecuteFlag) === 0,
      controlFlowGuard: (characteristics & guardFlag) !== 0,
    },
    stripped: !image.hasSymbols,
  };
}

/**
 * Reads a COFF object, as archives for Windows contain them; undefined where it is something else. Such a file has no
 * signature, so only an archive's member is ever tried.
 */
export async function readCoffObject(member: Reader): Promise<HeaderFacts | undefined> {
  if (member.size < coffHeaderSize) {
    return undefined;
  }
  const header = await member.part({ format: "COFF", byteOrder: "little" }).fields(0, coffHeaderSize, "file header");
  // Objects with very many sections, and the stubs of import libraries, start so and have their machine further on.
  const extended = header.u16(0) === 0 && header.u16(2) === 0xffff;
  const machine = extended ? header.u16(6) : header.u16(0);
  if (machines[machine] === undefined || (!extended && header.u16(16) !== 0)) {
    return undefined;
  }
  return { ...noFacts, kind: "object", os: "windows", ...machineFacts(machine) };
}

function machineFacts(machine: number): Pick<HeaderFacts, "arch" | "machine" | "bits" | "byteOrder"> {
  const known = machines[machine];
  return {
    arch: known?.arch,
    machine: known === undefined ? `machine ${hex(machine)}` : `${known.name} (${hex(machine)})`,
    bits: known?.bits,
    byteOrder: "little",
  };
}

async function readImage(reader: Reader, start: number): Promise<PeImage> {
  const header = await reader.fields(start, coffHeaderSize, "COFF header");
  const symbols = { offset: header.u32(8), count: header.u32(12), alwaysNamed: true };
  const hasSymbols = symbols.offset !== 0 && symbols.count !== 0;
  if (hasSymbols) {
    await checkSymbolTable(reader, symbols);
  }
  const optionalSize = header.u16(16);
  const optional = await reader.fields(start + coffHeaderSize, optionalSize, "optional header");
  const [magic, narrow, wide] = [optional.u16(0), 0x10b, 0x20b];
  if (magic !== narrow && magic !== wide) {
    throw reader.malformed(`its optional header has the magic ${hex(magic)}`);
  }
  const tableAt = start + coffHeaderSize + optionalSize;
  return {
    reader,
    machine: header.u16(0),
    flags: header.u16(18),
    optional,
    wide: magic === wide,
    hasSymbols,
    sections: await readSections(reader, tableAt, header.u16(2)),
  };
}

async function readSections(reader: Reader, offset: number, count: number): Promise<PeSection[]> {
  const table = await reader.fields(offset, count * sectionHeaderSize, "section table");
  return Array.from({ length: count }, (_, index) => {
    const at = index * sectionHeaderSize;
    const section = {
      memorySize: table.u32(at + 8),
      address: table.u32(at + 12),
      fileSize: table.u32(at + 16),
      offset: table.u32(at + 20),
      flags: table.u32(at + 36),
    };
    // Windows refuses to load a file whose sections are not all there, padding included.
    if (section.offset !== 0) {
      reader.mustHold(section.offset, section.fileSize, `section ${index + 1}`);
    }
    return section;
  });
}

/** The entries of the optional header's table of directories. */
const directories = { exports: 0, imports: 1, delayedImports: 13 } as const;

/** Where a directory lies in the file; undefined where the image has none. */
function directoryOffset(image: PeImage, directory: number): number | undefined {
  const { optional } = image;
  const [countAt, tableAt] = image.wide ? [108, 112] : [92, 96];
  if (directory >= optional.u32(countAt)) {
    return undefined;
  }
  const address = optional.u32(tableAt + directory * 8);
  return address === 0 ? undefined : fileOffset(image, address, "data directory");
}

async function readDirectory(image: PeImage, directory: number, size: number): Promise<Fields | undefined> {
  const offset = directoryOffset(image, directory);
  return offset === undefined ? undefined : image.reader.fields(offset, size, "data directory");
}

function fileOffset(image: PeImage, address: number, what: string): number {
  const home = image.sections.find(
    (section) => section.address <= address && address < section.address + section.fileSize,
  );
  if (home === undefined) {
    throw image.reader.malformed(`the address ${hex(address)} of its ${what} lies in no section`);
  }
  return home.offset + (address - home.address);
}

async function textAt(image: PeImage, address: number, what: string): Promise<string | undefined> {
  return address === 0 ? undefined : image.reader.text(fileOffset(image, address, what), what);
}

/** The DLLs' names in a table of imports, which ends with an empty entry. */
async function readLibraries(
  image: PeImage,
  directory: number,
  entry: { readonly size: number; readonly nameAt: number },
): Promise<string[]> {
  const table = directoryOffset(image, directory);
  const names: string[] = [];
  if (table === undefined) {
    return names;
  }
  for (let at = table; names.length < mostLibraries; at += entry.size) {
    const name = (await image.reader.fields(at, entry.size, "import table")).u32(entry.nameAt);
    const text = await textAt(image, name, "imported name");
    if (text === undefined) {
      return names;
    }
    names.push(text);
  }
  throw image.reader.malformed(`it claims to import more than ${mostLibraries} libraries`);
}

const initialisedData = 0x40;
const readable = 0x40000000;
const writable = 0x80000000;
const alignmentBits = 0x00f00000;

/** Go's linker gives the build info no section of its own here: it lies in the writable data. */
function goDataSpans(image: PeImage): readonly GoDataSpan[] {
  return image.sections
    .filter(({ flags }) => (flags & ~alignmentBits) >>> 0 === initialisedData + readable + writable)
    .map(({ offset, fileSize, address }) => ({ offset, size: fileSize, address }));
}
