import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../host/errors.ts";
import type { Distribution } from "../../survey/index.ts";
import { type AptSource, isRole, parseSuite } from "./sources.ts";

/**
 * Compares the release that arrived with the one that was meant, by the signed `Codename` of each suite. A mirror may have
 * another release in its place, and `stable` is another one from time to time. What is still being made, a distribution
 * without a version, is whatever its role is; an index without a codename is not compared.
 * @param lists The directory of apt's index files.
 * @throws UserError naming both.
 */
export async function checkCodenames(
  lists: string,
  sources: readonly AptSource[],
  distribution: Distribution,
): Promise<void> {
  const { title } = distribution;
  const arrived = await readCodenames(lists);
  for (const suite of new Set(sources.flatMap(({ suites }) => suites))) {
    const { release } = parseSuite(suite);
    const meant = releaseOf(distribution) ?? (isRole(release) ? undefined : release);
    const other = (arrived.get(suite) ?? []).find((codename) => meant !== undefined && codename !== meant);
    if (other !== undefined) {
      const remedy =
        release === meant
          ? "choose another mirror in the system's apt sources"
          : `write ${meant} in place of ${release} in the system's apt sources`;
      throw new UserError({
        code: "package-index",
        text: `the apt suite ${suite} is ${other} at present, and ${meant} is needed (${title}); ${remedy}`,
      });
    }
  }
}

/** Undefined of one without a version, or without a name. */
function releaseOf({ version, codename }: Distribution): string | undefined {
  return version === "" || codename === "" ? undefined : codename;
}

/** The releases that the index files of each suite say they are of. */
async function readCodenames(lists: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const name of await readdir(lists)) {
    // apt writes the address with `_` for `/`: …_dists_stable_updates_InRelease.
    const suite = /^(.+)_(?:In)?Release$/.exec(name.split("_dists_").at(-1) ?? "")?.[1]?.replaceAll("_", "/");
    const text = suite === undefined ? "" : await readFile(join(lists, name), "utf8");
    const codename = /^Codename: *(\S+)/m.exec(text)?.[1];
    if (suite !== undefined && codename !== undefined) {
      found.set(suite, [...(found.get(suite) ?? []), parseSuite(codename).release]);
    }
  }
  return found;
}
