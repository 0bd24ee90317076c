import { randomUUID } from "node:crypto";
import { link, lstat, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "./errors.ts";
import { describeOwner, isGone, type OwnerRecord, readOwnerRecord } from "./owner-record.ts";
import type { Host } from "./types.ts";

/** In the directory, while a run writes to it. */
const lockName = ".cgo-cross-writing";

/** A run that lives renews its lock so often, and one that was not for so long is nobody's where nobody can tell, in milliseconds. */
const renewalMs = 10_000;
const leaseMs = 120_000;

const pollMs = 100;
const defaultLimitSeconds = 600;

/** Until it is released no other run has the directory. */
export type Hold = { release(): Promise<void> };

/**
 * Waits until no other run writes to a directory, and has it for this run: what is made of several files is then one run's.
 * A run that was killed holds nothing. Where nothing can be written to the directory this says nothing; the work will.
 * @throws UserError where another run still has it when the time is over.
 */
export async function holdDirectory(
  host: Pick<Host, "log" | "temporaries">,
  directory: string,
  limitSeconds = defaultLimitSeconds,
): Promise<Hold> {
  const file = join(directory, lockName);
  const text = JSON.stringify({ ...(await describeOwner()), id: randomUUID() });
  const end = performance.now() + limitSeconds * 1000;
  for (let isFirst = true; ; isFirst = false) {
    const tried = await create(file, text);
    if (tried !== "taken") {
      return tried === "made" ? keep(host, file) : { release: async () => {} };
    }
    const other = await findOther(file);
    if (other === "gone") {
      continue;
    }
    const described = other.owner === undefined ? "another run" : `another run (process ${other.owner.pid})`;
    if (performance.now() > end) {
      throw new UserError(
        `out-dir: ${described} is still writing to ${directory}; try again when it has ended, or set \`out-dir\` to another directory`,
      );
    }
    if (isFirst) {
      host.log.info(`Waiting for ${described}, which is writing to ${directory}`);
    }
    await sleep(pollMs);
  }
}

async function create(file: string, text: string): Promise<"made" | "taken" | "impossible"> {
  try {
    await writeFile(file, text, { flag: "wx" });
    return "made";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EEXIST" ? "taken" : "impossible";
  }
}

function keep({ temporaries }: Pick<Host, "temporaries">, file: string): Hold {
  temporaries.add(file);
  const timer = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, renewalMs).unref();
  return {
    async release() {
      clearInterval(timer);
      await rm(file, { force: true }).catch(() => {});
      temporaries.delete(file);
    },
  };
}

/** Who has the lock. What is left of a run that lives no more is removed. */
async function findOther(file: string): Promise<OwnerRecord | "gone"> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) {
    return "gone";
  }
  const nobody = { text: "", owner: undefined, renewed: found.mtime };
  const record = await readOwnerRecord(file).catch(() => nobody);
  if (!(await isGone(record, leaseMs))) {
    return record;
  }
  await remove(file, record.text);
  return "gone";
}

/** Two runs may find the same lock left: the second must not remove the one that the first has made in its place. */
async function remove(file: string, seen: string): Promise<void> {
  const aside = `${file}-${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await readOwnerRecord(aside).catch(() => undefined);
  if (taken !== undefined && taken.text !== seen) {
    await link(aside, file).catch(() => {});
  }
  await rm(aside, { recursive: true, force: true });
}
