import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, chown, cp, mkdir, rename, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Package } from "../../src/archives/archive.ts";
import { shortHash } from "../../src/host/hash.ts";
import type { LockedRoot, RootRequest } from "../../src/plan/root-request.ts";

import type { RootKind } from "../../src/roots/kind.ts";

import { contentHash, findOnDisk, requestHash, rootVersion, toolName } from "../../src/roots/place.ts";
import { type RootRecord, readRecord } from "../../src/roots/record.ts";
import { fingerprintRoot, listRoot } from "../../src/roots/root.ts";
import { treeDigest } from "../../src/roots/tree.ts";
import { wrapperVersion } from "../../src/roots/wrappers.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { type PackageRequest, requestPackages, withPackages } from "./requests.ts";

const debian = { id: "debian", version: "12", codename: "bookworm", title: "Debian 12" };
const request = requestPackages("x86_64-test", ["a", "b"], { namedAfter: ["gcc-[0-9]*", "gcc-mingw*"] });
/** Makes one wrapper, `cc`. */
const wrapping: RootKind = { kind: "test", wrappers: () => [{ name: "cc", text: "wraps" }] };

const make = (name: string, version: string, sha256 = "a".repeat(64)): Package => ({
  name,
  version,
  architecture: "amd64",
  size: 1,
  sha256,
  file: `${name}.deb`,
  depends: [],
  provides: [],
  section: "devel",
  coinstallable: false,
});

let place: Place;
beforeAll(async () => {
  place = await makePlace();
});
afterAll(() => place.remove());

describe("rootVersion", () => {
  it.each([
    ["12.2.0-14+deb12u1", "12.2.0"],
    ["4:13.2.0-7ubuntu1", "13.2.0"],
    ["1:7.2+dfsg-7+deb12u13", "7.2.0"],
    ["12-20240205-1", "12.0.0"],
    ["8.0~repack-4", "8.0.0"],
    ["007.08.09", "7.8.9"],
    ["unknown", "0.0.0"],
  ])("of %s begins with %s, and the tool store finds it", async (version, start) => {
    const packages = [make("other", "9"), make("gcc-12-x", version)];
    const made = rootVersion(request, packages);
    expect(made).toBe(`${start}-h${contentHash(packages)}`);
    const tool = `found ${start}`.replaceAll(/[^a-z0-9]/g, "-");
    const directory = place.host.tools.directory(tool, made);
    await mkdir(directory, { recursive: true });
    expect(await place.host.tools.find(tool)).toEqual([]);
    await place.host.tools.complete(tool, made);
    expect(await place.host.tools.find(tool)).toEqual([directory]);
  });

  it("is found whatever the hash: digits only, leading zeros, exponents", async () => {
    for (const hash of ["0000000000000001", "1234567890123456", "12e4567890123456", "00e0000000000000"]) {
      const version = `12.2.0-h${hash}`;
      await mkdir(place.host.tools.directory(`hash-${hash}`, version), { recursive: true });
      await place.host.tools.complete(`hash-${hash}`, version);
      expect(await place.host.tools.find(`hash-${hash}`)).toEqual([
        place.host.tools.directory(`hash-${hash}`, version),
      ]);
    }
  });

  it("without a main package is still a version", () => {
    expect(rootVersion(request, [make("a", "9")])).toMatch(/^0\.0\.0-h[0-9a-f]{16}$/);
  });

  it("differs where anything in the root differs", () => {
    const one = [make("a", "1", "1".repeat(64)), make("b", "1", "2".repeat(64))];
    const other = [make("a", "1", "1".repeat(64)), make("b", "1", "3".repeat(64))];
    expect(new Set([contentHash(one), contentHash(other), contentHash(one.slice(1)), contentHash([])]).size).toBe(4);
    // The names of directories that earlier runs made.
    expect(contentHash(one)).toBe(shortHash(`${wrapperVersion}\na ${"1".repeat(64)}\nb ${"2".repeat(64)}`));
    const sha512 = "1".repeat(128);
    expect(contentHash([{ name: "a", sha512 }])).toBe(shortHash(`${wrapperVersion}\na ${sha512}`));
  });
});

describe("findOnDisk", () => {
  async function put(of: RootRequest, version: string, record: Partial<RootRecord> | string, complete = true) {
    const directory = place.host.tools.directory(toolName(of), version);
    for (const part of ["bin", "host-lib", "root/usr/bin"]) {
      await mkdir(join(directory, part), { recursive: true });
    }
    await writeFile(join(directory, "root/usr/bin/cc1"), "compiles");
    await symlink("cc1", join(directory, "root/usr/bin/cc"));
    await writeFile(join(directory, "bin/wrapper"), "#!/bin/sh");
    const whole: RootRecord = {
      schema: 2,
      request: requestHash(of, debian),
      resolved: new Date().toISOString(),
      packages: [],
      digest: treeDigest(await listRoot(directory)),
      fingerprint: fingerprintRoot(directory),
    };
    const text = typeof record === "string" ? record : JSON.stringify({ ...whole, ...record });
    await writeFile(join(directory, "root.json"), text);
    if (complete) {
      await place.host.tools.complete(toolName(of), version);
    }
    return directory;
  }
  /** What whoever changes a root can do with its record. */
  const forge = async (directory: string) => {
    const record = { ...(await readRecord(directory)), fingerprint: fingerprintRoot(directory) };
    await writeFile(join(directory, "root.json"), JSON.stringify(record));
  };
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
  const named = (id: string): PackageRequest => ({ ...request, id });
  const find = (of: RootRequest, locked?: LockedRoot) =>
    findOnDisk(place.host, { request: of, kind: wrapping, distribution: debian, locked });

  it("gives the root that was looked up last, of this request and this release", async () => {
    const of = named("newest");
    await put(of, "12.2.0-ha", { resolved: daysAgo(3) });
    const newest = await put(of, "12.1.0-hb", { resolved: daysAgo(1) });
    await put(of, "12.3.0-hc", { request: requestHash(withPackages(of, ["a"]), debian) });
    await put(of, "12.4.0-hd", { request: requestHash(of, { ...debian, version: "13" }) });
    expect((await find(of))?.directory).toBe(newest);
    expect(await find(withPackages(of, ["a", "b", "c"]))).toBe(undefined);
  });

  it("passes over roots that are old, incomplete, damaged, or of another version", async () => {
    const of = named("none");
    await put(of, "1.0.0-ha", { resolved: daysAgo(8) });
    await put(of, "1.0.0-hb", {}, false);
    await put(of, "1.0.0-hc", "{");
    await put(of, "1.0.0-hd", { resolved: "yesterday" });
    await put(of, "1.0.0-he", '{"schema":1}');
    expect(await find(of)).toBe(undefined);
  });

  it("with a lock gives the one root that the lock names, however old", async () => {
    const of = named("locked");
    const directory = await put(of, "1.0.0-ha", { resolved: daysAgo(300) });
    const digest = treeDigest(await listRoot(directory));
    const locked = { targets: [], requested: [], digest, packages: [] };
    expect((await find(of, locked))?.directory).toBe(directory);
    expect(await find(of, { ...locked, digest: "0".repeat(64) })).toBe(undefined);
    const packages = [{ name: "a", version: "1", architecture: "all", size: 1, sha256: "a".repeat(64) }];
    expect(await find(of, { ...locked, packages })).toBe(undefined);
  });

  it.each<[string, (at: (path: string) => string) => Promise<unknown>]>([
    [
      "one byte is another, of the same length and time",
      async (at) => {
        const { mtime } = await stat(at("root/usr/bin/cc1"));
        await writeFile(at("root/usr/bin/cc1"), "compiler");
        await utimes(at("root/usr/bin/cc1"), mtime, mtime);
      },
    ],
    ["a file was added", (at) => writeFile(at("root/usr/bin/as"), "")],
    ["a file was added to host-lib", (at) => writeFile(at("host-lib/libc.so.6"), "")],
    [
      "a link leads elsewhere",
      async (at) => {
        await rm(at("root/usr/bin/cc"));
        await symlink("/bin/sh", at("root/usr/bin/cc"));
      },
    ],
    ["a mode is another", (at) => chmod(at("root/usr/bin/cc1"), 0o700)],
    ["a pipe was added", async (at) => execFileSync("mkfifo", [at("root/usr/bin/pipe")])],
    ["a directory is gone", (at) => rm(at("host-lib"), { recursive: true })],
    ["a file is gone", (at) => rm(at("root/usr/bin/cc1"))],
  ])("rejects and removes a root in which %s", async (what, tamper) => {
    const of = named(`tampered-${what.replaceAll(/\W/g, "-")}`);
    const directory = await put(of, "1.0.0-ha", {});
    expect((await find(of))?.directory).toBe(directory);
    await tamper((path) => join(directory, path));
    expect(await find(of)).toBe(undefined);
    expect(existsSync(directory)).toBe(false);
    expect(place.shown.join("")).toContain(
      `${of.id}: ignoring ${directory}, whose files have changed since they were installed, and installing it again`,
    );
  });

  it.each<[string, (at: (path: string) => string) => Promise<unknown>]>([
    ["a byte", (at) => writeFile(at("root/usr/bin/cc1"), "compiler")],
    ["an added file", (at) => writeFile(at("root/usr/bin/as"), "")],
    ["an added library", (at) => symlink(join("..", "root", "usr/bin/cc1"), at("host-lib/libc.so.6"))],
  ])("under a lock reads every file: %s is found, though the record was changed with it", async (what, tamper) => {
    const of = named(`forged-${what.replaceAll(/\W/g, "-")}`);
    const directory = await put(of, "1.0.0-ha", {});
    const locked = { targets: [], requested: [], digest: treeDigest(await listRoot(directory)), packages: [] };
    expect((await find(of, locked))?.directory).toBe(directory);
    await tamper((path) => join(directory, path));
    await forge(directory);
    expect(await find(of, locked)).toBe(undefined);
    expect(existsSync(directory)).toBe(false);
  });

  it.each<[string, (bin: string) => Promise<unknown>]>([
    ["another text", (bin) => writeFile(join(bin, "cc"), "#!/bin/sh\nevil\n")],
    ["one more", (bin) => writeFile(join(bin, "as"), "#!/bin/sh\nevil\n")],
    [
      "a link in its place",
      async (bin) => {
        await rm(join(bin, "cc"));
        await symlink("/bin/sh", join(bin, "cc"));
      },
    ],
  ])("under a lock makes wrappers anew: %s", async (what, tamper) => {
    const of = named(`wrappers-${what.replaceAll(/\W/g, "-")}`);
    const directory = await put(of, "1.0.0-ha", {});
    const locked = { targets: [], requested: [], digest: treeDigest(await listRoot(directory)), packages: [] };
    await find(of, locked);
    await tamper(join(directory, "bin"));
    await forge(directory);
    expect((await find(of, locked))?.directory).toBe(directory);
    expect(readdirSync(join(directory, "bin"))).toEqual(["cc"]);
    expect(readFileSync(join(directory, "bin/cc"), "utf8")).toBe("wraps");
  });

  it("rejects and removes a root that is made in a day to come, which would never grow old", async () => {
    const of = named("future");
    const directory = await put(of, "1.0.0-ha", { resolved: "2099-01-01T00:00:00.000Z" });
    expect(await find(of)).toBe(undefined);
    expect(existsSync(directory)).toBe(false);
    expect(place.shown.join("")).toContain(
      "which says it was made on 2099-01-01, a date to come, and installing it again",
    );
    // The clocks of two machines may differ.
    await put(of, "1.0.0-hb", { resolved: daysAgo(-0.1) });
    expect(await find(of)).toBeDefined();
  });

  it("rejects a root that others can write, or that is another user's", async () => {
    const of = named("others");
    const writable = await put(of, "1.0.0-ha", {});
    await chmod(join(writable, "root/usr"), 0o775);
    expect(await find(of)).toBe(undefined);
    expect(place.shown.join("")).toContain("in which root/usr can be written by other users, and installing it again");
    if (process.getuid?.() === 0) {
      const foreign = await put(of, "1.0.0-hb", {});
      await chown(foreign, 1001, 0);
      expect(await find(of)).toBe(undefined);
      expect(existsSync(foreign)).toBe(false);
      expect(place.shown.join("")).toContain("which belongs to another user (uid 1001), and installing it again");
    }
  });

  it.each(["", ".."])("rejects a link in the place of a root, and leaves what it leads to (%s)", async (part) => {
    const of = named(`link${part.length}`);
    const directory = await put(of, "1.0.0-ha", {});
    const elsewhere = join(place.directory, `elsewhere${part.length}`);
    await rename(join(directory, part), elsewhere);
    await symlink(elsewhere, join(directory, part).replace(/\/$/, ""));
    expect(await find(of)).toBe(undefined);
    expect(existsSync(directory)).toBe(false);
    expect(existsSync(elsewhere)).toBe(true);
    expect(place.shown.join("")).toContain(`ignoring ${directory}, which is behind a link, and installing it again`);
  });

  it("uses a copy of a root, but never the wrappers in it", async () => {
    const of = named("copied");
    const made = await put(of, "1.0.0-ha", {});
    const copy = `${made}-copy`;
    await cp(made, copy, { recursive: true, verbatimSymlinks: true });
    await writeFile(join(copy, "bin/evil"), "#!/bin/sh");
    await rm(made, { recursive: true });
    await rename(copy, made);
    expect((await find(of))?.directory).toBe(made);
    expect(readdirSync(join(made, "bin"))).toEqual(["cc"]);
    // With a new fingerprint: the next check is a quick one.
    expect(JSON.parse(readFileSync(join(made, "root.json"), "utf8")).fingerprint).toBe(fingerprintRoot(made));
  });
});
