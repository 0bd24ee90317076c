import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aptArchive } from "../../src/archives/apt/apt.ts";
import { NoSuchPackageError, UnavailableError, UserError } from "../../src/host/errors.ts";
import { type LocalHost, makeLocalHost } from "../../src/host/local.ts";
import type { CacheService, Host } from "../../src/host/types.ts";

import type { LockedRelease } from "../../src/plan/lock.ts";
import type { LockedRoot, RootRequest } from "../../src/plan/root-request.ts";
import type { RootKind } from "../../src/roots/kind.ts";

import type { Outcome } from "../../src/roots/outcome.ts";
import { contentHash } from "../../src/roots/place.ts";
import { ensureRoots, type RootOptions } from "../../src/roots/roots.ts";
import type { Root } from "../../src/roots/settle.ts";
import { type Machine, surveyMachine } from "../../src/survey/machine.ts";
import { problem } from "../support/problems.ts";
import { changeArchive, tamperWithArchive } from "../support/tree-archives.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { requestPackages } from "./requests.ts";

// These ask the archive of the machine's own distribution: what is tested is how apt takes what we write for it.

let place: Place;
let machine: Machine;

beforeAll(async () => {
  place = await makePlace("roots with spaces");
  machine = await surveyMachine(place.host, { clang: false, archives: [aptArchive] });
});
afterAll(() => place.remove());

describe("ensureRoots", () => {
  /** A package of two small files, which needs nothing but the C library. */
  const hello = requestPackages("hello", ["hello"], { namedAfter: ["hello"] });
  const missing = requestPackages("missing", ["hello", "gcc-none-linux-gnu"]);
  const saying: RootKind = {
    kind: "test",
    wrappers: ({ directory, content, programs }) => [
      { name: "say", text: `${directory} ${content} ${programs.join(" ")}` },
    ],
  };

  /** A host of a run of its own, with the tools and the cache of the runs before it. */
  const nextRun = (tools: string): Promise<LocalHost> =>
    makeLocalHost(
      { ...process.env, TMPDIR: place.directory },
      {
        artifactDirectory: join(place.directory, "artifacts"),
        cacheDirectory: join(place.directory, tools),
        terminal: { write: () => true },
      },
    );

  async function provision(host: Host, requests: readonly RootRequest[], options: Partial<RootOptions> = {}) {
    const defaults = { machine, kinds: [saying], cache: { kind: "on" }, lock: undefined } as const;
    const roots = ensureRoots(host, requests, { ...defaults, ...options });
    const outcomes = await Promise.all(requests.map((request) => roots.of(request.id)));
    await roots.save();
    return outcomes;
  }

  function ready(outcome: Outcome<Root> | undefined): Root {
    if (outcome?.kind !== "ready") {
      throw outcome?.error ?? new Error("there is no outcome");
    }
    return outcome.value;
  }

  function failure(outcome: Outcome<Root> | undefined): Error {
    if (outcome?.kind !== "failed") {
      throw new Error("the root is ready");
    }
    return outcome.error;
  }

  it("makes a root, and finds it again on the disk", async () => {
    const first = await nextRun("one");
    const [made, absent] = await provision(first, [hello, missing]);
    const root = ready(made);
    expect(root.source).toBe("download");
    expect(root.bytesDownloaded).toBeGreaterThan(10_000);
    expect(root.record.packages.map((each) => each.name)).toEqual(["hello"]);
    expect(readdirSync(root.directory).sort()).toEqual(["bin", "host-lib", "root", "root.json"]);
    expect(statSync(root.directory).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(root.directory, "bin/say"), "utf8")).toMatch(/ [0-9a-f]{16} hello$/);
    expect(readFileSync(join(root.directory, "bin/say"), "utf8")).toContain(root.directory);
    expect(execFileSync(join(root.directory, "root/usr/bin/hello"), { encoding: "utf8" })).toBe("Hello, world!\n");
    const reason = `${machine.distribution?.title} has no package gcc-none-linux-gnu; build this target on a newer release`;
    expect(absent).toEqual({ kind: "failed", error: new NoSuchPackageError(problem(reason, "no-such-package")) });
    expect(failure(absent)).toBeInstanceOf(UnavailableError);

    const [again] = await provision(await nextRun("one"), [hello]);
    expect(ready(again)).toMatchObject({ source: "disk", bytesDownloaded: 0, directory: root.directory });
  });

  it("looks up in the index who has a file, where the likely package is not to be had", async () => {
    const header = {
      what: "<uthash.h>",
      paths: ["usr/include/uthash.h"],
      ifMissing: "fail",
      ifSeveral: "fail",
    } as const;
    const files = [
      { ...header, likely: "libnone-uthash-dev" },
      { ...header, what: "-llikely", paths: ["usr/bin/hello"], likely: "hello" },
      // The program's own flags look elsewhere first, where none has it, and where another package has it.
      { ...header, what: "-lother", paths: ["usr/bin/hello"], first: ["usr/lib/none/hello"], likely: "hello" },
      { ...header, what: "-lsl", paths: ["usr/bin/none"], first: ["usr/bin/sl", "usr/games/sl"], likely: "cowsay" },
    ];
    const request = requestPackages("header", [], { files, namedAfter: ["*-dev"] });
    const [made] = await provision(await nextRun("header"), [request]);
    const root = ready(made);
    expect(root.record.packages.map((each) => each.name)).toEqual(
      expect.arrayContaining(["hello", "sl", "uthash-dev"]),
    );
    expect(root.record.packages.map(({ name }) => name)).not.toContain("cowsay");
    expect(statSync(join(root.directory, "root/usr/include/uthash.h")).size).toBeGreaterThan(1000);
  });

  it("remembers what no package has, so that the index is not asked again", async () => {
    const guess = { likely: undefined, ifMissing: "note", ifSeveral: "note" } as const;
    const files = [{ what: "<none/none.h>", paths: ["usr/include/none/none.h"], ...guess }];
    const request = requestPackages("guessed", [], { files, namedAfter: ["*-dev"] });
    const [made] = await provision(await nextRun("guessed"), [request]);
    const { record, directory } = ready(made);
    expect(record).toMatchObject({ packages: [], lookups: [{ path: "usr/include/none/none.h", packages: [] }] });
    const [again] = await provision(await nextRun("guessed"), [request]);
    expect(ready(again)).toMatchObject({ source: "disk", directory });
    // One that could not be looked up is, in the next run.
    const unasked = [{ path: "usr/include/none/none.h", packages: [], problem: "no answer" }];
    writeFileSync(join(directory, "root.json"), JSON.stringify({ ...record, lookups: unasked }));
    const [third] = await provision(await nextRun("guessed"), [request]);
    expect(ready(third)).toMatchObject({ checked: "index", record: { lookups: record.lookups } });
  });

  it("makes an empty root where what may not be needed cannot be looked up", async () => {
    const guess = { likely: undefined, ifMissing: "note", ifSeveral: "note" } as const;
    const files = [{ what: "<none/none.h>", paths: ["usr/include/none/none.h"], ...guess }];
    const request = requestPackages("unasked", [], { files, namedAfter: ["*-dev"] });
    const { distribution } = machine;
    const unknown = { ...machine, distribution: distribution && { ...distribution, codename: "none-such" } };
    const [made] = await provision(await nextRun("unasked"), [request], { machine: unknown });
    expect(ready(made).record.lookups).toEqual([
      { path: "usr/include/none/none.h", packages: [], problem: expect.stringContaining("apt sources") },
    ]);
    const certain = requestPackages("certain", ["hello"], { files });
    const [failed] = await provision(await nextRun("unasked"), [certain], { machine: unknown });
    expect(failure(failed)).toBeInstanceOf(UserError);
  });

  it("adds what a root's packages lack, and knows such a root again when it is looked up anew", async () => {
    const header = { what: "<uthash.h>", paths: ["usr/include/uthash.h"], likely: "uthash-dev" };
    const lacking: RootKind = {
      kind: "test",
      lacking: async ({ root }) => (existsSync(join(root, "usr/include/uthash.h")) ? [] : [header]),
    };
    const options = { kinds: [lacking] };
    const [made] = await provision(await nextRun("lacking"), [hello], options);
    const { directory, record, bytesDownloaded } = ready(made);
    expect(record.packages.map((each) => each.name)).toEqual(["hello", "uthash-dev"]);
    expect(record.added).toEqual(["uthash-dev"]);
    expect(bytesDownloaded).toBe(record.packages.reduce((sum, { size }) => sum + size, 0));
    expect(directory).toContain(contentHash(record.packages));
    const [again] = await provision(await nextRun("lacking"), [hello], { ...options, upToDate: true });
    expect(ready(again)).toMatchObject({ source: "disk", checked: "index", directory, bytesDownloaded: 0 });
  });

  it("makes a root anew where the one on the disk was changed", async () => {
    const [made] = await provision(await nextRun("changed"), [hello]);
    const { directory } = ready(made);
    writeFileSync(join(directory, "root/usr/bin/hello"), "#!/bin/sh\necho evil\n");
    const [again] = await provision(await nextRun("changed"), [hello]);
    expect(ready(again)).toMatchObject({ source: "download", directory });
    expect(execFileSync(join(directory, "root/usr/bin/hello"), { encoding: "utf8" })).toBe("Hello, world!\n");
  });

  it("looks the packages up again after a week, and keeps a root of the same ones", async () => {
    const [made] = await provision(await nextRun("week"), [hello]);
    const { directory, record } = ready(made);
    const old = { ...record, resolved: "2020-01-01T00:00:00.000Z" };
    writeFileSync(join(directory, "root.json"), JSON.stringify(old));
    const [again] = await provision(await nextRun("week"), [hello]);
    expect(ready(again)).toMatchObject({ source: "disk", checked: "index", bytesDownloaded: 0, directory });
    expect(Date.parse(ready(again).record.resolved)).toBeGreaterThan(Date.parse(record.resolved));
    const [third] = await provision(await nextRun("week"), [hello]);
    expect(ready(third)).toMatchObject({ source: "disk", checked: "record" });
  });

  describe("with a cache", () => {
    /** A cache of one entry, kept in a file. */
    function makeCache() {
      const entry = join(place.directory, `entry-${Math.random()}`);
      const log: string[] = [];
      let saved: string | undefined;
      const cache: CacheService = {
        available: true,
        reason: undefined,
        restore: async ({ path, key, restoreKeys }) => {
          log.push("restore");
          if (saved === undefined || ![key, ...restoreKeys].some((prefix) => saved?.startsWith(prefix))) {
            return { kind: "miss" };
          }
          copyFileSync(entry, path);
          return { kind: "partial", key: saved };
        },
        save: async ({ path, key }) => {
          log.push("save");
          saved = key;
          copyFileSync(path, entry);
          return { kind: "saved" };
        },
      };
      return { cache, entry, log, key: () => saved ?? "" };
    }
    const changeAbout = (entry: string, change: (about: object) => object) =>
      changeArchive(entry, {
        list: ([tree]) => {
          if (tree !== undefined) {
            tree.about = change(tree.about as object);
          }
        },
      });
    let runs = 0;
    /** A run on a fresh machine, which has nothing on its disk. */
    const freshRun = async (cache: CacheService) => {
      const shown: string[] = [];
      const host = await makeLocalHost(
        { ...process.env, TMPDIR: place.directory },
        {
          artifactDirectory: join(place.directory, "artifacts"),
          cacheDirectory: join(place.directory, `fresh-${runs++}`),
          terminal: { write: (text: string) => shown.push(text) > 0 },
        },
      );
      return { host: { ...host, cache }, shown };
    };
    const says = ({ directory }: Root) => execFileSync(join(directory, "root/usr/bin/hello"), { encoding: "utf8" });

    it("a set of roots is saved once, comes back on another machine, and is not saved again", async () => {
      const { cache, log, key } = makeCache();
      const first = await freshRun(cache);
      const [made] = await provision(first.host, [hello]);
      expect(ready(made)).toMatchObject({ source: "download", checked: "index" });
      const second = await freshRun(cache);
      const [root] = await provision(second.host, [hello]);
      expect(ready(root)).toMatchObject({ source: "cache", checked: "record", bytesDownloaded: 0 });
      expect(ready(root).record.digest).toBe(ready(made).record.digest);
      expect(says(ready(root))).toBe("Hello, world!\n");
      expect(readFileSync(join(ready(root).directory, "bin/say"), "utf8")).toContain(ready(root).directory);
      expect(log).toEqual(["restore", "save", "restore"]);
      expect(key()).toMatch(/^cgo-cross-roots-3-linux-\w+-\w+-[\w.]+-[0-9a-f]{16}-week\d+-[0-9a-f]{16}$/);
      expect(second.shown.join("")).toContain("hello (hello)");
      const [third] = await provision(second.host, [hello]);
      expect(ready(third)).toMatchObject({ source: "disk", checked: "record" });
      expect(log).toEqual(["restore", "save", "restore"]);
    });

    it("a root without packages, for what no package has, comes back too", async () => {
      const { cache, log } = makeCache();
      const guess = { likely: undefined, ifMissing: "note", ifSeveral: "note" } as const;
      const files = [{ what: "<none/none.h>", paths: ["usr/include/none/none.h"], ...guess }];
      const empty = requestPackages("nothing", [], { files, namedAfter: ["*-dev"] });
      const [made] = await provision((await freshRun(cache)).host, [empty]);
      const [root] = await provision((await freshRun(cache)).host, [empty]);
      expect(ready(root)).toMatchObject({ source: "cache", record: { lookups: ready(made).record.lookups } });
      expect(log).toEqual(["restore", "save", "restore"]);
    });

    it("an entry of an earlier week is compared with the index, used, and saved as this week's", async () => {
      const { cache, entry, log } = makeCache();
      const first = await freshRun(cache);
      const [made] = await provision(first.host, [hello]);
      await changeAbout(entry, (about) => ({ ...about, resolved: "2020-01-01T00:00:00.000Z" }));
      const second = await freshRun({
        ...cache,
        restore: async (asked) => {
          const restored = await cache.restore(asked);
          return restored.kind === "partial"
            ? { ...restored, key: restored.key.replace(/week\d+/, "week1") }
            : restored;
        },
      });
      const [root] = await provision(second.host, [hello]);
      expect(ready(root)).toMatchObject({ source: "cache", checked: "index", bytesDownloaded: 0 });
      expect(ready(root).record.digest).toBe(ready(made).record.digest);
      expect(log).toEqual(["restore", "save", "restore", "save"]);
    });

    it.each<[string, (entry: string) => Promise<unknown> | undefined, RegExp]>([
      [
        "is no archive",
        async (entry) => writeFileSync(entry, "no archive"),
        /the archive is incomplete, or has another format/,
      ],
      [
        "is of other packages than it says",
        (entry) => changeAbout(entry, (about) => ({ ...about, digest: "0".repeat(64) })),
        /downloading them again: hello: its record does not match its content/,
      ],
      [
        "has a record that is none",
        (entry) => changeAbout(entry, () => ({ schema: 2, packages: [{ name: "../../x" }] })),
        /downloading them again: hello: its record does not match its content/,
      ],
      [
        "is of a day to come",
        (entry) => changeAbout(entry, (about) => ({ ...about, resolved: "2099-01-01T00:00:00.000Z" })),
        /downloading them again: hello: its record is of 2099-01-01, a date to come/,
      ],
      [
        "has other bytes than were recorded",
        (entry) => tamperWithArchive(entry, "root/usr/bin/hello"),
        /downloading them again: the content of "hello\/root\/usr\/bin\/hello" does not match its recorded SHA-256/,
      ],
    ])("an entry that %s is not used", async (_what, tamper, warning) => {
      const { cache, entry, log } = makeCache();
      await provision((await freshRun(cache)).host, [hello]);
      await tamper(entry);
      const { host, shown } = await freshRun(cache);
      const [root] = await provision(host, [hello]);
      expect(ready(root)).toMatchObject({ source: "download", checked: "index" });
      expect(says(ready(root))).toBe("Hello, world!\n");
      expect(shown.join("")).toMatch(warning);
      expect(log.slice(0, 3)).toEqual(["restore", "save", "restore"]);
      // Nothing that was half unpacked stays.
      expect(readdirSync(join(ready(root).directory, "..")).filter((name) => name.includes("partial"))).toEqual([]);
    });

    it("a refused entry is replaced under another key", async () => {
      const { cache, entry, key } = makeCache();
      await provision((await freshRun(cache)).host, [hello]);
      const before = key();
      await tamperWithArchive(entry, "root/usr/bin/hello");
      await provision((await freshRun(cache)).host, [hello]);
      expect(key()).not.toBe(before);
      expect(key().startsWith(before)).toBe(true);
      const [root] = await provision((await freshRun(cache)).host, [hello]);
      expect(ready(root).source).toBe("cache");
    });
  });

  describe("with a lock", () => {
    const lockOf = ({ record }: Root, change: Partial<LockedRoot> = {}): LockedRelease => ({
      hello: { targets: [], requested: ["hello"], digest: record.digest, packages: record.packages, ...change },
    });

    it("takes exactly what it says, without looking anything up where that is there", async () => {
      const [made] = await provision(await nextRun("locked"), [hello]);
      const lock = lockOf(ready(made));
      const old = { ...ready(made).record, resolved: "2020-01-01T00:00:00.000Z" };
      writeFileSync(join(ready(made).directory, "root.json"), JSON.stringify(old));
      const [again] = await provision(await nextRun("locked"), [hello], { lock });
      expect(ready(again)).toMatchObject({ source: "disk", checked: "lock" });
      const [fresh] = await provision(await nextRun("locked fresh"), [hello], { lock });
      expect(ready(fresh)).toMatchObject({ source: "download", checked: "lock" });
      expect(ready(fresh).record.digest).toBe(ready(made).record.digest);
    });

    it("vouches for what is in the place of what is downloaded, too", async () => {
      const [made] = await provision(await nextRun("locked place"), [hello]);
      const { directory } = ready(made);
      const lock = lockOf(ready(made));
      writeFileSync(join(directory, "root/usr/bin/hello"), "#!/bin/sh\necho evil\n");
      // The tool store does not find it.
      rmSync(`${directory}.complete`);
      const [again] = await provision(await nextRun("locked place"), [hello], { lock, cache: undefined });
      expect(ready(again)).toMatchObject({ source: "download", checked: "lock", directory });
      expect(execFileSync(join(directory, "root/usr/bin/hello"), { encoding: "utf8" })).toBe("Hello, world!\n");
    });

    it("says what the archive no longer has, and how to go on", async () => {
      const [made] = await provision(await nextRun("locked"), [hello]);
      const [hello1] = ready(made).record.packages;
      for (const change of [{ version: "0.1-1" }, { sha256: "0".repeat(64) }]) {
        const packages = hello1 === undefined ? [] : [{ ...hello1, ...change }];
        const [gone] = await provision(await nextRun("locked gone"), [hello], {
          lock: lockOf(ready(made), { packages }),
        });
        expect(failure(gone)).toBeInstanceOf(UserError);
        expect(failure(gone).message).toMatch(
          /^cgo-cross\.lock asks for hello \S+, which .* no longer has: refresh it with `cgo-cross lock`, or add the distribution's snapshot archive/,
        );
      }
    });

    it("refuses a root that unpacks to another digest", async () => {
      const [made] = await provision(await nextRun("locked"), [hello]);
      const lock = lockOf(ready(made), { digest: "0".repeat(64) });
      const [other] = await provision(await nextRun("locked digest"), [hello], { lock });
      expect(failure(other)).toBeInstanceOf(UserError);
      expect(failure(other).message).toContain("write the lock anew with `cgo-cross lock`");
    });
  });

  it("two runs at once make the same root and do not get into each other's way", async () => {
    const hosts = await Promise.all([nextRun("two"), nextRun("two"), nextRun("two")]);
    const outcomes = await Promise.all(hosts.map((host) => provision(host, [hello])));
    const directories = outcomes.map(([outcome]) => ready(outcome).directory);
    expect(new Set(directories).size).toBe(1);
    const [directory = ""] = directories;
    expect(execFileSync(join(directory, "root/usr/bin/hello"), { encoding: "utf8" })).toBe("Hello, world!\n");
    expect(readdirSync(join(directory, "..")).sort()).toEqual([process.arch, `${process.arch}.complete`]);
  });

  it("says the reason where there is no archive", async () => {
    const reason = "toolchains come from apt, and Fedora has no `apt-get`";
    const roots = ensureRoots(await nextRun("three"), [hello], {
      machine: { ...machine, archive: { kind: "missing", reason } },
      kinds: [saying],
      cache: { kind: "on" },
      lock: undefined,
    });
    const outcome = await roots.of("hello");
    expect(outcome).toEqual({ kind: "failed", error: new UnavailableError(problem(reason, "no-package-archive")) });
    expect(failure(outcome)).toBeInstanceOf(UnavailableError);
    // Nobody waits for what the plan does not have, unless by a fault of ours.
    const unplanned = failure(await roots.of("other"));
    expect(unplanned.message).toBe("no root of the plan is named other");
    expect(unplanned).not.toBeInstanceOf(UserError);
    await roots.save();
  });
});
