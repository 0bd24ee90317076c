import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CacheEntry, CacheService, Host } from "../../src/host/types.ts";
import { restorePackages, savePackages } from "../../src/provision/package-cache.ts";
import type { Package } from "../../src/provision/packages.ts";
import { makePlace, type Place } from "../survey/modules.ts";

const distribution = { id: "debian", version: "12", codename: "bookworm", title: "Debian 12" };
const prefix = (host: Host) => `cgo-cross-packages-1-${host.os}-${host.arch}-debian-12-`;

const make = (name: string, letter: string): Package => ({
  name,
  version: "1",
  architecture: "all",
  size: 1,
  sha256: letter.repeat(64),
  file: `${name}_1_all.deb`,
  depends: [],
  provides: [],
});

const a = make("a", "a");
const b = make("b", "b");

let place: Place;
beforeEach(async () => {
  place = await makePlace();
});
afterEach(() => place.remove());

function stage(files: Readonly<Record<string, string>>): void {
  mkdirSync(place.host.stagingDirectory, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(place.host.stagingDirectory, name), text);
  }
}

const restore = (packages: readonly Package[], host: Host = place.host) =>
  restorePackages(host, { kind: "on" }, { packages, distribution });

describe("restorePackages and savePackages", () => {
  it("bring the very set back, and then there is nothing to save", async () => {
    const first = await restore([a, b]);
    expect(first).toEqual({ key: expect.stringMatching(/^cgo-cross-packages-1-/), kind: "miss" });
    expect(first.key.startsWith(prefix(place.host))).toBe(true);
    stage({ [a.file]: "A", [b.file]: "B", "stray.deb": "from an older set" });
    mkdirSync(join(place.host.stagingDirectory, "partial"));
    await savePackages(place.host, { kind: "on" }, { key: first.key, packages: [a, b], restored: first.kind });
    await rm(place.host.stagingDirectory, { recursive: true });

    expect(await restore([b, a])).toEqual({ key: first.key, kind: "hit" });
    expect(readdirSync(place.host.stagingDirectory).sort()).toEqual([a.file, b.file]);
    expect(readFileSync(join(place.host.stagingDirectory, a.file), "utf8")).toBe("A");
  });

  it("bring another set of the same release where there is no better", async () => {
    const first = await restore([a]);
    stage({ [a.file]: "A" });
    await savePackages(place.host, { kind: "on" }, { key: first.key, packages: [a], restored: "miss" });
    await rm(place.host.stagingDirectory, { recursive: true });
    const more = await restore([a, b]);
    expect(more.kind).toBe("partial");
    expect(more.key).not.toBe(first.key);
    expect(readdirSync(place.host.stagingDirectory)).toEqual([a.file]);
    const other = { packages: [a, b], distribution: { ...distribution, version: "13" } };
    expect((await restorePackages(place.host, { kind: "on" }, other)).kind).toBe("miss");
  });

  it("tell packages of one name apart by their content", async () => {
    expect((await restore([a])).key).not.toBe((await restore([{ ...a, sha256: "c".repeat(64) }])).key);
  });

  it("neither read nor write where the cache is off or not there", async () => {
    stage({ [a.file]: "A" });
    const off = await restorePackages(
      place.host,
      { kind: "off", reason: "cache: off" },
      { packages: [a], distribution },
    );
    expect(off.kind).toBe("off");
    await savePackages(
      place.host,
      { kind: "off", reason: "cache: off" },
      { key: off.key, packages: [a], restored: "miss" },
    );
    expect((await restore([a])).kind).toBe("miss");
    const absent = withCache({ available: false, reason: "the job has no cache" });
    expect((await restore([a], absent)).kind).toBe("off");
    expect(place.shown.join("")).toContain("Cache: not used, the job has no cache.");
  });

  it("save nothing that the cache brought, or that a fault of the cache may have spoilt", async () => {
    const saved: CacheEntry[] = [];
    const host = withCache({
      save: async (entry) => {
        saved.push(entry);
        return { kind: "saved" };
      },
    });
    stage({ [a.file]: "A" });
    for (const restored of ["hit", "off"] as const) {
      await savePackages(host, { kind: "on" }, { key: "k", packages: [a], restored });
    }
    expect(saved).toEqual([]);
    await savePackages(host, { kind: "on" }, { key: "k", packages: [a], restored: "partial" });
    expect(saved).toEqual([{ path: host.stagingDirectory, key: "k", restoreKeys: [] }]);
  });

  it("a cache that fails costs a warning", async () => {
    const host = withCache({
      restore: async () => ({ kind: "unavailable", reason: "the service took longer than 60 s" }),
      save: async () => ({ kind: "not-saved", reason: "the cache is read-only" }),
    });
    expect((await restore([a], host)).kind).toBe("off");
    await savePackages(host, { kind: "on" }, { key: "k", packages: [a], restored: "miss" });
    stage({ [a.file]: "A" });
    await savePackages(host, { kind: "on" }, { key: "k", packages: [a], restored: "miss" });
    const shown = place.shown.join("");
    expect(shown).toContain("The cache could not be read, so everything is fetched: the service took longer than 60 s");
    expect(shown).toContain("Cache: not saved, ENOENT");
    expect(shown).toContain("The cache could not be written, so the next run fetches again: the cache is read-only");
  });
});

/** The place's host with some of its cache replaced, for what no directory does. */
function withCache(cache: Partial<CacheService>): Host {
  return { ...place.host, cache: { ...place.host.cache, ...cache } };
}
