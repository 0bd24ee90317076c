import type { CToolchain } from "../platforms/toolchains.ts";
import type { HostClang } from "../survey/clang.ts";
import type { Distribution } from "../survey/machine.ts";
import type { Concurrency } from "./concurrency.ts";
import type { Expectation } from "./expectation.ts";

/**
 * Everything that is going to happen, decided before any of it does. Plain JSON: `dry-run` prints it, and the stages
 * after it look at nothing else to know what to do.
 */
export type Plan = {
  readonly schema: 1;
  readonly go: { readonly file: string; readonly version: string };
  /** `directory` is absolute. */
  readonly module: { readonly path: string; readonly directory: string };
  readonly host: { readonly os: string; readonly arch: string; readonly distribution: string | undefined };
  readonly concurrency: Concurrency;
  readonly toolchains: readonly ToolchainPlan[];
  readonly libraries: readonly LibraryPlan[];
  /** The musl C libraries for the targets that are built with them. */
  readonly musl: readonly MuslPlan[];
  /** The machine's own pkg-config; undefined where one has to be brought for the libraries. */
  readonly pkgConfig: string | undefined;
  readonly emulators: readonly EmulatorPackage[];
  readonly targets: readonly TargetPlan[];
  readonly publication: PublicationPlan;
  /** Sentences the reader should know before it starts. */
  readonly warnings: readonly string[];
};

export type ToolchainPlan =
  | {
      readonly kind: "host";
      readonly id: "host";
      readonly cxx: boolean;
      /** As `go env` gives them: words, perhaps with flags. */
      readonly programs: { readonly cc: string; readonly cxx: string; readonly ar: string };
    }
  | {
      readonly kind: "apt";
      /** The triple, and the release where that is not the machine's own. */
      readonly id: string;
      readonly cxx: boolean;
      readonly toolchain: CToolchain;
      readonly packages: readonly string[];
      readonly release: ToolchainRelease;
      /** The sanitizers' libraries are wanted too: -asan or -msan is asked for. */
      readonly sanitizers: boolean;
    }
  | {
      /** clang, one compiler for all targets that have it, with what is the target's own in a root for each. */
      readonly kind: "clang";
      /** `clang-` and the triple. */
      readonly id: string;
      readonly cxx: boolean;
      readonly release: ToolchainRelease;
      /** With the names of clang's commands as its programs. */
      readonly toolchain: CToolchain;
      /** Of what these need, only the C library, its headers, and what links it are taken. */
      readonly packages: readonly string[];
      /** The machine's own; undefined where one is fetched. */
      readonly compiler: HostClang | undefined;
      /** Words that stand before all others. */
      readonly flags: readonly string[];
      readonly linker: "lld" | "gnu";
    };

/** The release of the distribution that packages are taken from; undefined: the machine's own. */
export type ToolchainRelease = Distribution | undefined;

/** The distribution's musl for the targets of one architecture. */
export type MuslPlan = {
  /** `musl-arm64`. */
  readonly id: string;
  /** Of the compiler that is joined with it. */
  readonly triple: string;
  /** Debian's name of the architecture whose package it is. */
  readonly architecture: string;
};

/** The distribution's C libraries for the targets of one architecture. */
export type LibraryPlan = {
  /** `libraries-arm64`. */
  readonly id: string;
  readonly triple: string;
  readonly multiarch: string;
  /** Debian's name of the architecture whose packages these are; undefined for Windows, whose are made for any machine. */
  readonly architecture: string | undefined;
  readonly release: ToolchainRelease;
  /** Packages that are known to be needed. */
  readonly packages: readonly string[];
  /** What the program asks for, and the package that has it; undefined where that has yet to be looked up. */
  readonly requirements: readonly PlannedLibrary[];
};

export type PlannedLibrary = {
  readonly kind: "pkg-config" | "library" | "header";
  readonly name: string;
  /** Who asks: an import path, or `cgo-ldflags`. */
  readonly by: string;
  /** The programs, by import path, that it is linked into. */
  readonly programs: readonly string[];
  readonly package: string | undefined;
};

/** An emulator that has to be there before a target can be run. */
export type EmulatorPackage = {
  readonly id: "qemu" | "wine";
  /** The packages it is in. */
  readonly packages: readonly string[];
  /** The machine's own, which is then used; undefined where a private one has to be brought. */
  readonly installed: string | undefined;
};

export type TargetPlan = {
  /** `linux/arm/v7` */
  readonly target: string;
  /** `linux_armv7` and `linux_arm_v7`: its names in file names and in variables. */
  readonly fileSuffix: string;
  readonly variableSuffix: string;
  /** GOOS, GOARCH and the variant's variable, as they are set for `go build`. */
  readonly goVariables: Readonly<Record<string, string>>;
  readonly cgo: { readonly enabled: boolean; readonly reason: string };
  /** A ToolchainPlan's id; undefined without cgo. */
  readonly toolchain: string | undefined;
  /** A MuslPlan's id; undefined where the C library is the toolchain's own. */
  readonly musl: string | undefined;
  /** A LibraryPlan's id; undefined where the program links no library of the distribution's. */
  readonly libraries: string | undefined;
  readonly static: boolean;
  /**
   * What comes of a call that glibc cannot link in (see verify/nss.ts): the target fails, or its report says so. Undefined
   * where there can be none.
   */
  readonly nss: "fails" | "noted" | undefined;
  /** What is done otherwise than asked or expected, and why. */
  readonly notes: readonly string[];
  /** CGO_CFLAGS and the like, whole values: Go's defaults or the job's, then the inputs'. */
  readonly cgoFlags: Readonly<Record<"CGO_CFLAGS" | "CGO_CXXFLAGS" | "CGO_LDFLAGS", string>>;
  /** Flags of `go build`, without -o and -p. */
  readonly flags: readonly string[];
  /** Packages that can be compiled before the toolchain is there; see ahead in survey/programs.ts. */
  readonly prebuild: readonly string[];
  readonly builds: readonly BuildPlan[];
  readonly run: RunPlan;
};

export type BuildPlan = {
  readonly importPath: string;
  /** The program's own name, without target and extension. */
  readonly name: string;
  /** `app_linux_armv7`, with its extension. */
  readonly file: string;
  /** The C header that comes with a library. */
  readonly header: string | undefined;
  /** The extension: `.exe`, `.so`, or empty. */
  readonly extension: string;
  readonly archive: { readonly file: string; readonly format: "tar.gz" | "zip" } | undefined;
  readonly expectation: Expectation;
};

export type RunPlan =
  | { readonly kind: "off" }
  /** Cannot be run here. */
  | { readonly kind: "none"; readonly reason: string }
  | {
      readonly kind: "run";
      readonly emulator:
        | { readonly kind: "native" }
        /** This processor can, but the machine lacks the loader and the libraries: those of the toolchain are used. */
        | { readonly kind: "loader" }
        | { readonly kind: "qemu"; readonly program: string; readonly flags: readonly string[] }
        | { readonly kind: "wine" };
      readonly args: readonly string[];
    };

export type PublicationPlan = {
  /** Absolute. */
  readonly outDir: string;
  readonly artifacts: readonly ArtifactPlan[];
  readonly retentionDays: number | undefined;
};

export type ArtifactPlan = { readonly name: string; readonly targets: readonly string[] };
