/**
 * Runs work when its turn comes; see makeLimit.
 * @param rank Of the work that waits, the lowest rank starts first; 0 where absent.
 */
export type Limit = <Result>(work: () => Promise<Result>, rank?: number) => Promise<Result>;

/**
 * Lets so many pieces of work run at once; the others wait, and are started by rank, and within a rank in the order in
 * which they came.
 * @param atOnce At least 1.
 */
export function makeLimit(atOnce: number): Limit {
  const waiting: { readonly start: () => void; readonly rank: number }[] = [];
  let free = atOnce;
  return async (work, rank = 0) => {
    if (free === 0) {
      await new Promise<void>((start) => {
        const behind = waiting.findIndex((each) => each.rank > rank);
        waiting.splice(behind < 0 ? waiting.length : behind, 0, { start, rank });
      });
    } else {
      free -= 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) {
        free += 1;
      } else {
        next.start();
      }
    }
  };
}
