import type { ToolchainQuestion } from "../plan/index.ts";

/** The target is the machine's own: its own compiler may do, and no distribution has a cross compiler for it. */
export function isNative({ survey, machine }: ToolchainQuestion): boolean {
  return survey.target.os === machine.os && survey.target.arch === machine.arch;
}
