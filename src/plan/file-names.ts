import type { Problem } from "../host/errors.ts";
import { nameProblem, quote } from "../inputs/index.ts";
import type { ArtifactPlan, TargetPlan } from "./plan.ts";

/** What follows an artifact's name in that of its checksums. */
const checksumsSuffix = ".sha256";

/**
 * What is wrong with the names of the files and of the artifacts, which are directories where they are downloaded to: a
 * sentence for each rule, about the first name that breaks it.
 */
export function fileNameProblems(
  targets: readonly TargetPlan[],
  artifacts: readonly ArtifactPlan[],
): readonly Problem[] {
  const files = targets
    .flatMap(({ builds }) => builds.flatMap(({ file, header, archive }) => [file, header, archive?.file]))
    .filter((name) => name !== undefined);
  const problems = new Map<string, string>();
  for (const name of files) {
    note(problems, name, (text) => `name: the file ${text}; choose another name with \`name\``);
  }
  const own = artifacts.map(({ name }) => name);
  for (const name of [...own, ...own.filter((each) => each !== "").map((each) => each + checksumsSuffix)]) {
    note(problems, name, (text) => `artifact-name: the name ${text}; choose another one, such as {name}_{target}`);
  }
  return [...problems.values()].map((text) => ({ code: "file-name", text }));
}

function note(problems: Map<string, string>, name: string, sentence: (text: string) => string): void {
  const problem = nameProblem(name);
  if (problem !== undefined && !problems.has(problem.rule)) {
    problems.set(problem.rule, sentence(`${quote(name)} ${problem.text}`));
  }
}
