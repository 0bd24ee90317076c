import type { SourceFile } from "../evidence.ts";
import type { Found, Row, Verdict } from "../row.ts";
import {
  allOf,
  findInSources,
  listed,
  literal,
  otherVersionFix,
  otherVersionOf,
  packageOf,
  placed,
  shownPlace,
  somePlaces,
  sourcesOf,
  systemOf,
  targetOf,
} from "../words.ts";

/** A regular expression for a flag as Go sees it, in which a path may stand that is of one run alone. */
function patternOf(flag: string, raw: RegExpExecArray | null): string {
  const whole = raw?.[1] ?? raw?.[2] ?? flag;
  const same = [...flag].findIndex((letter, index) => whole[index] !== letter);
  return whole === flag || same < 0 || !whole.endsWith(flag.slice(same))
    ? literal(flag)
    : `${literal(flag.slice(0, same))}.*${literal(flag.slice(same))}`;
}

/** What ld64 has and no other linker. Source: its manual, ld(1) of Xcode. */
const appleLinkerFlag =
  /^-Wl,-(?:dead_strip\w*|no_compact_unwind|undefined|bind_at_load|headerpad\w*|search_paths_first|force_load|all_load|exported_symbols?_list|install_name|no_warn_duplicate_libraries|ld_classic|platform_version|macosx?_version_min|weak_\w+|lazy_\w+|sectcreate)\b/;

/** Where C declares what programs use most, by what its standard says. Source: ISO C, "Library"; POSIX's own are in unistd.h. */
const standardHeaders: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:free|malloc|calloc|realloc|abort|exit|getenv|atoi|atol|atof|strto(?:u?ll?|d|f)|qsort|bsearch|rand|srand|system)$/,
    "stdlib.h",
  ],
  [/^u?int(?:_least|_fast)?(?:8|16|32|64)_t$|^u?int(?:ptr|max)_t$/, "stdint.h"],
  [/^(?:size_t|ptrdiff_t|wchar_t|NULL)$/, "stddef.h"],
  [/^(?:bool|true|false|_Bool)$/, "stdbool.h"],
  [
    /^(?:puts|printf|fprintf|sprintf|snprintf|fputs|fputc|putchar|fopen|fclose|fread|fwrite|fflush|fdopen|stdout|stderr|stdin|FILE|EOF|perror|remove|rename)$/,
    "stdio.h",
  ],
  [/^(?:mem(?:cpy|set|cmp|move|chr)|str(?:len|cpy|ncpy|cmp|ncmp|cat|chr|rchr|str|dup|ndup|error|tok))$/, "string.h"],
  [/^(?:pow|sqrt|sin|cos|tan|exp|log|log10|floor|ceil|fabs|fmod|atan2?|round|M_PI)$/, "math.h"],
  [/^(?:errno|E[A-Z]{3,})$/, "errno.h"],
  [/^(?:time|time_t|clock|gmtime|localtime|mktime|strftime|nanosleep|clock_gettime)$/, "time.h"],
  [/^(?:U?(?:INT|LONG|LLONG|CHAR|SHRT)_M(?:AX|IN)|PATH_MAX)$/, "limits.h"],
  [/^(?:signal|raise|kill|SIG[A-Z]+|sigaction)$/, "signal.h"],
  [
    /^(?:getpid|sleep|usleep|read|write|close|fork|getuid|isatty|access|unlink|_exit|STD(?:IN|OUT|ERR)_FILENO)$/,
    "unistd.h",
  ],
  [/^(?:dlopen|dlsym|dlclose|dlerror|RTLD_\w+)$/, "dlfcn.h"],
  [/^pthread_\w+$/, "pthread.h"],
];

/** A comment with C in it, and an empty line before the import that it is for. */
const detachedPreamble = /(?:^\/\/.*|\*\/[ \t]*)\n(?:[ \t]*\n)+import "C"/m;

/** Where the preamble does not compile, cgo knows none of its names, and says what the compiler said after that. */
function explainPreamble({ log, ...found }: Found, name: string): Verdict | undefined {
  const start = log.findIndex(({ text }) => /errors for preamble:$/.test(text));
  const line = start < 0 ? undefined : log.slice(start).find(({ text }) => /\berror: /.test(text));
  const said = /\berror: (.+)/.exec(line?.text ?? "")?.[1];
  return line === undefined || said === undefined
    ? undefined
    : {
        headline: line.text.trim(),
        cause: `${placed({ line })}${said}: the C code that the preamble includes does not compile, so that cgo does not know ${name}`,
        fix: `correct it there, or keep it from ${targetOf(found)} with \`#if\` or a build constraint`,
        places: somePlaces(line.place),
      };
}

/** What the sources tell of a name that cgo does not find: it is there, in a way that cgo does not see. */
function explainName(found: Found, name: string, sources: readonly SourceFile[]): Verdict | undefined {
  const word = literal(name);
  const macro = findInSources(sources, new RegExp(`^\\s*(?://)?\\s*#\\s*define\\s+${word}\\(`));
  if (macro !== undefined) {
    return {
      cause: `${placed(found)}${name} is a macro with arguments (${shownPlace(macro)}), which Go cannot call`,
      fix: `write a function of C around it in the preamble, \`static int call_${name}(…) { return ${name}(…); }\`, and call that`,
      places: somePlaces(macro),
    };
  }
  const detached = sources.find(
    ({ file, text }) =>
      file === found.line.place?.file &&
      detachedPreamble.test(text) &&
      !/(?:^\/\/.*|\*\/[ \t]*)\nimport "C"/m.test(text),
  );
  if (detached !== undefined) {
    const line = detached.text.split("\n").findIndex((each) => /^import "C"/.test(each)) + 1;
    return {
      cause: `${placed(found)}cgo does not see the declaration of ${name}: an empty line separates \`import "C"\` (${detached.file}:${line}) from the comment with the C code`,
      fix: 'remove the empty line above `import "C"`',
    };
  }
  const inBlock = sources.find(({ file, text }) => file === found.line.place?.file && isInBlock(text.split("\n")));
  if (inBlock !== undefined) {
    return {
      cause: `${placed(found)}cgo does not see the declaration of ${name}: "C" stands in a block of imports (${inBlock.file}), and the comment with the C code above the block is none of its own`,
      fix: 'write `import "C"` in a line of its own, right below that comment',
    };
  }
  const tag = findInSources(sources, new RegExp(`\\b(?:struct|union|enum)\\s+${word}\\s*(?:\\{|$)`));
  const kind = /\b(struct|union|enum)\b/.exec(tag?.text.slice(0, tag.text.indexOf(name)) ?? "")?.[1];
  if (tag !== undefined && kind !== undefined) {
    return {
      cause: `${placed(found)}${name} is the tag of ${kind === "struct" ? "a" : "an"} ${kind} (${shownPlace(tag)}), and no type of that name`,
      fix: `write C.${kind}_${name}, or declare the name in C: \`typedef ${kind} ${name} ${name};\``,
      places: somePlaces(tag),
    };
  }
  const header = standardHeaders.find(([names]) => names.test(name))?.[1];
  return header === undefined ||
    sources.some(({ text }) => new RegExp(`#\\s*include\\s*<${literal(header)}>`).test(text))
    ? undefined
    : {
        cause: `${placed(found)}${name} is declared in <${header}>, which the preamble does not include`,
        fix: `add \`#include <${header}>\` to the comment above \`import "C"\``,
      };
}

/** What makes a value of one type another's, between Go and C. */
function conversion({ value, to, from, isText, isFunction }: Mismatch): string {
  if (to === "*C.char" && isText) {
    return `make a string of C of it, \`s := C.CString(${value})\`, pass \`s\`, and free it afterwards with \`C.free(unsafe.Pointer(s))\` (<stdlib.h>)`;
  }
  if (from === "*C.char" && to === "string") {
    return `make a string of Go of it: \`C.GoString(${value})\``;
  }
  if (from === "C.void") {
    return "the function of C returns nothing (void): call it without taking a value";
  }
  if (to === "unsafe.Pointer") {
    return 'convert the pointer: `unsafe.Pointer(…)`, with `import "unsafe"`';
  }
  if (isFunction) {
    return "C cannot call a function of Go by its value: give it a line with `//export NAME`, declare it in the preamble, and pass `(*[0]byte)(C.NAME)`";
  }
  if (to?.startsWith("*C.") === true || from?.startsWith("*C.") === true) {
    return `convert the pointer, \`(${to})(unsafe.Pointer(…))\`, if both types have the same size and layout on every target`;
  }
  return to === undefined
    ? "convert one of them to the other's type, as in `int(x)` or `C.int(x)`"
    : `convert it: \`${to}(${value})\``;
}

type Mismatch = {
  readonly value: string;
  readonly to: string | undefined;
  readonly from: string | undefined;
  readonly isText: boolean;
  readonly isFunction: boolean;
};

const typeOfC = String.raw`\**(?:\[\d*\])?C\.\w+`;

export const cgo: readonly Row[] = [
  {
    code: "compiler-not-found",
    tool: "cgo",
    title: "A compiler or tool is not installed",
    about:
      "Go starts a program that is not on PATH: the compiler that CC, CXX or FC names, swig, or one of binutils. Install it in a step before this one, or unset the variable to have a compiler fetched.",
    reference: "https://pkg.go.dev/cmd/cgo",
    signs: [
      /cgo: C compiler "(?<tool>[^"]+)" not found/,
      /exec: "(?<tool>(?!pkg-config|\S*-pkg-config)[^"]+)": executable file not found in \$PATH/,
      /cgo: exec (?<tool>\S+): (?:fork\/exec|exec)/,
    ],
    explain: (found) => {
      const tool = found.groups["tool"] ?? "";
      const variable = /fortran/.test(tool)
        ? "FC"
        : /(?:\+\+|cxx)$/.test(tool)
          ? "CXX"
          : /(?:cc|clang)$/.test(tool)
            ? "CC"
            : undefined;
      return {
        cause: `${tool} is not on PATH`,
        fix:
          variable === undefined
            ? `install ${tool} in a step before this one`
            : `install it in a step before this one, or unset ${variable} to have a compiler for ${targetOf(found)} fetched`,
      };
    },
  },
  {
    code: "flag-not-allowed",
    tool: "cgo",
    title: "A flag that cgo does not allow",
    about:
      "cgo takes only flags from sources that cannot make the compiler run something else. Others are allowed one by one: set CGO_CFLAGS_ALLOW, CGO_CXXFLAGS_ALLOW or CGO_LDFLAGS_ALLOW in the environment of the step to a regular expression that matches the whole flag.",
    reference: "https://go.dev/s/invalidflag",
    signs: [
      /invalid flag in #cgo (?<kind>\w+FLAGS): (?<flag>\S+)/,
      /invalid flag in pkg-config --(?<list>cflags|libs): (?<flag>\S+)/,
      /(?:invalid|disallowed) flag in (?:go:cgo_ldflag|CGO_(?<env>\w+FLAGS)): (?<flag>\S+)/,
    ],
    explain: async (found) => {
      const { kind, list, env, flag = "" } = found.groups;
      const variable = `CGO_${kind ?? env ?? (list === "cflags" ? "CFLAGS" : "LDFLAGS")}_ALLOW`;
      const isOfApple = appleLinkerFlag.test(flag) && !["darwin", "ios"].includes(systemOf(found));
      const by = /^(?:go: )?(?:build )?([\w./@~-]+): (?:invalid|disallowed) flag/.exec(found.line.text)?.[1];
      const sources = by === undefined ? await sourcesOf(found) : await found.lookups.sourcesOf(by);
      const pattern = patternOf(flag, /invalid flag in .*?: (\S+)|disallowed flag in .*?: (\S+)/.exec(found.line.raw));
      const place = findInSources(sources, new RegExp(`#cgo\\b.*${pattern}`));
      return {
        cause: `${place === undefined ? "" : `${shownPlace(place)}: `}${flag}${list === undefined ? "" : ", which pkg-config gives,"} is not among the flags that cgo allows${list === undefined ? " in sources" : ""}${isOfApple ? `, and it is for Apple's linker, not for the one of ${targetOf(found)}` : ""}`,
        fix: isOfApple
          ? `write it for Apple's systems alone, \`#cgo darwin ${kind ?? "LDFLAGS"}: ${flag}\`, and set ${variable}='${pattern}' where those are built`
          : `if you trust it, set ${variable}='${pattern}' in the environment of this step (\`env:\`): a regular expression for the whole flag`,
        places: somePlaces(place),
        by,
      };
    },
  },
  {
    code: "malformed-cgo-line",
    tool: "cgo",
    title: "A #cgo line that cannot be read",
    stages: ["build", "survey"],
    about:
      "A line of `#cgo` is `#cgo [constraints] CFLAGS: flags`, with CPPFLAGS, CFLAGS, CXXFLAGS, FFLAGS, LDFLAGS, pkg-config, noescape or nocallback.",
    reference: "https://pkg.go.dev/cmd/cgo",
    inSources: true,
    signs: [/(?<text>(?:malformed|invalid) #cgo (?:line|argument|verb)\b.*)/, /(?<text>unknown #cgo .*)/],
    explain: (found) => ({
      cause: `${placed(found)}${found.groups["text"]}`,
      fix: "write it as `#cgo linux,arm64 LDFLAGS: -lfoo`: constraints, the variable, a colon, flags without shell characters",
    }),
  },
  {
    code: "c-name-unknown",
    tool: "cgo",
    after: ["cxx-in-c"],
    title: "A name of C that no header declares",
    about:
      "Go code uses `C.NAME`, and no header that the preamble includes declares it for this target: the library is older or newer than the code was written for, the header keeps the name to another system, or an `#include` or `#define` (`_GNU_SOURCE`) is missing. Macros with arguments cannot be called from Go.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Go_references_to_C",
    inSources: true,
    signs: [
      /could not determine (?:what C\.(?<name>\w+) refers to|kind of name for C\.(?<kind>\w+))/,
      /(?:unexpected|inconsistent definitions for|invalid) (?:name )?C\.(?<name>\w+)/,
    ],
    explain: async (found) => {
      const name = found.groups["name"] ?? found.groups["kind"] ?? "";
      const names = allOf(found, /could not determine (?:what|kind of name for) C\.(\w+)/);
      const said = `${placed(found)}no header that the package includes declares ${listed(names.length === 0 ? [name] : names)} for ${targetOf(found)}`;
      const byCompiler = explainPreamble(found, name);
      const bySources = byCompiler ?? explainName(found, name, await sourcesOf(found));
      const version = await otherVersionOf(found);
      if (bySources !== undefined) {
        return bySources;
      }
      return version !== undefined
        ? {
            cause: `${said}; ${version}`,
            fix: otherVersionFix,
          }
        : {
            cause: said,
            fix: "include the header that declares it; if it is newer than the one of this release, or for another system, keep the code from this target with `#ifdef` or a build constraint",
          };
    },
  },
  {
    code: "c-type-mismatch",
    tool: "cgo",
    title: "A value of Go where C has another type",
    about:
      "Every type of C is a type of its own in Go: `C.int` is not `int`, and `*C.char` is no string. Convert: `C.int(n)`, `int(x)`, `C.CString(s)` (and `C.free`), `C.GoString(p)`. `C.long`, `C.size_t` and others have other sizes on other targets.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Go_references_to_C",
    inSources: true,
    signs: [
      new RegExp(
        String.raw`\.go:\d+(?::\d+)?: (?<text>cannot use (?<value>.+?) \((?<kind>.*)\) as (?<to>${typeOfC}|\*\[0\]byte|unsafe\.Pointer) value .*)`,
      ),
      new RegExp(
        String.raw`\.go:\d+(?::\d+)?: (?<text>cannot use (?<value>.+?) \((?<kind>.*\btype (?<from>${typeOfC}))\) as (?<to>\S+) value .*)`,
      ),
      new RegExp(
        String.raw`\.go:\d+(?::\d+)?: (?<text>invalid operation: .*\(mismatched types (?:\S+ and ${typeOfC}|${typeOfC} and \S+)\))`,
      ),
    ],
    explain: async (found) => {
      const { text = "", value = "x", kind = "", to, from } = found.groups;
      const version = await otherVersionOf(found);
      if (version !== undefined) {
        return { cause: `${placed(found)}${text}; ${version}`, fix: otherVersionFix };
      }
      const isText = /\bstring\b/.test(kind);
      const isFunction = /\bfunc\(/.test(kind);
      return {
        cause: `${placed(found)}${text}`,
        fix: conversion({ value, to, from, isText, isFunction }),
      };
    },
  },
  {
    code: "export-conflict",
    tool: "cgo",
    title: "A function with //export that C declares in another way",
    about:
      "cgo writes a declaration of each function with `//export`, and the preamble declares the same function with other types. Give the Go function C's types (`C.int` for `int`, `*C.char` for `char *`, and `unsafe.Pointer` for `void *`); `const` cannot be said in Go, so leave it out in C, or declare it by another name there.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-C_references_to_Go",
    rank: "first",
    signs: [
      /(?:cgo-gcc-export-header-prolog|_cgo_export\.[hc]):\d+(?::\d+)?: error: conflicting types for '(?<name>\w+)'/,
    ],
    explain: async (found) => {
      const { name = "" } = found.groups;
      const sources = await sourcesOf(found);
      const go = findInSources(sources, new RegExp(`^func ${literal(name)}\\(`));
      const c = findInSources(
        sources,
        new RegExp(`^\\s*(?://)?\\s*(?!func|//export)[\\w\\s*]*\\b${literal(name)}\\s*\\([^{]*;`),
      );
      return {
        cause: `${go === undefined ? "" : `${shownPlace(go)}: `}the function ${name} with //export has other types than its declaration in C${c === undefined ? "" : ` (${shownPlace(c)})`}`,
        fix: "give it the types of that declaration, C.int for int and *C.char for char * (Go cannot say const: leave that out in C), or take the declaration out",
        places: somePlaces(go, c),
      };
    },
  },
  {
    code: "c-field-keyword",
    tool: "cgo",
    title: "A field of C whose name is a word of Go",
    about:
      "Fields of C structs that are called `type`, `func`, `range` and so on have an underscore in front in Go: `p._type`.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Go_references_to_C",
    inSources: true,
    signs: [
      /\.go:\d+(?::\d+)?: (?:syntax error: )?(?:unexpected keyword|expected selector or type assertion, found) '?(?<word>break|case|chan|const|continue|default|defer|else|fallthrough|for|func|go|goto|if|import|interface|map|package|range|return|select|struct|switch|type|var)'?(?:, expected name or \()?/,
    ],
    when: ({ line }) => /expected selector|expected name or/.test(line.text),
    explain: ({ groups, ...found }) => ({
      cause: `${placed(found)}${groups["word"]} is a word of Go, and cannot stand for a field of C`,
      fix: `write it with an underscore in front: \`._${groups["word"]}\``,
    }),
  },
  {
    code: "variadic-function",
    tool: "cgo",
    title: "A function of C with any number of arguments",
    about:
      "Go cannot call functions such as `printf`, which take any number of arguments. Write a function of C with fixed ones around it, in the preamble.",
    reference: "https://pkg.go.dev/cmd/cgo#hdr-Go_references_to_C",
    inSources: true,
    signs: [
      /\.go:\d+(?::\d+)?: unexpected type: \.\.\./,
      /calling a variadic C function|variadic function .* not supported/,
    ],
    explain: async (found) => {
      const { place } = found.line;
      const source = (await sourcesOf(found)).find(({ file }) => file === place?.file);
      const line = source?.text.split("\n")[(place?.line ?? 0) - 1] ?? "";
      const name =
        /\bC\.(\w+)/.exec(line.slice(Math.max(0, (place?.column ?? 1) - 1)))?.[1] ?? /\bC\.(\w+)/.exec(line)?.[1];
      return {
        cause: `${placed(found)}${name === undefined ? "a function of C" : `C.${name}`} takes any number of arguments (...), and Go cannot call such functions of C`,
        fix: `write one with fixed arguments around it in the preamble, as in \`static int my_${name ?? "printf"}(const char *s) { return ${name ?? "printf"}("%s", s); }\`, and call that`,
      };
    },
  },
  {
    code: "c-files-without-cgo",
    tool: "cgo",
    title: "C files in a package without cgo",
    about:
      'Go compiles C files only in packages of which a Go file says `import "C"`. With `cgo: off` that file is left out; files of C that are for another purpose need `//go:build ignore` or a directory of their own.',
    reference: "https://pkg.go.dev/cmd/cgo",
    stages: ["build", "survey"],
    signs: [
      /(?<kind>C|C\+\+|Fortran|Objective-C|SWIG) source files not allowed when not using cgo(?: or SWIG)?: (?<files>.+)/,
    ],
    explain: (found) => {
      const { kind = "C", files } = found.groups;
      const isObjectiveC = kind === "Objective-C";
      return {
        cause: `${placed(found)}${packageOf(found)} has ${kind} in ${files}, and no Go file of it that says \`import "C"\` is built for ${targetOf(found)}`,
        fix: isObjectiveC
          ? "name the file *_darwin.m, or take the target out of `targets`"
          : 'set `cgo: auto`, add `import "C"` to a Go file of the package, or keep those files out with `//go:build ignore`',
      };
    },
  },
  {
    code: "cgo-cannot-read-object",
    tool: "cgo",
    title: "cgo cannot read what the compiler makes",
    about:
      "cgo compiles the preamble and reads the types from the object's debug data. With `-flto`, without `-g`, or with a compiler for another platform, there is nothing that it can read. Take `-flto` out of the flags.",
    reference: "https://github.com/golang/go/issues/43505",
    signs: [
      /cgo: cannot (?:parse|load DWARF output from) (?:gcc output )?\S*.*(?:as ELF, Mach-O, PE, XCOFF object|DWARF|object)/,
      /cgo: cannot parse \S+ as ELF/,
      /cgo: .*(?:no DWARF|malformed DWARF)/,
      /cgo: (?:inconsistent|unexpected) .*__cgo/,
    ],
    explain: (found) => {
      const flag = found.known.cgoFlags.find((each) => /^-(?:flto|g0|emit-llvm|gsplit)/.test(each));
      return {
        cause: `cgo cannot read the objects of the C compiler for ${targetOf(found)}${flag === undefined ? "" : `, because of ${flag}`}`,
        fix: `take ${flag ?? "-flto and -g0"} out of the flags, or unset CC if it names a compiler for another platform`,
      };
    },
  },
];

export const pkgConfig: readonly Row[] = [
  {
    code: "pkg-config-not-installed",
    tool: "pkg-config",
    title: "pkg-config is not installed",
    about:
      "A #cgo line says `pkg-config:`, and there is no pkg-config, or PKG_CONFIG names one that is not there. Install it (`apt-get install pkgconf`), or unset PKG_CONFIG.",
    reference: "https://pkg.go.dev/cmd/cgo",
    signs: [/exec: "(?<tool>(?:\S+-)?pkg-?conf(?:ig)?)": executable file not found/],
    explain: (found) => ({
      cause: `${found.groups["tool"]}, which a #cgo line needs, is not on PATH`,
      fix: "install pkgconf in a step before this one, or unset PKG_CONFIG if it names a program that is not there",
    }),
  },
  {
    code: "pkg-config-version",
    tool: "pkg-config",
    title: "pkg-config has another version of a library",
    about:
      "The program asks for a newer library than the release has. Build on a newer release, use an older version of the module, or build the library and name its directory in PKG_CONFIG_PATH.",
    reference: "https://www.freedesktop.org/wiki/Software/pkg-config/",
    signs: [
      /Requested '(?<wanted>[^']+)' but version of (?<name>.+) is (?<version>\S+)/,
      /Package dependency requirement '(?<wanted>[^']+)' could not be satisfied/,
      /has version '(?<version>[^']+)', required version is '(?<wanted>[^']+)'/,
    ],
    explain: (found) => {
      const version = found.groups["version"] ?? allOf(found, /has version '([^']+)'/)[0];
      return {
        cause: `the program needs ${found.groups["wanted"]}, and the release has ${version === undefined ? "another version" : `version ${version.replace(/[.,]$/, "")}`}`,
        fix: otherVersionFix,
      };
    },
  },
  {
    code: "pkg-config-package-not-found",
    tool: "pkg-config",
    title: "pkg-config does not know a library",
    about:
      "No `.pc` file of that name is there for the target. Name the package that has it in `libraries`, or the directory of your own build in PKG_CONFIG_PATH.",
    reference: "docs/explain/c-libraries.md",
    signs: [
      /Package '?(?<name>[^\s',]+)'?,? (?:was not found in the pkg-config search path|not found|required by '(?<by>[^']+)', not found)/,
      /No package '(?<name>[^']+)' found/,
    ],
    explain: (found) => {
      const { name = "" } = found.groups;
      const by = found.groups["by"] ?? allOf(found, new RegExp(`Package '${literal(name)}', required by '([^']+)'`))[0];
      return {
        cause: `there is no ${name}.pc for ${targetOf(found)}${by === undefined ? "" : `, which ${by}.pc requires`}, so pkg-config does not know ${name}`,
        fix: `name the package that has it in \`libraries\`, as in \`libraries: auto lib${name.replace(/^lib/, "")}-dev\`, or the directory of your own ${name}.pc in PKG_CONFIG_PATH`,
      };
    },
  },
];

/** Whether `"C"` stands in a block of imports, without a comment of its own above it. */
function isInBlock(lines: readonly string[]): boolean {
  const at = lines.findIndex((line) => /^[ \t]+"C"$/.test(line));
  const start = lines.slice(0, at + 1).findLastIndex((line) => line.startsWith("import ("));
  const above = lines[at - 1] ?? "";
  return start !== -1 && !above.includes("//") && !above.trimEnd().endsWith("*/");
}
