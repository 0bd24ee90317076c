import { setTimeout as sleep } from "node:timers/promises";
import type { Completed } from "../../host/types.ts";

/** How long a mirror is waited for, and how often it is asked again. */
export type RetryPolicy = {
  /** A mirror that has sent next to nothing for so long is cut off. */
  readonly stallSeconds: number;
  /** How often something is asked for, in all, where nothing more of it comes. */
  readonly tries: number;
  /** Before the second try; three times as long before each that follows. */
  readonly pauseSeconds: number;
};

export const mirrorRetryPolicy: RetryPolicy = { stallSeconds: 20, tries: 4, pauseSeconds: 1 };

/** Less than this many bytes in `stallSeconds` is as good as nothing. */
const trickle = 16_384;

/** Milliseconds between two looks at what has come. */
const lookEvery = 100;

/** How a run of apt ended: by itself, or because nothing came any more. */
export type Watched = { readonly completed: Completed; readonly stalled: boolean };

/** What is watched while apt runs. */
export type Watch = {
  /** Runs apt until it ends or is stopped. */
  readonly start: (stop: AbortSignal) => Promise<Completed>;
  /** The bytes that are there by now. Called every so often, and once at the end. */
  readonly look: () => Promise<number>;
  readonly stallSeconds: number;
};

/** Runs apt and looks at what comes; ends it where that is next to nothing for `stallSeconds`. Throws as `start` does. */
export async function watch({ start, look, stallSeconds }: Watch): Promise<Watched> {
  const stop = new AbortController();
  let mark = { bytes: await look(), at: performance.now() };
  const running = start(stop.signal);
  for (;;) {
    const completed = await Promise.race([running, sleep(lookEvery, undefined)]);
    const bytes = await look();
    if (completed !== undefined) {
      return { completed, stalled: stop.signal.aborted };
    }
    // Fewer bytes than before mean that a server has begun anew.
    if (Math.abs(bytes - mark.bytes) >= trickle) {
      mark = { bytes, at: performance.now() };
    }
    if (performance.now() - mark.at > stallSeconds * 1000) {
      stop.abort();
    }
  }
}

/** Waits before the next try. */
export function pauseBefore(attempt: number, { pauseSeconds }: RetryPolicy): Promise<void> {
  return sleep(pauseSeconds * 1000 * 3 ** (attempt - 2));
}

/** False of what no mirror's answer could change, such as a version that the index does not list. */
export function isRetryable({ completed, stalled }: Watched): boolean {
  return stalled || /^(E: Failed to fetch|Err:)/m.test(completed.output);
}

/**
 * A mirror's word that it has none of what failed. Ubuntu's main archive says so of most architectures, whose files its
 * signed index lists all the same, since the ports archive shares that.
 */
export function isNotThere({ output }: Completed): boolean {
  const failed = output.split("\n").filter((line) => /^E: (Failed to fetch|The repository) /.test(line));
  return failed.length > 0 && failed.every((line) => /\s404\s+Not Found| does not have a Release file/.test(line));
}

/** What to do about a mirror. */
export const mirrorAdvice = "try again later, or choose another mirror in the system's apt sources";

/** Why apt failed, in its own words, on one line. */
export function explain(done: Completed): string {
  if (done.ending === "timeout") {
    return `no answer in time; ${mirrorAdvice}`;
  }
  const lines = done.output
    .trim()
    .split("\n")
    .filter((line) => line !== "E: Download Failed");
  // Warnings come first, and need not be why it failed; an error repeats what was said of its address.
  const errors = [/^E:/, /^W:/].flatMap((pattern) => lines.filter((line) => pattern.test(line)));
  const said = errors.length > 0 ? errors : lines.filter((line) => line.startsWith("Err:"));
  const shown = (said.length > 0 ? said : lines).slice(0, 4).join(" ");
  return shown.replaceAll(/\s+/g, " ");
}
