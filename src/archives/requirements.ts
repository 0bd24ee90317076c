import { joinProblems, type Problem, UserError } from "../host/errors.ts";
import type { FileLookup, RequiredFile } from "../plan/index.ts";
import type { Archive, Owners, Package, PackageNaming } from "./archive.ts";

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
  /** The names that packages provide, of those that share a file with others. */
  readonly provided?: ReadonlyMap<string, readonly string[]> | undefined;
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
  requirements: readonly Sought[],
  lookup: OwnersLookup,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const requirement of requirements) {
    const { namesake } = requirement;
    if (namesake !== undefined && lookup.kind === "found" && !found.has(namesake)) {
      const { candidates, exact } = findCandidates(requirement, lookup.owners, archive.naming);
      if (!exact && candidates.length !== 1) {
        found.set(
          namesake,
          (await resolveAlone(archive, namesake)).map(({ name }) => name),
        );
      }
    }
  }
  return found;
}

/**
 * Looks up which names the packages provide that have one file in the same place. One that provides the name of another is
 * a replacement of it (libvectorscan-dev of libhyperscan-dev), which an installation takes only where it is asked to.
 */
export async function lookUpProvided(
  archive: Pick<Archive, "resolve" | "naming">,
  requirements: readonly Sought[],
  lookup: OwnersLookup,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  if (lookup.kind === "failed") {
    return found;
  }
  for (const requirement of requirements) {
    const { candidates, exact } = findCandidates(requirement, lookup.owners, archive.naming);
    for (const candidate of exact && candidates.length > 1 ? candidates : []) {
      if (!found.has(candidate)) {
        const own = (await resolveAlone(archive, candidate)).find(({ name }) => name === candidate);
        found.set(candidate, own?.provides ?? []);
      }
    }
  }
  return found;
}

/** None of a package that the archive lacks, or cannot install. */
async function resolveAlone(archive: Pick<Archive, "resolve">, name: string): Promise<readonly Package[]> {
  try {
    const { packages, missing } = await archive.resolve([name]);
    return missing.length > 0 ? [] : packages;
  } catch (error) {
    if (error instanceof UserError) {
      return [];
    }
    throw error;
  }
}

type Sought = Pick<RequiredFile, "paths" | "first" | "namesake">;

type Candidates = {
  readonly candidates: readonly string[];
  /** They have the file in a directory where compilers look. */
  readonly exact: boolean;
};

/** Of directories below only development packages count: a program's plugins are named like libraries too. */
function findCandidates({ paths, first = [] }: Sought, owners: Owners, naming: PackageNaming): Candidates {
  const ownersOf = (some: readonly string[]) => [...new Set(some.flatMap((path) => owners.get(path) ?? []))].sort();
  const isBelow = (path: string) => path.includes("//");
  const inOwn = ownersOf(first);
  const all = inOwn.length > 0 ? inOwn : ownersOf(paths.filter((path) => !isBelow(path)));
  const development = all.filter((name) => naming.isDevelopment(name));
  return all.length > 0
    ? { candidates: development.length > 0 ? development : all, exact: true }
    : { candidates: ownersOf(paths.filter(isBelow)).filter((name) => naming.isDevelopment(name)), exact: false };
}

/** The packages that have a file at one of these paths; development packages are preferred. */
export function holdersOf(paths: readonly string[], owners: Owners, naming: PackageNaming): readonly string[] {
  return findCandidates({ paths }, owners, naming).candidates;
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

/** Without those that are replacements of others among them. */
function withoutReplacements(
  candidates: readonly string[],
  provided: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const replaces = (one: string, other: string) => one !== other && (provided.get(one) ?? []).includes(other);
  return candidates.filter((one) => !candidates.some((other) => replaces(one, other) && !replaces(other, one)));
}

/**
 * The packages that provide what is required, without those that are installed anyway or come with every toolchain.
 * Development packages are preferred; where several are left, none is guessed.
 * @throws UserError for what no package provides, several do, or could not be looked up, unless it is to be noted.
 */
export function chooseOwners(question: OwnersQuestion): ChosenOwners {
  const { requirements, lookup, title } = question;
  if (requirements.length === 0) {
    return { packages: [], lookups: [] };
  }
  if (lookup.kind === "failed") {
    return { packages: [], lookups: noteFailedLookup(requirements, lookup.cause) };
  }
  const open = findOpen(question, lookup.owners);
  const certain = new Set(open.flatMap(({ candidates }) => (candidates.length === 1 ? candidates : [])));
  const chosen: string[] = [];
  const lookups: FileLookup[] = [];
  const problems: Problem[] = [];
  for (const { candidates, what, paths, ifMissing, ifSeveral } of open) {
    // Of several, one that is taken for something else has this too: libhdf5-dev of -lhdf5 has the -lhdf5_hl of others.
    const [taken] = candidates.filter((name) => certain.has(name));
    const [only, ...others] = taken === undefined ? candidates : [taken];
    lookups.push({ path: paths[0] ?? what, packages: taken === undefined ? candidates : [taken] });
    if (only === undefined && ifMissing === "note") {
      continue;
    }
    if (only === undefined) {
      problems.push({
        code: "library-without-package",
        text:
          `no package of ${title} has ${what}: ${ownFilesAdvice([what])}, or set \`libraries: off\` if ` +
          `${isOfPkgConfig(what) ? "pkg-config" : "the compiler"} finds it`,
      });
    } else if (others.length > 0 && ifSeveral === "fail") {
      const text = `several packages have ${what}: ${candidates.join(", ")}; say which, as in \`libraries: ${only}\``;
      problems.push({ code: "several-packages", text });
    } else if (others.length === 0) {
      chosen.push(only);
    }
  }
  const [first, ...others] = problems;
  if (first !== undefined) {
    throw new UserError(joinProblems([first, ...others], "; "));
  }
  return { packages: chosen, lookups };
}

type Open = RequiredFile & { readonly candidates: readonly string[] };

/** What is not there anyway, with the packages that have it. */
function findOpen(
  { packages, requirements, naming, namesakes, provided = new Map() }: OwnersQuestion,
  owners: Owners,
): readonly Open[] {
  return requirements.flatMap((requirement) => {
    const brings = namesakes?.get(requirement.namesake ?? "") ?? [];
    const holders = findCandidates(requirement, owners, naming);
    const candidates = preferNamesake(holders, requirement.namesake, brings);
    const all = [...holders.candidates, ...candidates];
    const isThere = all.some((name) => packages.includes(name) || naming.isOfToolchains(name));
    return isThere ? [] : [{ ...requirement, candidates: withoutReplacements(candidates, provided) }];
  });
}

/** @throws UserError where one of them is more than a guess. */
function noteFailedLookup(requirements: readonly RequiredFile[], cause: UserError): readonly FileLookup[] {
  const certain = requirements.filter(({ ifSeveral }) => ifSeveral === "fail").map(({ what }) => what);
  if (certain.length > 0) {
    throw new UserError(
      {
        code: "package-index",
        text:
          `which package has ${certain.join(", ")} could not be looked up: ${cause.message}; ` +
          "or name the packages yourself, as in `libraries: off libfoo-dev`",
      },
      { cause },
    );
  }
  return requirements.map(({ what, paths }) => ({ path: paths[0] ?? what, packages: [], problem: cause.message }));
}

function isOfPkgConfig(what: string): boolean {
  return what.startsWith("pkg-config's ");
}

/** How a build of one's own takes a library's place. @param all What is missing, as a RequiredFile calls it. */
export function ownFilesAdvice(all: readonly string[]): string {
  return all.some(isOfPkgConfig)
    ? "put the library's own files into the program's sources and name the directory with its .pc file in PKG_CONFIG_PATH"
    : "put the library's own files into the program's sources and name their directory with -L in `cgo-ldflags`";
}
