import { type PackageFamily, type PackageSet, packageContent, packageFamily } from "../archives/index.ts";
import type { RootRequest } from "../plan/index.ts";
import type { MachineArchive } from "../survey/index.ts";

/**
 * An emulator's own packages, of the machine's archive, as a root of the emulator's name.
 * @param choose The packages, as the archive's family of distributions names them.
 */
export function packageRoot(
  id: string,
  archive: Extract<MachineArchive, { kind: "found" }>,
  choose: (family: PackageFamily) => PackageSet,
): RootRequest {
  return { id, kind: id, settings: {}, content: packageContent(archive.id, choose(packageFamily(archive.family))) };
}
