import { type Target, targetName } from "./target.ts";

/**
 * A C toolchain for one GNU triple: what it is called everywhere. Names and interpreters are those of Debian and Ubuntu,
 * where a cross compiler is the package `gcc-<triple>` and the C library for it `libc6-dev-<architecture>-cross`.
 */
export type CToolchain = {
  /** The GNU triple, prefix of every tool's name. */
  readonly triple: string;
  /** Packages that hold the C compiler, its C library and headers. */
  readonly c: readonly string[];
  /** What C++ needs on top. */
  readonly cxx: readonly string[];
  /** File names under usr/bin; the threads model is part of mingw's. */
  readonly programs: { readonly cc: string; readonly cxx: string; readonly ar: string };
  /** The dynamic loader that a dynamic executable must ask for; undefined on Windows. */
  readonly interpreter: string | undefined;
  /** Debian's multiarch name, part of paths such as usr/lib/<multiarch>. */
  readonly multiarch: string;
  /** Debian's name of the architecture, whose packages have libraries for it; undefined on Windows. */
  readonly architecture: string | undefined;
  /** Where the target's own libraries lie under the root: what an emulator gets to see as `/`. */
  readonly libraries: string;
};

/** What C a target can have. */
export type CSupport =
  | { readonly kind: "toolchain"; readonly toolchain: CToolchain; readonly staticReason: string | undefined }
  | { readonly kind: "none"; readonly reason: string };

type LinuxRow = readonly [triple: string, debianArchitecture: string, interpreter: string];

/** Source of the interpreters: each architecture's ELF ABI supplement; checked against crt files of Debian 12 and 13. */
const linuxRows: Readonly<Record<string, LinuxRow>> = {
  "386": ["i686-linux-gnu", "i386", "/lib/ld-linux.so.2"],
  amd64: ["x86_64-linux-gnu", "amd64", "/lib64/ld-linux-x86-64.so.2"],
  armel: ["arm-linux-gnueabi", "armel", "/lib/ld-linux.so.3"],
  armhf: ["arm-linux-gnueabihf", "armhf", "/lib/ld-linux-armhf.so.3"],
  arm64: ["aarch64-linux-gnu", "arm64", "/lib/ld-linux-aarch64.so.1"],
  loong64: ["loongarch64-linux-gnu", "loong64", "/lib64/ld-linux-loongarch-lp64d.so.1"],
  mips: ["mips-linux-gnu", "mips", "/lib/ld.so.1"],
  mipsle: ["mipsel-linux-gnu", "mipsel", "/lib/ld.so.1"],
  mips64: ["mips64-linux-gnuabi64", "mips64", "/lib64/ld.so.1"],
  mips64le: ["mips64el-linux-gnuabi64", "mips64el", "/lib64/ld.so.1"],
  ppc64le: ["powerpc64le-linux-gnu", "ppc64el", "/lib64/ld64.so.2"],
  riscv64: ["riscv64-linux-gnu", "riscv64", "/lib/ld-linux-riscv64-lp64d.so.1"],
  s390x: ["s390x-linux-gnu", "s390x", "/lib/ld64.so.1"],
};

function linuxToolchain([triple, debianArchitecture, interpreter]: LinuxRow): CToolchain {
  const packageTriple = triple.replaceAll("_", "-");
  return {
    triple,
    // The libc headers are only a Recommends of the compiler, so they are always named.
    c: [`gcc-${packageTriple}`, `libc6-dev-${debianArchitecture}-cross`],
    cxx: [`g++-${packageTriple}`],
    programs: { cc: `${triple}-gcc`, cxx: `${triple}-g++`, ar: `${triple}-ar` },
    interpreter,
    multiarch: triple.replace(/^i686-/, "i386-"),
    architecture: debianArchitecture,
    libraries: `usr/${triple}`,
  };
}

/** mingw-w64 with POSIX threads: the only model with std::thread. Its plain names are alternatives, made by no package. */
function mingwToolchain(triple: string): CToolchain {
  const packageArchitecture = triple.replace(/-w64-mingw32$/, "").replaceAll("_", "-");
  return {
    triple,
    c: [`gcc-mingw-w64-${packageArchitecture}-posix`],
    cxx: [`g++-mingw-w64-${packageArchitecture}-posix`],
    programs: { cc: `${triple}-gcc-posix`, cxx: `${triple}-g++-posix`, ar: `${triple}-ar` },
    interpreter: undefined,
    multiarch: triple,
    architecture: undefined,
    libraries: `usr/${triple}`,
  };
}

const toolchains: ReadonlyMap<string, CToolchain> = new Map([
  ...Object.entries(linuxRows).map(([arch, row]) => [`linux/${arch}`, linuxToolchain(row)] as const),
  ["windows/amd64", mingwToolchain("x86_64-w64-mingw32")],
  ["windows/386", mingwToolchain("i686-w64-mingw32")],
]);

/** What clang, one compiler for every target, must be told of this one. */
export type ClangTarget = {
  /** The processor, float ABI and byte order that the distribution's gcc and C library are made for. */
  readonly flags: readonly string[];
  /**
   * Why GNU ld links it, in place of lld; where a version of lld has learnt it, with the first that has.
   * Undefined where every lld from version 14 on links it.
   */
  readonly gnuLinker: { readonly reason: string; readonly lldSince: number | undefined } | undefined;
};

// Without optimisation, clang before 22 reads and writes what is not aligned as if it were, unless it is told not to.
const mips32Flags = ["-march=mips32r2", "-mfpxx", "-mllvm", "-fast-isel=0"];

const mipsLinker = {
  reason: "lld links no C++ for MIPS that is not position-independent, and from 22 on nothing with Debian's crt files",
  lldSince: undefined,
} as const;

/**
 * Source of the flags: what `gcc -v` of each of Debian 12's compilers says it was configured with. Source of the linkers:
 * programs in C and C++, dynamic and static, linked by lld 14, 15, 16, 19 and 22 and run.
 */
const clangTargets: Readonly<Record<string, ClangTarget>> = {
  "i686-linux-gnu": { flags: ["-march=i686"], gnuLinker: undefined },
  "x86_64-linux-gnu": { flags: ["-march=x86-64"], gnuLinker: undefined },
  "arm-linux-gnueabi": {
    // Below ARMv6 clang calls libatomic where gcc calls its own library. lld takes libraries in any order.
    flags: ["-march=armv5te", "-mfloat-abi=soft", "-Wl,--push-state,--as-needed,-latomic,--pop-state"],
    gnuLinker: undefined,
  },
  "arm-linux-gnueabihf": {
    flags: ["-march=armv7-a", "-mfpu=vfpv3-d16", "-mfloat-abi=hard", "-mthumb"],
    gnuLinker: undefined,
  },
  "aarch64-linux-gnu": { flags: ["-march=armv8-a"], gnuLinker: undefined },
  "loongarch64-linux-gnu": {
    flags: ["-mabi=lp64d"],
    gnuLinker: { reason: "what lld links static for loong64 crashes", lldSince: undefined },
  },
  "mips-linux-gnu": { flags: mips32Flags, gnuLinker: mipsLinker },
  "mipsel-linux-gnu": { flags: mips32Flags, gnuLinker: mipsLinker },
  "mips64-linux-gnuabi64": { flags: ["-march=mips64r2"], gnuLinker: mipsLinker },
  "mips64el-linux-gnuabi64": { flags: ["-march=mips64r2"], gnuLinker: mipsLinker },
  "powerpc64le-linux-gnu": { flags: ["-mcpu=power8"], gnuLinker: undefined },
  "riscv64-linux-gnu": {
    flags: ["-march=rv64gc", "-mabi=lp64d"],
    gnuLinker: { reason: "lld before 15 cannot relax the code that the C library's files have", lldSince: 15 },
  },
  "s390x-linux-gnu": {
    flags: ["-march=z196"],
    gnuLinker: { reason: "lld 16 does not know s390x, and 19 does", lldSince: 19 },
  },
  "x86_64-w64-mingw32": { flags: [], gnuLinker: undefined },
  "i686-w64-mingw32": { flags: [], gnuLinker: undefined },
};

/** What clang must be told of a toolchain's target. */
export function clangTarget({ triple }: CToolchain): ClangTarget {
  const found = clangTargets[triple];
  if (found === undefined) {
    throw new Error(`no clang row for ${triple}`);
  }
  return found;
}

const macRunner = "build it in a job on a macOS runner, where Go finds Apple's compiler";

/** Why a target has no C toolchain here, and what to do instead. By `os/arch`, then by `os`. */
const withoutToolchain: Readonly<Record<string, string>> = {
  "linux/ppc64":
    "Debian's C library for ppc64 has the ABI v1 and Go emits ABI v2; use linux/ppc64le, or leave C out with `cgo: off`",
  "windows/arm64":
    "neither Debian nor Ubuntu packages a mingw-w64 for it; build it in a job on a `windows-11-arm` runner",
  aix: "its C library exists on AIX only; build it there",
  android: "Android's C compiler is the NDK's, which apt does not have; build it with the NDK",
  darwin: `Apple's C headers and libraries come with Xcode only; ${macRunner}`,
  dragonfly: "no Linux distribution packages its C library; build it on DragonFly BSD",
  freebsd: "no Linux distribution packages its C library; build it in a FreeBSD virtual machine",
  illumos: "no Linux distribution packages its C library; build it on illumos",
  ios: `Apple's C headers and libraries come with Xcode only; ${macRunner}`,
  netbsd: "no Linux distribution packages its C library; build it in a NetBSD virtual machine",
  openbsd: "no Linux distribution packages its C library; build it in an OpenBSD virtual machine",
  solaris: "its C library exists on Solaris only; build it there",
};

/**
 * The C toolchain for a target, or why there is none.
 * @param levels The target's effective values of Go's variant variables, such as `{ GOARM: "6" }`.
 */
export function cSupport(target: Target, levels: Readonly<Record<string, string>>): CSupport {
  if (target.os === "linux" && target.arch === "arm") {
    return armSupport(levels["GOARM"] ?? "");
  }
  const mips = levels["GOMIPS"] ?? levels["GOMIPS64"] ?? "";
  if (target.os === "linux" && mips.includes("softfloat")) {
    return none(target, "the C libraries that distributions have for MIPS are hard-float; use hardfloat or `cgo: off`");
  }
  const toolchain = toolchains.get(`${target.os}/${target.arch}`);
  if (toolchain !== undefined) {
    return { kind: "toolchain", toolchain, staticReason: undefined };
  }
  const reason = withoutToolchain[`${target.os}/${target.arch}`] ?? withoutToolchain[target.os];
  return none(target, reason ?? "no distribution packages a C compiler for it; leave C out with `cgo: off`");
}

function none(target: Target, reason: string): CSupport {
  return { kind: "none", reason: `there is no C toolchain for ${targetName(target)} here: ${reason}` };
}

/**
 * armhf is ARMv7 with VFP and Thumb-2 down to its crt files, so anything below it takes the armel toolchain. armel's
 * loader is missing on most systems with such a processor (Raspberry Pi OS is armhf), hence static.
 */
function armSupport(goarm: string): CSupport {
  if (goarm === "7" || goarm === "7,hardfloat") {
    return { kind: "toolchain", toolchain: linuxToolchain(linuxRow("armhf")), staticReason: undefined };
  }
  return {
    kind: "toolchain",
    toolchain: linuxToolchain(linuxRow("armel")),
    staticReason: `GOARM=${goarm} is built with the soft-float armel toolchain, whose dynamic loader most such systems lack`,
  };
}

function linuxRow(arch: string): LinuxRow {
  const row = linuxRows[arch];
  if (row === undefined) {
    throw new Error(`no toolchain row for ${arch}`);
  }
  return row;
}

/**
 * Targets that Go links with the system's own linker even without cgo, so that they cannot be built by Go alone.
 * Source: MustLinkExternal in Go's internal/platform/supported.go.
 */
export function needsCLinker(target: Target): boolean {
  return (target.os === "android" && target.arch !== "arm64") || (target.os === "ios" && target.arch === "arm64");
}

/** One row of the documents' table of C toolchains. */
export type TargetRow = { readonly target: string; readonly compiler: string; readonly notes: string };

/** The table of targets that can have C, for the documents. */
export function targetRows(): readonly TargetRow[] {
  const notes: Readonly<Record<string, string>> = {
    "linux/armel": "linked static: such systems lack its loader",
    "linux/armhf": "ARMv7 with VFP",
    "linux/loong64": "Debian 13 and later",
    "linux/mips": "hard-float",
    "linux/mipsle": "hard-float",
    "linux/mips64": "hard-float",
    "linux/mips64le": "hard-float",
    "windows/amd64": "C runtime linked in, POSIX threads",
    "windows/386": "C runtime linked in, POSIX threads",
  };
  const names: Readonly<Record<string, string>> = {
    "linux/armel": "linux/arm/v5, linux/arm/v6",
    "linux/armhf": "linux/arm/v7",
  };
  return [...toolchains].map(([key, toolchain]) => ({
    target: names[key] ?? key,
    compiler: toolchain.c[0] ?? "",
    notes: notes[key] ?? "",
  }));
}

/** Debian's name of the architecture of a machine that programs run on, by Go's. */
export function hostArchitecture(arch: string): string {
  const [, architecture] = linuxRow(arch === "arm" ? "armhf" : arch);
  return architecture;
}

/** Debian's multiarch name of a machine that programs run on, by Go's name of its architecture. */
export function hostMultiarch(arch: string): string {
  const [triple] = linuxRow(arch === "arm" ? "armhf" : arch);
  return triple.replace(/^i686-/, "i386-");
}
