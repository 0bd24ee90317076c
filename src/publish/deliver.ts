import { chmod, mkdir, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ArtifactPlan, BuildPlan, Plan } from "../plan/plan.ts";
import type { Proven } from "../prove/prove.ts";
import { hashFile } from "../provision/root.ts";
import { type Entry, writeArchive } from "./archive.ts";

/** A proven binary in its final place. */
export type Delivered = {
  readonly build: BuildPlan;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly header: string | undefined;
  readonly headerSha256: string | undefined;
  readonly archive: { readonly file: string; readonly bytes: number; readonly sha256: string } | undefined;
};

/** The names of files that tell of a whole run. */
export const runFiles = { checksums: "SHA256SUMS", manifest: "cgo-cross.json" } as const;

/** An artifact's own checksums, where there are several artifacts. */
export function artifactChecksums(artifact: ArtifactPlan): string {
  return `${artifact.name}.sha256`;
}

/**
 * Removes what an earlier run left under the names of this one, so that an old binary is never taken for a new one, nor
 * old checksums for those of this run.
 */
export async function clearOutputs(plan: Plan): Promise<void> {
  const { outDir, artifacts } = plan.publication;
  await mkdir(outDir, { recursive: true });
  const builds = plan.targets.flatMap((target) => target.builds);
  const names = [
    ...builds.flatMap((build) => [build.file, build.header, build.archive?.file]),
    ...artifacts.map(artifactChecksums),
    ...Object.values(runFiles),
  ];
  for (const name of names) {
    if (name !== undefined) {
      await rm(join(outDir, name), { force: true });
    }
  }
}

/** Moves a target's proven binaries to their final names, and packs each with its header. In the order they came. */
export async function deliver(plan: Plan, proven: readonly Proven[], scratch: string): Promise<readonly Delivered[]> {
  const delivered: Delivered[] = [];
  for (const { built, bytes } of proven) {
    delivered.push(await deliverOne(plan.publication.outDir, { ...built, bytes, scratch }));
  }
  return delivered;
}

async function deliverOne(
  outDir: string,
  made: {
    readonly build: BuildPlan;
    readonly file: string;
    readonly header: string | undefined;
    readonly bytes: number;
    readonly scratch: string;
  },
): Promise<Delivered> {
  const { build } = made;
  const executable = build.expectation.kind === "executable";
  await chmod(made.file, build.expectation.kind === "archive" ? 0o644 : 0o755);
  const archive = await packOne(outDir, made, executable);
  const sha256 = await hashFile(made.file);
  const headerSha256 = made.header === undefined ? undefined : await hashFile(made.header);
  const header = made.header === undefined ? undefined : join(outDir, basename(made.header));
  if (made.header !== undefined && header !== undefined) {
    await rename(made.header, header);
  }
  await rename(made.file, join(outDir, build.file));
  return { build, file: join(outDir, build.file), bytes: made.bytes, sha256, header, headerSha256, archive };
}

async function packOne(
  outDir: string,
  made: {
    readonly build: BuildPlan;
    readonly file: string;
    readonly header: string | undefined;
    readonly scratch: string;
  },
  executable: boolean,
): Promise<Delivered["archive"]> {
  const { build } = made;
  if (build.archive === undefined) {
    return undefined;
  }
  const entries: Entry[] = [{ file: made.file, name: `${build.name}${build.extension}`, executable }];
  if (made.header !== undefined) {
    entries.push({ file: made.header, name: `${build.name}.h`, executable: false });
  }
  const file = join(outDir, build.archive.file);
  await writeArchive(build.archive.format, entries, { partial: join(made.scratch, build.archive.file), final: file });
  const [{ size }, sha256] = await Promise.all([stat(file), hashFile(file)]);
  return { file, bytes: size, sha256 };
}
