import { lstat, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UnavailableError, UserError } from "../../host/errors.ts";
import type { Log } from "../../host/types.ts";
import type { Distribution } from "../../survey/index.ts";
import { pauseBefore, type RetryPolicy, watch } from "../retries.ts";
import { hostOf } from "./addresses.ts";
import { checkCodenames } from "./codenames.ts";
import { explainFailure, isNotFound, isRetryable, mirrorAdvice } from "./failures.ts";
import type { Run } from "./fetch.ts";
import { type AptSource, describeSources, withoutUpdates } from "./sources.ts";

/** The index of packages that a private apt has, and the sources that it is of. */
export type SignedIndex = {
  /** The directory of apt's index files. */
  readonly lists: string;
  /** The URIs of the sources in use. */
  uris(): readonly string[];
  /** Fetches the index from the first alternative that has it. */
  update(): Promise<void>;
  /** Fetches again what the configuration asks for, from the sources in use. */
  refresh(): Promise<void>;
};

export type IndexOptions = {
  readonly run: Run;
  /** Where apt keeps its state. */
  readonly directory: string;
  readonly retryPolicy: RetryPolicy;
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
  const { directory, distribution, architecture, alternatives } = options;
  const lists = join(directory, "state/lists");
  let inUse: readonly AptSource[] = [];
  const use = async (sources: readonly AptSource[]) => {
    inUse = sources;
    await writeFile(join(directory, "sources/distribution.sources"), describeSources(sources));
  };
  const uris = () => inUse.flatMap((each) => each.uris);
  const refresh = (hasAlternative = false) => refreshIndex({ ...options, lists, uris: uris(), hasAlternative });
  const updateFrom = async (sources: readonly AptSource[], hasAlternative: boolean) => {
    if (sources !== inUse) {
      await use(sources);
    }
    await refresh(hasAlternative);
    await checkCodenames(lists, sources, distribution);
    if (!(await readdir(lists)).some((name) => /_Packages(\.|$)/.test(name))) {
      throw new UnavailableError(`${distribution.title} has no packages for ${architecture}`);
    }
  };
  await use(alternatives[0] ?? []);
  return {
    lists,
    uris,
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
  const failure = await tryEach(alternatives, (sources, hasNext) =>
    updateFrom(sources, hasNext || released.length > 0),
  );
  if (failure === undefined) {
    return;
  }
  // Where there is no index of the architecture at all, there is none without updates either.
  if (!(failure instanceof IndexUnavailable) || released.length === 0 || (await tryEach(released, updateFrom))) {
    throw failure;
  }
  log.warning(
    `Using the packages for ${architecture} of ${distribution.title} as it was released, without its updates: ${failure.message}`,
  );
}

/** No mirror gave the index. */
class IndexUnavailable extends UserError {
  constructor(reason: string) {
    super(`the package index could not be refreshed: ${reason}`);
    this.name = "IndexUnavailable";
  }
}

type Refresh = Pick<IndexOptions, "run" | "retryPolicy"> & {
  readonly lists: string;
  readonly uris: readonly string[];
  /** Other sources are left, and trying those is the better use of the time. */
  readonly hasAlternative: boolean;
};

async function refreshIndex({ run, lists, retryPolicy, uris, hasAlternative }: Refresh): Promise<void> {
  const attempts = hasAlternative ? Math.min(retryPolicy.attempts, 2) : retryPolicy.attempts;
  for (let attempt = 1; ; attempt += 1) {
    const watched = await watch({
      start: (stop) => run(["apt-get", "update", "-q", "--error-on=any"], { stop }),
      measure: () => filesSize(lists),
      stallSeconds: retryPolicy.stallSeconds,
    });
    const { completed, stalled } = watched;
    if (completed.exitCode === 0) {
      return;
    }
    if (!isRetryable(watched) || (hasAlternative && isNotFound(completed))) {
      throw new IndexUnavailable(explainFailure(completed));
    }
    if (attempt >= attempts) {
      const hosts = [...new Set(uris.map(hostOf))].join(" and ");
      const reason = stalled ? `no data from ${hosts} for ${retryPolicy.stallSeconds} s` : explainFailure(completed);
      throw new IndexUnavailable(`${reason}, after ${attempt} attempts; ${mirrorAdvice}`);
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
        () => 0, // apt moves its files while they are counted.
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
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
