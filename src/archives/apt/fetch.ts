import { UserError } from "../../host/errors.ts";
import { type FileHash, splitHash } from "../../host/hashes.ts";
import type { Command, Completed } from "../../host/types.ts";
import type { LocatedPackage, Package, PackageVersion } from "../archive.ts";
import { explainFailure } from "./failures.ts";
import { fileName } from "./paragraphs.ts";

/** Runs a program of apt's with the private configuration. */
export type Run = (
  words: readonly string[],
  options: Pick<Command, "timeoutSeconds" | "stop" | "directory" | "onLine">,
) => Promise<Completed>;

/** Part of apt, meant for its own scripts; at the same place in Debian and Ubuntu. */
export const aptHelper = "/usr/lib/apt/apt-helper";

/** A file's hash as apt-helper is given it: `SHA512:0123…`. */
export function aptHash(of: FileHash): string {
  const { algorithm, hex } = splitHash(of);
  return `${algorithm.toUpperCase()}:${hex}`;
}

/** The URIs of packages as apt prints them, by `name=version`. */
export type Uris = Map<string, string>;

/** A very version of a package, as apt takes it. */
export const nameAndVersion = ({ name, version }: PackageVersion) => `${name}=${version}`;

/**
 * Packages that are downloaded by their paths, without an index. Their files' names have to be those of their versions, as is
 * so in Debian's and Ubuntu's pools: a path that somebody changed is of another package.
 * @param paths Where the paths are kept, by `name=version`.
 * @returns undefined where one has no such path.
 */
export function locatePackages(
  packages: readonly LocatedPackage[],
  paths: Map<string, string>,
): readonly Package[] | undefined {
  const located = packages.flatMap(({ path, ...each }) => {
    const { name, version, architecture } = each;
    const file = fileName(each);
    const names = [file, `${name}_${version.replace(/^\d+:/, "")}_${architecture}.deb`];
    if (path === undefined || !names.includes(path.split("/").at(-1) ?? "")) {
      return [];
    }
    paths.set(nameAndVersion(each), path);
    return [{ ...each, path, file, depends: [], provides: [], section: "", coinstallable: false }];
  });
  return located.length === packages.length ? located : undefined;
}

/** Reads `'URI' name_version_arch.deb size hash` lines; the hash is empty where apt prints none. */
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
      throw new UserError({ code: "package-download", text: `packages could not be fetched: ${explainFailure(done)}` });
    }
    for (const [name, uri] of parseUris(done.stdout)) {
      uris.set(name, uri);
    }
  }
}
