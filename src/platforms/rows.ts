import { architectures } from "./architectures.ts";
import type { CAbi, ClangTarget, CSupport, PlatformRow } from "./row.ts";
import { systems } from "./systems.ts";

/*
 * Sources of this file. Platforms: `go tool dist list -json` of Go 1.26. Interpreters: each architecture's ELF ABI
 * supplement, checked against the crt files of Debian 12 and 13; musl's: its arch/<arch>/reloc.h. clang's flags: what
 * `gcc -v` of each of Debian 12's compilers says it was configured with. Linkers: programs in C and C++, dynamic and static,
 * linked by lld 14, 15, 16, 19 and 22 and run.
 */

type LinuxC = Pick<CAbi, "triple" | "architecture" | "clang"> & {
  readonly glibc: string;
  readonly musl: string;
} & Partial<Pick<CAbi, "absent" | "multiarch" | "levels" | "staticReason" | "document">>;

function linuxAbi({ glibc, musl, ...abi }: LinuxC, targets: string, note = ""): CAbi {
  return {
    multiarch: abi.triple,
    libc: "glibc",
    interpreters: { glibc, musl },
    levels: undefined,
    staticReason: undefined,
    document: { targets, note },
    ...abi,
  };
}

/** mingw-w64 with POSIX threads: the only model with std::thread. */
function mingwAbi(triple: string, targets: string): CAbi {
  return {
    triple,
    multiarch: triple,
    architecture: undefined,
    libc: "mingw",
    interpreters: {},
    clang: lld(),
    levels: undefined,
    staticReason: undefined,
    document: { targets, note: "C runtime linked in, POSIX threads" },
  };
}

function lld(...flags: readonly string[]): ClangTarget {
  return { flags, gnuLinker: undefined };
}

function gnuLd(flags: readonly string[], reason: string, lldSince?: number): ClangTarget {
  return { flags, gnuLinker: { reason, lldSince } };
}

function abis(...all: readonly [CAbi, ...CAbi[]]): CSupport {
  return { kind: "abis", abis: all, otherLevels: undefined };
}

function none(reason: string): CSupport {
  return { kind: "none", reason };
}

type Os = keyof typeof systems;
type Arch = keyof typeof architectures;

/** What most platforms have in common. */
function row(os: Os, arch: Arch, c: CSupport, facts: Partial<PlatformRow> = {}): PlatformRow {
  return {
    os,
    arch,
    system: systems[os],
    architecture: architectures[arch],
    cgoSupported: true,
    internalPie: false,
    externalLinker: false,
    c,
    ...facts,
  };
}

const pie = { internalPie: true } as const;
const noCgo = { cgoSupported: false } as const;

const macRunner = "build it in a job on a macOS runner, where Go finds Apple's compiler";
const apple = none(`Apple's C headers and libraries come with Xcode only; ${macRunner}`);
const android = none("Android's C compiler is the NDK's, which apt does not have; build it with the NDK");
const freebsd = none("no Linux distribution packages its C library; build it in a FreeBSD virtual machine");
const netbsd = none("no Linux distribution packages its C library; build it in a NetBSD virtual machine");
const openbsd = none("no Linux distribution packages its C library; build it in an OpenBSD virtual machine");
const unpackaged = none("no distribution packages a C compiler for it; leave C out with `cgo: off`");

// Without optimisation, clang before 22 reads and writes what is not aligned as if it were, unless it is told not to.
const mips32Flags = ["-march=mips32r2", "-mfpxx", "-mllvm", "-fast-isel=0"];
const mips64Flags = ["-march=mips64r2"];
const mipsLinker =
  "lld links no C++ for MIPS that is not position-independent, and from 22 on nothing with Debian's crt files";

function mips(abi: Omit<LinuxC, "clang" | "levels">, target: string, flags: readonly string[]): CSupport {
  const clang = gnuLd(flags, mipsLinker);
  // Testing lost them while sid still had them.
  const absent = { debian: { since: "14" }, ubuntu: { since: "26.04" } };
  return {
    kind: "abis",
    abis: [linuxAbi({ ...abi, absent, clang, levels: ["hardfloat"] }, target, "hard-float; up to Debian 13")],
    otherLevels: "the C libraries that distributions have for MIPS are hard-float; use hardfloat or `cgo: off`",
  };
}

/**
 * armhf is ARMv7 with VFP and Thumb-2 down to its crt files, so anything below it takes armel. armel's loader is missing on
 * most systems with such a processor (Raspberry Pi OS is armhf), hence static.
 */
const arm = abis(
  linuxAbi(
    {
      triple: "arm-linux-gnueabihf",
      architecture: "armhf",
      glibc: "/lib/ld-linux-armhf.so.3",
      musl: "/lib/ld-musl-armhf.so.1",
      levels: ["7", "7,hardfloat"],
      clang: lld("-march=armv7-a", "-mfpu=vfpv3-d16", "-mfloat-abi=hard", "-mthumb"),
    },
    "linux/arm/v7",
    "ARMv7 with VFP",
  ),
  linuxAbi(
    {
      triple: "arm-linux-gnueabi",
      architecture: "armel",
      glibc: "/lib/ld-linux.so.3",
      musl: "/lib/ld-musl-arm.so.1",
      staticReason: "the soft-float armel toolchain, whose dynamic loader most such systems lack",
      // Below ARMv6 clang calls libatomic where gcc calls its own library. lld takes libraries in any order.
      clang: lld("-march=armv5te", "-mfloat-abi=soft", "-Wl,--push-state,--as-needed,-latomic,--pop-state"),
    },
    "linux/arm/v5, linux/arm/v6",
    "linked static: such systems lack its loader",
  ),
);

/** Every platform, in the order in which Go lists them. */
export const platformRows: readonly PlatformRow[] = [
  row("aix", "ppc64", none("its C library exists on AIX only; build it there")),
  row("android", "386", android, { externalLinker: true }),
  row("android", "amd64", android, { externalLinker: true }),
  row("android", "arm", android, { externalLinker: true }),
  row("android", "arm64", android, pie),
  row("darwin", "amd64", apple, pie),
  row("darwin", "arm64", apple, pie),
  row("dragonfly", "amd64", none("no Linux distribution packages its C library; build it on DragonFly BSD")),
  row("freebsd", "386", freebsd),
  row("freebsd", "amd64", freebsd),
  row("freebsd", "arm", freebsd),
  row("freebsd", "arm64", freebsd),
  row("illumos", "amd64", none("no Linux distribution packages its C library; build it on illumos")),
  row("ios", "amd64", apple),
  row("ios", "arm64", apple, { externalLinker: true }),
  row("js", "wasm", unpackaged, noCgo),
  row(
    "linux",
    "386",
    abis(
      linuxAbi(
        {
          triple: "i686-linux-gnu",
          multiarch: "i386-linux-gnu",
          architecture: "i386",
          glibc: "/lib/ld-linux.so.2",
          musl: "/lib/ld-musl-i386.so.1",
          clang: lld("-march=i686"),
        },
        "linux/386",
      ),
    ),
  ),
  row(
    "linux",
    "amd64",
    abis(
      linuxAbi(
        {
          triple: "x86_64-linux-gnu",
          architecture: "amd64",
          glibc: "/lib64/ld-linux-x86-64.so.2",
          musl: "/lib/ld-musl-x86_64.so.1",
          clang: lld("-march=x86-64"),
        },
        "linux/amd64",
      ),
    ),
    pie,
  ),
  row("linux", "arm", arm),
  row(
    "linux",
    "arm64",
    abis(
      linuxAbi(
        {
          triple: "aarch64-linux-gnu",
          architecture: "arm64",
          glibc: "/lib/ld-linux-aarch64.so.1",
          musl: "/lib/ld-musl-aarch64.so.1",
          clang: lld("-march=armv8-a"),
        },
        "linux/arm64",
      ),
    ),
    pie,
  ),
  row(
    "linux",
    "loong64",
    abis(
      linuxAbi(
        {
          triple: "loongarch64-linux-gnu",
          architecture: "loong64",
          glibc: "/lib64/ld-linux-loongarch-lp64d.so.1",
          musl: "/lib/ld-musl-loongarch64.so.1",
          // Ubuntu 24.04 has a gcc-14 for it, without the packages that name one compiler for all.
          absent: { debian: { until: "12" }, ubuntu: { until: "24.04" } },
          clang: gnuLd(["-mabi=lp64d"], "what lld links static for loong64 crashes"),
        },
        "linux/loong64",
        "Debian 13 and later",
      ),
    ),
    pie,
  ),
  row(
    "linux",
    "mips",
    mips(
      {
        triple: "mips-linux-gnu",
        architecture: "mips",
        glibc: "/lib/ld.so.1",
        musl: "/lib/ld-musl-mips.so.1",
      },
      "linux/mips",
      mips32Flags,
    ),
  ),
  row(
    "linux",
    "mips64",
    mips(
      {
        triple: "mips64-linux-gnuabi64",
        architecture: "mips64",
        glibc: "/lib64/ld.so.1",
        musl: "/lib/ld-musl-mips64.so.1",
      },
      "linux/mips64",
      mips64Flags,
    ),
  ),
  row(
    "linux",
    "mips64le",
    mips(
      {
        triple: "mips64el-linux-gnuabi64",
        architecture: "mips64el",
        glibc: "/lib64/ld.so.1",
        musl: "/lib/ld-musl-mips64el.so.1",
      },
      "linux/mips64le",
      mips64Flags,
    ),
  ),
  row(
    "linux",
    "mipsle",
    mips(
      {
        triple: "mipsel-linux-gnu",
        architecture: "mipsel",
        glibc: "/lib/ld.so.1",
        musl: "/lib/ld-musl-mipsel.so.1",
      },
      "linux/mipsle",
      mips32Flags,
    ),
  ),
  row(
    "linux",
    "ppc64",
    none(
      "Debian's C library for ppc64 has the ABI v1 and Go emits ABI v2; use linux/ppc64le, or leave C out with `cgo: off`",
    ),
    noCgo,
  ),
  row(
    "linux",
    "ppc64le",
    abis(
      linuxAbi(
        {
          triple: "powerpc64le-linux-gnu",
          architecture: "ppc64el",
          glibc: "/lib64/ld64.so.2",
          musl: "/lib/ld-musl-powerpc64le.so.1",
          clang: lld("-mcpu=power8"),
        },
        "linux/ppc64le",
      ),
    ),
    pie,
  ),
  row(
    "linux",
    "riscv64",
    abis(
      linuxAbi(
        {
          triple: "riscv64-linux-gnu",
          architecture: "riscv64",
          glibc: "/lib/ld-linux-riscv64-lp64d.so.1",
          musl: "/lib/ld-musl-riscv64.so.1",
          clang: gnuLd(
            ["-march=rv64gc", "-mabi=lp64d"],
            "lld before 15 cannot relax the code that the C library's files have",
            15,
          ),
        },
        "linux/riscv64",
      ),
    ),
  ),
  row(
    "linux",
    "s390x",
    abis(
      linuxAbi(
        {
          triple: "s390x-linux-gnu",
          architecture: "s390x",
          glibc: "/lib/ld64.so.1",
          musl: "/lib/ld-musl-s390x.so.1",
          clang: gnuLd(["-march=z196"], "lld 16 does not know s390x, and 19 does", 19),
        },
        "linux/s390x",
      ),
    ),
  ),
  row("netbsd", "386", netbsd),
  row("netbsd", "amd64", netbsd),
  row("netbsd", "arm", netbsd),
  row("netbsd", "arm64", netbsd),
  row("openbsd", "386", openbsd),
  row("openbsd", "amd64", openbsd),
  row("openbsd", "arm", openbsd),
  row("openbsd", "arm64", openbsd),
  row("openbsd", "ppc64", openbsd, noCgo),
  row("openbsd", "riscv64", openbsd),
  row("plan9", "386", unpackaged, noCgo),
  row("plan9", "amd64", unpackaged, noCgo),
  row("plan9", "arm", unpackaged, noCgo),
  row("solaris", "amd64", none("its C library exists on Solaris only; build it there")),
  row("wasip1", "wasm", unpackaged, noCgo),
  row("windows", "386", abis(mingwAbi("i686-w64-mingw32", "windows/386")), pie),
  row("windows", "amd64", abis(mingwAbi("x86_64-w64-mingw32", "windows/amd64")), pie),
  row(
    "windows",
    "arm64",
    none("neither Debian nor Ubuntu packages a mingw-w64 for it; build it in a job on a `windows-11-arm` runner"),
    pie,
  ),
];
