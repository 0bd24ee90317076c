import { exportedVariables, perTargetVariables } from "../build/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import type { Toolchain, Toolchains } from "../toolchains/index.ts";

/** Hands the toolchains on to later steps, as the plan says. Those that could not be had are left out. */
export async function exportEnvironment(
  host: Host,
  plan: Pick<Plan, "exportEnvironment" | "targets">,
  toolchains: Toolchains,
): Promise<void> {
  if (plan.exportEnvironment === "none") {
    return;
  }
  for (const target of plan.targets.filter(({ slices }) => slices.length === 0)) {
    const opened = await toolchains.of(target);
    if (opened?.kind !== "failed") {
      await exportTarget(host, target, { toolchain: opened?.value, plain: plan.exportEnvironment === "plain" });
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
