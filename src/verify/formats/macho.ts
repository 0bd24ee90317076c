import { problemsOf } from "../../host/errors.ts";
import { type Format, foreignLinkage, type ReadMember, type Requirement, startsWith } from "./format.ts";
import { type GoDataSpan, readGoBuildInfo } from "./go-build-info.ts";
import { type AppleFacts, type AppleSignature, type HeaderFacts, noFacts, noHardening } from "./header-facts.ts";
import { readSignature } from "./macho-signature.ts";
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
const stackExecutionFlag = 0x20000;
const mostCommands = 10_000;
/** Commands that load a library: at start, weakly, lazily, re-exported, upward. */
const loadCommands: ReadonlySet<number> = new Set([0xc, 0x80000018, 0x20, 0x8000001f, 0x80000023]);
const command = {
  segment32: 0x1,
  segment64: 0x19,
  ownName: 0xd,
  dynamicLinker: 0xe,
  runPath: 0x8000001c,
  signature: 0x1d,
  minimumMacOs: 0x24,
  minimumIos: 0x25,
  minimumTvos: 0x2f,
  minimumWatchos: 0x30,
  platform: 0x32,
  symbols: 0x2,
  dynamicSymbols: 0xb,
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
  read: async (file, readMember) => ((await startsFat(file)) ? readFat(file, readMember) : readThin(file)),
  describeLinkage: ({ needed }) =>
    foreignLinkage(
      needed.filter((name) => !/^\/(usr\/lib|System)\//.test(name)),
      { text: "macOS system libraries only", short: "system only", foreign: [] },
    ),
  checkLinkage: (facts, expected) => problemsOf("code-signature", checkSignature(facts, expected)),
};

/**
 * The kernel ends what has none on arm64, and everywhere what has been changed since it was signed. Source: Apple's "Universal
 * App Quality Guidelines", Go's issue 38485.
 */
function checkSignature({ apple, kind }: HeaderFacts, { os, arch }: Requirement): readonly string[] {
  if (kind !== "executable" && kind !== "shared-library") {
    return [];
  }
  const requires = os === "darwin" && arch === "arm64" && kind === "executable";
  if (requires && apple?.signed === false) {
    return ["has no code signature, which macOS requires of arm64 programs"];
  }
  const { signature, signed } = apple ?? {};
  if (signed === true && signature === undefined) {
    return ["has a code signature in which no hash of its pages can be found"];
  }
  return signature === undefined || signature.brokenPages === 0
    ? []
    : [
        `does not match its code signature: ${describePages(signature)} changed after it was signed, and macOS ends such a ` +
          "program when it starts; sign it again with `codesign -f -s -`, as the last step",
      ];
}

function describePages({ broken, brokenPages, pages }: AppleSignature): string {
  const [first] = broken;
  return brokenPages === 1 && first !== undefined
    ? `the page at ${hex(first)}`
    : `${brokenPages} of its ${pages} pages, the first at ${hex(first ?? 0)},`;
}

/** Java's classes share the magic, followed by their version, which is never below 45; no fat file has so many slices. */
function isFat(head: Buffer): boolean {
  return hasFatMagic(head) && head.length >= 8 && head.readUInt32BE(4) < 45;
}

async function startsFat(file: Reader): Promise<boolean> {
  return isFat((await file.fields(0, Math.min(8, file.size), "magic")).bytes);
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
    hardening:
      kind === "executable" || kind === "shared-library"
        ? { ...noHardening, executableStack: (image.flags & stackExecutionFlag) !== 0 }
        : undefined,
    stripped: isStripped(commands),
    apple: await readApple(image),
  };
}

/** Of a stripped file the names that loaders need are left, which are not its own. */
function isStripped(commands: readonly LoadCommand[]): boolean {
  const [symbols, dynamic] = [command.symbols, command.dynamicSymbols].map((type) =>
    commands.find((each) => each.type === type),
  );
  const localCount = dynamic?.fields.u32(dynamic.at + 12);
  return symbols === undefined || (localCount ?? symbols.fields.u32(symbols.at + 12)) === 0;
}

async function readApple({ reader, commands }: MachOImage): Promise<AppleFacts> {
  const platforms = minimumVersions(commands);
  const place = commands.find(({ type }) => type === command.signature);
  return {
    minimumOs: platforms[0]?.minimumOs,
    platforms,
    signed: place !== undefined,
    signature:
      place &&
      (await readSignature(reader, { offset: place.fields.u32(place.at + 8), size: place.fields.u32(place.at + 12) })),
  };
}

/** Source: mach-o/loader.h, PLATFORM_…; LC_BUILD_VERSION has them by number. */
const platformNames: readonly string[] = [
  ...["unknown", "macos", "ios", "tvos", "watchos", "bridgeos", "maccatalyst", "ios-simulator", "tvos-simulator"],
  ...["watchos-simulator", "driverkit", "visionos", "visionos-simulator"],
];

/** Each kind of command that says a version: which platform it is for, where its command does not say, and where. */
const versionCommands: Readonly<Record<number, { readonly platform: string | undefined; readonly at: number }>> = {
  [command.platform]: { platform: undefined, at: 12 },
  [command.minimumMacOs]: { platform: "macos", at: 8 },
  [command.minimumIos]: { platform: "ios", at: 8 },
  [command.minimumTvos]: { platform: "tvos", at: 8 },
  [command.minimumWatchos]: { platform: "watchos", at: 8 },
};

/** Versions are xxxx.yy.zz in half a word and two bytes. */
function minimumVersions(commands: readonly LoadCommand[]): AppleFacts["platforms"] {
  return commands.flatMap(({ type, fields, at }) => {
    const place = versionCommands[type];
    if (place === undefined) {
      return [];
    }
    const version = fields.u32(at + place.at);
    const patch = version & 0xff;
    const number = place.platform === undefined ? fields.u32(at + 8) : 0;
    return [
      {
        platform: place.platform ?? platformNames[number] ?? `platform ${number}`,
        minimumOs: `${version >>> 16}.${(version >>> 8) & 0xff}${patch === 0 ? "" : `.${patch}`}`,
      },
    ];
  });
}

/** Reads a file that holds the same for several processors: a universal one. Its slices may be programs, objects or archives. */
async function readFat(file: Reader, readMember: ReadMember): Promise<HeaderFacts> {
  const reader = file.part({ format: "fat Mach-O", byteOrder: "big" });
  const places = await readSliceTable(reader);
  const slices: HeaderFacts[] = [];
  for (const place of places) {
    slices.push(await readSlice(reader, place, readMember));
  }
  return joinFacts(slices);
}

type SlicePlace = { readonly cpu: number; readonly offset: number; readonly size: number };

const fatMagic64 = 0xcafebabf;

async function readSliceTable(reader: Reader): Promise<readonly SlicePlace[]> {
  const header = await reader.fields(0, 8, "file header");
  const [wide, count] = [header.u32(0) === fatMagic64, header.u32(4)];
  const entry = wide ? 32 : 20;
  if (count === 0) {
    throw reader.malformed("it contains no program");
  }
  const table = await reader.fields(8, count * entry, "table of slices");
  const places = Array.from({ length: count }, (_, index) => {
    const at = index * entry;
    const [offset, size] = wide ? [table.u64(at + 8), table.u64(at + 16)] : [table.u32(at + 8), table.u32(at + 12)];
    return { cpu: table.u32(at), offset, size };
  });
  let end = 8 + count * entry;
  for (const place of [...places].sort((left, right) => left.offset - right.offset)) {
    if (place.offset < end) {
      throw reader.malformed(`its slice at ${hex(place.offset)} begins before the one in front of it ends`);
    }
    end = place.offset + place.size;
  }
  return places;
}

async function readSlice(
  reader: Reader,
  { cpu, offset, size }: SlicePlace,
  readMember: ReadMember,
): Promise<HeaderFacts> {
  const slice = reader.part({ format: "slice", byteOrder: "little", offset, size });
  if (await startsFat(slice)) {
    throw reader.malformed("a slice of it is a fat file again");
  }
  const name = `${cpus[cpu]?.name ?? "CPU type"} (${hex(cpu)})`;
  const facts = await readMember(slice);
  if (facts === undefined) {
    return { ...noFacts, arch: cpus[cpu]?.arch, machine: name };
  }
  if (facts.arch !== cpus[cpu]?.arch) {
    throw reader.malformed(`its slice for ${name} is for ${facts.machine}`);
  }
  return facts;
}

/** What all slices have in common; of libraries and where they are looked for, what any needs. */
function joinFacts(slices: readonly HeaderFacts[]): HeaderFacts {
  const common = <Value>(fact: (slice: HeaderFacts) => Value): Value | undefined => {
    const [first, ...others] = slices.map(fact);
    return others.every((other) => other === first) ? first : undefined;
  };
  const any = (list: (slice: HeaderFacts) => readonly string[]) => [...new Set(slices.flatMap(list))];
  return {
    ...noFacts,
    kind: common(({ kind }) => kind) ?? "unknown",
    os: common(({ os }) => os),
    arch: common(({ arch }) => arch),
    machine: slices.map(({ machine }) => machine).join(" and "),
    bits: common(({ bits }) => bits),
    byteOrder: common(({ byteOrder }) => byteOrder),
    interpreter: common(({ interpreter }) => interpreter),
    needed: any(({ needed }) => needed),
    soname: common(({ soname }) => soname),
    runPath: any(({ runPath }) => runPath),
    positionIndependent: common(({ positionIndependent }) => positionIndependent),
    go: slices[0]?.go,
    stripped: common(({ stripped }) => stripped),
    slices,
  };
}

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
