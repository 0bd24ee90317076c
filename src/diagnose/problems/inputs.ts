import type { ProblemPage } from "./document.ts";

export const inputs = {
  "unknown-input": {
    title: "There is no input of this name",
    about:
      "A workflow gives an input that the action does not have: the name is misspelt, or is that of another action. The message names the nearest one, or all of them; change the name in the `with:` of the step.",
    example: 'unknown input "target"; did you mean "targets"?',
    reference: "docs/reference/inputs.md",
  },
  "input-value": {
    title: "An input or option has a value that it does not take",
    about:
      "The message says what was expected, what was given, and what the value is without it. Correct it, or leave the input out.",
    example: 'glibc: expected a version such as 2.31, got "latest" (default: that of the distribution that builds)',
    reference: "docs/reference/inputs.md",
  },
  "input-character": {
    title: "An input has a character in it that cannot be seen",
    about:
      "Control characters, and those that change the direction of a text, make a value look like another one, so they are not allowed. They come from copied text, or from a variable with a line break at its end. Type the value anew.",
    example: 'name: "hello\\u0007" contains the character "\\u0007", which is not allowed; remove it',
    reference: "docs/reference/inputs.md",
  },
  "unclosed-quote": {
    title: "Quotes that do not match",
    about:
      "Inputs with several words are split as Go splits them: at spaces, except between quotes of one kind. A quote was not closed, a line break stands between quotes, or the quotes are around the whole text, which would then be a single word.",
    example: "cgo-cflags: unterminated ' string in \"'-DNAME=a b\"; close it with the same quote",
    reference: "docs/reference/inputs.md",
  },
  "unknown-placeholder": {
    title: "A placeholder that does not exist",
    about:
      "`artifact-name` may have `{name}`, `{target}`, `{os}`, `{arch}` and `{variant}` in it, and words for compilers may have `{workspace}` with a `$` before it. Something else stands in such braces, or a brace has no partner. Write one of those.",
    example:
      'artifact-name: unknown placeholder "{platform}" in "{name}-{platform}"; the placeholders are {name}, {target}, {os}, {arch} and {variant}',
    reference: "docs/reference/inputs.md",
  },
  "file-name": {
    title: "A name that no file or artifact can have",
    about:
      "Binaries, archives and artifacts are unpacked on all systems, so their names must be possible on each of them: without slashes and characters such as `:` or `?`, not a name that Windows keeps for devices, and not one that begins with a hyphen. Choose another `name`, `out-dir` or `artifact-name`.",
    example: 'name: "bin/hello" is a path; write a plain file name here, and the directory in `out-dir`',
    reference: "docs/reference/inputs.md",
  },
  "misplaced-option": {
    title: "A word in an input for other words",
    about:
      "An option stands where packages belong, or a package where options belong. `go` would take the one for the other without a word. Put it into the input that the message names.",
    example: 'package: "-trimpath" is an option, not a package; put it in `go-flags`',
    reference: "docs/reference/inputs.md",
  },
  "option-not-allowed": {
    title: "An option that is not allowed",
    about:
      "Some options make a compiler or Go run another program, load code into itself, or write somewhere else; others have an input of their own. They are not allowed, because whoever can change an input could then do all that the job can. The message says which it is, and what to use instead.",
    example: 'go-flags: "-toolexec=./wrap" is not allowed: it can make the build run another program; remove it',
    reference: "docs/explain/security.md",
  },
  "inputs-conflict": {
    title: "Two inputs that exclude each other",
    about:
      "Each input is right by itself, and together they ask for something that does not exist, such as musl with a minimum version of glibc. Remove one of the two; where they are meant for different targets, say so with lines such as `linux/arm64: value`.",
    example: "glibc: programs built with `libc: musl` need no glibc; remove one of the two",
    reference: "docs/reference/settings-per-target.md",
  },
  "input-without-effect": {
    title: "An input that has no effect",
    about:
      "The input belongs to another one that is not set, so that nothing would come of it: arguments of a program that is not run, or flags of tests that are not asked for. Set the other one too, or remove this.",
    example: 'run-args: "--version" has no effect without `run: true`; add that, or remove it',
    reference: "docs/reference/inputs.md",
  },
  "lines-conflict": {
    title: "Lines of an input that contradict each other",
    about:
      "An input with values for single targets has two lines for one target, and neither pattern is more specific than the other, or several lines without a pattern. Keep one of them, or write a line for the target itself.",
    example:
      'libc: "linux/*" and "*/arm64" are both for linux/arm64, and neither is more specific; write a line for linux/arm64 itself',
    reference: "docs/reference/settings-per-target.md",
  },
  "pattern-without-target": {
    title: "A pattern that matches none of the targets",
    about:
      "A line such as `windows/*: value` is for targets that are not built, or `!linux/386` excludes something that nothing before it gave. It is a slip more often than not, so it is not ignored. Remove it, correct it, or put it after what it excludes from.",
    example:
      'libc: "linux/arm64" is for none of the targets, which are linux/s390x; remove its line, or add to `targets` what it is for',
    reference: "docs/reference/settings-per-target.md",
  },
  "unknown-target": {
    title: "There is no such target",
    about:
      "Targets are named as Go names platforms: `os/arch`, or `os/arch/variant` for a level of the processor. Which there are depends on the Go in use. The message names the nearest; `cgo-cross help targets` lists all.",
    example: 'targets: unknown target "linus/arm64"; did you mean "linux/arm64"? (`go tool dist list` prints them all)',
    reference: "docs/reference/targets.md",
  },
  "no-targets": {
    title: "No target is left",
    about: "`targets` is empty, or all that it gives is excluded again. Name at least one, or exclude less.",
    example: 'targets: nothing is left after "!linux/*"; exclude less or add targets',
    reference: "docs/reference/targets.md",
  },
  "directory-not-found": {
    title: "A directory that is not there",
    about:
      "`working-directory` or `pkg-config-path` names a directory that does not exist. The path is relative to the directory that the run was started in; an earlier step may have failed to make it, or the checkout has it elsewhere.",
    example: "working-directory: there is no directory /app/cmd",
    reference: "docs/reference/inputs.md",
  },
  "host-directory": {
    title: "A directory of the machine itself",
    about:
      "`pkg-config-path` names a directory below /usr or /lib, which has the libraries of the machine that builds. They are of no use for another target, and for the machine's own pkg-config finds them anyway. Name directories with libraries that were built for the targets.",
    example:
      'pkg-config-path: "/usr/lib/pkgconfig" is where this machine has what is installed for itself; name directories outside /usr and /lib',
    reference: "docs/explain/c-libraries.md",
  },
} satisfies ProblemPage;
