import { AsyncLocalStorage } from "node:async_hooks";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { readdirSync, readFileSync } from "node:fs";
import type { Environment } from "./types.ts";

/**
 * Ending child processes together with everything they started.
 *
 * The published clients (@actions/exec, and @actions/cache through it) start children without handing them out, and a
 * process group does not hold a child that called setsid. So every child is given a variable in its environment that its
 * descendants inherit, and a family is found again by that variable in /proc, by the children Node tells of on its
 * `child_process` diagnostics channel, and by descent from both. GitHub's runner finds its orphans in the same way
 * (RUNNER_TRACKING_ID).
 */
export type ProcessTree = {
  /** The value of TREE_VARIABLE that every member has, or that the value of every member begins with. */
  readonly mark: string;
  readonly parent: ProcessTree | undefined;
  /** The children that Node has started for this family, or for one inside it, and that have not ended. */
  readonly children: Set<ChildProcess>;
  ended: boolean;
};

/** The variable that members of a family carry. */
export const TREE_VARIABLE = "CGO_CROSS_CHILD";

/** For how long killTree goes on looking for members, in milliseconds: a process in the kernel can outlast a signal. */
const KILL_TIMEOUT = 2000;

const current = new AsyncLocalStorage<ProcessTree>();

/** The family of all that a run starts. The run may itself be a child of another, and then carries its mark. */
export function makeRootTree(environment: Environment): ProcessTree {
  return newTree(undefined, environment[TREE_VARIABLE] || undefined);
}

/** A family inside another, with which it is ended. */
export function makeTree(parent: ProcessTree): ProcessTree {
  return newTree(parent, parent.mark);
}

function newTree(parent: ProcessTree | undefined, outer: string | undefined): ProcessTree {
  const own = randomBytes(9).toString("hex");
  return { mark: outer === undefined ? own : `${outer}/${own}`, parent, children: new Set(), ended: false };
}

/** Runs `work` such that every child which is started in it, however deep, belongs to the family. */
export function runInTree<T>(family: ProcessTree, work: () => Promise<T>): Promise<T> {
  return current.run(family, work);
}

/** True when the family or one that it belongs to was ended. */
export function hasEnded(family: ProcessTree | undefined): boolean {
  return family !== undefined && (family.ended || hasEnded(family.parent));
}

/**
 * Ends all members with SIGKILL, and those that they start meanwhile; whatever is started in the family later is ended at
 * once. Synchronous, since it is called from signal handlers; takes a few milliseconds where nothing resists.
 */
export function killTree(family: ProcessTree): void {
  family.ended = true;
  const retryPolicy = performance.now() + KILL_TIMEOUT;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    const members = findMembers(family);
    if (members.length === 0 || performance.now() > retryPolicy) return;
    for (const pid of members) kill(pid);
    Atomics.wait(pause, 0, 0, 4);
  }
}

/** Asks all members to end, with SIGTERM: a child that was fetching a file then leaves it such that it can go on with it. */
export function terminateTree(family: ProcessTree): void {
  // The youngest first: a worker whose master is gone already ends by itself, and not in that order.
  for (const pid of findMembers(family).reverse()) kill(pid, "SIGTERM");
}

subscribe("child_process", (message) => {
  const family = current.getStore();
  const child = startedChild(message);
  if (family === undefined || child === undefined) return;
  adopt(family, child);
});

function adopt(family: ProcessTree, child: ChildProcess): void {
  for (let each: ProcessTree | undefined = family; each !== undefined; each = each.parent) {
    const { children } = each;
    children.add(child);
    child.once("exit", () => children.delete(child));
    child.once("error", () => children.delete(child));
  }
  // The channel speaks before the child is spawned; by the next tick it is running and has its streams.
  process.nextTick(() => {
    // A child that ends without reading its input must not end this process: @actions/exec leaves EPIPE uncaught.
    child.stdin?.on("error", () => {});
    if (hasEnded(family)) killTree(family);
  });
}

function startedChild(message: unknown): ChildProcess | undefined {
  // The shape is documented with Node's built-in channels: { process: ChildProcess }.
  return (message as { process?: ChildProcess }).process;
}

type Row = { readonly pid: number; readonly parent: number; readonly marked: boolean };

/** The process ids of all living members, this process left out. */
function findMembers(family: ProcessTree): number[] {
  const own = [...family.children].flatMap((child) => (child.pid === undefined || hasExited(child) ? [] : [child.pid]));
  const table = readProcesses(family.mark);
  if (table === undefined) return own; // No /proc, as on macOS: the children themselves are all that can be found.
  const members = new Set(table.filter((row) => row.marked || own.includes(row.pid)).map((row) => row.pid));
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const row of table) if (members.has(row.parent)) members.add(row.pid);
  }
  return [...members];
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function readProcesses(mark: string): readonly Row[] | undefined {
  try {
    return readdirSync("/proc")
      .filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid)
      .flatMap((name) => readRow(Number(name), mark) ?? []);
  } catch {
    return undefined;
  }
}

/** Undefined for a process that is gone or only waits to be collected. */
function readRow(pid: number, mark: string): Row | undefined {
  // The name in parentheses may itself hold parentheses and spaces; the state and the parent follow the last one.
  const stat = read(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ");
  if (stat === undefined || stat[0] === "Z" || stat[0] === "X") return undefined;
  const variables = read(`/proc/${pid}/environ`)?.split("\0") ?? [];
  const value = `${TREE_VARIABLE}=${mark}`;
  return {
    pid,
    parent: Number(stat[1]),
    marked: variables.some((variable) => variable === value || variable.startsWith(`${value}/`)),
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined; // Gone meanwhile, or another user's.
  }
}

function kill(pid: number, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone meanwhile.
  }
}
