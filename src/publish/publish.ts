import { basename, join } from "node:path";
import { describeError, type ErrorCode, messageOf, type Problem, problemTexts, UserError } from "../host/errors.ts";
import { makeLimit, replaceFile } from "../host/index.ts";
import { ArtifactNameTaken, type ArtifactUpload, type ArtifactUploaded, type Host } from "../host/types.ts";
import type { ArtifactPlan, Plan } from "../plan/index.ts";
import { addChecksums, describeChecksums } from "./checksums.ts";
import { artifactChecksums, type Delivered } from "./deliver.ts";
import { withFileErrors } from "./file-errors.ts";

/** The delivered files by the name of their target. Only targets that passed are in it. */
export type Deliveries = ReadonlyMap<string, readonly Delivered[]>;

export type Uploaded = {
  readonly name: string;
  readonly targets: readonly string[];
  readonly id: string;
  readonly bytes: number;
};

/** Something that could not be published. */
export type PublishProblem = {
  /** One sentence: what happened, why, what to do. */
  readonly message: string;
  /** Only of a fault of cgo-cross itself: the stack trace. */
  readonly stack: string | undefined;
  /** Undefined of such a fault. */
  readonly code: ErrorCode | undefined;
};

export type Published = {
  /** Path of SHA256SUMS; undefined where nothing was delivered, or where it could not be written. */
  readonly checksums: string | undefined;
  readonly artifacts: readonly Uploaded[];
  readonly problems: readonly PublishProblem[];
};

/** Writes the checksums and uploads the artifacts. A failure is a problem of the result and does not stop the others. */
export async function publish(host: Host, plan: Plan, deliveries: Deliveries): Promise<Published> {
  const all = [...deliveries.values()].flat();
  if (all.length === 0) {
    return { checksums: undefined, artifacts: [], problems: [] };
  }
  const checksums = await writeChecksums(plan, all);
  const limit = makeLimit(maxConcurrentUploads);
  const uploads = await Promise.all(
    plan.publication.artifacts.map((artifact) => limit(() => uploadOne(host, plan, { artifact, deliveries }))),
  );
  return {
    checksums: checksums.kind === "done" ? checksums.value : undefined,
    artifacts: uploads.flatMap((upload) => (upload.kind === "done" ? [upload.value] : [])),
    problems: [checksums, ...uploads].flatMap((step) => (step.kind === "failed" ? [step.problem] : [])),
  };
}

/** More would only share the same network connection. */
const maxConcurrentUploads = 4;

type Step<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "nothing-to-do" }
  | { readonly kind: "failed"; readonly problem: PublishProblem };

async function writeChecksums(plan: Plan, delivered: readonly Delivered[]): Promise<Step<string>> {
  try {
    const write = () => addChecksums(plan.publication.outDir, delivered);
    return { kind: "done", value: await withFileErrors("the checksums could not be written", write) };
  } catch (error) {
    return { kind: "failed", problem: describeProblem(error) };
  }
}

async function uploadOne(
  host: Host,
  plan: Plan,
  { artifact, deliveries }: { readonly artifact: ArtifactPlan; readonly deliveries: Deliveries },
): Promise<Step<Uploaded>> {
  try {
    const files = await withFileErrors(`the artifact "${artifact.name}" could not be prepared`, () =>
      artifactFiles(plan, artifact, deliveries),
    );
    if (files.length === 0) {
      return { kind: "nothing-to-do" };
    }
    if (host.kind !== "local") {
      host.log.progress(`Uploading ${artifact.name}…`);
    }
    const { outDir: root, retentionDays } = plan.publication;
    const uploaded = await upload(host, { name: artifact.name, root, files, retentionDays });
    const targets = artifact.targets.filter((target) => deliveries.has(target));
    return { kind: "done", value: { name: artifact.name, targets, ...uploaded } };
  } catch (error) {
    return { kind: "failed", problem: describeProblem(error) };
  }
}

/** @throws UserError whatever the service refuses: its words are for the user. */
async function upload(host: Host, artifact: ArtifactUpload): Promise<ArtifactUploaded> {
  try {
    return await host.artifacts.upload(artifact);
  } catch (error) {
    throw new UserError(describeUploadFailure(artifact.name, error), { cause: error });
  }
}

function describeUploadFailure(name: string, error: unknown): Problem {
  if (error instanceof ArtifactNameTaken) {
    const text =
      `the run already has an artifact named "${name}": a job of a matrix, or an earlier step, uploaded it. ` +
      "Make the name unique with the input artifact-name, such as {name}_{target}_go1.26; in a matrix, add a value of it";
    return { code: "artifact-names-collide", text };
  }
  return { code: "artifact-upload", text: `the artifact "${name}" could not be uploaded: ${messageOf(error)}` };
}

function describeProblem(error: unknown): PublishProblem {
  const described = describeError(error);
  return described.kind === "internal"
    ? { message: described.message, stack: described.stack, code: undefined }
    : { message: problemTexts(described.problems).join(" "), stack: undefined, code: described.problems[0]?.code };
}

/**
 * The files of an artifact: archives where there are any, since an artifact does not keep the executable bit; and their
 * checksums, in a file named after the artifact, so that merged downloads do not overwrite each other.
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
  const text = lines.filter((line) => line === "" || published.has(line.slice(66))).join("\n");
  await replaceFile(own, { text });
  return [...files, own];
}
