/** What compilers for Linux define of themselves, by Go's name of the architecture. Source: `gcc -dM -E - </dev/null`. */
const ofArchitectures: Readonly<Record<string, readonly string[]>> = {
  "386": ["__i386__", "__i386", "i386"],
  amd64: ["__x86_64__", "__x86_64", "__amd64__", "__amd64"],
  arm: ["__arm__"],
  arm64: ["__aarch64__"],
  loong64: ["__loongarch__", "__loongarch64"],
  mips: ["__mips__", "__mips", "__MIPSEB__"],
  mipsle: ["__mips__", "__mips", "__MIPSEL__"],
  mips64: ["__mips__", "__mips", "__mips64", "__mips64__", "__MIPSEB__"],
  mips64le: ["__mips__", "__mips", "__mips64", "__mips64__", "__MIPSEL__"],
  ppc64le: ["__powerpc__", "__powerpc64__", "__PPC__", "__PPC64__"],
  riscv64: ["__riscv"],
  s390x: ["__s390__", "__s390x__"],
};

const ofLinux: ReadonlySet<string> = new Set(
  "__linux__ __linux linux __gnu_linux__ __unix__ __unix unix __ELF__ __STDC__ __STDC_HOSTED__".split(" "),
);

/** Other systems, and compilers that none of ours is. Source: https://sourceforge.net/p/predef/wiki/OperatingSystems/. */
const foreign: ReadonlySet<string> = new Set(
  (
    "_WIN32 _WIN64 __WIN32__ __WINDOWS__ __NT__ _MSC_VER __MINGW32__ __MINGW64__ __CYGWIN__ __CYGWIN32__ __APPLE__ " +
    "__APPLE_CC__ __MACH__ __FreeBSD__ __FreeBSD_kernel__ __NetBSD__ __OpenBSD__ __DragonFly__ __bsdi__ __ANDROID__ " +
    "__sun __sun__ __SVR4 __svr4__ __hpux _hpux _AIX __osf__ __sgi __HAIKU__ __BEOS__ __EMSCRIPTEN__ __wasm__ __wasm32__ " +
    "__wasi__ __QNX__ __QNXNTO__ __OS2__ __EMX__ __DJGPP__ __MSDOS__ __VMS __vxworks __VXWORKS__ __native_client__ " +
    "__Fuchsia__ __minix __GNU__ __MVS__ __INTEL_COMPILER __ICC __ICL __SUNPRO_C __SUNPRO_CC __CUDACC__ __CUDA_ARCH__ " +
    "__HIPCC__ __BORLANDC__ __WATCOMC__ __TINYC__ __DMC__ __xlC__ __IBMC__ __ARMCC_VERSION __ICCARM__ __KERNEL__ _KERNEL " +
    "_M_IX86 _M_X64 _M_AMD64 _M_ARM _M_ARM64 _M_ARM64EC"
  ).split(" "),
);

const architectures: ReadonlySet<string> = new Set(Object.values(ofArchitectures).flat());

/**
 * Whether a compiler for Linux on an architecture (by Go's name) defines a macro by itself; undefined where that depends on
 * the compiler, its version, its flags or the C library. Names without a leading underscore are nobody's.
 */
export function isPredefined(arch: string, macro: string): boolean | undefined {
  if (ofLinux.has(macro) || ofArchitectures[arch]?.includes(macro) === true || macro === "__GNUC__") {
    return true;
  }
  const reserved = macro.startsWith("_");
  return foreign.has(macro) || architectures.has(macro) || !reserved ? false : undefined;
}

const ofLinuxAlone: ReadonlySet<string> = new Set(["__linux__", "__linux", "linux", "__gnu_linux__"]);

/** As isPredefined, for any system: of others than Linux it is only known what is Linux's. */
export function isPredefinedOn(
  { os, arch }: { readonly os: string; readonly arch: string },
  macro: string,
): boolean | undefined {
  if (os === "linux") {
    return isPredefined(arch, macro);
  }
  return ofLinuxAlone.has(macro) && os !== "android" ? false : undefined;
}
