import { describe, expect, it } from "vitest";
import { parseTargets } from "../../src/inputs/targets.ts";
import { knownPlatforms } from "../../src/platforms/go-platforms.ts";
import { targetName, variantsOf } from "../../src/platforms/target.ts";

function parse(text: string, platforms = knownPlatforms) {
  const { targets, problems } = parseTargets(text, platforms);
  return { targets: targets.map(targetName).join(" "), problems };
}

const linux = "386, amd64, arm, arm64, loong64, mips, mips64, mips64le, mipsle, ppc64, ppc64le, riscv64 and s390x";
const systems =
  "aix, android, darwin, dragonfly, freebsd, illumos, ios, js, linux, netbsd, openbsd, plan9, solaris, wasip1 and windows";

describe("targets that are there", () => {
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
    // What was named keeps its place; a glob adds the rest.
    ["linux/mipsle, linux/mips*", "linux/mipsle linux/mips linux/mips64 linux/mips64le"],
  ])("%s", (text, targets) => {
    expect(parse(text)).toEqual({ targets, problems: [] });
  });
});

describe("taking away", () => {
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
    // Nothing to take away, and nothing of it there in the end: as asked.
    ["linux/amd64, !windows/*", "linux/amd64"],
  ])("%s", (text, targets) => {
    expect(parse(text)).toEqual({ targets, problems: [] });
  });

  it.each([
    [
      "!windows/386, windows/*",
      "windows/386 windows/amd64 windows/arm64",
      'targets: "!windows/386" takes nothing away where it stands; write it after what it is to take from.',
    ],
    [
      "!linux/mips*",
      "",
      'targets: "!linux/mips*" takes away, and nothing is there to take from; begin with what to build, such as "all".',
    ],
    ["linux/amd64, !linux/*", "", 'targets: nothing is left after "!linux/*"; take less away or name more targets.'],
    ["", "", 'targets: no target is named; write at least one, such as "linux/arm64", or "all".'],
    [" # linux/arm64\n,", "", 'targets: no target is named; write at least one, such as "linux/arm64", or "all".'],
    [
      "linux/amd64, !linux/aarch64",
      "linux/amd64",
      `targets: "!linux/aarch64" is no target of Go; the nearest is "!linux/arm64" (linux has ${linux}).`,
    ],
    ["linux/amd64, !", "linux/amd64", `targets: "!" is no target of Go; write os/arch (the systems are ${systems}).`],
  ])("%j", (text, targets, problem) => {
    expect(parse(text)).toEqual({ targets, problems: [problem] });
  });
});

describe("targets that are not there", () => {
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
      problems: [`targets: "${text}" is no target of Go; the nearest is "${meant}" (linux has ${linux}).`],
    });
  });

  it.each([
    ["macos/arm64", "darwin/arm64"],
    ["osx/x86_64", "darwin/amd64"],
    ["win/x64", "windows/amd64"],
    ["win64/amd64", "windows/amd64"],
    ["win32/i386", "windows/386"],
    ["Linux/ARM64", "linux/arm64"],
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
    ["ALL", "all"],
    ["all/arm64", "*/arm64"],
  ])("%s: %s", (text, meant) => {
    expect(parse(text)).toEqual({
      targets: "",
      problems: [
        `targets: "${text}" is no target of Go; the nearest is "${meant}" (\`go tool dist list\` prints them all).`,
      ],
    });
  });

  it.each([
    ["macos/*", '"macos/*" fits no target of Go; the nearest is "darwin/*" (`go tool dist list` prints them all).'],
    ["*/aarch64", '"*/aarch64" fits no target of Go; the nearest is "*/arm64" (`go tool dist list` prints them all).'],
    ["*", '"*" fits no target of Go; the nearest is "all" (`go tool dist list` prints them all).'],
    ["linux/sparc*", `"linux/sparc*" fits no target of Go; write os/arch (linux has ${linux}).`],
    ["linux/s390x/*", '"linux/s390x/*" has a third part, but s390x has no variants; write "linux/s390x".'],
    ["linux/sparc64", `"linux/sparc64" is no target of Go; write os/arch (linux has ${linux}).`],
    ["templeos", `"templeos" is no target of Go; write os/arch (the systems are ${systems}).`],
    [
      "darwin/386",
      '"darwin/386" is no target of Go: there is darwin for amd64 and arm64, and 386 for android, freebsd, linux, ' +
        "netbsd, openbsd, plan9 and windows; write one of these.",
    ],
    [
      "linux/amd64/v5",
      '"linux/amd64/v5" is no target of Go, since the variants of amd64 are v1, v2, v3 and v4; write one of these, or "linux/amd64".',
    ],
    [
      "linux/arm/armv7",
      '"linux/arm/armv7" is no target of Go, since the variants of arm are v5, v6 and v7, each also with -softfloat or ' +
        '-hardfloat; write one of these, or "linux/arm".',
    ],
    [
      "linux/arm/7",
      '"linux/arm/7" is no target of Go, since the variants of arm are v5, v6 and v7, each also with -softfloat or ' +
        '-hardfloat; the nearest is "linux/arm/v7".',
    ],
    [
      "linux/arm/v7/hardfloat",
      '"linux/arm/v7/hardfloat" is no target of Go, since the variants of arm are v5, v6 and v7, each also with ' +
        '-softfloat or -hardfloat; the nearest is "linux/arm/v7-hardfloat".',
    ],
    ["linux/s390x/z13", '"linux/s390x/z13" has a third part, but s390x has no variants; write "linux/s390x".'],
    ["-", '"-" is no target; write the targets without the hyphens of a list.'],
    [
      "linux/a\u200brm64\u0007",
      `"linux/a\\u200brm64\\u0007" is no target of Go; the nearest is "linux/arm64" (linux has ${linux}).`,
    ],
  ])("%s", (text, problem) => {
    expect(parse(text)).toEqual({ targets: "", problems: [`targets: ${problem}`] });
  });

  it("tells of an option that a comma has cut off", () => {
    expect(parse("linux/arm/v7,softfloat")).toEqual({
      targets: "linux/arm/v7",
      problems: [
        'targets: "softfloat" stands alone, since a comma separates targets; join it with a hyphen: "linux/arm/v7-softfloat".',
      ],
    });
  });

  it("tells of a target that only another Go has", () => {
    const older = knownPlatforms.filter(({ arch }) => arch !== "loong64");
    expect(parse("linux/loong64, linux/amd64", older)).toEqual({
      targets: "linux/amd64",
      problems: [
        'targets: "linux/loong64" is known to Go 1.26, but not to the Go in use; use a newer Go or leave it out.',
      ],
    });
  });

  it("takes what this Go has and Go 1.26 has not", () => {
    const newer = [...knownPlatforms, { os: "linux", arch: "sparc64", cgoSupported: true }];
    expect(parse("linux/sparc64 !linux/sparc64 linux/sparc*", newer)).toEqual({
      targets: "linux/sparc64",
      problems: [],
    });
  });

  it("tells all problems at once, and keeps what is right", () => {
    expect(parse('["linux/amd64", linux/arm64 beos/ppc]')).toEqual({
      targets: "linux/arm64",
      problems: [
        'targets: "[\\"linux/amd64\\"" is no target of Go; the nearest is "linux/amd64" (`go tool dist list` prints them all).',
        `targets: "beos/ppc]" is no target of Go; write os/arch (the systems are ${systems}).`,
      ],
    });
  });

  it("is quick with a text that makes no sense", () => {
    const started = performance.now();
    const { problems } = parseTargets(`${"*a".repeat(300)} ${"x/".repeat(2000)} ${"q".repeat(50_000)}`, knownPlatforms);
    expect(problems.length).toBe(3);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
