import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Package } from "../../src/provision/packages.ts";
import type { RootRecord } from "../../src/provision/root.ts";
import { contentHash, findOnDisk, requestHash, rootVersion, toolName } from "../../src/provision/root-place.ts";
import type { RootRequest } from "../../src/provision/roots.ts";
import { makePlace, type Place } from "../survey/modules.ts";

const debian = { id: "debian", version: "12", codename: "bookworm", title: "Debian 12" };
const request: RootRequest = {
  id: "x86_64-test",
  packages: ["a", "b"],
  wrappers: () => [],
  versionOf: /^gcc-(\d+|mingw)/,
};

const make = (name: string, version: string, sha256 = "a".repeat(64)): Package => ({
  name,
  version,
  architecture: "amd64",
  size: 1,
  sha256,
  file: `${name}.deb`,
  depends: [],
  provides: [],
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
    expect(place.host.tools.find(tool)).toEqual([]);
    await place.host.tools.complete(tool, made);
    expect(place.host.tools.find(tool)).toEqual([directory]);
  });

  it("is found whatever the hash: digits only, leading zeros, exponents", async () => {
    for (const hash of ["0000000000000001", "1234567890123456", "12e4567890123456", "00e0000000000000"]) {
      const version = `12.2.0-h${hash}`;
      await mkdir(place.host.tools.directory(`hash-${hash}`, version), { recursive: true });
      await place.host.tools.complete(`hash-${hash}`, version);
      expect(place.host.tools.find(`hash-${hash}`)).toEqual([place.host.tools.directory(`hash-${hash}`, version)]);
    }
  });

  it("without a main package is still a version", () => {
    expect(rootVersion(request, [make("a", "9")])).toMatch(/^0\.0\.0-h[0-9a-f]{16}$/);
  });

  it("differs where anything in the root differs", () => {
    const one = [make("a", "1", "1".repeat(64)), make("b", "1", "2".repeat(64))];
    const other = [make("a", "1", "1".repeat(64)), make("b", "1", "3".repeat(64))];
    expect(new Set([contentHash(one), contentHash(other), contentHash(one.slice(1)), contentHash([])]).size).toBe(4);
    expect(contentHash(one)).toBe(contentHash(one.map(({ name, sha256 }) => ({ name, sha256 }))));
  });
});

describe("findOnDisk", () => {
  async function put(of: RootRequest, version: string, record: Partial<RootRecord> | string, complete = true) {
    const directory = place.host.tools.directory(toolName(of), version);
    await mkdir(directory, { recursive: true });
    const whole = { schema: 1, request: requestHash(of, debian), resolved: new Date().toISOString(), packages: [] };
    const text = typeof record === "string" ? record : JSON.stringify({ ...whole, ...record });
    await writeFile(join(directory, "root.json"), text);
    if (complete) {
      await place.host.tools.complete(toolName(of), version);
    }
    return directory;
  }
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000).toISOString();
  const named = (id: string): RootRequest => ({ ...request, id });

  it("gives the root that was looked up last, of this request and this release", async () => {
    const of = named("newest");
    await put(of, "12.2.0-ha", { resolved: daysAgo(3) });
    const newest = await put(of, "12.1.0-hb", { resolved: daysAgo(1) });
    await put(of, "12.3.0-hc", { request: requestHash({ ...of, packages: ["a"] }, debian) });
    await put(of, "12.4.0-hd", { request: requestHash(of, { ...debian, version: "13" }) });
    expect((await findOnDisk(place.host, of, debian))?.directory).toBe(newest);
    expect(await findOnDisk(place.host, { ...of, packages: ["a", "b", "c"] }, debian)).toBe(undefined);
  });

  it("passes over roots that are old, half made, or damaged", async () => {
    const of = named("none");
    await put(of, "1.0.0-ha", { resolved: daysAgo(8) });
    await put(of, "1.0.0-hb", {}, false);
    await put(of, "1.0.0-hc", "{");
    await put(of, "1.0.0-hd", { resolved: "yesterday" });
    expect(await findOnDisk(place.host, of, debian)).toBe(undefined);
  });
});
