/**
 * Prints the notes of a version from CHANGELOG.md: what stands under its heading, or under "Unreleased" for one that has
 * none yet.
 *
 *     node scripts/release-notes.ts 1.2.3
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text between the heading of a version and the next one; undefined where there is no such heading, or nothing under it. */
export function notesOf(changelog: string, version: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const found = sections.find((section) => section.startsWith(`[${version}]`));
  const text = found?.slice(found.indexOf("\n")).trim();
  return text === "" ? undefined : text;
}

if (import.meta.main) {
  const [version = ""] = process.argv.slice(2);
  const changelog = readFileSync(join(import.meta.dirname, "../CHANGELOG.md"), "utf8");
  const notes = notesOf(changelog, version) ?? notesOf(changelog, "Unreleased");
  if (notes === undefined) {
    console.error(`CHANGELOG.md says nothing of ${version}; write what users notice under [Unreleased]`);
    process.exit(1);
  }
  console.log(notes);
}
