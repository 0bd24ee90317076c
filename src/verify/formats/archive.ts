import { laterMipsLevel } from "./elf/attributes.ts";
import { type Format, plainLinkage, type ReadMember, startsWith } from "./format.ts";
import { type ArmFacts, type HeaderFacts, noFacts } from "./header-facts.ts";
import type { Reader } from "./reader.ts";

const magicSize = 8;
const headerSize = 60;
const mostMembers = 20_000;
const isArchive = startsWith("!<arch>\n", "!<thin>\n");

/** A library of objects, as `-buildmode=c-archive` makes it. */
export const archiveFormat: Format<"archive"> = {
  id: "archive",
  name: "an archive",
  shortName: "archive",
  // It is in one of the objects, where it may not be found.
  hasGoBuildInfo: false,
  matches: isArchive,
  read: readArchive,
  describeLinkage: () => plainLinkage("archive"),
  checkLinkage: () => [],
};

/**
 * Reads a library of objects (`ar`): the facts of its first object, with what the others add on ARM and MIPS, where one
 * object of the wrong float ABI or level spoils the whole. Source: the common, GNU and BSD forms in ar(5).
 */
async function readArchive(file: Reader, readMember: ReadMember): Promise<HeaderFacts> {
  const reader = file.part({ format: "archive", byteOrder: "little" });
  const thin = (await reader.fields(0, magicSize, "magic")).bytes.toString("latin1") === "!<thin>\n";
  if (thin) {
    throw reader.malformed("it is a thin archive, which refers to its objects instead of containing them");
  }
  let found: HeaderFacts | undefined;
  let at = magicSize;
  for (let left = mostMembers; at < reader.size; left--) {
    if (left === 0) {
      throw reader.malformed(`it claims more than ${mostMembers} members`);
    }
    const member = await memberAt(reader, at);
    const facts = member.isObject ? await readMember(member.content) : undefined;
    if (facts?.kind === "object") {
      found = found === undefined ? facts : merge(found, facts);
    }
    at = member.end;
  }
  return { ...(found ?? noFacts), kind: "archive" };
}

type Member = {
  /** False for a table of symbols or of long names, and for an archive in the archive. */
  readonly isObject: boolean;
  readonly content: Reader;
  /** Where the next member starts. */
  readonly end: number;
};

async function memberAt(reader: Reader, at: number): Promise<Member> {
  const header = (await reader.fields(at, headerSize, "member header")).bytes.toString("latin1");
  const size = Number.parseInt(header.slice(48, 58), 10);
  if (header.slice(58) !== "`\n" || !(size >= 0)) {
    throw reader.malformed(`its member at byte ${at} has no valid header`);
  }
  const name = header.slice(0, 16).trimEnd();
  // BSD's ar puts a long name in front of the content.
  const longName = Math.min(Number.parseInt(/^#1\/(\d+)$/.exec(name)?.[1] ?? "0", 10), size);
  const start = at + headerSize;
  const content = reader.part({
    format: "object",
    byteOrder: "little",
    offset: start + longName,
    size: size - longName,
  });
  const isIndex = ["/", "//", "/SYM64/"].includes(name) || name.startsWith("__.SYMDEF");
  return {
    isObject: !isIndex && !isArchive((await content.fields(0, Math.min(magicSize, content.size), "magic")).bytes),
    content,
    end: start + size + (size % 2),
  };
}

function merge(first: HeaderFacts, next: HeaderFacts): HeaderFacts {
  return {
    ...first,
    arm: mergeArm(first.arm, next.arm),
    mipsFloat: first.mipsFloat ?? next.mipsFloat,
    mipsLevel: laterMipsLevel(first.mipsLevel, next.mipsLevel),
    go: first.go ?? next.go,
  };
}

/** The highest level and the most demanding float ABI; `v6t2` is later than `v6` as text too. */
function mergeArm(first: ArmFacts | undefined, next: ArmFacts | undefined): ArmFacts | undefined {
  if (first === undefined || next === undefined) {
    return first ?? next;
  }
  return {
    floatAbi: [first.floatAbi, next.floatAbi].includes("hard") ? "hard" : (first.floatAbi ?? next.floatAbi),
    level: [first.level, next.level]
      .filter((level) => level !== undefined)
      .sort()
      .at(-1),
  };
}
