import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { byteSize } from "./units.ts";

/** A directory that a run fills, and what moves it, for people. */
export type Filled = { readonly directory: string; readonly variable: string };

/** Whether a text, of this program or of any that it runs, says that a disk is full. */
export function saysFull(text: string): boolean {
  return /\bENOSPC\b|\bEDQUOT\b|no space left on device|disk quota exceeded/i.test(text);
}

/**
 * Which directory has no room, in a sentence: of those that a text names, or else of all, the one with the least. What was
 * unfinished may be removed already, so that there is room again.
 */
export async function describeFull(text: string, filled: readonly Filled[]): Promise<string | undefined> {
  const named = filled.filter(({ directory }) => text.includes(directory));
  const asked = await Promise.all((named.length > 0 ? named : filled).map(askRoom));
  const [least] = asked.flatMap((each) => each ?? []).sort((one, other) => one.free - other.free);
  return least === undefined
    ? undefined
    : `too little space for ${least.directory}, on a disk of ${byteSize(least.size)} with ${byteSize(least.free)} free now: ` +
        `free some, or set ${least.variable} to a directory on another disk`;
}

type Room = Filled & { readonly free: number; readonly size: number };

/** The room on the disk of a directory, which need not exist; undefined where the system does not say. */
export async function askRoom(filled: Filled): Promise<Room | undefined> {
  for (let at = filled.directory; ; at = dirname(at)) {
    const found = await statfs(at).catch(() => undefined);
    if (found !== undefined) {
      return { ...filled, free: found.bavail * found.bsize, size: found.blocks * found.bsize };
    }
    if (at === dirname(at)) {
      return undefined;
    }
  }
}
