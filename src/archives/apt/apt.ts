import { lstat, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../host/errors.ts";
import type { Host } from "../../host/types.ts";
import type { Distribution } from "../../survey/machine.ts";
import { hostOf } from "./addresses.ts";
import { findOwners } from "./contents.ts";
import { downloadPackages, type Heard } from "./downloads.ts";
import { makeFetch, nameAndVersion, parseUris, type Run, type Uris } from "./fetch.ts";
import { type Package, parsePackages } from "./packages.ts";
import {
  type AptSource,
  describeSources,
  distributionSources,
  foreignSources,
  parseSources,
  retiredSources,
  type SourceFile,
  withoutUpdates,
} from "./sources.ts";
import {
  explain,
  isNotThere,
  isRetryable,
  mirrorAdvice,
  mirrorRetryPolicy,
  pauseBefore,
  type RetryPolicy,
  watch,
} from "./stalls.ts";

/**
 * The distribution's archive, asked by apt with a state of its own: no root, no lock shared with the system, no trace.
 * apt checks the signatures of the indexes and the hash of each package.
 */
export type Archive = {
  /** Fetches the signed indexes. Throws where no mirror answers, or none has the architecture. */
  update(): Promise<void>;
  /** What these packages need, all together, and the names that the archive does not have. */
  resolve(
    names: readonly string[],
  ): Promise<{ readonly packages: readonly Package[]; readonly missing: readonly string[] }>;
  /** The packages that hold files, by path, from the signed index of contents, which is fetched now. Throws where none is. */
  owners(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** These very versions, as far as an index lists them. Throws where the index cannot be read. */
  find(wanted: readonly Pick<Package, "name" | "version">[]): Promise<readonly Package[]>;
  /**
   * Fetches packages into a directory, and tells of each as soon as it is whole; those that are there already are not
   * fetched again. Gives those that were fetched. Throws after all else has come where something does not.
   */
  download(packages: readonly Package[], directory: string, heard: Heard): Promise<readonly Package[]>;
};

export type ArchivePlace = {
  /** Where apt keeps its state. */
  readonly directory: string;
  readonly retryPolicy?: RetryPolicy;
  /** Debian's name of the architecture whose packages are meant; undefined: the machine's own. */
  readonly architecture?: string | undefined;
};

/** Prepares a private apt. Throws where the host has no sources that could be used. */
export async function openArchive(
  host: Host,
  distribution: Distribution,
  { directory, retryPolicy = mirrorRetryPolicy, architecture: foreign }: ArchivePlace,
): Promise<Archive> {
  const at = (...parts: string[]) => join(directory, ...parts);
  for (const part of ["sources", "state/lists/partial", "cache/archives/partial"]) {
    await mkdir(at(part), { recursive: true });
  }
  const dump = await host.processes.run({ file: "apt-config", args: ["dump"], environment: host.environment });
  const settings = dump.stdout.split("\n");
  const own = /^APT::Architecture "([^"]+)";$/m.exec(dump.stdout)?.[1];
  const architecture = foreign ?? own;
  await writeFile(at("status"), "");
  const places = await findSources({ ...distribution, architecture: own }, foreign);
  await writeFile(at("preferences"), makePreferences(distribution));
  const configure = (contents: boolean) =>
    writeFile(at("apt.conf"), makeConfiguration(settings, { directory, architecture, contents }));
  let hasContents = false;
  await configure(hasContents);
  const environment = {
    ...host.environment,
    APT_CONFIG: at("apt.conf"),
    LC_ALL: "C",
    DEBIAN_FRONTEND: "noninteractive",
  };
  const run: Run = (args, options) =>
    host.processes.run({ file: args[0] ?? "", args: args.slice(1), environment, directory, ...options });
  const uris: Uris = new Map();
  const lists = at("state/lists");
  let from: readonly string[] = [];
  let inUse: readonly AptSource[] = [];
  const useSources = async (sources: readonly AptSource[]) => {
    inUse = sources;
    from = sources.flatMap((each) => each.uris);
    await writeFile(at("sources", "distribution.sources"), describeSources(sources));
  };
  const updateFrom = async (sources: readonly AptSource[], elsewhere = false) => {
    if (sources !== inUse) {
      await useSources(sources);
    }
    await update(run, { lists, retryPolicy, from, elsewhere });
    if (!(await readdir(lists)).some((name) => /_Packages(\.|$)/.test(name))) {
      throw new Error(`${distribution.title} has no packages for ${architecture}`);
    }
  };
  await useSources(places[0] ?? []);
  return {
    update: async () => {
      const release = foreign === undefined ? [] : places.map((each) => withoutUpdates(each, distribution.codename));
      const whole = await firstOf(places, (sources, more) => updateFrom(sources, more || release.some(Boolean)));
      if (whole === undefined) {
        return;
      }
      // What has no index at all has no older one either.
      const lagging = release.filter((each) => each !== undefined && whole.message.startsWith(indexFailure));
      if (lagging.length === 0 || (await firstOf(lagging, (sources, more) => updateFrom(sources ?? [], more)))) {
        throw whole;
      }
      host.log.warning(
        `Packages for ${architecture} are those of ${distribution.title} as it was released, without its updates: ${whole.message}`,
      );
    },
    owners: async (paths) => {
      if (!hasContents) {
        await configure(true);
        await update(run, { lists, retryPolicy, from, elsewhere: false });
        hasContents = true;
      }
      return findOwners(lists, paths);
    },
    resolve: (names) => resolve(run, names, uris),
    find: (wanted) => find(run, wanted),
    download: (packages, into, heard) => {
      const { fetch, hostsOf } = makeFetch(run, { directory: into, uris, sources: from });
      return downloadPackages({ packages, directory: into, heard, fetch, hostsOf, retryPolicy });
    },
  };
}

/**
 * Tries one place after the other; `more` tells that there are others yet.
 * @returns What the first place said where none will do, since it is the likeliest.
 */
async function firstOf<Place>(
  places: readonly Place[],
  work: (place: Place, more: boolean) => Promise<void>,
): Promise<Error | undefined> {
  let first: Error | undefined;
  for (const [at, place] of places.entries()) {
    try {
      await work(place, at + 1 < places.length);
      return undefined;
    } catch (error) {
      first ??= error instanceof Error ? error : new Error(messageOf(error));
    }
  }
  return first;
}

type Lists = {
  readonly lists: string;
  readonly retryPolicy: RetryPolicy;
  readonly from: readonly string[];
  /** There is another place to ask, which is the better use of the time. */
  readonly elsewhere: boolean;
};

const indexFailure = "the package index could not be refreshed: ";

async function update(run: Run, { lists, retryPolicy, from, elsewhere }: Lists): Promise<void> {
  const tries = elsewhere ? Math.min(retryPolicy.tries, 2) : retryPolicy.tries;
  for (let attempt = 1; ; attempt += 1) {
    const watched = await watch({
      start: (stop) => run(["apt-get", "update", "-q", "--error-on=any"], { stop }),
      look: () => filesSize(lists),
      stallSeconds: retryPolicy.stallSeconds,
    });
    const { completed, stalled } = watched;
    if (completed.exitCode === 0) {
      return;
    }
    if (!isRetryable(watched) || (elsewhere && isNotThere(completed))) {
      throw new Error(`${indexFailure}${explain(completed)}`);
    }
    if (attempt >= tries) {
      const hosts = [...new Set(from.map(hostOf))].join(" and ");
      const reason = stalled ? `nothing came from ${hosts} for ${retryPolicy.stallSeconds} s` : explain(completed);
      throw new Error(`${indexFailure}${reason}, in ${attempt} tries; ${mirrorAdvice}`);
    }
    await pauseBefore(attempt + 1, retryPolicy);
  }
}

/** The bytes of all files below a directory. */
async function filesSize(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((each) => each.isFile())
    .map((each) =>
      lstat(join(each.parentPath, each.name)).then(
        (found) => found.size,
        () => 0, // apt moves them about.
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function resolve(
  run: Run,
  names: readonly string[],
  uris: Uris,
): Promise<{ readonly packages: readonly Package[]; readonly missing: readonly string[] }> {
  const missing: string[] = [];
  for (let wanted = names; wanted.length > 0; ) {
    const done = await run(["apt-get", "install", "--print-uris", "-qq", "--no-install-recommends", "--", ...wanted], {
      timeoutSeconds: 60,
    });
    if (done.exitCode === 0) {
      const found = parseUris(done.stdout);
      for (const [name, uri] of found) {
        uris.set(name, uri);
      }
      return { packages: await show(run, [...found.keys()]), missing };
    }
    const unknown = wanted.filter((name) => isUnknown(name, done.stderr));
    if (unknown.length === 0) {
      throw new Error(`apt cannot resolve ${wanted.join(", ")}: ${explain(done)}`);
    }
    missing.push(...unknown);
    wanted = wanted.filter((name) => !unknown.includes(name));
  }
  return { packages: [], missing };
}

function isUnknown(name: string, stderr: string): boolean {
  return [`Unable to locate package ${name}`, `Package '${name}' has no installation candidate`].some((text) =>
    stderr.split("\n").some((line) => line.replace(/^E: /, "").trim() === text),
  );
}

/** Reads the packages' paragraphs of the index. */
async function show(run: Run, names: readonly string[]): Promise<readonly Package[]> {
  const done = await run(["apt-cache", "show", "--", ...names], { timeoutSeconds: 60 });
  if (done.exitCode !== 0) {
    throw new Error(`the package index cannot be read: ${explain(done)}`);
  }
  return parsePackages(done.stdout);
}

async function find(run: Run, wanted: readonly Pick<Package, "name" | "version">[]): Promise<readonly Package[]> {
  // It prints what it has, and fails if it lacks any.
  const done = await run(["apt-cache", "show", "--", ...wanted.map(nameAndVersion)], { timeoutSeconds: 60 });
  return parsePackages(done.stdout);
}

/** The places to ask, one after the other: for the machine's own architecture there is one. */
async function findSources(
  distribution: Distribution & { readonly architecture: string | undefined },
  foreign: string | undefined,
): Promise<readonly (readonly AptSource[])[]> {
  const files = [
    ...(await readSourceFiles("/etc/apt", (name) => name === "sources.list")),
    ...(await readSourceFiles("/etc/apt/sources.list.d", (name) => /\.(list|sources)$/.test(name))),
  ];
  const { codename, sourcesOf = codename } = distribution;
  const parsed = parseSources(files);
  const name = { ...distribution, codename: sourcesOf };
  const own = distributionSources(parsed, name);
  const places = foreign === undefined ? [own] : foreignSources(parsed, name, foreign);
  if (own.length === 0) {
    throw new Error(
      `none of the apt sources in /etc/apt is the archive of ${distribution.title}; ` +
        "add the distribution's own source (component main) there",
    );
  }
  if (sourcesOf === codename) {
    return places;
  }
  const others = places.map((sources) => sources.map((source) => otherRelease(source, sourcesOf, codename)));
  return [...others, retiredSources(others[0] ?? [], distribution)];
}

/** The same mirror's source of another release: suites are named after the release, with the same endings. */
function otherRelease(source: AptSource, from: string, to: string): AptSource {
  return {
    ...source,
    suites: source.suites.map((suite) => (suite.startsWith(from) ? to + suite.slice(from.length) : suite)),
  };
}

async function readSourceFiles(directory: string, take: (name: string) => boolean): Promise<readonly SourceFile[]> {
  const names = await readdir(directory).catch(() => []);
  return Promise.all(
    names
      .filter(take)
      .sort()
      .map(async (name) => ({ name, text: await readFile(join(directory, name), "utf8") })),
  );
}

/**
 * A source may look like the distribution's and be a third party's: the distribution's own packages, by the name in its
 * signed indexes (`Origin: Debian`), come before any other of the same name, whatever its version.
 */
function makePreferences({ id }: Distribution): string {
  return `Package: *\nPin: release o=${id.charAt(0).toUpperCase()}${id.slice(1)}\nPin-Priority: 990\n`;
}

type Configuration = {
  readonly directory: string;
  readonly architecture: string | undefined;
  readonly contents: boolean;
};

/**
 * The private apt.conf. APT_CONFIG is read before all else, so naming no other file here keeps the host's hooks, locks
 * and preferences out; what the host says of fetching (proxies, certificates, timeouts) is taken over.
 */
function makeConfiguration(settings: readonly string[], { directory, architecture, contents }: Configuration): string {
  const quote = (path: string) => `"${path}"`;
  return [
    // A mirror that is silent for so long gives way to the next where there are several; stalls.ts ends the rest.
    'Acquire::http::Timeout "10";',
    'Acquire::https::Timeout "10";',
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
    'Acquire::ForceHash "sha256";',
    // Unpacking xz takes a core longer than a mirror takes for the quarter more that gzip needs.
    'Acquire::CompressionTypes::Order:: "gz";',
    // A second copy of the cache, for when the status changes; it never does.
    'Dir::Cache::srcpkgcache "";',
    // Whoever counts the tries is to be one: stalls.ts, which also ends what hangs.
    'Acquire::Retries "0";',
    ...(architecture === undefined
      ? []
      : [`APT::Architecture "${architecture}";`, `APT::Architectures { "${architecture}"; };`]),
    ...(contents ? contentsTarget(architecture ?? "") : []),
    "",
  ].join("\n");
}

/**
 * The signed index of which package holds which file. Debian has one for each component, Ubuntu one for all. The
 * architecture stands in full, since apt would fetch the four times larger one of `all` too.
 * Source: apt's acquire-additional-files.md.
 */
function contentsTarget(architecture: string): readonly string[] {
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
