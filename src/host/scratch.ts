import { lstat, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeOwner, isGone, readOwnerRecord } from "./owner-record.ts";

/** Beside the run's temporary files: whose they are. */
export const recordName = ".cgo-cross-run.json";

/** As mkdtemp makes it; other directories of such a name have no record. */
export const scratchName = /^cgo-cross-[A-Za-z0-9]{6}$/;

/** A tool that is being installed, beside its place. */
const unfinishedName = /\.partial-[A-Za-z0-9]{6}$/;

/** A run that lives renews its record so often, in milliseconds. */
const renewalMs = 3_600_000;

/** What has not been renewed for so long is nobody's, where nobody can tell whether the run lives. */
export const leaseMs = 24 * renewalMs;

/**
 * Makes the directory for a run's temporary files, with a record of the run in it, and begins to remove those of runs that
 * were killed and could not do so themselves. It is not waited for: what is left when this run ends is for the next one.
 * @param directory An absolute path.
 */
export async function makeScratch(directory: string): Promise<string> {
  const scratch = await makeRenewed(join(directory, "cgo-cross-"));
  removeAbandoned(directory).catch(() => {});
  return scratch;
}

/** A directory of this run's own, whose record says as long as it lives that it does. */
export async function makeRenewed(prefix: string): Promise<string> {
  const { directory, record } = await makeOwned(prefix);
  setInterval(() => renew(record), renewalMs).unref();
  return directory;
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

/** Removes what runs that no longer live were installing or removing, from a directory of tools. */
export async function removeUnfinished(tools: string): Promise<void> {
  for (const directory of await toolDirectories(tools)) {
    await removeAbandoned(directory, unfinishedName).catch(() => {});
  }
}

/** What runs that no longer live have left in a directory of tools, and in one for temporary files. */
export async function findLeft(tools: string, temporary: string): Promise<readonly string[]> {
  const all = await Promise.all([
    findAbandoned(temporary, scratchName),
    ...(await toolDirectories(tools)).map((directory) => findAbandoned(directory, unfinishedName)),
  ]);
  return all.flat();
}

/** Where tools are made beside their place: `<tools>/<tool>/<version>`, and above that. */
async function toolDirectories(tools: string): Promise<readonly string[]> {
  const list = (directory: string) => readdir(directory).catch(() => []);
  const own = (await list(tools)).filter((name) => name.startsWith("cgo-cross-")).map((name) => join(tools, name));
  const versions = await Promise.all(own.map(async (tool) => (await list(tool)).map((name) => join(tool, name))));
  return [tools, ...own, ...versions.flat()];
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
  for (const scratch of await findAbandoned(directory, pattern)) {
    await removeLeft(scratch);
  }
}

/** Removes a directory of a run that no longer lives; see findLeft. */
export async function removeLeft(scratch: string): Promise<void> {
  const entries = (await readdir(scratch)).filter((entry) => entry !== recordName);
  await Promise.all(entries.map((entry) => rm(join(scratch, entry), { recursive: true, force: true })));
  await rm(scratch, { recursive: true, force: true });
}

async function findAbandoned(directory: string, pattern: RegExp): Promise<readonly string[]> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => pattern.test(name));
  const paths = names.map((name) => join(directory, name));
  const left = await Promise.all(paths.map(isAbandoned));
  return paths.filter((_, at) => left[at]);
}

async function isAbandoned(scratch: string): Promise<boolean> {
  const found = await lstat(scratch).catch(() => undefined);
  if (found?.isDirectory() !== true || found.uid !== (process.getuid?.() ?? found.uid)) {
    return false;
  }
  const read = await readOwnerRecord(join(scratch, recordName)).catch(() => undefined);
  return read?.owner !== undefined && isGone(read, leaseMs);
}
