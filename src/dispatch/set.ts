import type { Target } from "../platforms/index.ts";

/**
 * A set: what other tools get as one compiler for several targets. Each of its programs looks at GOOS, GOARCH and the
 * variable of the architecture's level, which cmd/go gives to every tool that it starts, and becomes the target's own.
 */
export type DispatchSet = {
  /** Go's names of the machine that it runs on. */
  readonly host: { readonly os: string; readonly arch: string };
  /** The machine's own tools, for what is built for itself; a role that it lacks is absent. */
  readonly own: Readonly<Partial<Record<Role, Words>>>;
  readonly targets: readonly DispatchTarget[];
};

export type Words = readonly string[];

/** The programs of a set: `cgo-cross-cc`, `cgo-cross-objcopy`. */
export const roles = [
  "cc",
  "cxx",
  "fc",
  "ar",
  "pkg-config",
  "objcopy",
  "objdump",
  "strip",
  "nm",
  "ranlib",
  "readelf",
  "ld",
  "windres",
] as const;

export type Role = (typeof roles)[number];

/** Roles that compile and link, and get a target's own flags. */
export const compilerRoles: readonly Role[] = ["cc", "cxx", "fc"];

export type DispatchTarget = {
  readonly target: Target;
  readonly tools: DispatchTools;
  /** What `cgo-cross-go` adds. */
  readonly go: { readonly cgo: boolean; readonly tags: readonly string[] };
  readonly exec: DispatchExec;
};

export type DispatchTools =
  | {
      readonly kind: "there";
      readonly programs: Readonly<Partial<Record<Role, Words>>>;
      /** Flags of the inputs, by role of the compiler. */
      readonly compile: Readonly<Partial<Record<Role, Words>>>;
      readonly link: Words;
      /** Everything is linked in, which the compiler is told when it links a program. */
      readonly static: boolean;
      /** Variables that are to have other values than the job's: CPATH, PKG_CONFIG_PATH. */
      readonly variables: Readonly<Record<string, string>>;
      /** Tells these tools from any others; see DispatchSet. */
      readonly version: string;
    }
  /** There is no compiler for it, for this reason, a clause. */
  | { readonly kind: "none"; readonly reason: string };

/** How a program of the target is started here. */
export type DispatchExec =
  | {
      readonly kind: "command";
      /** Before a program that asks for no dynamic loader. */
      readonly static: Words;
      /** Before one that does; where the two differ, the text `interpreter` in its first bytes tells. */
      readonly dynamic: Words;
      readonly interpreter: string | undefined;
      /** Variables to set; undefined: to be unset. */
      readonly variables: Readonly<Record<string, string | undefined | EmulatorPath>>;
    }
  /** It cannot be, for this reason, a clause. */
  | { readonly kind: "none"; readonly reason: string };

/** A path in what emulators have made: for a run that has its own, or else what lasts for whoever starts programs later. */
export type EmulatorPath = {
  /** Where it lasts. */
  readonly directory: string;
  /** Below that, or below the directory that the variable names; begins with a slash, or is empty. */
  readonly below: string;
};

/** Names the directory in which a run has emulators' files of its own. */
export const emulatorsVariable = "CGO_CROSS_EMULATORS";
