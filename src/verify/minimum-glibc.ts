import { compareVersions, newestVersions } from "../platforms/index.ts";
import type { SymbolsByVersion } from "./formats/elf/symbols.ts";
import type { BinaryFacts } from "./formats/facts.ts";

/** A version of a library's symbols that is newer than the minimum glibc allows. */
export type NewerVersion = { readonly library: string; readonly version: string };

/**
 * The versions that a binary requires and that are newer than a system with this glibc has. Those of weak symbols count
 * too: the loader looks for every version that is listed, whatever uses it.
 */
export function findNewerVersions({ requiredVersions }: BinaryFacts, glibc: string): readonly NewerVersion[] {
  const newest: Readonly<Record<string, string>> = newestVersions(glibc);
  return Object.entries(requiredVersions).flatMap(([library, versions]) =>
    versions
      .filter((version) => {
        const [, prefix = "", number = ""] = /^([A-Z]+)_(\d+(?:\.\d+)+)$/.exec(version) ?? [];
        const allowed = newest[prefix];
        return allowed !== undefined && compareVersions(number, allowed) > 0;
      })
      .map((version) => ({ library, version })),
  );
}

/**
 * `needs GLIBC_2.34 of libc.so.6 (for pthread_create, __libc_start_main), newer than…`, as a problem of a binary; see
 * checkBinary.
 */
export function describeNewerVersions(
  found: readonly NewerVersion[],
  symbols: SymbolsByVersion,
  glibc: string,
): string {
  const parts = found.map(({ library, version }) => {
    const names = symbols.get(version) ?? [];
    const shown = names.slice(0, 5).join(", ");
    const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
    return `${version} of ${library}${shown === "" ? "" : ` (for ${shown}${more})`}`;
  });
  return (
    `needs ${parts.join(" and ")}, newer than glibc ${glibc} allows: something that is linked in was compiled for a ` +
    "newer system, for example a prebuilt library in the module"
  );
}
