import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import {
  type Archive,
  type DownloadListener,
  findArchive,
  type MirrorMemory,
  type Package,
  type PendingDownloads,
  trackDownloads,
} from "../archives/index.ts";
import { UnavailableError, UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import { describePackage, isGuess, type RootPackage, type RootRequest } from "../plan/index.ts";
import type { Distribution } from "../survey/index.ts";
import { addLacking } from "./add-lacking.ts";
import { completeRoot } from "./complete.ts";
import { describeFile } from "./files.ts";
import { type Installed, installRoot, renewRecord } from "./install.ts";
import { asError } from "./outcome.ts";
import { contentHash, findContent, type PlannedRoot, releaseOf, requestHash, toolName } from "./place.ts";
import { readRecord } from "./record.ts";
import { type PackageRoot, type Resolved, resolveRoots } from "./resolve.ts";
import { makeDirectory } from "./root.ts";
import type { Fetching } from "./settle.ts";
import { unpackPackages } from "./unpack.ts";

/** Fetches the roots among these that packages fill. Throws nothing: each root is settled by itself. */
export async function fetchPackages(host: Host, roots: readonly PlannedRoot[], options: Fetching): Promise<void> {
  const ofPackages = roots.flatMap((root) => {
    const { content } = root.request;
    return content.kind === "packages" ? [{ ...root, content }] : [];
  });
  await Promise.all(groupRoots(ofPackages).map((group) => fetchGroup(host, group, options)));
}

/** The packages of each archive, release and architecture are resolved among themselves. */
function groupRoots(roots: readonly PackageRoot[]): readonly (readonly PackageRoot[])[] {
  const groups = new Map<string, PackageRoot[]>();
  for (const root of roots) {
    const { archive, architecture } = root.content;
    const key = `${archive} ${root.distribution.codename} ${architecture ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), root]);
  }
  return [...groups.values()];
}

/** A failure with one group's packages does not concern the others. */
async function fetchGroup(host: Host, roots: readonly PackageRoot[], options: Fetching): Promise<void> {
  const { archive } = options.machine;
  try {
    if (archive.kind === "missing") {
      throw new UnavailableError({ code: "no-package-archive", text: archive.reason });
    }
    await fetchRoots(host, roots, options);
  } catch (error) {
    for (const root of roots) {
      await settleWithout(host, root, { ...options, error: asError(error) });
    }
  }
}

/** Settles a root for which no package can be had: that fails it, unless it was only guessed that any is needed. */
async function settleWithout(
  host: Host,
  root: PackageRoot,
  { error, settle, machine }: Fetching & { readonly error: Error },
): Promise<void> {
  const { request, kind, content } = root;
  if (!(error instanceof UserError) || !isGuess(content)) {
    settle(request.id, { error });
    return;
  }
  const lookups = content.files.map(({ what, paths }) => ({
    path: paths[0] ?? what,
    packages: [],
    problem: error.message,
  }));
  const fill = async (directory: string) => {
    await makeDirectory(join(directory, "root"));
    return completeRoot(root, { directory, packages: [], lookups, arch: machine.arch });
  };
  try {
    const installed = await installRoot(host, { request, kind, packages: [], fill });
    settle(request.id, { installed, source: "download", checked: "index", bytesDownloaded: 0 });
  } catch (fault) {
    settle(request.id, { error: asError(fault) });
  }
}

/**
 * Looks up what the roots are made of, downloads it, and unpacks each root as soon as its packages are there. The index is
 * fetched for what a lock does not place, or places where it is no more.
 */
async function fetchRoots(host: Host, roots: readonly PackageRoot[], options: Fetching): Promise<void> {
  const archive = await openFor(host, roots, options);
  const unpacking: Promise<void>[] = [];
  const left: PackageRoot[] = [];
  for (const root of roots) {
    const packages = root.locked && (await archive.locate(root.locked.packages));
    if (packages === undefined || !(await fetchLocated(host, archive, { root, packages, options, unpacking }))) {
      left.push(root);
    }
  }
  if (left.length > 0) {
    await fetchListed(host, archive, { roots: left, options, unpacking });
  }
  await Promise.all(unpacking);
}

type Located = {
  readonly root: PackageRoot;
  readonly packages: readonly Package[];
  readonly options: Fetching;
  /** Work that goes on while other roots are fetched. */
  readonly unpacking: Promise<void>[];
};

/** A root of a lock, whose packages are where it says. @returns false where they are there no more. */
async function fetchLocated(
  host: Host,
  archive: Archive,
  { root, packages, options, unpacking }: Located,
): Promise<boolean> {
  const part: Part = { kind: "found", root, names: packages.map(({ name }) => name), packages, lookups: [] };
  if (await reuse(host, part, options)) {
    return true;
  }
  const downloads = startDownload(host, archive, { packages, onProgress: progressOf(root, options) });
  const isGone = downloads.all.then(
    () => false,
    (error: unknown) => error instanceof UserError,
  );
  // What fails for a package that is gone is not settled: the index may have it elsewhere, or says it better.
  const settle: Fetching["settle"] = (id, settled) =>
    void isGone.then((gone) => ("error" in settled && gone ? undefined : options.settle(id, settled)));
  const unpacked = unpackPart(host, part, { ...options, settle, archive, downloads });
  unpacking.push(unpacked.then(async () => void (await isGone)));
  return !(await isGone);
}

type Listed = Pick<Located, "options" | "unpacking"> & { readonly roots: readonly PackageRoot[] };

async function fetchListed(host: Host, archive: Archive, { roots, options, unpacking }: Listed): Promise<void> {
  host.log.progress("Refreshing the package index…");
  await archive.update();
  const distribution = roots[0]?.distribution ?? options.distribution;
  const known = await Promise.all(roots.map((root) => withAdded(host, root, options.cached)));
  for (const resolved of await resolveRoots(archive, known, distribution)) {
    const { id } = resolved.root.request;
    if (resolved.kind === "failed") {
      options.settle(id, { error: resolved.error });
    } else if (!(await reuse(host, resolved, options))) {
      const { packages, root } = resolved;
      const downloads = startDownload(host, archive, { packages, onProgress: progressOf(root, options) });
      // Not waited for: the next root's packages are downloaded while this one is unpacked.
      unpacking.push(unpackPart(host, resolved, { ...options, archive, downloads }));
      // Its failure is that of the root that it was for.
      await downloads.all.catch(() => {});
    }
  }
}

/** The archive of the release and architecture that all of these are of. Its index is yet to be fetched. */
async function openFor(
  host: Host,
  roots: readonly PackageRoot[],
  { mirrors }: Pick<Fetching, "mirrors">,
): Promise<Archive> {
  const [first] = roots;
  if (first === undefined) {
    throw new Error("there is no root to open an archive for");
  }
  const { archive: id, architecture } = first.content;
  // Its own, since another lookup in the same archive may be under way.
  const name = `${id}-${first.distribution.codename}-${architecture ?? "own"}-`;
  const directory = await mkdtemp(join(host.scratchDirectory, name));
  return findArchive(id).open(host, first.distribution, { directory, architecture, mirrors });
}

/** With what was added when it was made before, so that it is recognized without being made again. */
async function withAdded(host: Host, root: PackageRoot, cached: Fetching["cached"]): Promise<PackageRoot> {
  const { request, distribution } = root;
  const directories = await host.tools.find(toolName(request));
  const records = [...(await Promise.all(directories.map(readRecord))), cached.record(request.id)];
  const same = records.filter((each) => each?.request === requestHash(request, distribution));
  return { ...root, added: [...new Set(same.flatMap((each) => each?.added ?? []))] };
}

type Part = Extract<Resolved, { kind: "found" }>;

/** Takes a root that is here already; false where there is none, and true where it is settled. */
async function reuse(host: Host, part: Part, options: Fetching): Promise<boolean> {
  const { id } = part.root.request;
  try {
    const same = await findSame(host, part, options);
    if (same !== undefined) {
      const checked = part.root.locked === undefined ? "index" : "lock";
      options.settle(id, { ...same, checked, bytesDownloaded: 0 });
    }
    return same !== undefined;
  } catch (error) {
    options.settle(id, { error: asError(error) });
    return true;
  }
}

/** Exactly these packages, on the disk or in the cache, looked up too long ago to be used without asking the index. */
async function findSame(
  host: Host,
  { root, packages, lookups }: Part,
  { cached }: Fetching,
): Promise<{ readonly installed: Installed; readonly source: "disk" | "cache" } | undefined> {
  const { request, distribution } = root;
  const renewed = {
    request: requestHash(request, distribution),
    resolved: new Date().toISOString(),
    lookups,
    packages: packages.map(describePackage),
  };
  const onDisk = await findContent(host, root, packages);
  if (onDisk !== undefined) {
    return { installed: { ...onDisk, record: await renewRecord(onDisk.directory, renewed) }, source: "disk" };
  }
  const record = cached.record(request.id);
  if (record === undefined || contentHash(record.packages) !== contentHash(packages) || root.locked !== undefined) {
    return undefined;
  }
  const installed = await cached.install(request);
  return installed === undefined
    ? undefined
    : { installed: { ...installed, record: await renewRecord(installed.directory, renewed) }, source: "cache" };
}

function progressOf({ request }: PackageRoot, { onFetch }: Pick<Fetching, "onFetch">): DownloadListener["onProgress"] {
  return (progress) => onFetch(request.id, progress);
}

type Downloading = Pick<DownloadListener, "onProgress"> & { readonly packages: readonly Package[] };

/** Downloads what is not there yet, or is not what the index lists. */
function startDownload(host: Host, archive: Archive, { packages, onProgress }: Downloading): PendingDownloads {
  return trackDownloads(packages, (onPackage) =>
    archive.download(packages, host.stagingDirectory, { onPackage, onProgress }),
  );
}

type Unpacking = Fetching & { readonly archive: Archive; readonly downloads: PendingDownloads };

async function unpackPart(host: Host, part: Part, options: Unpacking): Promise<void> {
  const { root, packages, lookups } = part;
  const { request, kind, locked, content } = root;
  const { downloads, archive, machine, settle } = options;
  const fetched = [downloads.all];
  const fill = async (directory: string) => {
    const put = ({ ready }: Pick<PendingDownloads, "ready">, some: readonly Package[]) => {
      const from = { downloads: host.stagingDirectory, archive, keepsLists: content.keepsLists, ready };
      return unpackPackages(host, directory, { packages: some, ...from });
    };
    await put(downloads, packages);
    const unpack = async (more: readonly Package[]) => {
      const further = startDownload(host, archive, { packages: more, onProgress: progressOf(root, options) });
      fetched.push(further.all);
      // Its failure is that of waiting for the packages.
      further.all.catch(() => {});
      await put(further, more);
    };
    const complemented = await addLacking(part, { archive, root: join(directory, "root"), unpack });
    return completeRoot(root, { directory, arch: machine.arch, lookups, ...complemented });
  };
  try {
    const installed = await installRoot(host, { request, kind, packages, fill });
    const bytesDownloaded = (await Promise.all(fetched)).flat().reduce((sum, each) => sum + each.size, 0);
    const checked = locked === undefined ? "index" : "lock";
    settle(request.id, { installed, source: "download", checked, bytesDownloaded });
  } catch (error) {
    settle(request.id, { error: asError(error) });
  }
}

/** What a root would be made of today. */
export type LookedUp =
  | { readonly kind: "found"; readonly id: string; readonly packages: readonly RootPackage[] }
  | { readonly kind: "failed"; readonly id: string; readonly error: Error };

export type LookUpOptions = {
  readonly distribution: Distribution;
  /** The packages that were added to each root, by its id, when it was made: what lacks is known only when it is unpacked. */
  readonly added: ReadonlyMap<string, readonly string[]>;
  readonly mirrors: MirrorMemory;
};

/** Asks the signed index what roots would be made of, and fetches none of it. Throws where no index can be had. */
export async function lookUpRoots(
  host: Host,
  requests: readonly RootRequest[],
  { distribution, added, mirrors }: LookUpOptions,
): Promise<readonly LookedUp[]> {
  const roots: PackageRoot[] = [];
  const found: LookedUp[] = [];
  for (const request of requests) {
    const { id, content } = request;
    if (content.kind === "file") {
      found.push({ kind: "found", id, packages: [describeFile(content)] });
    } else {
      const release = releaseOf(request, distribution);
      const planned = { request, kind: { kind: request.kind }, distribution: release, locked: undefined };
      roots.push({ ...planned, content, added: added.get(id) });
    }
  }
  for (const group of groupRoots(roots)) {
    const archive = await openFor(host, group, { mirrors });
    await archive.update();
    const resolved = await resolveRoots(archive, group, group[0]?.distribution ?? distribution);
    found.push(...resolved.map(describeResolved));
  }
  return found;
}

function describeResolved(resolved: Resolved): LookedUp {
  const { id } = resolved.root.request;
  return resolved.kind === "found"
    ? { kind: "found", id, packages: resolved.packages }
    : { kind: "failed", id, error: resolved.error };
}
