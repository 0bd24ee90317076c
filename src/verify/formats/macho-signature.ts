import { createHash } from "node:crypto";
import type { AppleSignature } from "./header-facts.ts";
import { hex, type Reader } from "./reader.ts";

/** Source for this file: xnu's osfmk/kern/cs_blobs.h and bsd/kern/ubc_subr.c (cs_validate_csblob, cs_validate_hash). */
const superBlobMagic = 0xfade0cc0;
const directoryMagic = 0xfade0c02;
/** Slots of a signature: its directory, other directories with other hashes, and the certificate's. */
const isDirectorySlot = (slot: number) => slot === 0 || (slot >= 0x1000 && slot < 0x1006);
const certificateSlot = 0x10000;
const adHocFlag = 0x2;
const longLimitVersion = 0x20300;
const mostBlobs = 64;
/** Of page sizes, as powers of two: 4 KiB and 16 KiB are what signers use. */
const [smallestPage, largestPage] = [12, 16];
const listedPages = 8;

/** By the number in a directory, the best last. Only the length that is kept is compared. */
const hashes: Readonly<Record<number, { readonly name: string; readonly length: number; readonly rank: number }>> = {
  1: { name: "sha1", length: 20, rank: 0 },
  2: { name: "sha256", length: 32, rank: 2 },
  3: { name: "sha256", length: 20, rank: 1 },
  4: { name: "sha384", length: 48, rank: 3 },
};

type Directory = {
  readonly flags: number;
  readonly hash: { readonly name: string; readonly length: number; readonly rank: number };
  /** Bytes from the start of the file that are signed. */
  readonly limit: number;
  readonly pageSize: number;
  readonly pages: number;
  readonly slots: Buffer;
};

/**
 * Reads a code signature and compares the hash of each page of the file with it, as the kernel does when the page is first
 * used. Of several directories the one with the best hash counts. Undefined where there is none that can be read. The file is
 * read once, whatever the signature says. Throws MalformedBinaryError where it contradicts itself.
 * @param file The program, of a universal file one slice.
 */
export async function readSignature(
  file: Reader,
  { offset, size }: { readonly offset: number; readonly size: number },
): Promise<AppleSignature | undefined> {
  const reader = file.part({ format: "code signature", byteOrder: "big", offset, size });
  const header = await reader.fields(0, Math.min(12, size), "header");
  if (size < 12 || header.u32(0) !== superBlobMagic) {
    return undefined;
  }
  const count = header.u32(8);
  if (count > mostBlobs) {
    throw reader.malformed(`it claims ${count} parts`);
  }
  const index = await reader.fields(12, count * 8, "index");
  const blobs = Array.from({ length: count }, (_, at) => ({ slot: index.u32(at * 8), at: index.u32(at * 8 + 4) }));
  let best: Directory | undefined;
  const slots = new Map(blobs.filter(({ slot }) => isDirectorySlot(slot)).map(({ slot, at }) => [slot, at]));
  for (const at of slots.values()) {
    const found = await readDirectory(reader, at, offset);
    best = found !== undefined && found.hash.rank > (best?.hash.rank ?? -1) ? found : best;
  }
  if (best === undefined) {
    return undefined;
  }
  const certified = blobs.some(({ slot }) => slot === certificateSlot);
  return {
    adHoc: (best.flags & adHocFlag) !== 0 || !certified,
    hash: best.hash.name,
    pages: best.pages,
    ...(await comparePages(file, best)),
  };
}

/** @param signatureAt Where the signature starts in the file: what is signed ends there at the latest. */
async function readDirectory(reader: Reader, at: number, signatureAt: number): Promise<Directory | undefined> {
  const fields = await reader.fields(at, 44, "directory");
  const hash = hashes[fields.u8(37)];
  if (fields.u32(0) !== directoryMagic || hash === undefined) {
    return undefined;
  }
  const [version, hashesAt, pages] = [fields.u32(8), fields.u32(16), fields.u32(28)];
  const wide = version >= longLimitVersion ? (await reader.fields(at + 56, 8, "directory")).u64(0) : 0;
  const limit = wide === 0 ? fields.u32(32) : wide;
  const shift = fields.u8(39);
  if (shift < smallestPage || shift > largestPage) {
    throw reader.malformed(`its pages have 2^${shift} bytes`);
  }
  if (fields.u8(36) !== hash.length) {
    throw reader.malformed(`its hashes have ${fields.u8(36)} bytes`);
  }
  const pageSize = 2 ** shift;
  if (limit > signatureAt || pages !== Math.ceil(limit / pageSize)) {
    throw reader.malformed(`it has ${pages} pages for ${hex(limit)} bytes in front of ${hex(signatureAt)}`);
  }
  const slots = await reader.fields(at + hashesAt, pages * hash.length, "page hashes");
  return { flags: fields.u32(12), hash, limit, pageSize, pages, slots: slots.bytes };
}

/** In pieces of one page, so that a program of 200 MB needs no more memory than a small one. */
async function comparePages(
  file: Reader,
  { hash, limit, pageSize, pages, slots }: Directory,
): Promise<Pick<AppleSignature, "broken" | "brokenPages">> {
  const broken: number[] = [];
  let brokenPages = 0;
  for (let page = 0; page < pages; page += 1) {
    const at = page * pageSize;
    const { bytes } = await file.fields(at, Math.min(pageSize, limit - at), "signed page");
    const found = createHash(hash.name).update(bytes).digest().subarray(0, hash.length);
    if (!found.equals(slots.subarray(page * hash.length, (page + 1) * hash.length))) {
      brokenPages += 1;
      if (broken.length < listedPages) {
        broken.push(at);
      }
    }
  }
  return { broken, brokenPages };
}
