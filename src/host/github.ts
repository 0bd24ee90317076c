import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "./errors.ts";
import { makeGithubArtifacts } from "./github-artifacts.ts";
import { type CacheDeadlines, makeGithubCache } from "./github-cache.ts";
import { checkOutput, checkPathEntry, checkVariable } from "./job-values.ts";
import { makeGithubLog } from "./log.ts";
import { describeMachine } from "./machine.ts";
import { makeRootTree } from "./process-tree.ts";
import { makeProcesses } from "./processes.ts";
import { makeToolStore } from "./tools.ts";
import type { Environment, Host, JobService } from "./types.ts";

/** The deadlines for the services of a run, in seconds. */
export type Deadlines = CacheDeadlines & { readonly uploadSeconds: number };

const defaultDeadlines: Deadlines = { restoreSeconds: 120, saveSeconds: 300, uploadSeconds: 600 };

/**
 * The host on a GitHub runner. `environment` is a copy of the process's own, since the published clients read that
 * themselves. Throws a UserError where a variable is missing that every runner sets.
 */
export async function makeGithubHost(environment: Environment, deadlines: Partial<Deadlines> = {}): Promise<Host> {
  const [workspace, temporary, toolDirectory] = requireVariables(environment);
  const scratchDirectory = await mkdtemp(join(temporary, "cgo-cross-"));
  const limits = { ...defaultDeadlines, ...deadlines };
  const root = makeRootTree(environment);
  return {
    kind: "github",
    environment,
    ...describeMachine(),
    workspace,
    toolDirectory,
    tools: makeToolStore(toolDirectory),
    stagingDirectory: join(temporary, "cgo-cross-staging"),
    scratchDirectory,
    temporaries: new Set([scratchDirectory]),
    log: makeGithubLog(),
    processes: makeProcesses(environment, root),
    cache: makeGithubCache(environment, root, limits),
    artifacts: makeGithubArtifacts(environment, limits),
    job: makeGithubJob(environment),
  };
}

const requiredVariables = ["GITHUB_WORKSPACE", "RUNNER_TEMP", "RUNNER_TOOL_CACHE"] as const;

function requireVariables(environment: Environment): [workspace: string, temporary: string, tools: string] {
  const [workspace, temporary, tools] = requiredVariables.map((name) => environment[name] || undefined);
  if (workspace !== undefined && temporary !== undefined && tools !== undefined) {
    return [workspace, temporary, tools];
  }
  const missing = requiredVariables.filter((name) => !environment[name]).join(", ");
  throw new UserError(`not on a GitHub runner: ${missing} not set; use the command line, cgo-cross, elsewhere`);
}

/** Passes a job's values to the runner with @actions/core, which is loaded for the first of them. */
function makeGithubJob(environment: Environment): JobService {
  const name = environment["GITHUB_EVENT_NAME"];
  const hasSummary = (environment["GITHUB_STEP_SUMMARY"] ?? "") !== "";
  return {
    event: name === undefined ? undefined : { name, ref: environment["GITHUB_REF"] ?? "" },
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
