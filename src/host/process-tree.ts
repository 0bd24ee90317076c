import { AsyncLocalStorage } from "node:async_hooks";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { reaperVariable } from "./reaper.ts";
import type { Environment, RunningProcess } from "./types.ts";

/**
 * Child processes that are terminated together with all their descendants.
 *
 * The published clients (@actions/exec, and @actions/cache through it) do not expose the children they start, and a child
 * that called setsid has left its process group. So every child gets an environment variable that its descendants inherit.
 * The members of a tree are found by that variable in /proc, by the children that Node reports on its `child_process`
 * diagnostics channel, and by descent from both; programs under test also have a reaper (reaper.ts). GitHub's runner finds orphans in the same way (RUNNER_TRACKING_ID).
 */
export type ProcessTree = {
  /** The value of treeVariable of every member, or a prefix of it. */
  readonly mark: string;
  readonly parent: ProcessTree | undefined;
  /** The running children that Node has started in this tree or in a subtree. */
  readonly children: Set<ChildProcess>;
  killed: boolean;
  /** The signal that ended the child which ended last, such as `SIGSEGV`; undefined where none did. */
  signal: string | undefined;
};

/** The environment variable that marks the members of a tree. */
export const treeVariable = "CGO_CROSS_CHILD";

/** How long killTree keeps looking for members, in milliseconds: a process in a system call can outlast a signal. */
const killTimeoutMs = 2000;

const current = new AsyncLocalStorage<ProcessTree>();

/** The tree of everything that a run starts. A run that is itself part of another run's tree keeps that mark as a prefix. */
export function makeRootTree(environment: Environment): ProcessTree {
  return newTree(undefined, environment[treeVariable] || undefined);
}

/** A subtree, which is killed with its parent. */
export function makeTree(parent: ProcessTree): ProcessTree {
  return newTree(parent, parent.mark);
}

function newTree(parent: ProcessTree | undefined, outer: string | undefined): ProcessTree {
  const own = randomBytes(9).toString("hex");
  return {
    mark: outer === undefined ? own : `${outer}/${own}`,
    parent,
    children: new Set(),
    killed: false,
    signal: undefined,
  };
}

/** Runs `work` such that every child which is started in it, at any depth, is a member of the tree. */
export function runInTree<T>(tree: ProcessTree, work: () => Promise<T>): Promise<T> {
  return current.run(tree, work);
}

/** True once the tree or one that it is part of was killed. */
export function wasKilled(tree: ProcessTree | undefined): boolean {
  return tree !== undefined && (tree.killed || wasKilled(tree.parent));
}

/**
 * Sends SIGKILL to all members and to those that they start meanwhile; what is started in the tree later is killed at once.
 * Synchronous, since it is called from signal handlers; usually takes a few milliseconds.
 */
export function killTree(tree: ProcessTree): void {
  tree.killed = true;
  const deadline = performance.now() + killTimeoutMs;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    const members = findMembers(tree);
    if (members.length === 0) {
      return;
    }
    // A reaper last: with it alive, what is orphaned meanwhile is still a descendant.
    const others = members.filter(({ isReaper }) => !isReaper);
    const isLast = performance.now() > deadline;
    for (const { pid } of others.length === 0 || isLast ? members : others) {
      sendSignal(pid);
    }
    if (isLast) {
      return;
    }
    Atomics.wait(pause, 0, 0, 4);
  }
}

/** Sends SIGTERM to all members: a child that is downloading a file then leaves it such that it can resume. */
export function terminateTree(tree: ProcessTree): void {
  // The youngest first: a worker whose parent is gone exits by itself, without cleaning up.
  for (const { pid } of findMembers(tree).reverse()) {
    sendSignal(pid, "SIGTERM");
  }
}

/** What the members are at now; nothing where the system does not tell, as without /proc. */
export function describeMembers(tree: ProcessTree): readonly RunningProcess[] {
  return findMembers(tree).flatMap(({ pid }) => {
    const args = read(`/proc/${pid}/cmdline`)?.replace(/\0$/, "").split("\0");
    const directory = readLink(`/proc/${pid}/cwd`);
    return args === undefined || directory === undefined ? [] : [{ args, directory }];
  });
}

subscribe("child_process", (message) => {
  const tree = current.getStore();
  const child = startedChild(message);
  if (tree === undefined || child === undefined) {
    return;
  }
  adopt(tree, child);
});

function adopt(tree: ProcessTree, child: ChildProcess): void {
  for (let next: ProcessTree | undefined = tree; next !== undefined; next = next.parent) {
    const each = next;
    const { children } = each;
    children.add(child);
    child.once("exit", (_code, signal) => {
      children.delete(child);
      each.signal = signal ?? undefined;
    });
    child.once("error", () => children.delete(child));
  }
  // The message is published before the child is spawned; by the next tick it is running and has its streams.
  process.nextTick(() => {
    // A child that exits without reading its input must not crash this process: @actions/exec leaves EPIPE uncaught.
    child.stdin?.on("error", () => {});
    if (wasKilled(tree)) {
      killTree(tree);
    }
  });
}

function startedChild(message: unknown): ChildProcess | undefined {
  // The shape is documented with Node's built-in channels: { process: ChildProcess }.
  return (message as { process?: ChildProcess }).process;
}

type Member = { readonly pid: number; readonly isReaper: boolean };

type Row = Member & { readonly parent: number; readonly marked: boolean };

/** All living members, this process left out. */
function findMembers(tree: ProcessTree): Member[] {
  const own = [...tree.children].flatMap((child) => (child.pid === undefined || hasExited(child) ? [] : [child.pid]));
  const table = readProcesses(tree.mark);
  if (table === undefined) {
    return own.map((pid) => ({ pid, isReaper: false })); // No /proc, as on macOS: the children themselves are all that can be found.
  }
  const members = new Set(table.filter((row) => row.marked || own.includes(row.pid)).map((row) => row.pid));
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const row of table) {
      if (members.has(row.parent)) {
        members.add(row.pid);
      }
    }
  }
  return table.filter(({ pid }) => members.has(pid));
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

/** Undefined for a process that is gone or a zombie. */
function readRow(pid: number, mark: string): Row | undefined {
  // The name in parentheses may itself hold parentheses and spaces; the state and the parent follow the last one.
  const stat = read(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ");
  if (stat === undefined || stat[0] === "Z" || stat[0] === "X") {
    return undefined;
  }
  const variables = read(`/proc/${pid}/environ`)?.split("\0") ?? [];
  const value = `${treeVariable}=${mark}`;
  return {
    pid,
    parent: Number(stat[1]),
    isReaper: variables.includes(`${reaperVariable}=1`),
    marked: variables.some((variable) => variable === value || variable.startsWith(`${value}/`)),
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined; // It has exited meanwhile, or belongs to another user.
  }
}

function readLink(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    return undefined;
  }
}

function sendSignal(pid: number, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has exited meanwhile.
  }
}
