import type { Problem } from "../host/errors.ts";
import { type Platform, type Target, targetName } from "../platforms/index.ts";
import { inputDefinition, type PerTargetName } from "./definitions.ts";
import type { Reader } from "./reader.ts";
import { splitSettingLines } from "./setting-lines.ts";
import { couldExclude, isFor, isMoreSpecific, isSamePattern } from "./target-patterns.ts";
import { describeUnknownTarget } from "./unknown-target.ts";
import { both, nearest, quote } from "./wording.ts";

/** An input that may have a value of its own for some targets. */
export type PerTarget<Value> = {
  /** For the targets that no line is for. */
  readonly general: Written<Value>;
  /** `pattern: value`, in the order in which they were written. */
  readonly lines: readonly PatternLine<Value>[];
};

/** A value with the text that it was read from. */
type Written<Value> = { readonly text: string; readonly value: Value };

type PatternLine<Value> = Written<Value> & { readonly pattern: string };

/** What one target gets of an input. */
export type Resolved<Value> = Written<Value> & {
  /** Whose lines it is from; none: what was written without a pattern, or the default. */
  readonly patterns: readonly string[];
};

export type PerTargetQuestion<Value> = {
  readonly name: PerTargetName;
  /** Reads one value, as it reads the whole input where no line has a pattern. */
  readonly reader: (read: Reader) => Value;
  readonly platforms: readonly Platform[];
  /** What is built; undefined where that could not be read. */
  readonly targets: readonly Target[] | undefined;
};

/**
 * Reads an input with its lines `pattern: value`; what stands on lines without a pattern is for all other targets. Every
 * problem is reported to `read`, those of a value with its pattern.
 */
export function readPerTarget<Value>(read: Reader, question: PerTargetQuestion<Value>): PerTarget<Value> {
  const { name, reader } = question;
  const given = read.given(name);
  const { plain, lines } = splitSettingLines(given ?? "", inputDefinition(name)?.kind ?? "text");
  // Without a pattern the text is read as that of any input.
  const general = lines.length === 0 ? given : plainText(read, name, plain);
  const setting = {
    general: readPart(read, { name, reader, text: general, pattern: undefined }),
    lines: lines.map((line) => ({ pattern: line.pattern, ...readPart(read, { name, reader, ...line }) })),
  };
  for (const { code, text } of [
    ...lines.flatMap(({ pattern }) => patternProblem(pattern, question)),
    ...(replaces(name) ? conflicts(setting, question) : []),
  ]) {
    read.reject(name, code, text);
  }
  return setting;
}

/** What is for the targets without a line; undefined: the default. */
function plainText(read: Reader, name: PerTargetName, plain: readonly string[]): string | undefined {
  const kind = inputDefinition(name)?.kind;
  if (plain.length > 1 && kind !== "list" && kind !== "words") {
    const all = both(plain.map((text) => quote(text.trim())));
    read.reject(
      name,
      "lines-conflict",
      `${all} have no target before them; keep one, which is then for all other targets`,
    );
    return undefined;
  }
  return plain.length === 0 ? undefined : plain.join("\n");
}

type Part<Value> = Pick<PerTargetQuestion<Value>, "name" | "reader"> & {
  readonly text: string | undefined;
  readonly pattern: string | undefined;
};

function readPart<Value>(read: Reader, { name, reader, text, pattern }: Part<Value>): Written<Value> {
  const part = read.part(name, { text, pattern });
  const value = reader(part);
  read.absorb(part);
  return { text: (text?.trim() || inputDefinition(name)?.default) ?? "", value };
}

function patternProblem<Value>(pattern: string, { platforms, targets }: PerTargetQuestion<Value>): readonly Problem[] {
  if (!couldExclude(pattern, platforms)) {
    const item = { text: pattern, pattern: pattern.toLowerCase(), excludes: false, before: undefined };
    return [{ code: "unknown-target", text: describeUnknownTarget(item, platforms) }];
  }
  if (targets === undefined || targets.some((target) => isFor(pattern, target))) {
    return [];
  }
  const names = targets.map(targetName);
  const meant = nearest(pattern, names);
  const remedy = meant === undefined ? "" : `did you mean ${quote(meant)}? If not, `;
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} others`] : names;
  const text = `${quote(pattern)} is for none of the targets, which are ${both(shown)}; ${remedy}remove its line, or add to \`targets\` what it is for`;
  return [{ code: "pattern-without-target", text }];
}

/** Two lines of which neither is the one that counts. */
function conflicts<Value>(
  { lines }: PerTarget<Value>,
  { targets = [] }: Pick<PerTargetQuestion<Value>, "targets">,
): readonly Problem[] {
  const twice = lines.filter(({ pattern }, at) =>
    lines.slice(0, at).some((each) => isSamePattern(each.pattern, pattern)),
  );
  const unclear = targets.flatMap((target) => {
    const [first, ...others] = mostSpecific(lines, target);
    const other = others.find(
      ({ text, pattern }) => first?.text !== text && !isSamePattern(first?.pattern ?? "", pattern),
    );
    if (first === undefined || other === undefined) {
      return [];
    }
    const name = targetName(target);
    return `${quote(first.pattern)} and ${quote(other.pattern)} are both for ${name}, and neither is more specific; write a line for ${name} itself`;
  });
  const same = new Set(twice.map(({ pattern }) => `${quote(pattern)} has two lines; keep one of them`));
  return [...same, ...unclear].map((text) => ({ code: "lines-conflict", text }));
}

/** The lines for a target that no other line for it is more specific than. */
function mostSpecific<Value>(lines: readonly PatternLine<Value>[], target: Target): readonly PatternLine<Value>[] {
  const matching = lines.filter(({ pattern }) => isFor(pattern, target));
  return matching.filter((line) => !matching.some((other) => isMoreSpecific(other.pattern, line.pattern)));
}

/** What a target gets: the value of the most specific line, or, of an input whose values add up, all that is for it. */
export function resolvePerTarget<Value>(
  name: PerTargetName,
  setting: PerTarget<Value>,
  target: Target,
): Resolved<Value> {
  const { general, lines } = setting;
  if (replaces(name)) {
    const [line] = mostSpecific(lines, target);
    return line === undefined ? { ...general, patterns: [] } : { ...line, patterns: [line.pattern] };
  }
  const matching = lines.filter(({ pattern }) => isFor(pattern, target));
  const all = [general, ...matching];
  return {
    text: all.map(({ text }) => text).join(" "),
    // What adds up is a list; see `perTarget` in the table of inputs.
    value: all.flatMap(({ value }) => value) as Value,
    patterns: [...new Set(matching.map(({ pattern }) => pattern))],
  };
}

function replaces(name: PerTargetName): boolean {
  return inputDefinition(name)?.perTarget === "replaces";
}
