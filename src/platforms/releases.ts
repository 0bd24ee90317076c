/**
 * The releases of distributions, by what of them decides how something is built or where a binary runs. Sources: the
 * distributions' lists of releases and of packages (libc6, glibc, libstdc++6, clang), and "ABI Policy and Guidelines" of
 * GCC's libstdc++ manual for the versions' names.
 */
export type Release = {
  /** `Debian 12`. */
  readonly name: string;
  readonly id: "debian" | "ubuntu" | "rhel" | "amzn";
  /** As in os-release. */
  readonly version: string;
  /** The name of its suites in the archive; undefined where nothing is fetched from that. */
  readonly codename: string | undefined;
  readonly glibc: string;
  /** The newest GLIBCXX_ and CXXABI_ of its libstdc++. */
  readonly glibcxx: string;
  readonly cxxabi: string;
  /** The major version of its package `clang`; undefined where nothing is fetched from it. */
  readonly clang: number | undefined;
};

type Row = readonly [
  id: Release["id"],
  version: string,
  glibc: string,
  glibcxx: string,
  cxxabi: string,
  archive?: readonly [codename: string, clang: number],
];

/** Of each distribution from the oldest. A release that is newer than these needs no row: its archive is asked. */
const rows: readonly Row[] = [
  ["debian", "9", "2.24", "3.4.22", "1.3.10"],
  ["debian", "10", "2.28", "3.4.25", "1.3.11"],
  ["debian", "11", "2.31", "3.4.28", "1.3.12", ["bullseye", 11]],
  ["debian", "12", "2.36", "3.4.30", "1.3.13", ["bookworm", 14]],
  ["debian", "13", "2.41", "3.4.33", "1.3.15", ["trixie", 19]],
  ["debian", "14", "2.43", "3.4.36", "1.3.17", ["forky", 21]],
  ["ubuntu", "16.04", "2.23", "3.4.21", "1.3.9"],
  ["ubuntu", "18.04", "2.27", "3.4.25", "1.3.11"],
  ["ubuntu", "20.04", "2.31", "3.4.28", "1.3.12", ["focal", 10]],
  ["ubuntu", "22.04", "2.35", "3.4.30", "1.3.13", ["jammy", 14]],
  ["ubuntu", "24.04", "2.39", "3.4.33", "1.3.15", ["noble", 18]],
  ["ubuntu", "26.04", "2.43", "3.4.35", "1.3.17", ["resolute", 21]],
  ["rhel", "7", "2.17", "3.4.19", "1.3.7"],
  ["rhel", "8", "2.28", "3.4.25", "1.3.11"],
  ["rhel", "9", "2.34", "3.4.29", "1.3.13"],
  ["rhel", "10", "2.39", "3.4.33", "1.3.15"],
  ["amzn", "2", "2.26", "3.4.24", "1.3.11"],
  ["amzn", "2023", "2.34", "3.4.29", "1.3.13"],
];

const titles: Readonly<Record<Release["id"], string>> = {
  debian: "Debian",
  ubuntu: "Ubuntu",
  rhel: "RHEL",
  amzn: "Amazon Linux",
};

/** From the oldest of each distribution. */
export const releases: readonly Release[] = rows.map(([id, version, glibc, glibcxx, cxxabi, archive]) => {
  const [codename, clang] = archive ?? [undefined, undefined];
  return { name: `${titles[id]} ${version}`, id, version, codename, glibc, glibcxx, cxxabi, clang };
});

/** The release with this id and version in its os-release; undefined of one that has no version yet, or no row. */
export function findReleaseRow({
  id,
  version,
}: {
  readonly id: string;
  readonly version: string;
}): Release | undefined {
  return releases.find((each) => each.id === id && each.version === version);
}

/**
 * The newest row that is not newer than a release, which has at least what that has; of one without a version, which is
 * still being made, the newest of its distribution.
 */
export function findReleaseBefore(release: { readonly id: string; readonly version: string }): Release | undefined {
  const { id, version } = release;
  return releases
    .filter((each) => each.id === id && (version === "" || compareVersions(each.version, version) <= 0))
    .at(-1);
}

/** Compares versions of numbers with dots between them: negative where the left one is older. */
export function compareVersions(left: string, right: string): number {
  const [one, other] = [left, right].map((version) => version.split(".").map(Number)) as [number[], number[]];
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** `Debian 12, Ubuntu 22.04, RHEL 9, Amazon Linux 2023 and later`; undefined where none of these is new enough. */
export function releasesWithGlibc(minimum: string): string | undefined {
  const firsts = Object.keys(titles).flatMap(
    (id) => releases.find((each) => each.id === id && compareVersions(each.glibc, minimum) >= 0)?.name ?? [],
  );
  return firsts.length === 0 ? undefined : `${firsts.join(", ")} and later`;
}

/** The names of versions that a system with this glibc has, by their prefix. */
export function newestVersions(glibc: string): Readonly<Record<"GLIBC" | "GLIBCXX" | "CXXABI", string>> {
  // A system with exactly this glibc may have had the libstdc++ of any of these: the oldest is the one to count on.
  const sorted = [...releases].sort((left, right) => compareVersions(left.glibcxx, right.glibcxx));
  const older = sorted.filter((each) => compareVersions(each.glibc, glibc) <= 0).at(-1) ?? sorted[0];
  return { GLIBC: glibc, GLIBCXX: older?.glibcxx ?? "", CXXABI: older?.cxxabi ?? "" };
}
