import { delimiter } from "node:path";
import { UserError } from "./errors.ts";

/** Throws for a variable that cannot be exported to later steps, or would arrive as something else. */
export function checkVariable(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new Error(`"${name}" cannot name an environment variable`);
  }
  // The runner refuses this one from GITHUB_ENV, with an error annotation (FileCommandManager, _setEnvBlockList).
  if (name.toUpperCase() === "NODE_OPTIONS") {
    throw new Error("NODE_OPTIONS cannot be set for later steps");
  }
  checkOneLine(`the value of ${name}`, value);
}

/** Throws for what is not one entry of PATH. @actions/core writes it as it is: a line break would add a second one. */
export function checkPathEntry(directory: string): void {
  checkOneLine("a PATH entry", directory);
  if (directory === "" || directory.includes(delimiter)) {
    throw new UserError({
      code: "runner-files",
      text: `"${directory}" cannot be one PATH entry: it is empty or has a "${delimiter}" in it`,
    });
  }
}

/** Throws for an output that cannot be set; its value may have several lines. */
export function checkOutput(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
    throw new Error(`"${name}" cannot name an output`);
  }
  if (value.includes("\0")) {
    throw new Error(`the value of output ${name} has a NUL in it`);
  }
}

function checkOneLine(what: string, value: string): void {
  if (/[\r\n\0]/.test(value)) {
    throw new UserError({ code: "runner-files", text: `${what} has a line break or a NUL in it` });
  }
}
