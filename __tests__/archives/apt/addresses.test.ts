import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addressesOf, hostOf, parseMirrors } from "../../../src/archives/apt/addresses.ts";

const directory = mkdtempSync(join(tmpdir(), "addresses-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("addressesOf", () => {
  const list = join(directory, "mirrors.txt");
  const sources = ["http://example.com/debian", `mirror+file:${list}`];

  it("is the URI itself where it is of no list of mirrors", async () => {
    for (const uri of [
      "http://example.com/debian/pool/a.deb",
      "cdrom:[Disk]/pool/a.deb",
      "mirror+http://example.com/m/a.deb",
    ]) {
      expect(await addressesOf(uri, sources)).toEqual([uri]);
    }
  });

  it("is the same file on each mirror of a list, the preferred ones first", async () => {
    writeFileSync(
      list,
      "# by region\nhttp://c.example.com/ubuntu/\nhttp://b.example.com/ubuntu\tpriority:2\nhttps://a.example.com/ubuntu/\tpriority:1\ttype:deb\n\n",
    );
    expect(await addressesOf(`mirror+file:${list}/pool/main/h/hello/hello_2%2b1_amd64.deb`, sources)).toEqual([
      "https://a.example.com/ubuntu/pool/main/h/hello/hello_2%2b1_amd64.deb",
      "http://b.example.com/ubuntu/pool/main/h/hello/hello_2%2b1_amd64.deb",
      "http://c.example.com/ubuntu/pool/main/h/hello/hello_2%2b1_amd64.deb",
    ]);
  });
});

it("parseMirrors leaves out comments and empty lines", () => {
  expect(parseMirrors("\n  # none\n")).toEqual([]);
});

it("hostOf leaves out passwords", () => {
  expect(hostOf("https://me:secret@example.com:8080/debian/pool/a.deb")).toBe("example.com:8080");
  expect(hostOf("mirror+file:/etc/apt/mirrors.txt")).toBe("mirror+file:/etc/apt/mirrors.txt");
});
