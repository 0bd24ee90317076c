import { DefaultArtifactClient } from "@actions/artifact";
import type { ResultsServer } from "./results-server.ts";
import { silently } from "./silently.ts";

/**
 * Downloads an artifact of the server with the real client, into a directory, as a later job would. Throws where there is
 * none of that name, or where what came is not what the service says was uploaded.
 */
export async function downloadArtifact(server: ResultsServer, name: string, directory: string): Promise<void> {
  const variables = { ...server.environment(), GITHUB_WORKSPACE: directory };
  const before = Object.keys(variables).map((variable) => [variable, process.env[variable]] as const);
  Object.assign(process.env, variables);
  const download = async () => {
    const client = new DefaultArtifactClient();
    const { artifact } = await client.getArtifact(name);
    if (artifact.digest === undefined) {
      throw new Error(`the service knows no digest of artifact ${name}`);
    }
    return client.downloadArtifact(artifact.id, { path: directory, expectedHash: artifact.digest });
  };
  try {
    const { digestMismatch } = await silently(download);
    if (digestMismatch) {
      throw new Error(`artifact ${name} is not what was uploaded`);
    }
  } finally {
    for (const [variable, value] of before) {
      if (value === undefined) {
        delete process.env[variable];
      } else {
        process.env[variable] = value;
      }
    }
  }
}
