import { checkArtifactFiles, checkArtifactName } from "./artifact-files.ts";
import { captureClientOutput } from "./client-output.ts";
import { withDeadline } from "./deadline.ts";
import { messageOf, UserError } from "./errors.ts";
import { ArtifactNameTaken, type ArtifactService, type ArtifactUpload, type ArtifactUploaded } from "./types.ts";

/** Artifacts of a GitHub run, by way of @actions/artifact, which is loaded when the first one is uploaded. */
export function makeGithubArtifacts(deadlines: { readonly uploadSeconds: number }): ArtifactService {
  return {
    async upload(artifact) {
      checkArtifactName(artifact.name);
      const work = captureClientOutput(
        () => {},
        () => upload(artifact),
      );
      const outcome = await withDeadline(deadlines.uploadSeconds, work);
      if (outcome.kind === "done") {
        return outcome.value;
      }
      throw new UserError(`the upload of artifact "${artifact.name}" took longer than ${deadlines.uploadSeconds} s`);
    },
  };
}

async function upload(artifact: ArtifactUpload): Promise<ArtifactUploaded> {
  const { root, files } = await checkArtifactFiles(artifact.root, artifact.files);
  const paths = files.map((file) => file.path);
  const { DefaultArtifactClient } = await import("@actions/artifact");
  const options = {
    compressionLevel: paths.every(isCompressed) ? 0 : 6,
    ...(artifact.retentionDays === undefined ? {} : { retentionDays: artifact.retentionDays }),
  };
  try {
    const { id, size } = await new DefaultArtifactClient().uploadArtifact(artifact.name, paths, root, options);
    if (id === undefined) {
      throw new Error("the service returned no id");
    }
    return { id: String(id), bytes: size ?? 0 };
  } catch (cause) {
    const reason = messageOf(cause);
    // The client gives the status in its message only: "Failed request: (409) Conflict: …".
    if (reason.includes("(409)")) {
      throw new ArtifactNameTaken(artifact.name, { cause });
    }
    throw new UserError(`artifact "${artifact.name}" was not uploaded: ${reason}`, { cause });
  }
}

/** Compressing these again takes time and saves nothing. */
function isCompressed(path: string): boolean {
  return /\.(?:gz|tgz|zip|zst|xz|bz2)$/.test(path);
}
