import { readdir, rm, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { describeForWarning, messageOf } from "../host/errors.ts";
import { shortHash } from "../host/index.ts";
import type { CacheRestored, Host } from "../host/types.ts";
import { byteSize } from "../host/units.ts";
import type { RunInputs } from "../inputs/index.ts";
import {
  buildPart,
  decideCache,
  decideGoCaches,
  type GoCacheUse,
  type KeyPart,
  lookupParts,
  makeGoCacheKey,
  type Plan,
} from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { listTree, openTreeArchive, writeTreeArchive } from "../roots/index.ts";
import { type Go, type GoPlaces, readDistribution, readGoPlaces } from "../survey/index.ts";
import type { Toolchains } from "../toolchains/index.ts";
import {
  findListedModuleFiles,
  findUnexpected,
  findUsedBuildFiles,
  isBuildFile,
  isModuleFile,
  type KeptFile,
  readModuleFiles,
} from "./files.ts";

/** Go's build cache and module cache, kept from one run to the next. Nothing here throws: a cache can only save time. */
export type GoCaches = {
  /** Which of them this run saves and restores, and why not the others. */
  readonly uses: { readonly build: GoCacheUse; readonly modules: GoCacheUse };
  /** Restores them from an earlier run. To be called before Go lists anything, since that downloads modules. */
  readonly restore: () => Promise<void>;
  /** Removes the modules that were restored, so that Go downloads them again. False where there were none. */
  readonly dropModules: () => Promise<boolean>;
  /** Saves what this run used, unless it was restored from an entry of the same key. */
  readonly save: (run: GoCachesRun) => Promise<void>;
};

export type GoCachesRun = {
  readonly plan: Pick<Plan, "targets">;
  readonly toolchains: Toolchains;
  /** Every target passed: later runs would not replace an entry that lacks something. */
  readonly complete: boolean;
};

export type GoCachesQuestion = {
  readonly go: Extract<Go, { kind: "found" }>;
  readonly inputs: RunInputs;
  /** The module's, absolute. */
  readonly directory: string;
};

/** In bytes, before compression. Larger caches are not saved: restoring them takes longer than building again. */
const sizeLimit = 2 * 2 ** 30;

/**
 * The age, in hours, of restored files. Go sets the time of a file that it uses where that is older than one hour, and
 * removes files older than five days. Source: markUsed and Trim in Go's cmd/go/internal/cache/cache.go.
 */
const restoredAge = 2;

const hour = 3_600_000;

/** Keeps neither cache, for the reason given. */
function neither(reason: string): GoCaches {
  const left = { kind: "left", reason } as const;
  return {
    uses: { build: left, modules: left },
    restore: async () => undefined,
    dropModules: async () => false,
    save: async () => undefined,
  };
}

/** For runs that build nothing. */
export const noGoCaches: GoCaches = neither("nothing is built");

/** Decides which of Go's caches a run keeps, from what this machine has; fetches nothing yet. */
export async function findGoCaches(host: Host, question: GoCachesQuestion): Promise<GoCaches> {
  const { inputs } = question;
  const use = decideCache(inputs.cache, host.job.event);
  if (!inputs.build) {
    return noGoCaches;
  }
  if (use.kind === "off" || !host.cache.available) {
    return neither(use.kind === "off" ? use.reason : (host.cache.reason ?? "the job has no cache"));
  }
  if (host.os !== "linux") {
    return neither("Go's caches are kept on Linux, where there is C to compile");
  }
  try {
    const session = await openSession(host, question);
    return session.trees.length === 0 ? { ...noGoCaches, uses: session.uses } : keptCaches(host, session);
  } catch (error) {
    warnNotKept(host, error);
    return neither(describeForWarning(error));
  }
}

/** What becomes of the caches between one call and the next is kept here. */
function keptCaches(host: Host, session: Session): GoCaches {
  let kept: Pick<GoCaches, "dropModules" | "save"> = noGoCaches;
  return {
    uses: session.uses,
    restore: async () => {
      try {
        kept = await restore(host, session);
      } catch (error) {
        warnNotKept(host, error);
      }
    },
    dropModules: () => kept.dropModules(),
    save: (run) => kept.save(run),
  };
}

function warnNotKept(host: Host, error: unknown): void {
  const text = `Go's caches are neither restored nor saved: ${describeForWarning(error)}`;
  host.log.warning({ code: "go-caches-not-kept", text });
}

function warnNotSaved(host: Host, reason: string): void {
  host.log.warning({ code: "cache-not-saved", text: `Go's caches could not be saved: ${reason}` });
}

type Session = Pick<GoCaches, "uses"> & {
  readonly opened: number;
  /** What is saved and restored: directories that Go has not used yet. */
  readonly trees: readonly Tree[];
  /** GOMODCACHE. */
  readonly modules: string;
  readonly lookup: readonly KeyPart[];
  readonly sums: ReadonlySet<string>;
  /** The archive of both trees. */
  readonly file: string;
};

type Tree = {
  readonly name: "build" | "modules";
  readonly directory: string;
  /** Whether a file of this path belongs in it. */
  readonly accepts: (path: string) => boolean;
};

async function openSession(host: Host, question: GoCachesQuestion): Promise<Session> {
  const opened = Date.now();
  const { go, inputs, directory } = question;
  const places = await readGoPlaces(host, go.file, directory);
  const { trees, uses } = await findTrees(host, question, places);
  const [distribution, modules] = await Promise.all([readDistribution(), readModuleFiles(places.moduleDirectories)]);
  const lookup = lookupParts({
    system: [host.os, ...(distribution === undefined ? [] : [distribution.id, distribution.version]), host.arch],
    goVersion: go.version,
    targets: inputs.targets.map(targetName),
    modules: modules.hashes,
  });
  const file = join(host.stagingDirectory, "go-caches.tar.zst");
  return { uses, opened, trees, modules: places.moduleCache, lookup, sums: modules.sums, file };
}

/** The caches that this run saves and restores; the log has the reason for the others. */
async function findTrees(
  host: Host,
  { go, inputs }: GoCachesQuestion,
  places: GoPlaces,
): Promise<Pick<Session, "trees" | "uses">> {
  const { environment } = host;
  const home = environment["HOME"];
  const caches = environment["XDG_CACHE_HOME"] || (home === undefined ? undefined : join(home, ".cache"));
  const decided = decideGoCaches(
    {
      go: go.file,
      setupGo: join(host.toolDirectory, "go"),
      program: places.cacheProgram,
      build: {
        directory: places.buildCache,
        // Source: os.UserCacheDir.
        usual: caches === undefined ? undefined : join(caches, "go-build"),
        set: (environment["GOCACHE"] ?? "") !== "",
        empty: await isEmpty(places.buildCache),
      },
      modules: {
        directory: places.moduleCache,
        usual: join(places.gopath.split(delimiter)[0] ?? "", "pkg/mod"),
        set: (environment["GOMODCACHE"] ?? "") !== "",
        empty: await isEmpty(places.moduleCache),
      },
    },
    inputs.cache === "on",
  );
  const trees: readonly Tree[] = [
    { name: "build", directory: places.buildCache, accepts: isBuildFile },
    { name: "modules", directory: join(places.moduleCache, "cache/download"), accepts: isModuleFile },
  ];
  for (const { name } of trees) {
    const use = decided[name];
    if (use.kind === "left") {
      host.log.info(`Go's ${titles[name]} is left alone: ${use.reason}.`);
    }
  }
  return { uses: decided, trees: trees.filter(({ name }) => decided[name].kind === "kept") };
}

const titles = { build: "build cache", modules: "module cache" } as const;

/** Also where the directory does not exist. */
async function isEmpty(directory: string): Promise<boolean> {
  const names = await readdir(directory).catch(() => []);
  return names.length === 0;
}

async function restore(host: Host, session: Session): Promise<Pick<GoCaches, "dropModules" | "save">> {
  const { key, prefixes } = makeGoCacheKey({ lookup: session.lookup, builds: undefined }, shortHash);
  const found = await host.cache.restore({ path: session.file, key, restoreKeys: prefixes });
  if (found.kind === "unavailable") {
    const text = `The cache could not be read, so Go's caches are neither restored nor saved: ${found.reason}`;
    host.log.warning({ code: "cache-not-read", text });
    return noGoCaches;
  }
  const restored = found.kind === "hit" || found.kind === "partial" ? await restoreTrees(host, session) : [];
  await rm(session.file, { recursive: true, force: true });
  host.log.group(describeRestored(found, restored), session.lookup.map(describePart));
  let good = restored.length > 0;
  const source = () => (found.kind === "miss" ? undefined : { good, key: "key" in found ? found.key : undefined });
  return {
    dropModules: async () => {
      const dropped = await dropModules(host, restored);
      good &&= !dropped;
      return dropped;
    },
    save: (run) =>
      save(host, { ...session, run, found: source() }).catch((error: unknown) =>
        warnNotSaved(host, describeForWarning(error)),
      ),
  };
}

/** Unpacks the restored archive. Where anything is wrong with it, nothing of it stays. */
async function restoreTrees(host: Host, { file, trees, opened }: Session): Promise<readonly Tree[]> {
  try {
    const archive = await openTreeArchive(file);
    const archived = trees.filter(({ name }) => archive.trees.some((each) => each.name === name));
    for (const { name, directory, accepts } of archived) {
      await archive.unpack(name, { directory, mtime: new Date(opened - restoredAge * hour) });
      const unexpected = await findUnexpected(directory, accepts);
      if (unexpected !== undefined) {
        throw new Error(`the archive has ${unexpected}, which no run saves`);
      }
    }
    return archived;
  } catch (error) {
    const text = `Ignoring Go's caches of an earlier run: ${messageOf(error)}`;
    host.log.warning({ code: "cache-entry-ignored", text });
    await removeAll(trees);
    return [];
  }
}

async function removeAll(trees: readonly Tree[]): Promise<void> {
  await Promise.all(trees.map(({ directory }) => rm(directory, { recursive: true, force: true })));
}

async function dropModules(host: Host, restored: readonly Tree[]): Promise<boolean> {
  const modules = restored.filter(({ name }) => name === "modules");
  try {
    await removeAll(modules);
    return modules.length > 0;
  } catch (error) {
    const text = `The modules that the cache held could not be removed: ${describeForWarning(error)}`;
    host.log.warning({ code: "cached-modules-not-removed", text });
    return false;
  }
}

function describeRestored(found: Exclude<CacheRestored, { kind: "unavailable" }>, restored: readonly Tree[]): string {
  switch (found.kind) {
    case "hit":
    case "partial":
      return restored.length > 0
        ? `Go's caches: ${restored.map(({ name }) => titles[name]).join(" and ")} restored from ${found.key}`
        : `Go's caches: nothing restored from ${found.key}`;
    case "miss":
      return "Go's caches: no entry found";
    case "damaged":
      return `Go's caches: not restored, ${found.reason}`;
  }
}

function describePart({ name, text }: KeyPart): string {
  return `${name}: ${text}`;
}

type Saving = Session & {
  readonly run: GoCachesRun;
  /** The entry that was found, and whether all of it could be used; the key of a damaged entry is not known. */
  readonly found: { readonly key: string | undefined; readonly good: boolean } | undefined;
};

async function save(host: Host, saving: Saving): Promise<void> {
  const { lookup, found, run, file } = saving;
  if (!run.complete) {
    host.log.info("Go's caches: not saved, since a target failed.");
    return;
  }
  const builds = await describeBuilds(run);
  const ownKey = makeGoCacheKey({ lookup, builds }, shortHash).key;
  const taken = found !== undefined && (found.key ?? ownKey).startsWith(ownKey);
  if (taken && found.good) {
    host.log.info("Go's caches: nothing to save, they were restored from an entry of the same key.");
    return;
  }
  const kept = await findKeptFiles(saving);
  const bytes = kept.flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0);
  if (bytes === 0) {
    return;
  }
  if (bytes > sizeLimit) {
    const limit = byteSize(sizeLimit);
    host.log.info(`Go's caches: not saved, since they are ${byteSize(bytes)} and the limit is ${limit}.`);
    return;
  }
  // An entry cannot be replaced. A damaged one is superseded by a newer one, which later runs find first.
  const key = taken ? `${found.key ?? ownKey}+` : ownKey;
  const trees = await Promise.all(
    kept.map(async ({ name, directory, files }) => {
      const paths = new Set(files.map(({ path }) => path));
      return { name, directory, entries: await listTree(directory, (path) => paths.has(path)), about: null };
    }),
  );
  await writeTreeArchive(file, trees);
  const { size } = await stat(file);
  const saved = await host.cache.save({ path: file, key, restoreKeys: [] });
  await rm(file, { force: true });
  if (saved.kind === "saved") {
    const title = `Go's caches: saved as ${key}, ${byteSize(bytes)} in ${byteSize(size)}`;
    host.log.group(title, [...lookup, ...builds].map(describePart));
  } else {
    warnNotSaved(host, saved.reason);
  }
}

/** The part of an entry's key that each target has, by the compiler that it was built with. */
export async function describeBuilds({
  plan,
  toolchains,
}: Pick<GoCachesRun, "plan" | "toolchains">): Promise<readonly KeyPart[]> {
  return Promise.all(
    plan.targets
      .filter(({ slices }) => slices.length === 0)
      .map(async (target) => {
        const outcome = await toolchains.of(target);
        const toolchain = outcome?.kind === "ready" ? outcome.value : undefined;
        // The name of a compiler that was installed has the hash of its root; the host's own needs its version.
        const version = toolchain?.source === "host" ? ` (${toolchain.version})` : "";
        return buildPart(target, toolchain && `${toolchain.names.cc}${version}`);
      }),
  );
}

type Found = { readonly name: string; readonly directory: string; readonly files: readonly KeptFile[] };

/** What this run built, downloaded or used. */
async function findKeptFiles({ trees, opened, modules, sums }: Saving): Promise<readonly Found[]> {
  const since = opened - (restoredAge * hour) / 2;
  const found = await Promise.all(
    trees.map(async ({ name, directory }) => {
      const files = name === "build" ? findUsedBuildFiles(directory, since) : findListedModuleFiles(modules, sums);
      return { name, directory, files: await files };
    }),
  );
  return found.filter(({ files }) => files.length > 0);
}
