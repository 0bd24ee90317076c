import { aptArchive } from "./apt/apt.ts";
import type { ArchiveKind } from "./archive.ts";

/** The kinds of archives that packages can come from, the preferred one first. */
export const archives: readonly ArchiveKind[] = [aptArchive];

/** The kind of archive with this id. Throws where there is none: ids come from this list. */
export function findArchive(id: string): ArchiveKind {
  const found = archives.find((each) => each.id === id);
  if (found === undefined) {
    throw new Error(`no archive is listed as ${id}`);
  }
  return found;
}
