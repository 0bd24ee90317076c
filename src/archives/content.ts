import type { PackageContent } from "../plan/index.ts";
import type { PackageSet } from "./families/family.ts";

/** Where it is not the usual: the machine's own release and architecture, no files to be looked up, no lists kept. */
export type ContentDetails = Partial<Pick<PackageContent, "release" | "architecture" | "files" | "keepsLists">>;

/**
 * Packages as the content of a root.
 * @param archive The id of the archive that they are of.
 */
export function packageContent(archive: string, set: PackageSet, details: ContentDetails = {}): PackageContent {
  const usual = { release: undefined, architecture: undefined, files: [], keepsLists: false };
  return { kind: "packages", archive, ...usual, ...details, ...set };
}
