import { compareVersions } from "../../../platforms/index.ts";
import type { Fields } from "../reader.ts";
import { type ElfImage, elf, fileOffset } from "./image.ts";

/** What the dynamic loader reads before a program starts. */
export type ElfDynamic = {
  readonly needed: readonly string[];
  readonly soname: string | undefined;
  readonly runPath: readonly string[];
  readonly runPathTag: "RPATH" | "RUNPATH" | undefined;
  /** All symbols are bound before the program starts. */
  readonly bindNow: boolean;
  readonly textRelocations: boolean;
  /** DF_1_PIE: an executable, although its type is that of a library. */
  readonly pie: boolean;
  readonly requiredVersions: Readonly<Record<string, readonly string[]>>;
  /** The name of each required version, by the number that the symbols of .gnu.version have for it. */
  readonly versionNames: ReadonlyMap<number, string>;
};

const noVersions = { requiredVersions: {}, versionNames: new Map() } as const;
const noDynamic: ElfDynamic = {
  needed: [],
  soname: undefined,
  runPath: [],
  runPathTag: undefined,
  bindNow: false,
  textRelocations: false,
  pie: false,
  ...noVersions,
};

/** Source: the ELF specification's "Dynamic Section"; DT_VERNEED and after from GNU's symbol versioning. */
const tags = {
  end: 0,
  needed: 1,
  strings: 5,
  soname: 14,
  rpath: 15,
  textRelocations: 22,
  bindNow: 24,
  runpath: 29,
  flags: 30,
  flags1: 0x6ffffffb,
  versions: 0x6ffffffe,
  versionCount: 0x6fffffff,
} as const;
const pieFlag = 0x08000000;
/** Of DT_FLAGS, and the last of DT_FLAGS_1. */
const [textRelocationsFlag, bindNowFlag, bindNowFlag1] = [0x4, 0x8, 0x1];
const mostLibraries = 4096;
const mostVersions = 1000;

type Entry = { readonly tag: number; readonly value: number };

/** Reads the dynamic segment; a file without one has nothing in it. Throws where it points outside the file. */
export async function readElfDynamic(image: ElfImage): Promise<ElfDynamic> {
  const segment = image.segments.find(({ type }) => type === elf.segmentDynamic);
  if (segment === undefined || segment.size === 0) {
    return noDynamic;
  }
  const entries = await readEntries(image, segment.offset, segment.size);
  const values = (tag: number) => entries.filter((entry) => entry.tag === tag).map((entry) => entry.value);
  const flags = values(tags.flags)[0] ?? 0;
  const flags1 = values(tags.flags1)[0] ?? 0;
  const binding = {
    bindNow: values(tags.bindNow).length > 0 || (flags & bindNowFlag) !== 0 || (flags1 & bindNowFlag1) !== 0,
    textRelocations: values(tags.textRelocations).length > 0 || (flags & textRelocationsFlag) !== 0,
  };
  const stringsAddress = values(tags.strings)[0];
  if (stringsAddress === undefined) {
    return { ...noDynamic, ...binding };
  }
  const strings = fileOffset(image, stringsAddress, "dynamic string table");
  const text = (at: number) => image.reader.text(strings + at, "dynamic string");
  const needed = values(tags.needed);
  if (needed.length > mostLibraries) {
    throw image.reader.malformed(`it claims to need ${needed.length} libraries`);
  }
  const [soname] = values(tags.soname);
  const paths = await inOrder([...values(tags.rpath), ...values(tags.runpath)].slice(0, 2), text);
  return {
    needed: await inOrder(needed, text),
    soname: soname === undefined ? undefined : await text(soname),
    runPath: paths.flatMap((path) => path.split(":")).filter((path) => path !== ""),
    runPathTag: values(tags.runpath).length > 0 ? "RUNPATH" : values(tags.rpath).length > 0 ? "RPATH" : undefined,
    ...binding,
    pie: (flags1 & pieFlag) !== 0,
    ...(await readVersions(image, text, {
      address: values(tags.versions)[0],
      count: values(tags.versionCount)[0] ?? 0,
    })),
  };
}

/** One after the other: the reader has one window, which concurrent reads would replace for each other. */
async function inOrder(offsets: readonly number[], text: (at: number) => Promise<string>): Promise<string[]> {
  const found: string[] = [];
  for (const offset of offsets) {
    found.push(await text(offset));
  }
  return found;
}

async function readEntries(image: ElfImage, offset: number, size: number): Promise<Entry[]> {
  const fields = await image.reader.fields(offset, size, "dynamic section");
  const [word, width] = image.bits === 64 ? [fields.u64, 8] : [fields.u32, 4];
  const entries: Entry[] = [];
  for (let at = 0; at + 2 * width <= size; at += 2 * width) {
    const tag = word(at);
    if (tag === tags.end) {
      break;
    }
    entries.push({ tag, value: word(at + width) });
  }
  return entries;
}

/**
 * .gnu.version_r: a chain of libraries, each with a chain of versions. A weak symbol's version counts like any other,
 * since the loader looks for it all the same.
 */
async function readVersions(
  image: ElfImage,
  text: (at: number) => Promise<string>,
  { address, count }: { readonly address: number | undefined; readonly count: number },
): Promise<Pick<ElfDynamic, "requiredVersions" | "versionNames">> {
  if (address === undefined) {
    return noVersions;
  }
  const found = new Map<string, string[]>();
  const numbered = new Map<number, string>();
  const start = fileOffset(image, address, "table of required versions");
  let total = 0;
  for (const library of await readChain(image, start, count)) {
    const name = await text(library.fields.u32(4));
    const versions = await readChain(image, library.offset + library.fields.u32(8), library.fields.u16(2));
    total += versions.length;
    if (total > mostVersions) {
      throw image.reader.malformed(`it claims to require more than ${mostVersions} versions`);
    }
    const names = await inOrder(
      versions.map((version) => version.fields.u32(8)),
      text,
    );
    found.set(name, [...(found.get(name) ?? []), ...names]);
    for (const [index, { fields }] of versions.entries()) {
      numbered.set(fields.u16(6), names[index] ?? "");
    }
  }
  return { requiredVersions: Object.fromEntries(found), versionNames: numbered };
}

type ChainLink = { readonly offset: number; readonly fields: Fields };

/**
 * Records of 16 bytes; both kinds keep the distance to the next one at 12. They only lead forward, so never in circles.
 */
async function readChain(image: ElfImage, start: number, count: number): Promise<ChainLink[]> {
  const what = "table of required versions";
  if (count > mostVersions) {
    throw image.reader.malformed(`its ${what} claims ${count} entries`);
  }
  const links: ChainLink[] = [];
  for (let offset = start; links.length < count; ) {
    const fields = await image.reader.fields(offset, 16, what);
    links.push({ offset, fields });
    const next = fields.u32(12);
    if (next === 0) {
      break;
    }
    offset += next;
  }
  return links;
}

/**
 * The newest of the `GLIBC_2.34` names among required versions, as `2.34`. GLIBC_PRIVATE and GLIBC_ABI_… name no release.
 */
export function minimumGlibc(requiredVersions: Readonly<Record<string, readonly string[]>>): string | undefined {
  const releases = Object.values(requiredVersions)
    .flat()
    .map((version) => /^GLIBC_(\d+(?:\.\d+)+)$/.exec(version)?.[1])
    .filter((release) => release !== undefined);
  return releases.sort(compareVersions).at(-1);
}
