/**
 * The manifest as schema 1 has it, from which docs/manifest.schema.json is made, comments included. A key is always there, and
 * `null` where there is no value. Keys may be added; one that is renamed, removed or changes its meaning makes it schema 2.
 */

/** Everything that a run of cgo-cross found out. */
export type Manifest = {
  /** The name of this schema: the `$id` in it. */
  readonly $schema: string;
  readonly schema: 1;
  readonly tool: { readonly version: string };
  /** The machine that it ran on, in Go's names: `linux`, `amd64`. */
  readonly host: { readonly os: string; readonly arch: string; readonly distribution: string | null };
  /** Of `go version`: `go1.26.8`. */
  readonly go: { readonly version: string };
  readonly module: { readonly path: string };
  /** Of the whole run. */
  readonly seconds: number;
  /** The directory that everything was written to, absolute. */
  readonly outDir: string;
  /** The path of SHA256SUMS; null where nothing was built. */
  readonly checksums: string | null;
  /** The path of this file; null where none was written. */
  readonly manifest: string | null;
  /** Those of this run, and those of earlier runs whose files are still in outDir. */
  readonly targets: readonly ManifestTarget[];
  /** What patterns in `targets` would have given, could it be built. */
  readonly leftOut: readonly ManifestLeftOut[];
  /** What later steps get; null where nothing is handed on. */
  readonly handedOn: { readonly cc: string | null; readonly goFlags: string | null } | null;
  readonly toolchains: readonly ManifestToolchain[];
  /** Directories of C libraries that targets were built with. */
  readonly libraries: readonly ManifestLibraryRoot[];
  readonly artifacts: readonly ManifestArtifact[];
  /** Why nothing was uploaded, where a run that has artifacts would have uploaded something. */
  readonly withoutArtifacts: string | null;
  /** What failed apart from the targets, such as an upload: a sentence each. */
  readonly failures: readonly string[];
  /** Those among the failures that are faults of cgo-cross. */
  readonly faults: readonly { readonly message: string; readonly stack: string | null }[];
  readonly warnings: readonly string[];
  /** Where the run, its sources and this version of the action can be looked at; null outside a workflow. */
  readonly pages: { readonly run: string; readonly sources: string; readonly action: string | null } | null;
};

export type ManifestTarget = {
  /** `linux/arm/v7` */
  readonly target: string;
  readonly cgo: { readonly enabled: boolean; readonly why: string };
  /** The id of one of `toolchains`; null without cgo. */
  readonly toolchain: string | null;
  /** What was done otherwise than requested or expected, with the reason. */
  readonly notes: readonly string[];
  /** That it was being built and verified. */
  readonly seconds: number;
  /** What it waited for and what was done for it. */
  readonly phases: readonly ManifestPhase[];
  readonly outcome: ManifestPassed | ManifestFailed;
};

/** Seconds since the start of the run. */
export type ManifestPhase = {
  readonly kind: "slices" | "toolchain" | "prebuild" | "turn" | "build" | "lookup" | "emulator" | "verify";
  readonly start: number;
  readonly end: number;
};

export type ManifestPassed = { readonly kind: "passed"; readonly binaries: readonly ManifestBinary[] };

export type ManifestFailed = {
  readonly kind: "failed";
  /** What it was doing: `proof` is the verification of the binary. */
  readonly stage: "plan" | "toolchain" | "build" | "proof" | "run" | "test" | "publish";
  /** What happened, why, and what to do. */
  readonly message: string;
  /** The last lines of what tools printed. */
  readonly log: readonly string[];
  /** Of a fault of cgo-cross; null for what the user can mend. */
  readonly stack: string | null;
  /** Null where the cause is not known. */
  readonly diagnosis: ManifestDiagnosis | null;
  /** A line for a shell that repeats the command that failed, without secrets. */
  readonly command: string | null;
};

export type ManifestDiagnosis = {
  /** Stable: the name of the kind of failure. */
  readonly code: string;
  /** The first line of the tool that failed. */
  readonly headline: string;
  /** What is wrong. */
  readonly cause: string;
  /** What to type or to change. */
  readonly fix: string;
  /** Where in the program's sources, the one to look at first. */
  readonly places: readonly ManifestPlace[];
};

export type ManifestPlace = {
  /** Relative to the repository, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number | null;
  /** What the tool said of it. */
  readonly text: string;
};

export type ManifestBinary = {
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** In words: `static`, `dynamic: libc.so.6 (glibc ≥ 2.34)`. */
  readonly linkage: string;
  /** The archive that it is in. */
  readonly archive: { readonly file: string; readonly bytes: number; readonly sha256: string } | null;
  /** The C header of a library. */
  readonly header: string | null;
  /** Libraries of the distribution that it was linked with, other than those of C and C++. */
  readonly libraries: readonly ManifestLibrary[];
  readonly run: ManifestNotAsked | ManifestNotRun | ManifestRan;
  readonly facts: ManifestFacts;
};

export type ManifestLibrary = {
  readonly file: string;
  readonly package: string;
  readonly version: string;
  /** The package to install where the binary is to run; null of what is linked in. */
  readonly install: string | null;
};

export type ManifestNotAsked = { readonly kind: "not-asked" };

export type ManifestNotRun = { readonly kind: "not-run"; readonly reason: string };

export type ManifestRan = {
  readonly kind: "passed";
  /** Null where this machine itself started it. */
  readonly emulator: string | null;
  readonly seconds: number;
  readonly output: string;
};

/** What the binary's headers say. */
export type ManifestFacts = {
  readonly format: "elf" | "pe" | "macho" | "wasm" | "plan9" | "xcoff" | "archive" | "unknown";
} & ManifestHeader;

export type ManifestHeader = {
  readonly kind: "executable" | "shared-library" | "object" | "archive" | "unknown";
  readonly os: string | null;
  readonly arch: string | null;
  readonly machine: string;
  readonly bits: 32 | 64 | null;
  readonly byteOrder: "little" | "big" | null;
  readonly arm: { readonly floatAbi: "hard" | "soft" | null; readonly level: string | null } | null;
  readonly mipsFloat: "hard" | "soft" | null;
  /** The instructions that its code needs: `mips32r2`. */
  readonly mipsLevel: string | null;
  readonly interpreter: string | null;
  readonly needed: readonly string[];
  readonly soname: string | null;
  readonly runPath: readonly string[];
  /** How the run path is written, which decides what goes before it. */
  readonly runPathTag: "RPATH" | "RUNPATH" | null;
  readonly positionIndependent: boolean | null;
  readonly static: boolean | null;
  /** By library: `{ "libc.so.6": ["GLIBC_2.34"] }`. */
  readonly requiredVersions: { readonly [library: string]: readonly string[] };
  /** The oldest glibc that it starts with. */
  readonly glibcFloor: string | null;
  /** What `go version -m` prints. */
  readonly go: {
    readonly version: string;
    readonly path: string | null;
    readonly settings: { readonly [name: string]: string };
  } | null;
  /** What loaders are told to protect; null where the format has no such notion, or does not say. */
  readonly hardening: {
    readonly relro: "full" | "partial" | "none" | null;
    readonly executableStack: boolean | null;
    /** Code is changed when it is loaded. */
    readonly textRelocations: boolean | null;
    readonly controlFlowGuard: boolean | null;
  } | null;
  /** Its table of symbols was removed. */
  readonly stripped: boolean | null;
  /** The oldest release of FreeBSD, or API level of Android. */
  readonly minimumOs: string | null;
  /** macOS and iOS only. */
  readonly apple: {
    readonly minimumOs: string | null;
    readonly platforms: readonly { readonly platform: string; readonly minimumOs: string }[];
    readonly signed: boolean;
    readonly signature: ManifestSignature | null;
  } | null;
  /** The programs that a universal file holds. */
  readonly slices: readonly ManifestHeader[] | null;
};

/** A code signature, of which the hashes of the file's pages are compared. */
export type ManifestSignature = {
  /** Without a certificate, as linkers sign. */
  readonly adHoc: boolean;
  readonly hash: string;
  readonly pages: number;
  /** The offsets of the first pages that have another content than was signed. */
  readonly broken: readonly number[];
  readonly brokenPages: number;
};

/** Where something came from, and what it was compared with. */
export type ManifestSource = {
  readonly id: string;
  readonly source: "host" | "disk" | "cache" | "download";
  readonly checked: "index" | "lock" | "hash" | "record" | null;
  readonly seconds: number;
  readonly bytesDownloaded: number;
  readonly directory: string | null;
};

export type ManifestToolchain = ManifestSource & {
  readonly triple: string | null;
  readonly cc: string;
  /** The compiler's own version line. */
  readonly compiler: string;
};

/** `packages`: names and versions. */
export type ManifestLibraryRoot = ManifestSource & { readonly packages: readonly string[] };

export type ManifestArtifact = {
  readonly name: string;
  readonly id: string;
  readonly bytes: number;
  readonly targets: readonly string[];
};

export type ManifestLeftOut = { readonly targets: readonly string[]; readonly reason: string };

/** What `--json` prints of a run that ended before anything was built. */
export type NothingBuilt = {
  /** The name of this schema: the `$id` in it. */
  readonly $schema: string;
  readonly schema: 1;
  /** What is wrong with what was asked for. */
  readonly problems: readonly ManifestProblem[];
};

export type ManifestProblem = {
  /** Stable: the name of the kind of problem; null of a fault of cgo-cross. */
  readonly code: string | null;
  /** What happened, why, and what to do. */
  readonly text: string;
  /** Where the code is explained: an address, or a path among the sources of cgo-cross. */
  readonly link: string | null;
};

export type ManifestOrProblems = Manifest | NothingBuilt;
