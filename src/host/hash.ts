import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHash, type HashAlgorithm, splitHash } from "./hashes.ts";

/** A file's hash in hex, read in pieces. Throws where the file cannot be read. */
export async function hashFile(file: string, algorithm: HashAlgorithm = "sha256"): Promise<string> {
  const hash = createHash(algorithm);
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Buffer);
  }
  return hash.digest("hex");
}

/** A file's hash, by the algorithm of the one that it is to be compared with. Throws where the file cannot be read. */
export async function hashFileLike(file: string, expected: FileHash): Promise<FileHash> {
  const { algorithm } = splitHash(expected);
  const hex = await hashFile(file, algorithm);
  return algorithm === "sha256" ? { sha256: hex } : { sha512: hex };
}

/** The first 16 hex digits of a text's SHA-256: enough to tell directories and cache keys apart by their names. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
