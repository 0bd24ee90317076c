import { checkArtifactFiles, checkArtifactName } from "./artifact-files.ts";
import { captureClientOutput } from "./client-output.ts";
import { withDeadline } from "./deadline.ts";
import { messageOf, UserError } from "./errors.ts";
import {
  ArtifactNameTaken,
  type ArtifactService,
  type ArtifactUpload,
  type ArtifactUploaded,
  type Environment,
} from "./types.ts";

/**
 * Artifacts of a GitHub run, by way of @actions/artifact, which is loaded when the first one is uploaded. It reads the
 * process's own environment: `environment` is a copy of that, from which it is known beforehand whether it can upload.
 */
export function makeGithubArtifacts(
  environment: Environment,
  deadlines: { readonly uploadSeconds: number },
): ArtifactService {
  const reason = describeAbsence(environment);
  return {
    available: reason === undefined,
    reason,
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
      throw new UserError({
        code: "artifact-upload",
        text: `the upload of artifact "${artifact.name}" took longer than ${deadlines.uploadSeconds} s`,
      });
    },
  };
}

/**
 * Why the client could not upload anything; undefined where it can.
 *
 * It serves no other server than GitHub's own, whatever the server itself could (isGhes and getRuntimeToken in its
 * internal/shared/config.js). Gitea sets GITEA_ACTIONS, Forgejo that and FORGEJO_ACTIONS; act sets ACT, and has a service
 * where it was started with --artifact-server-path.
 */
function describeAbsence(environment: Environment): string | undefined {
  const given = (name: string) => (environment[name] ?? "") !== "";
  const server = environment["GITHUB_SERVER_URL"] || "https://github.com";
  if (!isGithubServer(server)) {
    const forge = given("FORGEJO_ACTIONS") ? "Forgejo" : given("GITEA_ACTIONS") ? "Gitea" : "GitHub Enterprise Server";
    return `GitHub's artifact client does not upload to ${forge} (${server})`;
  }
  const missing = ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"].find((name) => !given(name));
  if (missing === undefined) {
    return undefined;
  }
  const way = given("ACT") ? " (act has one with --artifact-server-path)" : "";
  return `the run has no artifact service: ${missing} is not set${way}`;
}

/** As the client itself has it. */
function isGithubServer(server: string): boolean {
  const name = URL.canParse(server) ? new URL(server).hostname.toLowerCase() : "";
  return name === "github.com" || name.endsWith(".ghe.com") || name.endsWith(".localhost");
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
    throw new UserError(
      { code: "artifact-upload", text: `artifact "${artifact.name}" was not uploaded: ${reason}` },
      { cause },
    );
  }
}

/** Compressing these again takes time and saves nothing. */
function isCompressed(path: string): boolean {
  return /\.(?:gz|tgz|zip|zst|xz|bz2)$/.test(path);
}
