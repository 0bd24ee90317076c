import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { BlobStore, StoredBlob } from "./blob-store.ts";
import { type Message, type Method, ServiceError, textOf } from "./results-protocol.ts";

export type StoredArtifact = {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** `sha256:` and the digest of what was uploaded: of the zip, unless the file went up alone. */
  readonly digest: string;
  readonly contentType: string;
  /** When the service may delete it, as the client asked. */
  readonly expiresAt: string | undefined;
  /** What was uploaded. */
  readonly path: string;
};

type Begun = { id: string; name: string; expiresAt: string | undefined; digest: string | undefined };

/** The artifact service, version 4, of one run. */
export function makeArtifactMethods(
  blobs: BlobStore,
  run: { readonly runId: string; readonly jobId: string },
): { readonly methods: Readonly<Record<string, Method>>; finished(): readonly StoredArtifact[] } {
  let begun: Begun[] = [];
  let count = 0;
  const blobName = (id: string) => `artifact-${id}`;

  function find(message: Message): Begun {
    const name = textOf(message, "name");
    const artifact = begun.find((one) => one.name === name);
    if (artifact === undefined) {
      throw new ServiceError(404, "not_found", "artifact not found");
    }
    return artifact;
  }

  /** Like the service, verifies that the upload has the size and the digest that the client gives. */
  async function finalize(message: Message): Promise<Message> {
    const artifact = find(message);
    const blob = blobs.get(blobName(artifact.id));
    if (blob === undefined) {
      throw new ServiceError(412, "failed_precondition", "nothing was uploaded");
    }
    const digest = `sha256:${await hashFile(blob.path)}`;
    if (String(blob.bytes) !== message["size"] || digest !== message["hash"]) {
      return { ok: false };
    }
    artifact.digest = digest;
    return { ok: true, artifact_id: artifact.id };
  }

  function finished(): readonly StoredArtifact[] {
    return begun.flatMap(({ id, name, expiresAt, digest }) => {
      const blob: StoredBlob | undefined = blobs.get(blobName(id));
      return blob === undefined || digest === undefined ? [] : [{ id, name, expiresAt, digest, ...blob }];
    });
  }

  function checkRun(message: Message): void {
    const own =
      message["workflow_run_backend_id"] === run.runId && message["workflow_job_run_backend_id"] === run.jobId;
    if (!own) {
      throw new ServiceError(403, "permission_denied", "the token is for another run");
    }
  }

  const methods: Record<string, Method> = {
    CreateArtifact(message) {
      const name = textOf(message, "name");
      if (begun.some((artifact) => artifact.name === name)) {
        throw new ServiceError(409, "already_exists", "an artifact with this name already exists on the workflow run");
      }
      count += 1;
      const expiresAt = message["expires_at"];
      const id = String(100 + count);
      begun.push({ id, name, expiresAt: typeof expiresAt === "string" ? expiresAt : undefined, digest: undefined });
      return { ok: true, signed_upload_url: blobs.sign(blobName(id)) };
    },
    FinalizeArtifact: finalize,
    ListArtifacts(message) {
      const fits = (one: StoredArtifact) =>
        (message["name_filter"] ?? one.name) === one.name && (message["id_filter"] ?? one.id) === one.id;
      return {
        artifacts: finished()
          .filter(fits)
          .map(({ id, name, bytes, digest }) => ({
            workflow_run_backend_id: run.runId,
            workflow_job_run_backend_id: run.jobId,
            database_id: id,
            name,
            size: String(bytes),
            created_at: new Date().toISOString(),
            digest,
          })),
      };
    },
    GetSignedArtifactURL: (message) => ({ signed_url: blobs.sign(blobName(find(message).id)) }),
    DeleteArtifact(message) {
      const artifact = find(message);
      begun = begun.filter((one) => one !== artifact);
      return { ok: true, artifact_id: artifact.id };
    },
  };
  const guarded = Object.entries(methods).map(([name, method]): [string, Method] => [
    `ArtifactService/${name}`,
    (message) => {
      checkRun(message);
      return method(message);
    },
  ]);
  return { methods: Object.fromEntries(guarded), finished };
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
