import { appendFileSync, writeFileSync } from "node:fs";
import { exitWhenFlushed } from "../../src/commands/run.ts";
import { type Deadlines, makeGithubHost } from "../../src/host/github.ts";
import type { ArtifactUpload, CacheEntry, Command, Host, SourceLine } from "../../src/host/types.ts";

/** What a process of its own does with a GitHub host, under the fake runner; see `drive` in drive.ts. */
export type Step =
  | { readonly do: "restore" | "save"; readonly entry: CacheEntry }
  | { readonly do: "upload"; readonly artifact: ArtifactUpload }
  | { readonly do: "log"; readonly title: string; readonly lines: readonly string[] }
  | { readonly do: "error-at"; readonly text: string; readonly title: string; readonly place: SourceLine }
  | { readonly do: "info" | "progress" | "notice" | "warning" | "error" | "summary" | "path"; readonly text: string }
  | { readonly do: "export" | "output"; readonly name: string; readonly value: string }
  | { readonly do: "run"; readonly command: Command }
  | { readonly do: "write"; readonly file: string; readonly text: string }
  | { readonly do: "describe" };

/** The result of a step: its value, or the message and the name of its error. */
export type StepResult = { readonly value: unknown } | { readonly error: string; readonly name: string };

// The inputs are written by the tests, which share these types.
const script = JSON.parse(process.env["INPUT_SCRIPT"] ?? "{}") as {
  readonly steps: readonly Step[];
  readonly deadlines: Partial<Deadlines>;
  readonly results: string;
};

const host = await makeGithubHost({ ...process.env }, script.deadlines);
process.on("SIGINT", () => {
  host.processes.endAll();
  process.exit(130);
});
for (const step of script.steps) {
  const result: StepResult = await perform(host, step).then(
    (value) => ({ value }),
    (error: Error) => ({ error: error.message, name: error.name }),
  );
  appendFileSync(script.results, `${JSON.stringify(result)}\n`);
}
await exitWhenFlushed(0);

async function perform({ cache, artifacts, job, log, processes, ...rest }: Host, step: Step): Promise<unknown> {
  switch (step.do) {
    case "restore":
      return cache.restore(step.entry);
    case "save":
      return cache.save(step.entry);
    case "upload":
      return artifacts.upload({ ...step.artifact, retentionDays: step.artifact.retentionDays });
    case "log":
      return log.group(step.title, step.lines);
    case "info":
    case "progress":
    case "notice":
    case "error":
      return log[step.do](step.text);
    case "warning":
      return log.warning({ code: "no-cache", text: step.text });
    case "error-at":
      return log.error(step.text, step.title, step.place);
    case "summary":
      return job.writeSummary(step.text);
    case "path":
      return job.addPath(step.text);
    case "export":
      return job.exportVariable(step.name, step.value);
    case "output":
      return job.setOutput(step.name, step.value);
    case "run":
      return processes.run(step.command);
    case "write":
      return writeFileSync(step.file, step.text);
    case "describe": {
      const { kind, os, arch, cpus, workspace, toolDirectory, stagingDirectory, scratchDirectory } = rest;
      const directories = { workspace, toolDirectory, stagingDirectory, scratchDirectory };
      return {
        kind,
        os,
        arch,
        cpus,
        ...directories,
        event: job.event,
        available: cache.available,
        reason: cache.reason,
      };
    }
  }
}
