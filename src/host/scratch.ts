import { lstat, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeOwner, isGone, readOwnerRecord } from "./owner-record.ts";

/** Beside the run's temporary files: whose they are. */
const recordName = ".cgo-cross-run.json";

/** As mkdtemp makes it; other directories of such a name have no record. */
const scratchName = /^cgo-cross-[A-Za-z0-9]{6}$/;

/** A tool that is being installed, beside its place. */
const unfinishedName = /\.partial-[A-Za-z0-9]{6}$/;

/** A run that lives renews its record so often, in milliseconds. */
const renewalMs = 3_600_000;

/** What has not been renewed for so long is nobody's, where nobody can tell whether the run lives. */
const leaseMs = 24 * renewalMs;

/**
 * Makes the directory for a run's temporary files, with a record of the run in it, and begins to remove those of runs that
 * were killed and could not do so themselves. It is not waited for: what is left when this run ends is for the next one.
 * @param directory An absolute path.
 */
export async function makeScratch(directory: string): Promise<string> {
  const { directory: scratch, record } = await makeOwned(join(directory, "cgo-cross-"));
  setInterval(() => renew(record), renewalMs).unref();
  removeAbandoned(directory).catch(() => {});
  return scratch;
}

/**
 * Makes a directory beside the place of a tool, in which that is made; `remove` what is left of it in the end. After a run
 * that was killed removeUnfinished does so.
 * @param place The tool's, absolute; it need not exist, but the directory that it is in.
 */
export async function makeUnfinished(place: string): Promise<string> {
  return (await makeOwned(`${place}.partial-`)).directory;
}

async function makeOwned(prefix: string): Promise<{ readonly directory: string; readonly record: string }> {
  const directory = await mkdtemp(prefix);
  const record = join(directory, recordName);
  await writeFile(record, JSON.stringify(await describeOwner()), { flag: "wx" });
  return { directory, record };
}

/** Removes what runs that no longer live were installing, from a directory of tools. */
export async function removeUnfinished(tools: string): Promise<void> {
  const own = (await readdir(tools)).filter((name) => name.startsWith("cgo-cross-"));
  for (const tool of own) {
    const versions = await readdir(join(tools, tool)).catch(() => []);
    for (const version of versions) {
      await removeAbandoned(join(tools, tool, version), unfinishedName).catch(() => {});
    }
  }
}

/** A run that goes on for days, in a container that others do not see into, still lives. */
function renew(record: string): void {
  const now = new Date();
  utimes(record, now, now).catch(() => {});
}

/**
 * Removes the directories of runs that no longer live: this user's own, no links, and only what has a run's record.
 * The record goes last, so that a sweep that is cut off is taken up again.
 */
export async function removeAbandoned(directory: string, pattern = scratchName): Promise<void> {
  const names = (await readdir(directory)).filter((name) => pattern.test(name));
  for (const name of names) {
    const scratch = join(directory, name);
    if (await isAbandoned(scratch)) {
      const entries = (await readdir(scratch)).filter((entry) => entry !== recordName);
      await Promise.all(entries.map((entry) => rm(join(scratch, entry), { recursive: true, force: true })));
      await rm(scratch, { recursive: true, force: true });
    }
  }
}

async function isAbandoned(scratch: string): Promise<boolean> {
  const found = await lstat(scratch).catch(() => undefined);
  if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) {
    return false;
  }
  const read = await readOwnerRecord(join(scratch, recordName)).catch(() => undefined);
  return read?.owner !== undefined && isGone(read, leaseMs);
}
