import { isEmbedded } from "../golang/index.ts";
import type { Problem } from "../host/errors.ts";
import type { Embed, TargetSurvey } from "../survey/index.ts";
import type { TargetPlan } from "./plan.ts";

/**
 * What is wrong where the program embeds the directory that its binaries are written to: the next build would have this
 * one's binaries in it.
 * @param outDir Absolute.
 */
export function embedProblems(
  outDir: string,
  surveyed: readonly TargetSurvey[],
  targets: readonly TargetPlan[],
): readonly Problem[] {
  const files = targets.flatMap(({ builds }) => builds.map(({ file }) => file));
  const taken = surveyed
    .flatMap(({ embeds }) => embeds)
    .find((embed) => files.some((file) => takes(embed, outDir, file)));
  if (taken === undefined) {
    return [];
  }
  const text =
    `out-dir: ${outDir} is embedded into the program (//go:embed ${taken.pattern} in ${taken.importPath}), so the next ` +
    "build would have the binaries of this one in it; set `out-dir` to a directory that is not embedded, for " +
    "example ../dist";
  return [{ code: "out-dir-embedded", text }];
}

function takes({ directory, pattern }: Embed, outDir: string, file: string): boolean {
  const path = `${outDir}/${file}`;
  return path.startsWith(`${directory}/`) && isEmbedded(pattern, path.slice(directory.length + 1));
}
