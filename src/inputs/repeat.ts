import { hideLdflags, hideValues, joinWords, splitWords } from "../golang/index.ts";
import { type InputDefinition, type InputGroup, inputDefinitions } from "./definitions.ts";
import { splitSettingLines } from "./setting-lines.ts";
import { withoutDefaults } from "./variables.ts";

/** What decides how a program is built and checked; where the results go and what the machine has does not. */
const groups: ReadonlySet<InputGroup> = new Set(["build", "c", "go", "check"]);
const others: ReadonlySet<string> = new Set(["targets", "build", "export-env", "cache"]);

/**
 * The flags that repeat a run's builds on a command line, apart from `--targets`: a word each, as parseFlags takes them, without
 * what is the default and without the values of -X.
 * @param raw The inputs by name, as they were given.
 */
export function repeatingFlags(raw: Readonly<Record<string, string>>): readonly string[] {
  const given = withoutDefaults(raw);
  return inputDefinitions
    .filter(({ name, group }) => groups.has(group) && !others.has(name))
    .flatMap((definition) => flagsOf(definition, given[definition.name]?.trim() ?? ""));
}

function flagsOf(definition: InputDefinition, text: string): readonly string[] {
  const { name, kind } = definition;
  if (text === "") {
    return [];
  }
  if (kind === "boolean" && (text === "true" || text === "false")) {
    return [`--${text === "true" ? "" : "no-"}${name}`];
  }
  const shown = (value: string) => (name === "ldflags" ? hideLdflags(value) : hideWords(value));
  const { plain, lines } =
    definition.perTarget === undefined ? { plain: text.split("\n"), lines: [] } : splitSettingLines(text, kind);
  const all = plain.map((line) => line.trim()).join(" ");
  return [...(all === "" ? [] : [shown(all)]), ...lines.map((line) => `${line.pattern}: ${shown(line.text)}`)].map(
    (value) => `--${name}=${value}`,
  );
}

/** Flags of Go may be `-ldflags`. */
function hideWords(text: string): string {
  const { words, problem } = splitWords(text);
  return problem === undefined && words.some((word) => hideValues(word) !== word)
    ? joinWords(words.map(hideValues))
    : text;
}
