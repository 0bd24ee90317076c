import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { UserError } from "../../host/errors.ts";
import type { Log } from "../../host/types.ts";
import type { Distribution } from "../../survey/index.ts";
import {
  type AptSource,
  distributionSources,
  foreignSources,
  parseSources,
  retiredSources,
  type SourceFile,
} from "./sources.ts";

/**
 * The distribution's archive by the machine's own sources in /etc/apt: alternatives to be tried one after the other. For
 * the machine's own release and architecture there is one.
 * @param distribution With Debian's name of the machine's architecture.
 * @param foreign Debian's name of the architecture whose packages are meant, where it is not the machine's.
 * @throws UserError where none of the sources is the distribution's.
 */
export async function findSources(
  distribution: Distribution & { readonly architecture: string | undefined },
  { foreign, log }: { readonly foreign: string | undefined; readonly log: Log },
): Promise<readonly (readonly AptSource[])[]> {
  const { files, unreadable } = await readSourceFiles("/etc/apt");
  const { codename, sourcesOf = codename } = distribution;
  const parsed = parseSources(files);
  const name = { ...distribution, codename: sourcesOf };
  const own = distributionSources(parsed, name);
  if (own.length === 0) {
    const also = unreadable.length === 0 ? "" : `, or make ${unreadable.join(" and ")} readable for this user`;
    throw new UserError(
      `none of the apt sources in /etc/apt is the archive of ${distribution.title}; ` +
        `add the distribution's own source (component main) there${also}`,
    );
  }
  tellOnce(log, unreadable);
  const alternatives = foreign === undefined ? [own] : foreignSources(parsed, name, foreign);
  if (sourcesOf === codename) {
    return alternatives;
  }
  const others = alternatives.map((sources) => sources.map((source) => ofOtherRelease(source, sourcesOf, codename)));
  return [...others, retiredSources(others[0] ?? [], distribution)];
}

/** The same mirror's source of another release: suites are named after the release, with the same endings. */
function ofOtherRelease(source: AptSource, from: string, to: string): AptSource {
  return {
    ...source,
    suites: source.suites.map((suite) => (suite.startsWith(from) ? to + suite.slice(from.length) : suite)),
  };
}

export type SourceFiles = {
  readonly files: readonly SourceFile[];
  /** The paths of those that cannot be read: a list with a password in it is often its owner's alone. */
  readonly unreadable: readonly string[];
};

/** The files of a directory such as /etc/apt that apt takes for sources; none where there is no such directory. */
export async function readSourceFiles(directory: string): Promise<SourceFiles> {
  const parts = join(directory, "sources.list.d");
  const paths = [
    ...(await listDirectory(directory)).filter((name) => name === "sources.list").map((name) => join(directory, name)),
    ...(await listDirectory(parts)).filter((name) => /\.(list|sources)$/.test(name)).map((name) => join(parts, name)),
  ];
  const read = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(path, "utf8").catch(() => undefined) })),
  );
  return {
    files: read.flatMap(({ path, text }) => (text === undefined ? [] : [{ name: basename(path), text }])),
    unreadable: read.flatMap(({ path, text }) => (text === undefined ? [path] : [])),
  };
}

/** Sorted. */
async function listDirectory(directory: string): Promise<readonly string[]> {
  return (await readdir(directory).catch(() => [])).sort();
}

/** The logs that have been told: a run opens several archives by the same sources. */
const told = new WeakSet<Log>();

function tellOnce(log: Log, unreadable: readonly string[]): void {
  if (unreadable.length > 0 && !told.has(log)) {
    told.add(log);
    log.info(`Left out, since this user cannot read it: ${unreadable.join(", ")}`);
  }
}
