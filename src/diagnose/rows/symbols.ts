import type { Definer } from "../evidence.ts";
import type { Found, Row, Verdict } from "../row.ts";
import {
  allOf,
  archOf,
  findInSources,
  isGenerated,
  listed,
  literal,
  placeOf,
  shownPlace,
  somePlaces,
  targetOf,
} from "../words.ts";

/** A name that the linker does not find: GNU ld's words (mingw's too), lld's, and lld's for Windows. */
const undefinedSymbol = [
  /undefined reference to '(?<symbol>[^']+)'/,
  /undefined (?:hidden |protected )?symbol: (?<symbol>.+)/,
  /undefined reference to symbol '(?<symbol>[^']+)'/,
];
const anySymbol = /undefined (?:reference to(?: symbol)? '|(?:hidden |protected )?symbol: )(.+?)'?$/;

function only(name: RegExp): Row["signs"] {
  return undefinedSymbol.map(
    (sign) => new RegExp(sign.source.replace(/\(\?<symbol>[^)]*\)/, `(?<symbol>${name.source})`)),
  );
}

const symbolOf = ({ groups }: Pick<Found, "groups">): string => groups["symbol"] ?? "";

/** Where a symbol is used, and by which package: the linker's word, or, where that is cgo's own file, the line with C.NAME. */
async function useOf(found: Found) {
  const symbol = symbolOf(found)
    .replace(/^__imp_/, "")
    .replace(/@.*$/, "");
  const own = found.line.place ?? found.log[found.log.indexOf(found.line) + 1]?.place;
  const named = placeOf(found);
  if (own !== undefined || (named !== undefined && !isGenerated(named) && !/\(\.text/.test(found.line.text))) {
    return { prefix: `${own === undefined ? named : shownPlace(own)}: `, places: somePlaces(own), by: undefined };
  }
  const use = await found.lookups.findUse(new RegExp(`\\bC\\.${literal(symbol)}\\b`));
  const prefix = use?.place === undefined ? inArchive(found) : `${shownPlace(use.place)}: `;
  return { prefix, places: somePlaces(use?.place), by: use?.importPath };
}

/** `lib/libtotal.a(total.o): `, where an archive's member uses it. */
function inArchive({ line, log }: Found): string {
  const before = log.slice(Math.max(0, log.indexOf(line) - 2), log.indexOf(line) + 3).map(({ text }) => text);
  const member = before.join("\n").match(/((?<![\w./+-])[\w./+-]+\.a\([^()]+\))/)?.[1];
  return member === undefined ? "" : `${member}: `;
}

/** `pow`, or `pow (and 3 more)`. */
function described(found: Found): string {
  const more = allOf(found, anySymbol).filter((each) => each !== symbolOf(found)).length;
  return `\`${symbolOf(found)}\`${more === 0 ? "" : ` (and ${more} more)`}`;
}

function flagAdvice(flag: string, by: string | undefined): string {
  return `add \`#cgo LDFLAGS: ${flag}\`${by === undefined ? "" : ` to ${by}`}, or ${flag} to \`cgo-ldflags\``;
}

type Said = { readonly cause: string; readonly fix: string };

/** A row for symbols whose name tells what has them. */
function ofName(
  name: RegExp,
  row: Pick<Row, "code" | "title" | "about" | "reference"> & Pick<Partial<Row>, "when" | "inSources">,
  say: (found: Found) => Said | Promise<Said>,
): Row {
  return {
    tool: "linker",
    signs: only(name),
    ...row,
    explain: async (found) => {
      const { prefix, places, by } = await useOf(found);
      const { cause, fix } = await say(found);
      return { cause: `${prefix}${cause}`, fix, places, by };
    },
  };
}

/** In which glibc functions came that newer headers and objects call. Source: glibc's NEWS and its Versions files. */
const glibcSince: readonly (readonly [RegExp, string])[] = [
  [/^(?:__isoc23_\w+|strlcpy|strlcat|wcslcpy|wcslcat)$/, "2.38"],
  [/^(?:arc4random\w*|pidfd_\w+|fsopen|fsmount|process_madvise)$/, "2.36"],
  [/^_dl_find_object$/, "2.35"],
  [/^(?:closefrom|close_range|_Fork|execveat|timespec_getres)$/, "2.34"],
  [/^(?:(?:f|l)?stat(?:at)?(?:64)?|mknod(?:at)?|mallinfo2)$/, "2.33"],
  [/^(?:__libc_single_threaded|sigabbrev_np|sigdescr_np|mallinfo2)$/, "2.32"],
  [/^(?:gettid|pthread_cond_clockwait|pthread_mutex_clocklock|sem_clockwait|tgkill|getdents64)$/, "2.30"],
  [/^(?:fcntl64|renameat2|statx|thrd_\w+|mtx_\w+|cnd_\w+)$/, "2.28"],
  [/^(?:copy_file_range|memfd_create|mlock2|pkey_\w+)$/, "2.27"],
  [/^(?:getrandom|getentropy|explicit_bzero)$/, "2.25"],
];

const glibcNames = glibcSince.map(([name]) => name.source.replace(/^\^|\$$/g, "")).join("|");

export const symbols: readonly Row[] = [
  ofName(
    /__imp_\w+/,
    {
      code: "dll-import",
      title: "A name that the header declares as imported from a DLL",
      about:
        "`__imp_name` is how code on Windows calls a function that its header declares with `__declspec(dllimport)`: in a DLL. A static library has no such names. Define the macro by which the header declares it static (often `-DFOO_STATIC`) in `#cgo windows CFLAGS`, or link the DLL's import library.",
      reference: "https://learn.microsoft.com/cpp/build/importing-into-an-application-using-declspec-dllimport",
    },
    async (found) => {
      const name = symbolOf(found).replace(/^__imp_/, "");
      const [system] = (await found.lookups.definers(name, found.command)).filter(({ file }) => file === undefined);
      if (system !== undefined) {
        return {
          cause: `${described(found)} is in lib${system.library}, one of Windows' own libraries, which is not linked: ${name} is a function of its DLL`,
          fix: `add \`#cgo windows LDFLAGS: -l${system.library}\`, or -l${system.library} to \`cgo-ldflags\``,
        };
      }
      return {
        cause: `the header declares ${name} as imported from a DLL (dllimport, hence \`__imp_${name}\`), and no import library with it is linked`,
        fix: `if it is linked static, define the macro that its header asks for, as in \`#cgo windows CFLAGS: -D${name.split("_")[0]?.toUpperCase()}_STATIC\`; otherwise name the DLL's import library with -l in \`cgo-ldflags\``,
      };
    },
  ),
  ofName(
    /(?:(?<!\w)__(?:\w+_chk|strdup|strndup|isoc99_\w+|xstat\w*|fxstat\w*|lxstat\w*|\w+_finite|res_\w+|register_atfork|libc_start_main|fdelt_chk|fprintf_chk|longjmp_chk|rawmemchr)|__isoc23_\w+|fcntl64|gnu_get_libc_version|secure_getenv|canonicalize_file_name|malloc_(?:trim|info|stats)|mallopt|argp_\w+|fts_\w+|(?:get|set|make|swap)context|backtrace(?:_symbols)?|mallinfo2?|qsort_r|(?:fopen|open|lseek|stat|fstat|mmap|pread|pwrite|ftruncate)64|__memcpy_chk)/,
    {
      code: "glibc-object-with-musl",
      title: "A library that was compiled for glibc, linked with musl",
      about:
        "Names such as `__memcpy_chk`, `__isoc23_strtol` and `fopen64` are of glibc alone. A prebuilt archive that was compiled against glibc cannot be linked with musl: use the archive's musl version (often a build tag: `tags: musl`), rebuild it with musl, or set `libc: glibc`.",
      reference: "https://wiki.musl-libc.org/functional-differences-from-glibc.html",
      when: ({ known }) => known.libc === "musl",
    },
    (found) => ({
      cause: `${described(found)} is of glibc, and the program is linked with musl: what calls it was compiled for glibc`,
      fix: "link it with glibc (`libc: glibc`), or take what is compiled for musl: often a build tag, as in `tags: musl`",
    }),
  ),
  ofName(
    new RegExp(`(?:${glibcNames})`),
    {
      code: "newer-glibc",
      title: "Code that was compiled for a newer glibc",
      about:
        "The headers of newer releases of glibc make code call names that older ones lack: `__isoc23_strtol` (2.38), `arc4random` (2.36), `stat` (2.33), `fcntl64` (2.28). A prebuilt archive or object was compiled on a newer system than the release that is linked with. Rebuild it on the older system, or build on a newer release (`glibc:` or the runner's version).",
      reference: "https://sourceware.org/glibc/wiki/Release",
      when: ({ known, ...found }) =>
        known.libc !== "mingw" && known.target?.os !== "windows" && !/@/.test(symbolOf(found)),
    },
    (found) => {
      const since = glibcSince.find(([name]) => name.test(symbolOf(found)))?.[1];
      return {
        cause: `${described(found)} came with glibc ${since}, and the C library that is linked is older: what calls it was compiled on a newer system`,
        fix: "rebuild that library on this release or an older one, or build on a release with a newer glibc (a newer runner, or no `glibc` input)",
      };
    },
  ),
  {
    code: "newer-glibc-version",
    tool: "linker",
    title: "A shared library that was linked with a newer glibc",
    about:
      "`name@GLIBC_2.38` is a version of the name that the C library linked with does not have: a shared library in the sources was built on a newer system. Take one that was built on an older system, or build on a newer release.",
    reference: "https://sourceware.org/glibc/wiki/Release",
    signs: [
      /undefined reference to '(?<symbol>[^'@]+)@@?(?<version>(?:GLIBC|GLIBCXX|CXXABI|GCC)_[\d.]+)'/,
      /undefined (?:reference|symbol): (?<symbol>[^\s@]+)@@?(?<version>(?:GLIBC|GLIBCXX|CXXABI|GCC)_[\d.]+)/,
    ],
    explain: (found) => {
      const { symbol, version } = found.groups;
      const library = /((?<![\w./+-])[\w./+-]+\.so[.\d]*): undefined/.exec(found.line.text)?.[1];
      return {
        cause: `${library ?? "a shared library"} needs ${symbol} of ${version?.replace("_", " ")}, which is newer than the C library that is linked: it was built on a newer system`,
        fix: "take a version of it that was built on an older system, or build on a newer release (a newer runner, or no `glibc` input)",
      };
    },
  },
  ofName(
    /(?:std::|operator (?:new|delete)|(?:vtable|typeinfo) (?:for|name for) (?:__cxxabiv1::|std::)|__cxa_\w+|__gxx_personality\w*|_Z(?:NSt|St|N9__gnu|TV|TI|nw|dl|na|da)\w*|__dynamic_cast)[^']*/,
    {
      code: "cxx-library-not-linked",
      title: "The C++ library is not linked",
      about:
        "An archive or object with C++ in it is linked as C, because no file of the Go package is C++. Add `#cgo LDFLAGS: -lstdc++`, or an empty `.cc` file, which makes Go link with the C++ compiler.",
      reference: "https://pkg.go.dev/cmd/cgo",
    },
    (found) => ({
      cause: `${described(found)} is of the C++ library, which is not linked since no source of the package is C++`,
      fix: flagAdvice("-lstdc++", undefined),
    }),
  ),
  ofName(
    /__aarch64_(?:ldadd|cas|swp|ldclr|ldset|ldeor)\w+/,
    {
      code: "outline-atomics",
      title: "Atomics that an older compiler does not have",
      about:
        "`__aarch64_ldadd4_acq_rel` and its like are in libgcc since GCC 10. A prebuilt archive was compiled with a newer compiler than the one that links it. Build on a newer release, or rebuild the archive with `-mno-outline-atomics`.",
      reference: "https://gcc.gnu.org/onlinedocs/gcc/AArch64-Options.html",
    },
    (found) => ({
      cause: `${described(found)} is a helper for atomics of GCC 10 and later, and the compiler that links is older than the one that made the library`,
      fix: "build on a newer release, or rebuild the library with -mno-outline-atomics",
    }),
  ),
  ofName(
    /(?:__atomic_\w+|__sync_\w+_\d+)/,
    {
      code: "atomic-library",
      title: "Atomics that the processor has no instruction for",
      about:
        "On 32-bit processors atomics of 8 bytes are functions of libatomic. Add `#cgo LDFLAGS: -latomic` for those targets.",
      reference: "https://gcc.gnu.org/wiki/Atomic/GCCMM",
    },
    (found) => ({
      cause: `${described(found)} is of libatomic, which has what ${targetOf(found)} has no instruction for, and which is not linked`,
      fix: `add \`#cgo ${archOf(found)} LDFLAGS: -latomic\`, or -latomic to \`cgo-ldflags\` for this target`,
    }),
  ),
  ofName(
    /(?:__(?:asan|tsan|msan|ubsan|lsan|sanitizer|hwasan|gcov|llvm_(?:profile|gcov)|gcda)_?\w+|llvm_gcda_\w+)/,
    {
      code: "sanitizer-library",
      title: "A sanitizer's or a coverage library is not linked",
      about:
        "Code that is compiled with `-fsanitize=…` or `--coverage` has to be linked with it, too. Give the flag in `#cgo LDFLAGS` or `cgo-ldflags` as well (CGO_LDFLAGS_ALLOW may be needed), or take it out of the compiler's flags.",
      reference: "https://gcc.gnu.org/onlinedocs/gcc/Instrumentation-Options.html",
    },
    (found) => ({
      cause: `${described(found)} is of a sanitizer or of coverage: the code was compiled with -fsanitize or --coverage, and is linked without`,
      fix: "give the same flag in `cgo-ldflags`, or take it out of the flags of the C compiler and rebuild the library without it",
    }),
  ),
  ofName(
    /(?:_gfortran_\w+|_F[A-Z]\w+quad\w*)/,
    {
      code: "fortran-library",
      title: "The Fortran library is not linked",
      about: "Code in Fortran needs libgfortran: add `#cgo LDFLAGS: -lgfortran`.",
      reference: "https://gcc.gnu.org/onlinedocs/gfortran/",
    },
    (found) => ({
      cause: `${described(found)} is of Fortran's library, which is not linked`,
      fix: flagAdvice("-lgfortran", undefined),
    }),
  ),
  ofName(
    /(?:GOMP_\w+|omp_\w+|__kmpc_\w+)/,
    {
      code: "openmp-library",
      title: "OpenMP is not linked",
      about: "Code that is compiled with `-fopenmp` has to be linked with it: `#cgo LDFLAGS: -fopenmp`, or `-lgomp`.",
      reference: "https://gcc.gnu.org/onlinedocs/libgomp/",
    },
    (found) => ({
      cause: `${described(found)} is of OpenMP, which is not linked`,
      fix: flagAdvice("-fopenmp", undefined),
    }),
  ),
  ofName(
    /(?:__stack_chk_(?:fail|guard)|__(?:mem|str|sn?printf|vsn?printf)\w*_chk)/,
    {
      code: "stack-protector-library",
      title: "Checks that mingw-w64 keeps in a library of their own",
      about:
        "`__stack_chk_fail` and `__memcpy_chk` are what `-fstack-protector` and `-D_FORTIFY_SOURCE` compile in. For Windows they are in libssp: add `#cgo windows LDFLAGS: -lssp`, or compile without those flags.",
      reference: "https://www.mingw-w64.org/changelog/",
      when: ({ known }) => known.target?.os === "windows",
    },
    (found) => ({
      cause: `${described(found)} is what -fstack-protector or -D_FORTIFY_SOURCE calls, and for Windows it is in libssp, which is not linked`,
      fix: "add `#cgo windows LDFLAGS: -lssp`, or take those flags out",
    }),
  ),
  ofName(
    /(?:objc_\w+|OBJC_CLASS_\S+|_?NS\w+|_?CF[A-Z]\w+|_?kCF\w+|_?Sec[A-Z]\w+|_?IO(?:Service|Object|Registry)\w+)/,
    {
      code: "apple-symbol",
      title: "A function of Apple's frameworks, for another system",
      about:
        "Apple's frameworks exist for macOS and iOS alone. Keep the code that calls them to files named `*_darwin.go`, `*_darwin.c` or `*_darwin.m`.",
      reference: "https://pkg.go.dev/cmd/go#hdr-Build_constraints",
      when: ({ known }) => known.target !== undefined && !["darwin", "ios"].includes(known.target.os),
      inSources: true,
    },
    (found) => ({
      cause: `${described(found)} is of Apple's frameworks, which ${targetOf(found)} does not have`,
      fix: "move what calls it to files named *_darwin.go, *_darwin.c or *_darwin.m",
    }),
  ),
  ofName(
    /(?:v?fork|wait(?:pid)?|mmap|munmap|mprotect|socketpair|getuid|geteuid|getppid|getpw(?:nam|uid)|sigaction|sigprocmask|setenv|unsetenv|nice|pipe2?|poll|select|fcntl|ioctl|readlink|symlink|chown|lstat|gethostname|clock_nanosleep|strsep|strndup|getline|asprintf|dl(?:open|sym|close|error)|realpath|flock|syslog|openlog|uname|sysconf|random|srandom|arc4random|tcgetattr|tcsetattr)/,
    {
      code: "posix-function",
      title: "A function of Unix, for Windows",
      about:
        "mingw-w64 has C's own functions and Windows', and few of POSIX: no `fork`, `mmap`, `dlopen` or `sigaction`. Use Windows' own function there (`CreateProcess`, `VirtualAlloc`, `LoadLibrary`), or keep the code to Unix with `#ifndef _WIN32` or a build constraint.",
      reference: "https://www.mingw-w64.org/",
      when: ({ known }) => known.target?.os === "windows",
      inSources: true,
    },
    (found) => ({
      cause: `${described(found)} is a function of Unix, which the C library of Windows (mingw-w64) does not have`,
      fix: "put the call between `#ifndef _WIN32` and `#endif` with Windows' own function for Windows, keep it to files with `//go:build !windows`, or take windows out of `targets`",
    }),
  ),
  {
    code: "library-not-named",
    tool: "linker",
    title: "A library is needed directly, and not named",
    about:
      "GNU ld links what is named alone: a library that another library brings along has to be named too where the program calls it itself. Add it with -l.",
    reference: "https://fedoraproject.org/wiki/UnderstandingDSOLinkChange",
    signs: [
      /(?<![\w./+-])(?<file>(?:[\w./+-]*\/)?lib(?<library>[\w+-]+)\.so[.\d]*): error adding symbols: DSO missing from command line/,
    ],
    rank: "first",
    explain: (found) => {
      const symbol = allOf(found, /undefined reference to symbol '([^'@]+)/)[0] ?? "a name";
      const flag = `-l${found.groups["library"]}`;
      return {
        headline: `undefined reference to symbol '${symbol}'`,
        cause: `\`${symbol}\` is in lib${found.groups["library"]}, which another library brings along, and which the program does not name itself`,
        fix: flagAdvice(flag, undefined),
      };
    },
  },
  {
    code: "undefined-symbol",
    tool: "linker",
    title: "A name that none of the linked libraries has",
    about:
      "The linker does not find a function or variable. Its symbol tables tell which library has it, where one is there: name that with `-l` in `#cgo LDFLAGS` or `cgo-ldflags`. A static library has to come after what needs it. A function of the program's own may be in a file that is not compiled for the target.",
    reference: "https://sourceware.org/binutils/docs/ld/Options.html",
    rank: "last",
    signs: undefinedSymbol,
    explain: explainUndefined,
  },
];

const mathematics = "libm, C's mathematics library";

/** What the program's own files tell of a name: it has the function, in a place or a way that the linker does not see. */
async function explainBySources(found: Found, symbol: string, owner: string | undefined): Promise<Verdict | undefined> {
  const sources = owner === undefined ? [] : await found.lookups.sourcesOf(owner);
  const word = literal(symbol);
  const inGo = findInSources(
    sources.filter(({ name, built }) => built && name.endsWith(".go")),
    new RegExp(`^func ${word}\\(`),
  );
  if (inGo !== undefined) {
    return {
      cause: `${described(found)} is a function of Go (${shownPlace(inGo)}), and C sees those alone that have a line with //export`,
      fix: `write \`//export ${symbol}\` on the line above \`func ${symbol}\`, and let the preamble of that file declare functions of C and define none`,
      places: [inGo],
    };
  }
  const definition = new RegExp(`^(?![#/])(?!.*\\bextern\\b)[\\w*&:<>\\s]*[\\s*&]${word}\\s*\\([^;{]*(?:\\{.*)?$`);
  const elsewhere = findInSources(
    sources.filter(({ built }) => !built),
    new RegExp(`^(?:(?![#/]).*[\\s*])?${word}\\s*\\(|^//export ${word}$|^\\s*\\.globl?\\s+_?${word}\\b`),
  );
  if (elsewhere !== undefined) {
    return {
      cause: `${described(found)} is in ${elsewhere.file}, which is not compiled for ${targetOf(found)}`,
      fix: `give ${targetOf(found)} a file with it, or keep what calls it from this target with a build constraint`,
    };
  }
  const inCxx = findInSources(
    sources.filter(
      ({ name, built, text }) => built && /\.(?:cc|cpp|cxx|mm)$/.test(name) && !/extern "C" *\{/.test(text),
    ),
    definition,
  );
  if (inCxx !== undefined) {
    return {
      cause: `${described(found)} is a function of C++ (${shownPlace(inCxx)}), whose symbol holds the types of its parameters, and Go calls functions of C`,
      fix: `write \`extern "C"\` in front of it there, and in its header between \`#ifdef __cplusplus\` and \`#endif\``,
      places: [inCxx],
    };
  }
  const below = owner === undefined ? undefined : findInSources(await found.lookups.sourcesBelow(owner), definition);
  return below === undefined
    ? undefined
    : {
        cause: `${described(found)} is in ${below.file}, which Go does not compile: it takes the C files in a package's own directory alone`,
        fix: `move that file into the package's directory, or add a .c file there that has \`#include\` with its path, or build it before this step and name its library in \`#cgo LDFLAGS\``,
        places: [below],
      };
}

/** What the program's own libraries tell of a name that the linker has not found, though one of them has it. */
async function explainByOwnLibrary(found: Found, { library, file = "", isBytecode }: Definer): Promise<Said> {
  const name = file.split("/").at(-1) ?? file;
  const platform = await found.lookups.platformOf(file);
  const [os, arch] = targetOf(found).split("/");
  if (platform !== undefined && platform !== `${os}/${arch}`) {
    return {
      cause: `${described(found)} is in ${name}, which is for ${platform}, and the program is linked for ${targetOf(found)}`,
      fix: `name one that is built for ${targetOf(found)} in \`#cgo ${os},${arch} LDFLAGS: …\`, and this one in \`#cgo ${platform.replace("/", ",")} LDFLAGS: …\` alone`,
    };
  }
  if (isBytecode === true) {
    return {
      cause: `${described(found)} is in ${name} as bytecode of another compiler alone (it was compiled with GCC's -flto), which this linker cannot read`,
      fix: "rebuild it without -flto, or with -ffat-lto-objects, or link with the compiler that made it: `compiler: gcc`",
    };
  }
  const isNamed = found.command.some((word) => word === `-l${library}` || word === file);
  return isNamed
    ? {
        cause: `${described(found)} is in ${name}, which stands on the command line before what needs it`,
        fix: `put -l${library} at the end of the #cgo LDFLAGS line, after the library that calls it, or add it to \`cgo-ldflags\``,
      }
    : {
        cause: `${described(found)} is in ${name}, which is not linked`,
        fix: flagAdvice(`-l${library}`, found.line.by),
      };
}

async function explainUndefined(found: Found): Promise<Verdict> {
  const symbol = symbolOf(found).replace(/@.*$/, "");
  const { prefix, places, by } = await useOf(found);
  const owner = by ?? found.line.by;
  const bySources = await explainBySources(found, symbol, owner);
  if (bySources !== undefined) {
    return { ...bySources, cause: `${prefix}${bySources.cause}`, places: [...places, ...(bySources.places ?? [])], by };
  }
  const ofClass = /^(?:vtable|typeinfo|VTT) for (.+)$/.exec(symbol)?.[1];
  if (ofClass !== undefined) {
    return {
      cause: `${prefix}${described(found)}: a virtual function that the class ${ofClass} declares is defined nowhere`,
      fix: `define it in a .cc file of the package (or write \`= 0\` behind it where derived classes have it), or link the library that has the class`,
      places,
      by,
    };
  }
  const definers = await found.lookups.definers(symbol, found.command);
  const own = definers.find(({ file }) => file !== undefined);
  if (own !== undefined) {
    const said = await explainByOwnLibrary(found, own);
    return { ...said, cause: `${prefix}${said.cause}`, places, by };
  }
  const named = found.command.flatMap((word) => /^-l(.+)$/.exec(word)?.[1] ?? []);
  const linked = definers.find(({ library }) => named.includes(library));
  if (linked !== undefined) {
    return {
      cause: `${prefix}${described(found)} is in lib${linked.library}, which is linked with -l${linked.library} before what needs it`,
      fix: `put -l${linked.library} at the end of the #cgo LDFLAGS line, after the library that calls it, or add it to \`cgo-ldflags\``,
      places,
      by,
    };
  }
  const [only, ...others] = definers;
  if (only !== undefined) {
    const name = only.library === "m" ? mathematics : `lib${only.library}`;
    const fetched = only.fetchedFor === undefined ? "" : `, fetched for ${only.fetchedFor},`;
    const where =
      only.package === undefined
        ? `is in ${name}, which is not linked`
        : `is in none of the libraries that are linked, but ${only.package}${fetched} has ${name} with it`;
    const also =
      others.length === 0
        ? ""
        : ` (lib${listed(
            others.map(({ library }) => library),
            3,
          )} ${others.length > 1 ? "have" : "has"} it too)`;
    return {
      cause: `${prefix}${described(found)} ${where}${also}`,
      fix: flagAdvice(`-l${only.library}`, owner),
      places,
      by,
    };
  }
  return {
    cause: `${prefix}${described(found)} is in none of the libraries that are linked for ${targetOf(found)}, nor in any other that is there`,
    fix: "if it is the program's own, put the C file that has it into the package's directory; if it is of a library, name that with -l in `#cgo LDFLAGS` or `cgo-ldflags`, and its package in `libraries`; a static library comes after what calls it",
    places,
    by,
  };
}
