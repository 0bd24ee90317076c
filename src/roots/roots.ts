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
import type { Root, Settle } from "./settle.ts";

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
  readonly cache: CacheUse;
  /** What the lock says of each root, by its id; undefined where there is no lock. */
  readonly lock: Readonly<Record<string, LockedRoot>> | undefined;
  /** Nothing is taken on trust: the index is asked even where a root was looked up lately. */
  readonly upToDate?: boolean;
};

/** Starts to ensure that roots are there: from the disk, from the cache, or fetched. Throws nothing. */
export function ensureRoots(host: Host, requests: readonly RootRequest[], options: RootOptions): Roots {
  const started = Date.now();
  const resolvers = new Map<string, (outcome: Outcome<Root>) => void>();
  const outcomes = new Map(
    requests.map(({ id }) => [id, new Promise<Outcome<Root>>((resolve) => resolvers.set(id, resolve))] as const),
  );
  const ready = new Map<string, Installed>();
  const settle: Settle = (id, settled) => {
    if ("error" in settled) {
      resolvers.get(id)?.({ kind: "failed", error: settled.error });
      return;
    }
    const { installed, ...rest } = settled;
    ready.set(id, installed);
    const seconds = (Date.now() - started) / 1000;
    resolvers.get(id)?.({ kind: "ready", value: { ...installed, ...rest, seconds } });
  };
  const work = ensureAll(host, requests, { ...options, settle }).catch((error: unknown) => {
    for (const { id } of requests) {
      settle(id, { error: asError(error) });
    }
    return undefined;
  });
  return {
    of: (id) =>
      outcomes.get(id) ??
      Promise.resolve({ kind: "failed", error: new Error(`no root of the plan is named ${id}`) } as const),
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

type EnsureOptions = RootOptions & { readonly settle: Settle };

/** What is worth a place in the cache afterwards; undefined where the cache has it, or is not used. */
type WorthSaving = { readonly set: RootSet; readonly refused: boolean } | undefined;

async function ensureAll(host: Host, requests: readonly RootRequest[], options: EnsureOptions): Promise<WorthSaving> {
  const { machine, settle, lock } = options;
  const { distribution } = machine;
  if (distribution === undefined) {
    const { archive } = machine;
    const reason = archive.kind === "missing" ? archive.reason : "this machine's distribution is unknown";
    requests.forEach(({ id }) => {
      settle(id, { error: new UnavailableError(reason) });
    });
    return undefined;
  }
  const planned = requests.map((request) => planRoot(request, distribution, options));
  const absent = options.upToDate === true ? planned : await takeFromDisk(host, planned, options);
  if (absent.length === 0) {
    return undefined;
  }
  const set: RootSet = { requests, distribution, kinds: options.kinds, lock };
  const lookup = await restoreRoots(host, options.cache, set);
  const restored = lookup.kind === "restored" ? lookup.roots : undefined;
  const cached = new CachedRoots(host, restored, lookup.kind === "refused");
  try {
    const left = await takeFromCache(cached, absent, options);
    const fetching = { machine, distribution, cached, settle };
    await Promise.all([fetchPackages(host, left, fetching), fetchFiles(host, left, fetching)]);
    const isCurrent = restored?.current === true && !cached.refused;
    return lookup.kind === "off" || isCurrent ? undefined : { set, refused: cached.refused };
  } finally {
    await restored?.close();
  }
}

function planRoot(request: RootRequest, own: Distribution, { kinds, lock }: RootOptions): PlannedRoot {
  return {
    request,
    kind: rootKind(kinds, request.kind),
    distribution: releaseOf(request, own),
    locked: lock?.[request.id],
  };
}

/** @returns What the disk does not have. */
async function takeFromDisk(
  host: Host,
  planned: readonly PlannedRoot[],
  { settle, lock }: EnsureOptions,
): Promise<readonly PlannedRoot[]> {
  const left: PlannedRoot[] = [];
  for (const each of planned) {
    const installed = await findOnDisk(host, each);
    if (installed === undefined) {
      left.push(each);
    } else {
      const checked = lock === undefined ? "record" : "lock";
      settle(each.request.id, { installed, source: "disk", checked, bytesDownloaded: 0 });
    }
  }
  return left;
}

/** @returns What the cache does not have, or not as the lock or the week asks for it. */
async function takeFromCache(
  cached: CachedRoots,
  planned: readonly PlannedRoot[],
  { settle, lock }: EnsureOptions,
): Promise<readonly PlannedRoot[]> {
  const left: PlannedRoot[] = [];
  for (const each of planned) {
    const record = cached.record(each.request.id);
    const installed = record !== undefined && serves(record, each) ? await cached.install(each.request) : undefined;
    if (installed === undefined) {
      left.push(each);
    } else {
      const checked = lock === undefined ? "record" : "lock";
      settle(each.request.id, { installed, source: "cache", checked, bytesDownloaded: 0 });
    }
  }
  return left;
}
