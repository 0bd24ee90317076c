import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { aptArchive } from "../../src/archives/apt/apt.ts";
import type { Archive } from "../../src/archives/archive.ts";
import type { RetryPolicy } from "../../src/archives/retries.ts";
import { readDistribution } from "../../src/survey/machine.ts";
import type { Place } from "../survey/modules.ts";

/**
 * Opens the machine's own apt with an unsigned repository of a test's (see mirror.ts) as its only source.
 * @param url Of the repository.
 */
export async function openTestRepository(place: Place, url: string, retryPolicy: RetryPolicy): Promise<Archive> {
  const directory = mkdtempSync(join(place.directory, "apt-"));
  const configuration = `${directory}.conf`;
  // The test's packages are all of one architecture, whatever the machine's is.
  writeFileSync(configuration, 'APT::Architecture "amd64";\nAcquire::http::Proxy "DIRECT";\n');
  const host = { ...place.host, environment: { ...place.host.environment, APT_CONFIG: configuration } };
  const distribution = await readDistribution();
  if (distribution === undefined) {
    throw new Error("the tests need a Linux distribution with apt");
  }
  const archive = await aptArchive.open(host, distribution, { directory, retryPolicy });
  const source = `Types: deb\nURIs: ${url}\nSuites: ./\nTrusted: yes\n`;
  writeFileSync(join(directory, "sources/distribution.sources"), source);
  return archive;
}
