import { isOf, type Processor, processorOfAssembly, processorOfFlag, processorOfRegister } from "../processors.ts";
import type { Found, Row } from "../row.ts";
import {
  allOf,
  archOf,
  findInSources,
  listed,
  literal,
  otherVersionFix,
  otherVersionOf,
  packageOf,
  placed,
  somePlaces,
  sourcesOf,
  systemOf,
  targetOf,
} from "../words.ts";

/** Flags that a compiler does not take: gcc's words, clang's and the assembler driver's. */
const unknownFlag = [
  /error: unrecognized command[- ]line option '(?<flag>[^']+)'/,
  /^(?!\S*\b(?:ld(?:\.\w+)?|lld-link): ).*error: (?:unsupported option|unknown argument:?|argument unused during compilation:) '(?<flag>-[^']+)'/,
  /error: the clang compiler does not support '(?<flag>-m[^']+)'/,
  /error: unsupported argument '(?<value>[^']+)' to option '(?<option>-m\w+)='/,
  /error: (?:bad|unknown) value \(?'(?<value>[^']+)'\)? for '(?<option>-m\w+)=?'/,
  /error: unrecognized argument in option '(?<flag>-m[^']+)'/,
  /error: unknown target CPU '(?<value>[^']+)'/,
  /error: '(?<flag>-m[^']+)': (?:invalid|unknown|selected)/,
];

const flagPatterns = unknownFlag.map((sign) => new RegExp(sign.source));

function flagOf({ groups }: Pick<Found, "groups">): string {
  return groups["flag"] ?? `${groups["option"] ?? "-march"}=${groups["value"] ?? ""}`;
}

/** All flags of the log that a compiler has refused. */
function refusedFlags({ log }: Pick<Found, "log">): readonly string[] {
  const all = log.flatMap(({ text }) =>
    flagPatterns.flatMap((pattern) => {
      const groups = pattern.exec(text)?.groups;
      return groups === undefined ? [] : [flagOf({ groups })];
    }),
  );
  return [...new Set(all)];
}

/** Where a #cgo line has a flag. */
async function lineWith(found: Found, flag: string) {
  return findInSources(await sourcesOf(found), new RegExp(`^\\s*(?:(?://|\\*)\\s*)?#cgo\\b.*${literal(flag)}`));
}

function isForeign(found: Found, processor: Processor | undefined): processor is Processor {
  return processor !== undefined && !isOf(processor, archOf(found));
}

/** What cmd/go itself gives a compiler for a target. Source: gccArchArgs in cmd/go/internal/work/exec.go. */
const ownFlags = /^-m(?:32|64|arm|march=z\w+|arch=z\w+|abi=\S+|fp32|fp64|soft-float|hard-float|threads|no-odd-spreg)$/;

/** Names of the C of Unix and its newer libraries that musl 1.2.4 hides. Source: its release notes. */
const lfs64 =
  /'(?<name>off64_t|ino64_t|(?:p(?:read|write)|open|fopen|stat|lstat|fstat|lseek|ftruncate|truncate|mmap|readdir|fallocate|posix_fallocate)64)'/;

export const compiler: readonly Row[] = [
  {
    code: "apple-flag",
    tool: "compiler",
    title: "A flag of Apple's compilers, for another system",
    about:
      "`-framework`, `-fobjc-arc` and their like are for macOS and iOS. Write them in a #cgo line for that system: `#cgo darwin LDFLAGS: -framework CoreFoundation`.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Using_cgo_with_the_go_command",
    inSources: true,
    signs: [
      /(?:unrecognized command[- ]line option|unsupported option|unknown argument:?|unrecognized option) '?(?<flag>-framework|-fobjc-[\w-]+|-arch|-mmacosx-version-min[^']*|-weak_framework|-F[^']*)'?/,
    ],
    when: (found) => !["darwin", "ios"].includes(systemOf(found)),
    explain: async (found) => {
      const flag = found.groups["flag"] ?? "";
      const place = await lineWith(found, flag);
      const value = /^-(?:arch|framework|weak_framework)$/.test(flag) ? "(?:\\s+[\\w.]+)?" : "";
      const whole = new RegExp(`${literal(flag)}${value}`).exec(place?.text ?? "")?.[0] ?? flag;
      const kind =
        /#cgo[^:]*?(\w+FLAGS)/.exec(place?.text ?? "")?.[1] ?? (/framework/.test(flag) ? "LDFLAGS" : "CFLAGS");
      return {
        cause: `${place === undefined ? "" : `${place.file}:${place.line}: `}${whole} is for macOS, whose frameworks ${targetOf(found)} does not have`,
        fix: `write it for Apple's systems alone: \`#cgo darwin ${kind}: ${whole}\``,
        places: somePlaces(place),
      };
    },
  },
  {
    code: "flag-of-other-processor",
    tool: "compiler",
    title: "A flag for another processor",
    about:
      "`-msse4.2`, `-mavx2`, `-march=haswell` and their like are for one kind of processor, and every other's compiler refuses them. Write them in a #cgo line for that architecture: `#cgo amd64 CFLAGS: -mavx2`.",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Submodel-Options.html",
    inSources: true,
    signs: unknownFlag,
    when: (found) => isForeign(found, processorOfFlag(flagOf(found))),
    explain: async (found) => {
      const processor = processorOfFlag(flagOf(found));
      const flags = refusedFlags(found).filter((flag) => processorOfFlag(flag) === processor);
      const place = await lineWith(found, flags[0] ?? "");
      if (place === undefined && flags.every((flag) => ownFlags.test(flag))) {
        return undefined;
      }
      const arch = processor?.arches[0];
      const kind = /#cgo[^:]*?(\w+FLAGS)/.exec(place?.text ?? "")?.[1] ?? "CFLAGS";
      return {
        cause: `${place === undefined ? "" : `${place.file}:${place.line}: `}${listed(flags)} ${flags.length > 1 ? "are" : "is"} for ${processor?.name}, and ${targetOf(found)} has another processor`,
        fix:
          place === undefined && found.known.cgoFlags.some((each) => flags.includes(each))
            ? `take ${listed(flags)} out of \`cgo-cflags\` and CGO_CFLAGS, or set it for ${arch}'s targets alone: \`linux/${arch}: ${flags.join(" ")}\``
            : `write ${flags.length > 1 ? "them" : "it"} for that architecture alone: \`#cgo ${arch} ${kind}: ${flags.join(" ")}\`, and guard the code that uses it with \`${processor?.guard}\``,
        places: somePlaces(place),
      };
    },
  },
  {
    code: "wrong-compiler",
    tool: "compiler",
    title: "The compiler is for another platform",
    about:
      "Go passes the compiler flags for its target (`-m64`, `-marm`, `-mabi=…`), or has its own assembly and type sizes checked, and the compiler turns out to be for something else: CC names a compiler of another platform, or a wrapper around one. Unset CC, or set it for the target alone.",
    reference: "https://github.com/golang/go/issues/28966",
    signs: [
      ...unknownFlag,
      /(?:gcc_\w+\.S|\$GOROOT\/src\/runtime\/cgo\/\S+\.S|runtime\/cgo\/\S+\.S):\d+: Error: /,
      /'?_check_for_64_bit_pointer_matching_GoInt'? is negative|GoInt.*array.*negative size/,
      /Relocations in generic ELF.*go\.o|\bgo\.o: (?:file not recognized|error adding symbols)/,
    ],
    when: (found) => {
      const flag = flagOf(found);
      return flag === "-march=" || ownFlags.test(flag);
    },
    explain: (found) => {
      const flag = flagOf(found);
      return {
        cause: `the C compiler is for another platform than ${targetOf(found)}${flag === "-march=" ? "" : `: it does not know ${flag}, which Go gives to every compiler for it`}`,
        fix: "unset CC and CXX, or set them to a compiler for this target",
      };
    },
  },
  {
    code: "unknown-flag",
    tool: "compiler",
    title: "A flag that this compiler does not have",
    about:
      "gcc and clang share most flags, not all, and older versions lack newer ones. Take the flag out, or use the compiler that has it (`compiler: gcc` or `compiler: clang`).",
    reference: "https://clang.llvm.org/docs/ClangCommandLineReference.html",
    inSources: true,
    after: ["apple-flag", "flag-of-other-processor", "wrong-compiler"],
    signs: unknownFlag,
    explain: async (found) => {
      const flags = refusedFlags(found);
      const place = await lineWith(found, flags[0] ?? "");
      const name = /^(?:\S+-)?(gcc|g\+\+|clang(?:\+\+)?)\b/.exec(found.line.text)?.[1] ?? "this compiler";
      const other = name.startsWith("clang") ? "gcc" : "clang";
      return {
        cause: `${place === undefined ? "" : `${place.file}:${place.line}: `}${name} for ${targetOf(found)} has no ${listed(flags)}`,
        fix: `take ${flags.length > 1 ? "them" : "it"} out of the #cgo line${place === undefined ? " or of `cgo-cflags`" : ""}, or, if ${other} has ${flags.length > 1 ? "them" : "it"}, set \`compiler: ${other}\``,
        places: somePlaces(place),
      };
    },
  },
  {
    code: "inline-assembly-of-other-processor",
    tool: "compiler",
    title: "Inline assembly of another processor",
    about:
      "`__asm__` holds the instructions of one kind of processor. Put it under `#if defined(__x86_64__)` (or the macro of its processor) with a way in C for the others, or into a file that Go compiles for that architecture alone (`*_amd64.c`).",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Extended-Asm.html",
    inSources: true,
    signs: [
      /error: (?:unknown register name|invalid register name for) '(?<register>[^']+)' in '?asm'?/,
      /error: (?:impossible constraint in|inconsistent operand constraints in an|invalid) '?asm'?/,
      /error: invalid (?:input|output) (?:constraint|size for constraint) '[^']+' in '?asm'?/,
      /(?:^|\/)cc\w{6}\.s:\d+: Error: |\{standard input\}:\d+: Error: |<inline asm>:\d+:\d+: (?:note|error): /,
      /error: (?:invalid instruction|unrecognized instruction mnemonic|unknown token in expression|invalid operand|unknown use of instruction mnemonic)\b.*/,
    ],
    when: ({ line }) => !/\.[sS]:\d+:\d+: error/.test(line.text),
    explain: async (found) => {
      const registers = allOf(found, /unknown register name '%?([^']+)'/);
      const source = findInSources(await sourcesOf(found), /\b(?:__asm__|__asm|asm)\b/);
      const byRegister = registers.map(processorOfRegister).find((each) => each !== undefined);
      const processor = byRegister ?? processorOfAssembly(`${found.line.text}\n${source?.text ?? ""}`);
      const place = found.line.place ?? source;
      // The file is the compiler's own.
      const headline = found.line.text.replace(/^(?:\S*\/)?cc\w{6}\.s:\d+: /, "");
      const where = place === undefined ? "" : `${place.file}:${place.line}: `;
      const named = registers.length === 0 ? "" : ` (it names ${listed(registers)})`;
      if (processor !== undefined && isOf(processor, archOf(found))) {
        return {
          headline,
          cause: `${where}the inline assembly has something that the assembler for ${targetOf(found)} does not take`,
          fix: "correct it, or keep it to the level of processor that has it",
          places: somePlaces(source),
        };
      }
      return {
        headline,
        cause: `${where}the inline assembly is for ${processor?.name ?? "other processors"}${named}, and ${targetOf(found)} has another processor`,
        fix: `put it between \`${processor?.guard ?? "#if defined(__x86_64__)"}\` and \`#endif\` with a way in C for the others, or move it to a file named *_${processor?.arches[0] ?? "amd64"}.c`,
        places: somePlaces(place),
      };
    },
  },
  {
    code: "instruction-set-not-enabled",
    tool: "compiler",
    title: "Intrinsics of an instruction set that is not switched on",
    about:
      'A function of `immintrin.h` and its like needs its instruction set switched on: with a flag for that architecture (`#cgo amd64 CFLAGS: -mavx2`), or better for the one function (`__attribute__((target("avx2")))`), called where the processor was asked.',
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Common-Function-Attributes.html#index-target-function-attribute",
    inSources: true,
    signs: [
      /error: inlining failed in call to '?always_inline'? '(?<name>\w+)[^']*'.*target specific option mismatch/,
      /error: always_inline function '(?<name>\w+)' requires target feature '(?<feature>[^']+)'/,
      /error: '(?<name>__builtin_ia32_\w+)' needs target feature (?<feature>\S+)/,
      /error: #error "?(?<feature>\w+) instruction set not enabled/,
    ],
    explain: ({ groups, ...found }) => {
      const feature = groups["feature"]?.split(",")[0];
      const flag = feature === undefined ? "-mavx2 (or what it needs)" : `-m${feature.toLowerCase()}`;
      return {
        cause: `${placed(found)}${groups["name"] ?? "the code"} needs an instruction set that is not switched on for ${targetOf(found)}`,
        fix: `switch it on for this architecture, \`#cgo ${archOf(found)} CFLAGS: ${flag}\`, or for the one function with \`__attribute__((target("${feature ?? "avx2"}")))\`; the program then needs a processor that has it`,
      };
    },
  },
  {
    code: "objective-c",
    tool: "compiler",
    title: "Objective-C for a system that is not Apple's",
    about:
      "A `.m` or `.mm` file is Objective-C, which only Apple's systems have the libraries for. Name it `*_darwin.m`, so that Go compiles it there alone.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Build_constraints",
    inSources: true,
    signs: [
      /cannot execute 'cc1obj(?:plus)?'|error trying to exec 'cc1obj(?:plus)?'|(?:Objective-C|ObjC)(?:\+\+)? compiler not installed/,
    ],
    when: (found) => !["darwin", "ios"].includes(systemOf(found)),
    explain: async (found) => {
      const file = (await sourcesOf(found)).find(({ name, built }) => built && /\.mm?$/.test(name));
      const name = file?.file ?? "a .m file";
      return {
        cause: `${name} of ${packageOf(found)} is Objective-C, which is for Apple's systems, not for ${targetOf(found)}`,
        fix: `name it ${file === undefined ? "*_darwin.m" : file.name.replace(/(\.mm?)$/, "_darwin$1")}, or take the target out of \`targets\``,
      };
    },
  },
  {
    code: "musl-without-64-bit-names",
    tool: "compiler",
    title: "Names such as off64_t and pread64, with musl",
    about:
      "musl since 1.2.4 hides the names that end in 64, since its plain ones are 64 bits wide anyway; older go-sqlite3 and others use them. Update the module, or set `cgo-cflags: -D_LARGEFILE64_SOURCE`.",
    reference: "https://github.com/mattn/go-sqlite3/issues/1164",
    signs: [
      new RegExp(
        `error: .*(?:undeclared|unknown type name|call to undeclared function|implicit declaration of function).*${lfs64.source}`,
      ),
      new RegExp(`error: .*${lfs64.source} (?:undeclared|was not declared)`),
    ],
    when: ({ known }) => known.libc === "musl" || known.libc === undefined,
    explain: (found) => ({
      cause: `${placed(found)}${found.groups["name"]} is a name that musl since 1.2.4 shows only to those who ask`,
      fix: "set `cgo-cflags: -D_LARGEFILE64_SOURCE`, or update the module that uses it (go-sqlite3 since 1.14.17 does not)",
    }),
  },
  {
    code: "warning-as-error",
    tool: "compiler",
    title: "A warning that counts as an error",
    about:
      "`-Werror` makes every warning of another compiler, or of a newer one, an error. Take it out of the #cgo line; it is for development. `cgo-cflags: -Wno-error=NAME` lets one warning pass.",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Warning-Options.html#index-Werror",
    inSources: true,
    signs: [/error: .*\[-Werror[=,](?<name>(?:-W)?[\w+-]+)=?\]?/, /error: .*\[-Werror,-W(?<name>[\w-]+)\]/],
    explain: async (found) => {
      const name = (found.groups["name"] ?? "").replace(/^-W/, "");
      const place = await lineWith(found, "-Werror");
      return {
        cause: `${placed(found)}a warning (-W${name}) counts as an error because of -Werror${place === undefined ? "" : ` in ${place.file}:${place.line}`}`,
        fix: `take -Werror out of the #cgo line, or let this one pass with \`cgo-cflags: -Wno-error=${name}\``,
        places: somePlaces(place),
      };
    },
  },
  {
    code: "compiler-crash",
    tool: "compiler",
    title: "The C compiler crashed",
    about:
      "An internal error is a fault of the compiler, often with one release and one construct. Another compiler (`compiler: clang` or `gcc`) or less optimisation (`cgo-cflags: -O1`) usually avoids it.",
    reference: "https://gcc.gnu.org/bugs/",
    rank: "first",
    signs: [
      /internal compiler error: (?<what>.*)|PLEASE (?:submit|ATTACH).*bug report|error: (?:clang )?frontend command failed/,
    ],
    when: ({ log }) => !log.some(({ text }) => /Killed/.test(text)),
    explain: (found) => {
      const other = found.log.some(({ text }) => /\bclang\b/.test(text)) ? "gcc" : "clang";
      return {
        cause: `${placed(found)}the C compiler itself crashed: a fault of the compiler, not of the program`,
        fix: `compile with the other one, \`compiler: ${other}\`, or with less optimisation, \`cgo-cflags: -O1\``,
      };
    },
  },
  {
    code: "error-directive",
    tool: "compiler",
    title: "The sources refuse the platform",
    about:
      "An `#error` in a header or a source says that the code does not support this platform, or lacks a setting. Its own text says what it wants; define it with `-D` in `cgo-cflags`, or update the module.",
    reference: "https://gcc.gnu.org/onlinedocs/cpp/Diagnostics.html",
    inSources: true,
    after: ["cxx-standard"],
    signs: [/error: #error "?(?<text>.*?)"?$/],
    explain: async (found) => {
      const version = await otherVersionOf(found);
      return {
        cause: `${placed(found)}the sources themselves refuse to be compiled for ${targetOf(found)}: "${found.groups["text"]}"${version === undefined ? "" : `; ${version}`}`,
        fix:
          version === undefined
            ? "define what it asks for with -D in `cgo-cflags`, or take the target out of `targets`"
            : otherVersionFix,
      };
    },
  },
  {
    code: "c-error",
    tool: "compiler",
    title: "C, C++ or Fortran that does not compile",
    about:
      "The compiler does not accept the code. What compiles on one machine may not on another: another compiler version, another C library, `char` without a sign on ARM, types of other sizes.",
    reference: "https://pkg.go.dev/cmd/cgo",
    rank: "last",
    inSources: true,
    signs: [
      /^(?!.*\.go:\d+(?::\d+)?: (?!(?:fatal )?error:))(?:\S+:\d+(?::\d+)?: )(?:fatal )?error: (?<text>.+)/,
      /\.go:\d+:\d+: (?:fatal )?error: (?<text>.+)/,
      /^(?:Fatal )?Error: (?<text>.+)/,
    ],
    explain: async (found) => {
      const fortran = fortranPlace(found);
      if (fortran !== undefined) {
        return {
          headline: `${fortran.place}: ${found.line.text}`,
          cause: `${fortran.place}: ${found.groups["text"]}: the Fortran compiler for ${targetOf(found)} does not accept this code`,
          fix: "correct it there",
          places: fortran.places,
        };
      }
      const version = await otherVersionOf(found);
      const isApi =
        /has no member named|no member named|implicit declaration|undeclared|unknown type name|too (?:few|many) arguments|was not declared|incompatible (?:pointer )?type/.test(
          found.groups["text"] ?? "",
        );
      return isApi && version !== undefined
        ? {
            cause: `${placed(found)}${found.groups["text"]}; ${version}`,
            fix: otherVersionFix,
          }
        : {
            cause: `${placed(found)}${found.groups["text"]}: the C compiler for ${targetOf(found)} does not accept this code`,
            fix: "correct it there, or keep it from this target with `#if` or a build constraint",
          };
    },
  },
];

/** gfortran names the place in a line of its own, before the code and the error. */
function fortranPlace({ line, log }: Found) {
  const at = log.indexOf(line);
  const header = log.slice(Math.max(0, at - 5), at).findLast(({ text }) => /^\S+\.\w+:\d+:\d+:$/.test(text));
  const [, file = "", row = "0"] = /^(\S+\.\w+):(\d+):/.exec(header?.text ?? "") ?? [];
  return file === "" || !/^(?:Fatal )?Error: /.test(line.text)
    ? undefined
    : { place: `${file}:${row}`, places: [{ file, line: Number(row), column: undefined, text: line.text }] };
}
