import { type Declined, declined, type ToolchainQuestion } from "../plan/index.ts";
import {
  type CAbi,
  compareVersions,
  distributionFacts,
  findReleaseBefore,
  findReleaseRow,
  releases,
} from "../platforms/index.ts";
import { type Distribution, findRelease, type Machine } from "../survey/index.ts";

import { whereToRun } from "./where.ts";

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
  const noPackages = reasonAgainst(machine);
  if (distribution === undefined || noPackages !== undefined) {
    const reason = noPackages ?? "that takes packages of Debian or Ubuntu, and this machine has none; leave it out";
    return declined(`cannot be built for glibc ${minimum}: ${reason}`, "glibc");
  }
  const isOldEnough = (glibc: string) => compareVersions(glibc, minimum) <= 0;
  const ownGlibc = machine.asked?.glibc ?? findReleaseRow(distribution)?.glibc;
  if (ownGlibc !== undefined && isOldEnough(ownGlibc)) {
    return own;
  }
  const ofDistribution = releases.filter(({ id }) => id === distribution.id);
  const older = ofDistribution.flatMap(({ id, version, glibc }) => {
    const found = findRelease(`${id}-${version}`, distribution);
    return isOldEnough(glibc) && found.kind === "found" ? [found.distribution] : [];
  });
  const newest = older.at(-1);
  return newest === undefined ? noRelease(distribution, minimum) : { kind: "chosen", release: newest };
}

/** Why a release has no compiler for an ABI, the end of a sentence; undefined where it has one, or nobody knows. */
export function absenceOf({ absent }: CAbi, release: Distribution | undefined): string | undefined {
  const releasesWithout = release?.id === "debian" || release?.id === "ubuntu" ? absent?.[release.id] : undefined;
  if (release === undefined || releasesWithout === undefined) {
    return undefined;
  }
  const { until, since } = releasesWithout;
  const isOlder = (version: string) => until !== undefined && compareVersions(version, until) <= 0;
  const isNewer = (version: string) => since !== undefined && compareVersions(version, since) >= 0;
  const ofDistribution = releases.filter(({ id, codename }) => id === release.id && codename !== undefined);
  // Testing has no version yet, and is told from sid by its codename.
  const version = release.version || ofDistribution.find(({ codename }) => codename === release.codename)?.version;
  if (version === undefined || !(isOlder(version) || isNewer(version))) {
    return undefined;
  }
  const others = ofDistribution.filter((each) => !isOlder(each.version) && !isNewer(each.version));
  const nearest = isOlder(version) ? others[0] : others.at(-1);
  const advice = nearest === undefined ? "" : `; build it on a release that has one, such as ${nearest.name}`;
  return `there is no C compiler for it in ${release.title}${advice}`;
}

/** Why no glibc can be chosen on a machine; undefined where one can. */
function reasonAgainst(machine: ToolchainQuestion["machine"]): string | undefined {
  const { archive, distribution } = machine;
  const facts = distribution === undefined ? undefined : distributionFacts(distribution.id, distribution.like);
  if (distribution === undefined || facts === undefined || facts.isDebian || archive.kind === "found") {
    return undefined;
  }
  const has =
    facts.libc === "musl"
      ? `${distribution.title} has no glibc, but musl`
      : `that takes packages of Debian or Ubuntu, which ${distribution.title} does not have`;
  return `${has}; leave it out, or ${whereToRun(machine)}`;
}

function noRelease({ title }: Distribution, minimum: string): Declined {
  const [name = title] = title.split(" ");
  return declined(
    `cannot be built: no release of ${name} that can be fetched here has a glibc as old as ${minimum}; choose a newer ` +
      "one, or set `static: true` or `libc: musl`, which need none",
    "glibc",
  );
}

/**
 * The major version of the clang that the machine's own release has, or at least has: one that no table knows, and whose
 * archive did not say, is newer than those of the table. Undefined where nothing is known.
 */
export function fetchedClang({ distribution, asked }: Pick<Machine, "distribution" | "asked">): number | undefined {
  return asked?.clang ?? (distribution === undefined ? undefined : findReleaseBefore(distribution)?.clang);
}

/** What is of another release than the machine's own says so in its name. */
export function withRelease(id: string, release: Distribution | undefined): string {
  return release === undefined ? id : `${id}-${release.codename}`;
}
