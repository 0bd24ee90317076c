import { openBench, timeLoop } from "./action.ts";
import { median } from "./measure.ts";
import { plainRow, type Row, ratioRow } from "./table.ts";

/** SQLite is one C file, which takes 40 seconds of CPU time for each of these. */
const six = ["linux/amd64", "linux/386", "linux/arm64", "linux/arm/v7", "linux/ppc64le", "linux/riscv64"];

const growing = [1, 2, 4, 8, 16];

/**
 * The whole action (survey, builds, verification, archives, checksums, uploads, report) with its toolchains installed,
 * compared with a shell loop of the same `go build`s with the same compilers, one after the other.
 */
export async function benchBuilds(runs: number): Promise<readonly Row[]> {
  return [...(await benchSix(runs)), ...(await benchWithoutC(runs))];
}

async function benchSix(runs: number): Promise<readonly Row[]> {
  const bench = await openBench("sqlite", six);
  const ours: number[] = [];
  const again: number[] = [];
  const loop: number[] = [];
  const overhead: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const goCache = bench.directory("gocache");
    const first = await bench.act(six, goCache);
    ours.push(first.seconds);
    again.push((await bench.act(six, goCache)).seconds);
    loop.push(timeLoop(bench, six));
    const around = first.secondsWithoutBuild / first.seconds;
    const beside = 1 - first.secondsOfBuilds / first.secondsOfTargets;
    overhead.push(around + beside);
  }
  await bench.close();
  const share = median(overhead);
  const percent = `${(100 * share).toFixed(1)} %`;
  return [
    ratioRow("six targets of sqlite, empty build cache, compared with a shell loop", { ours, theirs: loop, bar: 0.65 }),
    ratioRow("the same six again, compared with the first time", { ours: again, theirs: ours, bar: 0.15 }),
    // The share in which no `go build` was running, and the share of each target outside its `go build`.
    {
      ...plainRow("survey, verification, archives, checksums, report: share of the first time", percent),
      bar: "≤ 3 %",
      holds: share <= 0.03 ? "yes" : "no",
    },
  ];
}

async function benchWithoutC(runs: number): Promise<readonly Row[]> {
  const bench = await openBench("pure", []);
  const thirty = bench.platforms.slice(0, 30);
  const ours: number[] = [];
  const loop: number[] = [];
  const growth = growing.map((count) => ({ targets: thirty.slice(0, count), seconds: [] as number[] }));
  for (let run = 0; run < runs; run += 1) {
    ours.push((await bench.act(thirty, bench.directory("gocache"))).seconds);
    loop.push(timeLoop(bench, thirty));
    for (const { targets, seconds } of growth) {
      seconds.push((await bench.act(targets, bench.directory("gocache"))).seconds);
    }
  }
  await bench.close();
  return [
    ratioRow(`${thirty.length} targets without C, empty build cache, compared with a shell loop`, {
      ours,
      theirs: loop,
      bar: 0.8,
    }),
    plainRow(
      `the same for ${growing.join(", ")} targets`,
      `${growth.map(({ seconds }) => Math.round(median(seconds))).join(", ")} s`,
    ),
  ];
}
