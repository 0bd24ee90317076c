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
