import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type Archive,
  type DownloadListener,
  describeProgress,
  findArchive,
  type Package,
  type PendingDownloads,
  trackDownloads,
} from "../archives/index.ts";
import { UnavailableError, UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import { lockFile, type RootRequest } from "../plan/index.ts";
import { hostAbi } from "../platforms/index.ts";
import type { Distribution } from "../survey/index.ts";
import { type Installed, installRoot, renewRecord } from "./install.ts";
import { asError } from "./outcome.ts";
import { contentHash, findContent, type PlannedRoot, releaseOf, requestHash } from "./place.ts";
import { type PackageRoot, resolveRoots } from "./resolve.ts";
import { linkHostLibraries, listRoot, type RootRecord, unpackRoot } from "./root.ts";
import type { Fetching } from "./settle.ts";
import { treeDigest } from "./tree.ts";

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

/** What goes wrong with one group's packages is nothing to the others. */
async function fetchGroup(host: Host, roots: readonly PackageRoot[], options: Fetching): Promise<void> {
  const { archive } = options.machine;
  try {
    if (archive.kind === "missing") {
      throw new UnavailableError(archive.reason);
    }
    await fetchRoots(host, roots, options);
  } catch (error) {
    for (const { request } of roots) {
      options.settle(request.id, { error: asError(error) });
    }
  }
}

/** Looks up what the roots are made of, fetches it, and unpacks each root as soon as its packages are there. */
async function fetchRoots(host: Host, roots: readonly PackageRoot[], options: Fetching): Promise<void> {
  host.log.progress("Refreshing the package index…");
  const archive = await openFor(host, roots);
  const [first] = roots;
  const distribution = first?.distribution ?? options.distribution;
  host.temporaries.add(host.stagingDirectory);
  await mkdir(host.stagingDirectory, { recursive: true });
  const unpacking: Promise<void>[] = [];
  for (const resolved of await resolveRoots(archive, roots, distribution)) {
    const { id } = resolved.root.request;
    if (resolved.kind === "failed") {
      options.settle(id, { error: resolved.error });
      continue;
    }
    const same = await findSame(host, resolved, options);
    if (same !== undefined) {
      options.settle(id, { ...same, checked: "index", bytesDownloaded: 0 });
      continue;
    }
    const downloads = startDownload(host, archive, resolved.packages);
    // Not waited for: the next root's packages are fetched while this one is unpacked.
    unpacking.push(unpackPart(host, resolved, { ...options, archive, downloads }));
    await downloads.all.catch(() => {});
  }
  await Promise.all(unpacking);
}

/** The archive of the release and architecture that these are all of, with its index refreshed. */
async function openFor(host: Host, roots: readonly PackageRoot[]): Promise<Archive> {
  const [first] = roots;
  if (first === undefined) {
    throw new Error("there is no root to open an archive for");
  }
  const { archive: id, architecture } = first.content;
  const directory = join(host.scratchDirectory, `${id}-${first.distribution.codename}-${architecture ?? "own"}`);
  const archive = await findArchive(id).open(host, first.distribution, { directory, architecture });
  await archive.update();
  return archive;
}

type Part = { readonly root: PackageRoot; readonly packages: readonly Package[] };

/** The very packages may be here already: on the disk or in the cache, looked up too long ago to be taken on trust. */
async function findSame(
  host: Host,
  { root, packages }: Part,
  { cached }: Fetching,
): Promise<{ readonly installed: Installed; readonly source: "disk" | "cache" } | undefined> {
  const { request, distribution } = root;
  const renewed = { request: requestHash(request, distribution), resolved: new Date().toISOString() };
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

/** Downloads what is not there yet, or is not what the index lists. */
function startDownload(host: Host, archive: Archive, packages: readonly Package[]): PendingDownloads {
  const onProgress: DownloadListener["onProgress"] = (progress) => host.log.progress(describeProgress(progress));
  return trackDownloads(packages, (onPackage) =>
    archive.download(packages, host.stagingDirectory, { onPackage, onProgress }),
  );
}

type Unpacking = Fetching & { readonly archive: Archive; readonly downloads: PendingDownloads };

async function unpackPart(host: Host, part: Part, options: Unpacking): Promise<void> {
  const { root, packages } = part;
  const { request, kind } = root;
  const { downloads, settle } = options;
  const fill = (directory: string) => fillRoot(host, part, { ...options, directory });
  try {
    const installed = await installRoot(host, { request, kind, packages, fill });
    const bytesDownloaded = (await downloads.all).reduce((sum, each) => sum + each.size, 0);
    settle(request.id, {
      installed,
      source: "download",
      checked: root.locked === undefined ? "index" : "lock",
      bytesDownloaded,
    });
  } catch (error) {
    settle(request.id, { error: asError(error) });
  }
}

type Filling = Unpacking & { readonly directory: string };

async function fillRoot(
  host: Host,
  { root, packages }: Part,
  { directory, machine, archive, downloads }: Filling,
): Promise<Omit<RootRecord, "fingerprint">> {
  const { request, kind, distribution, content } = root;
  const { keepsLists } = content;
  const { ready } = downloads;
  await unpackRoot(host, directory, { packages, debs: host.stagingDirectory, archive, keepsLists, there: ready });
  const { multiarch } = hostAbi(machine.arch);
  await linkHostLibraries(directory, multiarch);
  await kind.finish?.({ directory, multiarch, settings: request.settings });
  const digest = treeDigest(await listRoot(directory));
  checkDigest(root, digest);
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

/** Throws where a root is not what the lock says. */
export function checkDigest({ request, locked }: PlannedRoot, digest: string): void {
  if (locked !== undefined && locked.digest !== digest) {
    throw new UserError(
      `${request.id}: the packages are those of ${lockFile}, but this version of cgo-cross unpacks them otherwise (digest ${digest}, the lock has ${locked.digest}); write the lock anew with \`cgo-cross lock\``,
    );
  }
}

/** What a root would be made of today. */
export type LookedUp =
  | { readonly kind: "found"; readonly id: string; readonly packages: readonly Package[] }
  | { readonly kind: "failed"; readonly id: string; readonly error: Error };

/** Asks the signed index what roots of packages would be made of, and fetches none of it. Throws where no index can be had. */
export async function lookUpRoots(
  host: Host,
  requests: readonly RootRequest[],
  distribution: Distribution,
): Promise<readonly LookedUp[]> {
  const roots = requests.flatMap((request): readonly PackageRoot[] => {
    const { content } = request;
    const root = { request, kind: { kind: request.kind }, distribution: releaseOf(request, distribution) };
    return content.kind === "packages" ? [{ ...root, locked: undefined, content }] : [];
  });
  const found: LookedUp[] = [];
  for (const group of groupRoots(roots)) {
    const archive = await openFor(host, group);
    for (const resolved of await resolveRoots(archive, group, group[0]?.distribution ?? distribution)) {
      const { id } = resolved.root.request;
      found.push(
        resolved.kind === "found"
          ? { kind: "found", id, packages: resolved.packages }
          : { kind: "failed", id, error: resolved.error },
      );
    }
  }
  return found;
}
