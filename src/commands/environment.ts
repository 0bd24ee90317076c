import { exportedVariables, perTargetVariables } from "../build/index.ts";
import type { SetEnvironment } from "../dispatch/index.ts";
import type { WholeSetUp } from "./setup.ts";

/** The variables of what was set up: those for all targets, and those of each under names with the target in them. */
export async function setEnvironment({
  plan,
  toolkit,
  set,
}: Pick<WholeSetUp, "plan" | "toolkit" | "set">): Promise<SetEnvironment> {
  const perTarget: Record<string, string> = {};
  for (const target of plan.targets.filter(({ slices }) => slices.length === 0)) {
    const opened = await toolkit.toolchains.of(target);
    if (opened?.kind !== "failed") {
      Object.assign(perTarget, perTargetVariables(target, exportedVariables(target, opened?.value)));
    }
  }
  return { bin: set.bin, variables: set.variables, perTarget };
}
