import { basename } from "node:path";
import { exists } from "../host/index.ts";
import type { TargetPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import type { HeaderFacts } from "./formats/header-facts.ts";
import { readObject } from "./formats/read.ts";

type Objects = Pick<TargetPlan, "target"> & { readonly prebuilt: Pick<TargetPlan["prebuilt"], "objects"> };

/** What is wrong with a file, by its code in the catalogue of failures, and what to do. */
export type ForeignObject = {
  readonly code: "file-not-found" | "object-of-other-platform";
  readonly cause: string;
  readonly fix: string;
};

/**
 * What is wrong with the object files and archives that a program brings compiled: each that is for another platform, or
 * is not there. Empty where all is right.
 */
export async function findForeignObjects({ target, prebuilt }: Objects): Promise<readonly ForeignObject[]> {
  const described = await Promise.all(prebuilt.objects.map((object) => describeObject(target, object)));
  return described.filter((each) => each !== undefined);
}

type Target = TargetPlan["target"];

async function describeObject(
  target: Target,
  { file, by, syso }: TargetPlan["prebuilt"]["objects"][number],
): Promise<ForeignObject | undefined> {
  const name = targetName(target);
  if (!(await exists(file))) {
    return {
      code: "file-not-found",
      cause: `${file}, which a #cgo line of ${by} links for ${name}, does not exist`,
      fix: `put one that is built for ${name} there, or take the target out`,
    };
  }
  // What cannot be read may be a linker script.
  const facts = await readObject(file).catch(() => undefined);
  const platform = facts && foreignPlatform(facts, target);
  if (platform === undefined) {
    return undefined;
  }
  const what = `${basename(file)} of ${by} is for ${platform}, not ${name}`;
  if (syso) {
    const renamed = basename(file).replace(/(_[a-z0-9]+)*\.syso$/, "");
    return {
      code: "object-of-other-platform",
      cause: `${what}: Go links it for every platform, as its name tells none`,
      fix: `name it ${renamed}_${platform.replace("/", "_")}.syso`,
    };
  }
  return {
    code: "object-of-other-platform",
    cause: what,
    fix:
      `name it in a line for its own platform (\`#cgo ${platform.replace("/", ",")} LDFLAGS: …\`), and put one that ` +
      `is built for ${name} beside it`,
  };
}

/** The platform that an object is for, where that is not the target; undefined where it is, or is not known. */
function foreignPlatform({ slices, ...facts }: HeaderFacts, target: Target): string | undefined {
  const platforms = (slices ?? [facts]).map((each) => foreignPlatformOf(each, target));
  // A universal file is for every one of its slices.
  return platforms.every((each) => each !== undefined) ? platforms[0] : undefined;
}

function foreignPlatformOf({ os, arch }: HeaderFacts, target: Target): string | undefined {
  if (arch === undefined) {
    return undefined;
  }
  // An ELF object names no system as a rule, and counts as one for Linux.
  const isPlainElf = os === undefined || os === "linux";
  const otherSystem = isPlainElf ? ["windows", "darwin", "ios"].includes(target.os) : os !== target.os;
  return otherSystem || arch !== target.arch ? `${os ?? "linux"}/${arch}` : undefined;
}
