import { architectureOf, knownPlatforms } from "../../platforms/index.ts";
import type { SourceFile } from "../evidence.ts";
import type { Found, Row } from "../row.ts";
import {
  findInSources,
  literal,
  otherVersionFix,
  otherVersionOf,
  packageOf,
  placed,
  placeOf,
  shownPlace,
  sourcesOf,
  systemOf,
  targetOf,
} from "../words.ts";

/** What keeps a file of Go to some targets, by its name and its //go:build line; undefined where nothing does. */
export function constraintOf({ name, text }: Pick<SourceFile, "name" | "text">): string | undefined {
  const parts = name
    .replace(/(?:_test)?\.\w+$/, "")
    .split("_")
    .slice(1);
  const systems = new Set(knownPlatforms.map(({ os }) => os));
  const arches = new Set(knownPlatforms.map(({ arch }) => arch));
  const [last = "", before = ""] = parts.toReversed();
  const ofName = arches.has(last)
    ? systems.has(before)
      ? `${before}/${last}`
      : last
    : systems.has(last)
      ? last
      : undefined;
  const line = /^\/\/go:build (.+)$/m.exec(text)?.[1]?.trim();
  return [ofName, line].filter((each) => each !== undefined).join(" and ") || undefined;
}

/** Whether a constraint is of a system, and not of a processor alone. */
function namesSystem(constraint: string | undefined): boolean {
  return knownPlatforms.some(({ os }) => new RegExp(`\\b${os}\\b`).test(constraint ?? ""));
}

/** A declaration at the outermost level of a file of Go. */
function declarationOf(name: string): RegExp {
  const word = literal(name);
  return new RegExp(`^(?:func (?:\\([^)]*\\) )?|type |var |const |\\t)${word}\\b(?=[\\s(\\[=]|$)`);
}

/** The package that a name of Go is of: the one that is imported by that word, or the one that uses it. */
async function packageOfName(found: Found, word: string | undefined): Promise<string | undefined> {
  if (word === undefined) {
    return found.line.by;
  }
  const imports = (await sourcesOf(found)).flatMap(({ text }) =>
    [...text.matchAll(/^[ \t]*(?:import[ \t]+)?(?:(\w+)[ \t]+)?"([^"\n]+)"/gm)].map(([, alias, path = ""]) => ({
      alias,
      path,
    })),
  );
  const isNamed = ({ alias, path }: { alias: string | undefined; path: string }) =>
    alias === undefined
      ? new RegExp(`(?:^|/|\\.)(?:go-)?${literal(word)}(?:/v\\d+|\\.v\\d+|-go)?$`).test(path)
      : alias === word;
  return imports.find(isNamed)?.path;
}

export const go: readonly Row[] = [
  {
    code: "declared-for-other-targets",
    tool: "go",
    title: "A name of Go that is declared for other targets alone",
    about:
      "The file with the declaration is kept from this target by its name (`_linux.go`, `_amd64.go`), by its `//go:build` line, or by cgo being off. Declare the name for this target too, or leave the target out.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Build_constraints",
    inSources: true,
    signs: [
      /\.go:\d+(?::\d+)?: undefined: (?:(?<package>\w+)\.)?(?<name>\w+)/,
      /\.go:\d+(?::\d+)?: \S+\.(?<name>\w+) undefined \(type .* has no field or method/,
    ],
    explain: async (found) => {
      const { name = "" } = found.groups;
      const path = await packageOfName(found, found.groups["package"]);
      const sources = path === undefined ? [] : await found.lookups.sourcesOf(path);
      const unbuilt = sources.filter(
        ({ built, name: file }) => !built && file.endsWith(".go") && !file.endsWith("_test.go"),
      );
      const declared = findInSources(unbuilt, declarationOf(name));
      const file = unbuilt.find((each) => each.file === declared?.file);
      if (declared === undefined || file === undefined) {
        return undefined;
      }
      const whole = [found.groups["package"], name].filter((each) => each !== undefined).join(".");
      const constraint = constraintOf(file);
      if (path !== undefined && !path.includes(".") && (file.file.startsWith("/") || file.file.startsWith("$GOROOT"))) {
        return {
          cause: `${placed(found)}${whole} is a name of Go's own package ${path} for ${constraint ?? "other targets"} alone`,
          fix: `move what uses it to a file that Go takes for those alone, named like *_${/^\w+/.exec(constraint ?? "linux")?.[0]}.go, and give ${namesSystem(constraint) ? systemOf(found) : targetOf(found)} a way of its own`,
          by: path,
        };
      }
      const needsCgo = /^import "C"|^[ \t]+"C"$/m.test(file.text);
      if (needsCgo && !found.known.cgo && (constraint === undefined || /\bcgo\b/.test(constraint))) {
        return {
          cause: `${placed(found)}${whole} is declared in ${file.file} alone, which needs cgo, and cgo is off`,
          fix: "set `cgo: auto`",
          by: path,
        };
      }
      return {
        cause: `${placed(found)}${whole} is declared in ${file.file} alone, which is only for ${constraint ?? "other targets"}`,
        fix: `declare it for ${namesSystem(constraint) ? systemOf(found) : targetOf(found)} too, in a file whose name or \`//go:build\` line says so, or take ${targetOf(found)} out of \`targets\``,
        by: path,
      };
    },
  },
  {
    code: "integer-too-small",
    tool: "go",
    title: "A constant that does not fit into 32 bits",
    about:
      "`int`, `uint` and `uintptr` have 32 bits on 386, arm, mips and mipsle. Use `int64`, or a constant that fits.",
    reference: "https://go.dev/ref/spec#Numeric_types",
    inSources: true,
    signs: [
      /\.go:\d+(?::\d+)?: (?<text>.*(?:constant .* overflows u?int(?:ptr)?\b|\(untyped int constant .*\) as u?int(?:ptr)? value .*\((?:overflows|truncated)\)|cannot use .* as u?int value .* \((?:overflows|truncated)\)))/,
    ],
    when: ({ known }) => architectureOf(known.target?.arch ?? "")?.bits === 32,
    explain: (found) => ({
      cause: `${placed(found)}${found.groups["text"]}: int has 32 bits on ${targetOf(found)}`,
      fix: "use int64 or uint64 there, or take the target out of `targets`",
    }),
  },
  {
    code: "linkname-refused",
    tool: "go",
    title: "A reference into Go's own packages that Go refuses",
    about:
      "Since Go 1.23 `//go:linkname` reaches only those internal names that Go marks for it. Update the module that uses it; `ldflags: -checklinkname=0` lets it pass, as long as the name exists.",
    reference: "https://go.dev/doc/go1.23#linker",
    signs: [/link: (?<by>\S+): invalid reference to (?<name>\S+)/],
    explain: async (found) => {
      const { by = "", name = "" } = found.groups;
      const path = by === "main" ? found.line.by : by;
      const sources = path === undefined ? [] : await found.lookups.sourcesOf(path);
      const place = findInSources(sources, new RegExp(`^//go:linkname \\S+ ${literal(name)}\\s*$`));
      return {
        cause: `${place === undefined ? "" : `${shownPlace(place)}: `}${path ?? by} refers to ${name}, which is internal to Go, with //go:linkname, and Go refuses that since Go 1.23`,
        fix: "update the module that does so to a newer version, or let it pass with `ldflags: -checklinkname=0`",
        places: place === undefined ? [] : [place],
        by: path,
      };
    },
  },
  {
    code: "not-a-program",
    tool: "go",
    title: "A main package without a main function",
    about:
      "`package main` needs `func main()`; for this target the file with it may be left out by a build constraint.",
    reference: "https://go.dev/ref/spec#Program_execution",
    signs: [/function main is undeclared in the main package|is not a main package/],
    explain: async (found) => {
      const file = findInSources(
        (await sourcesOf(found)).filter(({ built }) => !built),
        /^func main\(\)/,
      );
      return {
        cause: `${packageOf(found)} has no function main for ${targetOf(found)}${file === undefined ? "" : `: ${file.file}, which has it, is not built for it`}`,
        fix:
          file === undefined
            ? "add `func main()`, or name another directory in `packages`"
            : "take the build constraint off that file, or the target out of `targets`",
      };
    },
  },
  {
    code: "files-excluded",
    tool: "go",
    title: "A package without a file for the target",
    about:
      "Every Go file of a package is kept from the target by its name or its `//go:build` line, or by cgo being off. Import the package only in files that are for the same targets, add a file for this one, or set `cgo: auto`.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Build_constraints",
    stages: ["build", "survey"],
    signs: [/build constraints exclude all Go files in (?<directory>\S+)/],
    explain: async (found) => {
      const path = /package ([\w./@~-]+)\s*:?|imports ([\w./@~-]+): build/.exec(found.line.text);
      const name = path?.[2] ?? path?.[1] ?? found.groups["directory"] ?? "";
      const cgoOff = !found.known.cgo;
      return {
        cause: `${name} has no Go file for ${targetOf(found)}: ${cgoOff ? "its files are for other targets, or only C files (cgo), and cgo is off" : "the constraints of all its files exclude it"}`,
        fix: cgoOff
          ? "set `cgo: auto`, or import it only where it is built"
          : "import it only in files for the same targets, add a file for this one, or take the target out of `targets`",
      };
    },
  },
  {
    code: "external-linking-needs-cgo",
    tool: "go",
    title: "A flag that needs a C linker, without cgo",
    about:
      "`-buildmode=c-shared`, `c-archive` and `pie` on some targets, `-race` and `-linkmode=external` need a C compiler. Set `cgo: auto` or `cgo: on`, or take the flag out.",
    reference: "https://pkg.go.dev/cmd/link",
    stages: ["build", "survey"],
    signs: [
      /(?<flag>-(?:buildmode=\S+|linkmode=external|race|msan|asan)) requires (?:external \(cgo\) linking|cgo)/,
      /(?<flag>loadinternal: cannot find runtime\/cgo)/,
    ],
    explain: (found) => {
      const flag = found.groups["flag"]?.startsWith("-") === true ? found.groups["flag"] : "-linkmode=external";
      return {
        cause: `${flag} needs a C compiler to link ${targetOf(found)}, and cgo is off`,
        fix: `set \`cgo: auto\` or \`cgo: on\`, or take ${flag} out`,
      };
    },
  },
  {
    code: "internal-linking-impossible",
    tool: "go",
    title: "Go's own linker cannot link it",
    about:
      "`-linkmode=internal`, or GO_EXTLINK_ENABLED=0, asks Go's linker to link what needs a C linker: objects of some C compilers, `c-shared`, `-race`. Take the flag out, or set `ldflags: -linkmode=external`.",
    reference: "https://github.com/golang/go/issues/44695",
    signs: [
      /internal linking requested(?: via \S+)? but external linking required: (?<reason>.+)/,
      /relocation target (?<target>(?:pthread_|__|_?[a-z]\w*$)\w*) not defined/,
      /unhandled relocation for \S+|unexpected reloc for dynamic symbol/,
    ],
    explain: (found) => ({
      cause: `Go's own linker cannot link it${found.groups["reason"] === undefined ? "" : `: ${found.groups["reason"]}`}${found.groups["target"] === undefined ? "" : `: \`${found.groups["target"]}\` is of a C library`}`,
      fix: "take -linkmode=internal and GO_EXTLINK_ENABLED=0 out, or set `ldflags: -linkmode=external`",
    }),
  },
  {
    code: "go-symbol-not-defined",
    tool: "go",
    title: "A function that has a declaration and no body",
    about:
      "A function is declared without a body, for assembly or `//go:linkname`, and for this target nothing has it. Add the assembly or a version in Go for it.",
    reference: "https://go.dev/doc/asm",
    inSources: true,
    after: ["internal-linking-impossible"],
    signs: [
      /relocation target (?<target>\S+) not defined|(?<other>(?<![\w./])[\w./]+): (?:undefined: )?"(?<name>[^"]+)" \(undefined\)/,
    ],
    explain: (found) => ({
      cause: `${found.groups["target"] ?? found.groups["name"]} is declared, and nothing of the program has it for ${targetOf(found)}`,
      fix: "add its assembly or a version in Go for this target, or update the module that declares it",
    }),
  },
  {
    code: "buildmode-not-supported",
    tool: "go",
    title: "A build mode or flag that Go does not have for the target",
    about:
      "Go has `-race`, `c-shared`, `pie` and other modes for some targets alone. Take the flag out for the others.",
    reference: "https://pkg.go.dev/cmd/go#hdr-Build_modes",
    stages: ["build", "survey"],
    signs: [/(?<flag>-(?:buildmode=\S+|race|msan|asan)) (?:is )?(?:not|only) supported on (?<where>.+)/],
    explain: (found) => ({
      cause: `${found.line.text.trim().replace(/^go: /, "")}`,
      fix: `take ${found.groups["flag"]} out for this target, or the target out of \`targets\``,
    }),
  },
  {
    code: "unknown-platform",
    tool: "go",
    title: "A platform that Go does not have",
    about: "Go builds for the pairs of system and architecture that `go tool dist list` names.",
    reference: "https://go.dev/doc/install/source#environment",
    signs: [/unsupported GOOS\/GOARCH pair (?<pair>\S+)|unknown ptrSize for \$GOARCH "(?<arch>\w+)"/],
    explain: (found) => ({
      cause: `Go does not build ${found.groups["pair"] ?? `C for ${found.groups["arch"]}`}`,
      fix: found.groups["pair"] === undefined ? "set `cgo: off` for it" : "choose one of `go tool dist list`",
    }),
  },
  {
    code: "embed-pattern",
    tool: "go",
    title: "A //go:embed pattern that matches no file",
    about:
      "`//go:embed` names files that are not there: they are made by an earlier step (`npm run build`, `go generate`), are ignored by git, or are in a submodule or Git LFS that was not checked out. Make them before this step.",
    reference: "https://pkg.go.dev/embed",
    stages: ["build", "survey"],
    signs: [
      /pattern (?<pattern>\S+): (?<text>no matching files found|cannot embed .*|invalid pattern syntax)/,
      /cannot embed (?<what>directory|irregular file) (?<pattern>\S+): (?<text>.+)/,
    ],
    explain: (found) => ({
      cause: `${placed(found)}//go:embed ${found.groups["pattern"]}: ${found.groups["text"]}`,
      fix: "make the files in a step before this one (`npm run build`, `go generate`), or check out the submodule or Git LFS files that have them",
    }),
  },
  {
    code: "language-version",
    tool: "go",
    title: "Code for a newer version of Go's language",
    about:
      "The `go` line of go.mod sets the version of the language. Raise it (`go mod edit -go=1.23`), or use an older version of the module.",
    reference: "https://go.dev/ref/mod#go-mod-file-go",
    inSources: true,
    signs: [
      /\.go:\d+(?::\d+)?: (?<text>.*(?:requires go(?<version>1\.\d+) or later|requires newer Go version go(?<newer>1\.\d+)).*)/,
    ],
    explain: (found) => {
      const version = found.groups["version"] ?? found.groups["newer"];
      return {
        cause: `${placed(found)}${found.groups["text"]}`,
        fix: `raise the \`go\` line of go.mod: \`go mod edit -go=${version}\``,
      };
    },
  },
  {
    code: "go-error",
    tool: "go",
    title: "Go that does not compile",
    about:
      "The Go compiler does not accept the code. Files for one system or architecture are compiled for it alone, so that `go vet` on another machine does not show it: `GOOS=windows go vet ./...` does.",
    reference: "https://pkg.go.dev/cmd/compile",
    rank: "last",
    inSources: true,
    signs: [/(?:^|\s)\S+\.go:\d+(?::\d+)?: (?!(?:fatal )?error: |warning: |note: )(?<text>.+)/],
    explain: async (found) => {
      const ofC =
        /\bC\.\w+.*has no field or method|(?:not enough|too many) arguments in call to \(?C\.|as C\.\w+ value/;
      const version = ofC.test(found.line.text) ? await otherVersionOf(found) : undefined;
      if (version !== undefined) {
        return { cause: `${placed(found)}${found.groups["text"]}; ${version}`, fix: otherVersionFix };
      }
      return {
        cause: `${placed(found)}${found.groups["text"]}`,
        fix: `correct the Go code${placeOf(found) === undefined ? "" : " there"}; \`GOOS=${found.known.target?.os ?? "linux"} GOARCH=${found.known.target?.arch ?? "arm64"} go vet ./...\` shows it on any machine`,
      };
    },
  },
];
