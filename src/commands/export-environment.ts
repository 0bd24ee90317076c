import { exportedVariables, perTargetVariables, tagFlags } from "../build/index.ts";
import { installSet } from "../dispatch/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import type { RunResult } from "../report/index.ts";
import type { Toolchain } from "../toolchains/index.ts";
import { setEnvironment } from "./environment.ts";
import { emulatorsOf } from "./setup.ts";
import type { Toolkit } from "./toolkit.ts";

/** What outputs tell of what was handed on. */
export type HandedOn = NonNullable<RunResult["handedOn"]>;

/**
 * Hands the toolchains on to later steps, as the plan says. Those that could not be had are left out. Where nothing is built
 * they are handed on as one compiler for all targets, without GOOS and GOARCH, which each later command chooses.
 */
export async function exportEnvironment(host: Host, plan: Plan, toolkit: Toolkit): Promise<HandedOn> {
  const alone = plan.targets.length === 1 ? plan.targets[0] : undefined;
  const goFlags = alone === undefined ? undefined : tagFlags(alone);
  if (plan.exportEnvironment === "none") {
    return { cc: undefined, goFlags };
  }
  if (plan.exportEnvironment === "set") {
    const lasting = emulatorsOf(host, plan);
    const set = await installSet(host, plan, { ...toolkit, emulatorPlaces: { made: lasting, lasting } });
    const { variables, perTarget } = await setEnvironment({ plan, toolkit, set });
    await exportAll(host, { ...perTarget, ...variables });
    await host.job.addPath(set.bin);
    return { cc: variables["CC"], goFlags };
  }
  for (const target of plan.targets.filter(({ slices }) => slices.length === 0)) {
    const opened = await toolkit.toolchains.of(target);
    if (opened?.kind !== "failed") {
      await exportTarget(host, target, { toolchain: opened?.value, plain: plan.exportEnvironment === "plain" });
    }
  }
  return { cc: undefined, goFlags };
}

async function exportTarget(
  host: Host,
  target: TargetPlan,
  { toolchain, plain }: { readonly toolchain: Toolchain | undefined; readonly plain: boolean },
): Promise<void> {
  const variables = exportedVariables(target, toolchain);
  const named = perTargetVariables(target, variables);
  // The job's own flags stay.
  const goFlags = [host.environment["GOFLAGS"] ?? "", tagFlags(target)].filter((part) => part !== "").join(" ");
  const flags = tagFlags(target) === "" ? {} : { GOFLAGS: goFlags };
  await exportAll(host, plain ? { ...named, ...variables, ...flags, ...target.goVariables } : named);
  // Each goes before those that were added so far.
  for (const directory of plain ? [...(toolchain?.binDirectories ?? [])].reverse() : []) {
    await host.job.addPath(directory);
  }
}

async function exportAll(host: Host, variables: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(variables)) {
    await host.job.exportVariable(name, value);
  }
}
