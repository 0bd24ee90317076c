import { programName } from "../golang/index.ts";
import { fillArtifactName, type RunInputs } from "../inputs/index.ts";
import { targetName } from "../platforms/index.ts";
import type { ArtifactPlan, TargetPlan } from "./plan.ts";

export type ArtifactsQuestion = {
  readonly inputs: RunInputs;
  readonly modulePath: string;
  readonly targets: readonly TargetPlan[];
};

/** Which artifacts are uploaded, by name, and whose files are in them. */
export function planArtifacts({ inputs, modulePath, targets }: ArtifactsQuestion): readonly ArtifactPlan[] {
  if (inputs.artifacts === "off" || !inputs.build) {
    return [];
  }
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
export function sameArtifactProblems(artifacts: readonly ArtifactPlan[]): readonly string[] {
  const seen = new Map<string, ArtifactPlan>();
  for (const artifact of artifacts) {
    const other = seen.get(artifact.name.toLowerCase());
    if (other !== undefined) {
      return [
        `artifact-name: ${other.targets.join(", ")} and ${artifact.targets.join(", ")} would both be the artifact ` +
          `"${artifact.name}"; put {target} into the name, or set \`artifacts: one\``,
      ];
    }
    seen.set(artifact.name.toLowerCase(), artifact);
  }
  return [];
}
