import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Problem, UserError } from "../../host/errors.ts";
import type { Completed } from "../../host/types.ts";
import { hostOf, type MirrorFailure, type MirrorMemory } from "../mirror-memory.ts";
import { pauseBefore, type RetryPolicy, type Watched, watch } from "../retries.ts";
import { trackAcquisitions } from "./acquisitions.ts";
import {
  adviceOn,
  codeOfFailures,
  describeFailedFile,
  describeReasons,
  describeSilence,
  explainFailure,
  isNotFound,
  isRetryable,
  parseFailures,
} from "./failures.ts";
import type { Run } from "./fetch.ts";
import type { WrittenSources } from "./written-sources.ts";

/** No mirror gave the index. */
export class IndexUnavailable extends UserError {
  /** A mirror sent nothing, which may only have been slow. */
  readonly isSilence: boolean;
  constructor({ code, text }: Problem, isSilence: boolean) {
    super({ code, text: `the package index could not be refreshed: ${text}` });
    this.name = "IndexUnavailable";
    this.isSilence = isSilence;
  }
}

export type Refresh = {
  readonly run: Run;
  readonly retryPolicy: RetryPolicy;
  readonly memory: MirrorMemory;
  /** What mirrors fail for, where they lack it. */
  readonly subject: string;
  readonly lists: string;
  readonly written: WrittenSources;
  /** Other sources are left, and trying those is the better use of the time. */
  readonly hasAlternative: boolean;
};

/**
 * Fetches the index, each time from mirrors that have not failed yet, as long as there are any.
 * @throws IndexUnavailable with what each mirror did.
 */
export async function refreshIndex(refresh: Refresh): Promise<void> {
  const { retryPolicy, memory, written } = refresh;
  const attempts = countAttempts(refresh);
  const failures: MirrorFailure[] = [];
  for (let attempt = 1, pauses = 0; ; attempt += 1) {
    await written.choose();
    const fetched = await fetchIndex(refresh);
    const { completed } = fetched;
    if (completed.exitCode === 0) {
      return;
    }
    fetched.failures.forEach((each) => void memory.note(each));
    failures.push(...fetched.failures);
    const step = nextStep(refresh, fetched);
    if (step === "give up" || attempt >= attempts) {
      const isSilence = fetched.failures.some(({ kind }) => kind === "silent");
      const text = describeEnd({ completed, failures, attempts: attempt });
      throw new IndexUnavailable({ code: codeOfFailures(failures), text }, isSilence);
    }
    if (step === "again") {
      pauses += 1;
      await pauseBefore(pauses, retryPolicy);
    }
  }
}

/** Where nothing was to be had of any mirror before, one attempt tells whether that has changed. */
function countAttempts({ retryPolicy, written, hasAlternative, memory, subject }: Refresh): number {
  const lists = written.places().map(({ mirrors }) => mirrors);
  const isSilent = (uri: string) => memory.failures([hostOf(uri)], subject).some(({ kind }) => kind === "silent");
  if (lists.some((mirrors) => mirrors.every(isSilent))) {
    return 1;
  }
  return Math.max(
    hasAlternative ? Math.min(retryPolicy.attempts, 2) : retryPolicy.attempts,
    ...lists.map((each) => each.length),
  );
}

/** Of the place of a host, the mirrors that have not failed. */
function untriedFor({ written, memory, subject }: Refresh, host: string): readonly string[] {
  const places = written.places().filter((place) => hostOf(written.mirrorOf(place.uri)) === host);
  return places.flatMap(({ mirrors }) => mirrors.filter((uri) => memory.failures([hostOf(uri)], subject).length === 0));
}

/** `other`: another mirror is asked now. `again`: the same ones are asked, after a pause. */
function nextStep(refresh: Refresh, fetched: Fetched): "other" | "again" | "give up" {
  const { hasAlternative } = refresh;
  const { completed, failures } = fetched;
  if (hasAlternative && isNotFound(completed)) {
    return "give up";
  }
  if (failures.length > 0 && failures.every(({ host }) => untriedFor(refresh, host).length > 0)) {
    return "other";
  }
  const isLasting = ({ kind }: MirrorFailure) => kind === "certificate" || (hasAlternative && kind === "silent");
  return !isRetryable(fetched) || failures.some(isLasting) ? "give up" : "again";
}

type Fetched = Watched & { readonly failures: readonly MirrorFailure[] };

/** One attempt. */
async function fetchIndex(refresh: Refresh): Promise<Fetched> {
  const { run, lists, retryPolicy, written, hasAlternative, subject } = refresh;
  const acquisitions = trackAcquisitions();
  const canSwitch = (host: string) => untriedFor(refresh, host).some((uri) => hostOf(uri) !== host);
  const isHurried = hasAlternative || written.places().some((place) => canSwitch(hostOf(written.mirrorOf(place.uri))));
  const watched = await watch({
    start: (stop) => run(["apt-get", "update", "-q", "--error-on=any"], { stop, onLine: acquisitions.onLine }),
    measure: () => filesSize(lists),
    isWaiting: () => acquisitions.waiting().length > 0,
    stallSeconds: isHurried ? retryPolicy.switchSeconds : retryPolicy.stallSeconds,
  });
  const { stalled, completed } = watched;
  const failed = stalled === undefined ? parseFailures(completed) : acquisitions.failed();
  const waiting = [...new Set(acquisitions.waiting().map(hostOf))];
  const silent = stalled === undefined ? [] : waiting.map((host) => describeSilence(host, stalled));
  const refused = failed.map((each) => describeFailedFile(each, { subject, origin: acquisitions.originOf(each.uri) }));
  const failures = [...refused, ...silent];
  return { ...watched, failures: mainFailures(failures) };
}

/** One of each host: what it failed for altogether, or else the first of the files. */
function mainFailures(failures: readonly MirrorFailure[]): readonly MirrorFailure[] {
  return [...new Set(failures.map(({ host }) => host))].flatMap((host) => {
    const own = failures.filter((each) => each.host === host);
    return own.find(({ only }) => only === undefined) ?? own[0] ?? [];
  });
}

type End = { readonly completed: Completed; readonly failures: readonly MirrorFailure[]; readonly attempts: number };

function describeEnd({ completed, failures, attempts }: End): string {
  const reasons = failures.length > 0 ? describeReasons(failures) : explainFailure(completed);
  const after = attempts > 1 ? `, after ${attempts} attempts` : "";
  return `${reasons}${after}; ${adviceOn(failures)}`;
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
