import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSources, readSettings } from "../../src/archives/apt/apt.ts";
import type { Archive, ArchiveOptions } from "../../src/archives/archive.ts";
import { readDistribution } from "../../src/survey/machine.ts";
import type { Place } from "../survey/modules.ts";

export type TestRepositoryOptions = Pick<ArchiveOptions, "retryPolicy" | "mirrors"> & {
  /** More lines of the machine's apt.conf. */
  readonly configuration?: string;
  /** The key that a repository is signed by; without one, it need not be signed. */
  readonly signedBy?: string;
};

/**
 * Opens the machine's own apt with repositories of a test's (see mirror.ts) as its only sources.
 * @param uris Of the repository; of several, each is tried after the one before.
 */
export async function openTestRepository(
  place: Place,
  uris: string | readonly string[],
  options: TestRepositoryOptions = {},
): Promise<Archive> {
  const directory = mkdtempSync(join(place.directory, "apt-"));
  const file = `${directory}.conf`;
  // The test's packages are all of one architecture, whatever the machine's is.
  const settings = 'APT::Architecture "amd64";\nAcquire::http::Proxy "DIRECT";\n';
  writeFileSync(file, settings + (options.configuration ?? ""));
  const host = { ...place.host, environment: { ...place.host.environment, APT_CONFIG: file } };
  const distribution = await readDistribution();
  if (distribution === undefined) {
    throw new Error("the tests need a Linux distribution with apt");
  }
  const alternatives = [uris].flat().map((uri) => [
    {
      uris: [uri],
      suites: ["test"],
      components: ["main"],
      architectures: [],
      // The product writes no such line by itself.
      signedBy: options.signedBy ?? "/none\nTrusted: yes",
      expired: false,
    },
  ]);
  return openSources(host, distribution, { ...options, directory, settings: await readSettings(host), alternatives });
}
