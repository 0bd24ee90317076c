/**
 * What a reader of one format finds in a binary's headers. Nothing here comes from the file's name or from who built it.
 * BinaryFacts (facts.ts) adds which format it is.
 */
export type HeaderFacts = {
  readonly kind: "executable" | "shared-library" | "object" | "archive" | "unknown";
  /** Go's name of the operating system where the header identifies it (`linux`, `windows`, `freebsd`…). */
  readonly os: string | undefined;
  /** Go's name of the architecture: `arm64`, `mipsle`. Undefined for a machine number that no Go port has. */
  readonly arch: string | undefined;
  /** The header's own name or number of the machine, for messages: `EM_AARCH64 (183)`. */
  readonly machine: string;
  readonly bits: 32 | 64 | undefined;
  readonly byteOrder: "little" | "big" | undefined;
  /** ARM only: from e_flags and .ARM.attributes. */
  readonly arm: ArmFacts | undefined;
  /** MIPS only: the float ABI of .MIPS.abiflags. */
  readonly mipsFloat: "hard" | "soft" | undefined;
  /** The program interpreter (PT_INTERP): the dynamic loader that the binary requests. */
  readonly interpreter: string | undefined;
  /** DT_NEEDED, PE imports or LC_LOAD_DYLIB, in order. */
  readonly needed: readonly string[];
  /** The library's own name: DT_SONAME, the PE export directory's name, LC_ID_DYLIB. */
  readonly soname: string | undefined;
  readonly runPath: readonly string[];
  /** ET_DYN executables, PE with a relocatable base, MH_PIE. */
  readonly positionIndependent: boolean | undefined;
  /** No interpreter and nothing needed. Undefined where the format has no such notion. */
  readonly static: boolean | undefined;
  /** Symbol versions the dynamic linker must find, by library: `{ "libc.so.6": ["GLIBC_2.2.5", "GLIBC_2.34"] }`. */
  readonly requiredVersions: Readonly<Record<string, readonly string[]>>;
  /** The newest GLIBC_x.y among them, such as `2.34`; weak symbols count too. */
  readonly minimumGlibc: string | undefined;
  readonly go: GoBuildInfo | undefined;
  /** macOS and iOS only. */
  readonly apple?: AppleFacts;
  /** The programs that a universal file holds, in their order; of those the facts above are what all have in common, or need. */
  readonly slices?: readonly HeaderFacts[];
};

export type AppleFacts = {
  /** The oldest version of the system that it is for, such as `12.0`. */
  readonly minimumOs: string | undefined;
  /** It has a code signature; whether that is right is not looked at. */
  readonly signed: boolean;
};

export type ArmFacts = {
  readonly floatAbi: "hard" | "soft" | undefined;
  /** Tag_CPU_arch as a level: `v5`, `v6`, `v6t2`, `v7`, `v8`; undefined without attributes (a pure Go binary has none). */
  readonly level: string | undefined;
};

/** What `go version -m` prints, read from the binary itself. */
export type GoBuildInfo = {
  /** `go1.26.8` */
  readonly version: string;
  /** The main package's import path. */
  readonly path: string | undefined;
  /** Build settings: GOOS, GOARCH, GOARM, CGO_ENABLED, -tags… */
  readonly settings: Readonly<Record<string, string>>;
};

/** Nothing known: each format's reader starts from these and adds what it reads. */
export const noFacts: HeaderFacts = {
  kind: "unknown",
  os: undefined,
  arch: undefined,
  machine: "unknown",
  bits: undefined,
  byteOrder: undefined,
  arm: undefined,
  mipsFloat: undefined,
  interpreter: undefined,
  needed: [],
  soname: undefined,
  runPath: [],
  positionIndependent: undefined,
  static: undefined,
  requiredVersions: {},
  minimumGlibc: undefined,
  go: undefined,
};
