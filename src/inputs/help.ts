import type { HelpConfiguration } from "commander";
import type { CommandDefinition, CommandOption } from "./commands.ts";
import type { InputDefinition } from "./definitions.ts";

/** Columns of the help text. */
export const width = 96;
const indent = "      ";

/** What stands at the top of the program's own help. */
export const intro = `\
Builds a Go program for several platforms, with the C code that it needs, and checks each binary. Needs Go and, for C, a Debian or Ubuntu machine; it installs nothing on it.

Examples:
  cgo-cross --targets linux/arm64 --package ./cmd/server
  cgo-cross --targets 'linux/*, !linux/mips*, windows/amd64' --static --out-dir build
  cgo-cross --targets 'linux/*, darwin/*' --cgo 'darwin/*: off' --dry-run

An option that may be per target takes the pattern of a target before its value, and may be given several times.

cgo-cross COMMAND --help prints the help of a command.`;

/** How commander sets the help of a command: each option on a line of its own, its description below it. */
export const commandHelp: HelpConfiguration = {
  helpWidth: width,
  optionDescription: (option) => option.description,
  subcommandTerm: (command) => `${command.name()} ${command.usage()}`,
  formatItem: (term, _, description, helper) =>
    `  ${term}\n${helper.boxWrap(description, width - indent.length).replaceAll(/^/gm, indent)}`,
  formatHelp: (command, helper) => {
    const item = (term: string, description: string) => helper.formatItem(term, 0, description, helper);
    const commands = helper
      .visibleCommands(command)
      .map((each) => item(helper.subcommandTerm(each), helper.subcommandDescription(each)));
    const options = helper
      .visibleOptions(command)
      .map((each) => item(helper.optionTerm(each), helper.optionDescription(each)));
    const sections = [
      `Usage: ${helper.commandUsage(command)}`,
      helper.boxWrap(helper.commandDescription(command), width),
      ...section("Commands", commands),
      ...section("Options", options),
    ];
    return `${sections.join("\n\n")}\n`;
  },
};

function section(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${title}:\n${items.join("\n")}`];
}

/** `--jobs NUMBER  (default: …)` */
export function inputTerm(definition: InputDefinition): string {
  const { name } = definition;
  const title = definition.kind === "boolean" ? `--[no-]${name}` : `--${name} ${metavariable(definition)}`;
  const fallback = definition.default ?? definition.absent?.replaceAll("`", "");
  return `${title}  (default: ${fallback}${definition.perTarget === undefined ? "" : "; may be per target"})`;
}

/** `--release LIST`, `--format sh|json` */
export function optionTerm(option: CommandOption): string {
  switch (option.kind) {
    case "switch":
      return `--${option.name}`;
    case "list":
      return `--${option.name} LIST`;
    case "choice":
      return `--${option.name} ${option.choices.join("|")}`;
  }
}

/** `lock [--check] [--release LIST] [options]` */
export function commandTerm({ name, options, words }: CommandDefinition): string {
  const own = words === undefined ? [] : [words.required ? words.name : `[${words.name}]`];
  const rest = words?.rest === undefined ? [] : [`[-- ${words.rest}]`];
  return [name, ...options.map((option) => `[${optionTerm(option)}]`), "[options]", ...own, ...rest].join(" ");
}

/** What stands for an option's value. */
function metavariable(definition: Exclude<InputDefinition, { readonly kind: "boolean" }>): string {
  switch (definition.kind) {
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
