import type { Problem } from "../host/errors.ts";
import { type Target, targetName } from "../platforms/index.ts";

/** Targets that only a pattern gave and that cannot be built: a pattern stands for what can be. */
export type LeftOut = { readonly targets: readonly string[]; readonly reason: string };

/** A target that cannot be built, with the problems that an error would have. */
export type RefusedTarget = { readonly target: Target; readonly problems: readonly Problem[] };

/** The targets with why they are left out, those of one reason together. */
export function describeLeftOut(refused: readonly RefusedTarget[]): readonly LeftOut[] {
  const groups = new Map<string, string[]>();
  for (const { target, problems } of refused) {
    const name = targetName(target);
    const reason = reasonWithoutName(problems[0]?.text ?? "", name);
    groups.set(reason, [...(groups.get(reason) ?? []), name]);
  }
  return [...groups].map(([reason, targets]) => ({ targets, reason }));
}

/** What is the same for several targets: neither the name, nor what to do where the target was asked for by its name. */
function reasonWithoutName(problem: string, name: string): string {
  const [reason = ""] = problem.split("; ");
  const start = [`${name}: `, `${name} `].find((each) => reason.replace(/^[\w-]+: /, "").startsWith(each));
  return (start === undefined ? reason : reason.replace(start, "")).replaceAll(name, "it");
}
