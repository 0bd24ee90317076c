import { type BinaryFacts, unknownFacts } from "./facts.ts";
import type { Format } from "./format.ts";
import { type FormatId, formats } from "./formats.ts";
import type { HeaderFacts } from "./header-facts.ts";
import { MalformedBinaryError, type Reader, withReader } from "./reader.ts";

/** How many of a file's first bytes tell its format. */
export const headBytes = 16;

/**
 * Reads what a binary says of itself from its headers, by position: a file of any size costs a few small reads. A file of
 * no known format gives facts of format `unknown`. Throws MalformedBinaryError where the file is empty, truncated or
 * contradicts itself, and the file system's own error where it cannot be read.
 */
export async function readBinary(file: string): Promise<BinaryFacts> {
  return withReader(file, async (reader) => {
    if (reader.size === 0) {
      throw new MalformedBinaryError("the file is empty");
    }
    const format = await formatOfFile(reader);
    const facts = await format?.read(reader, readMember);
    return format === undefined || facts === undefined ? unknownFacts : { format: format.id, ...facts };
  });
}

/** The same of a file that the linker is to link in, which may be an object that no magic marks. */
export async function readObject(file: string): Promise<HeaderFacts | undefined> {
  return withReader(file, readMember);
}

/** Whether a file that starts so may be a binary: its first bytes are those of a format. */
export function startsBinary(head: Buffer): boolean {
  return formats.some(({ matches }) => matches(head));
}

async function formatOfFile(reader: Reader): Promise<Format<FormatId> | undefined> {
  const head = (await reader.fields(0, Math.min(headBytes, reader.size), "magic")).bytes;
  return formats.find(({ matches }) => matches(head));
}

/** A member of an archive: an object with a magic of its own, or one of a format whose objects have none. */
async function readMember(member: Reader): Promise<HeaderFacts | undefined> {
  const format = await formatOfFile(member);
  const facts = await format?.read(member, readMember);
  if (facts !== undefined) {
    return facts;
  }
  for (const { readUnmarkedObject } of formats) {
    const object = await readUnmarkedObject?.(member);
    if (object !== undefined) {
      return object;
    }
  }
  return undefined;
}
