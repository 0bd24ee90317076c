import type { DownloadProgress, MirrorMemory } from "../archives/index.ts";
import type { Distribution, Machine } from "../survey/index.ts";
import type { Installed } from "./install.ts";
import type { RootRecord } from "./record.ts";
import type { CachedRoots } from "./restored.ts";

export type RootSource = "host" | "disk" | "cache" | "download";

/**
 * What a root was compared with in this run: the signed index, the lock, the hash in the plan, or only the record that was
 * made when it was unpacked.
 */
export type RootCheck = "index" | "lock" | "hash" | "record";

export type Root = {
  readonly directory: string;
  readonly source: RootSource;
  readonly checked: RootCheck;
  readonly record: RootRecord;
  readonly seconds: number;
  readonly bytesDownloaded: number;
};

/** What has become of a root. */
export type Settled =
  | {
      readonly installed: Installed;
      readonly source: RootSource;
      readonly checked: RootCheck;
      readonly bytesDownloaded: number;
    }
  | { readonly error: Error };

/** Tells those who wait for a root what has become of it. Only the first call for a root counts. */
export type Settle = (id: string, settled: Settled) => void;

/** Told how much of what is fetched for a root is there. */
export type OnFetch = (id: string, progress: DownloadProgress) => void;

/** What those who fetch roots need to know. */
export type Fetching = {
  readonly machine: Pick<Machine, "arch" | "archive">;
  /** The machine's own. */
  readonly distribution: Distribution;
  readonly cached: CachedRoots;
  readonly mirrors: MirrorMemory;
  readonly settle: Settle;
  readonly onFetch: OnFetch;
};
