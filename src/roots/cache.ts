import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { describeForWarning } from "../host/errors.ts";
import { shortHash } from "../host/hash.ts";
import type { Host } from "../host/types.ts";
import { byteSize } from "../host/units.ts";
import type { CacheUse } from "../plan/cache.ts";
import { type LockedRoot, type RootRequest, requestedNames } from "../plan/root-request.ts";
import type { Distribution } from "../survey/machine.ts";
import { type Installed, installRoot } from "./install.ts";
import { type RootKind, rootKind } from "./kind.ts";
import { BadPack, openPack, type Pack, writePack } from "./pack.ts";
import { freshDays, releaseOf, requestHash } from "./place.ts";
import { parseRecord, type RootRecord } from "./record.ts";
import { listRoot, makeDirectory } from "./root.ts";

/** What the cache may be asked for: all roots of a run in one entry, so that a run has one lookup and one save. */
export type RootSet = {
  readonly requests: readonly RootRequest[];
  readonly distribution: Distribution;
  readonly kinds: readonly RootKind[];
  readonly lock: Readonly<Record<string, LockedRoot>> | undefined;
};

/** The roots that came back, none of them opened or believed yet. */
export type RestoredRoots = {
  readonly key: string;
  /** The entry is of this week, or of this lock: nothing newer is to be saved. */
  readonly current: boolean;
  /** What the entry says of a root; undefined where it has none of that name. */
  record(id: string): RootRecord | undefined;
  /** Unpacks a root into the tool store, comparing everything with the record. Throws where anything differs. */
  install(request: RootRequest): Promise<Installed>;
  close(): Promise<void>;
};

/** Keys of a root set. The first is looked for and none is saved under it alone: what was saved has a hash behind it. */
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
  const any = `cgo-cross-roots-2-${release.join("-")}-${set}-`;
  const stamp = lock === undefined ? `week${week()}` : `lock${lockHash(lock)}`;
  const asked = requests.map((request) => `${request.id} (${requestedNames(request).join(", ")})`);
  const parts = [
    `format 2, on ${release.join(" ")}`,
    `${set}: ${asked.join("; ")}`,
    lock === undefined
      ? `week${week()}: packages are looked up again every ${freshDays} days`
      : `${stamp}: the digests in the lock`,
  ];
  return { any, current: `${any}${stamp}-`, parts };
}

export type Lookup =
  | { readonly kind: "restored"; readonly roots: RestoredRoots }
  /** An entry came that is not to be used. */
  | { readonly kind: "refused" }
  | { readonly kind: "miss" }
  /** The cache is not used, or does not answer: nothing is to be saved either. */
  | { readonly kind: "off" };

/** Looks a set of roots up, once. The log says what came of it. Never throws. */
export async function restoreRoots(host: Host, use: CacheUse, set: RootSet): Promise<Lookup> {
  if (use.kind === "off" || !host.cache.available) {
    const reason = use.kind === "off" ? use.reason : (host.cache.reason ?? "the job has none");
    const line = `Cache: toolchains are neither taken from it nor saved: ${reason}.`;
    // On a runner nobody chose that.
    if (host.kind === "github" && use.kind === "on") {
      host.log.warning(line);
    } else {
      host.log.info(line);
    }
    return { kind: "off" };
  }
  const keys = makeKeys(host, set);
  host.log.group(`Cache: toolchains, by the key ${keys.current}`, keys.parts);
  const path = await packFile(host);
  const restoreKeys = set.lock === undefined ? [keys.current, keys.any] : [keys.current];
  const restored = await host.cache.restore({ path, key: keys.current, restoreKeys });
  switch (restored.kind) {
    case "unavailable":
      host.log.warning(`The cache could not be read, so the toolchains are fetched: ${restored.reason}`);
      return { kind: "off" };
    case "miss":
      host.log.info("Cache: no toolchains there.");
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
  let pack: Pack | undefined;
  try {
    pack = await openPack(path);
    return { kind: "restored", roots: describeRestored(host, pack, keys) };
  } catch (error) {
    await pack?.close();
    refuse(host, keys.key, describeRefusal(error));
    return { kind: "refused" };
  }
}

/** The reason of a refusal: what is wrong with the entry, or a fault of ours with all that a report of it needs. */
export function describeRefusal(error: unknown): string {
  return error instanceof BadPack ? error.message : describeForWarning(error);
}

/** Tells that an entry is not used, and how to be rid of it. */
export function refuse(host: Host, key: string, reason: string): void {
  host.log.warning(
    `The toolchains in the cache are refused and made anew from signed packages: ${reason}. If this comes again, delete the cache entry ${key}`,
  );
}

async function packFile(host: Host): Promise<string> {
  host.temporaries.add(host.stagingDirectory);
  await mkdir(host.stagingDirectory, { recursive: true });
  return join(host.stagingDirectory, "roots.pack");
}

function describeRestored(host: Host, pack: Pack, { key, current, kinds }: Restoring): RestoredRoots {
  const records = new Map(pack.trees.map((tree) => [tree.name, readPacked(tree)]));
  host.log.info(`Cache: toolchains came back from ${key}.`);
  return {
    key,
    current: key.startsWith(current),
    record: (id) => records.get(id),
    install: async (request) => {
      const found = records.get(request.id);
      if (found === undefined) {
        throw new BadPack(`it has no ${request.id}`);
      }
      const fill = async (directory: string) => {
        await pack.unpack(request.id, directory);
        await makeDirectory(join(directory, "host-lib"));
        return found;
      };
      const kind = rootKind(kinds, request.kind);
      return installRoot(host, { request, kind, packages: found.packages, fill });
    },
    close: () => pack.close(),
  };
}

/** What is said of a root in a pack. Throws where it is nothing that saveRoots would have said. */
function readPacked({ name, about, digest }: Pack["trees"][number]): RootRecord {
  const record = parseRecord(about);
  if (record?.digest !== digest) {
    throw new BadPack(`${name}: its record is not the one of what is in it`);
  }
  return record;
}

/** A root that is worth a place in the cache. */
export type RootToSave = { readonly request: RootRequest; readonly installed: Installed };

/**
 * Saves a set of roots as one entry. Never throws.
 * @param refused An entry that may have the same key was refused: whoever holds that key must not keep this one out.
 */
export async function saveRoots(
  host: Host,
  set: RootSet,
  { roots, refused }: { readonly roots: readonly RootToSave[]; readonly refused: boolean },
): Promise<void> {
  const keys = makeKeys(host, set);
  const path = await packFile(host);
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
    await writePack(path, trees);
    const { size } = await stat(path);
    const saved = await host.cache.save({ path, key, restoreKeys: [] });
    if (saved.kind === "saved") {
      host.log.info(`Cache: toolchains saved as ${key}, ${byteSize(size)}.`);
    } else {
      host.log.warning(`The cache could not be written, so the next run fetches again: ${saved.reason}`);
    }
  } catch (error) {
    host.log.warning(`The cache could not be written, so the next run fetches again: ${describeForWarning(error)}`);
  } finally {
    // The disk may be full because of it.
    await rm(path, { force: true });
  }
}
