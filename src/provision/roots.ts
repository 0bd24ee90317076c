import { chmod, lstat, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Host, messageOf } from "../host/types.ts";
import type { CacheUse } from "../plan/cache.ts";
import type { Distribution, Machine } from "../survey/machine.ts";
import { hostMultiarch } from "../targets/toolchains.ts";
import { type Archive, openArchive } from "./apt.ts";
import type { Outcome } from "./outcome.ts";
import { restorePackages, savePackages } from "./package-cache.ts";
import { closure, type Package } from "./packages.ts";
import { hashFile, linkHostLibraries, type RootRecord, readRecord, unpackRoot, writeWrappers } from "./root.ts";
import { contentHash, findOnDisk, requestHash, rootVersion, toolName } from "./root-place.ts";
import type { WrapperPlace, WrapperText } from "./wrappers.ts";

/** What a root is to hold. */
export type RootRequest = {
  readonly id: string;
  readonly packages: readonly string[];
  readonly wrappers: (place: WrapperPlace) => readonly WrapperText[];
  /** The sanitizers' libraries, which are large and which no plain build links, are taken too. */
  readonly sanitizers?: boolean;
  /** Where less than the packages' closure will do: whether one of it is taken. */
  readonly only?: (each: Package) => boolean;
  /** What is left to do after unpacking, on this machine's architecture; given the root's directory. */
  readonly finish?: (directory: string, multiarch: string) => Promise<void>;
  /** The package whose version the root is named after. */
  readonly versionOf: RegExp;
};

export type RootSource = "host" | "disk" | "cache" | "download";

export type Root = {
  readonly directory: string;
  readonly source: RootSource;
  readonly record: RootRecord;
  readonly seconds: number;
  readonly bytesDownloaded: number;
};

export type Roots = {
  readonly of: (id: string) => Promise<Outcome<Root>>;
  readonly save: () => Promise<void>;
};

export type RootOptions = { readonly machine: Machine; readonly cache: CacheUse };

/** Starts to bring roots: from the disk, from the cache, or from the archive. Throws nothing. */
export function provisionRoots(host: Host, requests: readonly RootRequest[], options: RootOptions): Roots {
  const started = Date.now();
  const settlers = new Map<string, (outcome: Outcome<Root>) => void>();
  const outcomes = new Map(
    requests.map((request) => [request.id, new Promise<Outcome<Root>>((settle) => settlers.set(request.id, settle))]),
  );
  const settle = (id: string, outcome: Outcome<Root>) => settlers.get(id)?.(outcome);
  const work = fetchRoots(host, requests, { ...options, started, settle }).catch((error: unknown) => {
    for (const request of requests) {
      settle(request.id, { kind: "failed", message: messageOf(error) });
    }
    return undefined;
  });
  return {
    of: (id) => outcomes.get(id) ?? Promise.resolve({ kind: "failed", message: `nothing was planned for ${id}` }),
    save: async () => {
      const fetched = await work;
      if (fetched !== undefined) {
        await savePackages(host, options.cache, fetched);
      }
    },
  };
}

type FetchOptions = RootOptions & {
  readonly started: number;
  readonly settle: (id: string, outcome: Outcome<Root>) => void;
};

/** What is worth a place in the cache afterwards. */
export type Fetched = {
  readonly key: string;
  readonly packages: readonly Package[];
  readonly restored: "hit" | "partial" | "miss" | "off";
};

async function fetchRoots(
  host: Host,
  requests: readonly RootRequest[],
  options: FetchOptions,
): Promise<Fetched | undefined> {
  const { distribution } = options.machine;
  const wanted: RootRequest[] = [];
  for (const request of requests) {
    const found = distribution && (await findOnDisk(host, request, distribution));
    if (found === undefined) {
      wanted.push(request);
    } else {
      const seconds = (Date.now() - options.started) / 1000;
      options.settle(request.id, { kind: "ready", value: { ...found, source: "disk", seconds, bytesDownloaded: 0 } });
    }
  }
  if (wanted.length === 0) {
    return undefined;
  }
  const { aptMissing } = options.machine;
  if (distribution === undefined || aptMissing !== undefined) {
    const message = aptMissing ?? "this machine's distribution is unknown";
    for (const request of wanted) {
      options.settle(request.id, { kind: "failed", message, absent: true });
    }
    return undefined;
  }
  return bringRoots(host, wanted, { ...options, distribution });
}

type BringOptions = FetchOptions & { readonly distribution: Distribution };

/** Brings roots from the archive: looks up what they need, fetches it, unpacks each as soon as it is there. */
async function bringRoots(
  host: Host,
  requests: readonly RootRequest[],
  options: BringOptions,
): Promise<Fetched | undefined> {
  host.log.progress("Refreshing the package index…");
  const archive = await openArchive(host, options.distribution, join(host.scratchDirectory, "apt"));
  await archive.update();
  const parts = await resolveParts(archive, requests, options);
  const all = [...new Map(parts.flatMap((part) => part.packages).map((each) => [each.file, each])).values()];
  host.temporaries.add(host.stagingDirectory);
  await mkdir(host.stagingDirectory, { recursive: true });
  const restored = await restorePackages(host, options.cache, { packages: all, distribution: options.distribution });
  const unpacking: Promise<void>[] = [];
  let allFetched = true;
  for (const part of parts) {
    const download = await downloadPart(host, archive, part.packages).catch(messageOf);
    if (typeof download === "string") {
      allFetched = false;
      options.settle(part.request.id, { kind: "failed", message: download });
    } else {
      // Not waited for: the next root's packages come while this one is unpacked.
      unpacking.push(bringPart(host, part, { ...options, ...download }));
    }
  }
  await Promise.all(unpacking);
  // A set with holes, saved under the key of the whole, would never be replaced.
  return allFetched ? { key: restored.key, packages: all, restored: restored.kind } : undefined;
}

/** Looks everything up at once, which is quickest; or one by one, where something that cannot be had spoils it for all. */
async function resolveParts(
  archive: Archive,
  requests: readonly RootRequest[],
  options: BringOptions,
): Promise<readonly Part[]> {
  const together = await archive.resolve([...new Set(requests.flatMap((each) => each.packages))]).catch(messageOf);
  const parts: Part[] = [];
  for (const request of requests) {
    const found = typeof together === "string" ? await archive.resolve(request.packages).catch(messageOf) : together;
    if (typeof found === "string") {
      options.settle(request.id, { kind: "failed", message: found });
      continue;
    }
    const lacking = request.packages.filter((name) => found.missing.includes(name));
    if (lacking.length > 0) {
      const { title } = options.distribution;
      const message = `${title} has no package ${lacking.join(", ")}; build this target on a newer release`;
      options.settle(request.id, { kind: "failed", message, absent: true });
      continue;
    }
    parts.push({ request, packages: partOf(request, found.packages) });
  }
  return parts;
}

async function bringPart(host: Host, part: Part, options: BringOptions & { readonly bytes: number }): Promise<void> {
  const unpacked = await unpackPart(host, part, options).catch(messageOf);
  if (typeof unpacked === "string") {
    options.settle(part.request.id, { kind: "failed", message: unpacked });
    return;
  }
  const source = options.bytes > 0 ? "download" : "cache";
  const seconds = (Date.now() - options.started) / 1000;
  const value = { ...unpacked, source, seconds, bytesDownloaded: options.bytes } as const;
  options.settle(part.request.id, { kind: "ready", value });
}

/**
 * The packages of one root. The C library of the machine itself stays out, since the machine has it, unless the root is
 * to compile for that very machine.
 */
function partOf(request: RootRequest, packages: readonly Package[]): readonly Package[] {
  const keepsLibc = request.packages.includes("libc6-dev");
  const leaveOut = (name: string) =>
    (!keepsLibc && ["libc6", "libcrypt1"].includes(name)) ||
    (request.sanitizers !== true && /^lib(asan|hwasan|lsan|tsan|ubsan)\d/.test(name));
  return closure(request.packages, packages, leaveOut).filter(request.only ?? (() => true));
}

/** Fetches what is not there yet, or is not what the index lists. */
async function downloadPart(
  host: Host,
  archive: Archive,
  packages: readonly Package[],
): Promise<{ readonly bytes: number }> {
  const lacking: Package[] = [];
  for (const each of packages) {
    const file = join(host.stagingDirectory, each.file);
    if (!(await isWhole(file, each))) {
      await rm(file, { recursive: true, force: true });
      lacking.push(each);
    }
  }
  const bytes = lacking.reduce((sum, each) => sum + each.size, 0);
  if (lacking.length > 0) {
    host.log.progress(`Fetching ${lacking.length} packages, ${Math.round(bytes / 1e6)} MB…`);
    await archive.download(lacking, host.stagingDirectory);
  }
  return { bytes };
}

/** What a cache brings back can be anything, even a pipe that nobody writes to: only a file of the right size is read. */
async function isWhole(file: string, listed: Package): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isFile() === true && found.size === listed.size && (await hashFile(file)) === listed.sha256;
}

type Part = { readonly request: RootRequest; readonly packages: readonly Package[] };

async function unpackPart(
  host: Host,
  { request, packages }: Part,
  options: { readonly machine: Machine; readonly distribution: Distribution },
): Promise<{ readonly directory: string; readonly record: RootRecord }> {
  const tool = toolName(request);
  const version = rootVersion(request, packages);
  const directory = host.tools.directory(tool, version);
  const record: RootRecord = {
    schema: 1,
    request: requestHash(request, options.distribution),
    resolved: new Date().toISOString(),
    packages: packages.map(({ name, version: of, architecture, sha256 }) => ({
      name,
      version: of,
      architecture,
      sha256,
    })),
  };
  if (!host.tools.find(tool).includes(directory)) {
    // Made beside its final place, so that a run that is cut off leaves nothing that looks whole.
    await mkdir(dirname(directory), { recursive: true });
    const partial = await mkdtemp(`${directory}.partial-`);
    host.temporaries.add(partial);
    await chmod(partial, 0o755);
    await unpackRoot(host, partial, { packages, debs: host.stagingDirectory });
    const multiarch = hostMultiarch(options.machine.arch);
    await linkHostLibraries(partial, multiarch);
    await request.finish?.(partial, multiarch);
    const programs = await readdir(join(partial, "root/usr/bin"));
    await writeWrappers(partial, request.wrappers({ directory, content: contentHash(packages), programs }));
    await writeRecord(partial, record);
    await putInPlace(partial, directory);
    host.temporaries.delete(partial);
  }
  await writeRecord(directory, record);
  await host.tools.complete(tool, version);
  return { directory, record };
}

/** Where several runs make the same root, the first one's stays: it is as whole as the others, and may be in use. */
async function putInPlace(partial: string, directory: string): Promise<void> {
  if ((await readRecord(directory)) === undefined) {
    await rm(directory, { recursive: true, force: true });
  }
  try {
    await rename(partial, directory);
  } catch (error) {
    if ((await readRecord(directory)) === undefined) {
      throw error;
    }
    await rm(partial, { recursive: true, force: true });
  }
}

/** In one step, since another run may be reading it. */
async function writeRecord(directory: string, record: RootRecord): Promise<void> {
  const partial = join(directory, `root.json.${process.pid}`);
  await writeFile(partial, `${JSON.stringify(record, undefined, 2)}\n`);
  await rename(partial, join(directory, "root.json"));
}
