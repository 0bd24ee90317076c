import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Package } from "../archives/index.ts";
import { messageOf, UserError } from "../host/errors.ts";
import { type FileHash, splitHash } from "../host/hashes.ts";
import { shortHash } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { type LockedRoot, matchesPackage, type RootContent, type RootRequest } from "../plan/index.ts";
import type { Distribution } from "../survey/index.ts";
import type { RootKind } from "./kind.ts";
import { findForeign, firstLink } from "./owner.ts";
import { type RootRecord, readRecord, writeRecord } from "./record.ts";
import { fingerprintRoot, hasWrappers, listRoot, writeWrappers } from "./root.ts";
import { treeDigest } from "./tree.ts";
import { type WrapperText, wrapperVersion } from "./wrappers.ts";

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

/** A root on this disk that may be used. */
export type Found = { readonly directory: string; readonly record: RootRecord };

/** A root that an earlier run made on this disk, and that is still as it was made. */
export async function findOnDisk(host: Host, planned: PlannedRoot): Promise<Found | undefined> {
  const found: Found[] = [];
  for (const directory of await host.tools.find(toolName(planned.request))) {
    const record = await readRecord(directory);
    if (record !== undefined && serves(record, planned)) {
      found.push({ directory, record });
    }
  }
  found.sort((left, right) => (left.record.resolved < right.record.resolved ? 1 : -1));
  for (const { directory, record } of found) {
    await host.tools.use([directory]);
    const checked = await checkRoot(planned, directory, record);
    if (checked.kind === "intact") {
      return { directory, record: checked.record };
    }
    const text = `${planned.request.id}: ignoring ${directory}, ${checked.reason}, and installing it again`;
    host.log.warning({ code: "toolchain-altered", text });
    await removeRoot(host, directory);
  }
  return undefined;
}

/** A root of exactly these packages on this disk, however old, if it is as it was made, and as the lock says. */
export async function findContent(
  host: Host,
  planned: PlannedRoot,
  packages: readonly Package[],
): Promise<Found | undefined> {
  const { request, locked } = planned;
  const directory = host.tools.directory(toolName(request), rootVersion(request, packages));
  await host.tools.use([directory]);
  const found = await host.tools.find(toolName(request));
  const record = found.includes(directory) ? await readRecord(directory) : undefined;
  if (record === undefined || (locked !== undefined && locked.digest !== record.digest)) {
    return undefined;
  }
  const checked = await checkRoot(planned, directory, record);
  return checked.kind === "intact" ? { directory, record: checked.record } : undefined;
}

/** What is in the place of a root: where a link leads there, the link alone. */
async function removeRoot(host: Host, directory: string): Promise<void> {
  const link = firstLink(host.toolDirectory, directory);
  try {
    await rm(link ?? directory, { recursive: true, force: true });
  } catch (cause) {
    throw new UserError(
      {
        code: "cache-directory",
        text: `${directory} cannot be removed: ${messageOf(cause)}; remove it, or set ${host.places.tools.variable} to another directory`,
      },
      {
        cause,
      },
    );
  }
}

/** A root, and what is known of its content from elsewhere than its record. */
export type RootToCheck = Pick<PlannedRoot, "request" | "kind"> & {
  readonly locked: Pick<LockedRoot, "digest"> | undefined;
};

export type Checked =
  | { readonly kind: "intact"; readonly record: RootRecord }
  /** `reason`: of the directory, as a clause: "whose files …". */
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Whether a root is as it was made: by its fingerprint, which tells damage and not an attack, since the record of it lies
 * beside the root; under a lock by hashing every file, whatever the record says. One that was copied or moved is made usable
 * in its new place.
 */
export async function checkRoot(planned: RootToCheck, directory: string, record: RootRecord): Promise<Checked> {
  const { locked } = planned;
  const reason = findForeign(directory) ?? (locked === undefined ? futureReason(record) : undefined);
  if (reason !== undefined) {
    return { kind: "refused", reason };
  }
  const comparison = await (locked === undefined
    ? compareWithRecord(directory, record)
    : compareWithLock(planned, directory, { record, digest: locked.digest }));
  switch (comparison) {
    case "same":
      return { kind: "intact", record };
    case "moved":
      return { kind: "intact", record: await finishRoot(planned, directory, { place: directory, record }) };
    case "changed":
      return { kind: "refused", reason: "whose files have changed since they were installed" };
  }
}

function futureReason({ resolved }: RootRecord): string | undefined {
  return isFuture(resolved) ? `which says it was made on ${resolved.slice(0, 10)}, a date to come` : undefined;
}

/** Clocks of machines that share a directory or a cache may differ; a root with such a date would never grow old. */
export function isFuture(resolved: string): boolean {
  return Date.parse(resolved) > Date.now() + 24 * 3600 * 1000;
}

type Comparison = "same" | "moved" | "changed";

/** Another fingerprint may only mean that the tools were copied or moved: then all files are read and compared. */
async function compareWithRecord(directory: string, record: RootRecord): Promise<Comparison> {
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

/** Reads everything. The wrappers, which the digest does not have, are compared with what would be written. */
async function compareWithLock(
  planned: Pick<PlannedRoot, "request" | "kind">,
  directory: string,
  { record, digest }: { readonly record: RootRecord; readonly digest: string },
): Promise<Comparison> {
  try {
    if (treeDigest(await listRoot(directory)) !== digest) {
      return "changed";
    }
    const wrappers = await makeWrappers(planned, directory, { place: directory, record });
    return (await hasWrappers(directory, wrappers)) ? "same" : "moved";
  } catch {
    return "changed";
  }
}

async function makeWrappers(
  { request, kind }: Pick<PlannedRoot, "request" | "kind">,
  directory: string,
  final: { readonly place: string; readonly record: Pick<RootRecord, "packages"> },
): Promise<readonly WrapperText[]> {
  const programs = await readdir(join(directory, "root/usr/bin")).catch(() => []);
  const content = contentHash(final.record.packages);
  return kind.wrappers?.({ directory: final.place, content, programs }, request.settings) ?? [];
}

/** Makes what is different in each place: the wrappers and the fingerprint. */
export async function finishRoot(
  planned: Pick<PlannedRoot, "request" | "kind">,
  directory: string,
  final: { readonly place: string; readonly record: Omit<RootRecord, "fingerprint"> },
): Promise<RootRecord> {
  const wrappers = await makeWrappers(planned, directory, final);
  await rm(join(directory, "bin"), { recursive: true, force: true });
  await writeWrappers(directory, wrappers);
  const record = { ...final.record, fingerprint: fingerprintRoot(directory) };
  await writeRecord(directory, record);
  return record;
}
