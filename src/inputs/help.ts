import { knownPlatforms } from "../platforms/index.ts";
import { buildOptions, type CommandDefinition, type CommandOption, commandDefinitions } from "./commands.ts";
import { type InputDefinition, type InputGroup, inputDefinitions, inputGroups } from "./definitions.ts";
import { nearest, quote } from "./wording.ts";

/** Columns of every help text. */
const width = 80;

const introduction = `\
Cross-builds a Go program with the C code that it needs, and verifies each
binary. Needs Go and, for C, Debian or Ubuntu; installs nothing on the machine.

Examples:
  cgo-cross --targets linux/arm64,windows/amd64
  cgo-cross --targets 'linux/*, !linux/mips*' --package ./cmd/server --static
  cgo-cross --targets 'linux/*, darwin/*' --cgo 'darwin/*: off' --dry-run`;

const closing = `\
cgo-cross help FLAG explains a flag, with its default and the values for single
targets; cgo-cross help targets says how platforms are named; cgo-cross help
header-not-found explains a failure by the code that a report gives it.`;

/** The overview: every command and every flag in a line. */
export function overview(): string {
  const commands = commandDefinitions.map(({ name, summary }) => [name, summary] as const);
  const groups = Object.entries(inputGroups).map(([group, title]) =>
    section(title, [...inputDefinitions].filter((each) => each.group === group).map(overviewLine)),
  );
  const other = section("Other", [
    ...buildOptions.map((option) => [optionTerm(option), option.summary] as const),
    ["-h, --help", "Prints this text"],
    ["--version", "Prints the version"],
  ]);
  const usage = "Usage: cgo-cross [COMMAND] [FLAGS]";
  return `${[usage, introduction, section("Commands", commands), ...groups, other, closing].join("\n\n")}\n`;
}

type Line = readonly [term: string, text: string];

/** Columns before the text of a line; a longer term has a line of its own. */
const termWidth = 24;

function section(title: string, lines: readonly Line[]): string {
  const shown = lines.map(([term, text]) =>
    term.length + 4 <= termWidth
      ? `  ${term.padEnd(termWidth - 2)}${text}`
      : `  ${term}\n${" ".repeat(termWidth)}${text}`,
  );
  return [`${title}:`, ...shown].join("\n");
}

function overviewLine(definition: InputDefinition): Line {
  return [flagTerm(definition), definition.summary];
}

/** `--jobs N`, `--[no-]run` */
function flagTerm(definition: InputDefinition): string {
  const { name } = definition;
  if (definition.kind !== "boolean") {
    return `--${name} ${placeholders[definition.kind]}`;
  }
  return `--[no-]${name}${definition.also === undefined ? "" : "[=WORD]"}`;
}

const placeholders = { list: "LIST", words: "FLAGS", text: "TEXT", number: "N", choice: "WORD" } as const;

/** Everything on a command: its description, its own options, and where the rest is. */
export function commandHelp(definition: CommandDefinition): string {
  const options = definition.options.map((option) => `  ${optionTerm(option)}\n${wrapped(option.description, 6)}`);
  const parts = [
    wrapped(`Usage: cgo-cross ${commandTerm(definition)}`),
    wrapped(definition.description),
    ...(options.length === 0 ? [] : [`Its own flags:\n${options.join("\n")}`]),
    wrapped("It also takes the flags of a build, which cgo-cross --help lists."),
  ];
  return `${parts.join("\n\n")}\n`;
}

/**
 * What `cgo-cross help TOPIC` prints: a flag, a command, or the overview without a topic.
 * @returns The text, or the sentence that there is no such topic.
 */
export function topicHelp(
  topic: string | undefined,
): { readonly kind: "text"; readonly text: string } | { readonly kind: "unknown"; readonly problem: string } {
  if (topic === undefined) {
    return { kind: "text", text: overview() };
  }
  const name = topic.replace(/^--?(no-)?/, "");
  const command = commandDefinitions.find((each) => each.name === name);
  const input = [...inputDefinitions].find((each) => each.name === name);
  const option = commandDefinitions.find(({ options }) => options.some((each) => each.name === name));
  if (command !== undefined && !topic.startsWith("-")) {
    const flag = input === undefined ? [] : [flagHelp(input)];
    return { kind: "text", text: [commandHelp(command), ...flag].join("\n") };
  }
  if (input !== undefined) {
    return { kind: "text", text: flagHelp(input) };
  }
  const own = buildOptions.find((each) => each.name === name);
  if (own !== undefined) {
    return { kind: "text", text: `${optionTerm(own)}\n${wrapped(own.description, 4)}\n` };
  }
  if (option !== undefined) {
    return { kind: "text", text: commandHelp(option) };
  }
  const meant = nearest(
    name,
    [...commandDefinitions, ...inputDefinitions].map((each) => each.name),
  );
  const hint = meant === undefined ? "cgo-cross --help lists all commands and flags" : `did you mean ${meant}?`;
  return { kind: "unknown", problem: `there is no help on ${quote(topic)}; ${hint}` };
}

/** Everything on a flag. */
function flagHelp(definition: InputDefinition): string {
  const { name, description, perTarget, default: fallback, absent } = definition;
  const words =
    definition.kind === "choice"
      ? definition.choices
      : definition.kind === "boolean" && definition.also !== undefined
        ? ["true", "false", ...definition.also]
        : [];
  const values = words.length === 0 ? [] : [`Values: ${words.join(", ")}.`];
  const platforms = name === "targets" ? [platformList()] : [];
  const example = "example" in definition ? definition.example : undefined;
  const written = definition.kind === "choice" ? definition.choices.at(-1) : (example ?? "true");
  const targets =
    perTarget === undefined
      ? []
      : [
          `May be per target: --${name} 'linux/*: ${written}'. ${perTarget === "adds" ? "All lines that match add up." : "The line that matches most closely counts."}`,
        ];
  const parts = [
    `${flagTerm(definition)}\n    ${definition.summary}.`,
    wrapped(withoutMarks(description)),
    ...[`Default: ${withoutMarks(fallback ?? absent ?? "none")}.`, ...values, ...targets].map((text) => wrapped(text)),
    ...platforms,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The platforms that we know, a line for each system; the user's Go may know fewer or more. */
function platformList(): string {
  const systems = new Map<string, string[]>();
  for (const { os, arch } of knownPlatforms) {
    systems.set(os, [...(systems.get(os) ?? []), arch]);
  }
  return section(
    "Platforms, by system",
    [...systems].map(([os, architectures]) => [os, wrapped(architectures.join(" "), termWidth).trimStart()]),
  );
}

/** Descriptions are Markdown with code marks, and speak of inputs as a workflow has them. */
function withoutMarks(text: string): string {
  return text.replaceAll("`", "");
}

/** Lines of at most 80 columns. */
export function wrapped(text: string, indentation = 0): string {
  const indent = " ".repeat(indentation);
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(indent + word);
    }
  }
  return lines.join("\n");
}

/** `--release LIST`, `--format sh|json` */
export function optionTerm(option: CommandOption): string {
  switch (option.kind) {
    case "switch":
      return `--${option.name}`;
    case "list":
      return `--${option.name} LIST`;
    case "text":
      return `--${option.name} TEXT`;
    case "choice":
      return `--${option.name} ${option.choices.join("|")}`;
  }
}

/** `lock [--check] [--release LIST] [flags]` */
export function commandTerm({ name, options, words }: CommandDefinition): string {
  const own = words === undefined ? [] : [words.required ? words.name : `[${words.name}]`];
  const rest = words?.rest === undefined ? [] : [`[-- ${words.rest}]`];
  return [name, ...options.map((option) => `[${optionTerm(option)}]`), "[flags]", ...own, ...rest].join(" ");
}

/** The groups that have inputs, for documents. */
export function inputsByGroup(): readonly { readonly title: string; readonly inputs: readonly InputDefinition[] }[] {
  return Object.entries(inputGroups).map(([group, title]) => ({
    title,
    inputs: [...inputDefinitions].filter((each) => each.group === (group as InputGroup)),
  }));
}
