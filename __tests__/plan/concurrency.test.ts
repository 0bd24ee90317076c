import { describe, expect, it } from "vitest";
import { type Concurrency, planConcurrency } from "../../src/plan/concurrency.ts";

const GiB = 2 ** 30;

/** What fits: no more compiles at once than the memory has room for, at half a GiB each in three quarters of it. */
function fits({ jobs, compilesPerJob, memoryGiB }: Concurrency): boolean {
  return jobs * compilesPerJob <= Math.max(1, Math.floor((memoryGiB * 3) / 2));
}

describe("planConcurrency", () => {
  it.each([
    // A runner of GitHub's: 4 CPUs, 16 GB. One target has it all; many are twice as many as the CPUs.
    { cpus: 4, memory: 15, targets: 1, shares: [1, 4, 2048] },
    { cpus: 4, memory: 15, targets: 3, shares: [3, 4, 960] },
    { cpus: 4, memory: 15, targets: 6, shares: [6, 3, 640] },
    { cpus: 4, memory: 15, targets: 30, shares: [8, 2, 720] },
    { cpus: 2, memory: 23, targets: 6, shares: [4, 2, 2048] },
    { cpus: 2, memory: 6.9, targets: 6, shares: [4, 2, 576] },
    // Short of memory: two compiles to a build come before more builds than CPUs.
    { cpus: 2, memory: 4, targets: 6, shares: [3, 2, 512] },
    { cpus: 2, memory: 3, targets: 6, shares: [2, 2, 576] },
    { cpus: 2, memory: 2, targets: 6, shares: [2, 1, 768] },
    { cpus: 16, memory: 8, targets: 20, shares: [12, 1, 512] },
    // There is always one compile, and then Go's compiler is better left to itself.
    { cpus: 8, memory: 0.3, targets: 20, shares: [1, 1, undefined] },
    { cpus: 1, memory: 8, targets: 5, shares: [2, 1, 2048] },
    { cpus: 64, memory: 250, targets: 100, shares: [100, 3, 640] },
    { cpus: 64, memory: 60, targets: 100, shares: [64, 1, 720] },
    { cpus: 4, memory: 15, targets: 0, shares: [1, 4, 2048] },
  ])("$cpus CPUs, $memory GiB, $targets targets", ({ cpus, memory, targets, shares }) => {
    const concurrency = planConcurrency({
      machine: { cpus, memoryBytes: memory * GiB },
      targets,
      withC: targets,
      jobs: undefined,
    });
    expect([concurrency.jobs, concurrency.compilesPerJob, concurrency.compilerMemoryMiB]).toEqual(shares);
    expect(concurrency).toMatchObject({ cpus, memoryGiB: Math.floor(memory) });
  });

  it("has more builds than CPUs only for those with C in them", () => {
    const machine = { cpus: 4, memoryBytes: 15 * GiB };
    const divided = [0, 1, 3, 4, 20].map((withC) => {
      const { jobs, compilesPerJob } = planConcurrency({ machine, targets: 20, withC, jobs: undefined });
      return [withC, jobs, compilesPerJob];
    });
    expect(divided).toEqual([
      [0, 4, 4],
      [1, 5, 4],
      [3, 7, 3],
      [4, 8, 2],
      [20, 8, 2],
    ]);
  });

  it("keeps to the user's limit, and gives the builds that there are the rest of the machine", () => {
    const machine = { cpus: 4, memoryBytes: 15 * GiB };
    const divided = (jobs: number) => {
      const concurrency = planConcurrency({ machine, targets: 30, withC: 30, jobs });
      return [concurrency.jobs, concurrency.compilesPerJob];
    };
    expect([1, 2, 6, 8, 256].map(divided)).toEqual([
      [1, 4],
      [2, 4],
      [6, 3],
      [8, 2],
      [8, 2],
    ]);
  });

  it("never plans for more memory than there is, nor leaves a CPU without work that a target could give it", () => {
    for (const cpus of [1, 2, 3, 4, 8, 16, 64]) {
      for (const memory of [0, 0.5, 1, 2, 3, 4, 7, 15, 31, 64, 250]) {
        for (const targets of [1, 2, 3, 6, 16, 60]) {
          const concurrency = planConcurrency({
            machine: { cpus, memoryBytes: memory * GiB },
            targets,
            withC: targets,
            jobs: undefined,
          });
          const { jobs, compilesPerJob } = concurrency;
          expect([concurrency, fits(concurrency)]).toEqual([concurrency, true]);
          const room = Math.max(1, Math.floor((Math.floor(memory) * 3) / 2));
          expect(jobs * compilesPerJob).toBeGreaterThanOrEqual(Math.min(cpus, Math.ceil((room + 1) / 2)));
          expect(jobs).toBeLessThanOrEqual(Math.min(2 * cpus, targets));
        }
      }
    }
  });
});
