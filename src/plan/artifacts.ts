import { programName } from "../golang/index.ts";
import type { Problem } from "../host/errors.ts";
import { fillArtifactName, type RunInputs } from "../inputs/index.ts";
import { targetName } from "../platforms/index.ts";
import type { ArtifactPlan, TargetPlan } from "./plan.ts";

/** Whether the run has artifacts, and why not. */
export type ArtifactSupport = { readonly available: boolean; readonly reason: string | undefined };

export type ArtifactsQuestion = {
  readonly inputs: RunInputs;
  readonly support: ArtifactSupport;
  readonly modulePath: string;
  readonly targets: readonly TargetPlan[];
};

export type PlannedArtifacts = {
  /** By name, and whose files are in them. */
  readonly artifacts: readonly ArtifactPlan[];
  /** Why the files stay in out-dir alone although artifacts were not turned off; undefined where they do not. */
  readonly withoutArtifacts: string | undefined;
  readonly problems: readonly Problem[];
};

/** Which artifacts are uploaded. Where a run has none, `auto` does without; any other value that needs them is a problem. */
export function planArtifacts(question: ArtifactsQuestion): PlannedArtifacts {
  const { inputs, support } = question;
  const none = { artifacts: [], withoutArtifacts: undefined, problems: [] };
  if (inputs.artifacts === "off" || !inputs.build) {
    return none;
  }
  if (support.available) {
    const artifacts = nameArtifacts(question);
    return { ...none, artifacts, problems: sameArtifactProblems(artifacts) };
  }
  const reason = support.reason ?? "the run has no artifact service";
  if (inputs.artifacts === "auto") {
    return { ...none, withoutArtifacts: reason };
  }
  const remedy = "set `artifacts: auto` or `artifacts: off` to keep the files in `out-dir`";
  const text = `artifacts: ${inputs.artifacts} is not possible, since ${reason}; ${remedy}`;
  return { ...none, problems: [{ code: "no-artifacts", text }] };
}

function nameArtifacts({ inputs, modulePath, targets }: ArtifactsQuestion): readonly ArtifactPlan[] {
  const names = [...new Set(targets.flatMap((target) => target.builds.map((build) => build.name)))];
  const [single] = names;
  const name = names.length === 1 && single !== undefined ? single : programName(modulePath);
  if (inputs.artifacts === "one") {
    const all = { os: "all", arch: "targets", variant: undefined };
    const template = inputs.artifactName ?? "{name}";
    return [{ name: fillArtifactName(template, name, all), targets: targets.map(({ target }) => targetName(target)) }];
  }
  const template = inputs.artifactName ?? "{name}_{target}";
  return targets.map(({ target }) => ({
    name: fillArtifactName(template, name, target),
    targets: [targetName(target)],
  }));
}

/** What is wrong where two artifacts would have one name. */
function sameArtifactProblems(artifacts: readonly ArtifactPlan[]): readonly Problem[] {
  const seen = new Map<string, ArtifactPlan>();
  for (const artifact of artifacts) {
    const other = seen.get(artifact.name.toLowerCase());
    if (other !== undefined) {
      const text =
        `artifact-name: ${other.targets.join(", ")} and ${artifact.targets.join(", ")} would both be the artifact ` +
        `"${artifact.name}"; put {target} into the name, or set \`artifacts: one\``;
      return [{ code: "artifact-names-collide", text }];
    }
    seen.set(artifact.name.toLowerCase(), artifact);
  }
  return [];
}
