import type { FailedStage } from "../evidence.ts";
import type { Row } from "../row.ts";

const always: readonly FailedStage[] = ["survey", "plan", "toolchain", "build", "verify", "publish"];

export const machine: readonly Row[] = [
  {
    code: "disk-full",
    tool: "machine",
    title: "A disk is full",
    about:
      "The temporary directory, Go's caches, the toolchains and `out-dir` may be on different disks. The message names the one without room; free some, or move it: TMPDIR, GOCACHE, XDG_CACHE_HOME, `out-dir`.",
    reference: "docs/explain/where-it-runs.md",
    rank: "first",
    stages: [...always, "run"],
    signs: [/\bENOSPC\b|\bEDQUOT\b|no space left on device|disk quota exceeded/i],
    explain: (found) => {
      const place = /(?:open|write|mkdir|copyfile|to) '?(\/[^\s':]+)/.exec(found.line.raw)?.[1];
      return {
        cause: `a disk is full${place === undefined ? "" : `: there was no room for ${place}`}`,
        fix: "free some space, or set TMPDIR, GOCACHE or `out-dir` to a directory on another disk",
      };
    },
  },
  {
    code: "out-of-memory",
    tool: "machine",
    title: "The machine is out of memory",
    about:
      "The kernel kills the largest program when memory runs out: a compiler or a linker ends with `Killed` or signal 9. Build fewer targets at the same time (`jobs: 1`), compile fewer packages at the same time (`go-flags: -p=1`), or take a larger machine.",
    reference: "docs/explain/speed.md",
    rank: "first",
    stages: always,
    signs: [
      /Killed signal terminated program (?<tool>\S+)/,
      /(?<tool>(?<![\w+.-])[\w+.-]+): (?:signal: killed|terminated with signal 9|internal compiler error: Killed)/,
      /signal: killed|unable to execute command: Killed|terminated with signal 9 \[Killed\]/,
      /virtual memory exhausted|(?<!errno = )(?:[Cc]annot|could not) allocate memory|runtime: (?:out of memory|cannot allocate memory)|memory exhausted|out of memory allocating|std::bad_alloc|LLVM ERROR: out of memory/,
      /^go build \S+ was killed/,
    ],
    explain: (found) => ({
      cause: `the machine ran out of memory, and the kernel killed ${found.groups["tool"] ?? "the compiler"}`,
      fix: "build fewer targets at the same time with `jobs: 1`, compile fewer packages at the same time with `go-flags: -p=1`, or take a machine with more memory",
    }),
  },
  {
    code: "not-executable",
    tool: "machine",
    title: "A program may not be executed",
    about:
      "A program that was just made may not be started: its directory is on a disk that is mounted `noexec`, or the file lacks the permission. Set TMPDIR or the directory of the cache to another disk, or `chmod +x` the file.",
    reference: "https://man7.org/linux/man-pages/man8/mount.8.html",
    stages: ["survey", "build"],
    signs: [/(?:fork\/exec|exec) (?<file>\S+): permission denied/, /(?<!\S)'?(?<file>\/\S+?)'?: Permission denied$/],
    explain: (found) => ({
      cause: `${found.groups["file"] ?? "a program"} may not be executed`,
      fix: "make it executable (`chmod +x`), or, if its disk is mounted noexec, set TMPDIR to a directory on another one",
    }),
  },
  {
    code: "too-many-open-files",
    tool: "machine",
    title: "Too many open files",
    about: "The limit of open files is too low for so many compilers. Raise it (`ulimit -n 4096`), or set `jobs: 1`.",
    reference: "https://man7.org/linux/man-pages/man2/getrlimit.2.html",
    rank: "first",
    stages: always,
    signs: [/too many open files|\bEMFILE\b/i],
    explain: () => ({
      cause: "the limit of open files of this machine is reached",
      fix: "raise it with `ulimit -n 4096` in the step that starts this, or set `jobs: 1`",
    }),
  },
];
