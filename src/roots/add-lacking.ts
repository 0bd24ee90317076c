import { type Archive, holdersOf, lookUpOwners, type Package } from "../archives/index.ts";
import type { LackingFile } from "./kind.ts";
import { type Resolved, selectPackages } from "./resolve.ts";

type Found = Omit<Extract<Resolved, { kind: "found" }>, "lookups">;

/** What a root is made of after all. */
export type Complemented = {
  /** Sorted by name. */
  readonly packages: readonly Package[];
  /** Of these, by name, those that were added for what others lack. */
  readonly added: readonly string[];
  /** What is lacking still, a sentence each. */
  readonly notes: readonly string[];
};

export type AddOptions = {
  readonly archive: Pick<Archive, "resolve" | "owners" | "naming">;
  /** Where the packages are unpacked. */
  readonly root: string;
  /** Downloads and unpacks further packages into it. */
  readonly unpack: (packages: readonly Package[]) => Promise<void>;
};

/**
 * Adds to an unpacked root what its packages ask for and it lacks, as its kind finds out, until nothing more is found. A root
 * of a lock is what the lock says.
 * @throws What `unpack` and the archive throw.
 */
export async function addLacking(found: Found, { archive, root, unpack }: AddOptions): Promise<Complemented> {
  const { request, kind, content, locked, distribution, added: known = [] } = found.root;
  const { settings } = request;
  let packages = found.packages;
  const added = known.filter((name) => packages.some((each) => each.name === name));
  const notes: string[] = [];
  const tried = new Set<string>();
  const findLacking = async () => {
    const all = (await kind.lacking?.({ root, files: content.files, settings })) ?? [];
    return all.filter(({ paths }) => !tried.has(paths.join()));
  };
  for (
    let lacking = locked === undefined ? await findLacking() : [];
    lacking.length > 0;
    lacking = await findLacking()
  ) {
    lacking.forEach(({ paths }) => void tried.add(paths.join()));
    const holders = await findHolders(archive, found, lacking);
    notes.push(...holders.unknown.map((what) => `no package of ${distribution.title} was found to have ${what}`));
    const names = [...found.names, ...added, ...holders.names];
    const resolved = holders.names.length === 0 ? [] : (await archive.resolve(names)).packages;
    const selected = selectPackages({ ...content, packages: names }, resolved);
    const more = selected.filter(({ name }) => !packages.some((each) => each.name === name));
    added.push(...holders.names);
    await unpack(more);
    packages = [...packages, ...more].sort((left, right) => (left.name < right.name ? -1 : 1));
  }
  return { packages, added, notes };
}

type Holders = { readonly names: readonly string[]; readonly unknown: readonly string[] };

/**
 * The packages that have what is lacking: the usual one, or else the one of the index of files. Of several, one that the
 * root's packages depend on is no guess.
 */
async function findHolders(
  archive: AddOptions["archive"],
  { names }: Found,
  lacking: readonly LackingFile[],
): Promise<Holders> {
  const likely = lacking.flatMap((each) => each.likely ?? []);
  const { packages, missing } = await archive.resolve([...new Set([...names, ...likely])]);
  const isLikely = ({ likely: name }: LackingFile) => name !== undefined && !missing.includes(name);
  const open = lacking.filter((each) => !isLikely(each));
  const paths = open.flatMap((each) => each.paths);
  const lookup = await lookUpOwners(archive, paths);
  const found = lacking.filter(isLikely).flatMap((each) => each.likely ?? []);
  const unknown: string[] = [];
  for (const { what, paths: places } of open) {
    const holders = lookup.kind === "found" ? holdersOf(places, lookup.owners, archive.naming) : [];
    const depended = holders.filter((name) => packages.some((each) => each.name === name));
    const [only, ...others] = depended.length > 0 ? depended : holders;
    if (only === undefined || others.length > 0) {
      unknown.push(others.length > 0 ? `${what} alone: ${holders.join(", ")} do; name one in \`libraries\`` : what);
    } else {
      found.push(only);
    }
  }
  return { names: [...new Set(found)], unknown };
}
