import { type Problem, UnavailableError } from "../host/errors.ts";
import { describeLeftOut, type LeftOut, type Plan, type TargetPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import type { TargetResult } from "../report/index.ts";
import type { Toolkit } from "./toolkit.ts";

/** Why a target is left out whose compiler turns out not to exist for this machine; undefined where it is not. */
export async function leftOutReason(
  target: TargetPlan,
  { toolchains }: Pick<Toolkit, "toolchains">,
): Promise<Problem | undefined> {
  const opened = target.fromPattern ? await toolchains.of(target) : undefined;
  return opened?.kind === "failed" && opened.error instanceof UnavailableError ? opened.error.problems[0] : undefined;
}

export type Kept = { readonly targets: readonly TargetResult[]; readonly leftOut: readonly LeftOut[] };

/**
 * Takes the targets that are left out from the results. That there is no package for a compiler is only known once the
 * distribution's index was read; a pattern means what can be built all the same. Where nothing would be left, all are kept.
 */
export async function takeLeftOut(
  plan: Plan,
  toolkit: Pick<Toolkit, "toolchains">,
  results: readonly TargetResult[],
): Promise<Kept> {
  const refused: { readonly target: TargetPlan["target"]; readonly problems: readonly Problem[] }[] = [];
  for (const target of plan.targets) {
    const reason = await leftOutReason(target, toolkit);
    refused.push(...(reason === undefined ? [] : [{ target: target.target, problems: [reason] }]));
  }
  const names = new Set(refused.map(({ target }) => targetName(target)));
  const targets = results.filter(({ target }) => !names.has(targetName(target)));
  return targets.length === 0
    ? { targets: results, leftOut: plan.leftOut }
    : { targets, leftOut: [...plan.leftOut, ...describeLeftOut(refused)] };
}
