import { describe, expect, it } from "vitest";
import { sections } from "../../scripts/docs.ts";
import { debian } from "../../src/archives/families/debian.ts";
import type { CAbi } from "../../src/platforms/row.ts";
import { platformRows } from "../../src/platforms/rows.ts";
import { hostAbi, knownPlatforms, platformRow, type TargetAbi, targetAbi } from "../../src/platforms/table.ts";
import { type Target, targetName } from "../../src/platforms/target.ts";

const target = (os: string, arch: string, variant?: string): Target => ({ os, arch, variant });

function abiOf(found: TargetAbi): CAbi {
  if (found.kind === "none") {
    throw new Error(found.reason);
  }
  return found.abi;
}

/** All that is known of an ABI, and what the distribution calls its compilers, in one value. */
function describeAbi(found: TargetAbi) {
  const { triple, multiarch, architecture, libc, interpreters } = abiOf(found);
  const options = { native: false, sanitizers: false, fortran: false };
  const c = debian.gcc(abiOf(found), { cxx: false, ...options }).packages;
  const both = debian.gcc(abiOf(found), { cxx: true, ...options }).packages;
  return {
    triple,
    multiarch,
    architecture,
    libc,
    interpreters,
    c,
    cxx: both.filter((name) => !c.includes(name)),
    programs: debian.gccPrograms(abiOf(found)),
    sysroot: debian.sysroot(abiOf(found), false),
  };
}

describe("C ABIs, with the distribution's names of their compilers", () => {
  it("of an ordinary Linux target, whole", () => {
    const found = targetAbi(target("linux", "ppc64le"), { GOPPC64: "power8" });
    expect(found).toMatchObject({ kind: "abi", staticReason: undefined });
    expect(describeAbi(found)).toEqual({
      triple: "powerpc64le-linux-gnu",
      multiarch: "powerpc64le-linux-gnu",
      architecture: "ppc64el",
      libc: "glibc",
      interpreters: { glibc: "/lib64/ld64.so.2", musl: "/lib/ld-musl-powerpc64le.so.1" },
      c: ["gcc-powerpc64le-linux-gnu", "libc6-dev-ppc64el-cross"],
      cxx: ["g++-powerpc64le-linux-gnu"],
      programs: { cc: "powerpc64le-linux-gnu-gcc", cxx: "powerpc64le-linux-gnu-g++", ar: "powerpc64le-linux-gnu-ar" },
      sysroot: "usr/powerpc64le-linux-gnu",
    });
  });

  it("of Windows, with POSIX threads, whole", () => {
    const found = targetAbi(target("windows", "386"), { GO386: "sse2" });
    expect(found).toMatchObject({ kind: "abi", staticReason: undefined });
    expect(describeAbi(found)).toEqual({
      triple: "i686-w64-mingw32",
      multiarch: "i686-w64-mingw32",
      architecture: undefined,
      libc: "mingw",
      interpreters: {},
      c: ["gcc-mingw-w64-i686-posix"],
      cxx: ["g++-mingw-w64-i686-posix"],
      programs: { cc: "i686-w64-mingw32-gcc-posix", cxx: "i686-w64-mingw32-g++-posix", ar: "i686-w64-mingw32-ar" },
      sysroot: "usr/i686-w64-mingw32",
    });
  });

  it("where Debian writes an underscore as a hyphen, and i386 for i686", () => {
    expect(describeAbi(targetAbi(target("linux", "amd64"), { GOAMD64: "v1" }))).toMatchObject({
      triple: "x86_64-linux-gnu",
      c: ["gcc-x86-64-linux-gnu", "libc6-dev-amd64-cross"],
      cxx: ["g++-x86-64-linux-gnu"],
      programs: { cc: "x86_64-linux-gnu-gcc" },
      interpreters: { glibc: "/lib64/ld-linux-x86-64.so.2" },
    });
    expect(describeAbi(targetAbi(target("linux", "386"), { GO386: "sse2" }))).toMatchObject({
      c: ["gcc-i686-linux-gnu", "libc6-dev-i386-cross"],
      multiarch: "i386-linux-gnu",
      sysroot: "usr/i686-linux-gnu",
      interpreters: { glibc: "/lib/ld-linux.so.2" },
    });
    expect(describeAbi(targetAbi(target("windows", "amd64"), {})).c).toEqual(["gcc-mingw-w64-x86-64-posix"]);
  });
});

/** By triple: Debian's architecture, the loaders of glibc and musl, clang's flags, and since which lld links it. */
type Expected = readonly [
  triple: string,
  architecture: string,
  glibc: string,
  musl: string,
  flags: readonly string[],
  lldSince: number | "always" | "never",
];

const mips32 = ["-march=mips32r2", "-mfpxx", "-mllvm", "-fast-isel=0"];
const libatomic = "-Wl,--push-state,--as-needed,-latomic,--pop-state";

const linuxAbis: readonly Expected[] = [
  ["i686-linux-gnu", "i386", "/lib/ld-linux.so.2", "i386", ["-march=i686"], "always"],
  ["x86_64-linux-gnu", "amd64", "/lib64/ld-linux-x86-64.so.2", "x86_64", ["-march=x86-64"], "always"],
  [
    "arm-linux-gnueabihf",
    "armhf",
    "/lib/ld-linux-armhf.so.3",
    "armhf",
    ["-march=armv7-a", "-mfpu=vfpv3-d16", "-mfloat-abi=hard", "-mthumb"],
    "always",
  ],
  [
    "arm-linux-gnueabi",
    "armel",
    "/lib/ld-linux.so.3",
    "arm",
    ["-march=armv5te", "-mfloat-abi=soft", libatomic],
    "always",
  ],
  ["aarch64-linux-gnu", "arm64", "/lib/ld-linux-aarch64.so.1", "aarch64", ["-march=armv8-a"], "always"],
  ["loongarch64-linux-gnu", "loong64", "/lib64/ld-linux-loongarch-lp64d.so.1", "loongarch64", ["-mabi=lp64d"], "never"],
  ["mips-linux-gnu", "mips", "/lib/ld.so.1", "mips", mips32, "never"],
  ["mipsel-linux-gnu", "mipsel", "/lib/ld.so.1", "mipsel", mips32, "never"],
  ["mips64-linux-gnuabi64", "mips64", "/lib64/ld.so.1", "mips64", ["-march=mips64r2"], "never"],
  ["mips64el-linux-gnuabi64", "mips64el", "/lib64/ld.so.1", "mips64el", ["-march=mips64r2"], "never"],
  ["powerpc64le-linux-gnu", "ppc64el", "/lib64/ld64.so.2", "powerpc64le", ["-mcpu=power8"], "always"],
  ["riscv64-linux-gnu", "riscv64", "/lib/ld-linux-riscv64-lp64d.so.1", "riscv64", ["-march=rv64gc", "-mabi=lp64d"], 15],
  ["s390x-linux-gnu", "s390x", "/lib/ld64.so.1", "s390x", ["-march=z196"], 19],
];

const allAbis = platformRows.flatMap((row) =>
  row.c.kind === "abis" ? row.c.abis.map((abi) => ({ name: `${row.os}/${row.arch} ${abi.triple}`, row, abi })) : [],
);
const findAbi = (triple: string) => allAbis.find(({ abi }) => abi.triple === triple)?.abi;

describe("the facts of each C ABI", () => {
  it.each(linuxAbis)("%s", (triple, architecture, glibc, musl, flags, lldSince) => {
    const abi = findAbi(triple);
    expect(abi).toMatchObject({
      multiarch: triple.replace(/^i686/, "i386"),
      architecture,
      libc: "glibc",
      interpreters: { glibc, musl: `/lib/ld-musl-${musl}.so.1` },
      clang: { flags },
    });
    const linker = abi?.clang.gnuLinker;
    expect(linker === undefined ? "always" : (linker.lldSince ?? "never")).toBe(lldSince);
  });

  it.each([["i686-w64-mingw32"], ["x86_64-w64-mingw32"]])("%s", (triple) => {
    expect(findAbi(triple)).toMatchObject({
      multiarch: triple,
      architecture: undefined,
      libc: "mingw",
      interpreters: {},
      clang: { flags: [], gnuLinker: undefined },
    });
  });

  it("are asserted here for every ABI of the table", () => {
    const mingw = ["i686-w64-mingw32", "x86_64-w64-mingw32"];
    const asserted = [...linuxAbis.map(([triple]) => triple), ...mingw].sort();
    expect(allAbis.map(({ abi }) => abi.triple).sort()).toEqual(asserted);
  });
});

describe("a platform that has C has every fact of it", () => {
  it.each(allAbis)("$name", ({ row, abi }) => {
    const { architecture, system } = row;
    const isMingw = abi.libc === "mingw";
    expect(row.cgoSupported).toBe(true);
    expect(abi.triple).toMatch(isMingw ? /^\w+-w64-mingw32$/ : /^\w+-linux-gnu\w*$/);
    expect(abi.multiarch).toMatch(isMingw ? /^\w+-w64-mingw32$/ : /^\w+-linux-gnu\w*$/);
    expect(abi.architecture ?? "none").toMatch(isMingw ? /^none$/ : /^[a-z0-9]+$/);
    const loaders = {
      glibc: expect.stringMatching(/^\/lib(64)?\/ld.*\.so\.\d$/),
      musl: expect.stringMatching(/^\/lib\/ld-musl-\w+\.so\.1$/),
    };
    expect(abi.interpreters).toEqual(isMingw ? {} : loaders);
    expect(abi.clang.flags.every((flag) => flag !== "")).toBe(true);
    expect(abi.clang.flags.length > 0).toBe(!isMingw);
    expect(abi.clang.gnuLinker?.reason ?? "lld links it").toMatch(/lld/);
    expect(abi.document.targets).toContain(`${row.os}/${row.arch}`);
    expect(system.format).toBe(isMingw ? "pe" : "elf");
    expect(architecture.bits).toBeDefined();
    expect(architecture.elf).toEqual({ machine: expect.any(Number), name: expect.stringMatching(/^EM_/) });
    expect(architecture.qemu).toEqual(
      architecture.qemu.kind === "program"
        ? expect.objectContaining({ program: expect.stringMatching(/^qemu-\w+$/) })
        : { kind: "none", reason: expect.stringMatching(/\w+ \w+/) },
    );
  });

  it("its levels are such as Go has for it", () => {
    const odd = allAbis.filter(({ row, abi }) => {
      const variants = row.architecture.variants;
      const all = variants?.variants.map((variant) => variants.toGo(variant)) ?? [];
      return abi.levels?.some((level) => !all.includes(level)) === true;
    });
    expect(odd.map(({ name }) => name)).toEqual([]);
  });
});

describe("qemu-user's program for each architecture", () => {
  it.each([
    ["amd64", "qemu-x86_64"],
    ["arm", "qemu-arm"],
    ["arm64", "qemu-aarch64"],
    ["loong64", "qemu-loongarch64"],
    ["mips", "qemu-mips"],
    ["mipsle", "qemu-mipsel"],
    ["mips64", "qemu-mips64"],
    ["mips64le", "qemu-mips64el"],
    ["ppc64", "qemu-ppc64"],
    ["ppc64le", "qemu-ppc64le"],
    ["riscv64", "qemu-riscv64"],
    ["s390x", "qemu-s390x"],
  ])("%s: %s", (arch, program) => {
    expect(platformRow({ os: "linux", arch })?.architecture.qemu).toMatchObject({ kind: "program", program });
  });

  it("386 has none", () => {
    expect(platformRow({ os: "linux", arch: "386" })?.architecture.qemu).toEqual({
      kind: "none",
      reason: "qemu-i386 breaks the signals that Go programs live by",
    });
  });
});

describe("ARM by its level", () => {
  const reason = (goarm: string) =>
    `GOARM=${goarm} is built with the soft-float armel toolchain, whose dynamic loader most such systems lack`;

  it.each([
    ["5", "arm-linux-gnueabi", reason("5")],
    ["5,softfloat", "arm-linux-gnueabi", reason("5,softfloat")],
    ["5,hardfloat", "arm-linux-gnueabi", reason("5,hardfloat")],
    ["6", "arm-linux-gnueabi", reason("6")],
    ["6,hardfloat", "arm-linux-gnueabi", reason("6,hardfloat")],
    ["6,softfloat", "arm-linux-gnueabi", reason("6,softfloat")],
    ["7", "arm-linux-gnueabihf", undefined],
    ["7,hardfloat", "arm-linux-gnueabihf", undefined],
    ["7,softfloat", "arm-linux-gnueabi", reason("7,softfloat")],
  ])("GOARM=%s takes %s", (goarm, triple, staticReason) => {
    const found = targetAbi(target("linux", "arm"), { GOARM: goarm });
    expect(abiOf(found).triple).toBe(triple);
    expect(found).toMatchObject({ staticReason });
  });
});

describe("targets without a C toolchain", () => {
  it.each([
    [target("linux", "mips", "softfloat"), { GOMIPS: "softfloat" }, "hard-float"],
    [target("linux", "mipsle", "softfloat"), { GOMIPS: "softfloat" }, "hard-float"],
    [target("linux", "mips64", "softfloat"), { GOMIPS64: "softfloat" }, "hard-float"],
    [target("linux", "mips64le", "softfloat"), { GOMIPS64: "softfloat" }, "hard-float"],
    [target("linux", "ppc64"), { GOPPC64: "power8" }, "linux/ppc64le"],
    [target("windows", "arm64"), {}, "windows-11-arm"],
    [target("darwin", "arm64"), {}, "macOS runner"],
    [target("ios", "arm64"), {}, "macOS runner"],
    [target("android", "arm64"), {}, "NDK"],
    [target("freebsd", "amd64"), {}, "FreeBSD"],
    [target("openbsd", "riscv64"), {}, "OpenBSD"],
    [target("netbsd", "arm"), { GOARM: "7" }, "NetBSD"],
    [target("dragonfly", "amd64"), {}, "DragonFly"],
    [target("solaris", "amd64"), {}, "Solaris"],
    [target("illumos", "amd64"), {}, "illumos"],
    [target("aix", "ppc64"), {}, "AIX"],
    [target("plan9", "386"), {}, "cgo: off"],
    [target("wasip1", "wasm"), {}, "cgo: off"],
    [target("linux", "some-day"), {}, "cgo: off"],
  ])("%o says why, and what to do", (asked, levels, hint) => {
    const found = targetAbi(asked, levels);
    expect(found).toEqual({
      kind: "none",
      reason: expect.stringContaining(`there is no C toolchain for ${targetName(asked)} here: `),
    });
    expect(found.kind === "none" ? found.reason : "").toContain(hint);
  });

  it("every platform of Go has an ABI or a reason of its own", () => {
    const general = "no distribution packages a C compiler for it";
    const unexplained = knownPlatforms.filter(({ os, arch, cgoSupported }) => {
      const found = targetAbi(target(os, arch), {});
      return cgoSupported && found.kind === "none" && found.reason.includes(general);
    });
    expect(unexplained).toEqual([]);
  });
});

describe("GNU ld in the place of lld", () => {
  it("has a reason", () => {
    const linked = allAbis.flatMap(({ abi }) => abi.clang.gnuLinker ?? []);
    expect(linked.map(({ reason }) => /^(what )?lld /.test(reason))).toEqual(linked.map(() => true));
    expect(linked).toHaveLength(7);
  });
});

describe("hostAbi", () => {
  it.each([
    ["amd64", "x86_64-linux-gnu", "amd64"],
    ["386", "i386-linux-gnu", "i386"],
    ["arm64", "aarch64-linux-gnu", "arm64"],
    ["arm", "arm-linux-gnueabihf", "armhf"],
    ["riscv64", "riscv64-linux-gnu", "riscv64"],
  ])("of %s is %s, %s", (arch, multiarch, architecture) => {
    expect(hostAbi(arch)).toMatchObject({ multiarch, architecture });
  });

  it("throws for a machine that no C library is known for", () => {
    expect(() => hostAbi("ppc64")).toThrow("no row of the table of platforms has a C ABI for linux/ppc64");
  });
});

describe("the documents' table of targets", () => {
  const rows =
    sections["targets"]
      ?.body()
      .split("\n")
      .slice(2)
      .map((line) => line.split("|").map((cell) => cell.replaceAll("`", "").trim())) ?? [];

  it("has each toolchain once, under the names that users write", () => {
    expect(rows.map(([, name]) => name).sort()).toEqual(
      [
        "linux/386",
        "linux/amd64",
        "linux/arm/v5, linux/arm/v6",
        "linux/arm/v7",
        "linux/arm64",
        "linux/loong64",
        "linux/mips",
        "linux/mipsle",
        "linux/mips64",
        "linux/mips64le",
        "linux/ppc64le",
        "linux/riscv64",
        "linux/s390x",
        "windows/amd64",
        "windows/386",
      ].sort(),
    );
    expect(new Set(rows.map(([, , compiler]) => compiler)).size).toBe(rows.length);
  });

  it("has the notes of those that differ", () => {
    const notes = Object.fromEntries(rows.flatMap(([, name = "", , note = ""]) => (note === "" ? [] : [[name, note]])));
    expect(notes).toEqual({
      "linux/arm/v5, linux/arm/v6": "linked static: such systems lack its loader",
      "linux/arm/v7": "ARMv7 with VFP",
      "linux/loong64": "Debian 13 and later",
      "linux/mips": "hard-float; up to Debian 13",
      "linux/mipsle": "hard-float; up to Debian 13",
      "linux/mips64": "hard-float; up to Debian 13",
      "linux/mips64le": "hard-float; up to Debian 13",
      "windows/amd64": "C runtime linked in, POSIX threads",
      "windows/386": "C runtime linked in, POSIX threads",
    });
  });
});
