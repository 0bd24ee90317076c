import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Archive, openArchive } from "../archives/apt/apt.ts";
import { chooseOwners } from "../archives/apt/contents.ts";
import { type Coming, describeProgress, expectPackages, type Heard } from "../archives/apt/downloads.ts";
import { closure, type Package } from "../archives/apt/packages.ts";
import { messageOf } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { CacheUse } from "../plan/cache.ts";
import { hostMultiarch } from "../platforms/toolchains.ts";
import type { Distribution, Machine } from "../survey/machine.ts";
import { type RestoredRoots, type RootSet, refuse, restoreRoots, saveRoots } from "./cache.ts";
import { type Installed, installRoot, renewRecord } from "./install.ts";
import { type LockedRoot, lockFile } from "./lock.ts";
import type { Outcome } from "./outcome.ts";
import { contentHash, findContent, findOnDisk, requestHash, serves, type Wanted } from "./place.ts";
import {
  linkHostLibraries,
  listRoot,
  type RequiredFile,
  type RootRecord,
  type RootRequest,
  unpackRoot,
} from "./root.ts";
import { treeDigest } from "./tree.ts";

export type RootSource = "host" | "disk" | "cache" | "download";

/**
 * What a root was compared with in this run: the signed index, the lock, or only the record that was made when it was
 * unpacked from signed packages.
 */
export type RootCheck = "index" | "lock" | "record";

export type Root = {
  readonly directory: string;
  readonly source: RootSource;
  readonly checked: RootCheck;
  readonly record: RootRecord;
  readonly seconds: number;
  readonly bytesDownloaded: number;
};

export type Roots = {
  readonly of: (id: string) => Promise<Outcome<Root>>;
  readonly save: () => Promise<void>;
};

export type RootOptions = {
  readonly machine: Machine;
  readonly cache: CacheUse;
  /** What the lock says of each root, by its id; undefined where there is no lock. */
  readonly lock: ReadonlyMap<string, LockedRoot> | undefined;
  /** Nothing is taken on trust: the index is asked even where a root was looked up lately. */
  readonly upToDate?: boolean;
};

/** Starts to bring roots: from the disk, from the cache, or from the archive. Throws nothing. */
export function ensureRoots(host: Host, requests: readonly RootRequest[], options: RootOptions): Roots {
  const started = Date.now();
  const settlers = new Map<string, (outcome: Outcome<Root>) => void>();
  const outcomes = new Map(
    requests.map((request) => [request.id, new Promise<Outcome<Root>>((settle) => settlers.set(request.id, settle))]),
  );
  const ready = new Map<string, Installed>();
  const settle: Settle = (id, found) => {
    if ("message" in found) {
      settlers.get(id)?.({ kind: "failed", ...found });
      return;
    }
    const { installed, ...rest } = found;
    ready.set(id, installed);
    const seconds = (Date.now() - started) / 1000;
    settlers.get(id)?.({ kind: "ready", value: { ...installed, ...rest, seconds } });
  };
  const work = ensureAll(host, requests, { ...options, settle }).catch((error: unknown) => {
    for (const request of requests) {
      settle(request.id, { message: messageOf(error) });
    }
    return undefined;
  });
  return {
    of: (id) => outcomes.get(id) ?? Promise.resolve({ kind: "failed", message: `nothing was planned for ${id}` }),
    save: async () => {
      const worth = await work;
      const roots = requests.flatMap((request) => {
        const installed = ready.get(request.id);
        return installed === undefined ? [] : [{ request, installed }];
      });
      // A set with holes, saved under the key of the whole, would not be replaced this week.
      if (worth !== undefined && roots.length === requests.length) {
        await saveRoots(host, worth.set, { roots, refused: worth.refused });
      }
    },
  };
}

/** A root that is there and how it came, or why it does not come. */
type Found =
  | {
      readonly installed: Installed;
      readonly source: RootSource;
      readonly checked: RootCheck;
      readonly bytesDownloaded: number;
    }
  | { readonly message: string; readonly absent?: boolean };
type Settle = (id: string, found: Found) => void;
type BringOptions = RootOptions & { readonly settle: Settle };

/** What is worth a place in the cache afterwards; undefined where the cache has it, or is not used. */
type WorthSaving = { readonly set: RootSet; readonly refused: boolean } | undefined;

async function ensureAll(host: Host, requests: readonly RootRequest[], options: BringOptions): Promise<WorthSaving> {
  const { distribution, aptMissing } = options.machine;
  if (distribution === undefined) {
    for (const request of requests) {
      options.settle(request.id, { message: aptMissing ?? "this machine's distribution is unknown", absent: true });
    }
    return undefined;
  }
  const wanted = requests.map((request) => ({
    request,
    distribution: request.release ?? distribution,
    locked: options.lock?.get(request.id),
  }));
  const absent: Wanted[] = [];
  for (const each of wanted) {
    const installed = options.upToDate === true ? undefined : await findOnDisk(host, each);
    if (installed === undefined) {
      absent.push(each);
    } else {
      const checked = options.lock === undefined ? "record" : "lock";
      options.settle(each.request.id, { installed, source: "disk", checked, bytesDownloaded: 0 });
    }
  }
  if (absent.length === 0) {
    return undefined;
  }
  const set = { requests, distribution, lock: options.lock };
  const lookup = await restoreRoots(host, options.cache, set);
  const restored = lookup.kind === "restored" ? lookup.roots : undefined;
  const cached: Cached = { restored, refused: lookup.kind === "refused" };
  try {
    const left = await takeFromCache(host, cached, absent, options);
    const bring = (those: readonly Wanted[]) => {
      const { distribution: release = distribution } = those[0] ?? {};
      return fetchOrReport(host, those, { ...options, distribution: release, cached });
    };
    await Promise.all(byWorld(left).map(bring));
    const isCurrent = restored?.current === true && !cached.refused;
    return lookup.kind === "off" || isCurrent ? undefined : { set, refused: cached.refused };
  } finally {
    await restored?.close();
  }
}

/** What the cache brought; an entry that was seen to be bad is asked nothing more. */
type Cached = { readonly restored: RestoredRoots | undefined; refused: boolean };

/** Installs a root from the cache; undefined where that cannot be, with a warning where the entry is bad. */
async function installCached(host: Host, cached: Cached, request: RootRequest): Promise<Installed | undefined> {
  if (cached.restored === undefined || cached.refused) {
    return undefined;
  }
  try {
    return await cached.restored.install(request);
  } catch (error) {
    refuse(host, cached.restored.key, messageOf(error));
    cached.refused = true;
    return undefined;
  }
}

/** @returns What the cache does not have, or not as the lock or the week asks for it. */
async function takeFromCache(
  host: Host,
  cached: Cached,
  wanted: readonly Wanted[],
  { settle, lock }: BringOptions,
): Promise<readonly Wanted[]> {
  const left: Wanted[] = [];
  for (const each of wanted) {
    const record = cached.restored?.record(each.request.id);
    const installed =
      record !== undefined && serves(record, each) ? await installCached(host, cached, each.request) : undefined;
    if (installed === undefined) {
      left.push(each);
    } else {
      const checked = lock === undefined ? "record" : "lock";
      settle(each.request.id, { installed, source: "cache", checked, bytesDownloaded: 0 });
    }
  }
  return left;
}

type ArchiveOptions = BringOptions & { readonly distribution: Distribution; readonly cached: Cached };

/** The packages of each release and architecture are resolved in a world of their own. */
function byWorld(wanted: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const worlds = new Map<string, Wanted[]>();
  for (const each of wanted) {
    const world = `${each.distribution.codename} ${each.request.architecture ?? ""}`;
    worlds.set(world, [...(worlds.get(world) ?? []), each]);
  }
  return [...worlds.values()];
}

/** What goes wrong with one architecture's packages is nothing to the others. */
async function fetchOrReport(host: Host, wanted: readonly Wanted[], options: ArchiveOptions): Promise<void> {
  try {
    await fetchFromArchive(host, wanted, options);
  } catch (error) {
    for (const { request } of wanted) {
      options.settle(request.id, { message: messageOf(error) });
    }
  }
}

/** Brings roots of one architecture from the archive: looks up what they need, fetches it, unpacks each as soon as it is there. */
async function fetchFromArchive(host: Host, wanted: readonly Wanted[], options: ArchiveOptions): Promise<void> {
  const { aptMissing } = options.machine;
  if (wanted.length === 0) {
    return;
  }
  if (aptMissing !== undefined) {
    for (const { request } of wanted) {
      options.settle(request.id, { message: aptMissing, absent: true });
    }
    return;
  }
  host.log.progress("Refreshing the package index…");
  const archive = await openFor(host, wanted, options.distribution);
  const parts = await resolveParts(archive, wanted, options);
  host.temporaries.add(host.stagingDirectory);
  await mkdir(host.stagingDirectory, { recursive: true });
  const unpacking: Promise<void>[] = [];
  for (const part of parts) {
    const there = await findSame(host, part, options);
    if (there !== undefined) {
      const { installed, source } = there;
      options.settle(part.wanted.request.id, { installed, source, checked: "index", bytesDownloaded: 0 });
      continue;
    }
    const coming = downloadPart(host, archive, part.packages);
    // Not waited for: the next root's packages come while this one is unpacked.
    unpacking.push(unpackPart(host, part, { ...options, coming }));
    await coming.all.catch(() => {});
  }
  await Promise.all(unpacking);
}

/** The very packages may be here already: on the disk or in the cache, looked up too long ago to be taken on trust. */
async function findSame(
  host: Host,
  { wanted, packages }: Part,
  { cached }: ArchiveOptions,
): Promise<{ readonly installed: Installed; readonly source: RootSource } | undefined> {
  const { request, distribution } = wanted;
  const renew = { request: requestHash(request, distribution), resolved: new Date().toISOString() };
  const onDisk = await findContent(host, request, packages);
  if (onDisk !== undefined) {
    return { installed: { ...onDisk, record: await renewRecord(onDisk.directory, renew) }, source: "disk" };
  }
  const record = cached.restored?.record(request.id);
  if (record === undefined || contentHash(record.packages) !== contentHash(packages) || wanted.locked !== undefined) {
    return undefined;
  }
  const installed = await installCached(host, cached, request);
  return installed === undefined
    ? undefined
    : { installed: { ...installed, record: await renewRecord(installed.directory, renew) }, source: "cache" };
}

/** The archive of the architecture that these are all of, with its index refreshed. */
async function openFor(host: Host, wanted: readonly Wanted[], distribution: Distribution): Promise<Archive> {
  const architecture = wanted[0]?.request.architecture;
  const directory = join(host.scratchDirectory, `apt-${distribution.codename}-${architecture ?? "own"}`);
  const archive = await openArchive(host, distribution, { directory, architecture });
  await archive.update();
  return archive;
}

type Part = { readonly wanted: Wanted; readonly packages: readonly Package[] };

/** Looks everything up at once, which is quickest; or one by one, where something that cannot be had spoils it for all. */
async function resolveParts(
  archive: Archive,
  wanted: readonly Wanted[],
  options: Pick<ArchiveOptions, "settle" | "distribution" | "lock">,
): Promise<readonly Part[]> {
  if (options.lock !== undefined) {
    return lookUpLocked(archive, wanted, options);
  }
  const { named, together } = await nameAndResolve(archive, wanted, options);
  const parts: Part[] = [];
  for (const { each, packages } of named) {
    const { request } = each;
    const found = typeof together === "string" ? await archive.resolve(packages).catch(messageOf) : together;
    if (typeof found === "string") {
      options.settle(request.id, { message: found });
      continue;
    }
    const lacking = packages.filter((name) => found.missing.includes(name));
    if (lacking.length > 0) {
      const { title } = options.distribution;
      const message = `${title} has no package ${lacking.join(", ")}; build this target on a newer release`;
      options.settle(request.id, { message, absent: true });
      continue;
    }
    parts.push({ wanted: each, packages: partOf({ ...request, packages }, found.packages) });
  }
  return parts;
}

type Named = { readonly each: Wanted; readonly packages: readonly string[] };
type NameOptions = Pick<ArchiveOptions, "settle" | "distribution">;

/** Names the packages of all roots and looks them up together; or says why that cannot be. */
async function nameAndResolve(archive: Archive, wanted: readonly Wanted[], options: NameOptions) {
  const absent = new Set<string>();
  for (;;) {
    const named = await nameWanted(archive, wanted, { ...options, absent });
    const names = [...new Set(named.flatMap(({ packages }) => packages))];
    const together = await archive.resolve(names).catch(messageOf);
    const likely = wanted.flatMap(({ request }) =>
      (request.requirements ?? []).flatMap((requirement) => requirement.likely ?? []),
    );
    const missing = typeof together === "string" ? [] : together.missing.filter((name) => likely.includes(name));
    if (missing.every((name) => absent.has(name))) {
      return { named, together };
    }
    missing.forEach((name) => void absent.add(name));
  }
}

/** The packages of each root by name: those that were asked for, and those that hold what was. */
async function nameWanted(
  archive: Archive,
  wanted: readonly Wanted[],
  { settle, distribution, absent }: NameOptions & { readonly absent: ReadonlySet<string> },
): Promise<readonly Named[]> {
  const isOpen = ({ likely }: RequiredFile) => likely === undefined || absent.has(likely);
  const paths = wanted.flatMap(({ request }) =>
    (request.requirements ?? []).filter(isOpen).flatMap((requirement) => requirement.paths),
  );
  const owners = paths.length === 0 ? new Map() : await archive.owners(paths).catch(messageOf);
  return wanted.flatMap((each) => {
    const { id, packages, requirements = [] } = each.request;
    const open = requirements.filter(isOpen);
    const named = [
      ...packages,
      ...requirements.flatMap((requirement) => (isOpen(requirement) ? [] : (requirement.likely ?? []))),
    ];
    const chosen = chooseOwners({ packages: named, requirements: open }, owners, distribution.title);
    if (typeof chosen !== "string") {
      return [{ each, packages: [...new Set([...named, ...chosen])].sort() }];
    }
    settle(id, { message: chosen });
    return [];
  });
}

/** What a root would be made of today. */
export type LookedUp =
  | { readonly kind: "found"; readonly id: string; readonly packages: readonly Package[] }
  | { readonly kind: "failed"; readonly id: string; readonly message: string };

/** Asks the signed index what roots would be made of, and fetches none of it. Throws where no index can be had. */
export async function lookUpRoots(
  host: Host,
  requests: readonly RootRequest[],
  { distribution }: Machine,
): Promise<readonly LookedUp[]> {
  if (requests.length === 0 || distribution === undefined) {
    return [];
  }
  const failed: LookedUp[] = [];
  const settle: Settle = (id, found) => {
    failed.push({ kind: "failed", id, message: "message" in found ? found.message : "it was not looked up" });
  };
  const wanted = requests.map((request) => ({
    request,
    distribution: request.release ?? distribution,
    locked: undefined,
  }));
  const parts: Part[] = [];
  for (const those of byWorld(wanted)) {
    const { distribution: release = distribution } = those[0] ?? {};
    const archive = await openFor(host, those, release);
    parts.push(...(await resolveParts(archive, those, { settle, distribution: release, lock: undefined })));
  }
  return [
    ...failed,
    ...parts.map(({ wanted: { request }, packages }) => ({ kind: "found", id: request.id, packages }) as const),
  ];
}

/** The packages of the lock, to the byte, as far as the archive still has them. */
async function lookUpLocked(
  archive: Archive,
  wanted: readonly Wanted[],
  { settle, distribution }: Pick<ArchiveOptions, "settle" | "distribution">,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const each of wanted) {
    const locked = each.locked?.packages ?? [];
    const listed = await archive.find(locked);
    const packages = locked.flatMap(
      ({ name, sha256 }) => listed.find((one) => one.name === name && one.sha256 === sha256) ?? [],
    );
    const gone = locked.filter(({ name }) => !packages.some((one) => one.name === name));
    if (gone.length > 0) {
      const names = gone.map(({ name, version }) => `${name} ${version}`).join(", ");
      settle(each.request.id, {
        message: `${lockFile} asks for ${names}, which ${distribution.title} no longer has: refresh it with \`cgo-cross lock\`, or add the distribution's snapshot archive of that time to the apt sources`,
      });
    } else {
      parts.push({ wanted: each, packages });
    }
  }
  return parts;
}

/**
 * The packages of one root. The C library of the machine itself stays out, since the machine has it, unless the root is
 * to compile for that very machine.
 */
function partOf(request: RootRequest, packages: readonly Package[]): readonly Package[] {
  const keepsLibc = request.packages.includes("libc6-dev");
  const isFollowed = (each: Package) => request.packages.includes(each.name) || (request.follows?.(each) ?? true);
  const leaveOut = (each: Package) => !isFollowed(each) || isOfMachine(each.name);
  const isOfMachine = (name: string) =>
    (request.architecture === undefined && !keepsLibc && ["libc6", "libcrypt1"].includes(name)) ||
    (request.sanitizers !== true && /^lib(asan|hwasan|lsan|tsan|ubsan)\d/.test(name));
  return closure(request.packages, packages, leaveOut).filter(request.only ?? (() => true));
}

/** Fetches what is not there yet, or is not what the index lists. */
function downloadPart(host: Host, archive: Archive, packages: readonly Package[]): Coming {
  const progress: Heard["progress"] = (state) => host.log.progress(describeProgress(state));
  return expectPackages(packages, (arrived) =>
    archive.download(packages, host.stagingDirectory, { arrived, progress }),
  );
}

async function unpackPart(
  host: Host,
  part: Part,
  options: ArchiveOptions & { readonly coming: Coming },
): Promise<void> {
  const { wanted, packages } = part;
  const { id } = wanted.request;
  const { coming } = options;
  const fill = (directory: string) => fillRoot(host, part, { directory, arch: options.machine.arch, there: coming.of });
  try {
    const installed = await installRoot(host, { request: wanted.request, packages, fill });
    const bytesDownloaded = (await coming.all).reduce((sum, each) => sum + each.size, 0);
    const checked = wanted.locked === undefined ? "index" : "lock";
    options.settle(id, { installed, source: "download", checked, bytesDownloaded });
  } catch (error) {
    options.settle(id, { message: messageOf(error) });
  }
}

async function fillRoot(
  host: Host,
  { wanted, packages }: Part,
  { directory, arch, there }: { readonly directory: string; readonly arch: string; readonly there: Coming["of"] },
): Promise<Omit<RootRecord, "fingerprint">> {
  const { request, distribution, locked } = wanted;
  const { keepsLists } = request;
  await unpackRoot(host, directory, { packages, debs: host.stagingDirectory, keepsLists, there });
  const multiarch = hostMultiarch(arch);
  await linkHostLibraries(directory, multiarch);
  await request.finish?.(directory, multiarch);
  const digest = treeDigest(await listRoot(directory));
  if (locked !== undefined && locked.digest !== digest) {
    throw new Error(
      `${request.id}: the packages are those of ${lockFile}, but this version of cgo-cross unpacks them otherwise (digest ${digest}, the lock has ${locked.digest}); write the lock anew with \`cgo-cross lock\``,
    );
  }
  return {
    schema: 2,
    request: requestHash(request, distribution),
    resolved: new Date().toISOString(),
    packages: packages.map(({ name, version, architecture, size, sha256 }) => ({
      name,
      version,
      architecture,
      size,
      sha256,
    })),
    digest,
  };
}
