import type { Libc, Target } from "../platforms/index.ts";
import type { SourcePlace } from "./diagnosis.ts";

/** What a run was doing when something failed; `survey`: it was asking Go and the machine. */
export type FailedStage = "survey" | "plan" | "toolchain" | "build" | "verify" | "run" | "publish";

/** All that is known of a failure. */
export type Evidence = {
  readonly stage: FailedStage;
  /** What was printed, as it came. */
  readonly lines: readonly string[];
  readonly known: Known;
  readonly lookups: Lookups;
};

/** What was decided before it failed, and what came of the attempts to mend it. */
export type Known = {
  /** Undefined where it failed whatever the target. */
  readonly target: Target | undefined;
  readonly places: KnownPlaces;
  /** Of the machine, such as `Debian GNU/Linux 12 (bookworm)`. */
  readonly distribution: string | undefined;
  readonly libc: Libc | undefined;
  readonly static: boolean;
  readonly cgo: boolean;
  /** As `go build` has it; undefined of a program. */
  readonly buildmode: string | undefined;
  /** The words of CGO_CFLAGS, CGO_CXXFLAGS and CGO_LDFLAGS as the build got them. */
  readonly cgoFlags: readonly string[];
  /** What package indexes said of headers and libraries that were missing. */
  readonly lookedUp: readonly LookedUp[];
  /** How the program under test ended; undefined where none was started. */
  readonly ran: Ran | undefined;
};

/** Directories that mean something, absolute; undefined where they are not known. */
export type KnownPlaces = {
  /** The main module's path and its directory. */
  readonly module: { readonly path: string; readonly directory: string } | undefined;
  /** The directory that places are told relative to: the repository's, or else the module's. */
  readonly repository: string | undefined;
  /** Where toolchains are kept. */
  readonly tools: string | undefined;
  /** The run's own temporary directory. */
  readonly scratch: string | undefined;
  readonly goroot: string | undefined;
  readonly moduleCache: string | undefined;
};

/** A header, by the name that a program gives it, or a library: `pcap` of `-lpcap`. */
export type NamedFile = { readonly kind: "header" | "library"; readonly name: string };

/** What came of looking up which package has a file. */
export type LookedUp = NamedFile & {
  readonly answer:
    | { readonly kind: "no-package" }
    | { readonly kind: "several"; readonly packages: readonly string[] }
    /** A package has it where no flag says to look. */
    | { readonly kind: "elsewhere"; readonly package: string; readonly directory: string }
    /** Flags of the package name directories for it, which are not there. */
    | { readonly kind: "absent-directories"; readonly directories: readonly string[]; readonly by: string }
    /** The lock has none. */
    | { readonly kind: "locked" }
    | { readonly kind: "failed"; readonly reason: string };
};

export type Ran = {
  /** The name of its file. */
  readonly program: string;
  /** `qemu-aarch64`; undefined where it ran on the machine itself. */
  readonly emulator: string | undefined;
  /** The processor that was emulated, as the emulator calls it, where that was chosen for the target's level. */
  readonly processor: string | undefined;
  /** Such as `GOARM=6`; undefined where the architecture has a single level. */
  readonly level: string | undefined;
  /** The dynamic loader that it asks for; undefined of a static program. */
  readonly interpreter: string | undefined;
  readonly end:
    | { readonly kind: "exit"; readonly code: number }
    | { readonly kind: "signal"; readonly signal: string | undefined }
    | { readonly kind: "timeout"; readonly seconds: number }
    | { readonly kind: "not-started"; readonly reason: string };
};

/** What can be looked up once a row wants to know it. Nothing of it throws: undefined or nothing where it cannot be told. */
export type Lookups = {
  /**
   * The libraries that a linker for the target finds by -l, of those that define a symbol.
   * @param command The words of the link, whose -L directories and archives are looked into first.
   */
  readonly definers: (symbol: string, command: readonly string[]) => Promise<readonly Definer[]>;
  /** The platforms that an object, archive or library is for: `linux/amd64`. @param file Absolute. */
  readonly platformOf: (file: string) => Promise<string | undefined>;
  /** How the program comes to import a package; undefined of what it does not import. */
  readonly chainTo: (importPath: string) => Promise<ImportChain | undefined>;
  /**
   * The first line, in the sources of the packages with C that the program is made of, in which a pattern is found; `place` is
   * undefined where that is in another module.
   */
  readonly findUse: (pattern: RegExp) => Promise<Use | undefined>;
  /** What a package consists of, whether it is built for the target or not. */
  readonly sourcesOf: (importPath: string) => Promise<readonly SourceFile[]>;
  /** Sources of C, C++ and assembly in directories below a package's, none of which Go compiles for it. */
  readonly sourcesBelow: (importPath: string) => Promise<readonly SourceFile[]>;
  /** The first bytes of a file, as text; undefined of one that cannot be read. @param file Absolute. */
  readonly headOf: (file: string) => Promise<string | undefined>;
  /** The packages, with versions, of the libraries that a package is linked with: `libgpiod-dev 1.6.3`. */
  readonly librariesOf: (importPath: string) => Promise<readonly string[]>;
  readonly exists: (path: string) => Promise<boolean>;
};

/** `package`: the one that it came with, where it was fetched for its sake; undefined of what is with the compiler. */
export type Definer = {
  readonly library: string;
  /** The archive's or library's own path, where a flag of the link names it or its directory. */
  readonly file?: string | undefined;
  /** What it has of the symbol is bytecode for link-time optimisation. */
  readonly isBytecode?: boolean | undefined;
  readonly package: string | undefined;
  /** What the package was fetched for, where a build has shown it: `<pcap.h>`. */
  readonly fetchedFor?: string | undefined;
};

/** A way from a program to a package. */
export type ImportChain = {
  /** Import paths, the program's first and the package's own last. */
  readonly steps: readonly string[];
  /** `path@version` of the module that the package is of; undefined of the main module. */
  readonly module: string | undefined;
  /** Where the last of the main module's packages on the way imports the next. */
  readonly place: SourcePlace | undefined;
};

export type SourceFile = {
  readonly name: string;
  /** Relative to the repository where it is in there. */
  readonly file: string;
  /** Whether the target's build takes it. */
  readonly built: boolean;
  /** Its text; empty where it was not read. */
  readonly text: string;
};

export type Use = {
  readonly importPath: string;
  readonly place: SourcePlace | undefined;
};

/** Lookups that know nothing. */
export const noLookups: Lookups = {
  definers: async () => [],
  platformOf: async () => undefined,
  chainTo: async () => undefined,
  findUse: async () => undefined,
  sourcesOf: async () => [],
  sourcesBelow: async () => [],
  headOf: async () => undefined,
  librariesOf: async () => [],
  exists: async () => false,
};

/** Nothing but the stage and the words. */
export const nothingKnown: Known = {
  target: undefined,
  places: {
    module: undefined,
    repository: undefined,
    tools: undefined,
    scratch: undefined,
    goroot: undefined,
    moduleCache: undefined,
  },
  distribution: undefined,
  libc: undefined,
  static: false,
  cgo: true,
  buildmode: undefined,
  cgoFlags: [],
  lookedUp: [],
  ran: undefined,
};
