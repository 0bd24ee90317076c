/** A way in that was once open, or a mistake that was once answered badly, and the tests that reproduce it. */
export type Hole = {
  readonly number: number;
  readonly what: string;
  /** Test files below __tests__/, each with words of the titles that reproduce it. */
  readonly tests: readonly (readonly [file: string, titles: string])[];
};

/** Every one of them has a test; a test of the house looks for the titles. */
export const holes: readonly Hole[] = [
  {
    number: 1,
    what: "tested programs and compilers get the runner's tokens",
    tests: [
      ["e2e/handover.test.ts", "children get what they need"],
      ["host/tested-program.test.ts", "is killed when the run is cancelled"],
    ],
  },
  {
    number: 2,
    what: "a changed toolchain on the disk passes under a lock",
    tests: [
      ["roots/place.test.ts", "under a lock reads every file"],
      ["roots/place.test.ts", "rejects a root that others can write"],
    ],
  },
  {
    number: 3,
    what: "a cache entry is taken at its own word",
    tests: [
      ["roots/roots.test.ts", "2099-01-01"],
      ["roots/roots.test.ts", "vouches for what is in the place of what is downloaded"],
      ["e2e/toolchain-cache.test.ts", "a cache entry that was tampered with"],
    ],
  },
  {
    number: 4,
    what: "committed links make a run write outside of the repository",
    tests: [["commands/out-dir.test.ts", "are replaced where a file is to be written, and never followed"]],
  },
  {
    number: 5,
    what: "output that is slow to clean hangs a run past cancelling",
    tests: [["host/text.test.ts", "hostile text of 400 kB takes time in proportion to its length"]],
  },
  {
    number: 6,
    what: "digests depend on the umask",
    tests: [
      ["roots/root.test.ts", "has the same digest with every umask"],
      ["roots/files.test.ts", "has the same digest from every format, and with every umask"],
    ],
  },
  {
    number: 7,
    what: "an example pastes an output into a script",
    tests: [
      ["house/scripts.test.ts", "has an expression pasted into it"],
      ["house/workflows.test.ts", "have nothing to say of the workflows, the action and the documents"],
    ],
  },
  {
    number: 8,
    what: "a spelling of a flag loads code into the compiler or linker, or writes a file elsewhere",
    tests: [["inputs/disallowed-flags.test.ts", "an option of the linker"]],
  },
  {
    number: 9,
    what: "the environment (GOFLAGS, CGO_CFLAGS) starts other programs",
    tests: [["plan/environment-problems.test.ts", "-Wl,-mllvm=-load=x.so"]],
  },
  {
    number: 10,
    what: "values of -X are shown",
    tests: [
      ["golang/ldflags.test.ts", "-X main.t=***"],
      ["build/build.test.ts", "-X main.version=***"],
    ],
  },
  {
    number: 11,
    what: "a stack trace, or a hang, for what a user can get wrong",
    tests: [
      ["commands/full-disk.test.ts", "is told before anything is built"],
      ["roots/lock-file.test.ts", "mkfifo"],
      ["host/places.test.ts", "TMPDIR"],
    ],
  },
  {
    number: 12,
    what: "hostile binaries that take long, or much memory",
    tests: [
      ["verify/formats/hostile.test.ts", "thousands of imports over a long run of NULs"],
      ["verify/formats/hostile.test.ts", "overlapping chains of versions, and an endless count"],
      ["verify/formats/hostile-tables.test.ts", "hundreds of thousands of symbols of one version"],
      ["verify/formats/hostile-tables.test.ts", "one setting with an open quote"],
      ["verify/formats/formats.test.ts", "notices that the sample %s was truncated, at many lengths"],
    ],
  },
  {
    number: 13,
    what: "leftovers, stalls and licences",
    tests: [
      ["host/tested-program.test.ts", "is killed"],
      ["host/scratch.test.ts", "SIGKILL"],
      ["archives/apt/downloads.test.ts", "a mirror that sends a little and stalls"],
      ["house/licences.test.ts", "in the versions of the lock file, and nothing else"],
    ],
  },
];
