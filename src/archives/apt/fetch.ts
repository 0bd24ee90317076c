import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../host/errors.ts";
import type { Command, Completed } from "../../host/types.ts";
import type { Package, PackageVersion } from "../archive.ts";
import { addressesOf, hostOf } from "./addresses.ts";
import type { Fetch } from "./downloads.ts";
import { explainFailure } from "./failures.ts";

/** Runs a program of apt's with the private configuration. */
export type Run = (
  words: readonly string[],
  options: Pick<Command, "timeoutSeconds" | "stop" | "directory">,
) => Promise<Completed>;

/** The URIs of packages as apt prints them, by `name=version`. */
export type Uris = Map<string, string>;

/** A very version of a package, as apt takes it. */
export const nameAndVersion = ({ name, version }: PackageVersion) => `${name}=${version}`;

/** Reads `'URI' name_version_arch.deb size SHA256:hash` lines. */
export function parseUris(text: string): Uris {
  return new Map(
    [...text.matchAll(/^'([^']*)' (\S+)_(\S+)_[^_\s]+\.deb /gm)].map(([, uri = "", name = "", version = ""]) => [
      nameAndVersion({ name, version: decodeURIComponent(version) }),
      uri,
    ]),
  );
}

/** Part of apt, meant for its own scripts; at the same place in Debian and Ubuntu. */
const aptHelper = "/usr/lib/apt/apt-helper";

/** How makeFetch fetches packages. */
export type FetchPlace = {
  readonly directory: string;
  /** URIs that are known already; those that are looked up are added. */
  readonly uris: Uris;
  /** The URIs of apt's sources. */
  readonly sources: readonly string[];
};

/**
 * The ways to fetch packages into a directory with apt. apt-helper takes a hundredth of a second of CPU time where
 * `apt-get download` takes a tenth, since it reads no index, and it resumes files that are there in part, where the other
 * removes them. It is given the index's hash to verify. `apt-get download` is left what is not fetched over http, and an
 * address with a password in it, which others could see among a program's arguments.
 */
export function makeFetch(
  run: Run,
  { directory, uris, sources }: FetchPlace,
): { readonly fetch: Fetch; readonly hostsOf: (each: Package) => Promise<readonly string[]> } {
  const addresses = async (each: Package) => addressesOf(uris.get(nameAndVersion(each)) ?? "", sources);
  return {
    async fetch(packages, { stop, attempt }) {
      await locate(run, packages, uris);
      const words: string[] = [];
      for (const each of packages) {
        const found = await addresses(each);
        words.push(found[(attempt - 1) % found.length] ?? "", join(directory, each.file), `SHA256:${each.sha256}`);
      }
      const overHttp = words.every((word, index) => index % 3 > 0 || /^https?:\/\/[^/@]+\//.test(word));
      const command =
        overHttp && (await isExecutable(aptHelper))
          ? [aptHelper, "download-file", ...words]
          : ["apt-get", "download", "-q", "--", ...packages.map(nameAndVersion)];
      return run(command, { stop, directory });
    },
    hostsOf: async (each) => (await addresses(each)).map(hostOf),
  };
}

/** Looks up the URIs of packages. Throws where the index does not list one. */
async function locate(run: Run, packages: readonly Package[], uris: Uris): Promise<void> {
  const names = packages.map(nameAndVersion).filter((each) => !uris.has(each));
  if (names.length > 0) {
    const done = await run(["apt-get", "download", "--print-uris", "-qq", "--", ...names], { timeoutSeconds: 60 });
    if (done.exitCode !== 0) {
      throw new UserError(`packages could not be fetched: ${explainFailure(done)}`);
    }
    for (const [name, uri] of parseUris(done.stdout)) {
      uris.set(name, uri);
    }
  }
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
