import type { SourcePlace } from "./diagnosis.ts";
import type { KnownPlaces } from "./evidence.ts";

/** A line that a tool has printed, fit to be read. */
export type LogLine = {
  /** Without the directories of the run, and with `'` for every quotation mark. */
  readonly text: string;
  /** As it was printed. */
  readonly raw: string;
  /** The import path of the package that it is about, by the `# import/path` before it. */
  readonly by: string | undefined;
  /** The place in the program's own sources that it names. */
  readonly place: SourcePlace | undefined;
};

/** No tool says more in a line, but for commands; a search goes over a line more often the longer it is. */
const longestLine = { head: 3000, tail: 1000 };

function cut(line: string): string {
  const { head, tail } = longestLine;
  return line.length <= head + tail ? line : `${line.slice(0, head)} … ${line.slice(-tail)}`;
}

/** What was printed, without what says nothing to a reader: the commands themselves, and Go's headings. */
export function readLog(lines: readonly string[], places: KnownPlaces): readonly LogLine[] {
  const shorten = makeShorten(places);
  const read: LogLine[] = [];
  let by: string | undefined;
  for (const line of lines.flatMap((each) => each.split(/\r?\n/))) {
    // mingw-w64's linker has a directory of its own before that of -trimpath.
    const raw = cut(line.replaceAll("//_/_/", "/_/"));
    const heading = /^# (\S+?)(?: \[\S+\])?$/.exec(raw);
    const named = /\/_\/(\S+)\/[^\s/]+:\d+/.exec(raw)?.[1]?.replace(/@[^/]*/, "");
    if (heading !== null) {
      by = heading[1];
    } else if (!isCommand(raw)) {
      const text = shorten(raw);
      // A linker speaks of the program, and -trimpath tells the package.
      read.push({ text, raw, by: named ?? by, place: placeIn(text, by, places) });
    }
  }
  return read;
}

/** A command that is repeated in the log, not what it said. */
function isCommand(line: string): boolean {
  return /^\$ go |^go: downloading |\/go-link-\d+\/go\.o |^cd \S+$|^# \[/.test(line) || line.trim() === "";
}

/** The words of the last command of the C compiler that the log repeats; none where it repeats none. */
export function lastCommand(lines: readonly string[]): readonly string[] {
  const line = lines.findLast((each) => /\/go-link-\d+\/go\.o /.test(each)) ?? "";
  // Go joins the words by spaces, and quotes none: a directory may have one in its name.
  const joined = line.replaceAll(/(?<=\s)-L\/[^\s]*(?: (?![-/$])[^\s]+)*/g, (word) => word.replaceAll(" ", "\0"));
  return joined
    .split(/\s+/)
    .map((word) => word.replaceAll("\0", " "))
    .filter((word) => word !== "");
}

const programs =
  "ld(?:\\.\\w+)?|ld64\\.lld|lld-link|gcc|g\\+\\+|cc|c\\+\\+|clang(?:\\+\\+)?|as|ar|gfortran|collect2|cc1(?:plus)?|f951|link|cgo|compile|asm|pkg-config";

/** `…/bin/aarch64-linux-gnu-gcc-4c1f3368c42b77b2` is a compiler with the hash of its files. */
const programPath = new RegExp(
  `(^|[\\s'(])/[^\\s'(]*/((?:[\\w.+]+-)*(?:${programs}))(-\\d+)?(?:-[0-9a-f]{16})?(?=[:\\s'),]|$)`,
  "g",
);
const hashOfName = /(?<=-(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|ar|gfortran|pkg-config))-[0-9a-f]{16}\b/g;

/** Makes what takes from a line what only we know the meaning of. */
function makeShorten(places: KnownPlaces): (line: string) => string {
  const { module, repository, tools, scratch, goroot, moduleCache } = places;
  const inRoot = tools === undefined ? [] : [[new RegExp(`${escaped(tools)}/\\S*?/root(?=/)`, "g"), ""] as const];
  const directories = [
    [goroot === undefined ? undefined : `${goroot}/src/`, "$GOROOT/src/"],
    [moduleCache === undefined ? undefined : `${moduleCache}/`, ""],
    // Of -trimpath: the import path of a package stands for its directory.
    [module === undefined ? undefined : `/_/${module.path}/`, prefixOf(module?.directory, repository)],
    ["/_/", ""],
    [repository === undefined ? undefined : `${repository}/`, ""],
    [module === undefined ? undefined : `${module.directory}/`, ""],
  ] as const;
  // Of a binary's own traces.
  const ofTrace = module === undefined ? undefined : new RegExp(`^\\s+${escaped(module.path)}/(?=\\S+\\.go:\\d)`);
  return (line) => {
    let text = line.replaceAll(/[‘’`]/g, "'").replaceAll(programPath, "$1$2").replaceAll(hashOfName, "");
    text = text
      .replaceAll(/(?<!\S)\S*\/go-link-\d+\/(?=\S)/g, "")
      .replaceAll(/\$WORK\/b\d+\/(?:_cgo_import\/)?|(?:(?<!\S)\S*\/go-build\d+|\/tmp\/go-build)\/(?:b\d+\/)?/g, "");
    for (const [pattern, to] of inRoot) {
      text = text.replaceAll(pattern, to).replaceAll(/\/usr\/(?:\S+?\/)?(?:\.\.\/)+\S*/g, withoutDots);
    }
    for (const [directory, to] of directories) {
      text = directory === undefined ? text : text.replaceAll(directory, to);
    }
    if (scratch !== undefined) {
      // Go writes it relative to the module, too.
      const name = escaped(scratch.split("/").at(-1) ?? scratch);
      text = text.replaceAll(
        new RegExp(`(?:${escaped(scratch)}|(?:\\.\\./)+(?:\\S*/)?${name})/(?:\\S*/)?(?=[^/\\s])`, "g"),
        "",
      );
    }
    return inTermsOfC(ofTrace === undefined ? text : text.replace(ofTrace, "\t")).trimEnd();
  };
}

/** cgo's own names, as the program writes them. */
function inTermsOfC(text: string): string {
  return text
    .replaceAll(/\(_Cfunc_(\w+)\)/g, "C.$1")
    .replaceAll(/\b_C(?:type|func|var|macro)_((?:struct|union|enum)_)?(\w+)/g, "C.$1$2");
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function withoutDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      parts.pop();
    } else {
      parts.push(part);
    }
  }
  return parts.join("/");
}

/** `backend/` of a module that is in the directory `backend` of its repository. */
function prefixOf(directory: string | undefined, repository: string | undefined): string {
  return directory !== undefined && repository !== undefined && directory.startsWith(`${repository}/`)
    ? `${directory.slice(repository.length + 1)}/`
    : "";
}

const place =
  /(?:^|[\s(])((?:\.{0,2}\/)?[\w@.+~-]+(?:\/[\w@.+~-]+)*\.(?:go|[ch]|cc|cpp|cxx|hh|hpp|hxx|inc|[sS]|mm?|f|f90|F|F90|for)):(\d+)(?::(\d+))?:? (.+)$/;

/** lld names a file by its name, and then by its path. */
const ofLld = /^>>> referenced by \S+ \(([^\s)]+:\d+)\)$/;

/** A note and a warning are about a place that is not what is wrong. */
const beside = /^(?:note|warning|remark): |^\s*(?:in file included|from )/i;

/** What cgo has written itself. */
const generated = /^(?:_cgo_\w+\.(?:go|c|h)|\S+\.cgo[12]\.(?:go|c)|cgo-gcc-\S+|cc\w{6}\.s|cgo-generated-\S+)$/;

/** The place in the program's own sources that a shortened line begins with, or that a linker names in it. */
function placeIn(text: string, by: string | undefined, places: KnownPlaces): SourcePlace | undefined {
  const [, name = "", line, column, said = ""] = place.exec(text.replace(ofLld, "$1: referenced here")) ?? [];
  const { module, repository } = places;
  const isTrace = / \+0x[0-9a-f]+\b/.test(text);
  if (
    name === "" ||
    isTrace ||
    name.startsWith("/") ||
    name.includes("@") ||
    generated.test(name) ||
    beside.test(said)
  ) {
    return undefined;
  }
  const prefix = prefixOf(module?.directory, repository);
  const directory = by === undefined ? "" : directoryOfPackage(by, module?.path);
  // Go's own words name files relative to the module, and the compilers' relative to the package.
  const fromModule = name.startsWith("./") || name.startsWith("../") || name.includes("/");
  if (directory === undefined && !fromModule) {
    return undefined;
  }
  const relative = name.replace(/^\.\//, "");
  const file = fromModule || directory === "" ? relative : `${directory}/${relative}`;
  const inRepository = prefix !== "" && !file.startsWith(prefix) ? withoutDots(`${prefix}${file}`) : file;
  return {
    file: inRepository,
    line: Number(line),
    column: column === undefined ? undefined : Number(column),
    text: said.replace(/^(?:fatal error|error|Error): /, ""),
  };
}

/** Relative to the module; undefined of a package of another module. */
function directoryOfPackage(importPath: string, module: string | undefined): string | undefined {
  if (module === undefined || importPath === module || importPath === "command-line-arguments") {
    return "";
  }
  return importPath.startsWith(`${module}/`) ? importPath.slice(module.length + 1) : undefined;
}
