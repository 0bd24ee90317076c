import { expect, test } from "vitest";
import { outputDefinitions } from "../../src/inputs/definitions.ts";
import { describeOutputs, describePlanOutputs } from "../../src/report/outputs.ts";
import { everythingFailed, everythingPassed, layered, setUpOnly, toolchainsOnly } from "./cases.ts";
import { arm64Toolchain, binary, passed, run, target } from "./sample.ts";

test("only outputs of the table are written", () => {
  const names = outputDefinitions.map(({ name }) => name);
  const written = Object.keys(describeOutputs(run({ toolchains: [arm64Toolchain] })));
  expect(names.filter((name) => written.includes(name)).toSorted()).toEqual(written.toSorted());
});

test("every output of a run with several targets", () => {
  const { binaries, ...rest } = describeOutputs(everythingPassed);
  expect(JSON.parse(binaries ?? "")).toEqual([
    {
      target: "linux/arm64",
      file: "/proj/dist/sqlite_linux_arm64",
      sha256: "a".repeat(64),
      bytes: 5_142_000,
      cgo: true,
      linkage: "dynamic: libc.so.6, libm.so.6 (glibc ≥ 2.34)",
      archive: "/proj/dist/sqlite_linux_arm64.tar.gz",
      artifactId: "11",
    },
    {
      target: "linux/arm/v6",
      file: "/proj/dist/sqlite_linux_armv6",
      sha256: "c".repeat(64),
      bytes: 4_800_000,
      cgo: true,
      linkage: "static",
      archive: null,
      artifactId: "12",
    },
    {
      target: "windows/amd64",
      file: "/proj/dist/sqlite_windows_amd64.exe",
      sha256: "d".repeat(64),
      bytes: 950_000,
      cgo: false,
      linkage: "Windows system DLLs only",
      archive: null,
      artifactId: "12",
    },
  ]);
  expect(rest).toEqual({
    manifest: "/proj/dist/manifest.json",
    checksums: "/proj/dist/SHA256SUMS",
    "out-dir": "/proj/dist",
    targets: '["linux/arm64","linux/arm/v6","windows/amd64"]',
    "cache-hit": "false",
  });
});

test("a single target has its compiler and its binary too", () => {
  const { cc, binary } = describeOutputs(run({ toolchains: [arm64Toolchain] }));
  expect([cc, binary]).toEqual([arm64Toolchain.cc, "/proj/dist/sqlite_linux_arm64"]);
  expect(Object.keys(describeOutputs(run({ toolchains: [] })))).not.toContain("cc");
});

test("cc is the compiler as the target uses it, with what is layered on it", () => {
  const { targets, toolchains } = layered;
  const compilers = targets.map((each) => describeOutputs({ ...layered, targets: [each] })["cc"]);
  expect(compilers).toEqual(toolchains.map(({ cc }) => cc));
});

test("cc is absent where the target needs no C compiler, whatever others use", () => {
  const result = run({ targets: [target({ toolchain: undefined })], toolchains: [arm64Toolchain] });
  expect(Object.keys(describeOutputs(result))).not.toContain("cc");
});

test("an output without a value is absent", () => {
  expect(describeOutputs(everythingFailed)).toEqual({
    binaries: "[]",
    manifest: "/proj/dist/manifest.json",
    "out-dir": "/proj/dist",
    targets: '["linux/arm64","linux/s390x"]',
    "cache-hit": "false",
  });
  expect(describeOutputs(setUpOnly).binaries).toBe("[]");
});

test.each([
  ["no toolchain at all", [], "false"],
  ["the host's own only", ["host"], "false"],
  ["from the cache", ["cache"], "true"],
  ["on disk, beside the host's own", ["host", "disk", "cache"], "true"],
  ["one was downloaded", ["cache", "download"], "false"],
] as const)("cache-hit: %s", (_, sources, hit) => {
  const toolchains = sources.map((source) => ({ ...arm64Toolchain, source }));
  expect(describeOutputs({ ...toolchainsOnly, toolchains })["cache-hit"]).toBe(hit);
});

test("a library's name in an output ends no quotes and no line, and is read back as it is", () => {
  const text = "dynamic: q'$(id)'\u202e\u2028\u0085\u{e0001}.so";
  const { described } = binary();
  const named = binary({ described: { ...described, linkage: { ...described.linkage, text } } });
  const { binaries = "" } = describeOutputs(run({ targets: [target({ outcome: passed(named) })] }));
  expect(binaries).not.toMatch(/['\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(binaries)).toMatchObject([{ linkage: text }]);
});

test("a plan's outputs are the targets that were asked for, and a matrix of them", () => {
  const planned = (text: string, asked = true) => {
    const [os = "", arch = "", variant] = text.split("/");
    return { target: { os, arch, variant }, asked };
  };
  const targets = [planned("linux/arm/v7"), planned("darwin/amd64", false), planned("darwin/universal")];
  const outputs = describePlanOutputs({ targets });
  expect(Object.keys(outputs)).toEqual(["targets", "matrix"]);
  expect(JSON.parse(outputs.targets ?? "")).toEqual(["linux/arm/v7", "darwin/universal"]);
  expect(JSON.parse(outputs.matrix ?? "")).toEqual({
    include: [
      { target: "linux/arm/v7", os: "linux", arch: "arm", variant: "v7" },
      { target: "darwin/universal", os: "darwin", arch: "universal", variant: "" },
    ],
  });
});
