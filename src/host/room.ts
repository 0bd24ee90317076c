import { dirname } from "node:path";
import { askRoom } from "./disk-space.ts";
import { exists } from "./exists.ts";
import { tryPlace } from "./places.ts";

/** What a directory is good for, or the one above it that would hold it. */
export type PlaceReport = {
  /** Why nothing can be written to it, a sentence's clause; undefined where it can. */
  readonly unwritable: string | undefined;
  /** No program can be started from it. */
  readonly noexec: boolean;
  /** Bytes; undefined where the system does not say. */
  readonly free: number | undefined;
};

/** Tries a directory as it is before a run, or where it does not exist the nearest above it. Leaves nothing there. */
export async function reportPlace(directory: string): Promise<PlaceReport> {
  const place = await nearest(directory);
  const tried = await tryPlace({ directory: place, variable: "" });
  const room = await askRoom({ directory: place, variable: "" });
  return {
    unwritable: tried.kind === "unfit" ? tried.problem : undefined,
    noexec: tried.kind === "fit" && tried.place.noexec,
    free: room?.free,
  };
}

async function nearest(directory: string): Promise<string> {
  return (await exists(directory)) || dirname(directory) === directory ? directory : nearest(dirname(directory));
}
