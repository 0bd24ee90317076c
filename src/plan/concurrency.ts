/** How the machine is shared among the builds. */
export type Concurrency = {
  /** Builds at once. */
  readonly jobs: number;
  /** Packages or C files that one `go build` compiles at once (its -p). */
  readonly compilesPerJob: number;
  /** What it was decided from; memory in whole GiB, so that the plan of a machine is the same from run to run. */
  readonly cpus: number;
  readonly memoryGiB: number;
  /** What each of Go's own compilers may take before it collects garbage; undefined where that is too little to say so. */
  readonly compilerMemoryMiB: number | undefined;
};

export type ConcurrencyQuestion = {
  readonly machine: { readonly cpus: number; readonly memoryBytes: number };
  readonly targets: number;
  /** How many of them have C in them. */
  readonly withC: number;
  /** The most builds at once that the user wants. */
  readonly jobs: number | undefined;
};

/**
 * What one compile takes. Measured with gcc 12 and Go 1.26: SQLite's amalgamation with -O2 -g 425 MiB, a C++ file with
 * the standard library's containers 110 MiB, Go's own runtime 305 MiB, most packages less than 100 MiB.
 */
const compileMiB = 512;

/** Of the free memory; the rest is for the go commands, emulators and archives, and for others on the machine. */
const memoryShare = 0.75;

/** More than this no compile of a usual package fills, so that it never stops to collect garbage. */
const mostCompilerMiB = 2048;

/**
 * Divides CPUs and memory among builds.
 *
 * Up to twice as many builds as CPUs where there is C: such a build has stretches where one long compile (SQLite's single
 * file) is all there is to do, and others then have work for the idle CPUs. The kernel shares the CPUs, so that no
 * schedule of ours has to know what takes how long. Builds of Go alone fill their CPU, and more of them would only take
 * the caches from each other. Memory bounds the compiles that can be under way in all builds together; where it is short,
 * a build gets two compiles before there are more builds than CPUs.
 */
export function planConcurrency({ machine, targets, withC, jobs: wanted }: ConcurrencyQuestion): Concurrency {
  const { cpus } = machine;
  const memoryGiB = Math.floor(machine.memoryBytes / 2 ** 30);
  const budgetMiB = memoryGiB * 1024 * memoryShare;
  const room = Math.max(1, Math.floor(budgetMiB / compileMiB));
  const useful = cpus + Math.min(cpus, withC);
  const most = Math.min(useful, Math.max(cpus, Math.floor(room / 2)));
  const jobs = Math.min(wanted ?? most, most, room, Math.max(1, targets));
  const compilesPerJob = Math.max(1, Math.min(cpus, Math.floor(room / jobs)));
  const share = Math.floor(budgetMiB / (jobs * compilesPerJob));
  const compilerMemoryMiB = share < compileMiB ? undefined : Math.min(share, mostCompilerMiB);
  return { jobs, compilesPerJob, cpus, memoryGiB, compilerMemoryMiB };
}
