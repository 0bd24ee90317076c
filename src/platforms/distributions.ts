/**
 * What is known of distributions other than by their packages: whether their packages are Debian's, what C library they
 * have, and how a C compiler is installed. By ID and ID_LIKE of os-release(5); commands by each distribution's own wiki.
 */
export type DistributionFacts = {
  /** The IDs in os-release files that it goes by; derivatives have one of them in ID_LIKE. */
  readonly ids: readonly string[];
  /** Packages are Debian's or Ubuntu's, or made as those are. */
  readonly isDebian: boolean;
  readonly libc: "glibc" | "musl";
  /** The command that installs a C compiler with the C library's headers. */
  readonly installC: string;
  /** The same with a C++ compiler. */
  readonly installCxx: string;
};

type Row = readonly [ids: string, installC: string, installCxx: string];

const glibc: readonly Row[] = [
  ["fedora rhel centos rocky almalinux amzn ol", "dnf install gcc glibc-devel", "dnf install gcc-c++ glibc-devel"],
  [
    "suse opensuse opensuse-leap opensuse-tumbleweed sles",
    "zypper install gcc glibc-devel",
    "zypper install gcc-c++ glibc-devel",
  ],
  ["arch archlinux", "pacman -S gcc", "pacman -S gcc"],
  ["nixos", "nix-shell -p gcc", "nix-shell -p gcc"],
  ["wolfi chainguard", "apk add build-base", "apk add build-base"],
  ["gentoo", "emerge sys-devel/gcc", "emerge sys-devel/gcc"],
  ["azurelinux mariner photon", "tdnf install gcc glibc-devel binutils", "tdnf install gcc-c++ glibc-devel binutils"],
  ["void", "xbps-install gcc", "xbps-install gcc"],
];

const musl: readonly Row[] = [["alpine postmarketos", "apk add build-base", "apk add build-base"]];

const debian: Row = ["debian ubuntu", "apt-get install gcc libc6-dev", "apt-get install g++ libc6-dev"];

const facts = (
  [ids, installC, installCxx]: Row,
  of: Pick<DistributionFacts, "isDebian" | "libc">,
): DistributionFacts => ({
  ids: ids.split(" "),
  ...of,
  installC,
  installCxx,
});

const rows: readonly DistributionFacts[] = [
  facts(debian, { isDebian: true, libc: "glibc" }),
  ...glibc.map((row) => facts(row, { isDebian: false, libc: "glibc" })),
  ...musl.map((row) => facts(row, { isDebian: false, libc: "musl" })),
];

/**
 * What is known of a distribution, or else of the first that it says it is like; undefined of a kind that is unknown.
 * @param like ID_LIKE's words: the closest first.
 */
export function distributionFacts(id: string, like: readonly string[] = []): DistributionFacts | undefined {
  for (const each of [id, ...like]) {
    const found = rows.find(({ ids }) => ids.includes(each));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
