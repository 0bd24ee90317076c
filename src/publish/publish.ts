import { rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { messageOf } from "../host/errors.ts";
import { makeLimit } from "../host/limit.ts";
import { ArtifactNameTaken, type Host } from "../host/types.ts";
import type { ArtifactPlan, Plan } from "../plan/plan.ts";
import { artifactChecksums, type Delivered, runFiles } from "./deliver.ts";

/** What was delivered, by target. Only targets that passed are in it. */
export type Deliveries = ReadonlyMap<string, readonly Delivered[]>;

export type Uploaded = {
  readonly name: string;
  readonly targets: readonly string[];
  readonly id: string;
  readonly bytes: number;
};

export type Published = {
  /** Path of SHA256SUMS; undefined where nothing was delivered. */
  readonly checksums: string | undefined;
  readonly artifacts: readonly Uploaded[];
  /** One sentence for each artifact that could not be uploaded. */
  readonly problems: readonly string[];
};

/** Writes the checksums and uploads the artifacts. Uploads go on after one has failed. */
export async function publish(host: Host, plan: Plan, deliveries: Deliveries): Promise<Published> {
  const all = [...deliveries.values()].flat();
  if (all.length === 0) {
    return { checksums: undefined, artifacts: [], problems: [] };
  }
  const checksums = join(plan.publication.outDir, runFiles.checksums);
  await writeWhole(checksums, describeChecksums(all));
  const turn = makeLimit(uploadsAtOnce);
  const outcomes = await Promise.all(
    plan.publication.artifacts.map((artifact) => turn(() => uploadOne(host, plan, { artifact, deliveries }))),
  );
  return {
    checksums,
    artifacts: outcomes.flatMap((outcome) => (typeof outcome === "object" ? [outcome] : [])),
    problems: outcomes.flatMap((outcome) => (typeof outcome === "string" ? [outcome] : [])),
  };
}

/** More would only share the same line. */
const uploadsAtOnce = 4;

/** What was uploaded; a sentence where it could not be; undefined where there was nothing to upload. */
async function uploadOne(
  host: Host,
  plan: Plan,
  { artifact, deliveries }: { readonly artifact: ArtifactPlan; readonly deliveries: Deliveries },
): Promise<Uploaded | string | undefined> {
  try {
    const files = await artifactFiles(plan, artifact, deliveries);
    if (files.length === 0) {
      return undefined;
    }
    host.log.progress(`Uploading ${artifact.name}…`);
    const { outDir: root, retentionDays } = plan.publication;
    const uploaded = await host.artifacts.upload({ name: artifact.name, root, files, retentionDays });
    return { name: artifact.name, targets: artifact.targets.filter((target) => deliveries.has(target)), ...uploaded };
  } catch (error) {
    return describeUploadFailure(artifact, error);
  }
}

/** Lines that `sha256sum --check` reads, for every published file. */
export function describeChecksums(delivered: readonly Delivered[]): string {
  const lines = delivered.flatMap(({ file, sha256, header, headerSha256, archive }) => [
    `${sha256}  ${basename(file)}`,
    ...(header === undefined ? [] : [`${headerSha256}  ${basename(header)}`]),
    ...(archive === undefined ? [] : [`${archive.sha256}  ${basename(archive.file)}`]),
  ]);
  return `${lines.sort((left, right) => (left.slice(66) < right.slice(66) ? -1 : 1)).join("\n")}\n`;
}

/**
 * The files of an artifact: archives where there are any, since an artifact forgets which files are programs; and their
 * checksums, in a file of the artifact's own name, so that merged downloads do not write over each other.
 */
async function artifactFiles(plan: Plan, artifact: ArtifactPlan, deliveries: Deliveries): Promise<readonly string[]> {
  const delivered = artifact.targets.flatMap((target) => deliveries.get(target) ?? []);
  if (delivered.length === 0) {
    return [];
  }
  const files = delivered.flatMap(({ file, header, archive }) =>
    archive === undefined ? [file, ...(header === undefined ? [] : [header])] : [archive.file],
  );
  const own = join(plan.publication.outDir, artifactChecksums(artifact));
  const published = new Set(files.map((file) => basename(file)));
  const lines = describeChecksums(delivered).split("\n");
  await writeWhole(own, lines.filter((line) => line === "" || published.has(line.slice(66))).join("\n"));
  return [...files, own];
}

function describeUploadFailure(artifact: ArtifactPlan, error: unknown): string {
  if (error instanceof ArtifactNameTaken) {
    return (
      `the run already has an artifact named "${artifact.name}": a job of a matrix, or an earlier step, uploaded it. ` +
      "Make the name unique with the input artifact-name, such as {name}_{target}_go1.26; in a matrix, add a value of it"
    );
  }
  return `the artifact "${artifact.name}" could not be uploaded: ${messageOf(error)}`;
}

/** Writes a file that is never seen half written. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.partial`, text);
  await rename(`${file}.partial`, file);
}
