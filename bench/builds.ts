import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startResultsServer } from "../__tests__/support/results-server.ts";
import { type RunnerResult, runAction } from "../__tests__/support/runner.ts";
import { describeRatio, timeCommand } from "./measure.ts";

const repository = join(import.meta.dirname, "..");
const targets = ["linux/amd64", "linux/arm64", "linux/riscv64", "linux/s390x"];

/**
 * The whole action (survey, builds, proofs, archives, checksums, uploads, report) against a shell loop of the same
 * `go build`s with the same compilers, both with an empty and with a full build cache.
 */
export async function benchBuilds(runs: number): Promise<readonly string[]> {
  const server = await startResultsServer();
  const workspace = mkdtempSync(join(tmpdir(), "cgo-cross-bench-"));
  cpSync(join(repository, "examples/zstd"), workspace, { recursive: true });
  const toolCache = join(repository, "node_modules/.cache/cgo-cross-tests/tools");
  const act = async (goCache: string, artifactName: string): Promise<RunnerResult> => {
    const inputs = { targets: targets.join(" "), "artifact-name": artifactName };
    const result = await runAction({
      inputs,
      workspace,
      toolCache,
      env: { ...server.environment(), GOCACHE: goCache },
    });
    if (result.conclusion !== "success") {
      throw new Error(result.log.join("\n"));
    }
    return result;
  };
  // Brings the compilers, and tells where they are.
  const setup = await runAction({ inputs: { targets: targets.join(" "), build: "false" }, workspace, toolCache });
  const loop = writeLoop(workspace, setup.exported);
  const times = { coldOurs: [0], coldTheirs: [0], warmOurs: [0], warmTheirs: [0] };
  for (const list of Object.values(times)) {
    list.pop();
  }
  let peak = 0;
  for (let run = 0; run < runs; run += 1) {
    const [mine, theirs] = [mkdtempSync(join(tmpdir(), "gocache-")), mkdtempSync(join(tmpdir(), "gocache-"))];
    const env = { ...process.env, GOCACHE: theirs };
    const cold = await act(mine, `cold${run}_{target}`);
    times.coldOurs.push(cold.seconds);
    times.coldTheirs.push(timeCommand(["sh", loop], { env, cwd: workspace }));
    const warm = await act(mine, `warm${run}_{target}`);
    times.warmOurs.push(warm.seconds);
    times.warmTheirs.push(timeCommand(["sh", loop], { env, cwd: workspace }));
    peak = Math.max(peak, cold.peakBytes, warm.peakBytes);
    rmSync(mine, { recursive: true });
    rmSync(theirs, { recursive: true });
  }
  rmSync(workspace, { recursive: true });
  await server.close();
  return [
    describeRatio(
      `${targets.length} targets of zstd, empty build cache, against a loop`,
      times.coldOurs,
      times.coldTheirs,
    ),
    describeRatio(
      `${targets.length} targets of zstd, full build cache, against a loop`,
      times.warmOurs,
      times.warmTheirs,
    ),
    `the action's own peak memory: ${Math.round(peak / 2 ** 20)} MiB`,
  ];
}

/** The same builds as a person would write them into a workflow. */
function writeLoop(workspace: string, exported: Readonly<Record<string, string>>): string {
  const lines = targets.map((target) => {
    const [os, arch] = target.split("/");
    const cc = exported[`CC_${os}_${arch}`] ?? "gcc";
    return `GOOS=${os} GOARCH=${arch} CGO_ENABLED=1 CC='${cc}' go build -trimpath -o loop/zstd_${os}_${arch} .`;
  });
  const file = join(workspace, "loop.sh");
  // Without the old binaries Go links again, as it must for files of another name.
  writeFileSync(file, ["set -e", "rm -rf loop", ...lines, ""].join("\n"));
  return file;
}
