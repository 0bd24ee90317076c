import { hideLdflags, hideValues } from "../golang/index.ts";
import type { RunInputs } from "../inputs/index.ts";
import type { Concurrency, Plan, RootRequest, TargetPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { counted } from "./format.ts";

/** The settings of a target without the values that -X carries. */
function withoutValues(settings: TargetPlan["settings"]): TargetPlan["settings"] {
  const { ldflags } = settings;
  return ldflags === undefined ? settings : { ...settings, ldflags: { ...ldflags, value: hideLdflags(ldflags.value) } };
}

/** The plan as JSON, without the values that -X carries: people take those from secrets. */
export function describePlanJson(plan: Plan): string {
  const targets = plan.targets.map((target) => ({
    ...target,
    settings: withoutValues(target.settings),
    flags: target.flags.map(hideValues),
  }));
  return JSON.stringify({ ...plan, targets }, undefined, 2);
}

/** The first decision, for the log: which targets are asked of which Go. `version` is Go's own, `go1.26.8`. */
export function describeTargets(version: string, { asked }: Pick<RunInputs, "asked">): string {
  return `${version}, ${counted(asked.length, "target")}: ${asked.map(targetName).join(", ")}`;
}

/** The plan in a few lines for the log: what is built, how, and the reasons. */
export function describePlan(plan: Plan): readonly string[] {
  const width = Math.max(0, ...plan.targets.map(({ target }) => targetName(target).length));
  const libraries = new Set(plan.targets.flatMap(({ layers }) => layers.flatMap(({ roots }) => roots)));
  return [
    `${plan.module.path} with ${plan.go.version} on ${plan.host.distribution?.title ?? plan.host.os}`,
    describeConcurrency(plan.concurrency),
    ...describeEnvironment(plan),
    ...plan.targets.flatMap(({ target, slices, toolchain, cgo, settings, notes }) => [
      slices.length === 0
        ? `${targetName(target).padEnd(width)}  ${compilerOf(plan, toolchain)} (${cgo.reason})`
        : `${targetName(target).padEnd(width)}  ${slices.join(" and ")} in one file`,
      ...describeSettings(settings).map((setting) => `${"".padEnd(width)}  ${setting}`),
      ...notes.map((note) => `${"".padEnd(width)}  ${note}`),
    ]),
    ...plan.roots.filter(({ id }) => libraries.has(id)).map((root) => `${root.id}: ${describeContent(root)}`),
    ...describeLeftOut(plan),
    ...describeWithoutArtifacts(plan.publication),
    ...plan.refused.flatMap(({ problems }) => problems.map(({ text }) => `not built: ${text}`)),
    ...plan.warnings.map(({ text }) => text),
  ];
}

/** What the job has set that changes what is built, in one line. */
function describeEnvironment({ environment }: Plan): readonly string[] {
  const parts = environment.map(({ name, value, from }) => {
    const shown = value === undefined ? name : `${name}=${value}`;
    return from === "environment" ? shown : `${shown} (${from})`;
  });
  return parts.length === 0 ? [] : [`set by the job: ${parts.join(", ")}`];
}

/** Where the files are, in a run that has no artifacts; nothing in others. */
export function describeWithoutArtifacts({
  outDir,
  withoutArtifacts,
}: Pick<Plan["publication"], "outDir" | "withoutArtifacts">): readonly string[] {
  return withoutArtifacts === undefined
    ? []
    : [`No artifacts are uploaded, and the files stay in ${outDir}: ${withoutArtifacts}`];
}

/** What lines for some targets gave to this one: `cgo: off (darwin/*)`. */
function describeSettings(settings: TargetPlan["settings"]): readonly string[] {
  return Object.entries(withoutValues(settings)).flatMap(([name, { value, from = [] }]) => {
    const shown = value === "" ? "none" : value.replaceAll(/\s+/g, " ");
    return from.length === 0 ? [] : [`${name}: ${shown} (for ${from.join(" and ")})`];
  });
}

/** What is not built of what a pattern gave, in one line. */
function describeLeftOut({ leftOut }: Plan): readonly string[] {
  const parts = leftOut.map(({ targets, reason }) => `${targets.join(", ")} (${reason})`);
  return parts.length === 0 ? [] : [`left out, since they cannot be built: ${parts.join("; ")}`];
}

function compilerOf({ toolchains }: Plan, id: string | undefined): string {
  return toolchains.find((each) => each.id === id)?.compiler ?? "no C compiler";
}

function describeContent({ content }: RootRequest): string {
  if (content.kind === "file") {
    return `${content.name} ${content.version}`;
  }
  const likely = content.files.flatMap((file) => file.likely ?? []);
  const open = content.files.filter((file) => file.likely === undefined).map(({ what }) => what);
  const packages = [...new Set([...content.packages, ...likely])].sort();
  return [...packages, ...(open.length === 0 ? [] : [`to be looked up: ${open.join(", ")}`])].join(", ");
}

function describeConcurrency({ jobs, compilesPerJob, cpus, memoryGiB }: Concurrency): string {
  const builds = `${counted(jobs, "build")} at the same time, ${counted(compilesPerJob, "compile")} each`;
  return `${builds}: ${counted(cpus, "CPU")}, ${memoryGiB} GB of memory free`;
}
