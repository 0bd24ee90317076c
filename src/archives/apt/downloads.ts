import { lstat, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Completed } from "../../host/types.ts";
import { hashFile } from "../../roots/root.ts";
import type { Package } from "./packages.ts";
import { explain, isRetryable, mirrorAdvice, pauseBefore, type RetryPolicy, type Watched, watch } from "./stalls.ts";

/** What is told of packages on their way. */
export type Heard = {
  /** A package is there, with the size and the SHA-256 of the index. Called once for each. */
  readonly arrived: (each: Package) => void;
  readonly progress: (progress: Progress) => void;
};

/** Bytes that are there of all bytes that were asked for, and how many packages are not whole yet. */
export type Progress = { readonly bytes: number; readonly of: number; readonly left: number };

/** `Fetching packages: 12.3 of 61.9 MB, 8 left…` */
export function describeProgress({ bytes, of, left }: Progress): string {
  return `Fetching packages: ${describeBytes(bytes, of)}, ${left} left…`;
}

function describeBytes(bytes: number, of: number): string {
  return of < 1e6
    ? `${(bytes / 1e3).toFixed(0)} of ${(of / 1e3).toFixed(0)} kB`
    : `${(bytes / 1e6).toFixed(1)} of ${(of / 1e6).toFixed(1)} MB`;
}

export type Order = {
  readonly packages: readonly Package[];
  readonly directory: string;
  readonly heard: Heard;
  /** Runs apt for some of the packages, until it ends or is stopped. It goes on with files that are there in part. */
  readonly fetch: Fetch;
  readonly hostsOf: (each: Package) => Promise<readonly string[]>;
  readonly retryPolicy: RetryPolicy;
};

export type Fetch = (
  packages: readonly Package[],
  options: { readonly stop: AbortSignal; readonly attempt: number },
) => Promise<Completed>;

/** How many apts fetch at once: mirrors often give each connection its share and no more. */
const connections = 3;

/** Where less is to be fetched, one apt does it as quickly. */
const worthSharing = 4e6;

/** As many more bytes as this are worth another round of tries. */
const worthRetrying = 1e6;

/**
 * Fetches packages and gives those that were not there yet. Throws an Error that names what did not come, and after
 * everything else has.
 */
export async function downloadPackages(order: Order): Promise<readonly Package[]> {
  const arrivals = makeArrivals(order);
  const lacking = await arrivals.begin();
  const bytes = lacking.reduce((sum, each) => sum + each.size, 0);
  const groups = partition(lacking, bytes < worthSharing ? 1 : connections, (each) => each.size);
  const ended = await Promise.allSettled(groups.map((packages) => fetchGroup(order, { arrivals, packages })));
  const failed = ended.find((each) => each.status === "rejected");
  if (failed !== undefined) {
    throw failed.reason;
  }
  return lacking;
}

/** Packages on their way. */
export type Coming = {
  /** Resolves when this package is there; rejects, after all else has come, where it does not come. */
  readonly of: (each: Package) => Promise<void>;
  readonly all: Promise<readonly Package[]>;
};

/** Lets each package be waited for by itself. `start` fetches them, and is told by whom to tell what has arrived. */
export function expectPackages(
  packages: readonly Package[],
  start: (arrived: Heard["arrived"]) => Promise<readonly Package[]>,
): Coming {
  const settlers = new Map<string, () => void>();
  const there = new Map(packages.map(({ file }) => [file, new Promise<void>((settle) => settlers.set(file, settle))]));
  const all = start(({ file }) => settlers.get(file)?.());
  const ended = all.then(() => {});
  // Told to whoever waits, and else to nobody.
  ended.catch(() => {});
  return { all, of: ({ file }) => Promise.race([there.get(file) ?? ended, ended]) };
}

/** Deals things into so many groups of about equal weight, or fewer, the heaviest first. */
export function partition<Thing>(
  things: readonly Thing[],
  groups: number,
  weight: (thing: Thing) => number,
): readonly (readonly Thing[])[] {
  const partitions = Array.from({ length: groups }, () => ({ things: [] as Thing[], weight: 0 }));
  for (const thing of [...things].sort((left, right) => weight(right) - weight(left))) {
    const lightest = partitions.reduce((least, each) => (each.weight < least.weight ? each : least));
    lightest.things.push(thing);
    lightest.weight += weight(thing);
  }
  return partitions.map((each) => each.things).filter((each) => each.length > 0);
}

type Group = { readonly arrivals: Arrivals; readonly packages: readonly Package[] };

async function fetchGroup(order: Order, { arrivals, packages }: Group): Promise<void> {
  const { fetch, retryPolicy } = order;
  let most = 0;
  let queue = packages;
  for (let attempt = 1; ; attempt += 1) {
    const watched = await watch({
      start: (stop) => fetch(queue, { stop, attempt }),
      look: () => arrivals.look(packages),
      stallSeconds: retryPolicy.stallSeconds,
    });
    const left = arrivals.left(queue);
    if (left.length === 0) {
      return;
    }
    // Whatever held up the rest is asked for last.
    queue = [...left.slice(1), ...left.slice(0, 1)];
    if (!isRetryable(watched)) {
      throw new Error(`packages could not be fetched: ${explain(watched.completed)}`);
    }
    const bytes = arrivals.bytes(packages);
    if (bytes - most >= worthRetrying) {
      attempt = 1;
    } else if (attempt >= retryPolicy.tries) {
      throw new Error(await describeFailure(order, { watched, left: arrivals.left(packages), arrivals }));
    }
    most = Math.max(most, bytes);
    await pauseBefore(attempt + 1, retryPolicy);
  }
}

type Failure = { readonly watched: Watched; readonly left: readonly Package[]; readonly arrivals: Arrivals };

async function describeFailure({ retryPolicy, hostsOf }: Order, { watched, left, arrivals }: Failure): Promise<string> {
  const begun = left.find((each) => arrivals.bytes([each]) > 0) ?? left[0];
  if (begun === undefined) {
    return "packages could not be fetched";
  }
  const others = left.length > 1 ? `, nor could ${left.length - 1} more` : "";
  const came = describeBytes(arrivals.bytes([begun]), begun.size);
  const reason = watched.stalled
    ? `nothing came any more for ${retryPolicy.stallSeconds} s`
    : explain(watched.completed);
  return (
    `${begun.name} ${begun.version} could not be fetched from ${(await hostsOf(begun)).join(" or ")}${others}: ` +
    `${came} in ${retryPolicy.tries} tries, ${reason}; ${mirrorAdvice}`
  );
}

type Arrivals = ReturnType<typeof makeArrivals>;

/** Keeps an eye on the files of packages while they grow. */
function makeArrivals({ packages, directory, heard }: Order) {
  const sizes = new Map<string, number>();
  const arrived = new Set<string>();
  /** Files of the right size and wrong content, by when they were written: they are hashed once. */
  const refused = new Map<string, number>();
  const bytes = (group: readonly Package[]) => group.reduce((sum, each) => sum + (sizes.get(each.file) ?? 0), 0);
  const left = (group: readonly Package[]) => group.filter((each) => !arrived.has(each.file));
  const of = packages.reduce((sum, each) => sum + each.size, 0);
  let shown = -1;

  async function lookAt(each: Package): Promise<void> {
    const path = join(directory, each.file);
    const found = await lstat(path).catch(() => undefined);
    // What a cache brings back can be anything, even a pipe that nobody writes to: only a file is read.
    const size = found?.isFile() === true ? found.size : 0;
    sizes.set(each.file, Math.min(size, each.size));
    if (found === undefined || size !== each.size || refused.get(each.file) === found.mtimeMs) {
      return;
    }
    // apt moves a file away that it refuses.
    if ((await hashFile(path).catch(() => "")) === each.sha256) {
      arrived.add(each.file);
      heard.arrived(each);
    } else {
      refused.set(each.file, found.mtimeMs);
    }
  }

  /** Looks at some, and gives the bytes that are there of them. */
  async function look(group: readonly Package[]): Promise<number> {
    await Promise.all(left(group).map(lookAt));
    const all = bytes(packages);
    if (all !== shown) {
      shown = all;
      heard.progress({ bytes: all, of, left: left(packages).length });
    }
    return bytes(group);
  }

  return {
    left,
    bytes,
    look,
    /** Gives what is not there. Only what this run has begun is gone on with: anything else in its place is removed. */
    async begin(): Promise<readonly Package[]> {
      await Promise.all(packages.map(lookAt));
      const lacking = left(packages);
      for (const each of lacking) {
        await rm(join(directory, each.file), { recursive: true, force: true });
        sizes.delete(each.file);
      }
      return lacking;
    },
  };
}
