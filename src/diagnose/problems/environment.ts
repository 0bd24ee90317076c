import type { ProblemPage } from "./document.ts";

export const environment = {
  "environment-not-allowed": {
    title: "The environment has a setting that is not allowed",
    about:
      "A variable of the job, such as GOFLAGS or CGO_LDFLAGS, makes a compiler or Go run another program, load code into itself, or write somewhere else. Earlier steps can set variables, so they are held to the same rules as inputs. Unset it, or, if it is meant, name it in `allow-environment`.",
    example:
      "LD_PRELOAD of the environment is not allowed: it loads code into every program; unset it, or set `allow-environment: LD_PRELOAD`",
    reference: "docs/reference/environment.md",
  },
  "job-compiler": {
    title: "The compiler that the job names cannot be used",
    about:
      "CC or CXX of the environment (or of `go env -w`) names a compiler that is not there, or that cannot link a program of one line. Correct the variable, or unset it to have a compiler chosen.",
    example: "CC=gcc-14: there is no gcc-14 on PATH; correct CC, or unset it to have a compiler chosen",
    reference: "docs/explain/compilers.md",
  },
  "no-writable-directory": {
    title: "There is no directory that can be written to",
    about:
      "Toolchains and temporary files need a directory, and none of those that were tried can be written to. The message says why for each, and which variable names another one.",
    example:
      "there is no directory for temporary files: /tmp is read-only; set TMPDIR to a directory that can be written to",
    reference: "docs/explain/where-it-runs.md",
  },
  "runner-files": {
    title: "The runner cannot be told of the result",
    about:
      "A runner names files for outputs, variables and the summary (GITHUB_OUTPUT and others), and a step writes to them. Here one is missing, cannot be written to, or cannot take a value. Leave these variables as the runner sets them; in a container of your own mount their directory.",
    example:
      "the runner could not be told of the result: GITHUB_OUTPUT is /github/out, but there is no such file. Leave these variables as the runner sets them, and in a container of your own mount the directory of these files",
    reference: "docs/recipes/containers.md",
  },
} satisfies ProblemPage;
