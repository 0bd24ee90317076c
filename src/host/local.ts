import { lstat, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { checkArtifactFiles, checkArtifactName } from "./artifact-files.ts";
import { cacheCandidate, chooseDirectories, prepareEnvironment, temporaryCandidates } from "./directories.ts";
import { UserError } from "./errors.ts";
import { checkOutput, checkPathEntry, checkVariable } from "./job-values.ts";
import { makeTerminalLog, reworded } from "./log.ts";
import { describeMachine } from "./machine.ts";
import { makeProcesses } from "./processes.ts";
import { replaceFile } from "./replace-file.ts";
import { makeScratch } from "./scratch.ts";
import type { Terminal } from "./terminal.ts";
import { makeToolStore } from "./tools.ts";
import {
  ArtifactNameTaken,
  type ArtifactService,
  type ArtifactUpload,
  type ArtifactUploaded,
  type CacheService,
  type Environment,
  type Host,
  type JobService,
} from "./types.ts";

export type LocalOptions = {
  /** Where artifacts are put, each into a directory of its name. */
  readonly artifactDirectory: string;
  /** Where tools are kept; see `cacheCandidate`. */
  readonly cacheDirectory?: string;
  /** The directory that relative inputs are relative to; the current one where absent. */
  readonly workspace?: string;
  readonly terminal?: Terminal;
  /** Puts messages into the words of whoever reads them; as they are where absent. */
  readonly words?: (message: string) => string;
};

/** What a job would have passed on to later steps, in order. */
export type Exported =
  | { readonly kind: "variable" | "output"; readonly name: string; readonly value: string }
  | { readonly kind: "path"; readonly value: string };

export type LocalHost = Host & {
  readonly kind: "local";
  readonly job: JobService & { readonly exported: readonly Exported[]; readonly summary: string | undefined };
};

const noCacheReason = "a local run keeps its downloads on this disk";

/** Downloads stay on this disk anyway: toolchains in the tool directory, Go's objects in Go's own cache. */
const noCache: CacheService = {
  available: false,
  reason: noCacheReason,
  restore: async () => ({ kind: "miss" }),
  save: async () => ({ kind: "not-saved", reason: noCacheReason }),
};

/** The host at a terminal: caches and artifacts are directories, and no service is used. */
export async function makeLocalHost(given: Environment, options: LocalOptions): Promise<LocalHost> {
  const log = reworded(
    makeTerminalLog(options.terminal ?? process.stderr, given),
    options.words ?? ((message) => message),
  );
  const cache =
    options.cacheDirectory === undefined
      ? cacheCandidate(given)
      : { directory: resolve(options.cacheDirectory), variable: "cacheDirectory" };
  const base = await chooseDirectories({
    tools: [{ ...cache, directory: cache.directory === undefined ? undefined : join(cache.directory, "tools") }],
    temporary: temporaryCandidates(given),
  });
  const { tools, temporary } = base;
  const scratchDirectory = await makeScratch(temporary.directory);
  const { environment, notes } = await prepareEnvironment(given, base, scratchDirectory);
  for (const note of [...base.notes, ...notes]) {
    log.notice(note);
  }
  const toolDirectory = tools.directory;
  const temporaries = new Set([scratchDirectory]);
  // Of this run alone: runs side by side share caches and tools, but no unfinished files.
  const stagingDirectory = join(scratchDirectory, "staging");
  await mkdir(stagingDirectory, { mode: 0o700 });
  return {
    kind: "local",
    environment,
    ...describeMachine(),
    workspace: resolve(options.workspace ?? "."),
    toolDirectory,
    tools: makeToolStore(toolDirectory, { temporaries }),
    stagingDirectory,
    scratchDirectory,
    places: { tools, temporary },
    temporaries,
    log,
    processes: makeProcesses(environment),
    cache: noCache,
    artifacts: makeLocalArtifacts(resolve(options.artifactDirectory)),
    job: makeLocalJob(),
  };
}

/** An artifact of an earlier run is replaced; one of this run is not, as on GitHub. */
function makeLocalArtifacts(directory: string): ArtifactService {
  const taken = new Set<string>();
  return {
    available: true,
    reason: undefined,
    async upload(artifact) {
      checkArtifactName(artifact.name);
      if (taken.has(artifact.name)) {
        throw new ArtifactNameTaken(artifact.name);
      }
      taken.add(artifact.name);
      return copyArtifact(directory, artifact);
    },
  };
}

async function copyArtifact(directory: string, artifact: ArtifactUpload): Promise<ArtifactUploaded> {
  const { files } = await checkArtifactFiles(artifact.root, artifact.files);
  await mkdir(directory, { recursive: true });
  if ((await lstat(directory)).isSymbolicLink()) {
    throw new UserError({
      code: "out-dir-unusable",
      text: `${directory} is a link, and what it leads to is not overwritten; remove the link`,
    });
  }
  const unfinished = await mkdtemp(join(directory, ".unfinished-"));
  const destination = join(directory, artifact.name);
  try {
    let bytes = 0;
    for (const { path, name } of files) {
      const copy = join(unfinished, "artifact", name);
      await mkdir(dirname(copy), { recursive: true });
      await replaceFile(copy, { copyOf: path });
      bytes += (await stat(copy)).size;
    }
    await rm(destination, { recursive: true, force: true });
    await rename(join(unfinished, "artifact"), destination);
    return { id: destination, bytes };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function makeLocalJob(): LocalHost["job"] {
  const exported: Exported[] = [];
  let summary: string | undefined;
  return {
    event: undefined,
    pages: undefined,
    exported,
    get summary() {
      return summary;
    },
    async exportVariable(name, value) {
      checkVariable(name, value);
      exported.push({ kind: "variable", name, value });
    },
    async addPath(value) {
      checkPathEntry(value);
      exported.push({ kind: "path", value });
    },
    async setOutput(name, value) {
      checkOutput(name, value);
      exported.push({ kind: "output", name, value });
    },
    async writeSummary(markdown) {
      summary = markdown;
    },
  };
}
