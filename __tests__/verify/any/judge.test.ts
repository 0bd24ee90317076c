import { describe, expect, test } from "vitest";
import { problemTexts } from "../../../src/host/errors.ts";
import type { Target } from "../../../src/platforms/target.ts";
import { type Asked, judge } from "../../../src/verify/any/judge.ts";
import { type BinaryFacts, unknownFacts } from "../../../src/verify/formats/facts.ts";

const nothingAsked: Asked = { static: false, libc: undefined, glibc: undefined, portable: false };

function target(name: string): Target {
  const [os = "", arch = "", variant] = name.split("/");
  return { os, arch, variant };
}

async function problemsOf(
  facts: BinaryFacts,
  {
    targets = [],
    beside = [],
    asked = {},
  }: { targets?: readonly string[]; beside?: readonly string[]; asked?: Partial<Asked> } = {},
) {
  const judged = await judge({
    file: "never read",
    facts,
    beside: new Set(beside),
    targets: targets.map(target),
    askedOf: () => ({ ...nothingAsked, ...asked }),
  });
  return problemTexts(judged.problems);
}

const program: BinaryFacts = {
  ...unknownFacts,
  format: "elf",
  kind: "executable",
  os: "linux",
  arch: "arm",
  machine: "EM_ARM (40)",
  bits: 32,
  byteOrder: "little",
  static: true,
  go: { version: "go1.26.0", path: "example.com/tool", settings: { GOOS: "linux", GOARCH: "arm", GOARM: "6" } },
};

describe("levels", () => {
  const withC: BinaryFacts = { ...program, arm: { floatAbi: "hard", level: "v7" } };
  const problem = "contains code for ARM v7 (from its build attributes), which an ARM v6 processor cannot run";

  test("C code for another level than Go's own is wrong by itself", async () => {
    expect(await problemsOf(program)).toEqual([]);
    expect(await problemsOf(withC)).toEqual([problem]);
  });

  test("of several targets the one that fits counts", async () => {
    const { go: _, ...plain } = withC;
    const noGo: BinaryFacts = { ...plain, go: undefined };
    expect(await problemsOf(noGo, { targets: ["linux/arm/v6"] })).toEqual([problem]);
    expect(await problemsOf(noGo, { targets: ["linux/arm/v6", "linux/arm/v7"] })).toEqual([]);
    expect(await problemsOf(noGo, { targets: ["linux/arm/v6", "linux/arm64"] })).toEqual([problem]);
  });
});

describe("Windows", () => {
  const exe: BinaryFacts = {
    ...program,
    format: "pe",
    os: "windows",
    arch: "amd64",
    machine: "IMAGE_FILE_MACHINE_AMD64 (0x8664)",
    bits: 64,
    needed: ["KERNEL32.dll", "libgcc_s_seh-1.dll", "Own.dll"],
    go: undefined,
  };

  test("a DLL of the compiler's is missing unless it lies beside the program", async () => {
    const missing = "needs libgcc_s_seh-1.dll of the C compiler's runtime, which Windows does not include";
    expect(await problemsOf(exe)).toEqual([missing]);
    expect(await problemsOf(exe, { beside: ["libgcc_s_seh-1.dll"] })).toEqual([]);
    const both = ["libgcc_s_seh-1.dll", "own.dll"];
    expect(await problemsOf(exe, { beside: both.slice(0, 1), asked: { static: true } })).toHaveLength(1);
    expect(await problemsOf(exe, { beside: both, asked: { static: true } })).toEqual([]);
  });
});

describe("universal files", () => {
  const slice = (arch: string, signed: boolean): BinaryFacts => ({
    ...program,
    format: "macho",
    os: "darwin",
    arch,
    machine: arch,
    bits: 64,
    go: undefined,
    static: undefined,
    apple: {
      minimumOs: "12.0",
      platforms: [],
      signed,
      signature: signed ? { adHoc: true, hash: "sha256", pages: 1, broken: [], brokenPages: 0 } : undefined,
    },
  });
  const universal = (...slices: readonly BinaryFacts[]): BinaryFacts => ({
    ...slice("arm64", true),
    arch: undefined,
    slices: slices.map(({ format: _, ...rest }) => rest),
  });
  const [amd64, arm64, unsigned] = [slice("amd64", false), slice("arm64", true), slice("arm64", false)];
  const problem = "has no code signature, which macOS requires of arm64 programs (its slice for darwin/arm64 (arm64))";

  test("every slice is judged, or the one that the target names", async () => {
    expect(await problemsOf(universal(amd64, arm64))).toEqual([]);
    expect(await problemsOf(universal(amd64, unsigned))).toEqual([problem]);
    expect(await problemsOf(universal(amd64, unsigned), { targets: ["darwin/amd64"] })).toEqual([]);
    expect(await problemsOf(universal(amd64, unsigned), { targets: ["darwin/arm64"] })).toEqual([problem]);
  });

  test("a universal target has to have both", async () => {
    const targets = ["darwin/universal"];
    expect(await problemsOf(universal(amd64, arm64), { targets })).toEqual([]);
    const several = [...targets, "linux/amd64"];
    expect(await problemsOf(universal(amd64, arm64), { targets: several })).toEqual([]);
    expect(await problemsOf(arm64, { targets: several })).toHaveLength(1);
    expect(await problemsOf(universal(arm64), { targets })).toEqual(["has no slice for darwin/amd64"]);
    expect(await problemsOf(arm64, { targets })).toEqual([
      "has no slice for darwin/amd64",
      "has no slice for darwin/arm64",
    ]);
  });
});
