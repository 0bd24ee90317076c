import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** The SHA-256 of a file, in hex, read in pieces. Throws where the file cannot be read. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
  }
  return hash.digest("hex");
}

/** The first 16 hex digits of a text's SHA-256: enough to tell directories and cache keys apart by their names. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
