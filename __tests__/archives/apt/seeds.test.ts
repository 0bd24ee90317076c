import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hostLists, seedIndexes } from "../../../src/archives/apt/seeds.ts";
import { makePlace, type Place } from "../../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("seeds of an index");
});
afterAll(() => place.remove());

const packages = "Package: one\nVersion: 1\n";
const listedBy = (algorithm: string, digits = algorithm) =>
  `${algorithm.toUpperCase()}:\n ${createHash(digits).update(packages).digest("hex")} ${packages.length} main/binary-amd64/Packages\n`;
const release = listedBy("sha256");
const modified = new Date("2020-01-01T00:00:00Z");
const source = { suites: ["test"], components: ["main"], architectures: [], signedBy: undefined, expired: false };

/** Seeds from a host's indexes, which come from a list of mirrors. @returns The private apt's indexes. */
async function seed(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const from = mkdtempSync(join(place.directory, "host-"));
  const lists = mkdtempSync(join(place.directory, "lists-"));
  mkdirSync(join(lists, "partial"));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(from, `_etc_apt_mirrors.txt_dists_test_${name}`), content);
    utimesSync(join(from, `_etc_apt_mirrors.txt_dists_test_${name}`), modified, modified);
  }
  const configuration = join(place.directory, "apt.conf");
  writeFileSync(configuration, 'APT::Sandbox::User "root";\n');
  await seedIndexes([{ ...source, uris: ["mirror+file:/etc/apt/mirrors.txt"] }], {
    run: ([file = "", ...args], options) =>
      place.host.processes.run({ file, args, environment: { APT_CONFIG: configuration }, ...options }),
    from,
    lists,
    architecture: "amd64",
    mirrorOf: () => "http://a.example.com/ubuntu/",
  });
  return lists;
}

const filesIn = (lists: string) => readdirSync(lists).filter((name) => name !== "partial");

it.each([
  ["plain", "main_binary-amd64_Packages", packages],
  ["compressed", "main_binary-amd64_Packages.gz", gzipSync(packages)],
])("the host's own index is used, %s, under the names of the mirror that is asked", async (_, name, content) => {
  const lists = await seed({ InRelease: release, [name]: content });
  const prefix = "a.example.com_ubuntu_dists_test_";
  expect(filesIn(lists)).toEqual([`${prefix}InRelease`, `${prefix}main_binary-amd64_Packages`]);
  expect(readFileSync(join(lists, `${prefix}main_binary-amd64_Packages`), "utf8")).toBe(packages);
  expect(statSync(join(lists, `${prefix}InRelease`)).mtime).toEqual(modified);
});

it.each([
  ["SHA-512 alone", `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nOrigin: a\n${listedBy("sha512")}`],
  ["weaker hashes, too", listedBy("md5sum", "md5") + listedBy("sha1") + listedBy("sha256") + listedBy("sha512")],
])("the host's own index is used where InRelease lists %s", async (_, InRelease) => {
  expect(filesIn(await seed({ InRelease, "main_binary-amd64_Packages": packages }))).toHaveLength(2);
});

it.each([
  [
    "a list of packages of which InRelease has weak hashes alone",
    { InRelease: listedBy("md5sum", "md5") + listedBy("sha1"), "main_binary-amd64_Packages": packages },
  ],
  [
    "a list of packages that is not the one of the SHA-512",
    { InRelease: listedBy("sha512"), "main_binary-amd64_Packages": `${packages}x` },
  ],
  [
    "a list of packages that is not the signed one",
    { InRelease: release, "main_binary-amd64_Packages": `${packages}x` },
  ],
  ["a list of packages that is not named", { InRelease: "", "main_binary-amd64_Packages": packages }],
  ["no list of packages", { InRelease: release }],
  ["no InRelease", { "main_binary-amd64_Packages": packages }],
])("nothing is used of %s", async (_, files) => {
  expect(filesIn(await seed(files))).toEqual([]);
});

it("the host's indexes lie where its apt says", () => {
  expect(hostLists(['Dir "/";', 'Dir::State "var/lib/apt";', 'Dir::State::lists "lists/";'])).toBe(
    "/var/lib/apt/lists",
  );
  expect(hostLists(['Dir::State::lists "/elsewhere";'])).toBe("/elsewhere");
});
