import { readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type FileHash, readHash } from "../../host/hashes.ts";
import { indexFileName, withSlash } from "./addresses.ts";
import { aptHash, aptHelper, type Run } from "./fetch.ts";
import { type AptSource, parseStanzas } from "./sources.ts";

export type SeedOptions = {
  readonly run: Run;
  /** The directory of the host's own indexes; they may be compressed, or absent. */
  readonly from: string;
  /** The directory of the private apt's. */
  readonly lists: string;
  /** Debian's name of the architecture of the index. */
  readonly architecture: string;
  /** The mirror that a source's URI is written with. */
  readonly mirrorOf: (uri: string) => string;
};

/** Where the host's apt keeps its indexes. @param settings The lines of its `apt-config dump`. */
export function hostLists(settings: readonly string[]): string {
  const value = (name: string, usual: string) =>
    settings.find((line) => line.startsWith(`${name} "`))?.slice(name.length + 2, -2) ?? usual;
  return resolve(value("Dir", "/"), value("Dir::State", "var/lib/apt"), value("Dir::State::lists", "lists/"));
}

/**
 * Puts the host's own indexes of the same sources among the private apt's, so that it fetches of them only what has changed
 * since. It verifies the signature of each InRelease as if it had fetched it, but takes a list of packages that is there
 * for the one that InRelease names: so none gets there but by its hash, which apt-helper verifies while it unpacks it.
 * Whatever cannot be used is left out.
 */
export async function seedIndexes(sources: readonly AptSource[], options: SeedOptions): Promise<void> {
  const names = await readdir(options.from).catch(() => []);
  const found = await Promise.all(
    sources.flatMap((source) =>
      source.uris.flatMap((uri) => source.suites.map((suite) => findSeed({ names, source, uri, suite }, options))),
    ),
  );
  const seeds = found.flatMap((each) => each ?? []);
  if (seeds.length === 0) {
    return;
  }
  const words = seeds.flatMap(({ lists }) =>
    lists.flatMap((each) => [`store:${each.file}`, each.into, aptHash(each.hash)]),
  );
  const done = await options.run([aptHelper, "download-file", ...words], { timeoutSeconds: 60 }).catch(() => undefined);
  // One file that is not as it should be ends up under another name; then none of them is used.
  const isGood = done?.exitCode === 0;
  for (const { lists, release, into, modified } of seeds) {
    if (isGood) {
      await writeFile(into, release);
      await utimes(into, modified, modified);
    } else {
      await Promise.all(
        lists.flatMap((each) => [each.into, `${each.into}.FAILED`]).map((file) => rm(file, { force: true })),
      );
    }
  }
}

/** What the host has of one suite: the signed InRelease, and every list of packages that is asked of it. */
type Seed = {
  readonly release: Buffer;
  readonly into: string;
  /** By which a mirror tells whether it has a newer one. */
  readonly modified: Date;
  readonly lists: readonly { readonly file: string; readonly into: string; readonly hash: FileHash }[];
};

type Suite = {
  /** Of the host's indexes. */
  readonly names: readonly string[];
  readonly source: AptSource;
  readonly uri: string;
  readonly suite: string;
};

async function findSeed({ names, source, uri, suite }: Suite, options: SeedOptions): Promise<Seed | undefined> {
  const { from, lists: to, architecture, mirrorOf } = options;
  const prefix = (base: string) => indexFileName(`${withSlash(base)}dists/${suite}/`);
  const [theirs, ours] = [prefix(uri), prefix(mirrorOf(uri))];
  const file = join(from, `${theirs}InRelease`);
  const release = await readFile(file).catch(() => undefined);
  const modified = (await stat(file).catch(() => undefined))?.mtime;
  const lists = source.components.flatMap((component) => {
    const path = `${component}/binary-${architecture}/Packages`;
    const name = path.replaceAll("/", "_");
    const compressed = names.find((each) => each.replace(/\.(gz|lz4|xz|zst|bz2)$/, "") === theirs + name);
    const listed = release && findListed(release.toString("utf8"), path);
    if (listed?.size === 0) {
      // apt keeps no empty list.
      return [];
    }
    return compressed === undefined || listed === undefined
      ? [undefined]
      : [{ file: join(from, compressed), into: join(to, ours + name), hash: listed.hash }];
  });
  const complete = lists.flatMap((each) => each ?? []);
  return release === undefined || modified === undefined || complete.length < lists.length
    ? undefined
    : { release, into: join(to, `${ours}InRelease`), modified, lists: complete };
}

/** What an InRelease says of a file. Source: "Release files" in Debian's RepositoryFormat. */
export function findListed(
  release: string,
  path: string,
): { readonly hash: FileHash; readonly size: number } | undefined {
  const stanza = parseStanzas(release).find((each) => each.has("sha256") || each.has("sha512"));
  const find = (algorithm: string) =>
    stanza
      ?.get(algorithm)
      ?.split("\n")
      .map((line) => /^\s*([0-9a-f]+) +(\d+) (\S+)$/.exec(line))
      .find((match) => match?.[3] === path);
  const [sha256, sha512] = [find("sha256"), find("sha512")];
  const hash = readHash({ sha256: sha256?.[1], sha512: sha512?.[1] });
  return hash && { hash, size: Number((sha256 ?? sha512)?.[2]) };
}
