import { setTimeout as sleep } from "node:timers/promises";
import type { Completed } from "../host/types.ts";

/** How long a mirror is waited for, and how often it is asked again. */
export type RetryPolicy = {
  /** A transfer that has made next to no progress for this long is stopped. */
  readonly stallSeconds: number;
  /** The same where another mirror can be asked instead, which has not failed yet. */
  readonly switchSeconds: number;
  /** Attempts in all, where nothing more arrives; as many as there are mirrors, where those are more. */
  readonly attempts: number;
  /** Before a mirror is asked again for the first time; three times as long before each time that follows. */
  readonly pauseSeconds: number;
};

export const mirrorRetryPolicy: RetryPolicy = { stallSeconds: 20, switchSeconds: 8, attempts: 4, pauseSeconds: 1 };

/** Slower than this is a stall: it would take hours. Several transfers may share one slow connection. */
const minimumBytesPerSecond = 4096;

/**
 * What a transfer has to bring over a longer time: half of what three that share a mirror of 50 kB/s bring, the slowest
 * that a toolchain can be had from within a quarter of an hour.
 */
const enduring = { seconds: 120, bytesPerSecond: 8192 } as const;

const pollMilliseconds = 100;

/** Why a transfer was stopped: how many bytes came in how many seconds. */
export type Stall = { readonly seconds: number; readonly bytes: number };

/** How a transfer ended: by itself, or because it was stopped after a stall. */
export type Watched = { readonly completed: Completed; readonly stalled: Stall | undefined };

export type Watch = {
  /** Runs a program that transfers files, until it ends or is stopped. */
  readonly start: (stop: AbortSignal) => Promise<Completed>;
  /** The bytes that have arrived so far. Called regularly, and once at the end. */
  readonly measure: () => Promise<number>;
  /** Whether it is a mirror that the program waits for, rather than its own work. */
  readonly isWaiting?: () => boolean;
  readonly stallSeconds: number;
};

/**
 * Runs a transfer, and stops it where it stalls for `stallSeconds`, or is so slow for so long that it would not end.
 * Throws what `start` and `measure` throw.
 */
export async function watch({ start, measure, isWaiting = () => true, stallSeconds }: Watch): Promise<Watched> {
  const stop = new AbortController();
  const first = await measure();
  const windows = [
    makeWindow({ seconds: stallSeconds, bytesPerSecond: minimumBytesPerSecond }, first),
    makeWindow(enduring, first),
  ];
  let stalled: Stall | undefined;
  const running = start(stop.signal);
  for (;;) {
    const completed = await Promise.race([running, sleep(pollMilliseconds, undefined)]);
    const bytes = await measure();
    if (completed !== undefined) {
      return { completed, stalled };
    }
    for (const window of windows) {
      stalled ??= window.look(bytes, isWaiting());
    }
    if (stalled !== undefined) {
      stop.abort();
    }
  }
}

/** Looks at a transfer over and over, and gives the stall where less than it has to has come in so many seconds. */
function makeWindow(
  { seconds, bytesPerSecond }: { readonly seconds: number; readonly bytesPerSecond: number },
  first: number,
) {
  let mark = { bytes: first, at: performance.now() };
  return {
    look(bytes: number, isWaiting: boolean): Stall | undefined {
      // Fewer bytes than before are progress, too: the server could not resume and has started again.
      const arrived = Math.abs(bytes - mark.bytes);
      if (arrived >= bytesPerSecond * seconds || !isWaiting) {
        mark = { bytes, at: performance.now() };
      }
      return performance.now() - mark.at > seconds * 1000 ? { seconds, bytes: arrived } : undefined;
    },
  };
}

/** Waits before mirrors are asked again; `time` counts from 1. */
export function pauseBefore(time: number, { pauseSeconds }: RetryPolicy): Promise<void> {
  return sleep(pauseSeconds * 1000 * 3 ** (time - 1));
}
