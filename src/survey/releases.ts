import { releases } from "../platforms/index.ts";
import type { Distribution } from "./machine.ts";

export type FoundRelease =
  | { readonly kind: "found"; readonly distribution: Distribution }
  /** `reason` is a sentence for the user, with the releases that there are. */
  | { readonly kind: "unknown"; readonly reason: string };

/**
 * A release of the machine's own distribution. Another distribution's archive is signed with keys that the machine need
 * not have.
 * @param name Such as `debian-13`.
 */
export function findRelease(name: string, own: Distribution): FoundRelease {
  const ownName = `${own.id}-${own.version || own.codename}`;
  if (name === ownName) {
    return { kind: "found", distribution: own };
  }
  const known = releases.filter(({ id, codename }) => id === own.id && codename !== undefined);
  const version = name.startsWith(`${own.id}-`) ? name.slice(own.id.length + 1) : "";
  const codename = known.find((each) => each.version === version)?.codename;
  if (codename === undefined) {
    const names = new Set([ownName, ...known.map((each) => `${own.id}-${each.version}`)]);
    return { kind: "unknown", reason: `release: unknown release "${name}"; expected one of ${[...names].join(", ")}` };
  }
  return {
    kind: "found",
    distribution: { id: own.id, version, codename, title: name, sourcesOf: own.sourcesOf ?? own.codename },
  };
}
