import { describe, expect, it } from "vitest";
import type { CSupport } from "../../src/platforms/row.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { type Target, targetName } from "../../src/platforms/target.ts";
import {
  type CToolchain,
  clangTarget,
  cSupport,
  hostMultiarch,
  needsCLinker,
  targetRows,
} from "../../src/platforms/toolchains.ts";

const target = (os: string, arch: string, variant?: string): Target => ({ os, arch, variant });

function toolchainOf(support: CSupport): CToolchain {
  if (support.kind === "none") {
    throw new Error(support.reason);
  }
  return support.toolchain;
}

describe("the C toolchains", () => {
  it("of an ordinary Linux target, whole", () => {
    expect(cSupport(target("linux", "ppc64le"), { GOPPC64: "power8" })).toEqual({
      kind: "toolchain",
      staticReason: undefined,
      toolchain: {
        triple: "powerpc64le-linux-gnu",
        c: ["gcc-powerpc64le-linux-gnu", "libc6-dev-ppc64el-cross"],
        cxx: ["g++-powerpc64le-linux-gnu"],
        programs: {
          cc: "powerpc64le-linux-gnu-gcc",
          cxx: "powerpc64le-linux-gnu-g++",
          ar: "powerpc64le-linux-gnu-ar",
        },
        interpreter: "/lib64/ld64.so.2",
        multiarch: "powerpc64le-linux-gnu",
        architecture: "ppc64el",
        libraries: "usr/powerpc64le-linux-gnu",
      },
    });
  });

  it("of Windows, with POSIX threads, whole", () => {
    expect(cSupport(target("windows", "386"), { GO386: "sse2" })).toEqual({
      kind: "toolchain",
      staticReason: undefined,
      toolchain: {
        triple: "i686-w64-mingw32",
        c: ["gcc-mingw-w64-i686-posix"],
        cxx: ["g++-mingw-w64-i686-posix"],
        programs: {
          cc: "i686-w64-mingw32-gcc-posix",
          cxx: "i686-w64-mingw32-g++-posix",
          ar: "i686-w64-mingw32-ar",
        },
        interpreter: undefined,
        multiarch: "i686-w64-mingw32",
        libraries: "usr/i686-w64-mingw32",
      },
    });
  });

  it("where Debian writes an underscore as a hyphen, and i386 for i686", () => {
    expect(toolchainOf(cSupport(target("linux", "amd64"), { GOAMD64: "v1" }))).toMatchObject({
      triple: "x86_64-linux-gnu",
      c: ["gcc-x86-64-linux-gnu", "libc6-dev-amd64-cross"],
      cxx: ["g++-x86-64-linux-gnu"],
      programs: { cc: "x86_64-linux-gnu-gcc" },
      interpreter: "/lib64/ld-linux-x86-64.so.2",
    });
    expect(toolchainOf(cSupport(target("linux", "386"), { GO386: "sse2" }))).toMatchObject({
      c: ["gcc-i686-linux-gnu", "libc6-dev-i386-cross"],
      multiarch: "i386-linux-gnu",
      libraries: "usr/i686-linux-gnu",
      interpreter: "/lib/ld-linux.so.2",
    });
    expect(toolchainOf(cSupport(target("windows", "amd64"), {})).c).toEqual(["gcc-mingw-w64-x86-64-posix"]);
  });

  const interpreters: readonly (readonly [string, string, string])[] = [
    ["arm64", "aarch64-linux-gnu", "/lib/ld-linux-aarch64.so.1"],
    ["loong64", "loongarch64-linux-gnu", "/lib64/ld-linux-loongarch-lp64d.so.1"],
    ["mips", "mips-linux-gnu", "/lib/ld.so.1"],
    ["mipsle", "mipsel-linux-gnu", "/lib/ld.so.1"],
    ["mips64", "mips64-linux-gnuabi64", "/lib64/ld.so.1"],
    ["mips64le", "mips64el-linux-gnuabi64", "/lib64/ld.so.1"],
    ["riscv64", "riscv64-linux-gnu", "/lib/ld-linux-riscv64-lp64d.so.1"],
    ["s390x", "s390x-linux-gnu", "/lib/ld64.so.1"],
  ];
  it.each(interpreters)("linux/%s: %s with %s", (arch, triple, interpreter) => {
    expect(toolchainOf(cSupport(target("linux", arch), {}))).toMatchObject({ triple, interpreter });
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
    const support = cSupport(target("linux", "arm"), { GOARM: goarm });
    expect(toolchainOf(support).triple).toBe(triple);
    expect(support).toMatchObject({ staticReason });
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
    const support = cSupport(asked, levels);
    expect(support).toEqual({
      kind: "none",
      reason: expect.stringContaining(`there is no C toolchain for ${targetName(asked)} here: `),
    });
    expect(support.kind === "none" ? support.reason : "").toContain(hint);
  });

  it("every platform of Go has a toolchain or a reason of its own", () => {
    const general = "no distribution packages a C compiler for it";
    const unexplained = knownPlatforms.filter(({ os, arch, cgoSupported }) => {
      const support = cSupport(target(os, arch), {});
      return cgoSupported && support.kind === "none" && support.reason.includes(general);
    });
    expect(unexplained).toEqual([]);
  });
});

describe("clangTarget", () => {
  const flagsOf = (name: string, levels: Readonly<Record<string, string>> = {}) => {
    const [os = "", arch = ""] = name.split("/");
    return clangTarget(toolchainOf(cSupport(target(os, arch), levels))).flags;
  };

  it("gives what the distribution's gcc gives", () => {
    expect(flagsOf("linux/arm", { GOARM: "7" })).toEqual([
      "-march=armv7-a",
      "-mfpu=vfpv3-d16",
      "-mfloat-abi=hard",
      "-mthumb",
    ]);
    expect(flagsOf("linux/arm", { GOARM: "5" })).toEqual(
      expect.arrayContaining(["-march=armv5te", "-mfloat-abi=soft"]),
    );
    expect(flagsOf("linux/386")).toEqual(["-march=i686"]);
    expect(flagsOf("linux/s390x")).toEqual(["-march=z196"]);
    expect(flagsOf("linux/mipsle")).toEqual(["-march=mips32r2", "-mfpxx", "-mllvm", "-fast-isel=0"]);
    expect(flagsOf("linux/mips64")).toEqual(["-march=mips64r2"]);
    expect(flagsOf("linux/riscv64")).toEqual(["-march=rv64gc", "-mabi=lp64d"]);
    expect(flagsOf("windows/amd64")).toEqual([]);
  });

  it("has a row for every toolchain", () => {
    for (const { os, arch } of knownPlatforms) {
      const support = cSupport(target(os, arch), {});
      if (support.kind === "toolchain") {
        expect(clangTarget(support.toolchain).flags).toBeInstanceOf(Array);
      }
    }
  });

  it("says why GNU ld links, where it does", () => {
    const linked = ["riscv64", "s390x", "mips", "mips64le", "loong64"].map((arch) => {
      const { gnuLinker } = clangTarget(toolchainOf(cSupport(target("linux", arch), {})));
      return [gnuLinker?.lldSince, gnuLinker?.reason.startsWith("lld") || gnuLinker?.reason.startsWith("what lld")];
    });
    expect(linked).toEqual([
      [15, true],
      [19, true],
      [undefined, true],
      [undefined, true],
      [undefined, true],
    ]);
  });
});

describe("needsCLinker", () => {
  it("is true of the targets that Go itself cannot link", () => {
    const found = knownPlatforms.filter(({ os, arch }) => needsCLinker(target(os, arch)));
    expect(found.map(({ os, arch }) => `${os}/${arch}`)).toEqual([
      "android/386",
      "android/amd64",
      "android/arm",
      "ios/arm64",
    ]);
  });
});

describe("hostMultiarch", () => {
  it.each([
    ["amd64", "x86_64-linux-gnu"],
    ["386", "i386-linux-gnu"],
    ["arm64", "aarch64-linux-gnu"],
    ["arm", "arm-linux-gnueabihf"],
    ["riscv64", "riscv64-linux-gnu"],
  ])("of %s is %s", (arch, multiarch) => {
    expect(hostMultiarch(arch)).toBe(multiarch);
  });
});

describe("targetRows", () => {
  it("has each toolchain once, under the names that users write", () => {
    const rows = targetRows();
    expect(new Set(rows.map((row) => row.target))).toEqual(
      new Set([
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
      ]),
    );
    expect(rows).toHaveLength(15);
    expect(new Set(rows.map((row) => row.compiler)).size).toBe(rows.length);
  });
});
