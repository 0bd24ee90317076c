import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { timeCommand } from "./measure.ts";
import { type Row, ratioRow, secondsRow } from "./table.ts";

const repository = join(import.meta.dirname, "..");
const cli = join(repository, "dist/cli.js");

/** Programs of others with some 400 packages together, which Go builds without cgo for each of the built targets. */
const directory = join(repository, "__tests__/survey/needs");
const programs = ["pebble", "ethereum", "prometheus", "gopsutil-v4", "dbus", "fsnotify", "zalando-keyring"].map(
  (name) => `./${name}`,
);

/** Of the targets, those that are built too; all take about as long. */
const built = ["linux/amd64", "linux/arm64", "windows/amd64", "darwin/arm64"];

/**
 * What it takes to find out what a program needs: for two targets in seconds, and for forty compared with building them. Four
 * are built, without cgo and with an empty build cache, and counted ten times: with C they would take longer.
 */
export async function benchSurvey(runs: number): Promise<readonly Row[]> {
  const forty = execFileSync("go", ["tool", "dist", "list"], { encoding: "utf8" }).trim().split("\n").slice(0, 40);
  const two: number[] = [];
  const survey: number[] = [];
  const build: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    two.push(explain(["linux/amd64", "linux/arm64"]));
    survey.push(explain(forty));
    build.push((await timeBuilds()) * (forty.length / built.length));
  }
  return [
    secondsRow("explain for two targets of a program of 400 packages", two, 2),
    ratioRow("survey and verdicts for 40 targets, compared with building them", {
      ours: survey,
      theirs: build,
      bar: 0.1,
    }),
  ];
}

function explain(targets: readonly string[]): number {
  const words = ["explain", "--json", "--targets", targets.join(","), "--package", programs.join(",")];
  return timeCommand([process.execPath, cli, ...words], { cwd: directory });
}

async function timeBuilds(): Promise<number> {
  const cache = await mkdtemp(join(tmpdir(), "cgo-cross-bench-"));
  try {
    return built.reduce((seconds, target) => {
      const [GOOS = "", GOARCH = ""] = target.split("/");
      const env = { ...process.env, GOOS, GOARCH, CGO_ENABLED: "0", GOCACHE: cache };
      return seconds + timeCommand(["go", "build", "-o", "/dev/null", ...programs], { cwd: directory, env });
    }, 0);
  } finally {
    await rm(cache, { recursive: true });
  }
}
