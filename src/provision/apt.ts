import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Completed, Host } from "../host/types.ts";
import type { Distribution } from "../survey/machine.ts";
import { type Package, parsePackages } from "./packages.ts";
import { describeSources, distributionSources, parseSources, type SourceFile } from "./sources.ts";

/**
 * The distribution's archive, asked by apt with a state of its own: no root, no lock shared with the system, no trace.
 * apt checks the signatures of the indexes and the hash of each package.
 */
export type Archive = {
  /** Fetches the signed indexes. Throws where no mirror answers. */
  update(): Promise<void>;
  /** What these packages need, all together, and the names that the archive does not have. */
  resolve(
    names: readonly string[],
  ): Promise<{ readonly packages: readonly Package[]; readonly missing: readonly string[] }>;
  /** These very versions, as far as an index lists them. Throws where the index cannot be read. */
  find(wanted: readonly Pick<Package, "name" | "version">[]): Promise<readonly Package[]>;
  /** Fetches packages into a directory. */
  download(packages: readonly Package[], directory: string): Promise<void>;
};

/** Ends a mirror that accepts and then stays silent. */
const indexSeconds = 180;
const downloadSeconds = 900;

/** Prepares a private apt below `directory`. Throws where the host has no sources that could be used. */
export async function openArchive(host: Host, distribution: Distribution, directory: string): Promise<Archive> {
  const at = (...parts: string[]) => join(directory, ...parts);
  for (const part of ["sources", "state/lists/partial", "cache/archives/partial"]) {
    await mkdir(at(part), { recursive: true });
  }
  const dump = await host.processes.run({ file: "apt-config", args: ["dump"], environment: host.environment });
  const settings = dump.stdout.split("\n");
  const architecture = /^APT::Architecture "([^"]+)";$/m.exec(dump.stdout)?.[1];
  await writeFile(at("status"), "");
  await writeFile(at("sources", "distribution.sources"), await makeSources({ ...distribution, architecture }));
  await writeFile(at("preferences"), makePreferences(distribution));
  await writeFile(at("apt.conf"), makeConfiguration(settings, directory, architecture));
  const environment = {
    ...host.environment,
    APT_CONFIG: at("apt.conf"),
    LC_ALL: "C",
    DEBIAN_FRONTEND: "noninteractive",
  };
  const run = (args: readonly string[], options: { seconds: number; directory?: string }) =>
    host.processes.run({
      file: args[0] ?? "",
      args: args.slice(1),
      environment,
      directory: options.directory ?? directory,
      timeoutSeconds: options.seconds,
    });
  return {
    update: async () => {
      const done = await run(["apt-get", "update", "-q", "--error-on=any"], { seconds: indexSeconds });
      if (done.exitCode !== 0) {
        throw new Error(`the package index could not be refreshed: ${explain(done)}`);
      }
    },
    resolve: (names) => resolve(run, names),
    find: (wanted) => find(run, wanted),
    download: async (packages, into) => {
      const names = packages.map((each) => `${each.name}=${each.version}`);
      const done = await run(["apt-get", "download", "-q", ...names], { seconds: downloadSeconds, directory: into });
      if (done.exitCode !== 0) {
        throw new Error(`packages could not be fetched: ${explain(done)}`);
      }
    },
  };
}

type Run = (args: readonly string[], options: { readonly seconds: number }) => Promise<Completed>;

async function resolve(
  run: Run,
  names: readonly string[],
): Promise<{ readonly packages: readonly Package[]; readonly missing: readonly string[] }> {
  const missing: string[] = [];
  for (let wanted = names; wanted.length > 0; ) {
    const done = await run(["apt-get", "install", "--print-uris", "-qq", "--no-install-recommends", "--", ...wanted], {
      seconds: 60,
    });
    if (done.exitCode === 0) {
      return { packages: await show(run, done.stdout), missing };
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

/** From `'URL' name_version_arch.deb size SHA256:hash` lines to the packages' paragraphs of the index. */
async function show(run: Run, uris: string): Promise<readonly Package[]> {
  const names = [...uris.matchAll(/^'[^']*' (\S+)_(\S+)_[^_\s]+\.deb /gm)].map(
    ([, name, version]) => `${name}=${decodeURIComponent(version ?? "")}`,
  );
  const done = await run(["apt-cache", "show", "--", ...names], { seconds: 60 });
  if (done.exitCode !== 0) {
    throw new Error(`the package index cannot be read: ${explain(done)}`);
  }
  return parsePackages(done.stdout);
}

async function find(run: Run, wanted: readonly Pick<Package, "name" | "version">[]): Promise<readonly Package[]> {
  // It prints what it has, and fails if it lacks any.
  const words = wanted.map(({ name, version }) => `${name}=${version}`);
  const done = await run(["apt-cache", "show", "--", ...words], { seconds: 60 });
  return parsePackages(done.stdout);
}

function explain(done: Completed): string {
  if (done.ending === "timeout") {
    return "no answer in time; try again later, or choose another mirror in the system's apt sources";
  }
  const lines = done.output.trim().split("\n");
  // Warnings come first, and need not be why it failed.
  const said = [/^E:/, /^Err:/, /^W:/].flatMap((pattern) => lines.filter((line) => pattern.test(line)));
  const shown = (said.length > 0 ? said : lines).slice(0, 4).join(" ");
  return shown.replaceAll(/\s+/g, " ");
}

async function makeSources(
  distribution: Distribution & { readonly architecture: string | undefined },
): Promise<string> {
  const files = [
    ...(await readSourceFiles("/etc/apt", (name) => name === "sources.list")),
    ...(await readSourceFiles("/etc/apt/sources.list.d", (name) => /\.(list|sources)$/.test(name))),
  ];
  const sources = distributionSources(parseSources(files), distribution);
  if (sources.length === 0) {
    throw new Error(
      `none of the apt sources in /etc/apt is the archive of ${distribution.title}; ` +
        "add the distribution's own source (component main) there",
    );
  }
  return describeSources(sources);
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

/**
 * The private apt.conf. APT_CONFIG is read before all else, so naming no other file here keeps the host's hooks, locks
 * and preferences out; what the host says of fetching (proxies, certificates, timeouts) is taken over.
 */
function makeConfiguration(settings: readonly string[], directory: string, architecture: string | undefined): string {
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
    'Acquire::ForceHash "sha256";',
    ...(architecture === undefined ? [] : [`APT::Architectures { "${architecture}"; };`]),
    "",
  ].join("\n");
}

function isAboutFetching(line: string): boolean {
  return (
    /^Acquire::(http|https|ftp|Check-|Retries|ForceIPv|Queue|Max-|Min-|Send-URI)/i.test(line) &&
    !/allow|insecure|verify-peer "false"|verify-host "false"/i.test(line)
  );
}
