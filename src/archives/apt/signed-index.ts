import { readdir } from "node:fs/promises";
import { UnavailableError, UserError } from "../../host/errors.ts";
import type { Log } from "../../host/types.ts";
import type { Distribution } from "../../survey/index.ts";
import type { MirrorMemory } from "../mirror-memory.ts";
import type { RetryPolicy } from "../retries.ts";
import type { Place } from "./addresses.ts";
import { checkCodenames } from "./codenames.ts";
import type { Run } from "./fetch.ts";
import { IndexUnavailable, refreshIndex } from "./refresh.ts";
import { seedIndexes } from "./seeds.ts";
import { type AptSource, withoutUpdates } from "./sources.ts";
import { listsOf, makeWrittenSources } from "./written-sources.ts";

/** The index of packages that a private apt has, and the sources that it is of. */
export type SignedIndex = {
  /** The directory of apt's index files. */
  readonly lists: string;
  /** The places of the sources in use. */
  places(): readonly Place[];
  /** Fetches the index from the first alternative that has it. */
  update(): Promise<void>;
  /** Fetches again what the configuration asks for, from the sources in use. */
  refresh(): Promise<void>;
};

export type IndexOptions = {
  readonly run: Run;
  /** Where apt keeps its state. */
  readonly directory: string;
  /** Where the host's own apt keeps its indexes. */
  readonly hostLists: string;
  readonly retryPolicy: RetryPolicy;
  readonly memory: MirrorMemory;
  readonly distribution: Distribution;
  /** Debian's name of the architecture of the index; undefined where apt does not say which is the machine's. */
  readonly architecture: string | undefined;
  /** Whether that is another one than the machine's. */
  readonly isForeign: boolean;
  /** Sources to be tried one after the other. */
  readonly alternatives: readonly (readonly AptSource[])[];
  readonly log: Log;
};

/** Writes the sources of the first alternative, and gives the index, which is yet to be fetched. */
export async function openIndex(options: IndexOptions): Promise<SignedIndex> {
  const { directory, distribution, architecture, alternatives, memory } = options;
  const lists = listsOf(directory);
  const subject = `index of ${distribution.codename} ${architecture ?? ""}`;
  const written = makeWrittenSources({ memory, directory, subject });
  const refresh = (hasAlternative = false) => refreshIndex({ ...options, written, lists, subject, hasAlternative });
  const updateFrom = async (sources: readonly AptSource[], hasAlternative: boolean) => {
    if (sources !== written.sources()) {
      await written.use(sources);
    }
    if (architecture !== undefined && !seeded.has(sources)) {
      seeded.add(sources);
      await seedIndexes(sources, {
        run: options.run,
        from: options.hostLists,
        lists,
        architecture,
        mirrorOf: written.mirrorOf,
      });
    }
    await refresh(hasAlternative);
    await checkCodenames(lists, sources, distribution);
    if (!(await readdir(lists)).some((name) => /_Packages(\.|$)/.test(name))) {
      throw new UnavailableError({
        code: "no-such-package",
        text: `${distribution.title} has no packages for ${architecture}`,
      });
    }
  };
  const seeded = new Set<readonly AptSource[]>();
  await written.use(alternatives[0] ?? []);
  return {
    lists,
    places: written.places,
    update: () => updateFromAny(options, updateFrom),
    refresh: () => refresh(),
  };
}

type UpdateFrom = (sources: readonly AptSource[], hasAlternative: boolean) => Promise<void>;

/**
 * Tries the alternatives, and for another architecture the same without the release's updates, which mirrors that lag
 * behind may not have.
 */
async function updateFromAny(options: IndexOptions, updateFrom: UpdateFrom): Promise<void> {
  const { distribution, architecture, isForeign, alternatives, log } = options;
  const released = isForeign
    ? alternatives.flatMap((each) => {
        const sources = withoutUpdates(each, distribution.codename);
        return sources === undefined ? [] : [sources];
      })
    : [];
  const found = await tryEach(alternatives, (sources, hasNext) => updateFrom(sources, hasNext || released.length > 0));
  // One that was silent for a moment may be the only one that has it.
  const isSilence = alternatives.length > 1 && found instanceof IndexUnavailable && found.isSilence;
  const failure = isSilence ? await tryEach(alternatives.slice(0, 1), updateFrom) : found;
  if (failure === undefined) {
    return;
  }
  // Where there is no index of the architecture at all, there is none without updates either.
  if (!(failure instanceof IndexUnavailable) || released.length === 0 || (await tryEach(released, updateFrom))) {
    throw failure;
  }
  const text = `Using the packages for ${architecture} of ${distribution.title} as it was released, without its updates: ${failure.message}`;
  log.warning({ code: "packages-without-updates", text });
}

/**
 * Tries alternatives one after the other, until one succeeds. `hasNext` tells whether there are others left.
 * @returns undefined after a success; otherwise the error of the first alternative, which is the likeliest one.
 * @throws Whatever is not a UserError.
 */
async function tryEach<Alternative>(
  alternatives: readonly Alternative[],
  work: (alternative: Alternative, hasNext: boolean) => Promise<void>,
): Promise<UserError | undefined> {
  let first: UserError | undefined;
  for (const [index, alternative] of alternatives.entries()) {
    try {
      await work(alternative, index + 1 < alternatives.length);
      return undefined;
    } catch (error) {
      if (!(error instanceof UserError)) {
        throw error;
      }
      first ??= error;
    }
  }
  return first;
}
