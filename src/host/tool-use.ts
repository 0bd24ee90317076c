import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { type HeldPlace, holdDirectory } from "./directory-lock.ts";
import { isGone, readOwnerRecord } from "./owner-record.ts";
import { resolveLinks } from "./real-path.ts";
import { leaseMs, makeRenewed, recordName, scratchName } from "./scratch.ts";

/** Among the tools: a directory for each run that uses any, with its record, and a file for each tool that it uses. */
export const runsName = "cgo-cross-runs";

/** A run has it for moments. */
const usesPlace: HeldPlace = { name: "the tools in use", code: "cache-directory", limitSeconds: 60 };

/** What uses tools of a directory, and what removes them. */
export type ToolUses = {
  /**
   * Records until this run ends that it uses tools, by their directories, which need not exist: until then no other run removes
   * them. Comes before a look at what is there. Where nothing can be written, nothing can be removed either.
   */
  use(directories: readonly string[]): Promise<void>;
};

/**
 * @param tools What the tools are in; its real path.
 * @param temporaries What the run removes at its end.
 */
export function makeToolUses(tools: string, temporaries: Set<string>): ToolUses {
  const runs = join(tools, runsName);
  const told = new Set<string>();
  let own: string | undefined;
  const record = async (names: readonly string[]) => {
    await mkdir(runs, { recursive: true });
    await locked(runs, temporaries, async () => {
      own ??= await makeRenewed(join(runs, "cgo-cross-"));
      temporaries.add(own);
      const directory = own;
      await Promise.all(names.map((name) => writeFile(join(directory, name), "")));
      const now = new Date();
      await Promise.all(names.map((name) => utimes(markerOf(tools, name), now, now).catch(() => {})));
    });
  };
  // One after the other: the lock is this run's own.
  let last: Promise<unknown> = Promise.resolve();
  return {
    use(directories) {
      const next = last.then(async () => {
        const names = directories.map((each) => useName(tools, each)).filter((name) => !told.has(name));
        if (names.length > 0) {
          names.forEach((name) => void told.add(name));
          await record(names);
        }
      });
      // What is read-only, or another user's, this user does not remove either.
      last = next.catch(() => {});
      return last.then(() => {});
    },
  };
}

/** What marks a tool complete, whose time says when it was used last. */
function markerOf(tools: string, name: string): string {
  return `${join(tools, decodeURIComponent(name))}.complete`;
}

/** One path below the tools as the name of a file. */
function useName(tools: string, directory: string): string {
  return encodeURIComponent(relative(tools, resolveLinks(directory)));
}

/** A run that lives, and what it uses. */
export type ToolUser = { readonly pid: number | undefined; readonly directories: readonly string[] };

/**
 * Does something while no run can begin to use a tool, and is told what other runs use.
 * @param tools What the tools are in; its real path.
 */
export async function withUsers<Value>(
  tools: string,
  temporaries: Set<string>,
  work: (users: readonly ToolUser[]) => Promise<Value>,
): Promise<Value> {
  const runs = join(tools, runsName);
  await mkdir(runs, { recursive: true });
  return locked(runs, temporaries, async () => work(await readUsers(tools)));
}

/** What runs that live use of the tools, this one included. Changes nothing. */
export async function readUsers(tools: string): Promise<readonly ToolUser[]> {
  const runs = join(tools, runsName);
  const names = (await readdir(runs).catch(() => [])).filter((name) => scratchName.test(name));
  const all = await Promise.all(names.map((name) => readUser(tools, join(runs, name))));
  return all.flatMap((each) => each ?? []);
}

async function readUser(tools: string, directory: string): Promise<ToolUser | undefined> {
  const entries = await readdir(directory).catch(() => []);
  const read = await readOwnerRecord(join(directory, recordName)).catch(() => undefined);
  // Whose record is not written yet lives.
  if (read !== undefined && (await isGone(read, leaseMs))) {
    return undefined;
  }
  const used = entries.filter((name) => name !== recordName).map((name) => join(tools, decodeURIComponent(name)));
  return { pid: read?.owner?.pid, directories: used };
}

async function locked<Value>(runs: string, temporaries: Set<string>, work: () => Promise<Value>): Promise<Value> {
  const hold = await holdDirectory({ log: { info: () => {} }, temporaries }, runs, usesPlace);
  try {
    return await work();
  } finally {
    await hold.release();
  }
}
