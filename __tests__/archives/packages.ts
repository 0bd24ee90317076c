import type { Package } from "../../src/archives/archive.ts";

/** A package of a signed index, whose content does not matter. */
export function makePackage(name: string, changes: Partial<Package> = {}): Package {
  return {
    name,
    version: "1",
    architecture: "amd64",
    size: 1,
    sha256: "a".repeat(64),
    file: `${name}_1_amd64.deb`,
    depends: [],
    provides: [],
    section: "libs",
    coinstallable: false,
    ...changes,
  };
}
