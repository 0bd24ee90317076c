import { posix } from "node:path";

/** One package as `go list -deps -json` prints it, cut down to what is asked of it. */
export type ListedPackage = {
  readonly ImportPath: string;
  readonly Name?: string;
  readonly Dir?: string;
  readonly Standard?: boolean;
  readonly DepOnly?: boolean;
  readonly Match?: readonly string[];
  readonly Imports?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly CXXFiles?: readonly string[];
  readonly SwigFiles?: readonly string[];
  readonly SwigCXXFiles?: readonly string[];
  readonly CgoCFLAGS?: readonly string[];
  readonly CgoLDFLAGS?: readonly string[];
  readonly CgoPkgConfig?: readonly string[];
  readonly Module?: {
    readonly Path?: string;
    readonly Version?: string;
    readonly Main?: boolean;
    readonly Dir?: string;
  };
  readonly Error?: ListedError;
  /** What is wrong with the packages it imports. */
  readonly DepsErrors?: readonly ListedError[];
};

type ListedError = { readonly Err: string; readonly Pos?: string; readonly ImportStack?: readonly string[] };

/** The fields above, for `-json=`. */
export const listedFields =
  "ImportPath,Name,Dir,Standard,DepOnly,Match,Imports,CgoFiles,CXXFiles,SwigFiles,SwigCXXFiles,CgoCFLAGS,CgoLDFLAGS,CgoPkgConfig,Module,Error,DepsErrors";

/** A main package that becomes a binary. */
export type Program = {
  readonly importPath: string;
  /** The name `go build` would give it: the last element of the import path, without a major version suffix. */
  readonly name: string;
};

/** What a program has of C on one target. */
export type CgoNeed = {
  /** Packages outside the standard library (and `plugin`, which has no pure Go form): without them it is another program. */
  readonly required: readonly string[];
  /** Packages of the standard library, each of which has a pure Go form too. */
  readonly optional: readonly string[];
  /** Some of it is C++. */
  readonly cxx: boolean;
};

/** Splits the stream of JSON values that `go list -json` prints. */
export function parseListed(text: string): readonly ListedPackage[] {
  const packages: ListedPackage[] = [];
  let start = 0;
  // Each value ends with a brace at the start of a line; nested ones are indented.
  for (let end = text.indexOf("\n}\n"); end >= 0; end = text.indexOf("\n}\n", start)) {
    packages.push(JSON.parse(text.slice(start, end + 2)) as ListedPackage);
    start = end + 3;
  }
  const rest = text.slice(start).trim();
  if (rest !== "") {
    packages.push(JSON.parse(rest) as ListedPackage);
  }
  return packages;
}

/** What the listed packages have of C. */
export function describeCgoNeed(packages: readonly ListedPackage[]): CgoNeed {
  const withC = packages.filter((each) => hasFiles(each.CgoFiles) || hasFiles(each.SwigFiles) || hasCxx(each));
  const required = withC.filter((each) => each.Standard !== true || each.ImportPath === "plugin");
  const paths = required.map((each) => each.ImportPath);
  return {
    required: paths,
    // runtime/cgo is there only since another has C.
    optional: withC.map((each) => each.ImportPath).filter((path) => !paths.includes(path) && path !== "runtime/cgo"),
    cxx: required.some(hasCxx),
  };
}

/**
 * Packages that need no C compiler, themselves or in what they import, and that a package which does need one imports:
 * to compile these is to compile everything of the programs that can be compiled without it.
 * @param packages Each after what it imports, as `go list -deps` gives them.
 */
export function prebuildPackages(packages: readonly ListedPackage[]): readonly string[] {
  const free = new Set<string>();
  const prebuild = new Set<string>();
  for (const each of packages) {
    const needsC = hasFiles(each.CgoFiles) || hasFiles(each.SwigFiles) || hasFiles(each.SwigCXXFiles);
    // What cgo writes imports syscall, which Imports does not tell. Source: load in cmd/go/internal/load/pkg.go.
    const imports = [...(each.Imports ?? []), ...(needsC ? ["syscall"] : [])].filter((path) => path !== "unsafe");
    if (!needsC && each.DepOnly === true && each.Error === undefined && imports.every((path) => free.has(path))) {
      free.add(each.ImportPath);
    } else {
      imports.filter((path) => free.has(path)).forEach((path) => void prebuild.add(path));
    }
  }
  return [...prebuild].sort();
}

/** C++ sources, SWIG's C++ form, or a request for the C++ library. */
function hasCxx(listed: ListedPackage): boolean {
  return (
    hasFiles(listed.CXXFiles) ||
    hasFiles(listed.SwigCXXFiles) ||
    (listed.CgoLDFLAGS ?? []).some((flag) => flag === "-lstdc++" || flag === "-lc++")
  );
}

function hasFiles(files: readonly string[] | undefined): boolean {
  return files !== undefined && files.length > 0;
}

/** The programs among what the user's patterns matched, and a sentence for each pattern that gives none. */
export function findPrograms(
  packages: readonly ListedPackage[],
  patterns: readonly string[],
): { readonly programs: readonly Program[]; readonly problems: readonly string[] } {
  const roots = packages.filter((each) => each.DepOnly !== true);
  const problems = patterns.flatMap((pattern) => patternProblem(pattern, roots));
  const programs = roots
    .filter((each) => each.Name === "main" && each.Error === undefined)
    .map((each) => ({ importPath: each.ImportPath, name: programName(each.ImportPath) }));
  return { programs, problems };
}

function patternProblem(pattern: string, roots: readonly ListedPackage[]): readonly string[] {
  const cleaned = cleanPattern(pattern);
  const matched = roots.filter((each) => each.Match?.includes(cleaned));
  const broken = matched.filter((each) => each.Error !== undefined && !excludedByConstraints(each));
  if (broken.length > 0) {
    return broken.map((each) => describeError(each, each.Error));
  }
  if (matched.some((each) => each.ImportPath === "command-line-arguments")) {
    return [`package: "${pattern}" is a file; name the directory it lies in, such as \`.\` or \`./cmd/app\``];
  }
  const programs = matched.filter((each) => each.Name === "main" && each.Error === undefined);
  if (programs.length > 0) {
    // Sorted, since Go gives them in any order.
    return programs.flatMap((each) => (each.DepsErrors ?? []).map((error) => describeError(each, error)).sort());
  }
  const [only] = matched;
  if (only === undefined) {
    return [`package: nothing matches "${pattern}"; name a main package of the module, such as \`.\` or \`./cmd/...\``];
  }
  if (matched.length === 1 && only.Error !== undefined) {
    return [describeError(only, only.Error)];
  }
  if (pattern.includes("...")) {
    return [`package: none of the ${matched.length} packages that "${pattern}" matches is a main package`];
  }
  return [
    `package: "${pattern}" is package ${only.Name ?? "?"}, not main, so it makes no binary; ` +
      "name the directory of a main package, such as `./cmd/app`, or use a pattern such as `./...`",
  ];
}

/** The pattern as `go list` gives it back in Match. Source: CleanPatterns in cmd/go/internal/search/search.go. */
function cleanPattern(pattern: string): string {
  const clean = posix.normalize(pattern).replace(/(?<=.)\/$/, "");
  return pattern.startsWith("./") && clean !== "." ? `./${clean}` : clean;
}

/** An import cycle has no place of its own: the way around it says where it is. */
function describeError(listed: ListedPackage, error: ListedError | undefined): string {
  const text = error?.Err.replaceAll(/\s+/g, " ") ?? "";
  const place = error?.Pos === undefined || error.Pos === "" || text.startsWith(error.Pos) ? "" : `${error.Pos}: `;
  const way = text === "import cycle not allowed" ? ` (${error?.ImportStack?.join(" imports ") ?? ""})` : "";
  return `package: ${listed.ImportPath}: ${place}${text}${way}`;
}

/** With `./...`, a package that has no file for this target is left out, as `go build ./...` leaves it out. */
function excludedByConstraints(listed: ListedPackage): boolean {
  return listed.Error?.Err.includes("build constraints exclude all Go files") ?? false;
}

/**
 * The name `go build` gives a program.
 * Source: DefaultExecName in cmd/go/internal/load/pkg.go: `/v2` and later is a version, not a name.
 */
export function programName(importPath: string): string {
  const elements = importPath.split("/");
  const last = elements.at(-1) ?? importPath;
  const before = elements.at(-2);
  return before !== undefined && /^v([2-9]|[1-9][0-9]+)$/.test(last) ? before : last;
}
