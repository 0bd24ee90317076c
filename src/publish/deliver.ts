import { chmod, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { hashFile, replaceFile } from "../host/index.ts";
import type { ArtifactPlan, BuildPlan, Plan } from "../plan/index.ts";
import type { Verified } from "../verify/index.ts";
import { type Entry, writeArchive } from "./archive.ts";
import { withFileErrors } from "./file-errors.ts";

/** A verified binary in its final place. */
export type Delivered = {
  readonly build: BuildPlan;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly header: string | undefined;
  readonly headerSha256: string | undefined;
  readonly archive: { readonly file: string; readonly bytes: number; readonly sha256: string } | undefined;
};

/** The name of an artifact's own checksums. */
export function artifactChecksums(artifact: ArtifactPlan): string {
  return `${artifact.name}.sha256`;
}

/** A verified binary, packed, in the directory where it was built. */
export type Packed = Delivered & {
  /** The binary, where it is until then. */
  readonly made: string;
  /** From where each file goes to where. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
};

/**
 * Packs a target's verified binaries, each with its header, in the same order. Nothing is put into out-dir yet: it may lie
 * in the module's repository, where Go would see a changed work tree and mark the next target's binary as modified.
 * @throws UserError where the file system refuses.
 */
export async function packTarget(
  plan: Plan,
  verified: readonly Verified[],
  scratch: string,
): Promise<readonly Packed[]> {
  return withFileErrors("the files could not be packed", async () => {
    const packed: Packed[] = [];
    for (const { built, bytes } of verified) {
      packed.push(await packBinary(plan.publication.outDir, { ...built, bytes, scratch }));
    }
    return packed;
  });
}

/**
 * Gives packed files their final names: all of a target's, or none.
 * @throws UserError where the file system refuses.
 */
export async function deliver(packed: readonly Packed[]): Promise<readonly Delivered[]> {
  const moves = packed.flatMap((each) => each.moves);
  const moved: string[] = [];
  try {
    await withFileErrors("the files could not be put in place", async () => {
      for (const { from, to } of moves) {
        await moveFile(from, to);
        moved.push(to);
      }
    });
  } catch (error) {
    await Promise.all(moved.map((to) => rm(to, { force: true })));
    throw error;
  }
  return packed.map(({ made: _made, moves: _moves, ...delivered }) => delivered);
}

/** Renames a file or, from one file system to another, copies it and renames the complete copy. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") {
      throw error;
    }
    await replaceFile(to, { copyOf: from });
  }
}

type Made = {
  readonly build: BuildPlan;
  readonly file: string;
  readonly header: string | undefined;
  readonly bytes: number;
  readonly scratch: string;
};

async function packBinary(outDir: string, made: Made): Promise<Packed> {
  const { build, bytes } = made;
  await chmod(made.file, build.expectation.kind === "archive" ? 0o644 : 0o755);
  const file = join(outDir, build.file);
  const moves = [{ from: made.file, to: file }];
  const sha256 = await hashFile(made.file);
  const headerSha256 = made.header === undefined ? undefined : await hashFile(made.header);
  const header = made.header === undefined ? undefined : join(outDir, basename(made.header));
  if (made.header !== undefined && header !== undefined) {
    moves.push({ from: made.header, to: header });
  }
  const binary = { build, made: made.file, file, bytes, sha256, header, headerSha256, moves };
  const archive = await writeBinaryArchive(made);
  if (archive === undefined) {
    return { ...binary, archive };
  }
  const archived = join(outDir, basename(archive.file));
  moves.push({ from: archive.file, to: archived });
  return { ...binary, archive: { ...archive, file: archived } };
}

async function writeBinaryArchive({ build, file, header, scratch }: Made): Promise<Delivered["archive"]> {
  if (build.archive === undefined) {
    return undefined;
  }
  const executable = build.expectation.kind === "executable";
  const entries: Entry[] = [{ file, name: `${build.name}${build.extension}`, executable }];
  if (header !== undefined) {
    entries.push({ file: header, name: `${build.name}.h`, executable: false });
  }
  const archive = join(scratch, build.archive.file);
  await writeArchive(build.archive.format, entries, archive);
  const [{ size }, sha256] = await Promise.all([stat(archive), hashFile(archive)]);
  return { file: archive, bytes: size, sha256 };
}
