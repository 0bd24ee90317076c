import type { Package } from "./archive.ts";

/**
 * What some packages need, among packages that an archive has resolved together: since that set satisfies every dependency,
 * following each to whichever member satisfies it gives each request its own part.
 * @param requested Names of packages.
 * @param isExcluded True of packages that are neither taken nor followed.
 * @returns The packages, sorted by name. A name that nothing resolved provides is passed over.
 */
export function closure(
  requested: readonly string[],
  resolved: readonly Package[],
  isExcluded: (each: Package) => boolean,
): readonly Package[] {
  const providers = new Map<string, Package[]>();
  for (const each of resolved) {
    for (const name of [each.name, ...each.provides]) {
      providers.set(name, [...(providers.get(name) ?? []), each]);
    }
  }
  const taken = new Map<string, Package>();
  const queue = [...requested];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    for (const found of providers.get(name) ?? []) {
      if (!taken.has(found.name) && !isExcluded(found)) {
        taken.set(found.name, found);
        queue.push(...found.depends.flat());
      }
    }
  }
  return [...taken.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}
