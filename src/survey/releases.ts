import type { Distribution } from "./machine.ts";

/** Releases by number, with the names of their suites. Sources: the distributions' lists of releases. */
const releases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { "11": "bullseye", "12": "bookworm", "13": "trixie" },
  ubuntu: { "20.04": "focal", "22.04": "jammy", "24.04": "noble", "26.04": "resolute" },
};

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
  const ownName = `${own.id}-${own.version}`;
  if (name === ownName) {
    return { kind: "found", distribution: own };
  }
  const known = releases[own.id] ?? {};
  const version = name.startsWith(`${own.id}-`) ? name.slice(own.id.length + 1) : "";
  const codename = known[version];
  if (codename === undefined) {
    const names = new Set([ownName, ...Object.keys(known).map((each) => `${own.id}-${each}`)]);
    return { kind: "unknown", reason: `release: unknown release "${name}"; expected one of ${[...names].join(", ")}` };
  }
  return { kind: "found", distribution: { id: own.id, version, codename, title: name, sourcesOf: own.codename } };
}
