import { posix } from "node:path";
import {
  isExcludedByConstraints,
  type ListedError,
  type ListedPackage,
  linkedLibraries,
  programName,
} from "../golang/index.ts";
import type { Problem } from "../host/errors.ts";
import { isCxxLibrary } from "../platforms/index.ts";

/** A main package that becomes a binary. */
export type Program = {
  readonly importPath: string;
  /** The name `go build` would give it: the last element of the import path, without a major version suffix. */
  readonly name: string;
};

/** Which packages of a program use C on one target. */
export type CgoNeed = {
  /** Packages outside the standard library. */
  readonly required: readonly string[];
  /** Packages of the standard library that have a pure Go form too: net and os/user. */
  readonly optional: readonly string[];
  /** Some of it is C++, or is linked with the C++ library. */
  readonly cxx: boolean;
};

/**
 * Which of the listed packages use C, and whether that takes a C++ compiler.
 * @param linkFlags What the C linker is told for all packages, by whichever input or variable.
 */
export function describeCgoNeed(packages: readonly ListedPackage[], linkFlags: readonly string[]): CgoNeed {
  const withC = packages.filter((each) => hasFiles(each.CgoFiles) || hasFiles(each.SwigFiles) || hasCxx(each));
  const required = withC.filter((each) => each.Standard !== true);
  return {
    required: required.map((each) => each.ImportPath),
    optional: withC.filter(hasPureForm).map((each) => each.ImportPath),
    cxx: required.some(hasCxx) || linksCxx(linkFlags),
  };
}

/** The packages of the standard library that have C in them because something asked for it: plugin, an experiment of Go's. */
export function standardWithC(packages: readonly ListedPackage[]): readonly string[] {
  return packages
    .filter((each) => each.Standard === true && hasFiles(each.CgoFiles) && !hasPureForm(each) && !isPlumbing(each))
    .map((each) => each.ImportPath);
}

/** What else than C and C++ has to be translated before Go can link it. */
export type OtherLanguages = {
  readonly fortran: boolean;
  /** Interface files, of which swig makes Go and C. */
  readonly swig: boolean;
};

export function describeLanguages(packages: readonly ListedPackage[]): OtherLanguages {
  const others = packages.filter((each) => each.Standard !== true);
  return {
    fortran: others.some(
      (each) => hasFiles(each.FFiles) || linkedLibraries(each.CgoLDFLAGS ?? []).includes("gfortran"),
    ),
    swig: others.some((each) => hasFiles(each.SwigFiles) || hasFiles(each.SwigCXXFiles)),
  };
}

/** Whose cryptography a program uses: BoringCrypto, which is C, or Go's own. */
export type Cryptography = "boring" | "go";

/**
 * Asks Go's own list, since which targets have BoringCrypto is the build constraint of one package.
 * @param packages As listed with cgo on. Without GOEXPERIMENT=boringcrypto the answer is never `boring`.
 * @returns Undefined where the program uses no cryptography of the standard library.
 */
export function describeCryptography(packages: readonly ListedPackage[]): Cryptography | undefined {
  const boring = packages.find((each) => each.Standard === true && each.ImportPath === "crypto/internal/boring");
  return boring && (hasFiles(boring.CgoFiles) ? "boring" : "go");
}

/** Its pure Go form does the same. What else of the standard library has C in it was asked for: plugin, an experiment. */
function hasPureForm({ Standard, ImportPath }: ListedPackage): boolean {
  return Standard === true && (ImportPath === "net" || ImportPath === "os/user");
}

/** It is only there because another package uses C, or for -race, -msan or -asan. */
function isPlumbing({ Standard, ImportPath }: ListedPackage): boolean {
  return Standard === true && /^runtime\/(cgo|race|msan|asan)$/.test(ImportPath);
}

/**
 * The packages that can be compiled before there is a C compiler, sorted by import path: those that need none, themselves
 * or in their dependencies, and that a package which does need one, or a program, imports. Compiling these compiles all
 * of the programs that needs no C compiler.
 * @param packages Each after what it imports, as `go list -deps` lists them.
 */
export function packagesToPrebuild(packages: readonly ListedPackage[]): readonly string[] {
  const free = new Set<string>();
  const prebuild = new Set<string>();
  for (const each of packages) {
    const needsC = hasFiles(each.CgoFiles) || hasFiles(each.SwigFiles) || hasFiles(each.SwigCXXFiles);
    // The code that cgo generates imports syscall, which Imports leaves out. Source: load in cmd/go/internal/load/pkg.go.
    const imports = [...(each.Imports ?? []), ...(needsC ? ["syscall"] : [])].filter((path) => path !== "unsafe");
    if (!needsC && each.DepOnly === true && each.Error === undefined && imports.every((path) => free.has(path))) {
      free.add(each.ImportPath);
    } else {
      imports.filter((path) => free.has(path)).forEach((path) => void prebuild.add(path));
    }
  }
  return [...prebuild].sort();
}

/** It has C++ sources, uses SWIG's C++ mode, or links the C++ library. */
function hasCxx(listed: ListedPackage): boolean {
  return hasFiles(listed.CXXFiles) || hasFiles(listed.SwigCXXFiles) || linksCxx(listed.CgoLDFLAGS ?? []);
}

/** The linker's own flags, behind -Wl, name libraries too: `-Wl,-Bstatic,-lstdc++`. */
function linksCxx(flags: readonly string[]): boolean {
  const words = flags.flatMap((flag) => (flag.startsWith("-Wl,") ? flag.split(",") : [flag]));
  return linkedLibraries(words).some(isCxxLibrary);
}

function hasFiles(files: readonly string[] | undefined): boolean {
  return files !== undefined && files.length > 0;
}

/**
 * The programs among the packages that the user's patterns match, and what is wrong with patterns.
 * @param needed Whether each pattern has to give one, as where programs are built.
 */
export function findPrograms(
  packages: readonly ListedPackage[],
  patterns: readonly string[],
  needed: boolean,
): { readonly programs: readonly Program[]; readonly problems: readonly Problem[] } {
  const roots = packages.filter((each) => each.DepOnly !== true);
  const problems = patterns.flatMap((pattern) => patternProblem(pattern, roots, needed));
  const programs = roots
    .filter((each) => each.Name === "main" && each.Error === undefined)
    .map((each) => ({ importPath: each.ImportPath, name: programName(each.ImportPath) }));
  return { programs, problems };
}

function patternProblem(pattern: string, roots: readonly ListedPackage[], needed: boolean): readonly Problem[] {
  const cleaned = cleanPattern(pattern);
  const matched = roots.filter((each) => each.Match?.includes(cleaned));
  // With `./...`, a package that has no file for this target is left out, as `go build ./...` leaves it out.
  const broken = matched.filter((each) => each.Error !== undefined && !isExcludedByConstraints(each));
  if (broken.length > 0) {
    return broken.map((each) => describeError(each, each.Error));
  }
  if (matched.some((each) => each.ImportPath === "command-line-arguments")) {
    const text = `package: "${pattern}" is a file; name the directory it lies in, such as \`.\` or \`./cmd/app\``;
    return [{ code: "file-as-package", text }];
  }
  const programs = matched.filter((each) => (each.Name === "main" || !needed) && each.Error === undefined);
  if (programs.length > 0) {
    // Sorted, since their order is not the same in every run.
    return programs.flatMap((each) =>
      (each.DepsErrors ?? [])
        .map((error) => describeError(each, error))
        .sort((one, other) => (one.text < other.text ? -1 : 1)),
    );
  }
  const [only] = matched;
  if (only === undefined) {
    const text = `package: nothing matches "${pattern}"; name a main package of the module, such as \`.\` or \`./cmd/...\``;
    return [{ code: "package-without-match", text }];
  }
  if (matched.length === 1 && only.Error !== undefined) {
    return [describeError(only, only.Error)];
  }
  if (pattern.includes("...")) {
    const text = `package: none of the ${matched.length} packages that "${pattern}" matches is a main package`;
    return [{ code: "no-main-package", text }];
  }
  const text =
    `package: "${pattern}" is package ${only.Name ?? "?"}, not main, so it makes no binary; ` +
    "name the directory of a main package, such as `./cmd/app`, or use a pattern such as `./...`";
  return [{ code: "no-main-package", text }];
}

/**
 * Whether a problem is that a pattern with `...` gives no program. With one that does for another target, that is for want
 * of files for the target.
 */
export function isWithoutProgram({ code, text }: Problem): boolean {
  return (code === "package-without-match" || code === "no-main-package") && /^[^"]*".*\.\.\./.test(text);
}

/** The pattern as `go list` prints it in Match. Source: CleanPatterns in cmd/go/internal/search/search.go. */
function cleanPattern(pattern: string): string {
  // As Windows has it; elsewhere no package has a backslash in its path.
  const plain = pattern.replaceAll("\\", "/");
  const clean = posix.normalize(plain).replace(/(?<=.)\/$/, "");
  return plain.startsWith("./") && clean !== "." ? `./${clean}` : clean;
}

/** An import cycle has no position: its import stack says where it is. */
function describeError(listed: ListedPackage, error: ListedError | undefined): Problem {
  const text = error?.Err.replaceAll(/\s+/g, " ") ?? "";
  const place = error?.Pos === undefined || error.Pos === "" || text.startsWith(error.Pos) ? "" : `${error.Pos}: `;
  const cycle = text === "import cycle not allowed" ? ` (${error?.ImportStack?.join(" imports ") ?? ""})` : "";
  return { code: "package-error", text: `package: ${listed.ImportPath}: ${place}${text}${cycle}` };
}
