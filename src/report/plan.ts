import { hideValues } from "../build/build.ts";
import type { Inputs } from "../inputs/inputs.ts";
import type { Concurrency } from "../plan/concurrency.ts";
import { describeRequirement } from "../plan/libraries.ts";
import type { LibraryPlan, Plan } from "../plan/plan.ts";
import { targetName } from "../platforms/target.ts";

/** The plan as JSON, without the values that -X carries: people take those from secrets. */
export function describePlanJson(plan: Plan): string {
  const targets = plan.targets.map((target) => ({ ...target, flags: target.flags.map(hideValues) }));
  return JSON.stringify({ ...plan, targets }, undefined, 2);
}

/** The first decision, for the log: which targets are asked of which Go. `version` is Go's own, `go1.26.8`. */
export function describeTargets(version: string, { targets }: Pick<Inputs, "targets">): string {
  const count = targets.length === 1 ? "1 target" : `${targets.length} targets`;
  return `${version}, ${count}: ${targets.map(targetName).join(", ")}`;
}

/** The plan in a few lines for the log: what is built, how, and why so. */
export function describePlan(plan: Plan): readonly string[] {
  const compiler = (id: string | undefined) => {
    const toolchain = plan.toolchains.find((each) => each.id === id);
    if (toolchain === undefined) {
      return "no C compiler";
    }
    return toolchain.kind === "host" ? `this machine's ${toolchain.programs.cc}` : toolchain.toolchain.programs.cc;
  };
  const width = Math.max(0, ...plan.targets.map((target) => target.target.length));
  return [
    `${plan.module.path} with ${plan.go.version} on ${plan.host.distribution ?? plan.host.os}`,
    describeConcurrency(plan.concurrency),
    ...plan.targets.flatMap((target) => [
      `${target.target.padEnd(width)}  ${compiler(target.toolchain)} (${target.cgo.reason})`,
      ...target.notes.map((note) => `${"".padEnd(width)}  ${note}`),
    ]),
    ...plan.libraries.map((libraries) => `${libraries.id}: ${describeLibraries(libraries)}`),
    ...plan.warnings,
  ];
}

function describeLibraries({ packages, requirements }: LibraryPlan): string {
  const open = requirements.filter((requirement) => requirement.package === undefined).map(describeRequirement);
  return [...packages, ...(open.length === 0 ? [] : [`to be looked up: ${open.join(", ")}`])].join(", ");
}

function describeConcurrency({ jobs, compilesPerJob, cpus, memoryGiB }: Concurrency): string {
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  return `${count(jobs, "build")} at once, ${count(compilesPerJob, "compile")} each: ${count(cpus, "CPU")}, ${memoryGiB} GB of memory free`;
}
