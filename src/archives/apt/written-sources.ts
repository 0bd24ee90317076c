import { readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MirrorMemory } from "../mirror-memory.ts";
import { indexFileName, type Place, readPlace } from "./addresses.ts";
import { type AptSource, describeSources } from "./sources.ts";

/** The sources of a private apt, written with one mirror for each of their URIs: which mirror is asked is decided here alone. */
export type WrittenSources = {
  /** Takes other sources. */
  use(sources: readonly AptSource[]): Promise<void>;
  /** Writes them with those mirrors that have not failed yet, or failed longest ago. */
  choose(): Promise<void>;
  readonly sources: () => readonly AptSource[];
  readonly places: () => readonly Place[];
  /** The mirror that stands for a URI of the sources. */
  readonly mirrorOf: (uri: string) => string;
};

export type WrittenOptions = {
  readonly memory: MirrorMemory;
  /** Where apt keeps its state. */
  readonly directory: string;
  /** What mirrors fail for, where they lack it. */
  readonly subject: string;
};

/** The directory of apt's indexes. */
export const listsOf = (directory: string) => join(directory, "state/lists");

export function makeWrittenSources({ memory, directory, subject }: WrittenOptions): WrittenSources {
  let sources: readonly AptSource[] = [];
  let places: readonly Place[] = [];
  let chosen: ReadonlyMap<string, string> = new Map();
  const choose = async () => {
    const before = chosen;
    chosen = new Map(places.map(({ uri, mirrors }) => [uri, memory.order(mirrors, subject)[0] ?? uri]));
    await renameIndexes(listsOf(directory), before, chosen);
    const written = sources.map((source) => ({ ...source, uris: source.uris.map((uri) => chosen.get(uri) ?? uri) }));
    await writeFile(join(directory, "sources/distribution.sources"), describeSources(written));
  };
  return {
    async use(others) {
      sources = others;
      places = await Promise.all([...new Set(others.flatMap(({ uris }) => uris))].map(readPlace));
      chosen = new Map();
      await choose();
    },
    choose,
    sources: () => sources,
    places: () => places,
    mirrorOf: (uri) => chosen.get(uri) ?? uri,
  };
}

/** Gives indexes that came from one mirror the names that apt looks for with another, so that only what is newer is fetched. */
async function renameIndexes(
  lists: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Promise<void> {
  const prefix = (mirror: string) => `${indexFileName(mirror)}dists_`;
  const moves = [...after].flatMap(([uri, to]) => {
    const from = before.get(uri);
    return from === undefined || from === to ? [] : [{ from: prefix(from), to: prefix(to) }];
  });
  for (const name of moves.length === 0 ? [] : await readdir(lists)) {
    const move = moves.find(({ from }) => name.startsWith(from));
    if (move !== undefined) {
      await rename(join(lists, name), join(lists, move.to + name.slice(move.from.length)));
    }
  }
}
