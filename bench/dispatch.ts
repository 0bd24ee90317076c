import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, timeCommand } from "./measure.ts";
import { type Row, ratioRow, secondsRow } from "./table.ts";

const repository = join(import.meta.dirname, "..");
/** Seconds that the dispatching compiler may add to a call, and what it may add to a build in which all is cached. */
const callBar = 0.005;
const buildBar = 1.02;
const calls = 40;
const target = { GOOS: "linux", GOARCH: "arm64" };

type Set = {
  readonly variables: Readonly<Record<string, string>>;
  readonly perTarget: Readonly<Record<string, string>>;
};

/** What the dispatching compiler costs, beside the compiler that it becomes: a call, and a cached `go build`. */
export async function benchDispatch(runs: number): Promise<readonly Row[]> {
  const workspace = await mkdtemp(join(tmpdir(), "cgo-cross-bench-"));
  try {
    await writeFile(join(workspace, "go.mod"), "module example.com/mini\n\ngo 1.24\n");
    await writeFile(
      join(workspace, "main.go"),
      'package main\n\n// static int three(void) { return 3; }\nimport "C"\n\nfunc main() { println(C.three()) }\n',
    );
    const cli = [
      join(repository, "dist/cli.js"),
      "env",
      "--format",
      "json",
      "--targets",
      "linux/arm64,linux/s390x,windows/amd64",
    ];
    const printed = execFileSync(process.execPath, cli, {
      cwd: workspace,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    const { variables, perTarget } = JSON.parse(printed) as Set;
    const own = { CGO_ENABLED: "1", CC: perTarget["CC_linux_arm64"] ?? "", CXX: perTarget["CXX_linux_arm64"] ?? "" };
    const ways = { ours: { ...process.env, ...target, ...variables }, theirs: { ...process.env, ...target, ...own } };
    return [...benchCalls(ways, runs), benchBuild(ways, runs, workspace)];
  } finally {
    await rm(workspace, { recursive: true });
  }
}

type Ways = Readonly<Record<"ours" | "theirs", NodeJS.ProcessEnv>>;

/** One and the other in turn, so that what else the machine does meets both alike. */
function inTurn(ways: Ways, count: number, time: (env: NodeJS.ProcessEnv) => number) {
  const times = { ours: [] as number[], theirs: [] as number[] };
  time(ways.ours);
  time(ways.theirs);
  for (let run = 0; run < count; run += 1) {
    times.ours.push(time(ways.ours));
    times.theirs.push(time(ways.theirs));
  }
  return times;
}

function benchCalls(ways: Ways, runs: number): readonly Row[] {
  const times = inTurn(ways, runs * calls, (env) => timeCommand([env["CC"] ?? "", "-dumpmachine"], { env }));
  const added = median(times.ours) - median(times.theirs);
  return [
    ratioRow("a call of the compiler, through the dispatching one", times),
    secondsRow("what that adds to a call", [Math.max(0, added)], callBar),
  ];
}

function benchBuild(ways: Ways, runs: number, cwd: string): Row {
  // One binary each, so that neither is linked anew because of the other.
  const times = inTurn(ways, runs * 7, (env) =>
    timeCommand(["go", "build", "-o", env === ways.ours ? "ours" : "theirs", "."], { env, cwd }),
  );
  return ratioRow("cached `go build` of a program with C, through the dispatching compiler", {
    ...times,
    bar: buildBar,
  });
}
