import { constants } from "node:fs";
import { open, readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";

/** A process, such that another on the same machine can tell whether it still lives. */
export type Owner = {
  readonly pid: number;
  /** When it started, as its system counts: ticks since the machine did; empty where the system does not say. */
  readonly started: string;
  /** Within what the number is the process's own: one boot of a machine and, on Linux, one process namespace of it. */
  readonly space: string;
};

/** What is left of another run: whose, and when that wrote to it last. */
export type OwnerRecord = { readonly text: string; readonly owner: Owner | undefined; readonly renewed: Date };

/** More would be read from a file that no run has written. */
const recordLimit = 4096;

/**
 * Reads a record. No link is followed, a FIFO does not block, and what no run has written has no owner.
 * @throws The system's own error where it cannot be read.
 */
export async function readOwnerRecord(file: string): Promise<OwnerRecord> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await handle.stat();
    const text = found.isFile() && found.size <= recordLimit ? await handle.readFile("utf8") : "";
    return { text, owner: parseOwner(text), renewed: found.mtime };
  } finally {
    await handle.close();
  }
}

/** This process. */
export async function describeOwner(): Promise<Owner> {
  return { pid: process.pid, started: (await startOf("self")) ?? "", space: await describeSpace() };
}

/** The owner that a record names; undefined where the text is none. */
function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, started, space } = JSON.parse(text) as Partial<Record<keyof Owner, unknown>>;
    return typeof pid === "number" &&
      Number.isSafeInteger(pid) &&
      pid > 0 &&
      typeof started === "string" &&
      typeof space === "string"
      ? { pid, started, space }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether the process that a record names no longer lives: at once where this process would see it, else once it has not
 * renewed its record for so many milliseconds.
 */
export async function isGone({ owner, renewed }: Omit<OwnerRecord, "text">, leaseMs: number): Promise<boolean> {
  if (owner === undefined || owner.space === "" || owner.space !== (await describeSpace())) {
    return Date.now() - renewed.getTime() > leaseMs;
  }
  if (!isRunning(owner.pid)) {
    return true;
  }
  const started = owner.started === "" ? undefined : await startOf(owner.pid);
  return started !== undefined && started !== owner.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Field 22 of proc(5)'s stat: the second field, the only one with spaces in it, ends at the last parenthesis. */
async function startOf(pid: number | "self"): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ")[22 - 3];
}

/** Empty where nothing tells one from another: a number says nothing then. */
async function describeSpace(): Promise<string> {
  if (process.platform !== "linux") {
    return `${process.platform} ${hostname()}`;
  }
  try {
    const [boot, namespace] = await Promise.all([
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
      readlink("/proc/self/ns/pid"),
    ]);
    return `${boot.trim()} ${namespace}`;
  } catch {
    return "";
  }
}
