/**
 * The manifest as schema 1 has it, from which docs/reference/manifest.schema.json is made, comments included. A key is always there, and
 * `null` where there is no value. Keys may be added; one that is renamed, removed or changes its meaning makes it schema 2.
 */

/** Everything that a run of cgo-cross found out. */
export type Manifest = {
  /** The name of this schema: the `$id` in it. */
  readonly $schema: string;
  /** The number of this schema. It goes up when a key is renamed, removed or changes its meaning. */
  readonly schema: 1;
  /** The cgo-cross that made it. */
  readonly tool: { readonly version: string };
  /** The machine that it ran on, in Go's names: `linux`, `amd64`. */
  readonly host: { readonly os: string; readonly arch: string; readonly distribution: string | null };
  /** Of `go version`: `go1.26.8`. */
  readonly go: { readonly version: string };
  /** The path that its go.mod gives it. */
  readonly module: { readonly path: string };
  /** What repeats the builds on a command line apart from `--targets`, a word each; values of -X are stars. */
  readonly flags: readonly string[];
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
  /** The compilers that targets were built with. */
  readonly toolchains: readonly ManifestToolchain[];
  /** Directories of C libraries that targets were built with. */
  readonly libraries: readonly ManifestLibraryRoot[];
  /** What was uploaded. */
  readonly artifacts: readonly ManifestArtifact[];
  /** Why nothing was uploaded, where a run that has artifacts would have uploaded something. */
  readonly withoutArtifacts: string | null;
  /** What failed apart from the targets, such as an upload. */
  readonly failures: readonly ManifestProblem[];
  /** Those among the failures that are faults of cgo-cross. */
  readonly faults: readonly { readonly message: string; readonly stack: string | null }[];
  /** What is to be known although nothing failed. */
  readonly warnings: readonly ManifestProblem[];
  /** Where the run, its sources and this version of the action can be looked at; null outside a workflow. */
  readonly pages: { readonly run: string; readonly sources: string; readonly action: string | null } | null;
};

export type ManifestTarget = {
  /** `linux/arm/v7` */
  readonly target: string;
  /** Whether it was built with C, and the reason. */
  readonly cgo: { readonly enabled: boolean; readonly why: string };
  /** The id of one of `toolchains`; null without cgo. */
  readonly toolchain: string | null;
  /** What was done otherwise than requested or expected, with the reason. */
  readonly notes: readonly string[];
  /** That it was being built and verified. */
  readonly seconds: number;
  /** What it waited for and what was done for it. */
  readonly phases: readonly ManifestPhase[];
  /** `kind` tells whether it passed. */
  readonly outcome: ManifestPassed | ManifestFailed;
};

/** What a target waited for, or what was done for it. */
export type ManifestPhase = {
  /** What it was: `turn` is waiting for other targets, `slices` for the programs of a universal file. */
  readonly kind: "slices" | "toolchain" | "prebuild" | "turn" | "build" | "lookup" | "emulator" | "verify";
  /** Seconds since the start of the run. */
  readonly start: number;
  /** Seconds since the start of the run. */
  readonly end: number;
};

/** A target whose binaries are built and verified. */
export type ManifestPassed = { readonly kind: "passed"; readonly binaries: readonly ManifestBinary[] };

/** A target of which nothing is published. */
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
  /** The cause; null where it is not known. */
  readonly diagnosis: ManifestDiagnosis | null;
  /** A line for a shell that repeats the command that failed, without secrets. */
  readonly command: string | null;
};

/** The cause of a failure. */
export type ManifestDiagnosis = {
  /** The stable name of the kind of failure: a heading of the pages on errors. */
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

/** A line of the sources. */
export type ManifestPlace = {
  /** Relative to the repository, with slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number | null;
  /** What the tool said of it. */
  readonly text: string;
};

/** A file that was built. */
export type ManifestBinary = {
  /** Its file's name. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What it links, in words: `static`, `dynamic: libc.so.6 (glibc ≥ 2.34)`. */
  readonly linkage: string;
  /** The archive that it is in. */
  readonly archive: { readonly file: string; readonly bytes: number; readonly sha256: string } | null;
  /** The path of the C header of a library. */
  readonly header: string | null;
  /** Libraries of the distribution that it was linked with, other than those of C and C++. */
  readonly libraries: readonly ManifestLibrary[];
  /** The smoke test. */
  readonly run: ManifestNotAsked | ManifestNotRun | ManifestRan;
  /** What its headers say. */
  readonly facts: ManifestFacts;
};

/** A C library of the distribution. */
export type ManifestLibrary = {
  /** Its name, such as `libpcap.so.0.8`. */
  readonly file: string;
  /** The package that it was linked from. */
  readonly package: string;
  readonly version: string;
  /** The package to install where the binary is to run; null of what is linked in. */
  readonly install: string | null;
};

/** A binary that was not to be started. */
export type ManifestNotAsked = { readonly kind: "not-asked" };

/** A binary that could not be started here. */
export type ManifestNotRun = { readonly kind: "not-run"; readonly reason: string };

/** A binary that ended with exit code 0. */
export type ManifestRan = {
  readonly kind: "passed";
  /** Null where this machine itself started it. */
  readonly emulator: string | null;
  readonly seconds: number;
  /** What it printed, or the last of it. */
  readonly output: string;
};

/** What the binary's headers say. */
export type ManifestFacts = {
  readonly format: "elf" | "pe" | "macho" | "wasm" | "plan9" | "xcoff" | "archive" | "unknown";
} & ManifestHeader;

/** What a header says, null where it says nothing of it or its format has no such notion. */
export type ManifestHeader = {
  readonly kind: "executable" | "shared-library" | "object" | "archive" | "unknown";
  readonly os: string | null;
  readonly arch: string | null;
  /** The machine as the format names it: `EM_AARCH64 (183)`. */
  readonly machine: string;
  readonly bits: 32 | 64 | null;
  readonly byteOrder: "little" | "big" | null;
  /** Of 32-bit ARM. */
  readonly arm: { readonly floatAbi: "hard" | "soft" | null; readonly level: string | null } | null;
  readonly mipsFloat: "hard" | "soft" | null;
  /** The instructions that its code needs: `mips32r2`. */
  readonly mipsLevel: string | null;
  /** The program that loads it: `/lib64/ld-linux-x86-64.so.2`. */
  readonly interpreter: string | null;
  /** The shared libraries that it asks for. */
  readonly needed: readonly string[];
  /** The name of a shared library. */
  readonly soname: string | null;
  /** Directories that it looks for libraries in. */
  readonly runPath: readonly string[];
  /** How the run path is written, which decides what goes before it. */
  readonly runPathTag: "RPATH" | "RUNPATH" | null;
  readonly positionIndependent: boolean | null;
  /** It has neither interpreter nor needed libraries. */
  readonly static: boolean | null;
  /** Symbol versions that it asks for, by library: `{ "libc.so.6": ["GLIBC_2.34"] }`. */
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
  /** The algorithm. */
  readonly hash: string;
  readonly pages: number;
  /** The offsets of the first pages that have another content than was signed. */
  readonly broken: readonly number[];
  readonly brokenPages: number;
};

/** Where something came from, and what it was compared with. */
export type ManifestSource = {
  /** A name within this manifest. */
  readonly id: string;
  /** Where it came from: `host` is what the machine has installed. */
  readonly source: "host" | "disk" | "cache" | "download";
  /** What it was compared with: the signed index, the lock, a hash in cgo-cross, or the record of when it was unpacked. */
  readonly checked: "index" | "lock" | "hash" | "record" | null;
  readonly seconds: number;
  readonly bytesDownloaded: number;
  readonly directory: string | null;
};

/** A compiler with its C library. */
export type ManifestToolchain = ManifestSource & {
  /** As compilers name the platform: `aarch64-linux-gnu`. */
  readonly triple: string | null;
  /** The compiler's program. */
  readonly cc: string;
  /** The compiler's own version line. */
  readonly compiler: string;
};

/** A directory of C libraries. */
export type ManifestLibraryRoot = ManifestSource & {
  /** Names and versions. */
  readonly packages: readonly string[];
};

/** An artifact of the workflow's run. */
export type ManifestArtifact = {
  readonly name: string;
  readonly id: string;
  readonly bytes: number;
  readonly targets: readonly string[];
};

/** Targets that cannot be built, for one reason. */
export type ManifestLeftOut = { readonly targets: readonly string[]; readonly reason: string };

/** What `--json` prints of a run that ended before anything was built. */
export type NothingBuilt = {
  /** The name of this schema: the `$id` in it. */
  readonly $schema: string;
  readonly schema: 1;
  /** What is wrong with what was asked for. */
  readonly problems: readonly ManifestProblem[];
};

/** Something that is wrong, or that is warned of. */
export type ManifestProblem = {
  /** Stable: the name of its kind; null of a fault of cgo-cross. */
  readonly code: string | null;
  /** What happened, why, and what to do. */
  readonly text: string;
  /** Where the code is explained: an address, or a path among the sources of cgo-cross. */
  readonly link: string | null;
};

export type ManifestOrProblems = Manifest | NothingBuilt;
