import { join } from "node:path";
import type { Distribution } from "../../survey/index.ts";
import { acquisitionMessages } from "./acquisitions.ts";

export type Configuration = {
  /** Where apt keeps its state. */
  readonly directory: string;
  /** Debian's name of the architecture; undefined where apt does not say which is the machine's. */
  readonly architecture: string | undefined;
  /** Whether the index of which package holds which file is fetched, too. */
  readonly contents: boolean;
};

/**
 * The private apt.conf. APT_CONFIG is read before all else, so naming no other file here keeps the host's hooks, locks
 * and preferences out; its settings for fetching (proxies, certificates) are taken over. Hashes are left to apt, which takes
 * the strong ones that an index lists, and none that has but MD5 and SHA-1; the host's settings of that (`APT::Hashes`) are
 * not taken over. Source: HashStringList::usable in apt's apt-pkg/contrib/hashes.cc.
 * @param settings The lines of the host's `apt-config dump`.
 */
export function makeConfiguration(
  settings: readonly string[],
  { directory, architecture, contents }: Configuration,
): string {
  const quote = (path: string) => `"${path}"`;
  return [
    ...settings.filter(isAboutFetching),
    'Dir::Etc::parts "/dev/null";',
    'Dir::Etc::main "/dev/null";',
    'Dir::Etc::sourcelist "/dev/null";',
    `Dir::Etc::sourceparts ${quote(join(directory, "sources"))};`,
    `Dir::Etc::preferences ${quote(join(directory, "preferences"))};`,
    'Dir::Etc::preferencesparts "/dev/null";',
    `Dir::State ${quote(join(directory, "state"))};`,
    `Dir::State::status ${quote(join(directory, "status"))};`,
    `Dir::Cache ${quote(join(directory, "cache"))};`,
    // apt would hand downloads to a user who cannot write here.
    'APT::Sandbox::User "root";',
    'Acquire::Languages "none";',
    // Unpacking xz takes a core longer than a mirror takes for the quarter more that gzip needs.
    'Acquire::CompressionTypes::Order:: "gz";',
    // A second copy of the cache, for when the status changes; it never does.
    'Dir::Cache::srcpkgcache "";',
    // Attempts are counted in one place, which also stops what hangs and asks another mirror: retries.ts. apt is not to give
    // up before that, whatever the host's settings are, nor to let one host wait for another.
    'Acquire::Queue-Mode "host";',
    'Acquire::Retries "0";',
    'Acquire::http::Timeout "30";',
    'Acquire::https::Timeout "30";',
    'Acquire::ftp::Timeout "30";',
    acquisitionMessages,
    ...(architecture === undefined
      ? []
      : [`APT::Architecture "${architecture}";`, `APT::Architectures { "${architecture}"; };`]),
    ...(contents ? contentsTargets(architecture ?? "") : []),
    "",
  ].join("\n");
}

/**
 * The signed index of which package holds which file. Debian has one for each component, Ubuntu one for all. The
 * architecture stands in full, since apt would fetch the four times larger one of `all` too.
 * Source: apt's acquire-additional-files.md.
 */
function contentsTargets(architecture: string): readonly string[] {
  const target = (name: string, key: string, more: string) =>
    `Acquire::IndexTargets::deb::${name} { MetaKey "${key}"; flatMetaKey "Contents-${architecture}"; ` +
    `ShortDescription "Contents"; Description "$(RELEASE) Contents"; flatDescription "$(RELEASE) Contents"; ` +
    `PDiffs "false"; KeepCompressed "true"; KeepCompressedAs "gz"; DefaultEnabled "true"; ${more} };`;
  return [
    target("Contents-deb", `$(COMPONENT)/Contents-${architecture}`, 'Identifier "Contents-deb";'),
    target("Contents-deb-legacy", `Contents-${architecture}`, 'Identifier "Contents-deb"; Fallback-Of "Contents-deb";'),
  ];
}

function isAboutFetching(line: string): boolean {
  return (
    /^Acquire::(http|https|ftp|Check-|Retries|ForceIPv|Queue|Max-|Min-|Send-URI)/i.test(line) &&
    !/allow|insecure|verify-peer "false"|verify-host "false"/i.test(line)
  );
}

/**
 * A source may look like the distribution's and be a third party's: the distribution's own packages, by the name in its
 * signed indexes (`Origin: Debian`), come before any other of the same name, whatever its version.
 */
export function makePreferences({ id }: Distribution): string {
  return `Package: *\nPin: release o=${id.charAt(0).toUpperCase()}${id.slice(1)}\nPin-Priority: 990\n`;
}
