import { compareVersions, newestVersions } from "../platforms/glibc.ts";
import type { SymbolsByVersion } from "./formats/elf-symbols.ts";
import type { BinaryFacts } from "./formats/facts.ts";

/** A version of a library's symbols that systems with the asked-for glibc do not have. */
export type NewerVersion = { readonly library: string; readonly version: string };

/**
 * What a binary asks for that is newer than a system with this glibc has. The versions of weak symbols count too: the
 * loader looks for every version that is listed, whoever uses it.
 */
export function findNewerVersions({ requiredVersions }: BinaryFacts, glibc: string): readonly NewerVersion[] {
  const newest: Readonly<Record<string, string>> = newestVersions(glibc);
  return Object.entries(requiredVersions).flatMap(([library, versions]) =>
    versions
      .filter((version) => {
        const [, prefix = "", number = ""] = /^([A-Z]+)_(\d+(?:\.\d+)+)$/.exec(version) ?? [];
        const most = newest[prefix];
        return most !== undefined && compareVersions(number, most) > 0;
      })
      .map((version) => ({ library, version })),
  );
}

/** `needs GLIBC_2.34 of libc.so.6 (for pthread_create, __libc_start_main), and…`, as a problem of a binary. */
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
    `needs ${parts.join(" and ")}, which a system with glibc ${glibc} does not have: something that is linked in was ` +
    "compiled for a newer system, such as a library that the program brings itself"
  );
}
