import type { Diagnosis } from "../diagnose/index.ts";
import type { ErrorCode, Warning } from "../host/errors.ts";
import type { RunPages, SourceLine } from "../host/types.ts";
import type { LeftOut } from "../plan/index.ts";
import type { Target } from "../platforms/index.ts";
import type { BinaryFacts, Linkage } from "../verify/index.ts";

/** All that a run found out, in the form that every report (summary, outputs, manifest, terminal) is made from. */
export type RunResult = {
  readonly tool: { readonly version: string };
  readonly host: { readonly os: string; readonly arch: string; readonly distribution: string | undefined };
  readonly go: { readonly version: string };
  readonly module: { readonly path: string };
  /** What repeats its builds on a command line apart from `--targets`, a word each. */
  readonly flags: readonly string[];
  readonly targets: readonly TargetResult[];
  /** What patterns in the input `targets` would have given, could it be built. */
  readonly leftOut: readonly LeftOut[];
  /** What later steps get: the CC that serves all targets, where there is one, and the tags of a single target. */
  readonly handedOn?: { readonly cc: string | undefined; readonly goFlags: string | undefined } | undefined;
  readonly toolchains: readonly ToolchainResult[];
  /** The roots of C libraries, and of musl, that targets were built with. */
  readonly libraries: readonly LibraryRootResult[];
  /** Seconds of the whole run. */
  readonly seconds: number;
  /** Absolute; undefined where nothing was built. */
  readonly checksums: string | undefined;
  readonly manifest: string | undefined;
  readonly outDir: string;
  readonly artifacts: readonly ArtifactResult[];
  /** Why there are none, where a run that had them would have uploaded some. */
  readonly withoutArtifacts: string | undefined;
  /** What failed apart from the targets, such as an upload. */
  readonly failures: readonly RunFailure[];
  /** What the reader should know although nothing failed. */
  readonly warnings: readonly RunWarning[];
  /** Where the run and its sources can be looked at; undefined on a terminal. */
  readonly pages: RunPages | undefined;
};

export type RunWarning = Warning & {
  /** In the program's own sources. */
  readonly place: SourceLine | undefined;
  /** Whether it was told when it happened, so that only what stays of a run has it again. */
  readonly isLogged: boolean;
};

export type RunFailure = {
  /** One sentence: what happened, why, what to do. */
  readonly message: string;
  /** Only of a fault of cgo-cross itself: the stack trace. Undefined for what the user can mend. */
  readonly stack: string | undefined;
  /** Of which kind it is; absent of such a fault. */
  readonly code?: ErrorCode | undefined;
};

export type ToolchainResult = {
  /**
   * The toolchain as a target uses it, with what is layered on its compiler: `host`, `aarch64-linux-gnu`,
   * `aarch64-linux-gnu+musl-arm64`.
   */
  readonly id: string;
  /** The GNU triple that the names of its programs begin with; undefined where they have plain names. */
  readonly triple: string | undefined;
  /** The command of the C compiler as the target uses it: musl's, where musl is layered on it. */
  readonly cc: string;
  /** The compiler's own version line, such as `aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0`. */
  readonly compiler: string;
  /** Where it came from this time. */
  readonly source: "host" | "disk" | "cache" | "download";
  /**
   * What it was verified against in this run: the distribution's signed index, the program's lock, the hash of a file in the
   * plan, or the record that was written when it was unpacked. Undefined for the host's compiler.
   */
  readonly checked: "index" | "lock" | "hash" | "record" | undefined;
  readonly seconds: number;
  readonly bytesDownloaded: number;
  readonly directory: string | undefined;
};

/** A root of C libraries: `libraries-arm64`, or `musl-arm64`. */
export type LibraryRootResult = Pick<
  ToolchainResult,
  "id" | "source" | "checked" | "seconds" | "bytesDownloaded" | "directory"
> & {
  /** Names and versions: `libpcap0.8-dev 1.10.3-1`. */
  readonly packages: readonly string[];
};

export type TargetResult = {
  readonly target: Target;
  readonly cgo: { readonly enabled: boolean; readonly reason: string };
  /** The ToolchainResult's id; undefined without cgo. */
  readonly toolchain: string | undefined;
  /** What was done otherwise than requested or expected, and the reason: `linked static: most ARMv6 systems lack…`. */
  readonly notes: readonly string[];
  readonly outcome: TargetOutcome;
  /** Seconds that it was being built and verified. */
  readonly seconds: number;
  /** What it waited for and what was done for it, in the order in which it began; some of it overlaps. */
  readonly phases: readonly Phase[];
};

/** A stretch of a run, in seconds since its start. */
export type Phase = {
  readonly kind: PhaseKind;
  readonly start: number;
  readonly end: number;
};

export type PhaseKind =
  /** It waits for the targets that it is joined from. */
  | "slices"
  /** It waits for its toolchain. */
  | "toolchain"
  /** What needs no C compiler is compiled, while the toolchain is not there. */
  | "prebuild"
  /** It waits until as few targets are built, or verified, as run at the same time. */
  | "turn"
  | "build"
  /** It waits for what the build did not find to be looked up, and fetched where it can be had. */
  | "lookup"
  /** It waits for its emulator. */
  | "emulator"
  /** It is verified, run where that was asked for, and packed. */
  | "verify";

export type TargetOutcome =
  | { readonly kind: "passed"; readonly binaries: readonly BinaryResult[] }
  | {
      readonly kind: "failed";
      /** What it was doing when it failed. */
      readonly stage: "plan" | "toolchain" | "build" | "verify" | "run" | "test" | "publish";
      /** One sentence: what happened, why, what to do. */
      readonly message: string;
      /** The last lines of the log, for the report. */
      readonly log: readonly string[];
      /** Only of a fault of cgo-cross itself: the stack trace. Undefined for what the user can mend. */
      readonly stack: string | undefined;
      /** What the catalogue of failures says of it; absent where it has nothing. Its words are in `message` too. */
      readonly diagnosis?: Diagnosis | undefined;
      /** One line for a shell that repeats the command that failed, secrets left out; absent where it was no command. */
      readonly command?: string | undefined;
    };

export type BinaryResult = {
  /** Absolute path. */
  readonly file: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly facts: BinaryFacts;
  /** The facts in words. */
  readonly described: {
    /** The format's name for a cell of a table: `ELF`. */
    readonly format: string;
    readonly linkage: Linkage;
  };
  readonly run: RunOutcome;
  /** The archive that holds it. */
  readonly archive: { readonly file: string; readonly bytes: number; readonly sha256: string } | undefined;
  /** The C header of a library. */
  readonly header: string | undefined;
  /** The distribution's libraries that it was linked with, other than those of C and C++. */
  readonly libraries: readonly LinkedLibrary[];
};

export type LinkedLibrary = {
  /** `libpcap.so.0.8`, or `libpcap.a` of what is linked in. */
  readonly file: string;
  /** The package that it was linked from, and its version. */
  readonly package: string;
  readonly version: string;
  /** The package to install where the binary is to run; undefined of what is linked in. */
  readonly install: string | undefined;
};

export type RunOutcome =
  | { readonly kind: "not-asked" }
  | { readonly kind: "not-run"; readonly reason: string }
  | {
      readonly kind: "passed";
      readonly emulator: string | undefined;
      readonly seconds: number;
      readonly output: string;
    };

export type ArtifactResult = {
  readonly name: string;
  /** The names of the targets whose files it holds. */
  readonly targets: readonly string[];
  readonly id: string;
  readonly bytes: number;
};
