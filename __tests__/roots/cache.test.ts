import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CacheEntry, CacheRestored, CacheService, Host } from "../../src/host/types.ts";
import type { CacheUse } from "../../src/plan/cache.ts";
import type { LockedRelease } from "../../src/plan/lock.ts";
import type { LockedRoot } from "../../src/plan/root-request.ts";
import { describeRefusal, type RootSet, restoreRoots } from "../../src/roots/cache.ts";
import { recordWarnings } from "../support/warnings.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { requestPackages } from "./requests.ts";

const distribution = { id: "debian", version: "12", codename: "bookworm", title: "Debian 12" };
const [gcc, qemu] = [requestPackages("gcc", ["gcc", "g++"]), requestPackages("qemu", ["qemu-user"])];
const set: RootSet = { requests: [gcc, qemu], distribution, kinds: [], lock: undefined };
const locked = (digest: string): LockedRoot => ({ targets: [], requested: [], digest, packages: [] });

let place: Place;
beforeAll(async () => {
  place = await makePlace();
});
afterAll(() => place.remove());

/** Looks a set up in a cache that answers so, and gives what it was asked and what was logged. */
async function lookUp(
  of: RootSet,
  options: { readonly answer?: CacheRestored; readonly use?: CacheUse; readonly host?: Partial<Host> } = {},
) {
  const asked: CacheEntry[] = [];
  const cache: CacheService = {
    available: true,
    reason: undefined,
    restore: async (entry) => {
      asked.push(entry);
      return options.answer ?? { kind: "miss" };
    },
    save: async () => ({ kind: "saved" }),
  };
  const before = place.shown.length;
  const lookup = await restoreRoots({ ...place.host, cache, ...options.host }, options.use ?? { kind: "on" }, of);
  return { lookup, asked, shown: place.shown.slice(before).join("") };
}

async function keyOf(of: RootSet): Promise<string> {
  const { asked } = await lookUp(of);
  return asked[0]?.key ?? "";
}

describe("the key of a set of roots", () => {
  it("has the release, the requests and the week, and all of it is in the log", async () => {
    const { asked, shown, lookup } = await lookUp(set);
    const { os, arch } = place.host;
    const start = `cgo-cross-roots-3-${os}-${arch}-debian-12-`;
    expect(asked).toEqual([
      {
        path: expect.any(String),
        key: expect.stringMatching(new RegExp(`^${start}[0-9a-f]{16}-week\\d+-$`)),
        restoreKeys: [asked[0]?.key, asked[0]?.key.replace(/week\d+-$/, "")],
      },
    ]);
    expect(shown).toContain(asked[0]?.key);
    expect(shown).toContain("gcc (gcc, g++); qemu (qemu-user)");
    expect(lookup).toEqual({ kind: "miss" });
  });

  it("is the same whatever the order of the roots", async () => {
    expect(await keyOf({ ...set, requests: [qemu, gcc] })).toBe(await keyOf(set));
  });

  it("is another for other roots, or for another release", async () => {
    const keys = [
      await keyOf(set),
      await keyOf({ ...set, requests: [gcc] }),
      await keyOf({ ...set, requests: [gcc, requestPackages("qemu", ["qemu-user-static"])] }),
      await keyOf({ ...set, distribution: { ...distribution, version: "13" } }),
    ];
    expect(new Set(keys).size).toBe(4);
  });

  it("with a lock follows its digests, and no entry of another lock is taken", async () => {
    const keyWith = (lock: LockedRelease) => keyOf({ ...set, lock });
    const [one, two] = [locked("1".repeat(64)), locked("2".repeat(64))];
    const keys = [await keyWith({ gcc: one }), await keyWith({ gcc: two }), await keyWith({ qemu: one })];
    expect(new Set(keys).size).toBe(3);
    expect(await keyWith({ gcc: one, qemu: two })).toBe(await keyWith({ qemu: two, gcc: one }));
    const { asked } = await lookUp({ ...set, lock: { gcc: one } });
    expect(asked).toMatchObject([{ key: keys[0], restoreKeys: [keys[0]] }]);
    expect(keys[0]).toMatch(/-lock[0-9a-f]{16}-$/);
  });
});

describe("a cache that gives nothing", () => {
  it("is not asked where it is not to be used, and says the reason", async () => {
    const { asked, shown, lookup } = await lookUp(set, { use: { kind: "off", reason: "a tag is built" } });
    expect([asked, lookup]).toEqual([[], { kind: "off" }]);
    expect(shown).toMatch(/^Cache: toolchains are neither .* nor saved: a tag is built\.\n$/);
  });

  it("is a warning on a runner where nobody chose that", async () => {
    const { log, warnings } = recordWarnings(place.host.log);
    const cache = { ...place.host.cache, available: false, reason: "the job has no cache" };
    const host = { kind: "github", log, cache } as const;
    expect((await lookUp(set, { host })).lookup).toEqual({ kind: "off" });
    expect(warnings).toEqual([
      { code: "no-cache", text: "Cache: toolchains are neither restored nor saved: the job has no cache" },
    ]);
    await lookUp(set, { host, use: { kind: "off", reason: "cache: off" } });
    expect(warnings).toHaveLength(1);
  });

  it("is a warning where it cannot be read, or has a damaged entry", async () => {
    const off = await lookUp(set, { answer: { kind: "unavailable", reason: "it is down" } });
    expect(off.lookup).toEqual({ kind: "off" });
    expect(off.shown).toMatch(/The cache could not be read, so the toolchains are .*: it is down/);
    const damaged = await lookUp(set, { answer: { kind: "damaged", reason: "it is a link" } });
    expect(damaged.lookup).toEqual({ kind: "refused" });
    expect(damaged.shown).toContain(": it is a link. If this ");
    expect(damaged.shown).toContain(`delete the cache entry ${damaged.asked[0]?.key}`);
  });
});

it("the reason of a refusal has the stack of a fault of ours", () => {
  const fault = new TypeError("x is undefined");
  expect(describeRefusal(fault)).toContain(fault.stack);
  expect(describeRefusal(fault)).toContain("Please report it");
});
