import { UserError } from "../../host/errors.ts";
import type { Package, PackageVersion, Resolution } from "../archive.ts";
import { explainFailure } from "./failures.ts";
import { nameAndVersion, parseUris, type Run, type Uris } from "./fetch.ts";
import { parsePackages } from "./paragraphs.ts";

/**
 * What apt would install for packages of these names, without recommendations, and the names that it does not know.
 * @param uris Where the packages' URIs, which apt prints, are kept.
 * @throws UserError where apt cannot satisfy the dependencies.
 */
export async function resolvePackages(run: Run, names: readonly string[], uris: Uris): Promise<Resolution> {
  const missing: string[] = [];
  for (let known = names; known.length > 0; ) {
    const done = await run(["apt-get", "install", "--print-uris", "-qq", "--no-install-recommends", "--", ...known], {
      timeoutSeconds: 60,
    });
    if (done.exitCode === 0) {
      const found = parseUris(done.stdout);
      for (const [name, uri] of found) {
        uris.set(name, uri);
      }
      return { packages: await showPackages(run, [...found.keys()]), missing };
    }
    const unknown = known.filter((name) => isUnknown(name, done.stderr));
    if (unknown.length === 0) {
      throw new UserError({
        code: "no-such-package",
        text: `apt cannot resolve ${known.join(", ")}: ${explainFailure(done)}`,
      });
    }
    missing.push(...unknown);
    known = known.filter((name) => !unknown.includes(name));
  }
  return { packages: [], missing };
}

function isUnknown(name: string, stderr: string): boolean {
  return [`Unable to locate package ${name}`, `Package '${name}' has no installation candidate`].some((text) =>
    stderr.split("\n").some((line) => line.replace(/^E: /, "").trim() === text),
  );
}

/** Reads the packages' paragraphs of the index. */
async function showPackages(run: Run, names: readonly string[]): Promise<readonly Package[]> {
  const done = await run(["apt-cache", "show", "--", ...names], { timeoutSeconds: 60 });
  if (done.exitCode !== 0) {
    throw new UserError({ code: "package-index", text: `the package index cannot be read: ${explainFailure(done)}` });
  }
  return parsePackages(done.stdout);
}

/** These very versions of packages, as far as the index lists them. */
export async function findPackages(run: Run, versions: readonly PackageVersion[]): Promise<readonly Package[]> {
  // apt-cache prints those that it has, and fails if it lacks any.
  const done = await run(["apt-cache", "show", "--", ...versions.map(nameAndVersion)], { timeoutSeconds: 60 });
  return parsePackages(done.stdout);
}
