import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Package } from "../archives/index.ts";
import { shortHash } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { type LockedRoot, matchesPackage, type RootRequest } from "../plan/index.ts";
import type { Distribution } from "../survey/index.ts";
import type { RootKind } from "./kind.ts";
import { fingerprintRoot, listRoot, type RootRecord, readRecord, writeRecord, writeWrappers } from "./root.ts";
import { treeDigest } from "./tree.ts";
import { wrapperVersion } from "./wrappers.ts";

/** A root looked up today may be used as it is for so long before the index is asked again. */
export const freshDays = 7;

/** The tool that a root is, in the tool store. */
export function toolName(request: RootRequest): string {
  return `cgo-cross-${request.id}`;
}

/** A short hash of all that is in a root. Two roots of one hash are the same, wherever they lie. */
export function contentHash(packages: readonly Pick<Package, "name" | "sha256">[]): string {
  const content = packages.map((each) => `${each.name} ${each.sha256}`).join("\n");
  return shortHash(`${wrapperVersion}\n${content}`);
}

/**
 * A root's version: its main package's version for people, and the hash of its content. Go's build cache tells
 * compilers apart by their name and version line alone, so another content must have another name.
 */
export function rootVersion(
  request: RootRequest,
  packages: readonly Pick<Package, "name" | "version" | "sha256">[],
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

/** Tells requests apart: what was asked for, and of which release; not who asks for it. */
export function requestHash(request: RootRequest, { id, version, codename }: Distribution): string {
  const { content } = request;
  const asked =
    content.kind === "file"
      ? content
      : { ...content, release: undefined, files: content.files.map(({ paths, likely }) => ({ paths, likely })) };
  const text = JSON.stringify([wrapperVersion, id, version, codename, request.kind, request.settings, asked]);
  return createHash("sha256").update(text).digest("hex");
}

/** What a root must be to serve: of this request, and what the lock says, or else not too long ago looked up. */
export type PlannedRoot = {
  readonly request: RootRequest;
  readonly kind: RootKind;
  readonly distribution: Distribution;
  readonly locked: LockedRoot | undefined;
};

/** Whether a root with this record may be used without asking the index. */
export function serves(record: RootRecord, { request, distribution, locked }: PlannedRoot): boolean {
  if (locked !== undefined) {
    return record.digest === locked.digest && contentHash(record.packages) === contentHash(locked.packages);
  }
  const oldest = Date.now() - freshDays * 24 * 3600 * 1000;
  return record.request === requestHash(request, distribution) && Date.parse(record.resolved) > oldest;
}

/** A root that an earlier run made on this disk, and that is still as it was made. */
export async function findOnDisk(
  host: Host,
  wanted: PlannedRoot,
): Promise<{ readonly directory: string; readonly record: RootRecord } | undefined> {
  const found: { directory: string; record: RootRecord }[] = [];
  for (const directory of await host.tools.find(toolName(wanted.request))) {
    const record = await readRecord(directory);
    if (record !== undefined && serves(record, wanted)) {
      found.push({ directory, record });
    }
  }
  found.sort((left, right) => (left.record.resolved < right.record.resolved ? 1 : -1));
  for (const { directory, record } of found) {
    const intact = await checkRoot(wanted, directory, record);
    if (intact !== undefined) {
      return { directory, record: intact };
    }
    host.log.warning(
      `${wanted.request.id}: what lies in ${directory} is not what was unpacked there, so it is unpacked anew.`,
    );
    await rm(directory, { recursive: true, force: true });
  }
  return undefined;
}

/** A root of these very packages on this disk, however old, if it is as it was made. */
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
 * The record of a root that is as it was made; undefined of one that is not. A broken seal may only mean that the tools
 * were copied or moved: then what the packages brought is read in full, and the wrappers are written again.
 */
async function checkRoot(
  wanted: Pick<PlannedRoot, "request" | "kind">,
  directory: string,
  record: RootRecord,
): Promise<RootRecord | undefined> {
  try {
    if (fingerprintRoot(directory) === record.fingerprint) {
      return record;
    }
    if (treeDigest(await listRoot(directory)) !== record.digest) {
      return undefined;
    }
    return await finishRoot(wanted, directory, { place: directory, record });
  } catch {
    return undefined;
  }
}

/** What is made for one place and is the same in none: the wrappers and the seal. */
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
  const sealed = { ...final.record, fingerprint: fingerprintRoot(directory) };
  await writeRecord(directory, sealed);
  return sealed;
}
