import { readFileSync } from "node:fs";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";

/** The text of a file; undefined where there is none. */
export type ReadText = (file: string) => string | undefined;

/** The files of a control group's memory in both versions, and the field of its statistics that counts idle cache. */
const versions = [
  {
    controller: "",
    mount: "/sys/fs/cgroup",
    limit: "memory.max",
    usage: "memory.current",
    idleCache: "inactive_file",
  },
  {
    controller: "memory",
    mount: "/sys/fs/cgroup/memory",
    limit: "memory.limit_in_bytes",
    usage: "memory.usage_in_bytes",
    idleCache: "total_inactive_file",
  },
] as const;

/**
 * The bytes of memory that are available to programs: what the kernel has available, or what is left below the limit of the
 * control group (the container, the systemd unit) of this process, whichever is less. Reclaimable cache counts as available
 * in both. Half the machine's memory where there is no /proc/meminfo.
 * Source: proc_meminfo(5), MemAvailable; the kernel's admin-guide, cgroup-v2.rst and cgroup-v1/memory.rst.
 */
export function readAvailableMemory(read: ReadText = readText): number {
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(read("/proc/meminfo") ?? "")?.[1];
  if (kilobytes === undefined) {
    return Math.floor(totalmem() / 2);
  }
  const groups = (read("/proc/self/cgroup") ?? "").split("\n");
  const left = versions.flatMap((version) => groups.flatMap((line) => readLeft(read, version, line)));
  return Math.max(0, Math.min(Number(kilobytes) * 1024, ...left));
}

/** What is left in a control group and in each of its parents. A container may see a path that is outside its own mount. */
function readLeft(read: ReadText, version: (typeof versions)[number], line: string): readonly number[] {
  const [, controllers = "", path = ""] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
  if (path === "" || !controllers.split(",").includes(version.controller)) {
    return [];
  }
  const left: number[] = [];
  for (let group = path; ; group = dirname(group)) {
    const file = (name: string) => read(join(version.mount, group, name))?.trim() ?? "";
    const [limit, usage] = [file(version.limit), file(version.usage)];
    // Without a limit it says `max`, or a number near 2^63.
    if (/^\d+$/.test(limit) && /^\d+$/.test(usage)) {
      const idle = new RegExp(`^${version.idleCache} (\\d+)$`, "m").exec(file("memory.stat"))?.[1];
      left.push(Number(limit) - Number(usage) + Number(idle ?? 0));
    }
    if (group === "/") {
      return left;
    }
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
