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
  /** What comes with each namesake that the archive has, itself included. */
  readonly namesakes?: ReadonlyMap<string, readonly string[]> | undefined;
};

/** The packages to take, and what the index said of each file that was looked up. */
export type ChosenOwners = { readonly packages: readonly string[]; readonly lookups: readonly FileLookup[] };

/**
 * Looks up what comes with the packages that are named after what is required, where the index of files does not tell which
 * package it is: no package has the very file, or several have it in directories of their own. libopenblas-dev, which has no
 * library itself, comes with the usual one of three that do.
 */
export async function lookUpNamesakes(
  archive: Pick<Archive, "resolve" | "naming">,
  requirements: readonly Pick<RequiredFile, "paths" | "namesake">[],
  lookup: OwnersLookup,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const { paths, namesake } of requirements) {
    if (namesake !== undefined && lookup.kind === "found" && !found.has(namesake)) {
      const { candidates, exact } = findCandidates(paths, lookup.owners, archive.naming);
      if (!exact && candidates.length !== 1) {
        found.set(namesake, await namesOfResolved(archive, namesake));
      }
    }
  }
  return found;
}

/** None of a package that the archive lacks, or cannot install. */
async function namesOfResolved(archive: Pick<Archive, "resolve">, name: string): Promise<readonly string[]> {
  try {
    const { packages, missing } = await archive.resolve([name]);
    return missing.length > 0 ? [] : packages.map((each) => each.name);
  } catch (error) {
    if (error instanceof UserError) {
      return [];
    }
    throw error;
  }
}

type Candidates = {
  readonly candidates: readonly string[];
  /** They have the file in a directory where compilers look. */
  readonly exact: boolean;
};

/** Of directories below only development packages count: a program's plugins are named like libraries too. */
function findCandidates(paths: readonly string[], owners: Owners, naming: PackageNaming): Candidates {
  const ownersOf = (some: readonly string[]) => [...new Set(some.flatMap((path) => owners.get(path) ?? []))].sort();
  const isBelow = (path: string) => path.includes("//");
  const all = ownersOf(paths.filter((path) => !isBelow(path)));
  const development = all.filter((name) => naming.isDevelopment(name));
  return all.length > 0
    ? { candidates: development.length > 0 ? development : all, exact: true }
    : { candidates: ownersOf(paths.filter(isBelow)).filter((name) => naming.isDevelopment(name)), exact: false };
}

/** The packages that have a file at one of these paths; development packages are preferred. */
export function holdersOf(paths: readonly string[], owners: Owners, naming: PackageNaming): readonly string[] {
  return findCandidates(paths, owners, naming).candidates;
}

/** One that is named after what is required, or comes with the package that is, is no guess; nor is that package alone. */
function preferNamesake(
  { candidates, exact }: Candidates,
  namesake: string | undefined,
  brings: readonly string[],
): readonly string[] {
  const applies = !exact && namesake !== undefined && brings.length > 0 && candidates.length !== 1;
  const isIts = candidates.length === 0 || candidates.some((name) => brings.includes(name));
  return applies && isIts ? [namesake] : candidates;
}

/**
 * The packages that provide what is required, without those that are installed anyway or come with every toolchain.
 * Development packages are preferred; where several are left, none is guessed.
 * @throws UserError for what no package provides, several do, or could not be looked up, unless it is to be noted.
 */
export function chooseOwners(question: OwnersQuestion): ChosenOwners {
  const { packages, requirements, lookup, naming, title, namesakes } = question;
  if (requirements.length === 0) {
    return { packages: [], lookups: [] };
  }
  if (lookup.kind === "failed") {
    return { packages: [], lookups: noteFailedLookup(requirements, lookup.cause) };
  }
  const chosen: string[] = [];
  const lookups: FileLookup[] = [];
  const problems: string[] = [];
  for (const { what, paths, namesake, ifMissing, ifSeveral } of requirements) {
    const brings = namesakes?.get(namesake ?? "") ?? [];
    const holders = findCandidates(paths, lookup.owners, naming);
    const candidates = preferNamesake(holders, namesake, brings);
    const all = [...holders.candidates, ...candidates];
    if (all.some((name) => packages.includes(name) || naming.isOfToolchains(name))) {
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
