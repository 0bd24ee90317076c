import type { ToolchainQuestion } from "../plan/index.ts";
import { compilesFor } from "../platforms/index.ts";

/** The target is the machine's own, or, on macOS, another Mac's: its own compiler may do, and no distribution has a cross compiler for it. */
export function isNative({ survey, machine }: ToolchainQuestion): boolean {
  return compilesFor(machine, survey.target);
}

/** Nothing can be fetched here: the machine's own compiler is the only one, and what is to be said is said of it. */
export function isLeftToHost(question: ToolchainQuestion): boolean {
  return isNative(question) && question.machine.archive.kind === "missing";
}
