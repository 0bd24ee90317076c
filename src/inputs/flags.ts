import { type InputDefinition, inputDefinition, inputDefinitions } from "./definitions.ts";
import { nearest, quote } from "./wording.ts";

export type ParsedFlags =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | {
      readonly kind: "inputs";
      /** The text of each input that was given, as `parseInputs` takes them. */
      readonly raw: Readonly<Record<string, string>>;
      readonly command: Command;
      /** Every problem, a sentence each. */
      readonly problems: readonly string[];
    };

/** What is to be done with the inputs. */
export type Command =
  | { readonly kind: "build" }
  | {
      readonly kind: "lock";
      readonly check: boolean;
      /** As they were given: `debian-13`. */
      readonly releases: readonly string[];
    };

/**
 * Reads the command line: every input is a flag of the same name.
 *
 * `--name value` and `--name=value` set an input; a boolean is also set by `--name` alone and unset by `--no-name`. A list
 * (`targets`, `package`, `tags`) may be given several times. `lock` may come first and has two flags of its own. There are
 * no other arguments. Never throws.
 * @param argv The arguments after the program's name.
 */
export function parseFlags(argv: readonly string[]): ParsedFlags {
  const raw: Record<string, string> = {};
  const problems: string[] = [];
  const isLock = argv[0] === "lock";
  let check = false;
  const releases: string[] = [];
  for (let at = isLock ? 1 : 0; at < argv.length; at++) {
    const argument = argv[at] ?? "";
    if (isLock && argument === "--check") {
      check = true;
      continue;
    }
    if (isLock && /^--release(=|$)/.test(argument)) {
      const value = argument.includes("=") ? argument.slice("--release=".length) : argv[++at];
      const given = (value ?? "").split(/[\s,]+/).filter((word) => word !== "");
      releases.push(...given);
      problems.push(...(given.length === 0 ? ["--release lacks its value; write --release debian-12, say."] : []));
      continue;
    }
    if (argument === "-h" || argument === "--help") {
      return { kind: "help" };
    }
    if (argument === "--version") {
      return { kind: "version" };
    }
    const flag = readFlag(argument, argv[at + 1]);
    if (flag.kind === "problem") {
      problems.push(flag.problem);
      continue;
    }
    at += flag.took;
    const before = raw[flag.name];
    if (before === undefined) {
      raw[flag.name] = flag.value;
    } else if (inputDefinition(flag.name)?.kind === "list") {
      raw[flag.name] = `${before}\n${flag.value}`;
    } else {
      problems.push(`--${flag.name} is given twice; write it once.`);
    }
  }
  const command: Command = isLock ? { kind: "lock", check, releases } : { kind: "build" };
  return { kind: "inputs", raw, command, problems };
}

type Flag =
  | {
      readonly kind: "flag";
      readonly name: string;
      readonly value: string;
      /** How many arguments after the flag itself belong to it. */
      readonly took: 0 | 1;
    }
  | { readonly kind: "problem"; readonly problem: string };

function readFlag(argument: string, next: string | undefined): Flag {
  const [, name = "", joined] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(argument) ?? [];
  const definition = inputDefinition(name);
  if (definition === undefined) {
    const negated = inputDefinition(name.replace(/^no-/, ""));
    return negated?.kind === "boolean" && joined === undefined
      ? { kind: "flag", name: negated.name, value: "false", took: 0 }
      : { kind: "problem", problem: describeUnknown(argument, name) };
  }
  if (joined !== undefined) {
    return { kind: "flag", name, value: joined, took: 0 };
  }
  if (definition.kind === "boolean") {
    const words = ["true", "false", ...(definition.also ?? [])];
    return next !== undefined && words.includes(next.toLowerCase())
      ? { kind: "flag", name, value: next, took: 1 }
      : { kind: "flag", name, value: "true", took: 0 };
  }
  // Words are options themselves, more often than not (`--run-args --version`), so these take whatever comes.
  if (next === undefined || (definition.kind !== "words" && isFlag(next))) {
    return { kind: "problem", problem: `--${name} lacks its value; write --${name} ${metavariable(definition)}.` };
  }
  return { kind: "flag", name, value: next, took: 1 };
}

function isFlag(argument: string): boolean {
  const name = /^--([^=]+)/.exec(argument)?.[1] ?? "";
  return ["help", "version"].includes(name) || inputDefinition(name.replace(/^no-/, "")) !== undefined;
}

function describeUnknown(argument: string, name: string): string {
  if (!argument.startsWith("-")) {
    const flag = /^\.|\.go$|^[^/]*\.[^/]*\//.test(argument) ? "package" : "targets";
    return `${quote(argument)} belongs to no flag; write --${flag} ${quote(argument)}, say.`;
  }
  const switched = inputDefinition(name.replace(/^no-/, ""));
  if (switched?.kind === "boolean") {
    return `${quote(argument)} says two things at once; write --${switched.name}, --no-${switched.name} or --${switched.name}=false.`;
  }
  if (switched?.kind === "choice" && switched.choices.includes("off")) {
    return `${quote(argument)} is no flag; write --${switched.name} off.`;
  }
  const written = (name || argument.replace(/^-+/, "").replace(/=.*/s, "")).toLowerCase().replaceAll("_", "-");
  const meant = nearest(written, [...inputDefinitions.map((definition) => definition.name), "help", "version"]);
  const remedy = meant === undefined ? "--help lists them all" : `the nearest is --${meant}`;
  return `${quote(argument)} is no flag; ${remedy}.`;
}

/** What stands for a flag's value in help and in problems. */
function metavariable(definition: InputDefinition): string {
  switch (definition.kind) {
    case "boolean":
      return "true|false";
    case "choice":
      return definition.choices.join("|");
    case "number":
      return "NUMBER";
    case "list":
      return definition.name === "targets" ? "TARGETS" : "LIST";
    case "words":
      return "WORDS";
    case "text":
      return "TEXT";
  }
}

/** Columns of the help text. */
const width = 96;
const indent = " ".repeat(6);

/** What `--help` prints, ending with a line break. */
export function helpText(): string {
  const flags = inputDefinitions.map((definition) => describeFlag(definition));
  return `Usage: cgo-cross [--targets TARGETS] [--package LIST] [flags]
       cgo-cross lock [--check] [--release LIST] [--targets TARGETS] [flags]

${wrapped(
  "Builds a Go program for several platforms, with the C code that it needs, and checks each binary. Needs Go and, " +
    "for C, a Debian or Ubuntu machine; it installs nothing on it.",
  "",
)}

Examples:
  cgo-cross --targets linux/arm64 --package ./cmd/server
  cgo-cross --targets 'linux/*, !linux/mips*, windows/amd64' --static --out-dir build
  cgo-cross --targets all --dry-run

cgo-cross lock
${wrapped(
  "Writes cgo-cross.lock beside go.mod: for every toolchain and emulator of the targets the packages with version, size " +
    "and SHA-256, and the digest of what they unpack to. Builds then use exactly that. Commit the file.",
  indent,
)}
  --check
      Writes nothing, and fails where the lock is not what the distribution has today.
  --release LIST
${wrapped("Other releases of this machine's distribution to lock too, such as debian-12,debian-13. Locks of releases that are not named stay as they are.", indent)}

Flags:
${flags.join("\n")}
  -h, --help
      Prints this text.
  --version
      Prints the version.
`;
}

function describeFlag(definition: InputDefinition): string {
  const title =
    definition.kind === "boolean" ? `--[no-]${definition.name}` : `--${definition.name} ${metavariable(definition)}`;
  const otherwise = definition.default ?? definition.absent?.replaceAll("`", "");
  return `  ${title}  (default: ${otherwise})\n${wrapped(definition.description, indent)}`;
}

function wrapped(text: string, before: string): string {
  const lines: string[] = [];
  let line = before;
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > width && line !== before) {
      lines.push(line);
      line = before;
    }
    line += line === before ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
