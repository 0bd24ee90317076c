import { describe, expect, it } from "vitest";
import { parseTargets } from "../../src/inputs/targets.ts";
import { knownPlatforms, variantsOf } from "../../src/platforms/table.ts";
import { targetName } from "../../src/platforms/target.ts";
import { inTexts } from "../support/problems.ts";

function parse(text: string, platforms = knownPlatforms) {
  const { targets, problems } = parseTargets(text, platforms);
  return { targets: targets.map(targetName).join(" "), problems: inTexts(problems) };
}

const linux = "386, amd64, arm, arm64, loong64, mips, mips64, mips64le, mipsle, ppc64, ppc64le, riscv64 and s390x";
const systems =
  "aix, android, darwin, dragonfly, freebsd, illumos, ios, js, linux, netbsd, openbsd, plan9, solaris, wasip1 and windows";

describe("valid targets", () => {
  it.each([
    ["linux/amd64", "linux/amd64"],
    ["linux/amd64, linux/arm64", "linux/amd64 linux/arm64"],
    ["linux/arm64 linux/amd64", "linux/arm64 linux/amd64"],
    ["\n  linux/arm64\r\n\tlinux/amd64,\n", "linux/arm64 linux/amd64"],
    [",,linux/arm64,,linux/amd64,,", "linux/arm64 linux/amd64"],
    ["linux/arm64 # the Pi 4, and others\nlinux/arm/v6 # the Pi 1\n# linux/386", "linux/arm64 linux/arm/v6"],
    ["linux/arm64#x", "linux/arm64"],
    ["linux/arm64\u00a0linux/amd64", "linux/arm64 linux/amd64"],
    ["linux/amd64, linux/arm64, linux/amd64", "linux/amd64 linux/arm64"],
    ["linux/arm linux/arm/v7 linux/arm/v5-hardfloat", "linux/arm linux/arm/v7 linux/arm/v5-hardfloat"],
    ["linux/arm64/v8, linux/arm64/v8.0, linux/arm64", "linux/arm64/v8 linux/arm64/v8.0 linux/arm64"],
    ["linux/386/softfloat windows/amd64/v3", "linux/386/softfloat windows/amd64/v3"],
    ["js/wasm, plan9/386", "js/wasm plan9/386"],
    ["darwin/universal, linux/arm64, darwin/universal", "darwin/universal linux/arm64"],
    ["darwin/*, darwin/universal, !darwin/amd64", "darwin/arm64 darwin/universal"],
    ["darwin/amd64, darwin/universal, !darwin/universal", "darwin/amd64"],
    ["darwin/*, !darwin/universal", "darwin/amd64 darwin/arm64"],
    ["linux/arm64, darwin/universal, !darwin/*", "linux/arm64"],
  ])("%j", (text, targets) => {
    expect(parse(text)).toEqual({ targets, problems: [] });
  });

  it.each(
    knownPlatforms.flatMap(({ os, arch }) =>
      [undefined, ...(variantsOf(arch)?.variants ?? [])].map((variant) => targetName({ os, arch, variant })),
    ),
  )("%s is read as it is written", (name) => {
    expect(parse(name)).toEqual({ targets: name, problems: [] });
  });
});

describe("patterns", () => {
  const everything = knownPlatforms.map(({ os, arch }) => `${os}/${arch}`).join(" ");
  it.each([
    ["all", everything],
    ["*/*", everything],
    [
      "linux/*",
      "linux/386 linux/amd64 linux/arm linux/arm64 linux/loong64 linux/mips linux/mips64 linux/mips64le linux/mipsle " +
        "linux/ppc64 linux/ppc64le linux/riscv64 linux/s390x",
    ],
    ["*/riscv64", "linux/riscv64 openbsd/riscv64"],
    ["linux/mips*", "linux/mips linux/mips64 linux/mips64le linux/mipsle"],
    ["*bsd/arm", "freebsd/arm netbsd/arm openbsd/arm"],
    ["linux/*64*le", "linux/mips64le linux/ppc64le"],
    ["linux/arm/*", "linux/arm/v5 linux/arm/v6 linux/arm/v7"],
    ["linux/arm*/v7*", "linux/arm/v7"],
    ["linux/arm/*-softfloat", "linux/arm/v5-softfloat linux/arm/v6-softfloat linux/arm/v7-softfloat"],
    ["linux/arm64/v8*", [..."0123456789"].map((minor) => `linux/arm64/v8.${minor}`).join(" ")],
    ["windows/*/v1", "windows/amd64/v1"],
    [
      "linux/mips*/softfloat",
      "linux/mips/softfloat linux/mips64/softfloat linux/mips64le/softfloat linux/mipsle/softfloat",
    ],
    // Case is ignored.
    ["LINUX/ARM64, Linux/Arm/V7, linux/arm64", "linux/arm64 linux/arm/v7"],
    ["ALL, !ALL, Linux/MIPS*", "linux/mips linux/mips64 linux/mips64le linux/mipsle"],
    // What was named keeps its place; a glob adds the rest.
    ["linux/mipsle, linux/mips*", "linux/mipsle linux/mips linux/mips64 linux/mips64le"],
  ])("%s", (text, targets) => {
    expect(parse(text)).toEqual({ targets, problems: [] });
  });
});

it("tells which targets only a pattern gave", () => {
  const { globbed } = parseTargets(
    "linux/mips*, linux/mips64, linux/arm/v7, linux/arm*, !*/mipsle, all !all linux/386",
    knownPlatforms,
  );
  expect(globbed).toEqual([]);
  expect(parseTargets("LINUX/386", knownPlatforms).globbed).toEqual([]);
  expect(parseTargets("linux/mips*, linux/mips64, !*/mipsle", knownPlatforms).globbed).toEqual([
    "linux/mips",
    "linux/mips64le",
  ]);
});

describe("exclusions", () => {
  it.each([
    ["linux/mips*, !linux/mips64*", "linux/mips linux/mipsle"],
    ["linux/mips*, ! linux/mips64*", "linux/mips linux/mipsle"],
    ["all !*/* linux/arm64", "linux/arm64"],
    ["all, !all, linux/arm64", "linux/arm64"],
    // In order: what is added after it stays.
    ["linux/mips*, !linux/mips64*, linux/mips64", "linux/mips linux/mipsle linux/mips64"],
    // A platform goes with all its variants; a variant goes alone.
    ["linux/arm/*, linux/arm, linux/arm64, !linux/arm", "linux/arm64"],
    ["linux/arm/*, !linux/arm/v5", "linux/arm/v6 linux/arm/v7"],
    ["linux/arm, linux/arm/v7-softfloat, linux/arm/v7, !linux/arm/*", "linux/arm"],
    ["linux/arm/v7-softfloat, linux/arm/v7, !linux/arm/*-softfloat", "linux/arm/v7"],
    // It excludes nothing, and nothing of it is there in the end: as requested.
    ["linux/amd64, !windows/*", "linux/amd64"],
  ])("%s", (text, targets) => {
    expect(parse(text)).toEqual({ targets, problems: [] });
  });

  it.each([
    [
      "!windows/386, windows/*",
      "windows/386 windows/amd64 windows/arm64",
      'targets: "!windows/386" excludes nothing here; put it after the targets it should exclude',
    ],
    [
      "!linux/mips*",
      "",
      'targets: "!linux/mips*" has nothing to exclude from; begin with what to build, such as "all"',
    ],
    ["linux/amd64, !linux/*", "", 'targets: nothing is left after "!linux/*"; exclude less or add targets'],
    ["", "", 'targets: no target given; write at least one such as "linux/arm64", or "all"'],
    [" # linux/arm64\n,", "", 'targets: no target given; write at least one such as "linux/arm64", or "all"'],
    [
      "linux/amd64, !linux/aarch64",
      "linux/amd64",
      `targets: unknown target "!linux/aarch64"; did you mean "!linux/arm64"? (linux has ${linux})`,
    ],
    [
      "darwin/arm64, macos/universal",
      "darwin/arm64",
      'targets: unknown target "macos/universal"; did you mean "darwin/universal"? (darwin/amd64 and darwin/arm64 in one file)',
    ],
    ["linux/amd64, !", "linux/amd64", `targets: unknown target "!"; expected os/arch (the systems are ${systems})`],
  ])("%j", (text, targets, problem) => {
    expect(parse(text)).toEqual({ targets, problems: [problem] });
  });
});

it("a universal target has to be written out, and needs both of its platforms", () => {
  const problem = (meant: string) => `targets: unknown target "${meant}"; did you mean "darwin/universal"?`;
  for (const text of ["darwin/universal2", "macos-universal", "osx/fat"]) {
    expect(parse(text).problems).toEqual([`${problem(text)} (darwin/amd64 and darwin/arm64 in one file)`]);
  }
  expect(parse("darwin/univ*").targets).toBe("");
  const older = knownPlatforms.filter(({ os, arch }) => os !== "darwin" || arch === "amd64");
  expect(parse("darwin/universal", older).targets).toBe("");
});

describe("unknown targets", () => {
  it.each([
    ["linux/aarch64", "linux/arm64"],
    ["linux/armv8", "linux/arm64"],
    ["linux/x86_64", "linux/amd64"],
    ["linux/x64", "linux/amd64"],
    ["linux/amd64p32", "linux/amd64"],
    ["linux/i386", "linux/386"],
    ["linux/i686", "linux/386"],
    ["linux/x86", "linux/386"],
    ["linux/armhf", "linux/arm/v7"],
    ["linux/armv7", "linux/arm/v7"],
    ["linux/armv7l", "linux/arm/v7"],
    ["linux/armel", "linux/arm/v5"],
    ["linux/armv6", "linux/arm/v6"],
    ["linux/ppc64el", "linux/ppc64le"],
    ["linux/mips64el", "linux/mips64le"],
    ["linux/mipsel", "linux/mipsle"],
    ["linux/loongarch64", "linux/loong64"],
    ["linux/s390", "linux/s390x"],
    ["linux/amd46", "linux/amd64"],
    ["linux/mipsel-softfloat", "linux/mipsle/softfloat"],
    ["linux", "linux/*"],
    ["linux/", "linux/*"],
  ])("%s: %s", (text, meant) => {
    expect(parse(text)).toEqual({
      targets: "",
      problems: [`targets: unknown target "${text}"; did you mean "${meant}"? (linux has ${linux})`],
    });
  });

  it.each([
    ["macos/arm64", "darwin/arm64"],
    ["osx/x86_64", "darwin/amd64"],
    ["win/x64", "windows/amd64"],
    ["win64/amd64", "windows/amd64"],
    ["win32/i386", "windows/386"],
    ["linxu/amd64", "linux/amd64"],
    ["linux_arm64", "linux/arm64"],
    ["linux-arm-v7", "linux/arm/v7"],
    ["linux:riscv64", "linux/riscv64"],
    ["arm/v7", "linux/arm/v7"],
    ["armhf", "linux/arm/v7"],
    ["amd64", "linux/amd64"],
    ["wasm", "js/wasm"],
    ["aarch64-linux-gnu", "linux/arm64"],
    ["arm-linux-gnueabihf", "linux/arm/v7"],
    ["arm-linux-gnueabi", "linux/arm/v5"],
    ["x86_64-unknown-linux-musl", "linux/amd64"],
    ["x86_64-w64-mingw32", "windows/amd64"],
    ["aarch64-apple-darwin", "darwin/arm64"],
    ["mips64el-linux-gnuabi64", "linux/mips64le"],
    ["all/arm64", "*/arm64"],
  ])("%s: %s", (text, meant) => {
    expect(parse(text)).toEqual({
      targets: "",
      problems: [`targets: unknown target "${text}"; did you mean "${meant}"? (\`go tool dist list\` prints them all)`],
    });
  });

  it.each([
    ["macos/*", '"macos/*" matches no target; did you mean "darwin/*"? (`go tool dist list` prints them all)'],
    ["*/aarch64", '"*/aarch64" matches no target; did you mean "*/arm64"? (`go tool dist list` prints them all)'],
    ["*", '"*" matches no target; did you mean "all"? (`go tool dist list` prints them all)'],
    ["linux/sparc*", `"linux/sparc*" matches no target; expected os/arch (linux has ${linux})`],
    ["linux/s390x/*", 'unknown target "linux/s390x/*"; did you mean "linux/s390x"? (s390x has no variants)'],
    ["linux/sparc64", `unknown target "linux/sparc64"; expected os/arch (linux has ${linux})`],
    ["templeos", `unknown target "templeos"; expected os/arch (the systems are ${systems})`],
    [
      "darwin/386",
      'unknown target "darwin/386"; darwin has amd64 and arm64, and 386 exists for android, freebsd, linux, netbsd, ' +
        "openbsd, plan9 and windows",
    ],
    ["linux/amd64/v5", 'unknown target "linux/amd64/v5"; the variants of amd64 are v1, v2, v3 and v4'],
    [
      "linux/arm/armv7",
      'unknown target "linux/arm/armv7"; the variants of arm are v5, v6 and v7, each also with -softfloat or -hardfloat',
    ],
    [
      "linux/arm/7",
      'unknown target "linux/arm/7"; did you mean "linux/arm/v7"? (the variants of arm are v5, v6 and v7, each also with ' +
        "-softfloat or -hardfloat)",
    ],
    [
      "linux/arm/v7/hardfloat",
      'unknown target "linux/arm/v7/hardfloat"; did you mean "linux/arm/v7-hardfloat"? (the variants of arm are v5, v6 ' +
        "and v7, each also with -softfloat or -hardfloat)",
    ],
    ["linux/s390x/z13", 'unknown target "linux/s390x/z13"; did you mean "linux/s390x"? (s390x has no variants)'],
    ["-", 'unknown target "-"; write the targets without the hyphens of a list'],
    [
      "linux/a\u200brm64\u0007",
      `unknown target "linux/a\\u200brm64\\u0007"; did you mean "linux/arm64"? (linux has ${linux})`,
    ],
  ])("%s", (text, problem) => {
    expect(parse(text)).toEqual({ targets: "", problems: [`targets: ${problem}`] });
  });

  it("recognises a suffix that a comma has separated from its target", () => {
    expect(parse("linux/arm/v7,softfloat")).toEqual({
      targets: "linux/arm/v7",
      problems: [
        'targets: unknown target "softfloat"; did you mean "linux/arm/v7-softfloat"? (a comma separates targets)',
      ],
    });
  });

  it("reports a target that needs a newer Go", () => {
    const older = knownPlatforms.filter(({ arch }) => arch !== "loong64");
    expect(parse("linux/loong64, linux/amd64", older)).toEqual({
      targets: "linux/amd64",
      problems: [
        'targets: "linux/loong64" needs a newer Go than the one in use (Go 1.26 has it); update Go or remove the target',
      ],
    });
  });

  it("accepts a target that a Go newer than 1.26 has", () => {
    const newer = [...knownPlatforms, { os: "linux", arch: "sparc64", cgoSupported: true }];
    expect(parse("linux/sparc64 !linux/sparc64 linux/sparc*", newer)).toEqual({
      targets: "linux/sparc64",
      problems: [],
    });
  });

  it("reports all problems at once and keeps the valid targets", () => {
    expect(parse('["linux/amd64", linux/arm64 beos/ppc]')).toEqual({
      targets: "linux/arm64",
      problems: [
        'targets: unknown target "[\\"linux/amd64\\""; did you mean "linux/amd64"? (`go tool dist list` prints them all)',
        `targets: unknown target "beos/ppc]"; expected os/arch (the systems are ${systems})`,
      ],
    });
  });

  it("rejects long nonsense quickly", () => {
    const started = performance.now();
    const { problems } = parseTargets(`${"*a".repeat(300)} ${"x/".repeat(2000)} ${"q".repeat(50_000)}`, knownPlatforms);
    expect(problems.length).toBe(3);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
