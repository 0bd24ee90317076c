import type { ProblemPage } from "./document.ts";

export const machine = {
  "program-does-not-start": {
    title: "A program cannot be started",
    about:
      "A tool is not on PATH, is not executable, or the system refuses to start it: its command or environment is too long, or there are too many processes. Install it, or make it executable; the message names it.",
    example: 'cannot start "apt-get": not found on PATH',
    reference: "docs/explain/where-it-runs.md",
  },
  cancelled: {
    title: "The run was cancelled",
    about: "The job was cancelled, or somebody pressed Ctrl+C, while a program ran. Nothing is wrong with the program.",
    example: 'cannot start "go": the run was cancelled',
    reference: "docs/explain/how-it-works.md",
  },
  "too-much-output": {
    title: "A program printed too much",
    about:
      "What programs print is kept in memory, up to a limit, and the program was ended at it. It may print in a circle; run it by itself to see what.",
    example: '"go" printed more than 256 MiB',
    reference: "docs/explain/limits.md",
  },
  "permission-denied": {
    title: "The system does not permit it",
    about:
      "A file or directory belongs to another user, or its file system is read-only. The message has the system's words with the path. Change its owner or permissions, or name another directory.",
    example: "EACCES: permission denied, open '/home/me/dist/SHA256SUMS'",
    reference: "https://man7.org/linux/man-pages/man3/errno.3.html",
  },
  "system-error": {
    title: "The system refuses something",
    about:
      "A file, a directory or a connection cannot be used, for a reason that the message has in the system's own words. Mend it there, and run again.",
    example: "EIO: i/o error, read",
    reference: "https://man7.org/linux/man-pages/man3/errno.3.html",
  },
} satisfies ProblemPage;
