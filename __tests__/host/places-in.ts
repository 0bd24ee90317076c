import { makeLocalHost } from "../../src/host/local.ts";
import { noexecProblem } from "../../src/host/places.ts";

/** Makes a local host in the environment of this process, and prints where it has its directories; see places.test.ts. */
const printed: string[] = [];
const terminal = { write: (text: string) => printed.push(text) };
const answer = await makeLocalHost({ ...process.env }, { artifactDirectory: "/artifacts", terminal }).then(
  ({ toolDirectory, places, environment }) => ({
    tools: toolDirectory,
    temporary: places.temporary.directory,
    noexec: noexecProblem([places.tools, places.temporary]) ?? null,
    variables: Object.fromEntries(["TMPDIR", "GOCACHE", "GOMODCACHE"].map((name) => [name, environment[name] ?? null])),
  }),
  (error: Error) => ({ error: `${error.name}: ${error.message}` }),
);
process.stdout.write(JSON.stringify({ ...answer, notes: printed.map((line) => line.trim()) }));
