/**
 * The one table of everything a user can set and everything a run hands back. `action.yml`, the README's tables, the
 * command line's options and its help are made from it, and so are the types `Inputs` and the outputs' record: a new input
 * is a row here and its reader in readers.ts, a new output is a row here and its line in report/outputs.ts, and neither
 * compiles without the other.
 */

/** What may stand in `artifact-name`, in braces. */
export const artifactPlaceholders = ["name", "target", "os", "arch", "variant"] as const;

/** What an input's text is read as. `example` is a value that one could write. */
export type InputKind =
  /** Names separated by commas, spaces or line breaks. */
  | { readonly kind: "list"; readonly example: string }
  /** Words as Go splits them, with quotes (see golang/words.ts). */
  | { readonly kind: "words"; readonly example: string }
  /** `also`: words beside `true` and `false`. */
  | { readonly kind: "boolean"; readonly also?: readonly string[] }
  /** One of a few fixed words; `default` is one of them. */
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  /** A whole number, both ends included. */
  | { readonly kind: "number"; readonly least: number; readonly most: number; readonly example: string }
  /** One line, taken as it is. */
  | { readonly kind: "text"; readonly example: string };

/** Inputs in groups, as the help and the documents show them, in this order. */
export const inputGroups = {
  build: "What to build",
  c: "How C is compiled",
  go: "How Go builds",
  out: "What comes out",
  check: "Checking",
  machine: "Machine",
} as const;

export type InputGroup = keyof typeof inputGroups;

export type InputDefinition = InputKind & {
  readonly name: string;
  readonly group: InputGroup;
  /** What it is, in a line of at most 54 characters without a full stop: for overviews, and for action.yml. */
  readonly summary: string;
  /**
   * The text that stands for the input where it is left out, or empty: a reusable workflow that hands on an input of its own
   * (`package: ${{ inputs.package }}`) hands on an empty text where that was left out. Undefined where there is none.
   */
  readonly default: string | undefined;
  /**
   * It takes lines `pattern: value` for some targets: the most specific one `replaces` the value that is for all others, or
   * all that are for a target `adds` to it, as only lists can. Absent: it has one value for the run.
   */
  readonly perTarget?: "replaces" | "adds";
  /** What happens without a default, for people. */
  readonly absent: string | undefined;
  /** One paragraph for people who never cross-built anything; Markdown's code marks only. */
  readonly description: string;
};

export type OutputDefinition = {
  readonly name: string;
  readonly description: string;
};

export const inputDefinitions = [
  {
    name: "targets",
    group: "build",
    summary: "Platforms to build for, such as linux/arm64 or linux/*",
    kind: "list",
    example: "linux/arm64",
    default: "linux/amd64, linux/arm64",
    absent: undefined,
    description:
      "The platforms to build for, each as `os/arch` or `os/arch/variant`, separated by commas, spaces or line " +
      "breaks, in small or capital letters; `#` starts a comment. Example: `linux/amd64, linux/arm/v7, windows/amd64`. A `*` stands for any name " +
      "(`linux/*`, `*/arm64`), `all` for every platform that your Go can build for, and a leading `!` excludes " +
      "what the items before it gave (`linux/*, !linux/mips*`). " +
      "`darwin/universal`, which no pattern gives, is one file with the programs of darwin/amd64 and darwin/arm64. " +
      "What such a pattern gives and cannot be built is left out, with a note; a target that is written out has to be built.",
  },
  {
    name: "package",
    group: "build",
    summary: "Programs to build, such as ./cmd/server",
    kind: "list",
    example: "./cmd/server",
    default: ".",
    absent: undefined,
    description:
      "The program to build: the directory of its `main` package, such as `./cmd/server`. Several may be given, " +
      "separated by commas, spaces or line breaks, and patterns such as `./cmd/...` for all programs below `cmd`.",
  },
  {
    name: "working-directory",
    group: "build",
    summary: "Directory of the module, where go.mod is",
    kind: "text",
    example: "backend",
    default: ".",
    absent: undefined,
    description: "The directory of your Go module, where its `go.mod` is. Example: `backend`.",
  },
  {
    name: "build",
    group: "build",
    summary: "Whether to build; false only sets up compilers",
    kind: "boolean",
    default: "true",
    absent: undefined,
    description:
      "`false` builds nothing: it sets up the compilers for the steps that follow, where your own `go build` finds " +
      "them (see `export-env`), and stops.",
  },
  {
    name: "export-env",
    group: "build",
    summary: "Variables for later steps: auto, true or false",
    kind: "choice",
    choices: ["auto", "true", "false"],
    default: "auto",
    absent: undefined,
    description:
      "Which environment variables the steps that follow get. `auto` sets some for each target (`CC_linux_arm64`, " +
      "`CGO_CFLAGS_linux_arm64` and so on) and, with `build: false`, a `CC` that serves all targets, by `GOOS` and " +
      "`GOARCH`. `true` sets the plain `CC`, `GOOS`, `GOARCH` and so on of a single target, so that `go build` alone " +
      "builds for it; `false` sets none.",
  },
  {
    name: "cgo",
    group: "c",
    summary: "Whether to compile C: auto, on, off or needed",
    kind: "choice",
    choices: ["auto", "on", "off", "needed"],
    perTarget: "replaces",
    default: "auto",
    absent: undefined,
    description:
      "Whether C code is compiled into your program. `auto` builds what a native build on each platform would build: with " +
      "C wherever the program's C does something (SQLite through `mattn/go-sqlite3`, a fast zstd), without where it does " +
      "nothing. `needed` compiles C only where the program would lose something without, and takes the version in Go where " +
      "there is one. `on` always compiles it; `off` never does, like `CGO_ENABLED=0`. `cgo-cross explain` shows what your " +
      "program loses without C.",
  },
  {
    name: "fallback",
    group: "c",
    summary: "A target without C compiler: refuse it, or allow it",
    kind: "choice",
    choices: ["refuse", "allow"],
    default: "refuse",
    absent: undefined,
    description:
      "What happens to a target that needs C for something and for which no C compiler can be had. `refuse` does not build " +
      "it: the others are built, and the run fails at the end. `allow` builds it without C as long as Go can, and says in a " +
      "warning and in the report what then fails or is missing.",
  },
  {
    name: "compiler",
    group: "c",
    summary: "C compiler, gcc or clang",
    kind: "choice",
    choices: ["gcc", "clang"],
    perTarget: "replaces",
    default: "gcc",
    absent: undefined,
    description:
      "Which C compiler is used where C is needed. `gcc` fetches one for each target (about 40 MB each); `clang` is one " +
      "compiler for all of them, the machine's own where it has clang and lld, and fetches only the C library and headers " +
      "of each target (5 to 10 MB). C++ for Windows is always compiled by gcc.",
  },
  {
    name: "static",
    group: "c",
    summary: "Whether to link all libraries into the binary",
    kind: "boolean",
    also: ["allow-nss"],
    perTarget: "replaces",
    default: "false",
    absent: undefined,
    description:
      "`true` links every library into the binary itself, so that the one file runs on any Linux system, even in an " +
      "empty container. The finished binary is checked: if it still needs a library, or calls what glibc cannot link statically " +
      "(`getpwnam`, `dlopen` and their like), its target fails; `allow-nss` lets the calls pass. `-static` in `ldflags` (`-extldflags=-static`), " +
      "`cgo-ldflags`, CGO_LDFLAGS or GOFLAGS counts as `true` for Linux programs with C in them. macOS, iOS, Android, " +
      "OpenBSD, Solaris, illumos and AIX do not allow it.",
  },
  {
    name: "libc",
    group: "c",
    summary: "C library on Linux, glibc or musl",
    kind: "choice",
    choices: ["glibc", "musl"],
    perTarget: "replaces",
    default: "glibc",
    absent: undefined,
    description:
      "Which C library Linux programs with C in them are built with. `musl` is small and made to be linked in: the one " +
      "file then runs on any Linux system, Alpine's too, and looks up names and users by itself. It is for programs in " +
      "C; C++ needs `glibc`.",
  },
  {
    name: "glibc",
    group: "c",
    summary: "Oldest glibc to run with, such as 2.31",
    kind: "text",
    example: "2.31",
    perTarget: "replaces",
    default: undefined,
    absent: "that of the distribution that builds",
    description:
      "The oldest glibc that dynamic Linux programs must run with. Example: `2.31`, for Debian 11, Ubuntu 20.04 and all " +
      "later systems. They are then built with an older release of the same distribution, and each binary is checked: " +
      "if it needs anything newer, its target fails.",
  },
  {
    name: "libraries",
    group: "c",
    summary: "C libraries by package; auto finds and fetches them",
    kind: "list",
    example: "libpcap-dev",
    perTarget: "adds",
    default: "auto",
    absent: undefined,
    description:
      "The C libraries that your program is linked with. `auto` finds out which of the distribution's packages hold what " +
      "the program asks for (`#cgo pkg-config: libusb-1.0`, `#cgo LDFLAGS: -lpcap`) and fetches them for each target. " +
      "Packages that you name (`libcurl4-openssl-dev`) are fetched too, and are preferred where several match. `off` " +
      "fetches only those that you name.",
  },
  {
    name: "cgo-cflags",
    group: "c",
    summary: "Flags for the C compiler, such as -O3",
    kind: "words",
    example: "-O3",
    perTarget: "replaces",
    default: undefined,
    absent: "none",
    description:
      "Options for the C compiler, added to Go's own (`-g -O2`). Example: `-DSQLITE_ENABLE_FTS5 -O3`. Options that " +
      "make a compiler load or start other programs (`-fplugin`, `-B`, `@file`) are not allowed.",
  },
  {
    name: "cgo-cxxflags",
    group: "c",
    summary: "Flags for the C++ compiler, such as -std=c++20",
    kind: "words",
    example: "-std=c++20",
    perTarget: "replaces",
    default: undefined,
    absent: "none",
    description: "Options for the C++ compiler, added to Go's own (`-g -O2`). Example: `-std=c++20`.",
  },
  {
    name: "cgo-ldflags",
    group: "c",
    summary: "Flags for linking with C, such as -lz",
    kind: "words",
    example: "-lz -lm",
    perTarget: "replaces",
    default: undefined,
    absent: "none",
    description: "Options for linking with C libraries, added to Go's own (`-g -O2`). Example: `-lz -lm`.",
  },
  {
    name: "pkg-config-path",
    group: "c",
    summary: "Directories with .pc files of your own",
    kind: "words",
    example: "deps/arm64/lib/pkgconfig",
    perTarget: "replaces",
    default: undefined,
    absent: "none",
    description:
      "Directories with `.pc` files that an earlier step has made, for pkg-config to look in before all others, those of " +
      // biome-ignore lint/suspicious/noTemplateCurlyInString: users write it so
      "the job's PKG_CONFIG_PATH too. Example: `${workspace}/deps/arm64/lib/pkgconfig`. Relative ones are within " +
      "`working-directory`.",
  },
  {
    name: "tags",
    group: "go",
    summary: "Build tags, such as sqlite_fts5",
    kind: "list",
    example: "sqlite_fts5",
    perTarget: "replaces",
    default: undefined,
    absent: "none",
    description:
      "Build tags, as for `go build -tags`, separated by commas, spaces or line breaks. Example: `sqlite_fts5, netgo`.",
  },
  {
    name: "ldflags",
    group: "go",
    summary: "Flags for the Go linker, such as -s -w",
    kind: "words",
    example: "-s -w",
    perTarget: "replaces",
    default: undefined,
    absent: "none",
    description:
      "Options for Go's linker, as for `go build -ldflags`. Example: `-s -w -X main.version=1.2.3`. A word with spaces " +
      "in it is put in quotes: `-X 'main.title=My program'`.",
  },
  {
    name: "gcflags",
    group: "go",
    summary: "Flags for the Go compiler, such as all=-N -l",
    kind: "words",
    example: "all=-N -l",
    default: undefined,
    absent: "none",
    description:
      "Options for Go's compiler, as for `go build -gcflags`. Example, for use with a debugger: `all=-N -l`.",
  },
  {
    name: "buildmode",
    group: "go",
    summary: "A program, a PIE, or a library for C (c-shared)",
    kind: "choice",
    choices: ["default", "exe", "pie", "c-shared", "c-archive"],
    default: "default",
    absent: undefined,
    description:
      "What is built. `default` and `exe` give a program, `pie` a program that can be loaded at a random address; " +
      "`c-shared` (`.so` or `.dll`) and `c-archive` (`.a`) give a library for C programs, with its header file.",
  },
  {
    name: "trimpath",
    group: "go",
    summary: "Whether to leave directory names out of binaries",
    kind: "boolean",
    default: "true",
    absent: undefined,
    description:
      "`true` keeps the build machine's directory names out of the binary, as `go build -trimpath` does; `false` leaves them in.",
  },
  {
    name: "go-flags",
    group: "go",
    summary: "More flags for go build, such as -mod=vendor",
    kind: "words",
    example: "-mod=vendor",
    default: undefined,
    absent: "none",
    description:
      "More options for `go build`. Example: `-mod=vendor -buildvcs=false`. Options that have an input of their own (`tags`, " +
      "`ldflags` and so on) and options that start other programs (`-toolexec`) are not allowed.",
  },
  {
    name: "name",
    group: "out",
    summary: "How file names begin: NAME_linux_arm64",
    kind: "text",
    example: "hello",
    default: undefined,
    absent: "last element of the import path",
    description:
      "How the files' names begin: `hello` gives `hello_linux_arm64` and `hello_windows_amd64.exe`. Left out, it is " +
      "the last element of the program's import path: `server` for `example.com/shop/cmd/server`. Programs that would " +
      "have the same name are told apart by the directories above them: `a-server` and `b-server`.",
  },
  {
    name: "out-dir",
    group: "out",
    summary: "Directory for binaries, archives and checksums",
    kind: "text",
    example: "build/release",
    default: "dist",
    absent: undefined,
    description:
      "The directory for the binaries, archives and checksums, within `working-directory` unless it begins with `/`; it " +
      "is made if it is not there. Several runs can write to the same one: checksums and manifest then have all that is " +
      "there. Example: `build/release`.",
  },
  {
    name: "archive",
    group: "out",
    summary: "Whether to pack files: auto (tar.gz or zip) or none",
    kind: "choice",
    choices: ["auto", "none"],
    default: "auto",
    absent: undefined,
    description:
      "`auto` packs each target's files into a `tar.gz` (a `zip` for Windows), so that they can still be executed " +
      "after a download; `none` leaves them as they are.",
  },
  {
    name: "artifacts",
    group: "out",
    summary: "One artifact for each target, one for all, or off",
    kind: "choice",
    choices: ["auto", "each", "one", "off"],
    default: "auto",
    absent: undefined,
    description:
      "How the files are attached to the workflow run, for download and for later jobs: one artifact for `each` " +
      "target, `one` for all targets together, or `off`. `auto` is `each` where the run has artifacts; where it has none " +
      "(act, Gitea, Forgejo, GitHub Enterprise Server) the files stay in `out-dir`, and the report says so. On a terminal an " +
      "artifact is a directory.",
  },
  {
    name: "artifact-name",
    group: "out",
    summary: "How artifacts are named",
    kind: "text",
    example: "{name}-{os}-{arch}",
    default: undefined,
    absent: "`{name}_{target}`, or `{name}` with `artifacts: one`",
    description:
      "How artifacts are named. `{name}`, `{target}`, `{os}`, `{arch}` and `{variant}` are filled in. Example: " +
      "`{name}-{os}-{arch}{variant}`. Two jobs of one workflow run may not use the same name.",
  },
  {
    name: "retention-days",
    group: "out",
    summary: "Days that GitHub keeps artifacts, 1 to 90",
    kind: "number",
    least: 1,
    most: 90,
    example: "7",
    default: undefined,
    absent: "the repository's setting",
    description: "For how many days GitHub keeps the artifacts, from 1 to 90. Example: `7`.",
  },
  {
    name: "expect",
    group: "check",
    summary: "What a binary must be: for its target, or portable",
    kind: "choice",
    choices: ["target", "portable"],
    default: "target",
    absent: undefined,
    description:
      "What a finished binary has to be. `target`: for the platform that it is named after, and linked as asked for. " +
      "`portable`: also for more machines than the one that built it, so that `-march=native` and the like, and a library " +
      "that is looked for in a directory of this machine alone, are errors instead of warnings.",
  },
  {
    name: "verify",
    group: "check",
    summary: "Binaries of another build to verify, such as dist/**",
    kind: "words",
    example: "dist/**",
    default: undefined,
    absent: "none",
    description:
      "Binaries that something else has built, to be verified instead of building any: files, directories, patterns and " +
      "archives (`.tar.gz`, `.zip`, `.deb`), separated by spaces or line breaks; `!` in front excludes. Example: `dist/**`. " +
      "The summary says what each is, and the run fails where one is wrong: for `targets`, if you set it, with `static`, " +
      "`glibc`, `libc` and `expect`.",
  },
  {
    name: "run",
    group: "check",
    summary: "Whether to start each program, emulated if need be",
    kind: "boolean",
    default: "false",
    absent: undefined,
    description:
      "`true` starts each finished program once, in an emulator if it is for another kind of machine. If it fails or " +
      "has not ended after 60 seconds, its target fails. Where there is no emulator, or none that can be set up, the " +
      "report says that it was not run, and why.",
  },
  {
    name: "run-args",
    group: "check",
    summary: "Arguments for run, such as --version",
    kind: "words",
    example: "--version",
    perTarget: "replaces",
    default: undefined,
    absent: "none",
    description: "The arguments that `run` gives to the program. Example: `--version`. Needs `run: true`.",
  },
  {
    name: "test",
    group: "check",
    summary: "Packages whose tests must pass, such as ./pkg",
    kind: "list",
    example: "./...",
    default: undefined,
    absent: "none",
    description:
      "The packages whose tests are run for each target, as for `go test`, in an emulator if it is for another kind of " +
      "machine. Example: `./...`. A target whose tests fail is not published. Where they cannot be run here, the report " +
      "says so, and why.",
  },
  {
    name: "test-flags",
    group: "check",
    summary: "Flags for go test, such as -short",
    kind: "words",
    example: "-short -timeout=5m",
    default: undefined,
    absent: "none",
    description:
      "More options for `go test`, beside those in `go-flags`. Example: `-short -count=1 -timeout=5m`. Options that start " +
      "other programs (`-exec`) are not allowed.",
  },
  {
    name: "cache",
    group: "machine",
    summary: "Whether to use the GitHub cache: auto, on or off",
    kind: "choice",
    choices: ["auto", "on", "off"],
    default: "auto",
    absent: undefined,
    description:
      "Whether the compilers, and what Go built and fetched, are kept in GitHub's cache for the next workflow run: `on` " +
      "or `off`. `auto` is `on`, except for tags, releases and the events `pull_request_target` and `workflow_run`, so " +
      "that nothing that another run has put into the cache can get into a release; and it leaves what Go built and " +
      "fetched to actions/setup-go where that installed Go.",
  },
  {
    name: "jobs",
    group: "machine",
    summary: "How many targets to build at the same time",
    kind: "number",
    least: 1,
    most: 256,
    example: "4",
    default: undefined,
    absent: "as many as the CPUs and the memory allow",
    description: "How many targets are built at the same time, at most. Example: `1`, to leave the machine to others.",
  },
  {
    name: "allow-environment",
    group: "machine",
    summary: "Variables whose flags may run other programs",
    kind: "list",
    example: "GOFLAGS",
    default: undefined,
    absent: "none",
    description:
      "The variables of the environment whose flags may run other programs, load code or write files elsewhere. Such flags " +
      "(`-toolexec` in GOFLAGS, `-fplugin` in CGO_CFLAGS) and variables (COMPILER_PATH) are errors otherwise, as they are in " +
      "inputs: an earlier step that was led to write to GITHUB_ENV could set them. Example: `GOFLAGS`.",
  },
  {
    name: "dry-run",
    group: "machine",
    summary: "Whether to print the plan as JSON and stop",
    kind: "boolean",
    default: "false",
    absent: undefined,
    description:
      "`true` prints what would be done, as JSON, and stops: no compiler is downloaded and nothing is built. Go may still " +
      "fetch modules that its module cache lacks.",
  },
] as const satisfies readonly InputDefinition[];

export const outputDefinitions = [
  {
    name: "binaries",
    description:
      "A JSON list with an entry for each binary: its target, file, SHA-256, size in bytes, whether it has C in it, " +
      "how it is linked, its archive and the artifact it is in.",
  },
  {
    name: "manifest",
    description: "The path of a JSON file with everything that the report knows.",
  },
  {
    name: "checksums",
    description: "The path of `SHA256SUMS`, for `sha256sum --check`.",
  },
  {
    name: "out-dir",
    description: "The directory that everything was written to, as an absolute path.",
  },
  {
    name: "targets",
    description:
      'The targets that were requested, with patterns expanded to what can be built, as a JSON list. Example: `["linux/amd64"]`.',
  },
  {
    name: "cache-hit",
    description: "`true` if compilers were needed and none had to be downloaded, else `false`.",
  },
  {
    name: "cc",
    description:
      "With `build: false`: the C compiler that was exported, which serves all targets. Else, with a single target: the path " +
      "of its C compiler. Empty if no C was needed.",
  },
  {
    name: "go-flags",
    description: "With a single target: the tags that it needs, such as `-tags=netgo`, for a `go` command of your own.",
  },
  {
    name: "binary",
    description: "With a single target: the path of its binary.",
  },
  {
    name: "matrix",
    description:
      "With `dry-run: true`: the targets as a matrix for `fromJSON`, each with `target`, `os`, `arch` and `variant`.",
  },
] as const satisfies readonly OutputDefinition[];

type Rows = (typeof inputDefinitions)[number];

export type InputName = Rows["name"];
/** The inputs that may have a value for each target. */
export type PerTargetName = Extract<Rows, { readonly perTarget: string }>["name"];
export type OutputName = (typeof outputDefinitions)[number]["name"];

/** The names of the inputs of one kind: `InputNameOf<"boolean">`. */
export type InputNameOf<Kind extends InputKind["kind"]> = Extract<Rows, { readonly kind: Kind }>["name"];

/** The words that an input of kind `choice` takes: `ChoiceOf<"libc">` is `"glibc" | "musl"`. */
export type ChoiceOf<Name extends InputNameOf<"choice">> = Extract<
  Rows,
  { readonly name: Name; readonly kind: "choice" }
>["choices"][number];

const byName: ReadonlyMap<string, InputDefinition> = new Map(
  inputDefinitions.map((definition) => [definition.name, definition]),
);

/** The definition of an input; undefined where there is no input of this name. */
export function inputDefinition(name: string): InputDefinition | undefined {
  return byName.get(name);
}
