import { mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Archive, Package } from "../../src/archives/archive.ts";
import { archives, findArchive } from "../../src/archives/archives.ts";
import { UserError } from "../../src/host/errors.ts";
import { hashFileLike } from "../../src/host/hash.ts";
import { readDistribution } from "../../src/survey/machine.ts";
import { openTestRepository } from "../support/apt.ts";
import { type Mirror, makeMirror } from "../support/mirror.ts";
import { makePlace, type Place } from "../survey/modules.ts";

// What roots rely on, of every kind of archive: a new one needs a row in archives.ts and one here.

/** A repository of a test's own. It has the packages `app`, which depends on `lib`, and `other`, with these files. */
type Repository = {
  readonly archive: Archive;
  /** What the index lists, by name. */
  readonly packages: ReadonlyMap<string, Package>;
  /** The names that a package for developing with `lib` has, and one that comes with every toolchain. */
  readonly names: { readonly development: string; readonly ofToolchains: string };
  readonly close: () => Promise<void>;
};

const files = {
  app: { "usr/bin/app": "an app", "usr/share/both": "of app" },
  lib: { "usr/lib/liblib.so.1": "a library", "usr/lib/liblib.so": { link: "liblib.so.1" } },
  other: { "usr/share/other": "another", "usr/share/both": "of other" },
};

const makeRepository: Readonly<Record<string, (place: Place) => Promise<Repository>>> = {
  apt: async (place) => {
    const mirror: Mirror = await makeMirror(place.directory, {
      app: { files: files.app, depends: ["lib"] },
      lib: { files: files.lib },
      other: { files: files.other },
    });
    const retryPolicy = { stallSeconds: 2, switchSeconds: 2, attempts: 1, pauseSeconds: 0 };
    return {
      archive: await openTestRepository(place, mirror.url, { retryPolicy }),
      packages: new Map(mirror.packages.map((each) => [each.name, each])),
      names: { development: "lib-dev", ofToolchains: "libc6-dev" },
      close: mirror.close,
    };
  },
};

it("each kind of archive is listed once, and found by its name", () => {
  expect(archives.map(({ id }) => id).sort()).toEqual(Object.keys(makeRepository).sort());
  for (const kind of archives) {
    expect(findArchive(kind.id)).toBe(kind);
  }
});

describe.each(archives)("an archive of kind $id", (kind) => {
  let place: Place;
  let repository: Repository;
  let archive: Archive;
  const directory = (name: string) => mkdtemp(join(place.directory, `${name} `));
  const listed = (name: string): Package => {
    const found = repository.packages.get(name);
    if (found === undefined) {
      throw new Error(name);
    }
    return found;
  };

  beforeAll(async () => {
    place = await makePlace("archive");
    const make = makeRepository[kind.id];
    if (make === undefined) {
      throw new Error(`no repository is made here for archives of kind ${kind.id}`);
    }
    repository = await make(place);
    archive = repository.archive;
    await archive.update();
  });
  afterAll(async () => {
    await repository.close();
    await place.remove();
  });

  it("serves this machine, and names the reason where it serves none", async () => {
    const distribution = await readDistribution();
    expect(await kind.missingReason(place.host, distribution)).toBeUndefined();
    expect(await kind.missingReason({ ...place.host, os: "plan9" }, undefined)).toContain("plan9");
  });

  it("opens no archive of a distribution that the machine has no mirror of", async () => {
    const unknown = { id: "none", version: "1", codename: "none", title: "None 1" };
    const opened = kind.open(place.host, unknown, { directory: await directory("opened") });
    await expect(opened).rejects.toThrow(UserError);
    await expect(opened).rejects.toThrow("None 1");
  });

  it("resolves packages with their dependencies, and names what is missing", async () => {
    const { packages, missing } = await archive.resolve(["app", "none", "gone"]);
    expect([...packages].sort((left, right) => (left.name < right.name ? -1 : 1))).toEqual([
      listed("app"),
      listed("lib"),
    ]);
    expect(missing).toEqual(["none", "gone"]);
    expect(await archive.resolve(["none"])).toEqual({ packages: [], missing: ["none"] });
    expect(await archive.resolve([])).toEqual({ packages: [], missing: [] });
  });

  it("finds the packages that have files", async () => {
    const owners = await archive.owners(["usr/bin/app", "usr/share/both", "usr/lib/liblib.so", "usr/bin/none"]);
    expect([...owners].sort()).toEqual([
      ["usr/bin/app", ["app"]],
      ["usr/lib/liblib.so", ["lib"]],
      ["usr/share/both", ["app", "other"]],
    ]);
    // The packages are still there, whatever index was added.
    expect((await archive.resolve(["lib"])).packages).toEqual([listed("lib")]);
  });

  it("finds versions of packages as far as the index lists them", async () => {
    const other = listed("other");
    expect(await archive.find([other, { ...other, version: "0" }, { name: "none", version: "1" }])).toEqual([other]);
    expect(await archive.find([])).toEqual([]);
  });

  it("downloads what is not there yet, and reports each package once it is verified", async () => {
    const into = await directory("downloads");
    const download = async (names: readonly string[]) => {
      const completed: string[] = [];
      const left: number[] = [];
      const downloaded = await archive.download(names.map(listed), into, {
        onPackage: ({ name }) => completed.push(name),
        onProgress: (progress) => left.push(progress.left),
      });
      return { downloaded: downloaded.map(({ name }) => name).sort(), completed: completed.sort(), left: left.at(-1) };
    };
    expect(await download(["lib"])).toEqual({ downloaded: ["lib"], completed: ["lib"], left: 0 });
    const both = ["app", "lib"];
    expect(await download(both)).toEqual({ downloaded: ["app"], completed: both, left: 0 });
    expect((await readdir(into)).sort()).toEqual(both.map((name) => listed(name).file));
    for (const each of both.map(listed)) {
      expect(each).toMatchObject(await hashFileLike(join(into, each.file), each));
    }
    const gone = { ...listed("other"), version: "0", file: "gone" };
    await expect(archive.download([gone], into, { onPackage: () => {}, onProgress: () => {} })).rejects.toThrow(
      UserError,
    );
  });

  it("unpacks a package, and lists its files", async () => {
    const [downloads, into] = [await directory("downloads"), join(await directory("unpacked"), "root")];
    await mkdir(into);
    await archive.download([listed("lib")], downloads, { onPackage: () => {}, onProgress: () => {} });
    const file = join(downloads, listed("lib").file);
    await archive.unpack(file, into);
    expect(await readFile(join(into, "usr/lib/liblib.so"), "utf8")).toBe("a library");
    expect(await archive.listFiles(file)).toEqual(["usr/lib/liblib.so.1"]);
    await expect(archive.unpack(join(downloads, "none"), into)).rejects.toThrow(UserError);
  });

  it("tells packages for development, and those of every toolchain, by their names", () => {
    const { development, ofToolchains } = repository.names;
    expect(["lib", development].map(archive.naming.isDevelopment)).toEqual([false, true]);
    expect([development, ofToolchains].map(archive.naming.isOfToolchains)).toEqual([false, true]);
  });
});
