import { totalmem } from "node:os";
import { describe, expect, it } from "vitest";
import { readAvailableMemory } from "../../src/host/memory.ts";

const meminfo =
  "MemTotal:       24684096 kB\nMemFree:         1022496 kB\nMemAvailable:    20971520 kB\nBuffers:   1 kB\n";
const GiB = 2 ** 30;

/** The available memory of a machine with these files. */
function readOf(files: Readonly<Record<string, string>>): number {
  return readAvailableMemory((file) => files[file]);
}

describe("readAvailableMemory", () => {
  it("is what the kernel reports if no control group has a limit", () => {
    expect(readOf({ "/proc/meminfo": meminfo })).toBe(20 * GiB);
    const files = {
      "/proc/meminfo": meminfo,
      "/proc/self/cgroup": "0::/user.slice/a.service\n",
      "/sys/fs/cgroup/user.slice/a.service/memory.max": "max\n",
      "/sys/fs/cgroup/user.slice/a.service/memory.current": "1000\n",
    };
    expect(readOf(files)).toBe(20 * GiB);
  });

  it("is what is left below the limit of a cgroup v2, with reclaimable cache counted as available", () => {
    const files = {
      "/proc/meminfo": meminfo,
      "/proc/self/cgroup": "0::/\n",
      "/sys/fs/cgroup/memory.max": `${4 * GiB}\n`,
      "/sys/fs/cgroup/memory.current": `${3 * GiB}\n`,
      "/sys/fs/cgroup/memory.stat": `anon ${GiB}\nfile ${2 * GiB}\ninactive_file ${1.5 * GiB}\nactive_file ${GiB / 2}\n`,
    };
    expect(readOf(files)).toBe(2.5 * GiB);
    expect(readOf({ ...files, "/sys/fs/cgroup/memory.max": `${30 * GiB}\n` })).toBe(20 * GiB);
  });

  it("is also bounded by the limits of all parent groups", () => {
    const group = (path: string, limit: string, usage: number) => ({
      [`/sys/fs/cgroup${path}/memory.max`]: limit,
      [`/sys/fs/cgroup${path}/memory.current`]: String(usage),
    });
    const files = {
      "/proc/meminfo": meminfo,
      "/proc/self/cgroup": "0::/a/b/c\n",
      ...group("/a/b/c", "max", 0),
      ...group("/a/b", String(8 * GiB), 2 * GiB),
      ...group("/a", String(8 * GiB), 7 * GiB),
    };
    expect(readOf(files)).toBe(GiB);
  });

  it("reads cgroup v1, where a container sees a path outside its own mount", () => {
    const files = {
      "/proc/meminfo": meminfo,
      "/proc/self/cgroup": "9:name=systemd:/\n5:cpu,memory:/docker/0123\n2:cpuset:/\n0::/\n",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": `${2 * GiB}\n`,
      "/sys/fs/cgroup/memory/memory.usage_in_bytes": `${GiB}\n`,
      "/sys/fs/cgroup/memory/memory.stat": `inactive_file 1\ntotal_inactive_file ${GiB / 4}\n`,
    };
    expect(readOf(files)).toBe(1.25 * GiB);
    expect(readOf({ ...files, "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n" })).toBe(20 * GiB);
  });

  it("is never negative", () => {
    const files = {
      "/proc/meminfo": meminfo,
      "/proc/self/cgroup": "0::/\n",
      "/sys/fs/cgroup/memory.max": "1000\n",
      "/sys/fs/cgroup/memory.current": "2000\n",
    };
    expect(readOf(files)).toBe(0);
  });

  it("is half of the total memory without /proc, as on macOS", () => {
    expect(readOf({})).toBe(Math.floor(totalmem() / 2));
  });

  it("is plausible on this machine", () => {
    expect(readAvailableMemory()).toBeGreaterThan(100 * 2 ** 20);
    expect(readAvailableMemory()).toBeLessThan(totalmem());
  });
});
