import { debian } from "./debian.ts";
import type { PackageFamily } from "./family.ts";

/** The families of distributions whose packages have names here. */
export const packageFamilies: readonly PackageFamily[] = [debian];

/** The family with this id. Throws where there is none: ids come from this list. */
export function packageFamily(id: string): PackageFamily {
  const found = packageFamilies.find((family) => family.id === id);
  if (found === undefined) {
    throw new Error(`no family of packages is named ${id}`);
  }
  return found;
}
