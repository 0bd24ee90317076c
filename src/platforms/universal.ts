import { appleArchitectures } from "./table.ts";
import { type Target, targetName } from "./target.ts";

const slices: ReadonlyMap<string, readonly Target[]> = new Map([
  ["darwin/universal", Object.keys(appleArchitectures).map((arch) => ({ os: "darwin", arch, variant: undefined }))],
]);

/**
 * The targets whose programs are joined into one file for a target that is none of Go's: what Apple calls a universal
 * file, `darwin/universal`. None of a target that Go builds itself.
 */
export function slicesOf(target: Target): readonly Target[] {
  return slices.get(targetName(target)) ?? [];
}

/** Every target that is joined from others. */
export const universalTargets: readonly Target[] = [...slices.keys()].map((name) => {
  const [os = "", arch = ""] = name.split("/");
  return { os, arch, variant: undefined };
});

/** The targets that are built for what was asked for, each once: the slices of a universal target in its place. */
export function builtTargets(asked: readonly Target[]): readonly Target[] {
  const built = asked.flatMap((target) => {
    const parts = slicesOf(target);
    return parts.length === 0 ? [target] : parts;
  });
  return [...new Map(built.map((target) => [targetName(target), target])).values()];
}
