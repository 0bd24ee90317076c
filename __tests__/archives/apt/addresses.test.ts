import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  addressesOf,
  addressesOfPath,
  indexFileName,
  parseMirrors,
  readPlace,
} from "../../../src/archives/apt/addresses.ts";
import { hostOf } from "../../../src/archives/mirror-memory.ts";

const directory = mkdtempSync(join(tmpdir(), "addresses-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("addressesOf", () => {
  const list = join(directory, "mirrors.txt");

  it("is the URI itself where it is of no list of mirrors", async () => {
    const places = [await readPlace("http://example.com/debian"), await readPlace("mirror+file:/none")];
    for (const uri of [
      "http://example.com/debian/pool/a.deb",
      "cdrom:[Disk]/pool/a.deb",
      "mirror+http://example.com/m/a.deb",
    ]) {
      expect(addressesOf(uri, places)).toEqual([uri]);
    }
  });

  it("is the same file on each mirror of a list, the preferred ones first", async () => {
    writeFileSync(
      list,
      "# by region\nhttp://c.example.com/ubuntu/\nhttp://b.example.com/ubuntu\tpriority:2\nhttps://a.example.com/ubuntu/\tpriority:1\ttype:deb\n\n",
    );
    const places = [await readPlace("http://example.com/debian"), await readPlace(`mirror+file:${list}`)];
    const path = "pool/main/h/hello/hello_2%2b1_amd64.deb";
    const all = [
      `https://a.example.com/ubuntu/${path}`,
      `http://b.example.com/ubuntu/${path}`,
      `http://c.example.com/ubuntu/${path}`,
    ];
    // Whichever of them it was found with.
    for (const uri of all) {
      expect(addressesOf(uri, places)).toEqual(all);
    }
  });
});

describe("addressesOfPath", () => {
  const [main, updates] = ["http://example.com/debian/", "http://security.example.com/debian-security/"];
  const places = [main, updates].map((uri) => ({ uri, mirrors: [uri] }));

  it.each([
    ["pool/main/g/gcc-12/gcc-12_12.2.0-14_amd64.deb", [main, updates]],
    ["pool/updates/main/l/linux/linux-libc-dev_6.1.1-1_amd64.deb", [updates, main]],
  ])("asks the archive that is likely to have %s first", (path, bases) => {
    expect(addressesOfPath(path, places)).toEqual(bases.map((base) => base + path));
    expect(addressesOfPath(path, [...places].reverse())).toEqual(bases.map((base) => base + path));
  });
});

it("parseMirrors leaves out comments and empty lines", () => {
  expect(parseMirrors("\n  # none\n")).toEqual([]);
});

it("hostOf leaves out passwords", () => {
  expect(hostOf("https://me:secret@example.com:8080/debian/pool/a.deb")).toBe("example.com:8080");
  expect(hostOf("mirror+file:/etc/apt/mirrors.txt")).toBe("mirror+file:/etc/apt/mirrors.txt");
});

it("indexFileName is apt's own name", () => {
  expect(indexFileName("http://deb.debian.org/debian/dists/trixie/InRelease")).toBe(
    "deb.debian.org_debian_dists_trixie_InRelease",
  );
  expect(indexFileName("mirror+file:/etc/apt/apt-mirrors.txt/dists/noble/main/binary-amd64/Packages")).toBe(
    "_etc_apt_apt-mirrors.txt_dists_noble_main_binary-amd64_Packages",
  );
  expect(indexFileName("https://me:secret@example.com:8080/a_b/~c/")).toBe("example.com:8080_a%5fb_%7ec_");
});
