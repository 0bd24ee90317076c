import type { DownloadListener, DownloadProgress, Package } from "./archive.ts";

/** Packages that are being downloaded. */
export type PendingDownloads = {
  /** Resolves as soon as this package is complete; rejects where it is not, once the whole download has failed. */
  readonly ready: (each: Package) => Promise<void>;
  /** The packages that had to be downloaded; rejects where one could not be. */
  readonly all: Promise<readonly Package[]>;
};

/**
 * Lets each package of a download be awaited by itself.
 * @param start Starts the download, with the listener that is to be told of each package.
 */
export function trackDownloads(
  packages: readonly Package[],
  start: (onPackage: DownloadListener["onPackage"]) => Promise<readonly Package[]>,
): PendingDownloads {
  const resolvers = new Map<string, () => void>();
  const completed = new Map(
    packages.map(({ file }) => [file, new Promise<void>((resolve) => resolvers.set(file, resolve))]),
  );
  const all = start(({ file }) => resolvers.get(file)?.());
  const ended = all.then(() => {});
  // The failure reaches whoever awaits a package or all of them; without this it would be an unhandled one until then.
  ended.catch(() => {});
  return { all, ready: ({ file }) => Promise.race([completed.get(file) ?? ended, ended]) };
}

/** `Fetching packages: 12.3 of 61.9 MB, 8 left…` */
export function describeProgress({ bytes, total, left }: DownloadProgress): string {
  return `Fetching packages: ${describeBytes(bytes, total)}, ${left} left…`;
}

/** `12.3 of 61.9 MB`, both in the unit that suits the total. */
export function describeBytes(bytes: number, total: number): string {
  return total < 1e6
    ? `${(bytes / 1e3).toFixed(0)} of ${(total / 1e3).toFixed(0)} kB`
    : `${(bytes / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
}
