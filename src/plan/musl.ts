import type { Inputs } from "../inputs/inputs.ts";
import { targetName } from "../platforms/target.ts";
import type { TargetSurvey } from "../survey/survey.ts";
import type { CgoDecision } from "./cgo.ts";
import type { MuslPlan } from "./plan.ts";

export type MuslDecision = { readonly musl: MuslPlan | undefined; readonly problems: readonly string[] };

/** Decides whether a target is built with musl in the place of the toolchain's own C library. */
export function planMusl(
  { inputs, target }: { readonly inputs: Inputs; readonly target: TargetSurvey },
  decision: CgoDecision,
): MuslDecision {
  if (inputs.libc !== "musl" || target.target.os !== "linux" || decision.kind !== "on") {
    return { musl: undefined, problems: [] };
  }
  const name = targetName(target.target);
  const { names } = decision;
  const problem = whyNot(inputs, target) ?? (names?.architecture === undefined ? "there is no musl for it" : undefined);
  if (problem !== undefined || names?.architecture === undefined) {
    return { musl: undefined, problems: [`libc: ${name} cannot be built with musl: ${problem}`] };
  }
  const { triple, architecture } = names;
  return { musl: { id: `musl-${architecture}`, triple, architecture }, problems: [] };
}

function whyNot(inputs: Inputs, { need }: TargetSurvey): string | undefined {
  if (need.cxx) {
    return "it has C++ in it, and the C++ library that distributions have is made for glibc; leave `libc` out, and set `static: true` for one file";
  }
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    return `buildmode ${inputs.buildmode} makes a library, which uses the C library of the program that loads it; leave \`libc\` out`;
  }
  const sanitizer = inputs.goFlags.find((flag) => /^--?(race|msan|asan)(=true)?$/.test(flag));
  return sanitizer === undefined ? undefined : `${sanitizer} needs glibc; leave one of them out`;
}
