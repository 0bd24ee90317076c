import { readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { exists, replaceFile } from "../host/index.ts";
import type { Delivered } from "./deliver.ts";

/** The names of the files that are about everything in out-dir. */
export const runFiles = { checksums: "SHA256SUMS", manifest: "cgo-cross.json" } as const;

/** A checksum of 64 digits, two spaces, and a file's name. */
const nameAt = 66;

/** Lines that `sha256sum --check` reads, for every published file. */
export function describeChecksums(delivered: readonly Delivered[]): string {
  return joinLines(checksumLines(delivered));
}

/** Writes the checksums of what was delivered, beside those of other runs whose files are still in the directory. */
export async function addChecksums(outDir: string, delivered: readonly Delivered[]): Promise<string> {
  const own = checksumLines(delivered);
  const names = new Set(own.map((line) => line.slice(nameAt)));
  const kept = (await linesOfFilesThere(outDir)).filter((line) => !names.has(line.slice(nameAt)));
  const file = join(outDir, runFiles.checksums);
  await replaceFile(file, { text: joinLines([...own, ...kept]) });
  return file;
}

/** Takes the checksums of files that are no longer in the directory out of its list. */
export async function dropVanishedChecksums(outDir: string): Promise<void> {
  const kept = await linesOfFilesThere(outDir);
  const file = join(outDir, runFiles.checksums);
  await (kept.length === 0 ? rm(file, { force: true }) : replaceFile(file, { text: joinLines(kept) }));
}

function checksumLines(delivered: readonly Delivered[]): readonly string[] {
  return delivered.flatMap(({ file, sha256, header, headerSha256, archive }) => [
    `${sha256}  ${basename(file)}`,
    ...(header === undefined ? [] : [`${headerSha256}  ${basename(header)}`]),
    ...(archive === undefined ? [] : [`${archive.sha256}  ${basename(archive.file)}`]),
  ]);
}

/** What cannot be read is written anew. */
async function linesOfFilesThere(outDir: string): Promise<readonly string[]> {
  const text = await readFile(join(outDir, runFiles.checksums), "utf8").catch(() => "");
  const lines = text.split("\n").filter((line) => /^[0-9a-f]{64} {2}[^/]+$/.test(line));
  const there = await Promise.all(lines.map((line) => exists(join(outDir, line.slice(nameAt)))));
  return lines.filter((_, at) => there[at] === true);
}

function joinLines(lines: readonly string[]): string {
  return `${[...lines].sort((left, right) => (left.slice(nameAt) < right.slice(nameAt) ? -1 : 1)).join("\n")}\n`;
}
