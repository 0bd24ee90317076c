import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { describeForWarning } from "../host/errors.ts";
import { shortHash } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { byteSize } from "../host/units.ts";
import { type CacheUse, type LockedRoot, type RootRequest, requestedNames } from "../plan/index.ts";
import type { Distribution } from "../survey/index.ts";
import { type Installed, installRoot } from "./install.ts";
import { type RootKind, rootKind } from "./kind.ts";
import { freshDays, isFuture, releaseOf, requestHash } from "./place.ts";
import { parseRecord, type RootRecord } from "./record.ts";
import { listRoot, makeDirectory } from "./root.ts";
import { DamagedArchive, openTreeArchive, type TreeArchive, writeTreeArchive } from "./tree-archive.ts";

/** What is looked for in the cache: all roots of a run in one entry, so that a run has one lookup and one save. */
export type RootSet = {
  readonly requests: readonly RootRequest[];
  readonly distribution: Distribution;
  readonly kinds: readonly RootKind[];
  readonly lock: Readonly<Record<string, LockedRoot>> | undefined;
};

/** The roots of a cache entry, none of them unpacked or verified yet. */
export type RestoredRoots = {
  readonly key: string;
  /** The entry is of this week, or of this lock, so nothing newer is saved. */
  readonly current: boolean;
  /** What the entry says of a root; undefined where it has no root of that name. */
  record(id: string): RootRecord | undefined;
  /** Unpacks a root into the tool store, verifying everything against the record. Throws where anything differs. */
  install(request: RootRequest): Promise<Installed>;
  /** Removes the file that was restored; nothing can be installed any more. */
  close(): Promise<void>;
};

/** Keys of a root set. All are prefixes: a saved key is `current` and a hash of what was saved. */
type Keys = { readonly current: string; readonly any: string; readonly parts: readonly string[] };

/** A short name of what a lock says about some roots, for keys. */
function lockHash(roots: Readonly<Record<string, LockedRoot>>): string {
  const lines = Object.entries(roots)
    .map(([id, { digest }]) => `${id} ${digest}`)
    .sort();
  return shortHash(lines.join("\n"));
}

const week = () => Math.floor(Date.now() / (freshDays * 24 * 3600 * 1000));

function makeKeys(host: Host, { requests, distribution, lock }: RootSet): Keys {
  const hashes = requests.map((request) => requestHash(request, releaseOf(request, distribution))).sort();
  const set = shortHash(hashes.join("\n"));
  const release = [host.os, host.arch, distribution.id, distribution.version || distribution.codename];
  const any = `cgo-cross-roots-3-${release.join("-")}-${set}-`;
  const stamp = lock === undefined ? `week${week()}` : `lock${lockHash(lock)}`;
  const asked = requests.map((request) => `${request.id} (${requestedNames(request).join(", ")})`);
  const parts = [
    `format 3, on ${release.join(" ")}`,
    `${set}: ${asked.join("; ")}`,
    lock === undefined
      ? `week${week()}: packages are looked up again every ${freshDays} days`
      : `${stamp}: the digests in the lock`,
  ];
  return { any, current: `${any}${stamp}-`, parts };
}

export type Lookup =
  | { readonly kind: "restored"; readonly roots: RestoredRoots }
  /** There is an entry that cannot be used. */
  | { readonly kind: "refused" }
  | { readonly kind: "miss" }
  /** The cache is not used, or does not answer, so nothing is saved either. */
  | { readonly kind: "off" };

/** Looks a set of roots up, once, and logs the result. Never throws: without the cache everything is downloaded. */
export async function restoreRoots(host: Host, use: CacheUse | undefined, set: RootSet): Promise<Lookup> {
  if (use === undefined) {
    return { kind: "off" };
  }
  if (use.kind === "off" || !host.cache.available) {
    const reason = use.kind === "off" ? use.reason : (host.cache.reason ?? "the job has none");
    const text = `Cache: toolchains are neither restored nor saved: ${reason}`;
    if (use.kind === "off") {
      host.log.info(`${text}.`);
    } else if (host.kind === "github") {
      // On a runner, that the cache is not available is nobody's choice; elsewhere there is none.
      host.log.warning({ code: "no-cache", text });
    }
    return { kind: "off" };
  }
  const keys = makeKeys(host, set);
  host.log.group(`Cache: toolchains, by the key ${keys.current}`, keys.parts);
  const path = cacheFile(host);
  const restoreKeys = set.lock === undefined ? [keys.current, keys.any] : [keys.current];
  const restored = await host.cache.restore({ path, key: keys.current, restoreKeys });
  switch (restored.kind) {
    case "unavailable":
      host.log.warning({
        code: "cache-not-read",
        text: `The cache could not be read, so the toolchains are downloaded: ${restored.reason}`,
      });
      return { kind: "off" };
    case "miss":
      host.log.info("Cache: no toolchains found.");
      return { kind: "miss" };
    case "damaged":
      refuse(host, keys.current, restored.reason);
      return { kind: "refused" };
    default:
      return openRestored(host, path, { key: restored.key, current: keys.current, kinds: set.kinds });
  }
}

type Restoring = { readonly key: string; readonly current: string; readonly kinds: readonly RootKind[] };

async function openRestored(host: Host, path: string, keys: Restoring): Promise<Lookup> {
  try {
    return { kind: "restored", roots: describeRestored(host, await openTreeArchive(path), { ...keys, path }) };
  } catch (error) {
    refuse(host, keys.key, describeRefusal(error));
    return { kind: "refused" };
  }
}

/** The reason of a refusal: what is wrong with the entry, or a fault of ours with all that a report of it needs. */
export function describeRefusal(error: unknown): string {
  return error instanceof DamagedArchive ? error.message : describeForWarning(error);
}

/** Warns that an entry is not used, with the reason, and tells how to be rid of it. */
export function refuse(host: Host, key: string, reason: string): void {
  const text = `Ignoring the cached toolchains and downloading them again: ${reason}. If this happens again, delete the cache entry ${key}`;
  host.log.warning({ code: "cache-entry-ignored", text });
}

function cacheFile(host: Host): string {
  return join(host.stagingDirectory, "roots.tar.zst");
}

type Source = Restoring & { readonly path: string };

function describeRestored(host: Host, archive: TreeArchive, { path, key, current, kinds }: Source): RestoredRoots {
  const records = new Map(archive.trees.map((tree) => [tree.name, readListed(tree)]));
  host.log.info(`Cache: toolchains restored from ${key}.`);
  return {
    key,
    current: key.startsWith(current),
    record: (id) => records.get(id),
    install: async (request) => {
      const found = records.get(request.id);
      if (found === undefined) {
        throw new DamagedArchive(`the archive has no tree named ${request.id}`);
      }
      const fill = async (directory: string) => {
        await archive.unpack(request.id, { directory });
        await makeDirectory(join(directory, "host-lib"));
        return found;
      };
      const kind = rootKind(kinds, request.kind);
      return installRoot(host, { request, kind, packages: found.packages, fill });
    },
    close: () => rm(path, { force: true }),
  };
}

/** What an archive says of a root. Throws where it is nothing that saveRoots would have said. */
function readListed({ name, about, digest }: TreeArchive["trees"][number]): RootRecord {
  const record = parseRecord(about);
  if (record?.digest !== digest) {
    throw new DamagedArchive(`${name}: its record does not match its content`);
  }
  if (isFuture(record.resolved)) {
    throw new DamagedArchive(`${name}: its record is of ${record.resolved.slice(0, 10)}, a date to come`);
  }
  return record;
}

/** A root to save in the cache. */
export type RootToSave = { readonly request: RootRequest; readonly installed: Installed };

/**
 * Saves a set of roots as one entry. Never throws.
 * @param refused An entry was found that could not be used, and may have the same key: this one gets a longer key.
 */
export async function saveRoots(
  host: Host,
  set: RootSet,
  { roots, refused }: { readonly roots: readonly RootToSave[]; readonly refused: boolean },
): Promise<void> {
  const keys = makeKeys(host, set);
  const path = cacheFile(host);
  try {
    host.log.progress("Packing toolchains for the cache…");
    const digests = roots.map(({ installed }) => installed.record.digest).sort();
    const content = shortHash(digests.join());
    const key = `${keys.current}${content}${refused ? `-${Date.now().toString(36)}` : ""}`;
    await rm(path, { force: true });
    const trees = await Promise.all(
      roots.map(async ({ request, installed: { directory, record } }) => {
        const entries = await listRoot(directory);
        return { name: request.id, directory, entries, about: record };
      }),
    );
    await writeTreeArchive(path, trees);
    const { size } = await stat(path);
    const saved = await host.cache.save({ path, key, restoreKeys: [] });
    if (saved.kind === "saved") {
      host.log.info(`Cache: toolchains saved as ${key}, ${byteSize(size)}.`);
    } else {
      warnNotSaved(host, saved.reason);
    }
  } catch (error) {
    warnNotSaved(host, describeForWarning(error));
  } finally {
    // The disk may be full because of it.
    await rm(path, { force: true });
  }
}

function warnNotSaved(host: Host, reason: string): void {
  const text = `The cache could not be written, so the next run downloads again: ${reason}`;
  host.log.warning({ code: "cache-not-saved", text });
}
