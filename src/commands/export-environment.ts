import { exportedVariables, perTargetVariables } from "../build/environment.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/plan.ts";
import type { Provisions, Toolchain } from "../toolchains/toolchains.ts";

export type ExportQuestion = {
  readonly exportEnv: "auto" | "true" | "false";
  /** The step only sets up; later steps build. */
  readonly setUpOnly: boolean;
  readonly provisions: Provisions;
};

/**
 * Hands the toolchains on to later steps. The plain names (CC, GOOS…) are set only where one target is set up for later
 * steps, or where they are asked for: a plain CC reaches every later build of the job, the host's own too.
 */
export async function exportEnvironment(host: Host, plan: Plan, question: ExportQuestion): Promise<void> {
  if (question.exportEnv === "false") {
    return;
  }
  const plain = question.exportEnv === "true" || (question.setUpOnly && plan.targets.length === 1);
  for (const target of plan.targets) {
    const arrived = await question.provisions.toolchainOf(target);
    if (arrived?.kind !== "failed") {
      await exportTarget(host, target, { toolchain: arrived?.value, plain });
    }
  }
}

async function exportTarget(
  host: Host,
  target: TargetPlan,
  { toolchain, plain }: { readonly toolchain: Toolchain | undefined; readonly plain: boolean },
): Promise<void> {
  const variables = exportedVariables(target, toolchain);
  const named = perTargetVariables(target, variables);
  for (const [name, value] of Object.entries(plain ? { ...named, ...variables, ...target.goVariables } : named)) {
    await host.job.exportVariable(name, value);
  }
  // Each goes before those that were added so far.
  for (const directory of plain ? [...(toolchain?.binDirectories ?? [])].reverse() : []) {
    await host.job.addPath(directory);
  }
}
