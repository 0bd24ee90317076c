import { describeProgress, type MirrorMemory, rememberMirrors } from "../archives/index.ts";
import { UnavailableError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { CacheUse, LockedRoot, RootRequest } from "../plan/index.ts";
import type { Distribution, Machine } from "../survey/index.ts";
import { type RootSet, restoreRoots, saveRoots } from "./cache.ts";
import { fetchFiles } from "./files.ts";
import type { Installed } from "./install.ts";
import { type RootKind, rootKind } from "./kind.ts";
import { asError, type Outcome } from "./outcome.ts";
import { fetchPackages } from "./packages.ts";
import { findOnDisk, type PlannedRoot, releaseOf, serves } from "./place.ts";
import { CachedRoots } from "./restored.ts";
import type { OnFetch, Root, Settle } from "./settle.ts";

/** The roots of a plan, each to be waited for by itself. */
export type Roots = {
  readonly of: (id: string) => Promise<Outcome<Root>>;
  /** Saves them in the cache for the next run, once all are there. Never throws. */
  readonly save: () => Promise<void>;
};

export type RootOptions = {
  readonly machine: Pick<Machine, "arch" | "distribution" | "archive">;
  /** Everyone's who requests roots. */
  readonly kinds: readonly RootKind[];
  /** Undefined: it is not used, and there is nothing to be said of that. */
  readonly cache: CacheUse | undefined;
  /** What the lock says of each root, by its id; undefined where there is no lock. */
  readonly lock: Readonly<Record<string, LockedRoot>> | undefined;
  /** The index is asked even where packages were looked up lately. */
  readonly upToDate?: boolean;
  /** What is known of this run's mirrors; nothing, where it is left out. */
  readonly mirrors?: MirrorMemory;
  /** Told how much of a root, or of those it is fetched with, has been downloaded; a line of progress where absent. */
  readonly onFetch?: OnFetch;
};

/** Starts to ensure that roots are there: from the disk, from the cache, or fetched. Throws nothing. */
export function ensureRoots(host: Host, requests: readonly RootRequest[], options: RootOptions): Roots {
  const { settle, of, installed } = makeOutcomes(requests);
  const { mirrors = rememberMirrors() } = options;
  const work = ensureAll(host, requests, { ...options, mirrors, settle }).catch((error: unknown) => {
    for (const { id } of requests) {
      settle(id, { error: asError(error) });
    }
    return undefined;
  });
  return {
    of,
    save: async () => {
      const worth = await work;
      const roots = requests.flatMap((request) => {
        const root = installed(request.id);
        return root === undefined ? [] : [{ request, installed: root }];
      });
      // A set that lacks roots, saved under the key of the complete one, would not be replaced this week.
      if (worth !== undefined && roots.length === requests.length) {
        await saveRoots(host, worth.set, { roots, refused: worth.refused });
      }
    },
  };
}

type Outcomes = Pick<Roots, "of"> & {
  readonly settle: Settle;
  /** Undefined of a root that failed, or is not there yet. */
  readonly installed: (id: string) => Installed | undefined;
};

/** An outcome for each request, to be settled. Its time is counted from now on. */
function makeOutcomes(requests: readonly RootRequest[]): Outcomes {
  const started = Date.now();
  const installed = new Map<string, Installed>();
  const resolvers = new Map<string, (outcome: Outcome<Root>) => void>();
  const outcomes = new Map(
    requests.map(({ id }) => [id, new Promise<Outcome<Root>>((resolve) => resolvers.set(id, resolve))] as const),
  );
  const settle: Settle = (id, settled) => {
    if ("error" in settled) {
      resolvers.get(id)?.({ kind: "failed", error: settled.error });
      return;
    }
    const { installed: root, ...rest } = settled;
    installed.set(id, root);
    const seconds = (Date.now() - started) / 1000;
    resolvers.get(id)?.({ kind: "ready", value: { ...root, ...rest, seconds } });
  };
  const unplanned = (id: string) =>
    ({ kind: "failed", error: new Error(`no root of the plan is named ${id}`) }) as const;
  return {
    settle,
    of: async (id) => outcomes.get(id) ?? unplanned(id),
    installed: (id) => installed.get(id),
  };
}

type EnsureOptions = RootOptions & { readonly settle: Settle; readonly mirrors: MirrorMemory };

/** What is worth a place in the cache afterwards; undefined where the cache has it, or is not used. */
type WorthSaving = { readonly set: RootSet; readonly refused: boolean } | undefined;

async function ensureAll(host: Host, all: readonly RootRequest[], options: EnsureOptions): Promise<WorthSaving> {
  const { machine, settle, lock, kinds, mirrors } = options;
  const { onFetch = (_, progress) => host.log.progress(describeProgress(progress)) } = options;
  const requests = settleUnavailable(all, options);
  const distribution = machine.distribution ?? describeSystem(host);
  const planned = requests.map((request) => planRoot(request, distribution, options));
  const absent = await takeFromDisk(host, planned, options);
  if (absent.length === 0) {
    return undefined;
  }
  const set: RootSet = { requests, distribution, kinds, lock };
  const lookup = await restoreRoots(host, options.cache, set);
  const restored = lookup.kind === "restored" ? lookup.roots : undefined;
  const cached = new CachedRoots(host, restored, lookup.kind === "refused");
  try {
    const left = await takeFromCache(cached, absent, options);
    await Promise.all([
      fetchPackages(host, left, { machine, distribution, cached, settle, mirrors, onFetch }),
      fetchFiles(host, left, { arch: machine.arch, settle }),
    ]);
    const isCurrent = restored?.current === true && !cached.refused;
    return lookup.kind === "off" || isCurrent ? undefined : { set, refused: cached.refused };
  } finally {
    await restored?.close();
  }
}

/** Packages are a distribution's; what one file fills is the same on every machine. @returns What can be had here. */
function settleUnavailable(
  requests: readonly RootRequest[],
  { machine: { distribution, archive }, settle }: EnsureOptions,
): readonly RootRequest[] {
  if (distribution !== undefined) {
    return requests;
  }
  const reason = archive.kind === "missing" ? archive.reason : "this machine's distribution is unknown";
  return requests.filter(({ id, content }) => {
    if (content.kind === "packages") {
      settle(id, { error: new UnavailableError({ code: "no-package-archive", text: reason }) });
    }
    return content.kind === "file";
  });
}

/** Stands for the distribution in cache keys, where there is none. */
function describeSystem({ os }: Host): Distribution {
  return { id: os, version: "", codename: "any", title: os };
}

function planRoot(request: RootRequest, own: Distribution, { kinds, lock }: RootOptions): PlannedRoot {
  return {
    request,
    kind: rootKind(kinds, request.kind),
    distribution: releaseOf(request, own),
    locked: lock?.[request.id],
  };
}

/** @returns What the disk does not have, or what is to be looked up again. */
async function takeFromDisk(
  host: Host,
  planned: readonly PlannedRoot[],
  { settle, upToDate }: EnsureOptions,
): Promise<readonly PlannedRoot[]> {
  const left: PlannedRoot[] = [];
  for (const each of planned) {
    const mayBeOutdated = upToDate === true && each.request.content.kind === "packages";
    const installed = mayBeOutdated ? undefined : await findOnDisk(host, each);
    if (installed === undefined) {
      left.push(each);
    } else {
      const checked = each.locked === undefined ? "record" : "lock";
      settle(each.request.id, { installed, source: "disk", checked, bytesDownloaded: 0 });
    }
  }
  return left;
}

/** @returns What the cache does not have, or not as the lock or the week asks for it. */
async function takeFromCache(
  cached: CachedRoots,
  planned: readonly PlannedRoot[],
  { settle }: EnsureOptions,
): Promise<readonly PlannedRoot[]> {
  const left: PlannedRoot[] = [];
  for (const each of planned) {
    const record = cached.record(each.request.id);
    const installed = record !== undefined && serves(record, each) ? await cached.install(each.request) : undefined;
    if (installed === undefined) {
      left.push(each);
    } else {
      const checked = each.locked === undefined ? "record" : "lock";
      settle(each.request.id, { installed, source: "cache", checked, bytesDownloaded: 0 });
    }
  }
  return left;
}
