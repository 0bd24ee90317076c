import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import type { Command, Completed } from "../../host/types.ts";
import { addressesOf, hostOf } from "./addresses.ts";
import type { Fetch } from "./downloads.ts";
import type { Package } from "./packages.ts";
import { explain } from "./stalls.ts";

/** Runs a program with the private apt's environment. */
export type Run = (
  words: readonly string[],
  options: Pick<Command, "timeoutSeconds" | "stop" | "directory">,
) => Promise<Completed>;

/** Where packages come from, by name and version: URIs as apt prints them. */
export type Uris = Map<string, string>;

export const nameAndVersion = ({ name, version }: Pick<Package, "name" | "version">) => `${name}=${version}`;

/** Reads `'URI' name_version_arch.deb size SHA256:hash` lines. */
export function parseUris(text: string): Uris {
  return new Map(
    [...text.matchAll(/^'([^']*)' (\S+)_(\S+)_[^_\s]+\.deb /gm)].map(([, uri = "", name = "", version = ""]) => [
      nameAndVersion({ name, version: decodeURIComponent(version) }),
      uri,
    ]),
  );
}

/** Part of apt, for its own scripts; the same place in Debian and Ubuntu. */
const helper = "/usr/lib/apt/apt-helper";

/**
 * The ways to fetch packages into a directory with apt. apt-helper does it in a hundredth of a second of CPU time where
 * `apt-get download` needs a tenth, since it reads no index, and goes on with what is there in part, where the other
 * removes it. It is given the index's hash to check. What is not fetched over http is left to `apt-get download`, and so is
 * an address with a password in it, which others could see among a program's arguments.
 * @param uris What is known already; what is asked for besides is added.
 * @param sources The URIs of apt's sources.
 */
export function makeFetch(
  run: Run,
  {
    directory,
    uris,
    sources,
  }: { readonly directory: string; readonly uris: Uris; readonly sources: readonly string[] },
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
        overHttp && (await isExecutable(helper))
          ? [helper, "download-file", ...words]
          : ["apt-get", "download", "-q", "--", ...packages.map(nameAndVersion)];
      return run(command, { stop, directory });
    },
    hostsOf: async (each) => (await addresses(each)).map(hostOf),
  };
}

/** Throws where the index does not list a package. */
async function locate(run: Run, packages: readonly Package[], uris: Uris): Promise<void> {
  const names = packages.map(nameAndVersion).filter((each) => !uris.has(each));
  if (names.length > 0) {
    const done = await run(["apt-get", "download", "--print-uris", "-qq", "--", ...names], { timeoutSeconds: 60 });
    if (done.exitCode !== 0) {
      throw new Error(`packages could not be fetched: ${explain(done)}`);
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
