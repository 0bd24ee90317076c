import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareLocks, describeLock, type Lock, parseLock, releaseName } from "../../src/plan/lock.ts";
import type { LockedRoot, RootRequest } from "../../src/plan/root-request.ts";
import { lockHash, useLock } from "../../src/roots/lock.ts";
import { findLockPath, readLock } from "../../src/roots/lock-file.ts";

const make = (name: string, version = "1", letter = "a") => ({
  name,
  version,
  architecture: "all",
  size: 7,
  sha256: letter.repeat(64),
});
const root: LockedRoot = {
  targets: ["linux/arm64"],
  requested: ["gcc", "g++"],
  digest: "d".repeat(64),
  packages: [make("libc"), make("gcc")],
};
const lock: Lock = { schema: 1, releases: { "debian-12-amd64": { arm: root } } };
const request = (id: string, ...packages: string[]): RootRequest => ({
  id,
  packages,
  wrappers: () => [],
  versionOf: /x/,
});

describe("the text of a lock", () => {
  it("is sorted, ends in a line break, and is read as it was written", () => {
    const text = describeLock({
      schema: 1,
      releases: { "ubuntu-24.04-amd64": { z: root, a: root }, "debian-12-amd64": { arm: root } },
    });
    expect(text.endsWith("}\n")).toBe(true);
    const read = parseLock(text);
    expect(Object.keys(read.releases)).toEqual(["debian-12-amd64", "ubuntu-24.04-amd64"]);
    expect(Object.keys(read.releases["ubuntu-24.04-amd64"] ?? {})).toEqual(["a", "z"]);
    expect(read.releases["debian-12-amd64"]?.["arm"]).toEqual({
      ...root,
      requested: ["g++", "gcc"],
      packages: [make("gcc"), make("libc")],
    });
    expect(describeLock(read)).toBe(text);
  });

  it.each([
    ["<<<<<<< HEAD", /^cgo-cross\.lock is not JSON \(.*\); write it anew with `cgo-cross lock`$/],
    ["null", /is not of this version of cgo-cross; write it anew/],
    ['{"schema":2,"releases":{}}', /is not of this version of cgo-cross/],
    ['{"schema":1}', /is not of this version of cgo-cross/],
    ['{"schema":1,"releases":{"d":{"arm":null}}}', /^cgo-cross\.lock: arm of d is not whole; write it anew/],
    [JSON.stringify({ schema: 1, releases: { d: { arm: { ...root, digest: "x" } } } }), /arm of d is not whole/],
    [
      JSON.stringify({ schema: 1, releases: { d: { arm: { ...root, packages: [{ ...make("a"), size: "7" }] } } } }),
      /arm of d is not whole/,
    ],
  ])("%s is refused", (text, message) => {
    expect(() => parseLock(text)).toThrow(message);
  });
});

describe("useLock", () => {
  it("gives the roots that are asked for, with more in them than is asked for", () => {
    expect(useLock(lock, [request("arm", "gcc")], "debian-12-amd64")).toEqual({
      roots: new Map([["arm", root]]),
      problems: [],
    });
  });

  it("says what the lock lacks: a release, a root, a package", () => {
    expect(useLock(lock, [request("arm", "gcc")], "debian-13-amd64").problems).toEqual([
      "cgo-cross.lock is for debian-12-amd64 and this machine is debian-13-amd64; run `cgo-cross lock` on one like it, which adds it, and commit the file",
    ]);
    expect(useLock(lock, [request("arm", "gcc", "asan"), request("x")], "debian-12-amd64").problems).toEqual([
      "cgo-cross.lock has no asan for arm on debian-12-amd64; run `cgo-cross lock` with these targets and commit the file",
      "cgo-cross.lock has no x on debian-12-amd64; run `cgo-cross lock` with these targets and commit the file",
    ]);
  });

  it("binds nothing where nothing is fetched", () => {
    expect(useLock(lock, [], "debian-13-amd64")).toEqual({ roots: new Map(), problems: [] });
  });
});

describe("compareLocks", () => {
  const compare = (change: Partial<LockedRoot>) => compareLocks({ arm: root }, { arm: { ...root, ...change } });

  it("finds nothing where nothing differs", () => {
    expect(compare({ packages: [...root.packages].reverse(), targets: [] })).toEqual([]);
  });

  it("names each package that differs, and how", () => {
    const packages = [make("gcc", "2", "b"), make("new", "3")];
    expect(compare({ packages })).toEqual(["arm: gcc 1 is now 2", "arm: libc 1 is gone", "arm: new 3 is new"]);
    expect(compare({ packages: [make("libc", "1", "b"), make("gcc")] })).toEqual([
      "arm: libc 1 is now 1 (same version, other bytes)",
    ]);
  });

  it("names another digest of the same packages, and roots on one side", () => {
    expect(compare({ digest: "e".repeat(64) })).toEqual([
      "arm: the same packages, unpacked in another way (digest dddddddddddd… in the lock, now eeeeeeeeeeee…)",
    ]);
    expect(compareLocks({ arm: root }, { x: root })).toEqual([
      "arm: in the lock, and no target asks for it",
      "x: not in the lock",
    ]);
  });
});

it("a release's name is the distribution's, its number or codename, and the architecture", () => {
  const debian = { id: "debian", version: "12", codename: "bookworm", title: "" };
  expect(releaseName(debian, "amd64")).toBe("debian-12-amd64");
  expect(releaseName({ ...debian, version: "", codename: "sid" }, "arm64")).toBe("debian-sid-arm64");
});

it("a lock's short name follows its digests", () => {
  const other = { ...root, digest: "e".repeat(64) };
  const hashes = [new Map([["a", root]]), new Map([["a", other]]), new Map([["b", root]])].map(lockHash);
  expect(new Set(hashes).size).toBe(3);
  expect(
    lockHash(
      new Map([
        ["a", root],
        ["b", other],
      ]),
    ),
  ).toBe(
    lockHash(
      new Map([
        ["b", other],
        ["a", root],
      ]),
    ),
  );
});

it("a lock lies beside go.mod, or nearer to what is built", async () => {
  const top = await mkdtemp(join(tmpdir(), "lock-"));
  try {
    const deep = join(top, "cmd/app");
    await mkdir(deep, { recursive: true });
    await writeFile(join(top, "go.mod"), "module x\n");
    expect(await findLockPath(deep)).toBe(join(top, "cgo-cross.lock"));
    expect(await readLock(join(top, "cgo-cross.lock"))).toBe(undefined);
    await writeFile(join(top, "cmd/cgo-cross.lock"), describeLock(lock));
    expect(await findLockPath(deep)).toBe(join(top, "cmd/cgo-cross.lock"));
    expect((await readLock(join(top, "cmd/cgo-cross.lock")))?.schema).toBe(1);
    await rm(join(top, "go.mod"));
    await rm(join(top, "cmd/cgo-cross.lock"));
    expect(await findLockPath(deep)).toBe(join(deep, "cgo-cross.lock"));
  } finally {
    await rm(top, { recursive: true });
  }
});
