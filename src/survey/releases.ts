import type { Distribution } from "./machine.ts";

/** Releases by number, with the names of their suites. Sources: the distributions' lists of releases. */
const releases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { "11": "bullseye", "12": "bookworm", "13": "trixie" },
  ubuntu: { "20.04": "focal", "22.04": "jammy", "24.04": "noble", "26.04": "resolute" },
};

/**
 * A release of the machine's own distribution, by a name such as `debian-13`; or why it cannot be had, in a sentence.
 * Another distribution's archive is signed by keys that the machine need not have.
 */
export function findRelease(name: string, own: Distribution): Distribution | string {
  const known = releases[own.id] ?? {};
  const all = Object.keys(known).map((version) => `${own.id}-${version}`);
  const version = name.startsWith(`${own.id}-`) ? name.slice(own.id.length + 1) : "";
  const codename = known[version];
  if (name === `${own.id}-${own.version}`) {
    return own;
  }
  if (codename === undefined) {
    return `release: "${name}" is none that can be asked from this machine; it is one of ${[...new Set([`${own.id}-${own.version}`, ...all])].join(", ")}`;
  }
  return { id: own.id, version, codename, title: name, sourcesOf: own.codename };
}
