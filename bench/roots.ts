import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startResultsServer } from "../__tests__/support/results-server.ts";
import { runAction } from "../__tests__/support/runner.ts";
import { timeCommand } from "./measure.ts";
import { type Row, ratioRow, skippedRow } from "./table.ts";

const repository = join(import.meta.dirname, "..");
const example = join(repository, "examples/cxx");
const packages = ["gcc-aarch64-linux-gnu", "g++-aarch64-linux-gnu", "libc6-dev-arm64-cross"];

/** A way to install gcc and g++, or clang, for arm64, and the share of apt-get's time that it may take. */
type Way = {
  readonly what: string;
  readonly bar: number;
  readonly times: number[];
  readonly time: () => Promise<number>;
};

/**
 * Ways to install a C and C++ compiler for arm64, compared with `apt-get update && apt-get install` of the same packages. Both
 * download into empty directories. apt-get installs into an overlay over this machine's own root, which is thrown away,
 * so it meets the system a runner would have, and leaves it as it was. Only root can mount the overlay.
 */
export async function benchRoots(runs: number): Promise<readonly Row[]> {
  if (process.getuid?.() !== 0) {
    return [skippedRow("roots compared with apt-get", "apt-get is measured in an overlay that only root can mount")];
  }
  const home = mkdtempSync(join(tmpdir(), "cgo-cross-bench-"));
  const cached = await makeCached(home);
  const clang = hasClang() ? makeClang(home) : undefined;
  const apt: number[] = [];
  const disk = join(home, "disk");
  const way = (what: string, bar: number, time: () => Promise<number>): Way => ({ what, bar, times: [], time });
  const ways = [
    way("cold root, gcc and g++ for arm64, compared with apt-get", 0.5, async () => {
      rmSync(disk, { recursive: true, force: true });
      return setUp(disk);
    }),
    way("the same root from the cache (results server on this machine)", 0.15, cached.time),
    way("the same root already on the disk", 0.03, async () => setUp(disk)),
    ...(clang === undefined ? [] : [way("cold root of arm64 for clang, with clang installed", 0.25, clang)]),
  ];
  try {
    for (let run = 0; run < runs; run += 1) {
      for (const { times, time } of ways) {
        times.push(await time());
      }
      apt.push(timeApt());
    }
  } finally {
    await cached.close();
    rmSync(home, { recursive: true });
  }
  return [
    ...ways.map(({ what, times, bar }) => ratioRow(what, { ours: times, theirs: apt, bar })),
    ...(clang === undefined
      ? [skippedRow("cold root of arm64 for clang", "this version has no input `compiler`")]
      : []),
  ];
}

/** Seconds of a whole run of the command line that sets arm64 up and builds nothing. Tools are kept below `home`. */
export function setUp(home: string, ...flags: readonly string[]): number {
  const words = [process.execPath, join(repository, "dist/cli.js"), "--build=false", "--targets=linux/arm64", ...flags];
  return timeCommand(words, { env: { ...process.env, XDG_CACHE_HOME: home }, cwd: example });
}

/** The first run saves the root; each that is timed is a job on an empty machine, which has it from the cache. */
async function makeCached(home: string): Promise<{ time(): Promise<number>; close(): Promise<void> }> {
  const server = await startResultsServer();
  // A real runner's RUNNER_TEMP is the same in every job; cache entries are kept under the path they were saved from.
  const temp = join(home, "temp");
  const act = async (hit: "true" | "false") => {
    const toolCache = mkdtempSync(join(home, "tools-"));
    const inputs = { targets: "linux/arm64", build: "false", cache: "on" };
    const result = await runAction({ inputs, workspace: example, temp, toolCache, env: server.environment() });
    rmSync(toolCache, { recursive: true });
    if (result.conclusion !== "success" || result.outputs["cache-hit"] !== hit) {
      throw new Error(`cache-hit is not ${hit}:\n${result.log.join("\n")}`);
    }
    return result.seconds;
  };
  await act("false");
  return { time: () => act("true"), close: () => server.close() };
}

/** Whether this version can compile with clang. */
export function hasClang(): boolean {
  return readFileSync(join(repository, "action.yml"), "utf8").includes("\n  compiler:");
}

/** clang itself is installed once; what only arm64 needs is removed before each run. */
function makeClang(home: string): () => Promise<number> {
  const clangHome = join(home, "clang");
  const tools = join(clangHome, "cgo-cross/tools");
  setUp(clangHome, "--compiler=clang");
  return async () => {
    for (const tool of readdirSync(tools).filter((name) => name !== "cgo-cross-clang")) {
      rmSync(join(tools, tool), { recursive: true });
    }
    return setUp(clangHome, "--compiler=clang");
  };
}

/** Seconds of apt-get alone, with these variables: the overlay is made before the clock starts. */
export function timeApt(variables: NodeJS.ProcessEnv = {}): number {
  const base = mkdtempSync(join(tmpdir(), "cgo-cross-overlay-"));
  for (const name of ["upper", "work", "root"]) {
    mkdirSync(join(base, name));
  }
  const root = join(base, "root");
  const seconds = join(base, "seconds");
  const apt = `chroot ${root} apt-get -q -y -o Dir::Cache=/empty`;
  const script = [
    "set -e",
    `mount -t overlay overlay -o lowerdir=/,upperdir=${base}/upper,workdir=${base}/work ${root}`,
    `mount --bind /proc ${root}/proc`,
    `mount --bind /dev ${root}/dev`,
    `rm -rf ${root}/var/lib/apt/lists/*`,
    `mkdir -p ${root}/var/lib/apt/lists/partial ${root}/empty/archives/partial`,
    "start=$(date +%s.%N)",
    `${apt} update`,
    `${apt} install --no-install-recommends ${packages.join(" ")}`,
    `awk "BEGIN { print $(date +%s.%N) - $start }" > ${seconds}`,
  ];
  writeFileSync(join(base, "run.sh"), script.join("\n"));
  try {
    timeCommand(["unshare", "--mount", "sh", join(base, "run.sh")], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", ...variables },
    });
    return Number(readFileSync(seconds, "utf8"));
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
