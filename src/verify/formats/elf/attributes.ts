import { makeCursor } from "../cursor.ts";
import type { ArmFacts, HeaderFacts } from "../header-facts.ts";
import type { Fields } from "../reader.ts";
import type { ElfImage, ElfSection } from "./image.ts";

const armFlagSoft = 0x200;
const armFlagHard = 0x400;
const armAttributes = 0x70000003;
const mipsAbiFlags = 0x7000002a;
const mipsAbiFlagsSegment = 0x70000003;

/**
 * The float ABI and level of an ARM file: from e_flags, which a linker sets, and from the build attributes, which a C
 * compiler leaves in every object. A pure Go binary has neither.
 * Source: "ELF for the Arm Architecture" (e_flags) and "Addenda to the ABI" (build attributes).
 */
export async function readArmFacts(image: ElfImage): Promise<ArmFacts> {
  const section = image.sections.find(({ type }) => type === armAttributes);
  const attributes = section === undefined ? new Map<number, number>() : await readAttributes(image, section);
  const flagged = image.flags & armFlagHard ? "hard" : image.flags & armFlagSoft ? "soft" : undefined;
  const architecture = attributes.get(tagArchitecture);
  return {
    floatAbi: flagged ?? (attributes.size > 0 ? floatAbis[attributes.get(tagFloatArguments) ?? 0] : undefined),
    level: architecture === undefined ? undefined : armLevels[architecture],
  };
}

const tagArchitecture = 6;
const tagFloatArguments = 28;
/** 0 passes floats in core registers, 1 in VFP's; 2 and 3 commit to neither. */
const floatAbis: Readonly<Record<number, "hard" | "soft">> = { 0: "soft", 1: "hard" };

/** Tag_CPU_arch. v6T2 is a level of its own, as the ARM11 processors of v6 lack its instructions; microcontrollers are omitted. */
const armLevels: Readonly<Record<number, string>> = {
  1: "v4",
  2: "v4",
  3: "v5",
  4: "v5",
  5: "v5",
  6: "v6",
  7: "v6",
  8: "v6t2",
  9: "v6",
  10: "v7",
  14: "v8",
  15: "v8",
  18: "v8",
  19: "v8",
  20: "v8",
  22: "v9",
};

/** The numeric attributes of the whole file ("aeabi", Tag_File). */
async function readAttributes(image: ElfImage, section: ElfSection): Promise<ReadonlyMap<number, number>> {
  const size = Math.min(section.size, 64 * 1024);
  const fields = await image.reader.fields(section.offset, size, "ARM attributes");
  if (size === 0 || fields.u8(0) !== 0x41) {
    return new Map();
  }
  for (let at = 1; at + 4 < size; ) {
    const length = fields.u32(at);
    const end = Math.min(at + length, size);
    if (length < 5) {
      throw image.reader.malformed(`its ARM attributes contain a section of ${length} bytes`);
    }
    const vendor = fields.text(at + 4);
    if (vendor === "aeabi") {
      return fileAttributes(fields, at + 4 + vendor.length + 1, end);
    }
    at = end;
  }
  return new Map();
}

function fileAttributes(fields: Fields, start: number, end: number): ReadonlyMap<number, number> {
  const attributes = new Map<number, number>();
  const tagFile = 1;
  if (start + 5 > end || fields.u8(start) !== tagFile) {
    return attributes;
  }
  const stop = Math.min(start + fields.u32(start + 1), end);
  const cursor = makeCursor(fields, start + 5);
  while (cursor.at() < stop) {
    const tag = cursor.uleb128();
    const isText = tag === 4 || tag === 5 || (tag > 32 && tag % 2 === 1);
    // 32 (Tag_compatibility) is a number and a text.
    const value = isText ? 0 : cursor.uleb128();
    if (!isText) {
      attributes.set(tag, value);
    }
    if (isText || tag === 32) {
      cursor.skip(textLength(fields, cursor.at()) + 1);
    }
  }
  return attributes;
}

function textLength(fields: Fields, at: number): number {
  const end = fields.bytes.indexOf(0, at);
  return (end < 0 ? fields.bytes.length : end) - at;
}

/**
 * MIPS instruction sets from the oldest; a processor runs those before its own. From Release 6 on it does not: some
 * instructions of older ones mean something else there.
 */
export const mipsLevels: readonly string[] = [
  ...["mips1", "mips2", "mips3", "mips4", "mips5", "mips32", "mips64", "mips32r2", "mips64r2"],
  ...["mips32r3", "mips64r3", "mips32r5", "mips64r5", "mips32r6", "mips64r6"],
];

/** The highest four bits of e_flags. Source: binutils' include/elf/mips.h (E_MIPS_ARCH_…). */
const mipsArchitectures: readonly string[] = [
  ...["mips1", "mips2", "mips3", "mips4", "mips5", "mips32", "mips64"],
  ...["mips32r2", "mips64r2", "mips32r6", "mips64r6"],
];

/**
 * The float ABI of a MIPS file, undefined where it has no ABI flags, and the instruction set that it needs.
 * Source: the MIPS O32 FPXX ABI (Elf_ABIFlags_v0).
 */
export async function readMipsFacts(image: ElfImage): Promise<Pick<HeaderFacts, "mipsFloat" | "mipsLevel">> {
  const flags =
    image.sections.find(({ type }) => type === mipsAbiFlags) ??
    image.segments.find(({ type }) => type === mipsAbiFlagsSegment);
  const flagged = mipsArchitectures[image.flags >>> 28];
  if (flags === undefined || flags.size < 24) {
    return { mipsFloat: undefined, mipsLevel: flagged };
  }
  const fields = await image.reader.fields(flags.offset, 24, "MIPS ABI flags");
  const [any, soft] = [0, 3];
  const floatAbi = fields.u8(7);
  const [level, revision] = [fields.u8(2), fields.u8(3)];
  const stated = `mips${level}${revision > 1 ? `r${revision}` : ""}`;
  return {
    mipsFloat: floatAbi === any ? undefined : floatAbi === soft ? "soft" : "hard",
    mipsLevel: laterMipsLevel(flagged, mipsLevels.includes(stated) ? stated : undefined),
  };
}

/** The later of two; undefined is older than all. */
export function laterMipsLevel(one: string | undefined, other: string | undefined): string | undefined {
  return mipsLevels.indexOf(one ?? "") >= mipsLevels.indexOf(other ?? "") ? one : other;
}
