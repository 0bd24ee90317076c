import type { Problem } from "../host/errors.ts";
import { type Platform, type Target, targetName } from "../platforms/index.ts";
import { couldExclude, excludes, includedTargets } from "./target-patterns.ts";
import { describeUnknownTarget } from "./unknown-target.ts";
import { quote } from "./wording.ts";

export type ParsedTargets = {
  /** Each once, in the order in which they were first named; those of a glob in the order of the platforms. */
  readonly targets: readonly Target[];
  /** The names of those that only a pattern gave: they stand for what can be built. */
  readonly globbed: readonly string[];
  /** Every problem. */
  readonly problems: readonly Problem[];
};

type Item = {
  /** As the user wrote it, such as `!linux/mips*`. */
  readonly text: string;
  readonly excludes: boolean;
  /** The text without its `!`, in small letters. */
  readonly pattern: string;
};

/**
 * Reads the `targets` input against the platforms that can be built for. Items are separated by commas, spaces or line
 * breaks, `#` begins a comment, and items are applied from left to right: `os/arch` and `os/arch/variant` add a target,
 * patterns with `*` and `all` add what matches them, and a leading `!` excludes what the items before it gave.
 *
 * Never throws: what cannot be read is reported in `problems` and left out of `targets`.
 */
export function parseTargets(text: string, platforms: readonly Platform[]): ParsedTargets {
  const items = readItems(text);
  const chosen = new Map<string, Target>();
  const problems: Problem[] = [];
  const idle: Item[] = [];
  for (const [index, item] of items.entries()) {
    const known = item.excludes ? couldExclude(item.pattern, platforms) : addTargets(chosen, item, platforms);
    if (!known) {
      const what = describeUnknownTarget({ ...item, before: items[index - 1]?.text }, platforms);
      problems.push({ code: "unknown-target", text: `targets: ${what}` });
    } else if (item.excludes && !removeTargets(chosen, item)) {
      idle.push(item);
    }
  }
  const named = new Set(items.filter((item) => !item.excludes && !isGlob(item.pattern)).map(({ pattern }) => pattern));
  const targets = [...chosen.values()];
  for (const item of idle.filter(({ pattern }) => targets.some((target) => excludes(pattern, target)))) {
    const text = `targets: ${quote(item.text)} excludes nothing here; put it after the targets it should exclude`;
    problems.push({ code: "pattern-without-target", text });
  }
  if (targets.length === 0 && problems.length === 0) {
    problems.push({ code: "no-targets", text: describeNothingLeft(items) });
  }
  const globbed = [...chosen.keys()].filter((name) => !named.has(name));
  return { targets, globbed, problems };
}

function readItems(text: string): readonly Item[] {
  return (
    text
      .replaceAll(/#[^\r\n]*/g, " ")
      // A `!` belongs to what follows it, with or without a space.
      .replaceAll(/!\s+/g, "!")
      .split(/[\s,]+/)
      .filter((item) => item !== "")
      .map((item) => ({ text: item, excludes: item.startsWith("!"), pattern: item.replace(/^!/, "").toLowerCase() }))
  );
}

function isGlob(pattern: string): boolean {
  return pattern === "all" || pattern.includes("*");
}

/** Whether there was anything to add. */
function addTargets(chosen: Map<string, Target>, item: Item, platforms: readonly Platform[]): boolean {
  const added = includedTargets(item.pattern, platforms);
  for (const target of added) {
    chosen.set(targetName(target), target);
  }
  return added.length > 0;
}

/** Whether anything was excluded. */
function removeTargets(chosen: Map<string, Target>, item: Item): boolean {
  const excluded = [...chosen].filter(([, target]) => excludes(item.pattern, target));
  for (const [name] of excluded) {
    chosen.delete(name);
  }
  return excluded.length > 0;
}

function describeNothingLeft(items: readonly Item[]): string {
  const last = quote(items.at(-1)?.text ?? "");
  if (items.length === 0) {
    return 'targets: no target given; write at least one such as "linux/arm64", or "all"';
  }
  if (items.every((item) => item.excludes)) {
    return `targets: ${last} has nothing to exclude from; begin with what to build, such as "all"`;
  }
  return `targets: nothing is left after ${last}; exclude less or add targets`;
}
