import { Command, CommanderError, Option } from "commander";
import type { Problem } from "../host/errors.ts";
import {
  buildExitCodes,
  buildOptions,
  type ChosenCommand,
  type CommandDefinition,
  type CommandOption,
  commandDefinitions,
} from "./commands.ts";
import { type InputDefinition, inputDefinitions } from "./definitions.ts";
import {
  describeLeftover,
  describeMissing,
  describeNoChoice,
  describeNoWords,
  describeUnexpected,
} from "./flag-problems.ts";
import { commandHelp, overview, topicHelp } from "./help.ts";
import { splitSettingLines } from "./setting-lines.ts";
import { camelCase } from "./wording.ts";

export type ParsedFlags =
  /** What to print. */
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "version" }
  | {
      readonly kind: "inputs";
      /** The text of each input that was given, as `parseInputs` takes them. */
      readonly raw: Readonly<Record<string, string>>;
      readonly command: ChosenCommand;
      /** Every problem. */
      readonly problems: readonly Problem[];
    };

/**
 * Reads the command line: every input is an option of the same name.
 *
 * `--name value` and `--name=value` set an input; a boolean is also set by `--name` alone and unset by `--no-name`. A list
 * (`targets`, `package`, `tags`) may be given several times. A command of the table may come first, with options of its
 * own. There are no other arguments. Never throws for what a user wrote.
 *
 * commander takes the line apart and stops at nothing: what it does not know it hands over, so that every problem is found.
 * @param given The arguments after the program's name.
 */
export function parseFlags(given: readonly string[]): ParsedFlags {
  if (given[0] === "help") {
    return parseHelp(given[1]);
  }
  const argv = withWholeSwitches(given);
  const line = new Line(argv);
  try {
    makeProgram(line).parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      throw error;
    }
    if (error.code === "commander.helpDisplayed") {
      return { kind: "help", text: line.help };
    }
    if (error.code === "commander.optionMissingArgument") {
      return withoutLast(argv);
    }
    throw error;
  }
  return line.versionRequested
    ? { kind: "version" }
    : { kind: "inputs", raw: line.raw, command: line.command, problems: line.problems };
}

function parseHelp(topic: string | undefined): ParsedFlags {
  const found = topicHelp(topic);
  return found.kind === "text"
    ? { ...found, kind: "help" }
    : noInputs([{ code: "unknown-topic", text: found.problem }]);
}

function noInputs(problems: readonly Problem[]): ParsedFlags {
  return { kind: "inputs", raw: {}, command: { kind: "build" }, problems };
}

/**
 * `exec --static make` as `exec --static=true make`, and `verify --static FILE` alike: commander would take a command's word for the
 * switch's value. Up to the first word of a command of the user's own an argument is an option, or what an option takes.
 */
function withWholeSwitches(argv: readonly string[]): readonly string[] {
  const definition: CommandDefinition | undefined = commandDefinitions.find(({ name }) => name === argv[0]);
  const isVerbatim = definition?.words?.verbatim === true;
  const words = [...argv];
  for (let at = definition?.words === undefined ? words.length : 1; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--" || (isVerbatim && !word.startsWith("-"))) {
      break;
    }
    const input = inputDefinitions.find((each) => `--${each.name}` === word);
    if (input?.kind === "boolean") {
      words[at] = isVerbatim || !isBooleanText(input, words[at + 1] ?? "") ? `${word}=true` : word;
    } else if (input !== undefined && (input.kind === "words" || words[at + 1]?.startsWith("-") === false)) {
      at++;
    }
  }
  return words;
}

/** Whether a text can be the value of a switch: one for all targets, or lines for some. */
function isBooleanText(definition: InputDefinition & { readonly kind: "boolean" }, text: string): boolean {
  const words = ["true", "false", ...(definition.also ?? [])];
  return words.includes(text.toLowerCase()) || splitSettingLines(text, definition.kind).lines.length > 0;
}

/** Only the last argument can be an option that takes whatever follows and is followed by nothing. */
function withoutLast(argv: readonly string[]): ParsedFlags {
  const parsed = parseFlags(argv.slice(0, -1));
  const name = argv.at(-1)?.replace(/^--/, "") ?? "";
  return parsed.kind === "inputs" ? { ...parsed, problems: [...parsed.problems, describeMissing(name)] } : parsed;
}

/** No argument of a process can contain this character: an option without its value. */
const absent = "\0";

/** What is read off one command line. */
class Line {
  readonly raw: Record<string, string> = {};
  readonly problems: Problem[] = [];
  /** The values of the command's own options, by name. */
  readonly options = new Map<string, true | string | readonly string[]>();
  /** What the command takes beside options. */
  words: readonly string[] = [];
  /** What stands behind `--`, where the command takes that by itself. */
  rest: readonly string[] = [];
  command: ChosenCommand = { kind: "build" };
  versionRequested = false;
  help = "";
  readonly #argv: readonly string[];

  constructor(argv: readonly string[]) {
    this.#argv = argv;
  }

  /** commander takes `--` away, and with it where it stood. */
  afterDashes(): readonly string[] {
    const at = this.#argv.indexOf("--");
    return at < 0 ? [] : this.#argv.slice(at + 1);
  }

  setInput(definition: InputDefinition, text: string): void {
    const { name } = definition;
    const before = this.raw[name];
    if (text === absent) {
      this.problems.push(describeMissing(name));
    } else if (before === undefined) {
      this.raw[name] = text;
    } else if (definition.kind === "list" || isAnotherLine(definition, before, text)) {
      this.raw[name] = `${before}\n${text}`;
    } else {
      this.problems.push({ code: "option-twice", text: `--${name} is given twice; give it once` });
    }
  }

  /** `--static linux/arm64` is `--static` and an argument that belongs to nothing; `--static=linux/arm64` is not. */
  setBoolean(definition: InputDefinition & { readonly kind: "boolean" }, text: string): void {
    if (isBooleanText(definition, text) || this.#argv.includes(`--${definition.name}=${text}`)) {
      this.setInput(definition, text);
    } else {
      this.setInput(definition, "true");
      this.problems.push(describeUnexpected(text));
    }
  }
}

/** An input with values for some targets may be given once for each of them. */
function isAnotherLine({ kind, perTarget }: InputDefinition, before: string, text: string): boolean {
  const plain = [before, text].filter((each) => splitSettingLines(each, kind).plain.length > 0);
  return perTarget !== undefined && plain.length < 2;
}

function makeProgram(line: Line): Command {
  const program = makeCommand(
    line,
    { name: "cgo-cross", summary: "", description: "", options: buildOptions, exitCodes: buildExitCodes },
    overview(),
  ).enablePositionalOptions();
  for (const definition of commandDefinitions) {
    program.addCommand(makeCommand(line, definition, commandHelp(definition)));
  }
  return program.helpCommand(false);
}

/** A command with its own options and those of all inputs. It accepts everything, prints nothing and never exits. */
function makeCommand(line: Line, definition: CommandDefinition, help: string): Command {
  const command = new Command(definition.name);
  const add = (option: Option) => void command.addOption(option);
  for (const option of definition.options) {
    add(makeCommandOption(line, option));
  }
  for (const input of inputDefinitions) {
    addInput(line, input, add);
  }
  const version = new Option("--version", "Prints the version.").argParser(() => {
    line.versionRequested = true;
  });
  add(version);
  if (definition.words?.verbatim === true) {
    command.passThroughOptions();
  }
  return command
    .helpOption("-h, --help", "Prints this text.")
    .configureHelp({ formatHelp: () => help })
    .configureOutput({
      writeOut: (text) => {
        line.help += text;
      },
      writeErr: () => undefined,
      outputError: () => undefined,
    })
    .exitOverride()
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      const rest = definition.words?.rest === undefined ? [] : line.afterDashes();
      const given = command.args.slice(0, command.args.length - rest.length);
      const { words, leftover } = splitWordsOf(definition, given.at(-1) === "--" ? given.slice(0, -1) : given);
      line.words = words;
      line.rest = rest;
      line.command = chooseCommand(line, definition);
      line.problems.push(...leftover.map((argument) => describeLeftover(argument, definition)));
      if (definition.words?.required === true && words.length === 0 && leftover.length === 0) {
        line.problems.push(describeNoWords(definition, definition.words));
      }
    });
}

/** What commander could place nowhere: words of the command's own, and mistakes. */
function splitWordsOf(
  { words }: CommandDefinition,
  given: readonly string[],
): { readonly words: readonly string[]; readonly leftover: readonly string[] } {
  if (words === undefined) {
    return { words: [], leftover: given };
  }
  const isOption = (word: string) => word.startsWith("-") && word !== "-";
  if (!words.verbatim) {
    return { words: given.filter((word) => !isOption(word)), leftover: given.filter(isOption) };
  }
  const [first] = given;
  return first !== undefined && isOption(first) ? { words: [], leftover: [first] } : { words: given, leftover: [] };
}

function addInput(line: Line, definition: InputDefinition, add: (option: Option) => void): void {
  const { name, description } = definition;
  // Words are options themselves, more often than not (`--run-args --version`), so these take whatever comes.
  const option = new Option(`--${name} ${definition.kind === "words" ? "<value>" : "[value]"}`, description);
  if (definition.kind !== "boolean") {
    add(option.preset(absent).argParser((text) => line.setInput(definition, text)));
    return;
  }
  add(option.preset("true").argParser((text) => line.setBoolean(definition, text)));
  add(new Option(`--no-${name}`).preset("false").argParser((text) => line.setInput(definition, text)));
}

function makeCommandOption(line: Line, definition: CommandOption): Option {
  const { name, description } = definition;
  if (definition.kind === "switch") {
    return new Option(`--${name}`, description).argParser(() => line.options.set(name, true));
  }
  if (definition.kind === "choice") {
    return new Option(`--${name} [value]`, description).preset(absent).argParser((text) => {
      line.options.set(name, text);
      if (!definition.choices.includes(text)) {
        line.problems.push(
          text === absent
            ? describeMissing(name, definition.choices[0])
            : describeNoChoice(name, text, definition.choices),
        );
      }
    });
  }
  if (definition.kind === "text") {
    return new Option(`--${name} [value]`, description).preset(absent).argParser((text) => {
      line.options.set(name, text);
      line.problems.push(...(text === absent ? [describeMissing(name, definition.example)] : []));
    });
  }
  return new Option(`--${name} [value]`, description).preset(absent).argParser((text) => {
    const given = text === absent ? [] : text.split(/[\s,]+/).filter((word) => word !== "");
    const before = line.options.get(name) ?? [];
    line.options.set(name, typeof before === "object" ? [...before, ...given] : given);
    line.problems.push(...(given.length === 0 ? [describeMissing(name, definition.example)] : []));
  });
}

function chooseCommand(line: Line, { name, options, words }: CommandDefinition): ChosenCommand {
  if (!commandDefinitions.some((definition) => definition.name === name)) {
    return line.options.has("json") ? { kind: "build", json: true } : { kind: "build" };
  }
  const values = options.map((option) => {
    const value = line.options.get(option.name);
    return [camelCase(option.name), value ?? absentValue(option)];
  });
  // `ChosenCommand` is made of the same table, which TypeScript cannot follow through a loop.
  const own = words === undefined ? {} : { words: line.words, rest: line.rest };
  return { kind: name, ...Object.fromEntries(values), ...own } as unknown as ChosenCommand;
}

function absentValue(option: CommandOption): boolean | string | undefined | readonly string[] {
  switch (option.kind) {
    case "switch":
      return false;
    case "list":
      return [];
    case "text":
      return undefined;
    case "choice":
      return option.choices[0];
  }
}
