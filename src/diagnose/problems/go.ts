import type { ProblemPage } from "./document.ts";

export const go = {
  "no-go": {
    title: "There is no Go",
    about:
      "Go builds the program, and there is no `go` on PATH. In a workflow, add a step with actions/setup-go before this one. On a terminal, install Go from go.dev/dl and open a new terminal.",
    example:
      "there is no `go` on PATH: add a step with actions/setup-go before this one, or install Go and open a new terminal",
    reference: "https://go.dev/doc/install",
  },
  "go-failed": {
    title: "Go ends with an error of its own",
    about:
      "A command of Go's, such as `go env` or `go list`, failed before anything was built, with words that these pages do not know; the message has them. Run the same command in the module's directory to see it alone.",
    example: "go ended with exit code 2",
    reference: "https://pkg.go.dev/cmd/go",
  },
  "go-flags": {
    title: "Go does not take the flags",
    about:
      "`go build` itself refuses what is in `go-flags`, or Go's linker or compiler what is in `ldflags` or `gcflags`: there is no such flag, or it does not have such a value. `go help build`, `go tool link -help` and `go tool compile -help` list the flags of the Go in use.",
    example: "go-flags: flag provided but not defined: -trimpaths; `go help build` lists the flags and their values",
    reference: "https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies",
  },
  "no-main-package": {
    title: "What is to be built is not a program",
    about:
      "Only a package named `main` makes a binary, and `package` names another one, or a pattern without any. Name the directory of a main package, such as `./cmd/app`, or a pattern that has some in it, such as `./...`. Where only tests are to be run, set `test`.",
    example:
      'package: "." is package hello, not main, so it makes no binary; name the directory of a main package, such as `./cmd/app`, or use a pattern such as `./...`',
    reference: "docs/reference/inputs.md",
  },
  "package-without-match": {
    title: "No package matches",
    about:
      "`package` names nothing that the module has. Paths begin with `./` and are relative to `working-directory`; without `./` it is an import path.",
    example: 'package: nothing matches "./cmd/..."; name a main package of the module, such as `.` or `./cmd/...`',
    reference: "docs/reference/inputs.md",
  },
  "file-as-package": {
    title: "A file is named in place of a package",
    about:
      "`package` names a .go file. A package is a directory with all its files; of a single one Go would leave out the others, and the C files among them. Name the directory.",
    example: 'package: "main.go" is a file; name the directory it lies in, such as `.` or `./cmd/app`',
    reference: "docs/reference/inputs.md",
  },
  "package-error": {
    title: "A package cannot be loaded",
    about:
      "Go finds the package and cannot make sense of it: an import cycle, a file that does not parse, two packages in one directory. The message has Go's words and the line.",
    example: "package: example.com/app: app.go:1:1: expected 'package', found 'EOF'",
    reference: "https://go.dev/ref/spec#Packages",
  },
} satisfies ProblemPage;
