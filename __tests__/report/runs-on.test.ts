import { describe, expect, test } from "vitest";
import { describeRunsOn, describeStarted } from "../../src/report/runs-on.ts";
import type { BinaryFacts } from "../../src/verify/formats/facts.ts";
import { binary, dynamicElf, staticElf, targetNamed } from "./sample.ts";

const pe: BinaryFacts = { ...staticElf, format: "pe", os: "windows", static: undefined, needed: ["KERNEL32.dll"] };
const macho: BinaryFacts = { ...staticElf, format: "macho", os: "darwin", static: undefined };
const musl = { interpreter: "/lib/ld-musl-aarch64.so.1", needed: ["libc.musl-aarch64.so.1"], minimumGlibc: undefined };

describe("what a binary runs on", () => {
  test.each<[target: string, facts: BinaryFacts, words: string]>([
    ["linux/arm64", dynamicElf, "glibc ≥ 2.34"],
    ["linux/arm64", { ...dynamicElf, minimumGlibc: undefined }, "Linux with glibc"],
    ["linux/arm64", { ...dynamicElf, needed: [...dynamicElf.needed, "libgcc_s.so.1"] }, "glibc ≥ 2.34"],
    ["linux/arm64", { ...dynamicElf, needed: ["libc.so.6", "libpcap.so.0.8"] }, "glibc ≥ 2.34 and libpcap.so.0.8"],
    ["linux/arm64", { ...dynamicElf, needed: ["libc.so.6", "libstdc++.so.6"] }, "glibc ≥ 2.34 and libstdc++.so.6"],
    [
      "linux/arm64",
      { ...dynamicElf, needed: ["libc.so.6", "liba.so.1", "libb.so.1", "libd.so.1", "libe.so.1"] },
      "glibc ≥ 2.34, liba.so.1, libb.so.1 and 2 more",
    ],
    ["linux/arm64", { ...dynamicElf, ...musl }, "Linux with musl"],
    ["linux/arm64", staticElf, "any Linux (static)"],
    ["linux/arm64", { ...staticElf, kind: "shared-library", static: false }, "any Linux"],
    ["linux/arm64", { ...staticElf, kind: "archive", format: "archive" }, "C programs that link it"],
    ["windows/amd64", pe, "Windows, no extra DLL"],
    ["windows/amd64", { ...pe, needed: ["KERNEL32.dll", "libusb-1.0.dll"] }, "Windows and libusb-1.0.dll"],
    [
      "darwin/arm64",
      { ...macho, apple: { minimumOs: "12.0", platforms: [], signed: true, signature: undefined } },
      "macOS 12.0 or later",
    ],
    ["darwin/arm64", macho, "macOS"],
    ["freebsd/amd64", { ...staticElf, os: "freebsd" }, "FreeBSD"],
    ["wasip1/wasm", { ...staticElf, format: "wasm", os: undefined }, "WASI preview 1"],
    ["newos/amd64", staticElf, "newos"],
  ])("(%s) is told in plain words", (target, facts, words) => {
    expect(describeRunsOn(targetNamed(target), binary({ facts }))).toBe(words);
  });
});

describe("what a binary was started in", () => {
  const arm64 = targetNamed("linux/arm64");
  const passed = (emulator: string | undefined) =>
    describeStarted(arm64, { kind: "passed", emulator, seconds: 1, output: "" }).text;

  test("is this machine, or the emulator as people call it", () => {
    expect([passed(undefined), passed("qemu-aarch64"), passed("wine"), passed("other")]).toEqual([
      "this machine",
      "qemu",
      "Wine",
      "other",
    ]);
  });

  test("or the reason why not, which is whole where it fits", () => {
    const notRun = (reason: string) => describeStarted(arm64, { kind: "not-run", reason });
    expect(describeStarted(arm64, { kind: "not-asked" })).toMatchObject({ text: "not run", reason: undefined });
    expect(notRun("there is no emulator for linux/arm64 here")).toMatchObject({
      text: "not run: no emulator here",
      reason: undefined,
    });
    const long = "a library has nothing to run: it is not a program";
    expect(notRun(long)).toMatchObject({ text: "not run: a library has nothing to run", reason: long });
  });
});
