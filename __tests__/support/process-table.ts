import { readdirSync, readFileSync } from "node:fs";

// The processes of this machine, from Linux's /proc. Everything is empty for a process that is gone.

/** The processes that were started with a variable of this value in their environment, or inherited it. */
export function processesWith(variable: string, value: string): readonly number[] {
  return listProcesses().filter((pid) => readProc(pid, "environ").split("\0").includes(`${variable}=${value}`));
}

/** The processes that have a text anywhere in their environment. */
export function processesCarrying(text: string): readonly number[] {
  return listProcesses().filter((pid) => readProc(pid, "environ").includes(text));
}

/** The children of a process, and theirs. */
export function descendantsOf(pid: number): readonly number[] {
  const table = listProcesses().map((one) => ({ pid: one, parent: Number(statusOf(one, "PPid")) }));
  const found = [pid];
  for (const one of found) {
    found.push(...table.filter(({ parent }) => parent === one).map((child) => child.pid));
  }
  return found.slice(1);
}

export function commandLineOf(pid: number): string {
  return readProc(pid, "cmdline").replaceAll("\0", " ").trim();
}

/** The most memory, in bytes, that the process has had at once. */
export function peakMemoryOf(pid: number): number {
  return Number.parseInt(statusOf(pid, "VmHWM") || "0", 10) * 1024;
}

export function isAlive(pid: number): boolean {
  const state = statusOf(pid, "State");
  return state !== "" && !state.startsWith("Z");
}

export function killQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has exited meanwhile.
  }
}

function listProcesses(): readonly number[] {
  return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

function statusOf(pid: number, field: string): string {
  return new RegExp(`^${field}:\\s*(.*)$`, "m").exec(readProc(pid, "status"))?.[1] ?? "";
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    return "";
  }
}
