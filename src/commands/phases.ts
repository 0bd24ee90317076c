import type { Limit } from "../host/index.ts";
import type { Phase, PhaseKind } from "../report/index.ts";

/** What a target waits for and what is done for it, with when. */
export type Phases = {
  /** Does work, or waits for it, and records when it began and ended. */
  during<Result>(kind: PhaseKind, work: () => Promise<Result>): Promise<Result>;
  /** A limit whose work is recorded: as a wait for its turn until it begins, and then as what it is. */
  limited(limit: Limit, kind: PhaseKind): Limit;
  /** All that was recorded, in the order in which it began. */
  all(): readonly Phase[];
};

/** A shorter wait is none: what is there already takes as long to be handed over. */
const shortestWait = 0.01;

const waits: ReadonlySet<PhaseKind> = new Set(["slices", "toolchain", "turn", "lookup", "emulator"]);

/**
 * @param started When the run began, as Date.now() gives it.
 * @param onBegin Told whenever another phase is the latest of those that have begun and not ended.
 * @param clock Milliseconds, as Date.now() gives them.
 */
export function makePhases(
  started: number,
  onBegin: (kind: PhaseKind) => void = () => {},
  clock: () => number = Date.now,
): Phases {
  const recorded: Phase[] = [];
  const open: PhaseKind[] = [];
  const now = () => (clock() - started) / 1000;

  function tell(): void {
    const latest = open.at(-1);
    if (latest !== undefined) {
      onBegin(latest);
    }
  }

  async function during<Result>(kind: PhaseKind, work: () => Promise<Result>): Promise<Result> {
    const start = now();
    open.push(kind);
    tell();
    try {
      return await work();
    } finally {
      open.splice(open.lastIndexOf(kind), 1);
      tell();
      recorded.push({ kind, start, end: now() });
    }
  }

  return {
    during,
    limited: (limit, kind) => (work, rank) => {
      let begin = () => {};
      const turn = during("turn", () => new Promise<void>((resolve) => (begin = resolve)));
      return limit(async () => {
        begin();
        await turn;
        return during(kind, work);
      }, rank);
    },
    all: () =>
      recorded
        .filter(({ kind, start, end }) => !waits.has(kind) || end - start >= shortestWait)
        .sort((one, other) => one.start - other.start || one.end - other.end),
  };
}
