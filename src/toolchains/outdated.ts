import { UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import { askPkgConfig, type Linked, type LinkedRequirement, libraryOwners } from "./linked.ts";

/** With more suspects than these, nobody would be helped by their names. */
const mostSuspects = 4;

/**
 * The packages, with versions (`libgpiod-dev 1.6.3-1+b3`), of the libraries that a Go package may have been written for another
 * version of: its own, or, where it asks for none, all that there are, if they are few.
 */
export async function suspectLibraries(host: Host, linked: Linked, importPath: string): Promise<readonly string[]> {
  const own = linked.requirements.filter((each) => each.by === importPath);
  const packages = await packagesOf(host, linked, own.length > 0 ? own : linked.requirements);
  return packages.length > mostSuspects ? [] : packages;
}

/** `libgpiod-dev 1.6.3-1+b3`, once each. */
async function packagesOf(
  host: Host,
  linked: Linked,
  requirements: readonly LinkedRequirement[],
): Promise<readonly string[]> {
  const owners = await libraryOwners(linked.files).catch(() => new Map<string, string>());
  const versions = new Map(linked.packages.map(({ name, version }) => [name, version]));
  const names = await Promise.all(requirements.map((each) => libraryName(host, linked, each)));
  const found = names.flatMap((name) => owners.get(`lib${name}.so`) ?? owners.get(`lib${name}.a`) ?? []);
  return [...new Set(found)].map((name) => `${name} ${versions.get(name) ?? ""}`.trim());
}

/** Of a module of pkg-config, the first that it links is its own. */
async function libraryName(host: Host, linked: Linked, { kind, name }: LinkedRequirement): Promise<string | undefined> {
  if (kind !== "pkg-config") {
    return kind === "library" ? name : undefined;
  }
  try {
    return (await askPkgConfig(host, linked, [name]))[0]?.replace(/^-l/, "");
  } catch (error) {
    if (error instanceof UserError) {
      return undefined;
    }
    throw error;
  }
}
