import type { ToolchainQuestion } from "../plan/index.ts";

/** The target is the machine's own: its own compiler may do, and no distribution has a cross compiler for it. */
export function isNative({ survey, machine }: ToolchainQuestion): boolean {
  return survey.target.os === machine.os && survey.target.arch === machine.arch;
}

/** Nothing can be fetched here: the machine's own compiler is the only one, and what is to be said is said of it. */
export function isLeftToHost(question: ToolchainQuestion): boolean {
  return isNative(question) && question.machine.archive.kind === "missing";
}
