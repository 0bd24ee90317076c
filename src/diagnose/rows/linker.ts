import type { Found, Row } from "../row.ts";
import { allOf, findInSources, literal, placed, shownPlace, somePlaces, sourcesOf, targetOf } from "../words.ts";
import { explainMissing } from "./headers.ts";

/** What the flags of the build say on where the C library is. */
function sysrootFlag({ known, command }: Pick<Found, "known" | "command">): string | undefined {
  const isSysroot = (word: string) => /^(?:--sysroot=|-isysroot|-B|-Wl,--sysroot)/.test(word);
  return (
    known.cgoFlags.find(isSysroot) ??
    command.find((word) => /^--sysroot=/.test(word) && known.cgoFlags.length > 0 && known.cgoFlags.includes(word))
  );
}

/** A path as the linker was given it, whole. */
function rawPath({ line }: Pick<Found, "line">, name: string): string {
  const base = name.split("/").at(-1) ?? name;
  return new RegExp(`(/[^\\s:'(]*${literal(base)})`).exec(line.raw)?.[1] ?? name;
}

const foreignObject = [
  /(?<file>(?<![^\s:'(])[^\s:'(]+\.(?:a|o|so[.\d]*|syso|lib|dll|obj))(?:\([^()]*\))?: (?:error adding symbols: )?[Ff]ile (?:in wrong format|format not recognized)/,
  /(?<file>(?<![^\s:'(])[^\s:'(]+\.(?:a|o|so[.\d]*|syso|obj))(?:\([^()]*\))?: (?:file not recognized(?!: file (?:truncated|is empty)| ?: malformed)|Relocations in generic ELF)/,
  /(?<file>(?<![^\s:'(])[^\s:'(]+\.(?:a|o|so[.\d]*|syso|obj))(?:\([^()]*\))?:? is incompatible with (?<wanted>\S+)/,
  /(?<file>(?<![^\s:'(])[^\s:'(]+\.(?:a|o|so[.\d]*|syso|obj))(?:\([^()]*\))?: machine type \S+ conflicts with/,
  /(?<!\S)\S+ architecture of input file '(?<file>[^'(]+)(?:\([^()]*\))?' is incompatible with/,
  /skipping incompatible (?<file>\S+) when searching for (?<flag>-l\S+)/,
];

/** Libraries that one kind of systems has, and no package of another. */
const systemLibraries = [
  {
    name: "Unix",
    constraint: "linux",
    has: (os: string) => os !== "windows",
    libraries: /^(?:dl|rt|util|resolv|nsl|crypt|anl|X\w+|GL|asound|udev|systemd|pulse)$/,
  },
  {
    name: "Windows",
    constraint: "windows",
    has: (os: string) => os === "windows",
    libraries:
      /^(?:ws2_32|winmm|(?:advapi|comctl|comdlg|crypt|gdi|imm|kernel|ole|oleaut|opengl|shell|user|wtsapi|wldap|mswsock|secur|netapi|rpcrt)(?:32|4)|hid|dnsapi|winhttp|bcrypt|iphlpapi|psapi|setupapi|shlwapi|userenv|uxtheme|version|dwmapi|d3d\d+|dxgi|ntdll|mingw32|cfgmgr32)$/,
  },
  {
    name: "Android",
    constraint: "android",
    has: (os: string) => os === "android",
    libraries: /^(?:log|android|OpenSLES|mediandk)$/,
  },
  {
    name: "Apple's systems",
    constraint: "darwin",
    has: (os: string) => ["darwin", "ios"].includes(os),
    libraries: /^(?:objc|System|swiftCore)$/,
  },
] as const;

function systemLibrary({ groups, known: { target } }: Pick<Found, "groups" | "known">) {
  return target === undefined
    ? undefined
    : systemLibraries.find(({ has, libraries }) => libraries.test(groups["library"] ?? "") && !has(target.os));
}

export const linker: readonly Row[] = [
  {
    code: "lto-bytecode",
    tool: "linker",
    title: "Objects for link-time optimisation of another compiler",
    about:
      "An archive that was made with `-flto` holds a compiler's own bytecode in place of machine code, which only the same version of the same compiler can read. Rebuild it without `-flto`, or with `-ffat-lto-objects`.",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Optimize-Options.html#index-flto",
    rank: "first",
    signs: [
      /^(?:\S+: )*(?<file>[^\s:'(]+\.(?:a|o))?.*plugin needed to handle lto object/,
      /bytecode stream in file '(?<file>[^']+)' generated with LTO version (?<made>[\d.]+) instead of the expected (?<expected>[\d.]+)/,
      /^(?:\S+: )*(?<file>[^\s:'(]+\.(?:a|o))(?:\([^()]*\))?.*: (?:error: )?(?:could not read|Invalid (?:bitcode|record|value)|Unknown attribute kind|Expected .*bitcode)/,
      /(?:Invalid (?:bitcode|record)|Unknown attribute kind \(\d+\)).*\(Producer: '(?<made>[^']+)' Reader: '(?<expected>[^']+)'\)/,
      /error: .*: .*LLVM (?:IR|bitcode) (?:version|produced)/i,
    ],
    explain: (found) => ({
      cause: `${found.groups["file"] ?? "an object"} was compiled with -flto by another compiler or version${found.groups["made"] === undefined ? "" : ` (${found.groups["made"]}, not ${found.groups["expected"]})`}: it has that compiler's own bytecode in place of machine code`,
      fix: "rebuild it without -flto, or with -ffat-lto-objects",
    }),
  },
  {
    code: "not-an-object",
    tool: "linker",
    title: "A library that is none: damaged, cut short, or a pointer of Git LFS",
    about:
      "The linker finds the file and cannot make sense of it. Most often it is a pointer of Git LFS, a small text in place of the content: check it out with `lfs: true` of actions/checkout, or `git lfs pull`. Otherwise it was cut short or damaged: build or download it again.",
    reference: "https://github.com/actions/checkout#usage",
    rank: "first",
    signs: [
      /(?<file>(?<![^\s:'(])[^\s:'(]+\.(?:a|o|so[.\d]*|syso|lib)): file format not recognized; treating as linker script/,
      /(?<file>(?<![^\s:'(])[^\s:'(]+\.(?:a|o|so[.\d]*|syso|lib))(?:\([^()]*\))?: (?:error adding symbols: |error: )*(?:[Ff]ile (?:too short|truncated|is empty)|[Mm]alformed archive|truncated or malformed|unknown file type|not an ELF file|file is empty|no such file in archive)/,
      /(?<file>(?<![^\s:'(])[^\s:'(]+\.(?:a|o|so[.\d]*)):\d+: unknown directive: /,
      /could not (?:get the (?:buffer|member)|parse) .{1,200}? of (?:archive )?(?<file>[^\s:'(]{1,500}\.a)|(?<archive>(?<![^\s:'(])[^\s:'(]+\.a): (?:could not|failed to) (?:get|parse).*/,
    ],
    explain: async (found) => {
      const file = found.groups["file"] ?? found.groups["archive"] ?? "";
      const head = await found.lookups.headOf(rawPath(found, file));
      return head?.startsWith("version https://git-lfs.") === true
        ? {
            cause: `${file} is a pointer of Git LFS, a text in place of the library, whose content was not downloaded`,
            fix: "check it out with `lfs: true` of actions/checkout, or run `git lfs pull` before this step",
          }
        : {
            cause: `${file} is no whole object, archive or library: it is damaged, or was cut short`,
            fix: "build or download it again; a file that Git LFS keeps needs `lfs: true` of actions/checkout, or `git lfs pull`",
          };
    },
  },
  {
    code: "object-of-other-platform",
    tool: "linker",
    title: "An object or library for another platform",
    about:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
      "A prebuilt `.a`, `.o`, `.so` or `.syso` in the sources, or one that a flag finds, is for another architecture or system. Put one for the target there and name each in a #cgo line for its own platform: `#cgo linux,arm64 LDFLAGS: -L${SRCDIR}/lib/arm64`.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Using_cgo_with_the_go_command",
    after: ["not-an-object"],
    signs: foreignObject,
    when: ({ groups, known }) => {
      const file = groups["file"] ?? "";
      // A directory of the machine's own is passed over in favour of the target's.
      return !/(?:^|\/)go\.o$|^\d{6}\.o$/.test(file) && !(groups["flag"] !== undefined && known.target === undefined);
    },
    explain: async (found) => {
      const { file = "", flag } = found.groups;
      if (
        flag !== undefined &&
        !found.log.some(
          ({ text }) => text.includes(`cannot find ${flag}`) || text.includes(`unable to find library ${flag}`),
        )
      ) {
        return undefined;
      }
      const path = rawPath(found, file);
      const platform = await found.lookups.platformOf(path);
      const own = platform === undefined ? "another platform" : platform;
      const [os, arch] = (platform ?? "").split("/");
      const line = platform === undefined ? "a #cgo line of its own platform" : `\`#cgo ${os},${arch} LDFLAGS: …\``;
      return {
        cause: `${file} is for ${own}, and the program is linked for ${targetOf(found)}`,
        fix: `put one that is built for ${targetOf(found)} beside it, and name each in a #cgo line for its own platform: this one in ${line}, the other in \`#cgo ${targetOf(found).split("/").slice(0, 2).join(",")} LDFLAGS: …\``,
      };
    },
  },
  {
    code: "float-abi-mismatch",
    tool: "linker",
    title: "Objects of different ABIs",
    about:
      "On ARM, MIPS, POWER and RISC-V objects say by which ABI they pass numbers, and those of different ABIs cannot be linked. An archive in the sources, or a flag (`-mfloat-abi`, `-mabi`), has another ABI than the target's compiler. Use one for the target, or take the flag out.",
    reference: "https://github.com/ARM-software/abi-aa",
    rank: "first",
    signs: [
      /(?<file>(?<!\S)\S+) uses VFP register arguments, (?<other>\S+) does not/,
      /(?<file>(?<!\S)\S+): ABI version \d+ is not compatible with ABI version \d+ output/,
      /(?<file>(?<!\S)\S+): (?:can't link|cannot link) (?:hard|soft|double|single|quad)-float modules with/,
      /(?<file>(?<!\S)\S+): uses (?:-mhard-float|-msoft-float|-mfp\w+|different e_flags).*(?:previous modules|uses)/,
      /(?<file>(?<!\S)\S+): (?:cannot link object files with different floating-point ABI|floating point ABI .* is incompatible)/,
    ],
    explain: (found) => ({
      cause: `${found.groups["file"]} passes floating-point numbers by another ABI than what else is linked for ${targetOf(found)}`,
      fix: "use one that is compiled for this target's ABI, or take -mfloat-abi, -mfpu or -mabi out of the flags",
    }),
  },
  {
    code: "duplicate-symbol",
    tool: "linker",
    title: "A name that is defined twice",
    about:
      "Two files, or two copies of one library in different modules, define the same function or variable. Make it `static` in one, rename it, or drop one copy. C code in the preamble of a Go file with `//export` is compiled twice: keep declarations there, and definitions in a `.c` file.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-C_references_to_Go",
    inSources: true,
    signs: [/multiple definition of '(?<symbol>[^']+)'/, /(?:error: |^)duplicate symbol:? '?(?<symbol>[^'\s]+)'?/],
    explain: async (found) => {
      const symbol = found.groups["symbol"] ?? "";
      const places = definitions(found);
      const own = places.map(({ text }) => text);
      const where = own.length < 2 ? (own[0] ?? "two of the objects") : `${own[0]} and ${own[1]}`;
      const exported = findInSources(await sourcesOf(found), /^\/\/export \w+/);
      const inGo = exported !== undefined && own.some((each) => /\.go:|cgo/.test(each));
      if (symbol === "main") {
        const file = own.find((each) => !/^go\.o|cgo/.test(each)) ?? "a C file";
        return {
          cause: `${file}: this C file has a function \`main\`, and so has every program of Go: it is defined twice`,
          fix: `rename that function, or keep ${file.replace(/:\d+$/, "")} out of the package: in another directory, or with \`//go:build ignore\` as its first line`,
        };
      }
      if (inGo) {
        return {
          cause: `\`${symbol}\` is defined twice: the C code in the preamble of ${exported.file} is compiled two times, as the file has //export (${shownPlace(exported)})`,
          fix: "move the definition from the preamble to a .c file, and keep its declaration there",
          places: somePlaces(exported),
        };
      }
      const [header] = own.filter((each) => /\.(?:h|hh|hpp|hxx|inc):\d+$/.test(each));
      if (header !== undefined && own.length === 1) {
        return {
          cause: `${header}: \`${symbol}\` is defined in a header that several files include, so that each of them defines it`,
          fix: "declare it there (`extern` in front of a variable, a function without its body) and define it in one .c file, or make it static in the header",
        };
      }
      return {
        cause: `\`${symbol}\` is defined twice: in ${where}`,
        fix: "declare it static in one of them (the keyword of C), rename it, or remove one of the two",
      };
    },
  },
  {
    code: "thread-local-mismatch",
    tool: "linker",
    title: "A variable of each thread, and of all",
    about:
      "One file declares the variable as thread-local (`__thread`, `_Thread_local`), another without. `errno` is the usual one: include `<errno.h>` and declare nothing.",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Thread-Local.html",
    rank: "first",
    inSources: true,
    signs: [
      /(?:^|[\s:])(?<symbol>[\w.]+): TLS (?:definition|reference) in (?<one>\S+?)(?:\([^()]*\))? (?:section \S+ )?mismatches non-TLS (?:definition|reference) in (?<other>\S+)/,
    ],
    explain: async (found) => {
      const { symbol = "" } = found.groups;
      const use = findInSources(
        await sourcesOf(found),
        new RegExp(`\\bextern\\b(?!.*(?:__thread|_Thread_local|thread_local)).*\\b${literal(symbol)}\\b`),
      );
      return {
        cause: `${use === undefined ? "" : `${shownPlace(use)}: `}\`${symbol}\` is a thread-local variable in one file, and is declared without that in another`,
        fix:
          symbol === "errno"
            ? "include <errno.h>, and take the declaration of errno out"
            : `declare it with \`extern __thread\` (or \`_Thread_local\`) in every file, best in one header that all of them include`,
        places: somePlaces(use),
      };
    },
  },
  {
    code: "not-position-independent",
    tool: "linker",
    title: "Code that is not position-independent",
    about:
      "Shared libraries and position-independent executables can be loaded anywhere, and an archive that was compiled without `-fPIC` cannot be part of one. Rebuild it with `-fPIC`; of a program, `go-flags: -buildmode=exe` may do.",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Code-Gen-Options.html#index-fPIC",
    signs: [
      /(?<file>(?<![\w./+@~-])[\w./+@~-]+\.(?:a|o)(?:\([^()]*\))?).*relocation (?<relocation>R_\w+).*(?:recompile with -fPIC|can(?:not| not) be used)/,
      /relocation (?<relocation>R_\w+) (?:against .*)?can(?: ?not) be used (?:against|when making).*recompile with -fPIC/,
      /^(?:\S+: )*(?<file>[\w./+@~-]+\.(?:a|o)\S*)?.*too many GOT entries for -fpic, please recompile with -fPIC/,
      /dangerous relocation: .*recompile with -fPIC|unresolvable R_\w+ relocation against symbol .*recompile with -fPIC/,
    ],
    explain: (found) => {
      const file = found.groups["file"] ?? allOf(found, />>> (?:defined|referenced) (?:in|by) (\S+\.(?:a|o)\S*)/)[0];
      const what =
        found.known.buildmode === undefined || found.known.buildmode === "exe"
          ? "a position-independent program"
          : `\`buildmode: ${found.known.buildmode}\``;
      return {
        cause: `${file ?? "an object"} is not position-independent code, which ${what} needs`,
        fix: "compile it again with -fPIC",
      };
    },
  },
  {
    code: "relocation-out-of-range",
    tool: "linker",
    title: "Code that is too far away for a jump",
    about:
      "On 32-bit ARM a jump reaches 32 MB, and larger programs need trampolines, which Go makes with `-ldflags=-debugtramp=2`. A program of more than 2 GB needs `-mcmodel=large`.",
    reference: "https://github.com/golang/go/issues/58425",
    signs: [/relocation truncated to fit: (?<relocation>R_\w+)|relocation (?<other>R_\w+) out of range/],
    explain: (found) => ({
      cause: `the program's code is too large for a jump (${found.groups["relocation"] ?? found.groups["other"]})`,
      fix: "set `ldflags: -debugtramp=2`, which makes Go add trampolines, or leave debugging code out with `tags` and `ldflags: -s -w`",
    }),
  },
  {
    code: "c-library-not-found",
    tool: "linker",
    title: "The C library's own files are not found",
    about:
      "The linker does not find `crt1.o` or `libc.so.6`: a flag (`--sysroot`, `-B`) points it to a directory without the target's C library, or a compiler of the machine's own is installed without it (`libc6-dev`).",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Directory-Options.html",
    signs: [
      /cannot (?:find|open) (?<file>(?:\S*\/)?(?:[SgMr]?crt\w*\.o|crt(?:begin|end)\w*\.o|libc\.so\.6|libc_nonshared\.a|ld-linux[\w.-]*|libc\.a|-lc\b|-lgcc(?:_s|_eh)?\b|-lmingw\w*))/,
      /unable to find library (?<file>-l(?:c|gcc(?:_s|_eh)?|mingw\w*))$/,
      /(?:no such file or directory: |error: )'?(?<file>(?:\S*\/)?[SgM]?crt\w*\.o)'?/,
    ],
    explain: async (found) => {
      const flag = sysrootFlag(found);
      const directory = flag?.replace(/^(?:-Wl,)?(?:--sysroot=?|-isysroot|-B)/, "");
      const absent = directory !== undefined && directory !== "" && !(await found.lookups.exists(directory));
      return {
        cause: `the startup files of the C library (${found.groups["file"]}) are not where the linker looks for ${targetOf(found)}${flag === undefined ? "" : `: ${flag} points it elsewhere${absent ? `, and ${directory} does not exist` : ""}`}`,
        fix:
          flag === undefined
            ? "install the C library's files beside the compiler that CC names (libc6-dev), or unset CC to have one fetched"
            : `remove ${flag} from \`cgo-ldflags\` and \`cgo-cflags\`: the compiler knows its own sysroot`,
      };
    },
  },
  {
    code: "static-library-not-found",
    tool: "linker",
    title: "A library that has no static version",
    about:
      "With `static: true` every library has to be there as an archive (`libfoo.a`), and some packages have none. Link dynamically (`static: false`), or build the archive and name its directory with `-L`.",
    reference: "docs/explain/static-and-glibc.md",
    signs: [
      /cannot find -l(?<library>[^\s:]+).*have you installed the static version of the \S+ library/,
      /(?:cannot find|unable to find library) -l(?<library>[^\s:]+)/,
    ],
    when: ({ known }) => known.static,
    explain: async (found) => {
      const { library = "" } = found.groups;
      const directories = found.command.flatMap((word) => /^-L(.+)$/.exec(word)?.[1] ?? []);
      const shared = await Promise.all(directories.map((at) => found.lookups.exists(`${at}/lib${library}.so`)));
      return !/static version/.test(found.line.text) && !shared.includes(true)
        ? undefined
        : {
            cause: `${placed(found)}-l${library} has no static version (lib${library}.a) for ${targetOf(found)}, and the program is linked static`,
            fix: "link it dynamically with `static: false`, or build the archive and name its directory with -L in `cgo-ldflags`",
          };
    },
  },
  {
    code: "library-of-other-system",
    tool: "linker",
    title: "A library of another system",
    about:
      "`-ldl` and `-lrt` are parts of the C library of Unix, `-lws2_32` is Windows', `-llog` Android's, `-lobjc` Apple's: no package has them for other systems. Name each in a #cgo line for the systems that have it: `#cgo linux LDFLAGS: -ldl`, `#cgo windows LDFLAGS: -lws2_32`.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Using_cgo_with_the_go_command",
    inSources: true,
    signs: [/(?:cannot find|unable to find library) -l(?<library>[\w+.-]+)(?::|$)/],
    when: (found) => systemLibrary(found) !== undefined,
    explain: async (found) => {
      const flag = `-l${found.groups["library"]}`;
      const { name, constraint } = systemLibrary(found) ?? { name: "another system", constraint: "linux" };
      const place = findInSources(await sourcesOf(found), new RegExp(`#cgo\\b.*${literal(flag)}(?:\\s|$)`));
      return {
        cause: `${place === undefined ? "" : `${shownPlace(place)}: `}${flag} is a library of ${name}, which ${targetOf(found)} does not have`,
        fix: `write it for the systems that have it alone, \`#cgo ${constraint} LDFLAGS: ${flag}\`, and keep what calls it to them`,
        places: somePlaces(place),
      };
    },
  },
  {
    code: "library-not-found",
    tool: "linker",
    title: "A library is not found",
    about:
      "The library for this target is not there. What a build finds missing is looked up in the distribution's packages; where no package or several have it, name the package in `libraries`, or put the library's files for the target into the sources and name the directory with `-L` in `cgo-ldflags`.",
    reference: "docs/explain/c-libraries.md",
    after: ["object-of-other-platform", "c-library-not-found", "static-library-not-found", "library-of-other-system"],
    signs: [
      /cannot find -l:?(?<library>[^\s:]+)/,
      /unable to find library -l:?(?<library>[^\s:]+)/,
      /could not open '(?:lib)?(?<library>[\w+-]+)\.(?:lib|a|dll\.a)'/,
      /library not found for -l(?<library>\S+)|library '(?<name>[^']+)' not found/,
    ],
    explain: async (found) => {
      const name = found.groups["library"] ?? found.groups["name"] ?? "";
      if (found.known.target?.os === "windows" && name !== name.toLowerCase()) {
        return {
          cause: `-l${name} is not found: Linux tells upper from lower case in file names, and mingw-w64's libraries are in lower case`,
          fix: `write -l${name.toLowerCase()} in the #cgo line`,
        };
      }
      const place = findInSources(await sourcesOf(found), new RegExp(`#cgo\\b.*-l:?${literal(name)}(?:\\s|$)`));
      return { ...explainMissing(found, { kind: "library", name }), places: somePlaces(place) };
    },
  },
  {
    code: "file-not-found",
    tool: "linker",
    title: "A file that flags name is not there",
    about:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
      "A #cgo line or `cgo-ldflags` names an archive or object by its path, and there is none for this target. Write `${SRCDIR}` in front of a path in the package's directory, and build or check out the file before this step.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Using_cgo_with_the_go_command",
    inSources: true,
    after: ["c-library-not-found"],
    signs: [
      /cannot find (?<file>[^\s:]*[^\s:]\.(?:a|o|so[.\d]*|lib|def|map|ld))(?::|$)/,
      /error: (?<file>\S+\.(?:a|o|so|lib|def|map|ld)): No such file or directory/,
      /no such file or directory: '(?<file>[^']+)'/,
      /cannot open (?:linker script file |version script file )?'?(?<file>\S+\.(?:a|o|so|ld|map|def|lib))'?: No such file/,
    ],
    explain: (found) => ({
      cause: `${found.groups["file"]}, which the flags name, does not exist`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: cgo's own.
      fix: "make it before this step (a submodule or Git LFS may not be checked out), write ${SRCDIR} in front of a path in the package's directory, or name it for its own platform alone in the #cgo line",
    }),
  },
  {
    code: "linker-not-found",
    tool: "linker",
    title: "The linker that a flag asks for is not there",
    about:
      "`-fuse-ld=gold`, `lld` or `mold` asks for a linker that the target's toolchain does not have; binutils since 2.44 has no gold, which Go before 1.26.3 asks for on arm64. Take the flag out, or update Go.",
    reference: "https://github.com/golang/go/issues/22040",
    signs: [
      /collect2: fatal error: cannot find '(?<linker>[\w.-]+)'/,
      /error: invalid linker name in (?:argument )?'-fuse-ld=(?<linker>[^']+)'/,
      /(?<text>ARM64 external linker must be gold)/,
    ],
    explain: (found) => {
      const linker = found.groups["linker"] ?? "gold";
      const flag = found.command.find((word) => word.startsWith("-fuse-ld=")) ?? `-fuse-ld=${linker}`;
      return {
        headline: found.line.text.replace(/^collect2: /, ""),
        cause: `the toolchain for ${targetOf(found)} has no linker ${linker}, which ${flag} asks for`,
        fix: `take ${flag} out of the flags; where Go itself adds it (before 1.26.3, on arm64), set \`ldflags: -extldflags=-fuse-ld=bfd\` or use a newer Go`,
      };
    },
  },
  {
    code: "unknown-linker-flag",
    tool: "linker",
    title: "A flag that this linker does not have",
    about:
      "GNU ld, lld and Apple's ld have different flags. Take the flag out, or write it in a #cgo line for the system whose linker has it.",
    reference: "https://lld.llvm.org/",
    inSources: true,
    after: ["apple-flag"],
    signs: [
      /\bld(?:\.\w+)?: (?:error: )?(?:unrecognized option|unknown argument:?|unrecognised emulation mode:?) '?(?<flag>-[^'\s]+)'?/,
      /lld(?:-link)?: error: unknown argument:? '?(?<flag>-[^'\s]+)'?/,
      /error: unsupported linker arg: (?<flag>\S+)/,
    ],
    explain: async (found) => {
      const flag = found.groups["flag"] ?? "";
      const place = findInSources(await sourcesOf(found), new RegExp(`#cgo\\b.*${literal(flag.replace(/^-+/, ""))}`));
      return {
        cause: `${place === undefined ? "" : `${place.file}:${place.line}: `}the linker for ${targetOf(found)} has no ${flag}`,
        fix: `take it out, or write it in a #cgo line for the system whose linker has it, as in \`#cgo ${found.known.target?.os === "windows" ? "linux" : "darwin"} LDFLAGS: …\``,
        places: somePlaces(place),
      };
    },
  },
];

/** Where a name is defined that is defined twice: GNU ld's words in one line, or two, and lld's in several. */
function definitions({ line, log }: Found): readonly { readonly text: string }[] {
  const at = log.indexOf(line);
  const after = log.slice(at + 1, at + 8);
  const end = after.findIndex(({ text }) => !/^>>>|first defined here/.test(text));
  const lines = [line, ...after.slice(0, end < 0 ? after.length : end)].map(({ text }) => text).join("\n");
  const found = [
    ...lines.matchAll(
      /((?<![\w@./+~-])[\w@./+~-]+\.(?:(?:c|cc|cpp|cxx|h|hpp|go|[sS]|m|f90):\d+|a\([^()]+\)|o(?=[:\s])))/g,
    ),
  ].map(([each]) => each.replace(/^\d{6}\.o:/, ""));
  const named = [...new Set(found)].filter((each) => !/^\d{6}\.o$/.test(each) && !/^\d{6}\.o:/.test(each));
  return named.map((text) => ({ text }));
}
