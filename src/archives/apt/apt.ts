import { access, constants, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Host } from "../../host/types.ts";
import { distributionFacts } from "../../platforms/index.ts";
import type { Distribution } from "../../survey/index.ts";
import type { Archive, ArchiveKind, ArchiveOptions, PackageNaming } from "../archive.ts";
import { rememberMirrors } from "../mirror-memory.ts";
import { askRelease } from "../release-facts.ts";
import { mirrorRetryPolicy } from "../retries.ts";
import { readPlace } from "./addresses.ts";
import { readAlternatives } from "./alternatives.ts";
import { makeConfiguration, makePreferences } from "./configuration.ts";
import { findOwners } from "./contents.ts";
import { listDebFiles, unpackDeb } from "./deb-files.ts";
import { downloadPackages } from "./downloads.ts";
import { locatePackages, type Run, type Uris } from "./fetch.ts";
import { findOwnRelease, findSources } from "./host-sources.ts";
import { makePackageSource } from "./package-source.ts";
import { findPackages, resolvePackages } from "./queries.ts";
import { hostLists } from "./seeds.ts";
import { openIndex } from "./signed-index.ts";
import type { AptSource } from "./sources.ts";

/** Debian's and Ubuntu's archives, by the machine's own apt. */
export const aptArchive: ArchiveKind = {
  id: "apt",
  family: () => "debian",
  missingReason,
  ownRelease: findOwnRelease,
  askRelease: (host, distribution) => askRelease(host, aptArchive, distribution),
  open: openApt,
};

/** Source of the suffix: Debian Policy 8.4, "Development files". */
const debianNaming: PackageNaming = {
  isDevelopment: (name) => name.endsWith("-dev"),
  isOfToolchains: (name) => /^(libc6-dev|linux-libc-dev|libgcc-\d+-dev|libstdc\+\+-\d+-dev)$/.test(name),
};

async function missingReason(host: Host, distribution: Distribution | undefined): Promise<string | undefined> {
  const here = distribution?.title ?? host.os;
  if (host.os !== "linux") {
    const name = { darwin: "macOS", windows: "Windows" }[host.os] ?? host.os;
    return `toolchains come from apt, which exists on Debian and Ubuntu only, and this machine runs ${name}`;
  }
  // Other distributions have apt among their packages, without an archive of its own.
  const facts = distribution === undefined ? undefined : distributionFacts(distribution.id, distribution.like);
  if (facts?.isDebian === false) {
    return `toolchains come from apt's archives of Debian and Ubuntu, and this machine is ${here}`;
  }
  for (const program of ["apt-get", "apt-cache", "apt-config", "dpkg-deb"]) {
    if ((await host.processes.find(program)) === undefined) {
      return `toolchains come from apt, and ${here} has no \`${program}\``;
    }
  }
  const readable = await access("/etc/apt", constants.R_OK).then(
    () => true,
    () => false,
  );
  return readable ? undefined : `toolchains come from apt, and /etc/apt of ${here} cannot be read`;
}

async function openApt(host: Host, distribution: Distribution, options: ArchiveOptions): Promise<Archive> {
  const settings = await readSettings(host);
  const named = { ...distribution, architecture: settings.architecture };
  const alternatives = await findSources(named, { foreign: options.architecture, log: host.log });
  return openSources(host, distribution, { ...options, settings, alternatives });
}

export type SourcesOptions = ArchiveOptions & {
  readonly settings: HostSettings;
  /** Sources to be tried one after the other. */
  readonly alternatives: readonly (readonly AptSource[])[];
};

/**
 * Prepares an apt with a state of its own: it needs no root, shares no lock with the system and leaves no trace. apt
 * verifies the signatures of the indexes and the hash of each package.
 */
export async function openSources(host: Host, distribution: Distribution, options: SourcesOptions): Promise<Archive> {
  const { directory, settings, alternatives, retryPolicy = mirrorRetryPolicy } = options;
  const { architecture: foreign, mirrors: memory = rememberMirrors() } = options;
  for (const part of ["sources", "state/lists/partial", "cache/archives/partial"]) {
    await mkdir(join(directory, part), { recursive: true });
  }
  const architecture = foreign ?? settings.architecture;
  // As of a system with nothing installed, so that apt names everything that packages depend on.
  await writeFile(join(directory, "status"), "");
  await writeFile(join(directory, "preferences"), makePreferences(distribution));
  const configure = (contents: boolean) =>
    writeFile(join(directory, "apt.conf"), makeConfiguration(settings.lines, { directory, architecture, contents }));
  await configure(false);
  const run = makeRun(host, directory);
  const isForeign = foreign !== undefined;
  const index = await openIndex({
    run,
    directory,
    hostLists: hostLists(settings.lines),
    retryPolicy,
    memory,
    distribution,
    architecture,
    isForeign,
    alternatives,
    log: host.log,
  });
  const uris: Uris = new Map();
  const paths = new Map<string, string>();
  let hasContents = false;
  return {
    naming: debianNaming,
    update: () => {
      paths.clear();
      return index.update();
    },
    resolve: (names) => resolvePackages(run, names, uris),
    async owners(paths) {
      if (!hasContents) {
        await configure(true);
        await index.refresh();
        hasContents = true;
      }
      return findOwners(index.lists, paths);
    },
    find: (versions) => findPackages(run, versions),
    locate: async (packages) => locatePackages(packages, paths),
    async download(packages, into, listener) {
      const allPlaces = await Promise.all(
        [...new Set(alternatives.flat().flatMap((source) => source.uris))].map(readPlace),
      );
      const places = index.places();
      const source = makePackageSource(run, { directory: into, uris, paths, places, allPlaces, memory });
      return downloadPackages({ packages, directory: into, listener, source, retryPolicy });
    },
    unpack: (file, into) => unpackDeb(host, file, into),
    listFiles: (file) => listDebFiles(host, file),
    alternatives: (file) => readAlternatives(host, file),
  };
}

/** What the host's apt is configured with. */
export type HostSettings = {
  /** Of `apt-config dump`. */
  readonly lines: readonly string[];
  /** Debian's name of the machine's architecture; undefined where apt does not say. */
  readonly architecture: string | undefined;
};

export async function readSettings(host: Host): Promise<HostSettings> {
  const dump = await host.processes.run({ file: "apt-config", args: ["dump"], environment: host.environment });
  const architecture = /^APT::Architecture "([^"]+)";$/m.exec(dump.stdout)?.[1];
  return { lines: dump.stdout.split("\n"), architecture };
}

function makeRun(host: Host, directory: string): Run {
  const environment = {
    ...host.environment,
    APT_CONFIG: join(directory, "apt.conf"),
    LC_ALL: "C",
    DEBIAN_FRONTEND: "noninteractive",
  };
  return ([file = "", ...args], options) => host.processes.run({ file, args, environment, directory, ...options });
}
