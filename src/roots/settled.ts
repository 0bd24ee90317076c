import type { Installed } from "./install.ts";

export type RootSource = "host" | "disk" | "cache" | "download";

/**
 * What a root was compared with in this run: the signed index, the lock, the hash in the plan, or only the record that was
 * made when it was unpacked.
 */
export type RootCheck = "index" | "lock" | "hash" | "record";

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
