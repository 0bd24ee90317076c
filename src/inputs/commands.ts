import type { CamelCase } from "./inputs.ts";

/** An option that only one command has. Like those of the inputs it is given as `--name`. */
export type CommandOption = {
  readonly name: string;
  readonly description: string;
} & (
  | { readonly kind: "switch" }
  /** Words separated by commas or spaces; the option may be repeated. */
  | { readonly kind: "list"; readonly example: string }
  /** One word, taken as it is. */
  | { readonly kind: "text"; readonly example: string }
  /** One of these, the first where it is not given. */
  | { readonly kind: "choice"; readonly choices: readonly string[] }
);

/** What an exit code says, as a phrase with code marks. */
export type ExitCode = readonly [code: string, meaning: string];

/** Of every command, beside its own. */
export const commonExitCodes = [
  ["0", "it is done"],
  ["1", "a fault of cgo-cross itself, with a stack trace"],
  ["2", "a flag is wrong, or something that it needs is missing: nothing was done"],
  ["130 or 143", "ended by Ctrl-C or SIGTERM"],
] as const satisfies readonly ExitCode[];

export type CommandDefinition = {
  readonly name: string;
  /** What it does, in a line of at most 54 characters without a full stop. */
  readonly summary: string;
  /** One paragraph. */
  readonly description: string;
  readonly options: readonly CommandOption[];
  /** Those that mean more than in every command. */
  readonly exitCodes: readonly ExitCode[];
  /**
   * What it takes beside options, as its help names it: `FILE...`. From the first such word on, nothing is an option of ours
   * where the words are a command of the user's own.
   */
  readonly words?: {
    readonly name: string;
    readonly required: boolean;
    readonly verbatim: boolean;
    /** What stands behind `--` is not among the words, but is `rest`, and is called so. */
    readonly rest?: string;
  };
};

/** The options of the build beside its inputs. */
export const buildOptions = [
  {
    name: "json",
    kind: "switch",
    summary: "Prints the manifest to standard output at the end",
    description:
      "Prints the manifest of the run to standard output at the end, whether it succeeds or fails, and nothing else " +
      "there; docs/reference/manifest.schema.json is its schema. A run that is ended by what is wrong with its flags has " +
      '"problems" in place of a manifest. With --dry-run the plan is printed.',
  },
] as const satisfies readonly (CommandOption & { readonly summary: string })[];

/** The exit codes of the build. */
export const buildExitCodes = [
  ["0", "every target is built and verified; with `--dry-run`, all of them can be built"],
  ["1", "a target failed, or could not be published; with `--dry-run`, one of them cannot be built"],
] as const satisfies readonly ExitCode[];

/** The commands beside the build itself, which has no name. Each also has an option for every input. */
export const commandDefinitions = [
  {
    name: "explain",
    summary: "Says what the program needs from C, and why",
    description:
      "Says what the program needs from C on each target and what becomes of it without: which packages, through which " +
      "imports, with what a stub would answer, and which libraries. Builds nothing and fetches no toolchain.",
    options: [{ name: "json", kind: "switch", description: "Prints it as JSON." }],
    exitCodes: [],
  },
  {
    name: "lock",
    summary: "Writes down the packages that builds then use",
    description:
      "Writes cgo-cross.lock beside go.mod: for every toolchain and emulator of the targets the packages with version, " +
      "size and hash, and the digest of what they unpack to. Builds then use exactly that. Commit the file.",
    options: [
      {
        name: "check",
        kind: "switch",
        description: "Writes nothing, and fails where the lock is not what the distribution has today.",
      },
      {
        name: "release",
        kind: "list",
        example: "debian-12",
        description:
          "Other releases of this machine's distribution to lock too, such as debian-12,debian-13. Locks of releases " +
          "that are not named stay as they are.",
      },
    ],
    exitCodes: [["1", "with `--check`: the lock is not what the distribution has today, or there is none"]],
  },
  {
    name: "setup",
    summary: "Fetches compilers for other tools; prints where",
    description:
      "Fetches the compilers of the targets for other tools, and prints a directory. Its bin holds cgo-cross-cc, " +
      "cgo-cross-cxx and their like, which become the compiler of the platform that GOOS and GOARCH name, and " +
      "cgo-cross-go, a go command that knows which targets need cgo. With --run, go run and go test start programs of " +
      "the targets under an emulator.",
    options: [],
    exitCodes: [["1", "there is no compiler for a target; those of the others are set up"]],
  },
  {
    name: "env",
    summary: "The same, and prints variables for a shell or tool",
    description:
      "The same as setup, and prints the variables that make other tools use it, in the form that --format names: " +
      'eval "$(cgo-cross env --targets linux/arm64)".',
    options: [
      {
        name: "format",
        kind: "choice",
        choices: ["sh", "json", "dotenv", "github", "gitlab", "make", "goreleaser", "vscode"],
        description: "Who is to read them.",
      },
    ],
    exitCodes: [["1", "there is no compiler for a target; the variables for the others are printed"]],
  },
  {
    name: "completion",
    summary: "Prints what completes flags in bash, zsh or fish",
    description:
      "Prints a script for a shell, bash, zsh or fish, that completes commands, flags and their values: " +
      'eval "$(cgo-cross completion bash)" in ~/.bashrc, the same with zsh in ~/.zshrc after compinit, and ' +
      "cgo-cross completion fish > ~/.config/fish/completions/cgo-cross.fish.",
    options: [],
    words: { name: "SHELL", required: true, verbatim: false },
    exitCodes: [],
  },
  {
    name: "verify",
    summary: "Verifies binaries that anything has built",
    description:
      "Reads binaries that anything has built: files, directories, patterns such as 'dist/**', and archives (.tar, .tar.gz, " +
      ".zip, .deb). Prints what each is, and in sentences what is wrong with it: by itself, or with --target, --static, " +
      "--glibc, --libc and --expect for what it was to be. Exits with 1 where something is wrong, and with 2 where a file " +
      "is not there or is not a binary. Needs no Go.",
    words: { name: "FILE...", required: false, verbatim: false },
    options: [
      {
        name: "target",
        kind: "list",
        example: "linux/arm64",
        description:
          "What each binary has to be for; any of them where there are several. Otherwise what it says itself.",
      },
      { name: "json", kind: "switch", description: "Prints everything that was read as JSON." },
      {
        name: "manifest",
        kind: "text",
        example: "dist/cgo-cross.json",
        description: "Compares each file that a manifest of cgo-cross lists with it: size, hash and facts.",
      },
    ],
    exitCodes: [
      ["0", "nothing is wrong"],
      ["1", "something is wrong with a binary, or a pattern matches none"],
      ["2", "a file that was named is not there or is not a binary, or an option is wrong"],
    ],
  },
  {
    name: "exec",
    summary: "Runs a command for each target, emulated if need be",
    description:
      "Runs a command once for each target, with the target's compiler, GOOS, GOARCH, CGO_ENABLED and tags in its " +
      "environment, and under an emulator what `go run` and `go test` start: cgo-cross exec --targets " +
      "linux/arm64,linux/s390x -- go test ./... For one target it prints as it runs; for several they run side by side, up " +
      "to --jobs, and what each printed is shown when it ends. A table comes last, and exit code 1 if one failed. " +
      "--no-run fetches no emulators, where the command starts no programs of the target.",
    options: [],
    words: { name: "COMMAND...", required: true, verbatim: true },
    exitCodes: [
      ["1", "the command failed for a target"],
      ["126", "the command cannot be executed, as in a shell"],
      ["127", "there is no such command, as in a shell; nothing was fetched for it"],
    ],
  },
  {
    name: "test",
    summary: "Runs go test for each target, and counts",
    description:
      "Runs go test for each target, under an emulator where the machine cannot run the target's programs itself, and " +
      "counts what passed, failed and was skipped, of all packages of the module unless some are named: cgo-cross test --targets linux/arm64,windows/amd64 ./... What failed is " +
      "shown once, with all targets on which it failed so. What stands after -- is handed to go test: -- -short -run " +
      "TestOpen. A target whose programs cannot be started here is not run, and the table says why.",
    options: [],
    words: { name: "PACKAGE...", required: false, verbatim: false, rest: "FLAG..." },
    exitCodes: [["1", "tests failed for a target, or could be run for none"]],
  },
  {
    name: "run",
    summary: "Starts a program of another platform",
    description:
      "Starts a program that was built for another platform, with the emulator and the libraries that it needs: cgo-cross " +
      "run ./app_linux_arm64 --version. Its streams, its exit code and the signals it gets are as if it had been started " +
      "directly.",
    options: [],
    words: { name: "FILE [ARGUMENT...]", required: true, verbatim: true },
    exitCodes: [["any other", "the program's own; 128 and the number of the signal for one that a signal ended"]],
  },
  {
    name: "targets",
    summary: "Says what can be built here, and what starts it",
    description:
      "Says for every platform, or those of --targets, which C compiler a build would get on this machine, whether it can " +
      "link static or with musl, what starts its programs here, and why not. Asks those whom a build asks, with the same " +
      "flags (--compiler, --libc, --glibc), but fetches nothing and needs no module.",
    options: [{ name: "json", kind: "switch", description: "Prints it as JSON." }],
    exitCodes: [],
  },
  {
    name: "doctor",
    summary: "Says whether builds can work here, and why not",
    description:
      "Looks at this machine and says, a line each, what is ok, what is only to be noted, and what is a problem and how to " +
      "mend it: the distribution and its packages, Go and its settings, compilers, emulators, directories and disks, memory, " +
      "proxies. Exits with 1 if a build cannot work. Downloads nothing but the signed index of the packages, within half a " +
      "minute, and not even that with --offline.",
    options: [
      { name: "json", kind: "switch", description: "Prints it as JSON." },
      { name: "offline", kind: "switch", description: "Asks nothing of the network." },
    ],
    exitCodes: [
      ["0", "nothing is in the way of builds"],
      ["1", "a build cannot work so; the lines of the problems say what to do"],
    ],
  },
  {
    name: "cache",
    summary: "Lists what is kept on this disk; prune frees it",
    description:
      "Lists what cgo-cross keeps on this disk: compilers, libraries, emulators, sets for other tools, caches of Go's that it " +
      "made, and what killed runs have left; with sizes, and when each was used last. `cgo-cross cache prune` removes what " +
      "killed runs have left and what was not used for 30 days, or as long as --older-than says; with --all everything, and " +
      "with names those alone. What a run uses meanwhile stays.",
    options: [
      { name: "json", kind: "switch", description: "Prints it as JSON." },
      {
        name: "older-than",
        kind: "text",
        example: "30d",
        description: "With prune: removes what was not used for so many hours, days or weeks (12h, 30d, 4w).",
      },
      { name: "all", kind: "switch", description: "With prune: removes everything that no run uses." },
    ],
    words: { name: "prune [NAME...]", required: false, verbatim: false },
    exitCodes: [["1", "something could not be removed"]],
  },
] as const satisfies readonly CommandDefinition[];

type Value<Option extends CommandOption> = Option extends { readonly kind: "switch" }
  ? boolean
  : Option extends { readonly kind: "choice"; readonly choices: readonly (infer Choice)[] }
    ? Choice
    : Option extends { readonly kind: "text" }
      ? string | undefined
      : readonly string[];

type Chosen<Definition extends CommandDefinition> = Definition extends CommandDefinition
  ? { readonly kind: Definition["name"] } & {
      readonly [Option in Definition["options"][number] as CamelCase<Option["name"]>]: Value<Option>;
    } & (Definition extends { readonly words: unknown } ? { readonly words: readonly string[] } : unknown) &
      (Definition extends { readonly words: { readonly rest: string } }
        ? { readonly rest: readonly string[] }
        : unknown)
  : never;

/** The command that was given, with the values of its own options. */
export type ChosenCommand =
  | { readonly kind: "build"; readonly json?: true }
  | Chosen<(typeof commandDefinitions)[number]>;
