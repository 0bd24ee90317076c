import { constants, open } from "node:fs/promises";
import { UserError } from "./errors.ts";
import { describeRefusal } from "./places.ts";
import type { Environment } from "./types.ts";

/** The files that a runner reads after a step. An old one sets some of them alone, which is no problem. */
const variables = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"] as const;

/**
 * Looks whether what a run passes on can be written, which it does at its end only.
 * @throws UserError where it cannot.
 */
export async function checkCommandFiles(environment: Environment): Promise<void> {
  const problems: string[] = [];
  for (const name of variables) {
    const file = environment[name];
    if (file === undefined || file === "") {
      continue;
    }
    try {
      await (await open(file, constants.O_RDWR | constants.O_APPEND)).close();
    } catch (error) {
      problems.push(`${name} is ${file}, but ${describeUse(error)}`);
    }
  }
  if (problems.length > 0) {
    throw new UserError({
      code: "runner-files",
      text:
        `the runner could not be told of the result: ${problems.join("; ")}. Leave these variables as the runner sets them, ` +
        "and in a container of your own mount the directory of these files",
    });
  }
}

function describeUse(error: unknown): string {
  const why = describeRefusal(error);
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? why : `it cannot be read and written (${why})`;
}
