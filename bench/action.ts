import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startResultsServer } from "../__tests__/support/results-server.ts";
import { runAction } from "../__tests__/support/runner.ts";
import { timeCommand } from "./measure.ts";

const repository = join(import.meta.dirname, "..");

/** An example in its own workspace, with its toolchains installed, and what its runs need. */
export type Bench = {
  readonly workspace: string;
  /** `GOOS/GOARCH` of every platform that this Go builds executables for without C. */
  readonly platforms: readonly string[];
  /** What the action exports for later steps: `CC_linux_arm64`. */
  readonly exported: Readonly<Record<string, string>>;
  /** A fresh empty directory, removed with the bench. */
  readonly directory: (name: string) => string;
  readonly act: (targets: readonly string[], goCache: string) => Promise<Acted>;
  readonly close: () => Promise<void>;
};

/** Times are in seconds. */
export type Acted = {
  readonly seconds: number;
  /** The part of it in which no `go build` was running. */
  readonly secondsWithoutBuild: number;
  /** Sums over all targets: from the start of the build to the packed archive, without waiting; and `go build` alone. */
  readonly secondsOfTargets: number;
  readonly secondsOfBuilds: number;
  readonly peakBytes: number;
};

/** @param withC The targets whose toolchains are installed before anything is timed. */
export async function openBench(example: string, withC: readonly string[]): Promise<Bench> {
  const server = await startResultsServer();
  const base = mkdtempSync(join(tmpdir(), "cgo-cross-bench-"));
  const workspace = join(base, "workspace");
  const directory = (name: string) => mkdtempSync(join(base, name));
  cpSync(join(repository, "examples", example), workspace, { recursive: true });
  const toolCache = join(repository, "node_modules/.cache/cgo-cross-tests/tools");
  const clock = makeClock(base);
  const run = async (inputs: Readonly<Record<string, string>>, env: Readonly<Record<string, string>>) => {
    const result = await runAction({ inputs, workspace, toolCache, env: { ...server.environment(), ...env } });
    if (result.conclusion !== "success") {
      throw new Error(result.log.join("\n"));
    }
    return result;
  };
  const setup = withC.length === 0 ? undefined : await run({ targets: withC.join(" "), build: "false" }, {});
  let runs = 0;
  return {
    workspace,
    platforms: platformsWithoutC(),
    exported: setup?.exported ?? {},
    directory,
    act: async (targets, goCache) => {
      runs += 1;
      clock.clear();
      const inputs = { targets: targets.join(" "), "artifact-name": `run${runs}_{target}` };
      const result = await run(inputs, { GOCACHE: goCache, PATH: clock.path });
      const { targets: made } = JSON.parse(readFileSync(join(workspace, "dist/cgo-cross.json"), "utf8")) as {
        readonly targets: readonly { readonly seconds: number }[];
      };
      return {
        seconds: result.seconds,
        secondsWithoutBuild: result.seconds - clock.seconds("covered"),
        secondsOfTargets: made.reduce((sum, each) => sum + each.seconds, 0),
        secondsOfBuilds: clock.seconds("summed"),
        peakBytes: result.peakBytes,
      };
    },
    close: async () => {
      rmSync(base, { recursive: true });
      await server.close();
    },
  };
}

/** Android and iOS need a C linker or another build mode. */
function platformsWithoutC(): readonly string[] {
  const listed = spawnSync("go", ["tool", "dist", "list"], { encoding: "utf8" }).stdout.trim().split("\n");
  return listed.filter((name) => !/^(android|ios)\//.test(name));
}

/** A `go` on PATH that records when each `go build` started and ended. */
function makeClock(base: string): {
  readonly path: string;
  readonly clear: () => void;
  readonly seconds: (of: "covered" | "summed") => number;
} {
  const [bin, log] = [join(base, "bin"), join(base, "builds.log")];
  const go = spawnSync("which", ["go"], { encoding: "utf8" }).stdout.trim();
  mkdirSync(bin);
  const record = `[ "$1" = build ] && echo "$start $(date +%s%N)" >> '${log}'`;
  writeFileSync(join(bin, "go"), `#!/bin/sh\nstart=$(date +%s%N)\n'${go}' "$@"\ncode=$?\n${record}\nexit $code\n`, {
    mode: 0o755,
  });
  return {
    path: `${bin}:${process.env["PATH"] ?? ""}`,
    clear: () => {
      rmSync(log, { force: true });
      appendFileSync(log, "");
    },
    seconds: (of) => {
      const spans = readFileSync(log, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(" ").map((time) => Number(time) / 1e9) as [number, number])
        .sort(([left], [right]) => left - right);
      let end = 0;
      return spans.reduce((sum, [from, to]) => {
        const counted = of === "summed" ? to - from : Math.max(0, to - Math.max(from, end));
        end = Math.max(end, to);
        return sum + counted;
      }, 0);
    },
  };
}

/** Seconds of the same builds, written as a shell loop in a workflow, with an empty build cache. */
export function timeLoop(bench: Bench, targets: readonly string[]): number {
  const lines = targets.map((target) => {
    const [os, arch, variant] = target.split("/");
    const cc = bench.exported[`CC_${target.replaceAll("/", "_")}`];
    const c = cc === undefined ? "CGO_ENABLED=0" : `CGO_ENABLED=1 CC='${cc}'`;
    const level = variant === undefined ? "" : `GOARM=${variant.slice(1)} `;
    return `GOOS=${os} GOARCH=${arch} ${level}${c} go build -trimpath -o loop/${target.replaceAll("/", "_")} .`;
  });
  const file = join(bench.workspace, "loop.sh");
  // Go would not link again if the old binaries were still there.
  writeFileSync(file, ["set -e", "rm -rf loop", ...lines, ""].join("\n"));
  const env = { ...process.env, GOCACHE: bench.directory("gocache") };
  return timeCommand(["sh", file], { env, cwd: bench.workspace });
}
