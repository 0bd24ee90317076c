import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";

/** A process, such that another on the same machine can tell whether it still lives. */
export type Owner = {
  readonly pid: number;
  /** When it started, as its system counts: ticks since the machine did; empty where the system does not say. */
  readonly started: string;
  /** Within what the number is the process's own: one boot of a machine and, on Linux, one process namespace of it. */
  readonly space: string;
};

/** A process that lives writes to what it owns at least so often, in milliseconds. */
export const renewalMs = 3_600_000;

/** Where nobody can tell whether the owner lives: what it has not renewed for so long is nobody's. */
const leaseMs = 24 * renewalMs;

/** This process. */
export async function describeOwner(): Promise<Owner> {
  return { pid: process.pid, started: (await startOf("self")) ?? "", space: await describeSpace() };
}

/** The owner that a record names; undefined where the text is none. */
export function parseOwner(text: string): Owner | undefined {
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
 * renewed its record for a day.
 * @param renewed When the record was written to last.
 */
export async function isGone(owner: Owner, renewed: Date): Promise<boolean> {
  if (owner.space === "" || owner.space !== (await describeSpace())) {
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
