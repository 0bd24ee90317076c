import { exitWhenFlushed, reportError, runOn } from "./commands/index.ts";
import { readEnvironment } from "./host/environment.ts";
import { makeGithubHost } from "./host/github.ts";
import { makeGithubLog } from "./host/log.ts";
import { rawFromVariables } from "./inputs/index.ts";
import { describePlanJson, describeTerminal } from "./report/index.ts";

/** The entry that the runner starts: inputs from its variables, results to its command files. */
async function main(): Promise<number> {
  const host = await makeGithubHost(readEnvironment());
  const raw = rawFromVariables(host.environment);
  return runOn(host, raw, (ended) => {
    if (ended.kind === "nothing-built") {
      return;
    }
    const lines =
      ended.kind === "planned"
        ? describePlanJson(ended.plan).split("\n")
        : describeTerminal(ended.result, { columns: 160, colour: false });
    for (const line of lines) {
      host.log.info(line);
    }
  });
}

main().then(exitWhenFlushed, (error: unknown) =>
  exitWhenFlushed(reportError({ kind: "github", log: makeGithubLog(), pages: undefined }, error)),
);
