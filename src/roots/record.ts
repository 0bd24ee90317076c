import { randomUUID } from "node:crypto";
import { chmod, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type FileLookup, isRootPackage, type RootPackage } from "../plan/index.ts";

/** What a root was made of: its `root.json`. */
export type RootRecord = {
  readonly schema: 2;
  /** Hash of what was asked for; see requestHash. */
  readonly request: string;
  /** When the packages were looked up in the signed index, or the file was fetched: ISO 8601. */
  readonly resolved: string;
  readonly packages: readonly RootPackage[];
  /** What was looked up by file; absent where nothing was. */
  readonly lookups?: readonly FileLookup[] | undefined;
  /** The packages, by name, that were added for what the others were found to lack; absent where there are none. */
  readonly added?: readonly string[] | undefined;
  /** What they lack and no package was found to have, a sentence each; absent where there is none. */
  readonly notes?: readonly string[] | undefined;
  /** Of root/ and host-lib/, which are the same on every machine; see treeDigest. */
  readonly digest: string;
  /** Of everything as it is on this disk; see fingerprintRoot. */
  readonly fingerprint: string;
};

/** Reads what a root on the disk was made of; undefined where it is none, or of another version of this program. */
export async function readRecord(directory: string): Promise<RootRecord | undefined> {
  const text = await readFile(join(directory, "root.json"), "utf8").catch(() => undefined);
  if (text === undefined) {
    return undefined;
  }
  try {
    return parseRecord(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** A record that may come from anywhere; undefined where it is not one of this version. */
export function parseRecord(value: unknown): RootRecord | undefined {
  const record = value as RootRecord | null;
  const words = [record?.request, record?.resolved, record?.digest, record?.fingerprint];
  const isRecord =
    record?.schema === 2 &&
    words.every((word) => typeof word === "string") &&
    Array.isArray(record.packages) &&
    record.packages.every(isRootPackage) &&
    (record.lookups === undefined || (Array.isArray(record.lookups) && record.lookups.every(isLookup))) &&
    [record.added ?? [], record.notes ?? []].every(areTexts);
  return isRecord ? record : undefined;
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isLookup(value: FileLookup | null): boolean {
  return (
    typeof value?.path === "string" &&
    Array.isArray(value.packages) &&
    value.packages.every((name) => typeof name === "string") &&
    (value.problem === undefined || typeof value.problem === "string")
  );
}

/** In one step, since another run may be reading it. */
export async function writeRecord(directory: string, record: RootRecord): Promise<void> {
  const partial = join(directory, `root.json.${randomUUID()}`);
  await writeFile(partial, `${JSON.stringify(record, undefined, 2)}\n`);
  await chmod(partial, 0o644);
  await rename(partial, join(directory, "root.json"));
}
