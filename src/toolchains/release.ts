import { type Declined, declined, type ToolchainQuestion } from "../plan/index.ts";
import { compareVersions, glibcReleases } from "../platforms/index.ts";
import { type Distribution, findRelease } from "../survey/index.ts";

export type ReleaseChoice =
  /** Undefined: the machine's own. */
  { readonly kind: "chosen"; readonly release: Distribution | undefined } | Declined;

const own: ReleaseChoice = { kind: "chosen", release: undefined };

/**
 * The release that a target's toolchain is taken from, so that the binary runs with the glibc that was asked for: the
 * newest of the machine's own distribution that has none newer.
 */
export function chooseRelease({ inputs, survey, machine, libc }: ToolchainQuestion): ReleaseChoice {
  const { glibc: minimum } = inputs;
  const { distribution } = machine;
  if (minimum === undefined || inputs.static || libc !== "glibc" || survey.target.os !== "linux") {
    return own;
  }
  if (distribution === undefined) {
    return declined("needs the packages of Debian or Ubuntu for it, and this machine has none; leave it out", "glibc");
  }
  const releases = glibcReleases.filter(({ id }) => id === distribution.id);
  const machines = releases.find(({ version }) => version === distribution.version);
  if (machines !== undefined && compareVersions(machines.glibc, minimum) <= 0) {
    return own;
  }
  const found = releases
    .filter(({ glibc }) => compareVersions(glibc, minimum) <= 0)
    .flatMap(({ id, version }) => {
      const release = findRelease(`${id}-${version}`, distribution);
      return release.kind === "found" ? [release.distribution] : [];
    })
    .at(-1);
  return found === undefined
    ? declined(
        `has no C toolchain for it: no release of ${distribution.title.split(" ")[0]} that can be had from here has a ` +
          `glibc as old as ${minimum}; choose a newer one, or set \`static: true\` or \`libc: musl\`, which need none`,
        "glibc",
      )
    : { kind: "chosen", release: found };
}

/** What is of another release than the machine's own says so in its name. */
export function withRelease(id: string, release: Distribution | undefined): string {
  return release === undefined ? id : `${id}-${release.codename}`;
}
