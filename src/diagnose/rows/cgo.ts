import type { Row } from "../row.ts";
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
  targetOf,
} from "../words.ts";

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
      const by = /^(?:go: )?(?:build )?([\w./@~-]+): (?:invalid|disallowed) flag/.exec(found.line.text)?.[1];
      const sources = by === undefined ? await sourcesOf(found) : await found.lookups.sourcesOf(by);
      const place = findInSources(sources, new RegExp(`#cgo\\b.*${literal(flag)}`));
      return {
        cause: `${place === undefined ? "" : `${shownPlace(place)}: `}${flag} is not among the flags that cgo allows in sources`,
        fix: `if you trust it, set ${variable}='${literal(flag)}' in the environment of this step (\`env:\`): a regular expression for the whole flag`,
        places: somePlaces(place),
        by,
      };
    },
  },
  {
    code: "malformed-cgo-line",
    tool: "cgo",
    title: "A #cgo line that cannot be read",
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
      const guarded = findInSources(
        await sourcesOf(found),
        new RegExp(`^\\s*(?://)?\\s*#\\s*define\\s+${literal(name)}\\(`),
      );
      const version = await otherVersionOf(found);
      if (guarded !== undefined) {
        return {
          cause: `${placed(found)}${name} is a macro with arguments (${shownPlace(guarded)}), which Go cannot call`,
          fix: `write a function of C around it in the preamble, \`static int call_${name}(…) { return ${name}(…); }\`, and call that`,
          places: somePlaces(guarded),
        };
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
