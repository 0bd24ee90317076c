import type { Problem } from "../host/errors.ts";
import { type CommandDefinition, commandDefinitions } from "./commands.ts";
import { inputDefinition, inputDefinitions } from "./definitions.ts";
import { commandTerm } from "./help.ts";
import { nearest, quote } from "./wording.ts";

/** An option without its value. `example` is needed for options that are not inputs. */
export function describeMissing(name: string, example = exampleOf(name)): Problem {
  const written = /^[\w./:=@%+-]+$/.test(example) ? example : `'${example}'`;
  return { code: "option-without-value", text: `--${name} needs a value, for example --${name} ${written}` };
}

function exampleOf(name: string): string {
  const definition = inputDefinition(name);
  if (definition === undefined || definition.kind === "boolean") {
    return "true";
  }
  return definition.kind === "choice"
    ? (definition.choices.find((choice) => choice !== definition.default) ?? "")
    : definition.example;
}

/** An argument that commander could not place, on the line of this command. */
export function describeLeftover(argument: string, command: CommandDefinition): Problem {
  return !argument.startsWith("-") || argument === "-"
    ? describeUnexpected(argument)
    : { code: "unknown-option", text: describeUnknownOption(argument, command) };
}

function describeUnknownOption(argument: string, command: CommandDefinition): string {
  const name = /^--([^=]+)/.exec(argument)?.[1] ?? "";
  const switched = inputDefinition(name.replace(/^no-/, ""));
  if (switched?.kind === "boolean") {
    return `--${name} takes no value; write --${switched.name}, --no-${switched.name} or --${switched.name}=false`;
  }
  const given = `unknown option ${quote(argument)}`;
  if (switched?.kind === "choice" && switched.choices.includes("off")) {
    return `${given}; did you mean --${switched.name} off?`;
  }
  const written = (name || argument.replace(/^-+/, "").replace(/=.*/s, "")).toLowerCase().replaceAll("_", "-");
  const names = [...command.options, ...inputDefinitions].map((each) => each.name);
  const meant = nearest(written, [...names, "help", "version"]);
  const owner = commandDefinitions.find(({ options }) => options.some((option) => option.name === name));
  // `--target` is more often an unfinished `--targets` than the option of another command.
  if (owner !== undefined && owner.name !== command.name && meant?.startsWith(name) !== true) {
    return `${given}; did you mean cgo-cross ${owner.name} --${name}?`;
  }
  return `${given}; ${meant === undefined ? "--help lists all options" : `did you mean --${meant}?`}`;
}

/** A value that is none of those that an option takes. */
export function describeNoChoice(name: string, value: string, choices: readonly string[]): Problem {
  const meant = nearest(value, choices);
  const remedy = meant === undefined ? `it is one of ${choices.join(", ")}` : `did you mean ${meant}?`;
  return { code: "input-value", text: `--${name} is ${quote(value)}; ${remedy}` };
}

/** A command that was given without what it is to work on. */
export function describeNoWords({ name }: CommandDefinition, words: { readonly name: string }): Problem {
  const text = `cgo-cross ${name} needs ${words.name}; cgo-cross ${name} --help shows how it is written`;
  return { code: "missing-argument", text };
}

/** An argument that belongs to no option. */
export function describeUnexpected(argument: string): Problem {
  return { code: "unexpected-argument", text: describeArgument(argument) };
}

function describeArgument(argument: string): string {
  const given = `unexpected argument ${quote(argument)}`;
  const command = commandDefinitions.find(({ name }) => name === argument);
  if (command !== undefined) {
    return `${given}; a command comes first, as in cgo-cross ${commandTerm(command)}`;
  }
  const near = /^[a-z]+$/.test(argument)
    ? nearest(
        argument,
        commandDefinitions.map(({ name }) => name),
      )
    : undefined;
  if (near !== undefined) {
    return `${given}; did you mean the command cgo-cross ${near}?`;
  }
  const option = /^\.|\.go$|^[^/]*\.[^/]*\//.test(argument) ? "package" : "targets";
  return `${given}; did you mean --${option} ${quote(argument)}?`;
}
