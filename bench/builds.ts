import { openBench, timeLoop } from "./action.ts";
import { describeRatio, describeTimes, median } from "./measure.ts";

/** SQLite is one C file that takes 40 seconds of one CPU for each of these. */
const six = ["linux/amd64", "linux/386", "linux/arm64", "linux/arm/v7", "linux/ppc64le", "linux/riscv64"];

const growing = [1, 2, 4, 8, 16];

/**
 * The whole action (survey, builds, proofs, archives, checksums, uploads, report) with its compilers on the disk, against
 * a shell loop of the same `go build`s with the same compilers, one after the other.
 */
export async function benchBuilds(runs: number): Promise<readonly string[]> {
  return [...(await benchSix(runs)), ...(await benchWithoutC(runs))];
}

async function benchSix(runs: number): Promise<readonly string[]> {
  const bench = await openBench("sqlite", six);
  const times: Record<"ours" | "again" | "loop" | "around" | "beside", number[]> = {
    ours: [],
    again: [],
    loop: [],
    around: [],
    beside: [],
  };
  let peak = 0;
  for (let run = 0; run < runs; run += 1) {
    const goCache = bench.directory("gocache");
    const cold = await bench.act(six, goCache);
    const again = await bench.act(six, goCache);
    times.ours.push(cold.seconds);
    times.again.push(again.seconds);
    times.loop.push(timeLoop(bench, six));
    times.around.push(cold.secondsWithoutBuild);
    times.beside.push(cold.secondsOfTargets - cold.secondsOfBuilds);
    peak = Math.max(peak, cold.peakBytes, again.peakBytes);
  }
  await bench.close();
  const share = (seconds: readonly number[]) => `${((100 * median(seconds)) / median(times.ours)).toFixed(1)} %`;
  return [
    describeRatio("six targets of sqlite, empty build cache, against a loop", times.ours, times.loop),
    describeRatio("the same six again, against the first time", times.again, times.ours),
    `  of the first time with no build under way (start, survey, report): ${share(times.around)}`,
    `  proofs, archives and checksums, all targets together: ${share(times.beside)}`,
    `  the action's own peak memory: ${Math.round(peak / 2 ** 20)} MiB`,
  ];
}

async function benchWithoutC(runs: number): Promise<readonly string[]> {
  const bench = await openBench("pure", []);
  const thirty = bench.platforms.slice(0, 30);
  const times: Record<"ours" | "loop", number[]> = { ours: [], loop: [] };
  const growth = growing.map((count) => ({ targets: thirty.slice(0, count), seconds: [] as number[] }));
  for (let run = 0; run < runs; run += 1) {
    times.ours.push((await bench.act(thirty, bench.directory("gocache"))).seconds);
    times.loop.push(timeLoop(bench, thirty));
    for (const { targets, seconds } of growth) {
      seconds.push((await bench.act(targets, bench.directory("gocache"))).seconds);
    }
  }
  await bench.close();
  return [
    describeRatio(`${thirty.length} targets without C, empty build cache, against a loop`, times.ours, times.loop),
    ...growth.map(({ targets, seconds }) => describeTimes(`  ${targets.length} of them`, seconds)),
  ];
}
