/** What the page of commands says of each, made of their definitions. */
import {
  buildExitCodes,
  buildOptions,
  type CommandDefinition,
  commandDefinitions,
  commonExitCodes,
  type ExitCode,
} from "../src/inputs/commands.ts";
import { commandTerm, optionTerm } from "../src/inputs/help.ts";
import { code, folded, table } from "./markdown.ts";

/** The exit codes of all, then the build and every command, each below a heading. */
export function commandSections(): string {
  const build = {
    usage: "cgo-cross [flags]",
    description:
      "Without the name of a command the program is built. [Inputs](inputs.md) lists the flags, which the commands take too as " +
      "far as they make sense for them.",
    options: buildOptions,
    exitCodes: buildExitCodes,
  };
  const commands = commandDefinitions.map((definition) => section(definition.name, describe(definition)));
  return [exitCodes(), section("The build", build), ...commands].join("\n\n");
}

type Described = Pick<CommandDefinition, "description" | "options" | "exitCodes"> & { readonly usage: string };

function describe(definition: CommandDefinition): Described {
  return { ...definition, usage: `cgo-cross ${commandTerm(definition)}` };
}

function section(title: string, { usage, description, options, exitCodes: own }: Described): string {
  const rows = options.map((option) => [code(optionTerm(option)), option.description]);
  return [
    `## ${title}`,
    `\`\`\`text\n${usage}\n\`\`\``,
    folded(description, 0),
    ...(rows.length === 0 ? [] : [table(["flag", "meaning"], rows)]),
    ...(own.length === 0 ? [] : [exitCodeTable(own)]),
  ].join("\n\n");
}

function exitCodes(): string {
  return [
    "## Exit codes",
    "A command has these, and those that its section adds.",
    exitCodeTable(commonExitCodes),
  ].join("\n\n");
}

function exitCodeTable(codes: readonly ExitCode[]): string {
  return table(["exit code", "meaning"], codes);
}
