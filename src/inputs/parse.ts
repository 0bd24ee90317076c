import type { Platform } from "../platforms/index.ts";
import { crossProblems } from "./checks.ts";
import { type InputName, inputDefinition, inputDefinitions } from "./definitions.ts";
import type { Inputs, ParsedInputs } from "./inputs.ts";
import { Reader } from "./reader.ts";
import { readers } from "./readers.ts";
import { camelCase, nearest, quote } from "./wording.ts";

/**
 * Reads all inputs from their texts and checks all that can be checked without a look at the program or the machine.
 * Never throws.
 * @param raw The text of each input that was given, by name. What is left out has its default.
 * @param platforms What the user's Go can build for.
 */
export function parseInputs(raw: Readonly<Record<string, string>>, platforms: readonly Platform[]): ParsedInputs {
  const read = new Reader(raw);
  const inputs = readInputs(read, platforms);
  return {
    inputs,
    problems: [...unknownNames(raw), ...read.problems, ...crossProblems(inputs, read.unreadable)],
  };
}

function readInputs(read: Reader, platforms: readonly Platform[]): Inputs {
  const values = inputDefinitions.map(({ name }) => [propertyName(name), readers[name](read, platforms)]);
  // `Inputs` has these names and the types of these readers, which TypeScript cannot follow through a loop.
  const rows = Object.fromEntries(values) as Omit<Inputs, "allowNss">;
  return { ...rows, allowNss: read.booleanOr("static") === "allow-nss" };
}

/** See the type `PropertyName`. */
function propertyName(name: InputName): string {
  return name === "package" ? "packages" : camelCase(name);
}

function unknownNames(raw: Readonly<Record<string, string>>): readonly string[] {
  const names = inputDefinitions.map((definition) => definition.name);
  return Object.keys(raw)
    .filter((name) => inputDefinition(name) === undefined)
    .map((name) => {
      const meant = nearest(name.toLowerCase().replaceAll("_", "-"), names);
      const remedy = meant === undefined ? `the inputs are ${names.join(", ")}` : `did you mean ${quote(meant)}?`;
      return `unknown input ${quote(name)}; ${remedy}`;
    });
}
