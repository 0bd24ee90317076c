import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aptHash } from "../../../src/archives/apt/fetch.ts";
import type { Archive } from "../../../src/archives/archive.ts";
import { UserError } from "../../../src/host/errors.ts";
import { openTestRepository } from "../../support/apt.ts";
import { type Listing, type Mirror, makeMirror } from "../../support/mirror.ts";
import { makePlace, type Place } from "../../survey/modules.ts";
import { signedPackages, signedReleases, signingKey } from "./signed-archive.ts";

// The machine's own apt with repositories of the test's, which list hashes of one algorithm or another.

const retryPolicy = { stallSeconds: 5, switchSeconds: 5, attempts: 1, pauseSeconds: 0 };
const quiet = { onPackage: () => {}, onProgress: () => {} };

let place: Place;
const mirrors: Mirror[] = [];
beforeAll(async () => {
  place = await makePlace("hashes");
});
afterAll(async () => {
  await Promise.all(mirrors.map((each) => each.close()));
  await place.remove();
});

async function open(listing: Listing): Promise<{ readonly mirror: Mirror; readonly archive: Archive }> {
  const members = { one: { files: { "usr/share/one": "1" }, depends: ["two"] }, two: 20_000 };
  const mirror = await makeMirror(mkdtempSync(join(place.directory, "mirror-")), members, listing);
  mirrors.push(mirror);
  return { mirror, archive: await openTestRepository(place, mirror.url, { retryPolicy }) };
}

const byName = (left: { readonly name: string }, right: { readonly name: string }) => (left.name < right.name ? -1 : 1);

it("a hash is given to apt under apt's name of its algorithm", () => {
  expect(aptHash({ sha256: "ab" })).toBe("SHA256:ab");
  expect(aptHash({ sha512: "cd" })).toBe("SHA512:cd");
});

describe.each<[what: string, algorithm: string, listing: Listing]>([
  // As Ubuntu has it since 26.10.
  ["SHA-512 alone", "sha512", { release: ["sha512"], packages: ["sha512"] }],
  ["SHA-512 of its lists, and SHA-256 of packages", "sha256", { release: ["sha512"], packages: ["sha256"] }],
  ["every hash", "sha256", { release: ["md5", "sha256", "sha512"], packages: ["md5", "sha1", "sha256", "sha512"] }],
])("an archive that lists %s", (_, algorithm, listing) => {
  it(`has its packages known by their ${algorithm}, and downloaded`, async () => {
    const { mirror, archive } = await open(listing);
    await archive.update();
    const { packages } = await archive.resolve(["one"]);
    expect([...packages].sort(byName)).toEqual(mirror.packages);
    for (const each of packages) {
      expect(each).toHaveProperty(algorithm);
    }
    expect([...(await archive.owners(["usr/share/one"]))]).toEqual([["usr/share/one", ["one"]]]);
    const into = mkdtempSync(join(place.directory, "into-"));
    expect(await archive.download(packages, into, quiet)).toHaveLength(2);
    expect(await archive.download(packages, into, quiet)).toEqual([]);
    const located = (await archive.locate(packages)) ?? [];
    expect(await archive.download(located, mkdtempSync(join(place.directory, "into-")), quiet)).toHaveLength(2);
  });

  it("has no package taken that is not the listed one", async () => {
    const { mirror, archive } = await open(listing);
    await archive.update();
    const { packages } = await archive.resolve(["two"]);
    mirror.plan(packages[0]?.file ?? "", [], { kind: "wrong bytes" });
    const into = mkdtempSync(join(place.directory, "into-"));
    await expect(archive.download(packages, into, quiet)).rejects.toThrow(UserError);
    expect(readdirSync(into).filter((name) => name.endsWith(".deb"))).toEqual([]);
  });
});

describe("weak hashes", () => {
  async function openSigned(release: keyof typeof signedReleases): Promise<Archive> {
    const directory = mkdtempSync(join(place.directory, "signed-"));
    mkdirSync(join(directory, "dists/test/main/binary-amd64"), { recursive: true });
    writeFileSync(join(directory, "dists/test/InRelease"), signedReleases[release]);
    writeFileSync(join(directory, "dists/test/main/binary-amd64/Packages"), signedPackages);
    const signedBy = join(directory, "key.asc");
    writeFileSync(signedBy, signingKey);
    const uri = `file:${directory.replaceAll(" ", "%20")}`;
    return openTestRepository(place, uri, { retryPolicy, signedBy: signedBy.replaceAll(" ", "%20") });
  }

  it("of its lists are no reason to trust a signed archive", async () => {
    const strong = await openSigned("strong");
    await strong.update();
    expect((await strong.resolve(["one"])).packages).toMatchObject([{ name: "one", sha512: "5".repeat(128) }]);
    const weak = await openSigned("weak");
    await expect(weak.update()).rejects.toThrow(UserError);
    await expect(weak.update()).rejects.toThrow("provides only weak security information");
  });

  it("of its packages neither", async () => {
    const { mirror, archive } = await open({ release: ["sha512"], packages: ["md5", "sha1"] });
    await archive.update();
    await expect(archive.resolve(["one"])).rejects.toThrow(UserError);
    await expect(archive.find(mirror.packages)).rejects.toThrow(
      "the package index gives neither a SHA-256 nor a SHA-512 for one, so it is not used",
    );
  });
});
