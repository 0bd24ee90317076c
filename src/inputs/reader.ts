import { splitWords } from "../golang/index.ts";
import type { ErrorCode, Problem } from "../host/errors.ts";
import {
  type ChoiceOf,
  type InputDefinition,
  type InputName,
  type InputNameOf,
  inputDefinition,
  inputDefinitions,
} from "./definitions.ts";
import { misleadingCharacter } from "./file-names.ts";
import { either, quote } from "./wording.ts";

export type ReaderOptions = {
  /** What `${workspace}` stands for in words; absolute. */
  readonly workspace?: string;
  /** The pattern that the value stands behind, which problems then name. */
  readonly pattern?: string | undefined;
};

/** Takes texts out of the raw inputs, and keeps what was wrong with them. */
export class Reader {
  readonly problems: Problem[] = [];
  /** The inputs that stand at their defaults because they could not be read. */
  readonly unreadable = new Set<InputName>();
  readonly #raw: Readonly<Record<string, string>>;

  readonly #options: ReaderOptions;

  constructor(raw: Readonly<Record<string, string>>, options: ReaderOptions = {}) {
    this.#raw = raw;
    this.#options = options;
  }

  /** The text of an input as it was given; undefined where it was not, or is empty (see `default` in the table of inputs). */
  given(name: InputName): string | undefined {
    const text = Object.hasOwn(this.#raw, name) ? this.#raw[name] : undefined;
    return text?.trim() === "" ? undefined : text;
  }

  /** Reads a part of an input as if it were all of it; undefined: its default. */
  part(
    name: InputName,
    { text, pattern }: { readonly text: string | undefined; readonly pattern: string | undefined },
  ): Reader {
    return new Reader(text === undefined ? {} : { [name]: text }, { ...this.#options, pattern });
  }

  /** Takes over what was wrong with a part. */
  absorb(part: Reader): void {
    this.problems.push(...part.problems);
    for (const name of part.unreadable) {
      this.unreadable.add(name);
    }
  }

  /** Adds a sentence about an input, which then stands at its default. */
  reject(name: InputName, code: ErrorCode, sentence: string): void {
    const { pattern } = this.#options;
    this.problems.push({ code, text: `${name}: ${pattern === undefined ? "" : `${pattern}: `}${sentence}` });
    this.unreadable.add(name);
  }

  /** Rejects an input's text, where something else was expected: "a version such as 2.31". */
  rejectValue(name: InputName, text: string, expected: string): void {
    this.reject(name, "input-value", `expected ${expected}, got ${quote(text)} (default: ${describeDefault(name)})`);
  }

  /** Rejects a text that could not be split into words. */
  rejectQuotes(name: InputName, text: string, problem: string): void {
    this.reject(name, "unclosed-quote", `${problem} in ${quote(text)}; close it with the same quote`);
  }

  /** The text of an input without the space around it, or its default; empty where there is neither. */
  text(name: InputName): string {
    const definition = inputDefinition(name);
    const fallback = definition?.default ?? "";
    const given = this.given(name)?.trim();
    if (given === undefined || definition === undefined) {
      return fallback;
    }
    const control = forbiddenCharacter(definition, given);
    if (control !== undefined) {
      const sentence = `${quote(given)} contains the character ${quote(control)}, which is not allowed; remove it`;
      this.reject(name, "input-character", sentence);
      return fallback;
    }
    return given;
  }

  boolean(name: InputNameOf<"boolean">): boolean {
    return this.booleanOr(name) !== false;
  }

  /** True, false, or one of the further words of the definition. */
  booleanOr(name: InputNameOf<"boolean">): boolean | string {
    const text = this.text(name);
    const lower = text.toLowerCase();
    const words = expectedWords(inputDefinition(name)) ?? [];
    if (!words.includes(lower)) {
      this.rejectValue(name, text, either(words));
      return inputDefinition(name)?.default === "true";
    }
    return lower === "true" || (lower === "false" ? false : lower);
  }

  /** One of the words of the definition. */
  choice<Name extends InputNameOf<"choice">>(name: Name): ChoiceOf<Name> {
    const { choices, fallback } = choicesOf(name);
    const text = this.text(name);
    const lower = text.toLowerCase();
    // YAML has two ways to write a switch, and some tools turn the one into the other.
    const other = lower === "true" ? "on" : lower === "false" ? "off" : undefined;
    const found = choices.find((choice) => choice === lower) ?? choices.find((choice) => choice === other);
    if (found === undefined) {
      this.rejectValue(name, text, either(choices));
    }
    return found ?? fallback;
  }

  /** A whole number within the definition's bounds. */
  number(name: InputNameOf<"number">): number | undefined {
    const definition = inputDefinition(name);
    const text = this.text(name);
    if (text === "" || definition?.kind !== "number") {
      return undefined;
    }
    const { least, most } = definition;
    const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) {
      return number;
    }
    this.rejectValue(name, text, `a whole number from ${least} to ${most}`);
    return undefined;
  }

  /** Names separated by commas, spaces or line breaks, each once. */
  list(name: InputNameOf<"list">): readonly string[] {
    return [...new Set(this.text(name).split(/[\s,]+/))].filter((item) => item !== "");
  }

  words(name: InputNameOf<"words">): readonly string[] {
    const text = this.text(name);
    const { words, problem } = splitWords(text);
    if (problem !== undefined) {
      this.rejectQuotes(name, text, problem);
    }
    return this.expand(name, words);
  }

  /**
   * Words with the workspace for `${workspace}`. Other names in braces are not ours: linkers have `${ORIGIN}`. One that is
   * nearly this one, or another program's name for it, is a slip.
   */
  expand(name: InputName, words: readonly string[]): readonly string[] {
    const slips = words.flatMap((word) => word.match(/\$\{[^}]*workspace[^}]*\}|\$\(workspace\)/gi) ?? []);
    for (const slip of new Set(slips.filter((each) => each !== placeholder))) {
      this.reject(name, "unknown-placeholder", `unknown ${quote(slip)}; did you mean ${quote(placeholder)}?`);
    }
    return words.map((word) => word.replaceAll(placeholder, () => this.#options.workspace ?? "."));
  }
}

/** Stands for the directory that the run was started in, in words. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: users write it so
const placeholder = "${workspace}";

/** The words of an input's row and the one that is its default, with their types. */
function choicesOf<Name extends InputNameOf<"choice">>(
  name: Name,
): { readonly choices: readonly ChoiceOf<Name>[]; readonly fallback: ChoiceOf<Name> } {
  type Row = { readonly choices: readonly ChoiceOf<Name>[]; readonly default: ChoiceOf<Name> };
  // TypeScript does not relate the row that is found to its name; that defaults are choices is tested.
  const { choices, default: fallback } = inputDefinitions.find((row) => row.name === name) as unknown as Row;
  return { choices, fallback };
}

/** The words that an input takes; undefined where it takes others, too. */
function expectedWords(definition: InputDefinition | undefined): readonly string[] | undefined {
  switch (definition?.kind) {
    case "boolean":
      return ["true", "false", ...(definition.also ?? [])];
    case "choice":
      return definition.choices;
    default:
      return undefined;
  }
}

/** What an input is where it is left out, for people. */
function describeDefault(name: InputName): string {
  const definition = inputDefinition(name);
  return definition?.default ?? definition?.absent ?? "none";
}

/**
 * Line breaks and tabs separate words; no other control character has a place in an input. What is one text or a list of names
 * has no character either by which it would show as another one.
 */
function forbiddenCharacter({ kind }: InputDefinition, text: string): string | undefined {
  switch (kind) {
    case "words":
      return controlInWords.exec(text)?.[0];
    case "list":
      return misleadingCharacter(text.replaceAll(/[\t\n\r]/g, " "));
    default:
      return misleadingCharacter(text);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlInWords = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
