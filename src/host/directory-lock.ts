import { createHash, randomUUID } from "node:crypto";
import { lstat, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ErrorCode, UserError } from "./errors.ts";
import { describeOwner, isGone, type OwnerRecord, readOwnerRecord } from "./owner-record.ts";
import type { Host } from "./types.ts";

/** In the directory, while a run writes to it. */
const lockName = ".cgo-cross-writing";

/** A run that lives renews its lock so often, and one that was not for so long is nobody's where nobody can tell, in milliseconds. */
const renewalMs = 10_000;
const leaseMs = 120_000;

const pollMs = 100;

/** So long another run takes to remove a lock that was left, about. */
const guardMs = 5;
const defaultLimitSeconds = 600;

/** What a directory is, for whoever waits for it. */
export type HeldPlace = {
  /** `out-dir`: messages begin with it. */
  readonly name: string;
  /** Of which kind it is that another run does not end. */
  readonly code: ErrorCode;
  /** What there is to do beside waiting, as a clause; absent where there is nothing. */
  readonly otherwise?: string;
  /** How long to wait; ten minutes where absent. */
  readonly limitSeconds?: number;
};

/** Until it is released no other run has the directory. */
export type Hold = { release(): Promise<void> };

/**
 * Waits until no other run writes to a directory, and has it for this run: what is made of several files is then one run's.
 * A run that was killed holds nothing. Where nothing can be written to the directory this says nothing; the work will.
 * @throws UserError where another run still has it when the time is over.
 */
export async function holdDirectory(
  host: Pick<Host, "temporaries"> & { readonly log: Pick<Host["log"], "info"> },
  directory: string,
  { name, code, otherwise, limitSeconds = defaultLimitSeconds }: HeldPlace,
): Promise<Hold> {
  const file = join(directory, lockName);
  const text = JSON.stringify({ ...(await describeOwner()), id: randomUUID() });
  const end = performance.now() + limitSeconds * 1000;
  for (let isFirst = true; ; isFirst = false) {
    const tried = await create(file, text);
    if (tried !== "taken") {
      return tried === "made" ? keep(host, file, text) : { release: async () => {} };
    }
    const other = await findOther(file, text);
    if (other === "gone") {
      continue;
    }
    if (other === "unwritable") {
      return { release: async () => {} };
    }
    const described = other.owner === undefined ? "another run" : `another run (process ${other.owner.pid})`;
    if (performance.now() > end) {
      const way = ["try again when it has ended", otherwise].filter((each) => each !== undefined).join(", or ");
      throw new UserError({ code, text: `${name}: ${described} is still writing to ${directory}; ${way}` });
    }
    if (isFirst) {
      host.log.info(`${name}: waiting for ${described}, which is writing to ${directory}`);
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

function keep({ temporaries }: Pick<Host, "temporaries">, file: string, text: string): Hold {
  temporaries.add(file);
  const timer = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, renewalMs).unref();
  return {
    async release() {
      clearInterval(timer);
      if ((await readLock(file))?.text === text) {
        await rm(file, { force: true }).catch(() => {});
      }
      temporaries.delete(file);
    },
  };
}

/** Who has the lock. What is left of a run that lives no more is removed. */
async function findOther(file: string, text: string): Promise<OwnerRecord | "gone" | "unwritable"> {
  const found = await readLock(file);
  if (found === undefined) {
    return "gone";
  }
  return (await isGone(found, leaseMs)) ? removeLeft(file, found, text) : found;
}

/** What no run has written has no owner, and the time of the file itself. */
async function readLock(file: string): Promise<OwnerRecord | undefined> {
  const found = await lstat(file).catch(() => undefined);
  return found && (await readOwnerRecord(file).catch(() => ({ text: "", owner: undefined, renewed: found.mtime })));
}

/**
 * Removes a lock that was left. Many may find it so, and one that comes late must not remove the lock that another has made
 * meanwhile: whoever removes it holds a lock of its own, named after the very record, and looks again.
 */
async function removeLeft(file: string, left: OwnerRecord, text: string): Promise<"gone" | "unwritable"> {
  const guard = `${file}-${createHash("sha256").update(left.text).digest("hex").slice(0, 16)}`;
  const tried = await create(guard, text);
  if (tried === "taken") {
    const other = await findOther(guard, text);
    await sleep(typeof other === "object" ? guardMs : 0);
    return other === "unwritable" ? other : "gone";
  }
  if (tried === "impossible") {
    return "unwritable";
  }
  try {
    const found = await readLock(file);
    if (found?.text === left.text && (await isGone(found, leaseMs))) {
      await rm(file, { recursive: true, force: true }).catch(() => {});
    }
  } finally {
    await rm(guard, { force: true }).catch(() => {});
  }
  return "gone";
}
