import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes the directory that entries of the cache are restored to, empty and of this user alone: whoever could write there could
 * exchange what was restored. Where another user's lies in its place and cannot be removed, it is one of this run's own, to
 * which nothing is restored, since an entry is found by its path too.
 */
export async function makeStaging(temporary: string, scratch: string): Promise<string> {
  const usual = join(temporary, "cgo-cross-staging");
  try {
    await rm(usual, { recursive: true, force: true });
    await mkdir(usual, { mode: 0o700 });
    return usual;
  } catch {
    const own = join(scratch, "staging");
    await mkdir(own, { mode: 0o700 });
    return own;
  }
}
