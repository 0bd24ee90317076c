import type { ProblemPage } from "./document.ts";

export const run = {
  "no-such-file": {
    title: "There is no such file",
    about: "A command is given a file that is not there. Paths are relative to the current directory.",
    example: "there is no file dist/hello_linux_arm64",
    reference: "docs/explain/running.md",
  },
  "not-a-program-file": {
    title: "The file is not a program",
    about:
      "`cgo-cross run` starts programs for Linux, Windows and this machine. The file is a library, a directory, text, or of a format that is not known.",
    example: "dist/hello.tar.gz is no program of a format that is known here",
    reference: "docs/explain/running.md",
  },
  "cannot-run-here": {
    title: "The program cannot be run on this machine",
    about:
      "There is no emulator for the program's platform here, or the emulator cannot do what the program asks for. The message says which it is. Run it on a machine of its own platform.",
    example: "hello_freebsd_amd64 is for freebsd/amd64, and cannot be started here: there is no emulator for it",
    reference: "docs/explain/running.md",
  },
} satisfies ProblemPage;
