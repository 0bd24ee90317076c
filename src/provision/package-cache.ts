import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Host } from "../host/types.ts";
import type { CacheUse } from "../plan/cache.ts";
import type { Distribution } from "../survey/machine.ts";
import type { Package } from "./packages.ts";
import type { Fetched } from "./roots.ts";

/** What came back. */
export type RestoredPackages = {
  readonly key: string;
  readonly kind: "hit" | "partial" | "miss" | "off";
};

/**
 * Brings packages of an earlier run back into the staging directory. What comes back is as untrusted as what comes from a
 * mirror: each package is hashed against the signed index before it is opened.
 */
export async function restorePackages(
  host: Host,
  use: CacheUse,
  wanted: { readonly packages: readonly Package[]; readonly distribution: Distribution },
): Promise<RestoredPackages> {
  const prefix = `cgo-cross-packages-1-${host.os}-${host.arch}-${wanted.distribution.id}-${wanted.distribution.version}-`;
  const list = wanted.packages.map((each) => `${each.file} ${each.sha256}`).sort();
  const key = prefix + createHash("sha256").update(list.join("\n")).digest("hex").slice(0, 32);
  if (use.kind === "off") {
    return { key, kind: "off" };
  }
  if (!host.cache.available) {
    host.log.info(`Cache: not used, ${host.cache.reason ?? "the job has none"}.`);
    return { key, kind: "off" };
  }
  const restored = await host.cache.restore({ path: host.stagingDirectory, key, restoreKeys: [prefix] });
  switch (restored.kind) {
    case "hit":
    case "partial":
      host.log.info(`Cache: packages restored from ${restored.key}.`);
      return { key, kind: restored.kind };
    case "unavailable":
      host.log.warning(`The cache could not be read, so everything is fetched: ${restored.reason}`);
      return { key, kind: "off" };
    case "miss":
      host.log.info(`Cache: nothing under ${key}.`);
      return { key, kind: "miss" };
  }
}

/** Saves the packages of this run, and only those, unless the very same set was restored. Never throws. */
export async function savePackages(host: Host, use: CacheUse, fetched: Fetched): Promise<void> {
  if (use.kind === "off" || fetched.restored === "hit" || fetched.restored === "off") {
    return;
  }
  try {
    const keep = new Set(fetched.packages.map((each) => each.file));
    for (const name of await readdir(host.stagingDirectory)) {
      if (!keep.has(name)) {
        await rm(join(host.stagingDirectory, name), { recursive: true, force: true });
      }
    }
  } catch (error) {
    host.log.warning(`Cache: not saved, ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  const saved = await host.cache.save({ path: host.stagingDirectory, key: fetched.key, restoreKeys: [] });
  if (saved.kind === "saved") {
    host.log.info(`Cache: packages saved as ${fetched.key}.`);
  } else {
    host.log.warning(`The cache could not be written, so the next run fetches again: ${saved.reason}`);
  }
}
