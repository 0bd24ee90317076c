import { join, resolve } from "node:path";
import { checkCommandFiles } from "./command-files.ts";
import {
  cacheCandidate,
  chooseDirectories,
  type Named,
  prepareEnvironment,
  temporaryCandidates,
} from "./directories.ts";
import { makeGithubArtifacts } from "./github-artifacts.ts";
import { type CacheDeadlines, makeGithubCache } from "./github-cache.ts";
import { checkOutput, checkPathEntry, checkVariable } from "./job-values.ts";
import { makeGithubLog } from "./log.ts";
import { describeMachine } from "./machine.ts";
import type { Candidate } from "./places.ts";
import { makeRootTree } from "./process-tree.ts";
import { makeProcesses } from "./processes.ts";
import { runPages } from "./run-pages.ts";
import { makeScratch } from "./scratch.ts";
import { makeStaging } from "./staging.ts";
import { makeToolStore } from "./tools.ts";
import type { Environment, Host, JobService } from "./types.ts";

/** The deadlines for the services of a run, in seconds. */
export type Deadlines = CacheDeadlines & { readonly uploadSeconds: number };

const defaultDeadlines: Deadlines = { restoreSeconds: 120, saveSeconds: 300, uploadSeconds: 600 };

/**
 * The host on a GitHub runner. `environment` is a copy of the process's own, since the published clients read that
 * themselves. Where a directory that every runner names is not there or cannot be written to, another is taken, with a
 * notice. Throws a UserError where there is no other, or the runner's command files cannot be written.
 */
export async function makeGithubHost(given: Environment, deadlines: Partial<Deadlines> = {}): Promise<Host> {
  await checkCommandFiles(given);
  const log = makeGithubLog();
  const workspace = given["GITHUB_WORKSPACE"] || resolve(".");
  const base = await chooseDirectories(namedDirectories(given));
  const { tools, temporary } = base;
  const scratchDirectory = await makeScratch(temporary.directory);
  const { environment, notes } = await prepareEnvironment(given, base, scratchDirectory);
  for (const note of [...base.notes, ...notes]) {
    log.notice(note);
  }
  // The published clients read these, and refuse without them.
  Object.assign(process.env, { GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temporary.directory });
  const toolDirectory = tools.directory;
  const stagingDirectory = await makeStaging(temporary.directory, scratchDirectory);
  const temporaries = new Set([scratchDirectory, stagingDirectory]);
  const limits = { ...defaultDeadlines, ...deadlines };
  const root = makeRootTree(environment);
  return {
    kind: "github",
    environment,
    ...describeMachine(),
    workspace,
    toolDirectory,
    tools: makeToolStore(toolDirectory, { temporaries }),
    stagingDirectory,
    scratchDirectory,
    places: { tools, temporary },
    temporaries,
    log,
    processes: makeProcesses(environment, root),
    cache: makeGithubCache(environment, root, limits),
    artifacts: makeGithubArtifacts(environment, limits),
    job: makeGithubJob(environment),
  };
}

/** What the runner names, and what stands in for the tools on a runner that names no directory for them. */
function namedDirectories(environment: Environment): Named {
  const named = (variable: string): Candidate => ({ directory: environment[variable] || undefined, variable });
  const tools = named("RUNNER_TOOL_CACHE");
  const cache = cacheCandidate(environment);
  const standIn = cache.directory === undefined ? [] : [{ ...cache, directory: join(cache.directory, "tools") }];
  return {
    tools: tools.directory === undefined ? [tools, ...standIn] : [tools],
    temporary: [named("RUNNER_TEMP"), ...temporaryCandidates(environment)],
  };
}

/** Passes a job's values to the runner with @actions/core, which is loaded for the first of them. */
function makeGithubJob(environment: Environment): JobService {
  const name = environment["GITHUB_EVENT_NAME"];
  const hasSummary = (environment["GITHUB_STEP_SUMMARY"] ?? "") !== "";
  return {
    event: name === undefined ? undefined : { name, ref: environment["GITHUB_REF"] ?? "" },
    pages: runPages(environment),
    async exportVariable(variable, value) {
      checkVariable(variable, value);
      const core = await import("@actions/core");
      core.exportVariable(variable, value);
    },
    async addPath(directory) {
      checkPathEntry(directory);
      const core = await import("@actions/core");
      core.addPath(directory);
    },
    async setOutput(output, value) {
      checkOutput(output, value);
      const core = await import("@actions/core");
      core.setOutput(output, value);
    },
    async writeSummary(markdown) {
      // Older servers have no summaries, which is no reason to fail.
      if (!hasSummary) {
        return;
      }
      const { summary } = await import("@actions/core");
      await summary.emptyBuffer().addRaw(markdown).write({ overwrite: true });
    },
  };
}
