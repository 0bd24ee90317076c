import type { Target } from "../platforms/target.ts";
import type { choices } from "./definitions.ts";
import type { Libraries } from "./libraries.ts";

type Choice<Name extends keyof typeof choices> = (typeof choices)[Name][number];

/** Everything a user asked for, checked as far as it can be without looking at the program or the machine. */
export type Inputs = {
  readonly targets: readonly Target[];
  readonly cgo: Choice<"cgo">;
  readonly compiler: Choice<"compiler">;
  readonly static: boolean;
  /** A static binary may call what glibc loads at run time. */
  readonly allowNss: boolean;
  readonly libc: Choice<"libc">;
  /** `2.31`; undefined: whatever the toolchain gives. */
  readonly glibc: string | undefined;
  readonly libraries: Libraries;
  /** Main packages or patterns, as `go build` takes them; at least one, none of them begins with a hyphen. */
  readonly packages: readonly string[];
  /** Absolute, or relative to the directory that the run was started in. */
  readonly workingDirectory: string;
  /** A plain file name; undefined: the last element of the import path. */
  readonly name: string | undefined;
  /** Absolute, or relative to the working directory. */
  readonly outDir: string;
  readonly tags: readonly string[];
  /** The text for `-ldflags=`, one argument: Go takes it apart itself. Empty where there is none. */
  readonly ldflags: string;
  /** The text for `-gcflags=`, likewise. */
  readonly gcflags: string;
  readonly buildmode: Choice<"buildmode">;
  readonly trimpath: boolean;
  /** Arguments for `go build`, each a whole flag: `-name` or `-name=value`. */
  readonly goFlags: readonly string[];
  /** Words to add to Go's defaults. Any of these lists can be joined again by `joinWords`; no word has a line break. */
  readonly cgoCflags: readonly string[];
  readonly cgoCxxflags: readonly string[];
  readonly cgoLdflags: readonly string[];
  readonly build: boolean;
  readonly exportEnv: Choice<"exportEnv">;
  readonly run: boolean;
  readonly runArgs: readonly string[];
  readonly artifacts: Choice<"artifacts">;
  /**
   * A template with `{name}`, `{target}`, `{os}`, `{arch}` and `{variant}` in it. It has no other brace, and nothing that
   * an artifact's name must not hold.
   */
  readonly artifactName: string | undefined;
  readonly retentionDays: number | undefined;
  readonly archive: Choice<"archive">;
  readonly cache: Choice<"cache">;
  /** Undefined: as many as the CPUs and the memory allow. */
  readonly jobs: number | undefined;
  readonly dryRun: boolean;
};

export type ParsedInputs = {
  /** What could not be read has its default: with problems, this is only good for finding more of them. */
  readonly inputs: Inputs;
  /** Every problem, each one sentence that names the input, what was given, what is allowed and what to write. */
  readonly problems: readonly string[];
};
