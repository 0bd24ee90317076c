import { aptArchive } from "./apt/apt.ts";
import type { ArchiveId, ArchiveKind } from "./archive.ts";

/** The kinds of archives that packages can come from, the preferred one first. */
export const archives: readonly ArchiveKind[] = [aptArchive];

/** The kind of archive of this name. */
export function findArchive(id: ArchiveId): ArchiveKind {
  const found = archives.find((each) => each.id === id);
  if (found === undefined) {
    throw new Error(`no archive is listed as ${id}`);
  }
  return found;
}
