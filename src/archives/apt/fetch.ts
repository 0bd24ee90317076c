import { UserError } from "../../host/errors.ts";
import type { Command, Completed } from "../../host/types.ts";
import type { Package, PackageVersion } from "../archive.ts";
import { explainFailure } from "./failures.ts";

/** Runs a program of apt's with the private configuration. */
export type Run = (
  words: readonly string[],
  options: Pick<Command, "timeoutSeconds" | "stop" | "directory" | "onLine">,
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

/** Looks up the URIs of packages. Throws where the index does not list one. */
export async function locate(run: Run, packages: readonly Package[], uris: Uris): Promise<void> {
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
