import { delimiter } from "node:path";
import { UserError } from "./errors.ts";

/** Throws on a variable that a later step could not be given, or would be given as something else. */
export function checkVariable(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`"${name}" cannot name an environment variable`);
  // The runner refuses this one from GITHUB_ENV, with an error annotation (FileCommandManager, _setEnvBlockList).
  if (name.toUpperCase() === "NODE_OPTIONS") throw new Error("NODE_OPTIONS cannot be set for later steps");
  checkOneLine(`the value of ${name}`, value);
}

/** Throws on what is not one directory of PATH. @actions/core writes it as it comes: a line break would add a second. */
export function checkPathEntry(directory: string): void {
  checkOneLine("a PATH entry", directory);
  if (directory === "" || directory.includes(delimiter))
    throw new UserError(`"${directory}" cannot be one PATH entry: it is empty or has a "${delimiter}" in it`);
}

/** Throws on an output that cannot be set; its value may have several lines. */
export function checkOutput(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) throw new Error(`"${name}" cannot name an output`);
  if (value.includes("\0")) throw new Error(`the value of output ${name} has a NUL in it`);
}

function checkOneLine(what: string, value: string): void {
  if (/[\r\n\0]/.test(value)) throw new UserError(`${what} has a line break or a NUL in it`);
}
