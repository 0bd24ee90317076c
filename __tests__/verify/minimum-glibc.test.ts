import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareVersions, newestVersions, releasesWithGlibc } from "../../src/platforms/releases.ts";
import { readSymbolVersions } from "../../src/verify/formats/elf/symbols.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { describeNewerVersions, findNewerVersions } from "../../src/verify/minimum-glibc.ts";
import { dynamicElf } from "../report/sample.ts";

const facts = {
  ...dynamicElf,
  requiredVersions: {
    "libc.so.6": ["GLIBC_2.17", "GLIBC_2.34", "GLIBC_PRIVATE"],
    "libstdc++.so.6": ["GLIBCXX_3.4.30", "GLIBCXX_3.4", "CXXABI_1.3.13"],
    "libfoo.so.1": ["FOO_9.9"],
  },
};

describe("findNewerVersions", () => {
  it("finds every version newer than the minimum glibc allows, of the C++ library too", () => {
    expect(findNewerVersions(facts, "2.31").map(({ version }) => version)).toEqual([
      "GLIBC_2.34",
      "GLIBCXX_3.4.30",
      "CXXABI_1.3.13",
    ]);
    expect(findNewerVersions(facts, "2.36")).toEqual([]);
  });

  it("is described with the symbols that require it", () => {
    const symbols = new Map([["GLIBC_2.34", ["a", "b", "c", "d", "e", "f"]]]);
    expect(describeNewerVersions([{ library: "libc.so.6", version: "GLIBC_2.34" }], symbols, "2.31")).toContain(
      "needs GLIBC_2.34 of libc.so.6 (for a, b, c, d, e and 1 more), newer than glibc 2.31 allows",
    );
  });
});

describe("a program compiled on this machine", () => {
  let directory = "";
  const source = `
    #include <pthread.h>
    extern int pthread_key_delete(pthread_key_t) __attribute__((weak));
    int main(void) { pthread_key_t key; return pthread_key_create(&key, 0) + (pthread_key_delete ? 0 : 1); }
  `;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "cgo-cross-glibc-"));
    writeFileSync(join(directory, "a.c"), source);
    execFileSync("gcc", ["-o", join(directory, "a"), join(directory, "a.c")]);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it("requires a newer glibc than 2.31, for weak symbols too", async () => {
    const file = join(directory, "a");
    const found = findNewerVersions(await readBinary(file), "2.31");
    expect(found).toEqual([{ library: "libc.so.6", version: "GLIBC_2.34" }]);
    const symbols = await readSymbolVersions(file);
    expect([...(symbols.get("GLIBC_2.34") ?? [])].sort()).toEqual([
      "__libc_start_main",
      "pthread_key_create",
      "pthread_key_delete",
    ]);
    expect(findNewerVersions(await readBinary(file), "2.34")).toEqual([]);
  });

  it("has no symbols to name without a section table", async () => {
    const file = join(directory, "bare");
    const bytes = readFileSync(join(directory, "a"));
    bytes.fill(0, 40, 48);
    bytes.fill(0, 58, 64);
    writeFileSync(file, bytes);
    expect(await readSymbolVersions(file)).toEqual(new Map());
  });
});

describe("the table of releases", () => {
  it.each([
    ["2.34", "Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later"],
    ["2.3.2", "Debian 9, Ubuntu 16.04, RHEL 7, Amazon Linux 2 and later"],
    ["2.38", "Debian 13, Ubuntu 24.04, RHEL 10 and later"],
    ["2.99", undefined],
  ])("glibc %s: %s", (glibc, releases) => {
    expect(releasesWithGlibc(glibc)).toBe(releases);
  });

  it("versions are compared as numbers, not as text", () => {
    expect(compareVersions("2.4", "2.31")).toBeLessThan(0);
    expect(compareVersions("2.31", "2.31")).toBe(0);
    expect(compareVersions("3.4.9", "3.4.28")).toBeLessThan(0);
  });

  it("the C++ library that goes with a glibc is that of the oldest release with it", () => {
    expect(newestVersions("2.31")).toEqual({ GLIBC: "2.31", GLIBCXX: "3.4.28", CXXABI: "1.3.12" });
    expect(newestVersions("2.35")).toEqual({ GLIBC: "2.35", GLIBCXX: "3.4.30", CXXABI: "1.3.13" });
    expect(newestVersions("2.33")).toEqual({ GLIBC: "2.33", GLIBCXX: "3.4.28", CXXABI: "1.3.12" });
  });
});
