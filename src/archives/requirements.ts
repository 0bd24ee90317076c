import { UserError } from "../host/errors.ts";
import type { FileLookup, RequiredFile } from "../plan/index.ts";
import type { Archive, Owners, PackageNaming } from "./archive.ts";

/** The answer of an archive's index of files, or the reason why there is none. */
export type OwnersLookup =
  | { readonly kind: "found"; readonly owners: Owners }
  | { readonly kind: "failed"; readonly cause: UserError };

/**
 * Looks up which packages have files. A failure that the user can mend is a value, since only some requests depend on it.
 * @throws Any other error.
 */
export async function lookUpOwners(archive: Pick<Archive, "owners">, paths: readonly string[]): Promise<OwnersLookup> {
  if (paths.length === 0) {
    return { kind: "found", owners: new Map() };
  }
  try {
    return { kind: "found", owners: await archive.owners(paths) };
  } catch (error) {
    if (error instanceof UserError) {
      return { kind: "failed", cause: error };
    }
    throw error;
  }
}

export type OwnersQuestion = {
  /** Packages that are installed anyway. */
  readonly packages: readonly string[];
  readonly requirements: readonly RequiredFile[];
  readonly lookup: OwnersLookup;
  readonly naming: PackageNaming;
  /** The distribution's name, for messages. */
  readonly title: string;
};

/** The packages to take, and what the index said of each file that was looked up. */
export type ChosenOwners = { readonly packages: readonly string[]; readonly lookups: readonly FileLookup[] };

/**
 * The packages that provide what is required, without those that are installed anyway or come with every toolchain.
 * Development packages are preferred; where several are left, none is guessed.
 * @throws UserError for what no package provides, several do, or could not be looked up, unless it is to be noted.
 */
export function chooseOwners(question: OwnersQuestion): ChosenOwners {
  const { packages, requirements, lookup, naming, title } = question;
  if (requirements.length === 0) {
    return { packages: [], lookups: [] };
  }
  if (lookup.kind === "failed") {
    return { packages: [], lookups: noteFailedLookup(requirements, lookup.cause) };
  }
  const chosen: string[] = [];
  const lookups: FileLookup[] = [];
  const problems: string[] = [];
  for (const { what, paths, ifMissing, ifSeveral } of requirements) {
    const all = [...new Set(paths.flatMap((path) => lookup.owners.get(path) ?? []))].sort();
    const development = all.filter((name) => naming.isDevelopment(name));
    const candidates = development.length > 0 ? development : all;
    if (candidates.some((name) => packages.includes(name) || naming.isOfToolchains(name))) {
      continue;
    }
    const [only, ...others] = candidates;
    lookups.push({ path: paths[0] ?? what, packages: candidates });
    if (only === undefined && ifMissing === "note") {
      continue;
    }
    if (only === undefined) {
      problems.push(
        `no package of ${title} has ${what}: put the library's own files into the program's sources and name their ` +
          "directory with -L in `cgo-ldflags`, or set `libraries: off` if the compiler finds it",
      );
    } else if (others.length > 0 && ifSeveral === "fail") {
      problems.push(`several packages have ${what}: ${candidates.join(", ")}; say which, as in \`libraries: ${only}\``);
    } else if (others.length === 0) {
      chosen.push(only);
    }
  }
  if (problems.length > 0) {
    throw new UserError(problems.join("; "));
  }
  return { packages: chosen, lookups };
}

/** @throws UserError where one of them is more than a guess. */
function noteFailedLookup(requirements: readonly RequiredFile[], cause: UserError): readonly FileLookup[] {
  const certain = requirements.filter(({ ifSeveral }) => ifSeveral === "fail").map(({ what }) => what);
  if (certain.length > 0) {
    throw new UserError(
      `which package has ${certain.join(", ")} could not be looked up: ${cause.message}; ` +
        "or name the packages yourself, as in `libraries: off libfoo-dev`",
      { cause },
    );
  }
  return requirements.map(({ what, paths }) => ({ path: paths[0] ?? what, packages: [], problem: cause.message }));
}
