import { UserError } from "../host/errors.ts";
import type { RequiredFile } from "../plan/index.ts";
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

/**
 * The packages that provide what is required, without those that are installed anyway or come with every toolchain.
 * Development packages are preferred; where several are left, none is guessed.
 * @throws UserError for what no package provides, several do, or could not be looked up.
 */
export function chooseOwners({ packages, requirements, lookup, naming, title }: OwnersQuestion): readonly string[] {
  if (requirements.length === 0) {
    return [];
  }
  if (lookup.kind === "failed") {
    const all = requirements.map(({ what }) => what).join(", ");
    throw new UserError(
      `which package has ${all} could not be looked up: ${lookup.cause.message}; ` +
        "or name the packages yourself, as in `libraries: off libfoo-dev`",
      { cause: lookup.cause },
    );
  }
  const chosen: string[] = [];
  const problems: string[] = [];
  for (const { what, paths } of requirements) {
    const all = [...new Set(paths.flatMap((path) => lookup.owners.get(path) ?? []))].sort();
    const development = all.filter((name) => naming.isDevelopment(name));
    const candidates = development.length > 0 ? development : all;
    if (candidates.some((name) => packages.includes(name) || naming.isOfToolchains(name))) {
      continue;
    }
    const [only, ...others] = candidates;
    if (only === undefined) {
      problems.push(
        `no package of ${title} has ${what}: put the library's own files into the program's sources and name their ` +
          "directory with -L in `cgo-ldflags`, or set `libraries: off` if the compiler finds it",
      );
    } else if (others.length > 0) {
      problems.push(`several packages have ${what}: ${candidates.join(", ")}; say which, as in \`libraries: ${only}\``);
    } else {
      chosen.push(only);
    }
  }
  if (problems.length > 0) {
    throw new UserError(problems.join("; "));
  }
  return chosen;
}
