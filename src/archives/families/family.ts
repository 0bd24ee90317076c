import type { PackageSelection } from "../../plan/index.ts";
import type { CAbi } from "../../platforms/index.ts";

/** Packages by name, what is taken of all that they depend on, and which of them a root is named after. */
export type PackageSet = {
  readonly packages: readonly string[];
  readonly selection: PackageSelection;
  /** Patterns, as in a selection. */
  readonly namedAfter: readonly string[];
};

export type CompilerOptions = {
  /** C++ too. */
  readonly cxx: boolean;
  /** For the machine that it runs on, for which no distribution has a cross compiler. */
  readonly native: boolean;
};

/** Directories of a package, without a leading slash, by what is in them; the first that has a file counts. */
export type LibraryDirectories = {
  readonly pkgConfig: readonly string[];
  readonly libraries: readonly string[];
  readonly headers: readonly string[];
};

/**
 * What a family of distributions calls things, by the role they play here: a new family of distributions is a value of this
 * type and a row in families.ts.
 */
export type PackageFamily = {
  readonly id: string;
  /** The ids of its distributions in os-release files. */
  readonly distributions: readonly string[];
  /** The packages whose versions are those of a release's C library and of its clang. */
  readonly versioned: { readonly glibc: string; readonly clang: string };
  /** gcc with the C library of an ABI, or mingw-w64's. */
  gcc(abi: CAbi, options: CompilerOptions & { readonly sanitizers: boolean; readonly fortran: boolean }): PackageSet;
  /** clang itself, lld, and an archiver that takes objects of every target. */
  clang(): PackageSet;
  /** What is an ABI's own of what clang compiles and links with, and GNU ld where that links it. */
  clangTarget(abi: CAbi, options: CompilerOptions & { readonly gnuLinker: boolean }): PackageSet;
  /** Where a compiler for an ABI has its C library: what an emulator shows programs as their `/`. */
  sysroot(abi: CAbi, native: boolean): string;
  /** File names of gcc's programs under usr/bin. */
  gccPrograms(abi: CAbi): { readonly cc: string; readonly cxx: string; readonly ar: string };
  musl(): PackageSet;
  /** The dynamic loader of musl, which is its C library too. */
  muslLoader(): PackageSet;
  /** What is taken of the packages of C libraries, which the program names. `own`: of the machine's own architecture. */
  libraries(own: boolean): Omit<PackageSet, "packages">;
  libraryDirectories(abi: CAbi): LibraryDirectories;
  /**
   * What the package of a library would be called after it, if the archive has one: `libopenblas-dev`; undefined where
   * no package can be called so.
   */
  namesake(name: string): string | undefined;
  /** The package that is known to hold what `-l` or pkg-config's name asks for; undefined where it has to be looked up. */
  libraryPackage(abi: Pick<CAbi, "libc">, kind: "pkg-config" | "library" | "header", name: string): string | undefined;
  pkgConfig(): PackageSet;
  swig(): PackageSet;
  qemu(): PackageSet;
  wine(): PackageSet;
};

/** Everything that packages depend on. */
export const everything: PackageSelection = { follow: "all", skip: [], take: undefined, drop: [] };
