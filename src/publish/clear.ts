import { lstat, rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../host/errors.ts";
import { requireWritable } from "../host/index.ts";
import type { Plan } from "../plan/index.ts";
import { dropVanishedChecksums } from "./checksums.ts";
import { artifactChecksums } from "./deliver.ts";
import { withFileErrors } from "./file-errors.ts";

/**
 * Removes the files that an earlier run left under the names of this one, so that an old binary is never mistaken for a new
 * one, and their checksums. What other runs have put there stays. Makes the directory where it does not exist.
 * @throws UserError where the file system refuses.
 */
export async function clearOutputs(plan: Plan): Promise<void> {
  const { outDir, artifacts } = plan.publication;
  await ensureWritable(outDir);
  const builds = plan.targets.flatMap(({ asked, builds }) => (asked ? builds : []));
  const names = [
    ...builds.flatMap((build) => [build.file, build.header, build.archive?.file]),
    ...artifacts.map(artifactChecksums),
  ];
  await withFileErrors(`out-dir: ${outDir} cannot be used`, async () => {
    for (const name of names) {
      if (name !== undefined) {
        await rm(join(outDir, name), { force: true });
      }
    }
    await dropVanishedChecksums(outDir);
  });
}

/**
 * Makes a directory for the files, or only looks whether it could be made: in what there is of it already.
 * @param place The directory that is written to: out-dir itself, or the one above it that exists.
 * @throws UserError where it is no directory, or nothing can be written to it.
 */
export async function ensureWritable(outDir: string, place = outDir): Promise<void> {
  const way = "set `out-dir` to another directory";
  try {
    await requireWritable(place);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOTDIR") {
      const isFile = (await lstat(place).catch(() => undefined))?.isFile() !== false;
      const remedy = isFile ? `remove it, or ${way}` : way;
      throw new UserError({
        code: "out-dir-unusable",
        text: `out-dir: ${outDir} cannot be a directory, since a file is in its place; ${remedy}`,
      });
    }
    if (code === "ENOSPC" || code === "EDQUOT") {
      throw new UserError({
        code: "disk-full",
        text: `out-dir: the disk of ${outDir} is full; free some space, or ${way}`,
      });
    }
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
      throw new UserError({
        code: "out-dir-unusable",
        text: `out-dir: nothing can be written to ${outDir} (${code}); make it writable, or ${way}`,
      });
    }
    // As below /proc, where no directory can be made by anyone.
    if (code === "ENOENT") {
      throw new UserError({
        code: "out-dir-unusable",
        text: `out-dir: the file system of ${place} takes no files; ${way}`,
      });
    }
    await withFileErrors(`out-dir: ${outDir} cannot be used`, () => Promise.reject(error));
  }
}
