import { mingwLibraries } from "./library-packages.ts";

/**
 * What comes with every C toolchain, so that no package has to be looked for. Source of the Linux lists: the files of
 * libc6-dev, linux-libc-dev, libgcc-12-dev, libgfortran-12-dev and libstdc++-12-dev of Debian 12.
 */
const linuxLibraries: ReadonlySet<string> = new Set(
  (
    "BrokenLocale anl c dl g m mcheck pthread resolv rt thread_db util " +
    "asan atomic gcc gcc_eh gcc_s gcov gfortran gomp hwasan itm lsan quadmath ssp_nonshared stdc++ stdc++fs supc++ tsan ubsan"
  ).split(" "),
);

/** What comes with a C++ compiler alone; `c++` and `c++abi` are LLVM's. */
const cxxLibraries: ReadonlySet<string> = new Set(["stdc++", "stdc++fs", "supc++", "c++", "c++abi"]);

const headers: ReadonlySet<string> = new Set(
  (
    "a.out aio aliases alloca ar argp argz assert byteswap complex cpio ctype dirent dlfcn elf endian envz err errno error " +
    "execinfo fcntl features features-time64 fenv fmtmsg fnmatch fpu_control fstab fts ftw gconv getopt glob gnu-versions " +
    "grp gshadow iconv ieee754 ifaddrs inttypes langinfo lastlog libgen libintl limits link locale malloc math mcheck " +
    "memory mntent monetary mqueue netdb nl_types nss obstack paths poll printf proc_service pthread pty pwd re_comp " +
    "regex regexp resolv sched search semaphore setjmp sgtty shadow signal spawn stab stdc-predef stdint stdio stdio_ext " +
    "stdlib string strings syscall sysexits syslog tar termio termios tgmath thread_db threads time ttyent uchar ucontext " +
    "ulimit unistd utime utmp utmpx values wait wchar wctype wordexp " +
    "float gcov iso646 omp openacc stdalign stdarg stdatomic stdbool stddef stdfix stdnoreturn unwind varargs " +
    "arm_acle arm_neon arm_sve cpuid immintrin emmintrin xmmintrin pmmintrin smmintrin tmmintrin nmmintrin wmmintrin " +
    "x86intrin mm_malloc altivec vecintrin"
  ).split(" "),
);

const headerDirectories: ReadonlySet<string> = new Set(
  (
    "arpa bits finclude gnu net netash netatalk netax25 neteconet netinet netipx netiucv netpacket netrom netrose nfs " +
    "protocols rpc scsi sys asm asm-generic drm linux misc mtd rdma sound video xen sanitizer"
  ).split(" "),
);

/** Whether `-l<name>` is of the C or C++ library, of the compiler, or of mingw-w64's import libraries. */
export function isToolchainLibrary(os: string, name: string): boolean {
  return linuxLibraries.has(name) || (os === "windows" && mingwSpelling(name) !== undefined);
}

const mingwSpellings: ReadonlyMap<string, string> = new Map(
  [...mingwLibraries].map((name) => [name.toLowerCase(), name]),
);

/**
 * How mingw-w64 spells the name of one of its libraries: `ws2_32` for `Ws2_32`, which Windows does not tell apart and a
 * linker here does. Undefined where it has none of that name.
 */
export function mingwSpelling(name: string): string | undefined {
  return mingwLibraries.has(name) ? name : mingwSpellings.get(name.toLowerCase());
}

/** Whether `-l<name>` is of the C++ library, which a compiler for C alone does not bring. */
export function isCxxLibrary(name: string): boolean {
  return cxxLibraries.has(name);
}

/** Whether a header is of the C library, of the kernel, of the compiler, or of C++ itself. */
export function isToolchainHeader(path: string): boolean {
  const [first = "", ...rest] = path.split("/");
  return rest.length > 0
    ? headerDirectories.has(first)
    : !first.includes(".") || headers.has(first.replace(/\.h$/, ""));
}
