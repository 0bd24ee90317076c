import type { LookedUp } from "../evidence.ts";
import { isOf, processorOfHeader } from "../processors.ts";
import type { Found, Row, Verdict } from "../row.ts";
import {
  archOf,
  findInSources,
  listed,
  packageOf,
  placed,
  shownPlace,
  somePlaces,
  sourcesOf,
  systemOf,
  targetOf,
} from "../words.ts";

/** gcc's words, clang's, and gfortran's. */
const notFound = [
  /fatal error: (?<header>[^\s:]+): No such file or directory/,
  /error: '(?<header>[^']+)' file not found/,
  /Fatal Error: Can(?:'|no)t open (?:included|module) file '(?<header>[^']+)'/i,
];

const headerOf = ({ groups }: Pick<Found, "groups">): string => groups["header"] ?? "";

const apple =
  /^(?:CoreFoundation|Foundation|Cocoa|AppKit|UIKit|IOKit|Security|Carbon|CoreServices|CoreGraphics|CoreAudio|AudioToolbox|AVFoundation|Metal|OpenGL|objc|dispatch|mach|mach-o)\/|^(?:TargetConditionals|Availability\w*|libproc|xpc)\.h$/;
const windows =
  /^(?:windows|winsock2?|ws2tcpip|windef|winbase|winuser|winnt|shlobj|shellapi|tchar|direct|io|conio|combaseapi|objbase|psapi|tlhelp32|winsvc|wincrypt|mmsystem|setupapi|iphlpapi)\.h$/i;
const posix =
  /^(?:sys\/(?:mman|socket|ioctl|wait|un|resource|select|uio|utsname|epoll|eventfd|syscall|sysinfo|statvfs|file|ipc|shm|sem|msg|inotify|prctl|termios|times)|netinet\/\w+|arpa\/\w+|net\/\w+|linux\/\S+|asm\/\S+|dlfcn|poll|termios|pwd|grp|netdb|syslog|ifaddrs|spawn|glob|fnmatch|regex|langinfo|execinfo|semaphore|ucontext|endian|byteswap)(?:\.h)?$/;
/** Source: musl's include directory beside glibc's, and Alpine's bsd-compat-headers, libexecinfo and argp-standalone. */
const ofGlibc =
  /^(?:execinfo|error|argp|argz|envz|obstack|printf|fpu_control|gconv|mcheck|nss|thread_db|fts|sys\/(?:cdefs|queue|tree|vlimit|gmon|platform\/\w+)|gnu\/lib\S+)\.h$/;
const libc =
  /^(?:bits|gnu|asm|linux)\/|^(?:std(?:lib|io|def|int|bool|arg)|string|errno|math|features|unistd|limits|assert|ctype|signal)\.h$/;

export const headers: readonly Row[] = [
  {
    code: "float-abi-headers",
    tool: "compiler",
    title: "The headers of another float ABI are asked for",
    about:
      "glibc's `gnu/stubs-soft.h` and its like exist in the C library of that ABI alone: a flag (`-mfloat-abi`, `-mabi`, `-m32`) or GOARM and GOMIPS ask for another ABI than the C library has. Take the flag out, or choose a target with that ABI.",
    reference: "https://github.com/golang/go/issues/13377",
    signs: [/(?<header>gnu\/stubs-[\w-]+\.h)(?::|') (?:No such file|file not found)/],
    explain: (found) => ({
      cause: `${placed(found)}${headerOf(found)} belongs to the C library of another ABI than the one for ${targetOf(found)}: a flag (-m32, -mfloat-abi, -mabi) asks for it`,
      fix: "take that flag out of the #cgo lines and of `cgo-cflags`, or name the target of that ABI in `targets`",
    }),
  },
  {
    code: "processor-header",
    tool: "compiler",
    title: "A header with the instructions of another processor",
    about:
      "`immintrin.h` and its like (SSE, AVX) exist for x86 alone, `arm_neon.h` for ARM, `altivec.h` for POWER. Code that uses them has to be kept to its architecture: by the file's name (`sum_amd64.c`), or by `#if` with another way for the others.",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/x86-Built-in-Functions.html",
    signs: [
      ...notFound,
      /error: "?#?(?:error )?"?This header is only meant to be used on (?<family>x86|ARM|\w+)/i,
      /error: #error "?(?<family>x86|SSE|AVX|ARM|NEON)\b.*\b(?:support|target|required|instruction set)/i,
    ],
    inSources: true,
    when: (found) => {
      const header =
        headerOf(found) ||
        (/((?<![\w/])[\w/]+intrin\.h|cpuid\.h|(?<!\w)arm_\w+\.h):\d+/.exec(found.line.text)?.[1] ?? "");
      const processor = processorOfHeader(header);
      return processor !== undefined && !isOf(processor, archOf(found));
    },
    explain: (found) => {
      const header =
        headerOf(found) || (/((?<!\w)\w+intrin\.h|cpuid\.h|(?<!\w)arm_\w+\.h):\d+/.exec(found.line.text)?.[1] ?? "");
      const processor = processorOfHeader(header);
      const arch = processor?.arches[0] ?? "";
      return {
        cause: `${placed(found)}${header} has instructions of ${processor?.name}, which ${targetOf(found)} does not have`,
        fix: `keep the code to them with \`${processor?.guard}\` and give other processors a way of their own, or move it to a file named *_${arch}.c, which Go compiles for ${arch} alone`,
      };
    },
  },
  {
    code: "apple-header",
    tool: "compiler",
    title: "A header of Apple's systems, for another system",
    about:
      "Apple's frameworks and their headers exist for macOS and iOS alone. Move the code to a file whose name ends in `_darwin.c`, `_darwin.m` or `_darwin.go`, or put it under `#ifdef __APPLE__`.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Build_constraints",
    signs: notFound,
    inSources: true,
    when: (found) => apple.test(headerOf(found)) && !["darwin", "ios"].includes(systemOf(found)),
    explain: (found) => ({
      cause: `${placed(found)}<${headerOf(found)}> is of macOS (Apple's frameworks), which ${targetOf(found)} does not have`,
      fix: "move the code to a file named *_darwin.c, *_darwin.m or *_darwin.go, or put it between `#ifdef __APPLE__` and `#endif`",
    }),
  },
  {
    code: "windows-header",
    tool: "compiler",
    title: "A header of Windows, for another system",
    about:
      "`windows.h` and its like exist for Windows alone. Move the code to a file whose name ends in `_windows.c` or `_windows.go`, or put it under `#ifdef _WIN32`.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Build_constraints",
    signs: notFound,
    inSources: true,
    when: (found) => windows.test(headerOf(found)) && !["windows", ""].includes(systemOf(found)),
    explain: (found) => ({
      cause: `${placed(found)}<${headerOf(found)}> is of Windows, which ${targetOf(found)} is not`,
      fix: "move the code to a file named *_windows.c or *_windows.go, or put it between `#ifdef _WIN32` and `#endif`",
    }),
  },
  {
    code: "posix-header",
    tool: "compiler",
    title: "A header of Unix, for Windows",
    about:
      "mingw-w64 has C's own headers and Windows', and few of POSIX: no `sys/mman.h`, `sys/socket.h`, `dlfcn.h`, `termios.h`. Keep the code to Unix with a build constraint or `#ifndef _WIN32`, and use Windows' own functions there.",
    reference: "https://www.mingw-w64.org/",
    signs: notFound,
    inSources: true,
    when: (found) => systemOf(found) === "windows" && posix.test(headerOf(found)),
    explain: (found) => ({
      cause: `${placed(found)}<${headerOf(found)}> is of Unix; the C library of Windows (mingw-w64) does not have it`,
      fix: "put the code between `#ifndef _WIN32` and `#endif` with another way for Windows, move it to a file with `//go:build !windows`, or take windows out of `targets`",
    }),
  },
  {
    code: "glibc-header",
    tool: "compiler",
    title: "A header of glibc's own, with musl",
    about:
      "musl has the headers of the standards, and few of glibc's own: no `execinfo.h`, `sys/cdefs.h`, `sys/queue.h` or `error.h`. Put what uses them under `#ifdef __GLIBC__`, or link with glibc (`libc: glibc`).",
    reference: "https://wiki.musl-libc.org/faq.html",
    signs: notFound,
    inSources: true,
    when: (found) => found.known.libc === "musl" && ofGlibc.test(headerOf(found)),
    explain: (found) => ({
      cause: `${placed(found)}<${headerOf(found)}> is a header of glibc, which musl does not have`,
      fix: "link with glibc, `libc: glibc` (`static: true` makes a static program with it, too), or put the code that uses it between `#ifdef __GLIBC__` and `#endif`",
    }),
  },
  {
    code: "header-in-other-case",
    tool: "compiler",
    title: "The name of a header in the wrong case",
    about:
      "Linux tells `Util.h` from `util.h`; macOS and Windows do not. Write the name in the `#include` as the file has it.",
    reference: "https://gcc.gnu.org/onlinedocs/cpp/Include-Syntax.html",
    signs: notFound,
    inSources: true,
    explain: async (found) => {
      const name = headerOf(found).split("/").at(-1) ?? "";
      const same = (await sourcesOf(found)).find((each) => each.name.toLowerCase() === name.toLowerCase());
      return same === undefined || same.name === name
        ? undefined
        : {
            cause: `${placed(found)}there is no ${headerOf(found)}, but ${same.file}: file names on Linux differ by upper and lower case`,
            fix: `write the name as the file has it: \`#include "${headerOf(found).replace(/[^/]*$/, same.name)}"\``,
          };
    },
  },
  {
    code: "c-library-headers-not-found",
    tool: "compiler",
    title: "The C library's own headers are not found",
    about:
      "The compiler finds no `stdlib.h` or `bits/…`: a flag (`--sysroot`, `-isysroot`, `-nostdinc`) points it to another directory, or a compiler of the machine's own is installed without the C library's headers (`libc6-dev`, `musl-dev`).",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/Directory-Options.html",
    after: ["float-abi-headers", "glibc-header"],
    signs: notFound,
    when: (found) => libc.test(headerOf(found)),
    explain: async (found) => {
      const width = findInSources(await sourcesOf(found), /^\s*(?:(?:\/\/|\*)\s*)?#cgo\b.*\s-m(?:32|64|x32)\b/);
      const ofWidth = /-m(?:32|64|x32)\b/.exec(width?.text ?? found.known.cgoFlags.join(" "))?.[0];
      if (ofWidth !== undefined) {
        return {
          cause: `${width === undefined ? placed(found) : `${shownPlace(width)}: `}${ofWidth} asks for a program of another width than ${targetOf(found)}, whose C library has no headers for it (<${headerOf(found)}>)`,
          fix: `take ${ofWidth} out: a 32-bit program is a target of its own, linux/386 of linux/amd64`,
          places: somePlaces(width),
        };
      }
      const flag = found.known.cgoFlags.find((each) => /^(?:--sysroot|-isysroot|-nostdinc|-B)/.test(each));
      return {
        cause: `${placed(found)}<${headerOf(found)}> is a header of the C library, and the compiler does not find that for ${targetOf(found)}${flag === undefined ? "" : `: ${flag} makes it look elsewhere`}`,
        fix:
          flag === undefined
            ? "install the C library's headers beside the compiler that CC names (libc6-dev, on Alpine musl-dev), or unset CC to have one fetched"
            : `remove ${flag} from the flags`,
      };
    },
  },
  {
    code: "header-not-found",
    tool: "compiler",
    title: "A header is not found",
    about:
      "The library's headers for this target are not there. What the survey or the build finds missing is looked up in the distribution's packages; where no package or several have it, name the package in `libraries`, or put the library's files into the sources and name the directory with `-I` in `cgo-cflags`.",
    reference: "docs/explain/c-libraries.md",
    after: [
      "header-in-other-case",
      "cxx-in-c",
      "cxx-standard",
      "glibc-header",
      "float-abi-headers",
      "processor-header",
      "apple-header",
      "windows-header",
      "posix-header",
      "c-library-headers-not-found",
    ],
    signs: notFound,
    explain: async (found) => {
      const missing = explainMissing(found, { kind: "header", name: headerOf(found) });
      const answer = found.known.lookedUp.find(
        ({ kind, name }) => kind === "header" && name === headerOf(found),
      )?.answer;
      const absent = answer?.kind === "absent-directories" ? undefined : await absentDirectory(found);
      return absent === undefined
        ? missing
        : {
            cause: `${missing.cause}; ${absent.directory}, where ${absent.place} has it looked for, does not exist`,
            fix: `check that directory out or install it before this step (a submodule: \`submodules: true\` of actions/checkout, or \`git submodule update --init\`), or name the right one with -I in \`cgo-cflags\``,
          };
    },
  },
];

/** A directory that a #cgo line of the package names with -I, and that is not there. */
async function absentDirectory(found: Found) {
  for (const source of (await sourcesOf(found)).filter(({ built }) => built)) {
    for (const [index, line] of source.text.split("\n").entries()) {
      for (const [, given = ""] of /^\s*(?:(?:\/\/|\*)\s*)?#cgo\b/.test(line)
        ? line.matchAll(/(?<=\s)-I\s*(\S+)/g)
        : []) {
        const path = directoryOf(found, source.file, given);
        if (path !== undefined && !(await found.lookups.exists(path))) {
          return { directory: given.replace(/\$\{SRCDIR\}\//, ""), place: `${source.file}:${index + 1}` };
        }
      }
    }
  }
  return undefined;
}

/** Absolute; undefined where it cannot be told. */
function directoryOf({ known: { places } }: Found, file: string, given: string): string | undefined {
  const repository = places.repository ?? places.module?.directory;
  const directory = file.startsWith("/") || repository === undefined ? file : `${repository}/${file}`;
  const whole = given.replace(/\$\{SRCDIR\}/, directory.replace(/\/?[^/]*$/, ""));
  return whole.startsWith("/") && !whole.includes("$") ? whole : undefined;
}

/** What is said of a header or a library that is not there, by what was found of it in packages. */
export function explainMissing(found: Found, { kind, name }: Pick<LookedUp, "kind" | "name">): Verdict {
  const what = kind === "header" ? `<${name}>` : `-l${/\.(?:a|so)\b/.test(name) ? ":" : ""}${name}`;
  const said = `${placed(found)}${what} of ${packageOf(found)} is not there for ${targetOf(found)}`;
  const own =
    kind === "header"
      ? "put it into the program's sources, or name its directory with -I in `cgo-cflags`"
      : "put the library's own files, built for this target, into the program's sources and name their directory with -L in `cgo-ldflags`";
  const answer = found.known.lookedUp.find((each) => each.kind === kind && each.name === name)?.answer;
  const distribution = found.known.distribution ?? "the distribution";
  switch (answer?.kind) {
    case "no-package":
      return {
        cause: `${said}, and no package of ${distribution} has it${kind === "header" ? " where the compiler looks" : ""}`,
        fix: own,
      };
    case "several":
      return {
        cause: `${said}; several packages have it: ${listed(answer.packages)}`,
        fix: `say which in \`libraries\`, as in \`libraries: auto ${answer.packages[0]}\``,
      };
    case "elsewhere":
      return {
        cause: `${said} where the flags look: ${answer.package} has it in ${answer.directory}`,
        fix: `add -I${answer.directory} to \`cgo-cflags\``,
      };
    case "absent-directories":
      return {
        cause: `${said}: ${answer.directories.join(" and ")}, where the flags of ${answer.by} look for it, ${answer.directories.length > 1 ? "do" : "does"} not exist`,
        fix: `add what is for ${targetOf(found)} there, or ${own}`,
      };
    case "locked":
      return {
        cause: `${said}, and the lock has no package with it`,
        fix: "name the one that has it in `libraries` and run `cgo-cross lock`",
      };
    case "failed":
      return {
        cause: `${said}, and which package has it could not be looked up: ${answer.reason}`,
        fix: "name the package in `libraries`, as in `libraries: auto libfoo-dev`",
      };
    case undefined:
      if (systemOf(found) === "windows") {
        return { cause: `${said}: neither mingw-w64 nor ${distribution} has it for Windows`, fix: own };
      }
      return {
        cause: said,
        fix: `name the package that has it in \`libraries\`, as in \`libraries: auto libfoo-dev\`, or ${own}`,
      };
  }
}
