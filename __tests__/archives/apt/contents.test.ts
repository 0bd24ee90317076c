import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { findOwners } from "../../../src/archives/apt/contents.ts";

const index = `${"usr/include/filler.h                 libdevel/filler-dev\n".repeat(60_000)}usr/include/pcap.h                 libdevel/libpcap0.8-dev
usr/lib/x/libcurl.so   libdevel/libcurl4-gnutls-dev,libdevel/libcurl4-openssl-dev
usr/lib/x/sub/libcurl.so   libdevel/other-dev
usr/share/name with space/pcap.h   misc/other
usr/lib/x/last.so   libdevel/last-dev`;

describe("findOwners", () => {
  it.each([
    ["compressed", "a_Contents-arm64.gz", gzipSync(index)],
    ["not compressed", "a_Contents-arm64", Buffer.from(index)],
  ])("reads an index that is %s, to its last line", async (_title, name, bytes) => {
    const lists = await mkdtemp(join(tmpdir(), "cgo-cross-contents-"));
    await writeFile(join(lists, name), bytes);
    const paths = ["usr/include/pcap.h", "usr/lib/x/libcurl.so", "usr/lib/x/last.so", "usr/lib/none.so"];
    expect([...(await findOwners(lists, paths))].sort()).toEqual([
      ["usr/include/pcap.h", ["libpcap0.8-dev"]],
      ["usr/lib/x/last.so", ["last-dev"]],
      ["usr/lib/x/libcurl.so", ["libcurl4-gnutls-dev", "libcurl4-openssl-dev"]],
    ]);
    expect([...(await findOwners(lists, ["usr/lib/x//libcurl.so", "usr/lib/x//pcap.h", "usr/li//last.so"]))]).toEqual([
      ["usr/lib/x//libcurl.so", ["libcurl4-gnutls-dev", "libcurl4-openssl-dev", "other-dev"]],
    ]);
    await rm(lists, { recursive: true });
  });

  it("throws where there is no index", async () => {
    const lists = await mkdtemp(join(tmpdir(), "cgo-cross-contents-"));
    await expect(findOwners(lists, ["a"])).rejects.toThrow("has no index of which package holds which file");
    await rm(lists, { recursive: true });
  });
});
