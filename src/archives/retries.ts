import { setTimeout as sleep } from "node:timers/promises";
import type { Completed } from "../host/types.ts";

/** How long a mirror is waited for, and how often it is asked again. */
export type RetryPolicy = {
  /** A transfer that has made next to no progress for this long is stopped. */
  readonly stallSeconds: number;
  /** Attempts in all, where nothing more arrives. */
  readonly attempts: number;
  /** Before the second attempt; three times as long before each that follows. */
  readonly pauseSeconds: number;
};

export const mirrorRetryPolicy: RetryPolicy = { stallSeconds: 20, attempts: 4, pauseSeconds: 1 };

/** Fewer bytes than this in `stallSeconds` count as a stall. */
const stallBytes = 16_384;

const pollMilliseconds = 100;

/** How a transfer ended: by itself, or because it was stopped after a stall. */
export type Watched = { readonly completed: Completed; readonly stalled: boolean };

export type Watch = {
  /** Runs a program that transfers files, until it ends or is stopped. */
  readonly start: (stop: AbortSignal) => Promise<Completed>;
  /** The bytes that have arrived so far. Called regularly, and once at the end. */
  readonly measure: () => Promise<number>;
  readonly stallSeconds: number;
};

/** Runs a transfer, and stops it where it stalls for `stallSeconds`. Throws what `start` and `measure` throw. */
export async function watch({ start, measure, stallSeconds }: Watch): Promise<Watched> {
  const stop = new AbortController();
  let mark = { bytes: await measure(), at: performance.now() };
  const running = start(stop.signal);
  for (;;) {
    const completed = await Promise.race([running, sleep(pollMilliseconds, undefined)]);
    const bytes = await measure();
    if (completed !== undefined) {
      return { completed, stalled: stop.signal.aborted };
    }
    // Fewer bytes than before are progress, too: the server could not resume and has started again.
    if (Math.abs(bytes - mark.bytes) >= stallBytes) {
      mark = { bytes, at: performance.now() };
    }
    if (performance.now() - mark.at > stallSeconds * 1000) {
      stop.abort();
    }
  }
}

/** Waits before an attempt, the second or a later one. */
export function pauseBefore(attempt: number, { pauseSeconds }: RetryPolicy): Promise<void> {
  return sleep(pauseSeconds * 1000 * 3 ** (attempt - 2));
}
