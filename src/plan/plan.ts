import type { ShownSetting } from "../golang/index.ts";
import type { Warning } from "../host/errors.ts";
import type { TargetSetting } from "../inputs/index.ts";
import type { Libc, SearchPathVariable, Target } from "../platforms/index.ts";
import type { Distribution, Place, Prebuilt } from "../survey/index.ts";
import type { CacheUse, GoCacheUse } from "./cache.ts";
import type { Concurrency } from "./concurrency.ts";
import type { Expectation } from "./expectation.ts";
import type { LeftOut, RefusedTarget } from "./left-out.ts";
import type { LockedRoot, RootRequest } from "./root-request.ts";

/**
 * Everything that is going to happen, decided before any of it does. Plain JSON: `dry-run` prints it, cache keys are hashed
 * from it, the lock is made from it, and the stages after it decide nothing.
 */
export type Plan = {
  readonly schema: 2;
  /** `set-up`: toolchains are made ready for later steps, and nothing is built. */
  readonly mode: "build" | "set-up";
  readonly go: { readonly file: string; readonly version: string };
  /** `directory` is absolute. */
  readonly module: { readonly path: string; readonly directory: string };
  readonly host: { readonly os: string; readonly arch: string; readonly distribution: Distribution | undefined };
  /** What the job has set that changes what is built, with as much of each value as cannot be a secret. */
  readonly environment: readonly ShownSetting[];
  readonly concurrency: Concurrency;
  readonly caches: CachePlan;
  readonly lock: LockPlan;
  /**
   * Which variables later steps get: none, those with a target's name in theirs, CC, GOOS and the like of a single target
   * too, or a CC that serves all targets (see dispatch/).
   */
  readonly exportEnvironment: "none" | "per-target" | "plain" | "set";
  /** Everything that has to be on the disk: fetched, restored from a cache, or there already. */
  readonly roots: readonly RootRequest[];
  readonly toolchains: readonly ToolchainPlan[];
  readonly emulators: readonly EmulatorPlan[];
  readonly targets: readonly TargetPlan[];
  /** Targets that were asked for and are not built; the others are, and the run fails at the end. */
  readonly refused: readonly RefusedTarget[];
  /** What patterns in the input `targets` would have given, could it be built. */
  readonly leftOut: readonly LeftOut[];
  readonly publication: PublicationPlan;
  /** What the reader should know before it starts. */
  readonly warnings: readonly PlanWarning[];
};

/** A warning, and the place in the program's own sources that it is about. */
export type PlanWarning = Warning & { readonly place: Place | undefined };

/** What is taken from and saved in caches, and, where that is nothing, why. */
export type CachePlan = {
  readonly roots: CacheUse;
  readonly goBuild: GoCacheUse;
  readonly goModules: GoCacheUse;
};

/** What the program's lock says of the roots; nothing is taken from elsewhere once there is a lock. */
export type LockPlan =
  | { readonly kind: "none" }
  | {
      readonly kind: "locked";
      readonly file: string;
      /** Such as `debian-12-amd64`. */
      readonly release: string;
      /** By the root's id. */
      readonly roots: Readonly<Record<string, LockedRoot>>;
    };

/** JSON of a provider's, a layer's or an emulator's own, which only it reads. */
export type Settings = { readonly [name: string]: Setting };
export type Setting = string | number | boolean | null | readonly Setting[] | Settings;

export type ToolchainPlan = {
  /** Names it in the plan and in reports: the triple and what tells it from others, or `host`. */
  readonly id: string;
  /** Who opens it; see toolchains/. */
  readonly provider: string;
  readonly cxx: boolean;
  readonly libc: Libc | undefined;
  /** The GNU triple; undefined where none is known. */
  readonly triple: string | undefined;
  /** Its C compiler, for people: `aarch64-linux-gnu-gcc`. */
  readonly compiler: string;
  /** The ids of the roots that it is made of. */
  readonly roots: readonly string[];
  readonly settings: Settings;
};

/** What is put on a target's toolchain. */
export type LayerPlan = {
  /** Who puts it on; see toolchains/layers. */
  readonly layer: string;
  /** Names what is put on, in reports: `musl-arm64`. */
  readonly id: string;
  readonly roots: readonly string[];
  readonly settings: Settings;
};

/** An emulator that has to be there before a target can be run. */
export type EmulatorPlan = {
  readonly id: string;
  readonly roots: readonly string[];
  readonly settings: Settings;
};

export type TargetPlan = {
  readonly target: Target;
  /** It was asked for; otherwise it is built only to be joined into a universal target, and nothing of it is delivered. */
  readonly asked: boolean;
  /** The names of the targets, before it in the plan, whose programs are joined into its own; none: Go builds it. */
  readonly slices: readonly string[];
  /** Only a pattern gave it: it is left out where its compiler turns out not to exist for this machine. */
  readonly fromPattern: boolean;
  /** GOOS, GOARCH and the variant's variable, as they are set for `go build`. */
  readonly goVariables: Readonly<Record<string, string>>;
  readonly cgo: { readonly enabled: boolean; readonly reason: string };
  /** What it got of the inputs that have lines for some targets, by their names, as it was written. */
  readonly settings: Readonly<Record<string, TargetSetting>>;
  /** A ToolchainPlan's id; undefined without cgo. */
  readonly toolchain: string | undefined;
  /** What is put on it for this target, in order. */
  readonly layers: readonly LayerPlan[];
  readonly static: boolean;
  /**
   * What comes of a call that glibc cannot link in (see verify/nss.ts): the target fails, or its report says so. Undefined
   * where there can be none.
   */
  readonly nss: "fails" | "noted" | undefined;
  /** What is done otherwise than asked or expected, and why. */
  readonly notes: readonly string[];
  /** CPATH, PKG_CONFIG_PATH and the like, whole values, where they are not to be as the job has them. */
  readonly searchPaths: Readonly<Partial<Record<SearchPathVariable, string>>>;
  /** CGO_CFLAGS and the like, whole values: Go's defaults or the job's, then the inputs'. */
  readonly cgoFlags: Readonly<Record<"CGO_CFLAGS" | "CGO_CXXFLAGS" | "CGO_LDFLAGS", string>>;
  /** What the inputs and the search paths added to them. */
  readonly addedFlags: Readonly<Record<"CGO_CFLAGS" | "CGO_CXXFLAGS" | "CGO_LDFLAGS", readonly string[]>>;
  /** Flags of `go build`, without -o. */
  readonly flags: readonly string[];
  /** Packages that are compiled while the toolchain is still being fetched; see prebuildPackages in survey/. */
  readonly prebuild: readonly string[];
  /** What the program's own sources bring compiled, and where flags say to look for libraries; nothing without cgo. */
  readonly prebuilt: PrebuiltPlan;
  readonly builds: readonly BuildPlan[];
  readonly run: RunPlan;
  /** How its tests are run; `args` are those of `go`. Absent where none are asked for. */
  readonly tests?: Exclude<RunPlan, { readonly kind: "off" }>;
};

export type PrebuiltPlan = Pick<Prebuilt, "objects" | "libraryDirectories">;

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
      /** Who starts it; see emulators/. */
      readonly emulator: string;
      readonly settings: Settings;
      readonly args: readonly string[];
    };

export type PublicationPlan = {
  /** Absolute. */
  readonly outDir: string;
  readonly artifacts: readonly ArtifactPlan[];
  /** Why there are none, where a run that had them would upload some. */
  readonly withoutArtifacts: string | undefined;
  readonly retentionDays: number | undefined;
};

export type ArtifactPlan = { readonly name: string; readonly targets: readonly string[] };
