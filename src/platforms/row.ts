/**
 * What is known of a platform: one row for each pair of operating system and architecture that Go builds for, with every
 * name and number it has anywhere. Whatever else needs a fact of a platform derives it from these rows.
 */
export type PlatformRow = {
  /** Go's GOOS, such as `linux`. */
  readonly os: string;
  /** Go's GOARCH, such as `arm64`. */
  readonly arch: string;
  readonly system: System;
  readonly architecture: Architecture;
  /** Go 1.26 has cgo for it. Where the user's Go answers, its own word counts. */
  readonly cgoSupported: boolean;
  /** Go links position-independent executables itself. Source: InternalLinkPIESupported in internal/platform/supported.go. */
  readonly internalPie: boolean;
  /** Go links even programs without C with the system's own linker. Source: MustLinkExternal in the same file. */
  readonly externalLinker: boolean;
  readonly c: CSupport;
};

/** What is the same for all platforms of an operating system. */
export type System = {
  readonly name: string;
  /** What people call it, in a sentence: `macOS`. */
  readonly title: string;
  /** The format of its programs. */
  readonly format: "elf" | "pe" | "macho" | "wasm" | "xcoff" | "plan9";
  /** How its programs' and its shared libraries' file names end. */
  readonly programExtension: string;
  readonly sharedExtension: string;
  /**
   * False where every program, even one of Go alone, goes through the system's own libraries. Seen in binaries that Go
   * 1.26 builds without cgo: each names the system's loader or its libraries.
   */
  readonly canBeStatic: boolean;
  /** Its compilers take Objective-C, and it has the libraries that go with it. */
  readonly objectiveC?: true;
  /** Headers of POSIX that no C compiler for it has. Source: the lists of mingw-w64's packages. */
  readonly absentHeaders?: readonly string[];
  /** What other tools and people call it. */
  readonly aliases: readonly string[];
};

/** What is the same for all platforms of an architecture. */
export type Architecture = {
  readonly name: string;
  readonly bits: 32 | 64 | undefined;
  readonly byteOrder: "little" | "big";
  /** e_machine in the ELF specification's registry; undefined where no ELF files are made for it. */
  readonly elf: { readonly machine: number; readonly name: string } | undefined;
  /** Its levels; undefined where Go knows a single one. */
  readonly variants: Variants | undefined;
  /** How qemu-user runs its Linux programs. */
  readonly qemu: QemuUser;
  /** What other tools and people call it. */
  readonly aliases: readonly string[];
  /** The same for a variant of it: `armhf` for `v7`. */
  readonly variantAliases: Readonly<Record<string, readonly string[]>>;
};

/** How an architecture's variants are written, and which variable of Go carries them. */
export type Variants = {
  /** Go's variable, such as GOARM. */
  readonly variable: string;
  /** Every variant, as a user writes it. */
  readonly variants: readonly string[];
  /** From the user's spelling to Go's: `v7-softfloat` to `7,softfloat`. */
  readonly toGo: (variant: string) => string;
};

export type QemuUser =
  | {
      readonly kind: "program";
      readonly program: string;
      /**
       * The oldest processor of each level, by the value of Go's variable, so that an instruction above the level ends in
       * SIGILL under the emulator and not on a user's machine. Each was seen to stop a binary of the next level under qemu 7.2.
       */
      readonly oldestCpu: Readonly<Record<string, string>>;
      /** For levels that are not listed; undefined: qemu's own choice. */
      readonly otherwise: string | undefined;
    }
  | { readonly kind: "none"; readonly reason: string };

/** The C libraries that are told apart. `mingw` is mingw-w64 with the C runtime of Windows. */
export type Libc = "glibc" | "musl" | "mingw";

/** The C that a platform can have here: one ABI, or several by level; or a reason why there is none, with a way out. */
export type CSupport =
  | {
      readonly kind: "abis";
      /** The first one that serves a level counts. */
      readonly abis: readonly [CAbi, ...CAbi[]];
      /** What to say of a level that none of them serves; undefined where every level is served. */
      readonly otherLevels: string | undefined;
    }
  | { readonly kind: "none"; readonly reason: string };

/** One C ABI of a platform: what its tools and libraries are called. */
export type CAbi = {
  /** The GNU triple, prefix of every tool's name. */
  readonly triple: string;
  /** Debian's multiarch name, part of paths such as usr/lib/<multiarch>. */
  readonly multiarch: string;
  /** Debian's name of the architecture, whose packages have libraries for it; undefined where no distribution has it. */
  readonly architecture: string | undefined;
  /** The C library that distributions have for it. */
  readonly libc: "glibc" | "mingw";
  /** The dynamic loader that a dynamic executable asks for, by C library; empty on Windows. */
  readonly interpreters: Readonly<Partial<Record<Libc, string>>>;
  readonly clang: ClangTarget;
  /** The values of Go's variant variable that it serves; undefined: all. */
  readonly levels: readonly string[] | undefined;
  /** Which releases of each distribution are known to have no compiler for it; left out where every one has. */
  readonly absent?: Readonly<Record<"debian" | "ubuntu", AbsentReleases>>;
  /** Why its programs are linked static unless someone decides otherwise: the rest of "GOARM=6 is built with…". */
  readonly staticReason: string | undefined;
  /** How the documents name the targets it serves, and what they say of it. */
  readonly document: { readonly targets: string; readonly note: string };
};

/** Releases by their versions: up to `until`, from `since` on, or both. Those between are not known to lack anything. */
export type AbsentReleases = { readonly until?: string; readonly since?: string };

/** What clang, one compiler for every target, must be told of a target. */
export type ClangTarget = {
  /** The processor, float ABI and byte order that the distribution's gcc and C library are made for. */
  readonly flags: readonly string[];
  /**
   * Why GNU ld links it, in place of lld; where a version of lld has learnt it, with the first that has.
   * Undefined where every lld from version 14 on links it.
   */
  readonly gnuLinker: { readonly reason: string; readonly lldSince: number | undefined } | undefined;
};
