import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { UserError } from "../../host/errors.ts";
import type { Log } from "../../host/types.ts";
import type { Distribution } from "../../survey/index.ts";
import {
  type AptSource,
  distributionSources,
  foreignSources,
  nativeSources,
  ofOtherRelease,
  parseSources,
  releaseOfSources,
  retiredSources,
  type SourceFile,
} from "./sources.ts";

/**
 * The distribution's archive by the machine's own sources in /etc/apt: alternatives to be tried one after the other.
 * @param distribution With Debian's name of the machine's architecture.
 * @param foreign Debian's name of the architecture whose packages are meant, where it is not the machine's.
 * @throws UserError where none of the sources is the distribution's.
 */
export async function findSources(
  distribution: Distribution & { readonly architecture: string | undefined },
  { foreign, log }: { readonly foreign: string | undefined; readonly log: Log },
): Promise<readonly (readonly AptSource[])[]> {
  const { files, unreadable } = await readSourceFiles("/etc/apt");
  const { codename, sourcesOf } = distribution;
  const parsed = parseSources(files);
  const name = { ...distribution, codename: sourcesOf ?? codename };
  const own = distributionSources(parsed, name);
  if (own.length === 0) {
    const also = unreadable.length === 0 ? "" : `, or make ${unreadable.join(" and ")} readable for this user`;
    throw new UserError({
      code: "package-index",
      text:
        `none of the apt sources in /etc/apt is the archive of ${distribution.title}; ` +
        `add the distribution's own source (component main) there${also}`,
    });
  }
  tellOnce(log, unreadable);
  const alternatives = foreign === undefined ? nativeSources(parsed, name) : foreignSources(parsed, name, foreign);
  if (sourcesOf === undefined) {
    return alternatives;
  }
  const others = alternatives.map((sources) => ofOtherRelease(sources, codename));
  return [...others, retiredSources(others[0] ?? [], distribution)];
}

/**
 * The machine's own release, by its sources where os-release has no version of it: it is testing or sid, and not told apart.
 * A distribution whose sources cannot be told from others is left as it is.
 */
export async function findOwnRelease(distribution: Distribution): Promise<Distribution> {
  if (distribution.version !== "") {
    return distribution;
  }
  const { files } = await readSourceFiles("/etc/apt");
  const codename = releaseOfSources(parseSources(files), { ...distribution, architecture: undefined });
  return { ...distribution, codename };
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
