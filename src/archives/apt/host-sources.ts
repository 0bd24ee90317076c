import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../host/errors.ts";
import type { Distribution } from "../../survey/index.ts";
import {
  type AptSource,
  distributionSources,
  foreignSources,
  nativeSources,
  parseSources,
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
  if (own.length === 0) {
    throw new UserError(
      `none of the apt sources in /etc/apt is the archive of ${distribution.title}; ` +
        "add the distribution's own source (component main) there",
    );
  }
  const alternatives = foreign === undefined ? nativeSources(parsed, name) : foreignSources(parsed, name, foreign);
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

/** Those of a directory whose names are apt's; none of a directory that does not exist. */
async function readSourceFiles(directory: string, isSource: (name: string) => boolean): Promise<readonly SourceFile[]> {
  const names = await readdir(directory).catch(() => []);
  return Promise.all(
    names
      .filter(isSource)
      .sort()
      .map(async (name) => ({ name, text: await readFile(join(directory, name), "utf8") })),
  );
}
