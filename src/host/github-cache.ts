import { lstat, mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { captureClientOutput, reasonFrom } from "./client-output.ts";
import { withDeadline } from "./deadline.ts";
import { messageOf } from "./errors.ts";
import { killTree, makeTree, type ProcessTree, runInTree } from "./process-tree.ts";
import type { CacheEntry, CacheRestored, CacheSaved, CacheService, Environment } from "./types.ts";

type Client = typeof import("@actions/cache");

export type CacheDeadlines = { readonly restoreSeconds: number; readonly saveSeconds: number };

/**
 * The cache of a GitHub job, by way of @actions/cache, which reads the process's own environment: `environment` is a copy
 * of that, from which it is known beforehand whether there is a cache at all.
 *
 * The client makes up to five attempts of three minutes each against a service that accepts connections and never answers,
 * so every call has a deadline here. When it has passed, the tar that the client may be running is killed, and none is
 * started later; the same holds when the process tree `root` is killed.
 */
export function makeGithubCache(environment: Environment, root: ProcessTree, deadlines: CacheDeadlines): CacheService {
  const absent = describeAbsence(environment);
  let timedOut: string | undefined;
  /** A service that timed out once is not called again: it may cost one deadline, not one per call. */
  const call = async <T>(seconds: number, use: (client: Client) => Promise<T>): Promise<Outcome<T>> => {
    if (timedOut !== undefined) {
      return { failure: timedOut };
    }
    const outcome = await callClient(makeTree(root), seconds, use);
    if ("failure" in outcome && outcome.late) {
      timedOut = outcome.failure;
    }
    return outcome;
  };
  return {
    available: absent === undefined,
    reason: absent,
    async restore(entry) {
      const unfit = absent ?? describeUnfitPath(entry.path);
      if (unfit !== undefined) {
        return { kind: "unavailable", reason: unfit };
      }
      await rm(entry.path, { recursive: true, force: true });
      const restored = await withExtractionTo(entry.path, () =>
        restore(entry, (use) => call(deadlines.restoreSeconds, use)),
      );
      const checked = await checkFile(entry.path, restored);
      if (checked.kind === "unavailable" || checked.kind === "damaged") {
        await rm(entry.path, { recursive: true, force: true });
      }
      return checked;
    },
    async save(entry) {
      const unfit = absent ?? describeUnfitPath(entry.path);
      if (unfit !== undefined) {
        return { kind: "not-saved", reason: unfit };
      }
      const found = await lstat(entry.path).catch(() => undefined);
      if (found?.isFile() !== true) {
        return { kind: "not-saved", reason: `there is no file ${entry.path}` };
      }
      return save(entry, (use) => call(deadlines.saveSeconds, use));
    },
  };
}

/**
 * The client unpacks with `tar -P`, to wherever the entry's names say, and an entry may be anyone's. GNU tar takes more
 * options from TAR_OPTIONS: here, that every member of the archive is extracted as `path`. (Other tars ignore it; toolchains
 * are installed on Linux only.) Source: extractTar in @actions/cache's lib/internal/tar.js.
 */
async function withExtractionTo<T>(path: string, work: () => Promise<T>): Promise<T> {
  const before = process.env["TAR_OPTIONS"];
  await mkdir(dirname(path), { recursive: true });
  const replacement = path.replaceAll(/[\\&,]/g, "\\$&");
  // TAR_OPTIONS is split at spaces. The flag S: do not rename targets of symbolic links.
  process.env["TAR_OPTIONS"] = `--transform=s,.*,${replacement},S`.replaceAll(/[\\\s"']/g, "\\$&");
  try {
    return await work();
  } finally {
    if (before === undefined) {
      delete process.env["TAR_OPTIONS"];
    } else {
      process.env["TAR_OPTIONS"] = before;
    }
  }
}

/** A link or a directory in the place of the file is not what was saved, and a link would be followed. */
async function checkFile(path: string, restored: CacheRestored): Promise<CacheRestored> {
  if (restored.kind !== "hit" && restored.kind !== "partial") {
    return restored;
  }
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile() === true) {
    return restored;
  }
  return { kind: "damaged", reason: `the entry ${restored.key} does not hold the one file that was saved` };
}

/** The reason that this job has no cache; undefined where it has one. */
function describeAbsence(environment: Environment): string | undefined {
  const given = (name: string) => (environment[name] ?? "") !== "";
  if (!given("ACTIONS_RUNTIME_TOKEN")) {
    return "the job has no cache: ACTIONS_RUNTIME_TOKEN is not set";
  }
  if (!given("ACTIONS_RESULTS_URL") && !given("ACTIONS_CACHE_URL")) {
    return "the job has no cache: neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set";
  }
  if (environment["ACTIONS_CACHE_MODE"]?.trim().toLowerCase() === "none") {
    return "the job has no cache: its cache mode is none";
  }
  return undefined;
}

/** The client takes a path for a glob pattern and would save what it matches. */
function describeUnfitPath(path: string): string | undefined {
  return /[*?[\]!#]/.test(path) ? `the cache takes no path with one of * ? [ ] ! # in it: ${path}` : undefined;
}

type Outcome<T> =
  | { readonly value: T; readonly printed: readonly string[] }
  | { readonly failure: string; readonly late?: boolean };
type Caller = <T>(use: (client: Client) => Promise<T>) => Promise<Outcome<T>>;

async function restore(entry: CacheEntry, call: Caller): Promise<CacheRestored> {
  const outcome = await call((client) => client.restoreCache([entry.path], entry.key, [...entry.restoreKeys]));
  if ("failure" in outcome) {
    return { kind: "unavailable", reason: outcome.failure };
  }
  if (outcome.value === entry.key) {
    return { kind: "hit", key: outcome.value };
  }
  if (outcome.value !== undefined) {
    return { kind: "partial", key: outcome.value };
  }
  const reason = reasonFrom(outcome.printed);
  if (reason === undefined) {
    return { kind: "miss" };
  }
  return { kind: /\/tar" failed/.test(reason) ? "damaged" : "unavailable", reason };
}

async function save(entry: CacheEntry, call: Caller): Promise<CacheSaved> {
  const outcome = await call((client) => client.saveCache([entry.path], entry.key));
  if ("failure" in outcome) {
    return { kind: "not-saved", reason: outcome.failure };
  }
  if (outcome.value !== -1) {
    return { kind: "saved" };
  }
  const reason = reasonFrom(outcome.printed) ?? "the cache service did not save it";
  const taken = reason.includes("(409)");
  return { kind: "not-saved", reason: taken ? "this key is saved already, or another job is saving it" : reason };
}

/** Calls the client within the deadline; a failure becomes its reason, since caches never fail a run. */
async function callClient<T>(
  tree: ProcessTree,
  seconds: number,
  use: (client: Client) => Promise<T>,
): Promise<Outcome<T>> {
  const printed: string[] = [];
  try {
    const client = await import("@actions/cache");
    if (!client.isFeatureAvailable()) {
      return { failure: "the cache service is not available to this job" };
    }
    const work = captureClientOutput(
      (line) => printed.push(line),
      () => runInTree(tree, () => use(client)),
    );
    const outcome = await withDeadline(seconds, work);
    if (outcome.kind === "done") {
      return { value: outcome.value, printed };
    }
    killTree(tree);
    return { failure: `the cache service took longer than ${seconds} s`, late: true };
  } catch (error) {
    return { failure: messageOf(error) };
  }
}
