import { readArchive } from "./archive.ts";
import { readElf } from "./elf.ts";
import type { BinaryFacts } from "./facts.ts";
import { readFatMachO, readMachO } from "./macho.ts";
import { readCoffObject, readPe } from "./pe.ts";
import { isPlan9, readPlan9 } from "./plan9.ts";
import { type Reader, withReader } from "./reader.ts";
import { unknownFacts } from "./unknown.ts";
import { readWasm } from "./wasm.ts";
import { readXcoff } from "./xcoff.ts";

/** A format: how its files start, and who reads them. */
type Format = {
  readonly matches: (head: Buffer) => boolean;
  readonly read: (file: Reader) => Promise<BinaryFacts>;
};

const formats: readonly Format[] = [
  { matches: startsWith("\x7fELF"), read: readElf },
  { matches: startsWith("MZ"), read: readPe },
  {
    matches: startsWith("\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe"),
    read: readMachO,
  },
  { matches: isFatMachO, read: readFatMachO },
  { matches: startsWith("\0asm\x01\0\0\0"), read: readWasm },
  { matches: startsWith("!<arch>\n", "!<thin>\n"), read: (file) => readArchive(file, readMember) },
  { matches: startsWith("\x01\xf7"), read: readXcoff },
  { matches: isPlan9, read: readPlan9 },
];

/**
 * Reads what a binary says of itself from its headers, by position: a file of any size costs a few small reads. A file of
 * no known format gives facts of format `unknown`. Throws an Error of one sentence where the file is empty, cut off or
 * contradicts itself, and the file system's own error where it cannot be read.
 */
export async function readBinary(file: string): Promise<BinaryFacts> {
  return withReader(file, async (reader) => {
    if (reader.size === 0) throw new Error("the file is empty");
    return (await readKnown(reader)) ?? unknownFacts;
  });
}

async function readKnown(reader: Reader): Promise<BinaryFacts | undefined> {
  const head = (await reader.fields(0, Math.min(16, reader.size), "magic")).bytes;
  return formats.find(({ matches }) => matches(head))?.read(reader);
}

/** A member of an archive: an object with a magic of its own, or one of Windows, which has none. */
async function readMember(member: Reader): Promise<BinaryFacts | undefined> {
  if (member.size === 0) return undefined;
  const head = (await member.fields(0, Math.min(16, member.size), "magic")).bytes;
  if (startsWith("!<arch>\n")(head)) return undefined;
  return (await readKnown(member)) ?? (await readCoffObject(member));
}

function startsWith(...magics: readonly string[]): (head: Buffer) => boolean {
  return (head) => magics.some((magic) => head.subarray(0, magic.length).equals(Buffer.from(magic, "latin1")));
}

/** Java's classes share the magic, followed by their version, which is never below 45; no fat file has so many slices. */
function isFatMachO(head: Buffer): boolean {
  const magic = startsWith("\xca\xfe\xba\xbe", "\xca\xfe\xba\xbf")(head);
  return magic && head.length >= 8 && head.readUInt32BE(4) < 45;
}
