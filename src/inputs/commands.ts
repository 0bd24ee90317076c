import type { CamelCase } from "./inputs.ts";

/** An option that only one command has. Like those of the inputs it is given as `--name`. */
export type CommandOption = {
  readonly name: string;
  readonly description: string;
} & (
  | { readonly kind: "switch" }
  /** Words separated by commas or spaces; the option may be repeated. */
  | { readonly kind: "list"; readonly example: string }
  /** One of these, the first where it is not given. */
  | { readonly kind: "choice"; readonly choices: readonly string[] }
);

export type CommandDefinition = {
  readonly name: string;
  /** What it does, in a line of at most 54 characters without a full stop. */
  readonly summary: string;
  /** One paragraph. */
  readonly description: string;
  readonly options: readonly CommandOption[];
  /**
   * What it takes beside options, as its help names it: `FILE...`. From the first such word on, nothing is an option of ours
   * where the words are a command of the user's own.
   */
  readonly words?: { readonly name: string; readonly required: boolean; readonly verbatim: boolean };
};

/** The options of the build beside its inputs. */
export const buildOptions = [
  {
    name: "json",
    kind: "switch",
    summary: "Prints the manifest to standard output at the end",
    description:
      "Prints the manifest of the run to standard output at the end, whether it succeeds or fails, and nothing else " +
      "there; docs/manifest.schema.json is its schema. A run that is ended by what is wrong with its flags has " +
      '"problems" in place of a manifest. With --dry-run the plan is printed.',
  },
] as const satisfies readonly (CommandOption & { readonly summary: string })[];

/** The commands beside the build itself, which has no name. Each also has an option for every input. */
export const commandDefinitions = [
  {
    name: "explain",
    summary: "Says what the program needs from C, and why",
    description:
      "Says what the program needs from C on each target and what becomes of it without: which packages, through which " +
      "imports, with what a stub would answer, and which libraries. Builds nothing and fetches no toolchain.",
    options: [{ name: "json", kind: "switch", description: "Prints it as JSON." }],
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
  },
] as const satisfies readonly CommandDefinition[];

type Value<Option extends CommandOption> = Option extends { readonly kind: "switch" }
  ? boolean
  : Option extends { readonly kind: "choice"; readonly choices: readonly (infer Choice)[] }
    ? Choice
    : readonly string[];

type Chosen<Definition extends CommandDefinition> = Definition extends CommandDefinition
  ? { readonly kind: Definition["name"] } & {
      readonly [Option in Definition["options"][number] as CamelCase<Option["name"]>]: Value<Option>;
    } & (Definition extends { readonly words: unknown } ? { readonly words: readonly string[] } : unknown)
  : never;

/** The command that was given, with the values of its own options. */
export type ChosenCommand =
  | { readonly kind: "build"; readonly json?: true }
  | Chosen<(typeof commandDefinitions)[number]>;
