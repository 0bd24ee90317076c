import { AsyncResource } from "node:async_hooks";
import PQueue from "p-queue";

/**
 * Runs work as soon as fewer pieces than the limit allows are running; see makeLimit.
 * @param rank Of the work that waits, the lowest rank starts first; 0 where absent.
 * @returns What the work returns. Throws what it throws.
 */
export type Limit = <Result>(work: () => Promise<Result>, rank?: number) => Promise<Result>;

/**
 * Limits how many pieces of work run at the same time. The others wait, and start by rank, and within a rank in the order
 * in which they were added.
 * @param concurrency At least 1.
 */
export function makeLimit(concurrency: number): Limit {
  const queue = new PQueue({ concurrency });
  // Bound, since the queue would start work in the async context of the work that finished before.
  return (work, rank = 0) => queue.add(AsyncResource.bind(work), { priority: -rank });
}
