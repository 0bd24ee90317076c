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
  /** MIPS only: the instruction set that it needs, the later of e_flags and .MIPS.abiflags: `mips32r2`; see mipsLevels. */
  readonly mipsLevel: string | undefined;
  /** The program interpreter (PT_INTERP): the dynamic loader that the binary requests. */
  readonly interpreter: string | undefined;
  /** DT_NEEDED, PE imports or LC_LOAD_DYLIB, in order. */
  readonly needed: readonly string[];
  /** The library's own name: DT_SONAME, the PE export directory's name, LC_ID_DYLIB. */
  readonly soname: string | undefined;
  readonly runPath: readonly string[];
  /** ELF only: the tag that runPath is from. A loader that knows RUNPATH ignores RPATH where a file has both. */
  readonly runPathTag?: "RPATH" | "RUNPATH" | undefined;
  /** ET_DYN executables, PE with a relocatable base, MH_PIE. */
  readonly positionIndependent: boolean | undefined;
  /** No interpreter and nothing needed. Undefined where the format has no such notion. */
  readonly static: boolean | undefined;
  /** Symbol versions the dynamic linker must find, by library: `{ "libc.so.6": ["GLIBC_2.2.5", "GLIBC_2.34"] }`. */
  readonly requiredVersions: Readonly<Record<string, readonly string[]>>;
  /** The newest GLIBC_x.y among them, such as `2.34`; weak symbols count too. */
  readonly minimumGlibc: string | undefined;
  readonly go: GoBuildInfo | undefined;
  /** What makes an error in it harder to exploit. Undefined of what no system loads, and where the format has no such notion. */
  readonly hardening: Hardening | undefined;
  /** Its table of symbols was removed. Undefined where the format has none. */
  readonly stripped: boolean | undefined;
  /** The oldest release of the system, from an ELF note: FreeBSD's `14.1`, Android's API level `21`. */
  readonly minimumOs?: string | undefined;
  /** macOS and iOS only. */
  readonly apple?: AppleFacts;
  /** The programs that a universal file holds, in their order; of those the facts above are what all have in common, or need. */
  readonly slices?: readonly HeaderFacts[];
};

export type AppleFacts = {
  /** The oldest version of the system that it is for, such as `12.0`. */
  readonly minimumOs: string | undefined;
  /** The same for each platform that it names: `macos`, `ios`, `maccatalyst`. */
  readonly platforms: readonly { readonly platform: string; readonly minimumOs: string }[];
  /** It has a code signature. */
  readonly signed: boolean;
  /** What is in the signature. Undefined where there is none, or none that can be read. */
  readonly signature: AppleSignature | undefined;
};

/** A code signature, of which the hashes of the file's pages are compared; whose it is, only Apple's tools can say. */
export type AppleSignature = {
  /** Without a certificate, as linkers sign. */
  readonly adHoc: boolean;
  /** The hash of the directory that was compared: `sha256`. */
  readonly hash: string;
  readonly pages: number;
  /** The offsets of pages that have another content than was signed: the first few, and how many there are. */
  readonly broken: readonly number[];
  readonly brokenPages: number;
};

/**
 * What loaders are told to protect. Each is undefined where the format has no such notion, or does not say.
 * Positions at random are in `positionIndependent`.
 */
export type Hardening = {
  /** ELF: whether tables of addresses become read-only: `full` before the program starts, `partial` with lazily bound ones left. */
  readonly relro: "full" | "partial" | "none" | undefined;
  /** ELF's PT_GNU_STACK, Mach-O's MH_ALLOW_STACK_EXECUTION; of PE the reverse of NX_COMPAT (DEP). */
  readonly executableStack: boolean | undefined;
  /** ELF: code is changed when it is loaded (DT_TEXTREL), so it has to be writable then. */
  readonly textRelocations: boolean | undefined;
  /** PE: calls through pointers are checked (CFG). */
  readonly controlFlowGuard: boolean | undefined;
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
  mipsLevel: undefined,
  interpreter: undefined,
  needed: [],
  soname: undefined,
  runPath: [],
  positionIndependent: undefined,
  static: undefined,
  requiredVersions: {},
  minimumGlibc: undefined,
  go: undefined,
  hardening: undefined,
  stripped: undefined,
};

/** No protection known: each format adds what it says. */
export const noHardening: Hardening = {
  relro: undefined,
  executableStack: undefined,
  textRelocations: undefined,
  controlFlowGuard: undefined,
};
