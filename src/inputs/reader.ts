import { splitWords } from "../golang/words.ts";
import { type InputDefinition, type InputName, type InputNameOf, inputDefinition } from "./definitions.ts";
import { either, quote } from "./wording.ts";

/** Takes texts out of the raw inputs, and keeps what was wrong with them. */
export class Reader {
  readonly problems: string[] = [];
  /** The inputs that stand at their defaults because they could not be read. */
  readonly unreadable = new Set<InputName>();
  readonly #raw: Readonly<Record<string, string>>;

  constructor(raw: Readonly<Record<string, string>>) {
    this.#raw = raw;
  }

  /** Adds a sentence about an input, which then stands at its default. */
  reject(name: InputName, sentence: string): void {
    this.problems.push(`${name}: ${sentence}`);
    this.unreadable.add(name);
  }

  /** The text of an input without the space around it, or its default; empty where there is neither. */
  text(name: InputName): string {
    const definition = inputDefinition(name);
    const fallback = definition?.default ?? "";
    const given = Object.hasOwn(this.#raw, name) ? this.#raw[name]?.trim() : undefined;
    if (given === undefined || definition === undefined) {
      return fallback;
    }
    if (given === "" && fallback !== "") {
      this.reject(
        name,
        `the text is empty; ${allowedValues(definition)}, or leave the input out for ${quote(fallback)}.`,
      );
      return fallback;
    }
    const control = controlCharacter(definition).exec(given)?.[0];
    if (control !== undefined) {
      this.reject(
        name,
        `${quote(given)} has the character ${quote(control)} in it, which cannot be used; take it out.`,
      );
      return fallback;
    }
    return given;
  }

  boolean(name: InputNameOf<"boolean">): boolean {
    return this.booleanOr(name) !== false;
  }

  /** True, false, or one of the further words of the definition. */
  booleanOr(name: InputNameOf<"boolean">): boolean | string {
    const definition = inputDefinition(name);
    const text = this.text(name);
    const lower = text.toLowerCase();
    if (lower === "true" || lower === "false") {
      return lower === "true";
    }
    if (definition?.kind === "boolean" && definition.also?.includes(lower) === true) {
      return lower;
    }
    // Once, however often it is read.
    if (!this.unreadable.has(name)) {
      this.rejectValue(name, text);
    }
    return definition?.default === "true";
  }

  /** One of `allowed`, the first of which is the default. */
  choice<Choice extends string>(name: InputNameOf<"choice">, allowed: readonly [Choice, ...Choice[]]): Choice {
    const text = this.text(name);
    const lower = text.toLowerCase();
    // YAML has two ways to write a switch, and some tools turn the one into the other.
    const other = lower === "true" ? "on" : lower === "false" ? "off" : undefined;
    const found = allowed.find((choice) => choice === lower) ?? allowed.find((choice) => choice === other);
    if (found === undefined) {
      this.rejectValue(name, text);
    }
    return found ?? allowed[0];
  }

  number(name: InputNameOf<"number">): number | undefined {
    const definition = inputDefinition(name);
    const text = this.text(name);
    if (text === "" || definition?.kind !== "number") {
      return undefined;
    }
    const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= definition.least && number <= definition.most) {
      return number;
    }
    this.rejectValue(name, text);
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
      this.reject(name, `in ${quote(text)} ${problem}; end it with the same quote.`);
    }
    return words;
  }

  private rejectValue(name: InputName, text: string): void {
    const definition = inputDefinition(name);
    if (definition !== undefined) {
      const otherwise = definition.default === undefined ? definition.absent : quote(definition.default);
      this.reject(
        name,
        `${quote(text)} cannot be read; ${allowedValues(definition)}, or leave the input out for ${otherwise}.`,
      );
    }
  }
}

/** What to write, for people. */
function allowedValues(definition: InputDefinition): string {
  switch (definition.kind) {
    case "boolean":
      return `write ${either(["true", "false", ...(definition.also ?? [])].map(quote))}`;
    case "choice":
      return `write ${either(definition.choices.map(quote))}`;
    case "number":
      return `write a whole number from ${definition.least} to ${definition.most}`;
    case "list":
    case "words":
      return "write one word or more";
    case "text":
      return "write one";
  }
}

/** Line breaks and tabs separate words; nothing else of their kind has a place in an input. */
function controlCharacter(definition: InputDefinition): RegExp {
  return definition.kind === "words" || definition.kind === "list"
    ? // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
    : // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      /[\u0000-\u001f\u007f-\u009f]/;
}
