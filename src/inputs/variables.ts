import type { Environment } from "../host/types.ts";
import { inputDefinitions } from "./definitions.ts";

/**
 * The inputs of a step as the runner hands them on: `INPUT_` and the name in capitals, hyphens kept. Variables of that
 * kind which belong to no input are left alone: a workflow may have set them itself, and the runner warns of misspelt
 * inputs. Source: actions/runner, ActionRunner.cs, and actions/toolkit, getInput.
 */
export function rawFromVariables(environment: Environment): Readonly<Record<string, string>> {
  const raw: Record<string, string> = {};
  for (const { name } of inputDefinitions) {
    const text = environment[`INPUT_${name.toUpperCase()}`];
    if (text !== undefined) {
      raw[name] = text;
    }
  }
  return raw;
}

/** The inputs that somebody has set: the runner hands on the defaults of all others as if they had been given. */
export function withoutDefaults(raw: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const isDefault = (name: string, text: string) =>
    inputDefinitions.some((definition) => definition.name === name && (definition.default ?? "") === text.trim());
  return Object.fromEntries(Object.entries(raw).filter(([name, text]) => !isDefault(name, text)));
}
