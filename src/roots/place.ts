import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Package } from "../archives/index.ts";
import { type FileHash, splitHash } from "../host/hashes.ts";
import { shortHash } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { type LockedRoot, matchesPackage, type RootContent, type RootRequest } from "../plan/index.ts";
import type { Distribution } from "../survey/index.ts";
import type { RootKind } from "./kind.ts";
import { type RootRecord, readRecord, writeRecord } from "./record.ts";
import { fingerprintRoot, listRoot, writeWrappers } from "./root.ts";
import { treeDigest } from "./tree.ts";
import { wrapperVersion } from "./wrappers.ts";

/** How long a root of packages may be used before the index is asked again whether they are still the newest. */
export const freshDays = 7;

/** The tool that a root is, in the tool store. */
export function toolName(request: RootRequest): string {
  return `cgo-cross-${request.id}`;
}

/** A short hash of all that is in a root. Two roots of one hash are the same, wherever they are. */
export function contentHash(packages: readonly (Pick<Package, "name"> & FileHash)[]): string {
  const content = packages.map((each) => `${each.name} ${splitHash(each).hex}`).join("\n");
  return shortHash(`${wrapperVersion}\n${content}`);
}

/**
 * A root's version: its main package's version for people, and the hash of its content. Go's build cache tells
 * compilers apart by their name and version line alone, so another content must have another name.
 */
export function rootVersion(
  request: RootRequest,
  packages: readonly (Pick<Package, "name" | "version"> & FileHash)[],
): string {
  const main = mainVersion(request, packages);
  const [, major = "0", minor = "0", patch = "0"] =
    /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(main.replace(/^\d+:/, "")) ?? [];
  return `${Number(major)}.${Number(minor)}.${Number(patch)}-h${contentHash(packages)}`;
}

function mainVersion({ content }: RootRequest, packages: readonly Pick<Package, "name" | "version">[]): string {
  if (content.kind === "file") {
    return content.version;
  }
  return packages.find(({ name }) => matchesPackage(name, content.namedAfter))?.version ?? "";
}

/** The release that a request is for: its own, or the machine's. */
export function releaseOf({ content }: RootRequest, own: Distribution): Distribution {
  return (content.kind === "packages" ? content.release : undefined) ?? own;
}

/** Tells requests apart: what was asked for, and, of packages, of which release; not who asks for it. */
export function requestHash({ kind, settings, content }: RootRequest, distribution: Distribution): string {
  const text = JSON.stringify([wrapperVersion, kind, settings, ...hashedContent(content, distribution)]);
  return createHash("sha256").update(text).digest("hex");
}

function hashedContent(content: RootContent, { id, version, codename }: Distribution): readonly unknown[] {
  if (content.kind === "file") {
    return [content];
  }
  const files = content.files.map(({ paths, first, likely }) => ({ paths, first, likely }));
  return [{ ...content, release: undefined, files }, id, version, codename];
}

/** A root of the plan, with everything that decides what it is made of. */
export type PlannedRoot = {
  readonly request: RootRequest;
  readonly kind: RootKind;
  readonly distribution: Distribution;
  readonly locked: LockedRoot | undefined;
};

/**
 * Whether a root with this record may be used as it is: it is what the lock says, or else it is of this request and, if of
 * packages, was looked up lately.
 */
export function serves(record: RootRecord, { request, distribution, locked }: PlannedRoot): boolean {
  if (locked !== undefined) {
    return record.digest === locked.digest && contentHash(record.packages) === contentHash(locked.packages);
  }
  const oldest = Date.now() - freshDays * 24 * 3600 * 1000;
  const isFresh = request.content.kind === "file" || Date.parse(record.resolved) > oldest;
  const isComplete = (record.lookups ?? []).every(({ problem }) => problem === undefined);
  return record.request === requestHash(request, distribution) && isFresh && isComplete;
}

/** A root that an earlier run made on this disk, and that is still as it was made. */
export async function findOnDisk(
  host: Host,
  planned: PlannedRoot,
): Promise<{ readonly directory: string; readonly record: RootRecord } | undefined> {
  const found: { directory: string; record: RootRecord }[] = [];
  for (const directory of await host.tools.find(toolName(planned.request))) {
    const record = await readRecord(directory);
    if (record !== undefined && serves(record, planned)) {
      found.push({ directory, record });
    }
  }
  found.sort((left, right) => (left.record.resolved < right.record.resolved ? 1 : -1));
  for (const { directory, record } of found) {
    const intact = await checkRoot(planned, directory, record);
    if (intact !== undefined) {
      return { directory, record: intact };
    }
    host.log.warning(
      `${planned.request.id}: ignoring ${directory}, whose files have changed since they were installed, and installing it again.`,
    );
    await rm(directory, { recursive: true, force: true });
  }
  return undefined;
}

/** A root of exactly these packages on this disk, however old, if it is as it was made. */
export async function findContent(
  host: Host,
  { request, kind }: PlannedRoot,
  packages: readonly Package[],
): Promise<{ readonly directory: string; readonly record: RootRecord } | undefined> {
  const directory = host.tools.directory(toolName(request), rootVersion(request, packages));
  const found = await host.tools.find(toolName(request));
  const record = found.includes(directory) ? await readRecord(directory) : undefined;
  const intact = record && (await checkRoot({ request, kind }, directory, record));
  return intact && { directory, record: intact };
}

/**
 * The record of a root that is as it was made; undefined of one that is not. One that was copied or moved is made usable in
 * its new place.
 */
async function checkRoot(
  planned: Pick<PlannedRoot, "request" | "kind">,
  directory: string,
  record: RootRecord,
): Promise<RootRecord | undefined> {
  switch (await compareWithRecord(directory, record)) {
    case "same":
      return record;
    case "moved":
      return finishRoot(planned, directory, { place: directory, record });
    case "changed":
      return undefined;
  }
}

/** Another fingerprint may only mean that the tools were copied or moved: then all files are read and compared. */
async function compareWithRecord(directory: string, record: RootRecord): Promise<"same" | "moved" | "changed"> {
  try {
    if (fingerprintRoot(directory) === record.fingerprint) {
      return "same";
    }
    return treeDigest(await listRoot(directory)) === record.digest ? "moved" : "changed";
  } catch {
    // A part is gone, or there is something that no root has.
    return "changed";
  }
}

/** Makes what is different in each place: the wrappers and the fingerprint. */
export async function finishRoot(
  { request, kind }: Pick<PlannedRoot, "request" | "kind">,
  directory: string,
  final: { readonly place: string; readonly record: Omit<RootRecord, "fingerprint"> },
): Promise<RootRecord> {
  const programs = await readdir(join(directory, "root/usr/bin")).catch(() => []);
  const content = contentHash(final.record.packages);
  await rm(join(directory, "bin"), { recursive: true, force: true });
  const wrappers = kind.wrappers?.({ directory: final.place, content, programs }, request.settings) ?? [];
  await writeWrappers(directory, wrappers);
  const record = { ...final.record, fingerprint: fingerprintRoot(directory) };
  await writeRecord(directory, record);
  return record;
}
