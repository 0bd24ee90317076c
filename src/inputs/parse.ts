import type { Problem } from "../host/errors.ts";
import { builtTargets, type Platform } from "../platforms/index.ts";
import { crossProblems } from "./checks.ts";
import { inputDefinition, inputDefinitions } from "./definitions.ts";
import type { ParsedInputs, RunInputs } from "./inputs.ts";
import { isPerTarget, propertyName } from "./inputs-of.ts";
import { readPerTarget } from "./per-target.ts";
import { Reader } from "./reader.ts";
import { readers } from "./readers.ts";
import { parseTargets } from "./targets.ts";
import { nearest, quote } from "./wording.ts";

/** What inputs are read with, beside their texts. */
export type ParseContext = {
  /** What the user's Go can build for. */
  readonly platforms: readonly Platform[];
  /** Absolute: what `${workspace}` stands for. */
  readonly workspace: string;
  /** What the values are for: `verify` asks nothing of a compiler, so that any may go with any target. Absent: `build`. */
  readonly use?: "build" | "verify";
};

/**
 * Reads all inputs from their texts and checks all that can be checked without a look at the program or the machine.
 * Never throws.
 * @param raw The text of each input that was given, by name. What is left out has its default.
 */
export function parseInputs(
  raw: Readonly<Record<string, string>>,
  { platforms, workspace, use = "build" }: ParseContext,
): ParsedInputs {
  const read = new Reader(raw, { workspace });
  const inputs = readInputs(read, platforms);
  return {
    inputs,
    problems: [
      ...unknownNames(raw),
      ...read.problems,
      ...(use === "build" ? crossProblems(inputs, read.unreadable) : []),
    ],
  };
}

function readInputs(read: Reader, platforms: readonly Platform[]): RunInputs {
  const asked = readers.targets(read, platforms);
  const targets = builtTargets(asked);
  // What is wrong with a pattern would follow from what is wrong with the targets.
  const known = read.problems.length > 0 ? undefined : targets;
  const values: [string, unknown][] = [];
  const perTarget: [string, unknown][] = [];
  for (const { name } of inputDefinitions) {
    const reader = (part: Reader): unknown => readers[name](part, platforms);
    if (isPerTarget(name)) {
      perTarget.push([name, readPerTarget(read, { name, reader, platforms, targets: known })]);
    } else {
      values.push([propertyName(name), name === "targets" ? targets : reader(read)]);
    }
  }
  const { globbed } = parseTargets(read.given("targets") ?? "", platforms);
  // `RunInputs` has these names and the types of these readers, which TypeScript cannot follow through a loop.
  const all = { ...Object.fromEntries(values), perTarget: Object.fromEntries(perTarget), asked, globbed };
  return all as unknown as RunInputs;
}

function unknownNames(raw: Readonly<Record<string, string>>): readonly Problem[] {
  const names = inputDefinitions.map((definition) => definition.name);
  return Object.keys(raw)
    .filter((name) => inputDefinition(name) === undefined)
    .map((name) => {
      const meant = nearest(name.toLowerCase().replaceAll("_", "-"), names);
      const remedy = meant === undefined ? `the inputs are ${names.join(", ")}` : `did you mean ${quote(meant)}?`;
      return { code: "unknown-input", text: `unknown input ${quote(name)}; ${remedy}` };
    });
}
