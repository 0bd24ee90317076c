import {
  type Archive,
  chooseOwners,
  closure,
  lookUpNamesakes,
  lookUpOwners,
  lookUpProvided,
  type Package,
} from "../archives/index.ts";
import { NoSuchPackageError, UserError } from "../host/errors.ts";
import { compareHashes } from "../host/hashes.ts";
import { type FileLookup, lockFile, matchesPackage, type PackageContent, type RequiredFile } from "../plan/index.ts";
import type { Distribution } from "../survey/index.ts";
import { asError } from "./outcome.ts";
import type { PlannedRoot } from "./place.ts";

/** A root of packages. */
export type PackageRoot = PlannedRoot & {
  readonly content: PackageContent;
  /** Packages, by name, that an earlier run has added to it for what it lacked; absent where none are known. */
  readonly added?: readonly string[] | undefined;
};

/** The packages that a root is made of, or the reason that it cannot be made. */
export type Resolved =
  | {
      readonly kind: "found";
      readonly root: PackageRoot;
      /** The names that all of them come from. */
      readonly names: readonly string[];
      readonly packages: readonly Package[];
      readonly lookups: readonly FileLookup[];
    }
  | { readonly kind: "failed"; readonly root: PackageRoot; readonly error: Error };

type Failed = Extract<Resolved, { kind: "failed" }>;

/**
 * Finds out what roots of one release and architecture are made of: what the lock says, or what the archive's index has
 * today. All are looked up together, which is quickest; one by one where something that cannot be had spoils it for all.
 */
export async function resolveRoots(
  archive: Archive,
  roots: readonly PackageRoot[],
  distribution: Distribution,
): Promise<readonly Resolved[]> {
  const locked = roots.filter((root) => root.locked !== undefined);
  const open = roots.filter((root) => root.locked === undefined);
  const fromLock = await Promise.all(locked.map((root) => resolveLocked(archive, root, distribution)));
  return open.length === 0 ? fromLock : [...fromLock, ...(await resolveOpen(archive, open, distribution))];
}

/** The packages of the lock, to the byte, as far as the archive still has them. */
async function resolveLocked(archive: Archive, root: PackageRoot, { title }: Distribution): Promise<Resolved> {
  const asked = root.locked?.packages ?? [];
  const listed = await archive.find(asked);
  const packages = asked.flatMap(
    (each) => listed.find((one) => one.name === each.name && compareHashes(one, each) === "same") ?? [],
  );
  const gone = asked.filter(({ name }) => !packages.some((one) => one.name === name));
  if (gone.length === 0) {
    return { kind: "found", root, names: asked.map(({ name }) => name), packages, lookups: [] };
  }
  const names = gone.map(({ name, version }) => `${name} ${version}`).join(", ");
  const sentence = `${lockFile} asks for ${names}, which ${title} no longer has: refresh it with \`cgo-cross lock\`, or add the distribution's snapshot archive of that time to the apt sources`;
  return { kind: "failed", root, error: new UserError({ code: "lock-packages-gone", text: sentence }) };
}

async function resolveOpen(
  archive: Archive,
  roots: readonly PackageRoot[],
  distribution: Distribution,
): Promise<readonly Resolved[]> {
  const { named, failed, together } = await nameAndResolve(archive, roots, distribution);
  const found: Resolved[] = [];
  for (const each of named) {
    try {
      const answer = together ?? (await archive.resolve(each.packages));
      found.push(describeAnswer(each, answer, distribution));
    } catch (error) {
      found.push({ kind: "failed", root: each.root, error: asError(error) });
    }
  }
  return [...failed, ...found];
}

function describeAnswer({ root, packages, lookups }: Named, answer: Answer, { title }: Distribution): Resolved {
  const lacking = packages.filter((name) => answer.missing.includes(name) && root.added?.includes(name) !== true);
  if (lacking.length > 0) {
    const sentence = `${title} has no package ${lacking.join(", ")}; build this target on a newer release`;
    return { kind: "failed", root, error: new NoSuchPackageError({ code: "no-such-package", text: sentence }) };
  }
  return {
    kind: "found",
    root,
    names: packages,
    packages: selectPackages({ ...root.content, packages }, answer.packages),
    lookups,
  };
}

type Named = {
  readonly root: PackageRoot;
  readonly packages: readonly string[];
  readonly lookups: readonly FileLookup[];
};
type Answer = Awaited<ReturnType<Archive["resolve"]>>;
type NamedAll = {
  readonly named: readonly Named[];
  readonly failed: readonly Failed[];
  /** What the archive said of all names together; undefined where that failed. */
  readonly together: Answer | undefined;
};

/** Names the packages of all roots and looks them up together; a usual package that is not to be had is looked for by file. */
async function nameAndResolve(
  archive: Archive,
  roots: readonly PackageRoot[],
  distribution: Distribution,
): Promise<NamedAll> {
  const absent = new Set<string>();
  const likely = roots.flatMap(({ content }) => content.files.flatMap((file) => file.likely ?? []));
  for (;;) {
    const { named, failed } = await nameFiles(archive, roots, { distribution, absent });
    const names = [...new Set(named.flatMap(({ packages }) => packages))];
    const together = await resolveTogether(archive, names);
    const missing = together?.missing.filter((name) => likely.includes(name)) ?? [];
    if (missing.every((name) => absent.has(name))) {
      return { named, failed, together };
    }
    missing.forEach((name) => void absent.add(name));
  }
}

/** Undefined where something spoils it for all: what that is, is found when each is looked up alone. */
async function resolveTogether(archive: Archive, names: readonly string[]): Promise<Answer | undefined> {
  try {
    return await archive.resolve(names);
  } catch (error) {
    if (error instanceof UserError) {
      return undefined;
    }
    throw error;
  }
}

type NameOptions = { readonly distribution: Distribution; readonly absent: ReadonlySet<string> };

/** The packages of each root by name: those that were asked for, and those that hold the files that were. */
async function nameFiles(
  archive: Archive,
  roots: readonly PackageRoot[],
  { distribution: { title }, absent }: NameOptions,
): Promise<Pick<NamedAll, "named" | "failed">> {
  const isUnknown = ({ likely }: RequiredFile) => likely === undefined || absent.has(likely);
  const all = roots.flatMap(({ content }) => content.files);
  const lookup = await lookUpOwners(
    archive,
    all.flatMap((file) => [...(file.first ?? []), ...(isUnknown(file) ? file.paths : [])]),
  );
  // Where the program's own flags look for it, there may be another package's.
  const isElsewhere = ({ first = [] }: RequiredFile) =>
    lookup.kind === "found" && first.some((path) => lookup.owners.has(path));
  const isOpen = (file: RequiredFile) => isUnknown(file) || isElsewhere(file);
  const open = all.filter(isOpen);
  const { naming } = archive;
  const namesakes = await lookUpNamesakes(archive, open, lookup);
  const provided = await lookUpProvided(archive, open, lookup);
  const named: Named[] = [];
  const failed: Failed[] = [];
  for (const root of roots) {
    const { packages: asked, files } = root.content;
    const packages = [...asked, ...files.flatMap((file) => (isOpen(file) ? [] : (file.likely ?? [])))];
    try {
      const requirements = files.filter(isOpen);
      const chosen = chooseOwners({ packages, requirements, lookup, naming, title, namesakes, provided });
      const names = [...new Set([...packages, ...chosen.packages, ...(root.added ?? [])])].sort();
      named.push({ root, packages: names, lookups: chosen.lookups });
    } catch (error) {
      failed.push({ kind: "failed", root, error: asError(error) });
    }
  }
  return { named, failed };
}

/** What a root takes of packages that were resolved for several together. */
export function selectPackages(
  { packages, selection }: Pick<PackageContent, "packages" | "selection">,
  resolved: readonly Package[],
): readonly Package[] {
  const { follow, skip, take, takeWhole = [], drop } = selection;
  const isFollowed = (each: Package) =>
    packages.includes(each.name) || ((follow === "all" || isLibrary(each)) && !matchesPackage(each.name, skip));
  const followed = closure(packages, resolved, (each) => !isFollowed(each));
  const wholes = followed.filter(({ name }) => matchesPackage(name, takeWhole)).map(({ name }) => name);
  const whole = new Set(closure(wholes, followed, () => false).map(({ name }) => name));
  const isTaken = ({ name }: Package) =>
    (take === undefined || whole.has(name) || matchesPackage(name, take)) && !matchesPackage(name, drop);
  return followed.filter(isTaken);
}

/** A library's package may depend on programs (debconf, perl), which would be of no use to a linker. */
function isLibrary(each: Package): boolean {
  const { section, coinstallable } = each;
  return coinstallable || isDevelopment(each) || section === "libs" || section === "libdevel";
}

function isDevelopment({ name }: Package): boolean {
  return name.endsWith("-dev");
}
