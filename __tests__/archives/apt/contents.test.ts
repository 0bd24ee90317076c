import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { chooseOwners, findOwners } from "../../../src/archives/apt/contents.ts";

const index = `${"usr/include/filler.h                 libdevel/filler-dev\n".repeat(60_000)}usr/include/pcap.h                 libdevel/libpcap0.8-dev
usr/lib/x/libcurl.so   libdevel/libcurl4-gnutls-dev,libdevel/libcurl4-openssl-dev
usr/lib/x/sub/libcurl.so   libdevel/other-dev
usr/share/name with space/pcap.h   misc/other
usr/lib/x/last.so   libdevel/last-dev`;

describe("findOwners", () => {
  it.each([
    ["packed", "a_Contents-arm64.gz", gzipSync(index)],
    ["as it is", "a_Contents-arm64", Buffer.from(index)],
  ])("reads an index that is %s, to its last line", async (_title, name, bytes) => {
    const lists = await mkdtemp(join(tmpdir(), "cgo-cross-contents-"));
    await writeFile(join(lists, name), bytes);
    const paths = ["usr/include/pcap.h", "usr/lib/x/libcurl.so", "usr/lib/x/last.so", "usr/lib/none.so"];
    expect([...(await findOwners(lists, paths))].sort()).toEqual([
      ["usr/include/pcap.h", ["libpcap0.8-dev"]],
      ["usr/lib/x/last.so", ["last-dev"]],
      ["usr/lib/x/libcurl.so", ["libcurl4-gnutls-dev", "libcurl4-openssl-dev"]],
    ]);
    await rm(lists, { recursive: true });
  });

  it("says so where there is no index", async () => {
    const lists = await mkdtemp(join(tmpdir(), "cgo-cross-contents-"));
    await expect(findOwners(lists, ["a"])).rejects.toThrow("has no index of which package holds which file");
    await rm(lists, { recursive: true });
  });
});

describe("chooseOwners", () => {
  const requirements = [{ what: "-lcurl (example.com/a)", paths: ["a/libcurl.so", "a/libcurl.a"] }];
  const owners = (...names: readonly string[]) => new Map([["a/libcurl.so", names]]);

  it("takes the one package that has it, a -dev one before others", () => {
    expect(chooseOwners({ packages: [], requirements }, owners("libcurl-dev"), "Debian")).toEqual(["libcurl-dev"]);
    expect(chooseOwners({ packages: [], requirements }, owners("libcurl-dev", "libcurl-dbg"), "Debian")).toEqual([
      "libcurl-dev",
    ]);
  });

  it("what a toolchain brings, or a package that was named, needs no other", () => {
    expect(chooseOwners({ packages: [], requirements }, owners("libc6-dev", "x-dev"), "Debian")).toEqual([]);
    expect(chooseOwners({ packages: ["b-dev"], requirements }, owners("a-dev", "b-dev"), "Debian")).toEqual([]);
  });

  it("several and none are a sentence each", () => {
    expect(chooseOwners({ packages: [], requirements }, owners("a-dev", "b-dev"), "Debian 12")).toBe(
      "several packages have -lcurl (example.com/a): a-dev, b-dev; say which, as in `libraries: a-dev`",
    );
    expect(chooseOwners({ packages: [], requirements }, new Map(), "Debian 12")).toContain(
      "no package of Debian 12 has -lcurl (example.com/a): ",
    );
  });

  it("an index that cannot be had concerns those alone that have something to look up", () => {
    expect(chooseOwners({ packages: ["a-dev"], requirements: [] }, "no answer", "Debian 12")).toEqual([]);
    expect(chooseOwners({ packages: [], requirements }, "no answer", "Debian 12")).toBe(
      "which package has -lcurl (example.com/a) could not be looked up: no answer; " +
        "or name the packages yourself, as in `libraries: off libfoo-dev`",
    );
  });
});
