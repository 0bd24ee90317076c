import type { Stats } from "node:fs";
import { lstat, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Problem, UserError } from "../../host/errors.ts";
import { compareHashes } from "../../host/hashes.ts";
import { hashFileLike } from "../../host/index.ts";
import type { DownloadListener, Package } from "../archive.ts";
import { describeBytes } from "../pending-downloads.ts";
import { pauseBefore, type RetryPolicy, type Watched, watch } from "../retries.ts";
import { adviceOn, codeOfFailures, describeReasons, explainFailure, isRetryable } from "./failures.ts";
import type { PackageSource, Transfer } from "./package-source.ts";

export type Download = {
  readonly packages: readonly Package[];
  readonly directory: string;
  readonly listener: DownloadListener;
  readonly source: PackageSource;
  readonly retryPolicy: RetryPolicy;
};

/** How many apts download at the same time: mirrors often limit the rate of each connection. */
const connections = 3;

/** Bytes below which one connection is as quick. */
const minimumToPartition = 4e6;

/** Bytes whose arrival is progress enough to count attempts from the start again. */
const progressBytes = 1e6;

/**
 * Downloads packages.
 * @returns Those that were not there yet.
 * @throws UserError naming what could not be downloaded, after everything else has been.
 */
export async function downloadPackages(download: Download): Promise<readonly Package[]> {
  const files = watchFiles(download);
  const missing = await files.begin();
  const bytes = missing.reduce((sum, each) => sum + each.size, 0);
  const groups = partition(missing, bytes < minimumToPartition ? 1 : connections, (each) => each.size);
  const ended = await Promise.allSettled(groups.map((packages) => downloadGroup(download, { files, packages })));
  const failed = ended.find((each) => each.status === "rejected");
  if (failed !== undefined) {
    throw failed.reason;
  }
  return missing;
}

/** Splits things into so many groups of about equal weight, or fewer where there are fewer things; the heaviest first. */
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

type Group = { readonly files: WatchedFiles; readonly packages: readonly Package[] };

async function downloadGroup(download: Download, { files, packages }: Group): Promise<void> {
  const { source, retryPolicy } = download;
  const attempts = countAttempts(download, packages);
  let most = 0;
  let stalls = 0;
  let queue = packages;
  for (let attempt = 1, pauses = 0; ; attempt += 1) {
    const transfer = await source.begin(queue);
    const watched = await watch({
      start: transfer.run,
      measure: () => files.measure(packages),
      stallSeconds: transfer.canSwitch ? retryPolicy.switchSeconds : retryPolicy.stallSeconds,
    });
    const left = files.left(queue);
    if (left.length === 0) {
      return;
    }
    // The first of them may be what held up the rest, so it is the last to be asked for again.
    queue = [...left.slice(1), ...left.slice(0, 1)];
    stalls += watched.stalled === undefined ? 0 : 1;
    const isElsewhere = noteFailures(transfer, left, watched);
    const bytes = files.bytes(packages);
    // What sends a little and stalls, over and over, is not waited for as long as that goes on.
    if (bytes - most >= progressBytes && stalls < 2 * retryPolicy.attempts) {
      attempt = 1;
      pauses = 0;
    } else if (attempt >= attempts) {
      throw new UserError(describeFailure(download, { watched, left: files.left(packages), files, attempt }));
    }
    most = Math.max(most, bytes);
    if (!isElsewhere) {
      pauses += 1;
      await pauseBefore(pauses, retryPolicy);
    }
  }
}

/** Where a package's mirrors have all been silent before, one attempt tells whether that has changed. */
function countAttempts({ source, retryPolicy }: Download, packages: readonly Package[]): number {
  const isSilent = (each: Package) => {
    const silent = source.failures(each).filter(({ kind }) => kind === "silent");
    return source.hosts(each).every((host) => silent.some((failure) => failure.host === host));
  };
  if (packages.some(isSilent)) {
    return 1;
  }
  return Math.max(retryPolicy.attempts, ...packages.map((each) => source.hosts(each).length));
}

/**
 * @returns Whether another mirror can be asked for everything that is left.
 * @throws UserError where another attempt cannot succeed.
 */
function noteFailures(transfer: Transfer, left: readonly Package[], watched: Watched): boolean {
  const failures = transfer.note(left, watched);
  const isElsewhere = failures.length > 0 && transfer.isElsewhere(left);
  const isLasting = failures.some(({ kind }) => kind === "certificate" || (kind === "absent" && transfer.isLocated));
  if (!isElsewhere && (isLasting || !isRetryable(watched))) {
    const reason = failures.length > 0 ? describeReasons(failures) : explainFailure(watched.completed);
    throw new UserError({
      code: codeOfFailures(failures),
      text: `packages could not be fetched: ${reason}${isLasting ? `; ${adviceOn(failures)}` : ""}`,
    });
  }
  return isElsewhere;
}

type Failure = {
  readonly watched: Watched;
  readonly left: readonly Package[];
  readonly files: WatchedFiles;
  readonly attempt: number;
};

function describeFailure({ source }: Download, { watched, left, files, attempt }: Failure): Problem {
  const named = left.find((each) => files.bytes([each]) > 0) ?? left[0];
  if (named === undefined) {
    throw new Error("a download failed with every package there");
  }
  const others = left.length > 1 ? `, nor could ${left.length - 1} more` : "";
  const progress = describeBytes(files.bytes([named]), named.size);
  const failures = source.failures(named);
  const reason = failures.length > 0 ? describeReasons(failures) : explainFailure(watched.completed);
  const text =
    `${named.name} ${named.version} could not be fetched from ${source.hosts(named).join(" or ")}${others}: ` +
    `${progress} after ${attempt} ${attempt === 1 ? "attempt" : "attempts"}, ${reason}; ${adviceOn(failures)}`;
  return { code: codeOfFailures(failures), text };
}

/** Tells a file from another in its place: apt gives both the time that the mirror says the file was modified at. */
function markOf({ ino, ctimeMs }: Stats): string {
  return `${ino} ${ctimeMs}`;
}

type WatchedFiles = ReturnType<typeof watchFiles>;

/** Watches the files of packages while they grow, and tells the listener. */
function watchFiles({ packages, directory, listener }: Download) {
  const sizes = new Map<string, number>();
  const completed = new Set<string>();
  /** Files of the right size and wrong content, so that they are hashed once. Each has a mark of its own; see markOf. */
  const damaged = new Map<string, string>();
  const bytes = (group: readonly Package[]) => group.reduce((sum, each) => sum + (sizes.get(each.file) ?? 0), 0);
  const left = (group: readonly Package[]) => group.filter((each) => !completed.has(each.file));
  const total = packages.reduce((sum, each) => sum + each.size, 0);
  let reported = -1;

  async function lookAt(each: Package): Promise<void> {
    const path = join(directory, each.file);
    const found = await lstat(path).catch(() => undefined);
    // A cache may have restored anything here, even a pipe that nobody writes to: only a regular file is read.
    const size = found?.isFile() === true ? found.size : 0;
    sizes.set(each.file, Math.min(size, each.size));
    if (found === undefined || size !== each.size || damaged.get(each.file) === markOf(found)) {
      return;
    }
    // apt renames a file that fails its verification, so the file may be gone by now.
    const hash = await hashFileLike(path, each).catch(() => undefined);
    if (hash !== undefined && compareHashes(hash, each) === "same") {
      completed.add(each.file);
      listener.onPackage(each);
    } else {
      damaged.set(each.file, markOf(found));
    }
  }

  return {
    /** Those of a group that are not complete. */
    left,
    /** The bytes that were there of a group when it was measured last. */
    bytes,
    /** Looks at the files of a group, and gives the bytes that are there of them. */
    async measure(group: readonly Package[]): Promise<number> {
      await Promise.all(left(group).map(lookAt));
      const all = bytes(packages);
      if (all !== reported) {
        reported = all;
        listener.onProgress({ bytes: all, total, left: left(packages).length });
      }
      return bytes(group);
    },
    /** Gives what is not there yet. Only this run's partial files are resumed: anything else in their place is removed. */
    async begin(): Promise<readonly Package[]> {
      await Promise.all(packages.map(lookAt));
      const missing = left(packages);
      for (const each of missing) {
        await rm(join(directory, each.file), { recursive: true, force: true });
        sizes.delete(each.file);
      }
      return missing;
    },
  };
}
