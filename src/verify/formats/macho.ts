import { type Format, foreignLinkage, startsWith } from "./format.ts";
import { type GoDataSpan, readGoBuildInfo } from "./go-build-info.ts";
import { type HeaderFacts, noFacts } from "./header-facts.ts";
import { type ByteOrder, type Fields, hex, type Reader } from "./reader.ts";

/** Source for this file: Apple's mach-o/loader.h, mach-o/fat.h and mach/machine.h. */
const cpus: Readonly<Record<number, { readonly name: string; readonly arch: string | undefined }>> = {
  7: { name: "CPU_TYPE_I386", arch: "386" },
  16777223: { name: "CPU_TYPE_X86_64", arch: "amd64" },
  12: { name: "CPU_TYPE_ARM", arch: "arm" },
  16777228: { name: "CPU_TYPE_ARM64", arch: "arm64" },
  33554444: { name: "CPU_TYPE_ARM64_32", arch: undefined },
};

const kinds: Readonly<Record<number, HeaderFacts["kind"]>> = {
  1: "object",
  2: "executable",
  6: "shared-library",
  8: "shared-library",
};

const pieFlag = 0x200000;
const mostCommands = 10_000;
/** Commands that load a library: at start, weakly, lazily, re-exported, upward. */
const loadCommands: ReadonlySet<number> = new Set([0xc, 0x80000018, 0x20, 0x8000001f, 0x80000023]);
const command = {
  segment32: 0x1,
  segment64: 0x19,
  ownName: 0xd,
  dynamicLinker: 0xe,
  runPath: 0x8000001c,
  minimumIos: 0x25,
  platform: 0x32,
} as const;
/** LC_BUILD_VERSION's platforms for iOS, its simulator and Mac Catalyst; every other one is called darwin. */
const iosPlatforms: ReadonlySet<number> = new Set([2, 6, 7]);

type LoadCommand = { readonly type: number; readonly fields: Fields; readonly at: number; readonly size: number };
type MachOImage = {
  readonly reader: Reader;
  readonly bits: 32 | 64;
  readonly cpu: number;
  readonly type: number;
  readonly flags: number;
  readonly commands: readonly LoadCommand[];
};

const isThin = startsWith("\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe");
const hasFatMagic = startsWith("\xca\xfe\xba\xbe", "\xca\xfe\xba\xbf");

/** A program, library or object of macOS or iOS; a fat one contains several, for one processor each. */
export const machOFormat: Format<"macho"> = {
  id: "macho",
  name: "a Mach-O file",
  shortName: "Mach-O",
  hasGoBuildInfo: true,
  matches: (head) => isThin(head) || isFat(head),
  read: async (file) =>
    isFat((await file.fields(0, Math.min(8, file.size), "magic")).bytes) ? readFat(file) : readThin(file),
  describeLinkage: ({ needed }) =>
    foreignLinkage(
      needed.filter((name) => !/^\/(usr\/lib|System)\//.test(name)),
      { text: "macOS system libraries only", short: "system only" },
    ),
  checkLinkage: () => [],
};

/** Java's classes share the magic, followed by their version, which is never below 45; no fat file has so many slices. */
function isFat(head: Buffer): boolean {
  return hasFatMagic(head) && head.length >= 8 && head.readUInt32BE(4) < 45;
}

async function readThin(file: Reader): Promise<HeaderFacts> {
  const image = await readImage(file);
  const { bits, reader, commands } = image;
  const kind = kinds[image.type] ?? "unknown";
  const cpu = cpus[image.cpu];
  // A library's name, a loader's and a run path all lie at the distance that the command's third number gives.
  const names = (matches: (type: number) => boolean) =>
    commands.filter(({ type }) => matches(type)).map(({ fields, at }) => fields.text(at + fields.u32(at + 8)));
  return {
    ...noFacts,
    kind,
    os: isIos(commands) ? "ios" : "darwin",
    arch: cpu?.arch,
    machine: `${cpu?.name ?? "CPU type"} (${hex(image.cpu)})`,
    bits,
    byteOrder: reader.byteOrder,
    interpreter: names((type) => type === command.dynamicLinker)[0],
    needed: names((type) => loadCommands.has(type)),
    soname: names((type) => type === command.ownName)[0],
    runPath: names((type) => type === command.runPath),
    positionIndependent: kind === "executable" ? (image.flags & pieFlag) !== 0 : undefined,
    go: await readGoBuildInfo(reader, goDataSpans(image)),
  };
}

/** Reads the first slice of a file that contains the same program for several processors; the facts are that slice's. */
async function readFat(file: Reader): Promise<HeaderFacts> {
  const reader = file.part({ format: "fat Mach-O", byteOrder: "big" });
  const header = await reader.fields(0, 8, "file header");
  if (header.u32(4) === 0) {
    throw reader.malformed("it contains no program");
  }
  const wide = header.u32(0) === fatMagic64;
  const slice = await reader.fields(8, wide ? 32 : 20, "table of slices");
  const [offset, size] = wide ? [slice.u64(8), slice.u64(16)] : [slice.u32(8), slice.u32(12)];
  const facts = await readThin(reader.part({ format: "Mach-O", byteOrder: "little", offset, size }));
  return { ...facts, machine: `${facts.machine}, the first of ${header.u32(4)} slices` };
}

const fatMagic64 = 0xcafebabf;

async function readImage(file: Reader): Promise<MachOImage> {
  const magic = (await file.part({ format: "Mach-O", byteOrder: "big" }).fields(0, 4, "file header")).u32(0);
  const byteOrder: ByteOrder = magic === 0xfeedface || magic === 0xfeedfacf ? "big" : "little";
  const reader = file.part({ format: "Mach-O", byteOrder });
  const bits = magic === 0xfeedfacf || magic === 0xcffaedfe ? 64 : 32;
  const headerSize = bits === 64 ? 32 : 28;
  const header = await reader.fields(0, headerSize, "file header");
  const fields = await reader.fields(headerSize, header.u32(20), "load commands");
  const image = { reader, bits, cpu: header.u32(4), type: header.u32(12), flags: header.u32(24) } as const;
  return { ...image, commands: splitCommands(reader, fields, header.u32(16)) };
}

function splitCommands(reader: Reader, fields: Fields, count: number): LoadCommand[] {
  if (count > mostCommands) {
    throw reader.malformed(`it claims ${count} load commands`);
  }
  const commands: LoadCommand[] = [];
  for (let at = 0; commands.length < count; ) {
    const [type, size] = [fields.u32(at), fields.u32(at + 4)];
    if (size < 8) {
      throw reader.malformed(`a load command has only ${size} bytes`);
    }
    commands.push({ type, fields, at, size });
    at += size;
  }
  return commands;
}

function isIos(commands: readonly LoadCommand[]): boolean {
  return commands.some(
    ({ type, fields, at }) =>
      type === command.minimumIos || (type === command.platform && iosPlatforms.has(fields.u32(at + 8))),
  );
}

/** Where each class has a segment's and a section's numbers, from the start of the record. */
const layouts = {
  [command.segment32]: { fileOffset: 32, sections: 48, header: 56, section: 68, address: 32, size: 36, offset: 40 },
  [command.segment64]: { fileOffset: 40, sections: 64, header: 72, section: 80, address: 32, size: 40, offset: 48 },
} as const;

const nameSize = 16;

/** The section __go_buildinfo. Checks on the way that every segment is inside the file. */
function goDataSpans({ reader, commands }: MachOImage): GoDataSpan[] {
  return commands.flatMap(({ type, fields, at, size }) => {
    if (type !== command.segment32 && type !== command.segment64) {
      return [];
    }
    const layout = layouts[type];
    const word = type === command.segment64 ? fields.u64 : fields.u32;
    const width = type === command.segment64 ? 8 : 4;
    reader.mustHold(word(at + layout.fileOffset), word(at + layout.fileOffset + width), "segment");
    const count = Math.min(fields.u32(at + layout.sections), Math.floor((size - layout.header) / layout.section));
    return Array.from({ length: Math.max(count, 0) }, (_, index) => at + layout.header + index * layout.section)
      .filter((section) => fields.bytes.toString("latin1", section, section + nameSize).startsWith("__go_buildinfo"))
      .map((section) => ({
        address: word(section + layout.address),
        size: word(section + layout.size),
        offset: fields.u32(section + layout.offset),
      }));
  });
}
