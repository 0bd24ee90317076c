import type { ProblemPage } from "./document.ts";

export const files = {
  "one-name-for-several": {
    title: "One name for several programs",
    about:
      "`name` names the file of a program, and `package` gives several programs. Leave `name` out, so that each is named after its import path, or build them in steps of their own.",
    example:
      "name: one name cannot serve 2 programs (client, server); leave it out, and each is named after its import path",
    reference: "docs/reference/inputs.md",
  },
  "file-names-collide": {
    title: "Two binaries would have the same file",
    about:
      "Two programs have the same name, or names that differ in case alone, which some file systems do not tell apart; or an earlier run in the same directory has built another program of this name. Build them in two steps, each with a `name` or an `out-dir` of its own.",
    example:
      "package: example.com/app/a/tool for linux/arm64 and example.com/app/b/tool for linux/arm64 would both be written to tool_linux_arm64; build them in two steps, each with a `name` or an `out-dir` of its own",
    reference: "docs/reference/outputs.md",
  },
  "artifact-names-collide": {
    title: "Two artifacts would have the same name",
    about:
      "A run can have one artifact of a name. Two targets, two jobs of a matrix or two steps give the same one. Put `{target}` into `artifact-name`, and in a matrix a value of it.",
    example:
      'the run already has an artifact named "hello_linux_arm64": a job of a matrix, or an earlier step, uploaded it. Make the name unique with the input artifact-name, such as {name}_{target}_go1.26; in a matrix, add a value of it',
    reference: "docs/reference/outputs.md",
  },
  "no-artifacts": {
    title: "The run has no artifacts",
    about:
      "`artifacts` asks for an upload, and the run has no service that takes one. With `auto` the files stay in `out-dir`, and a later step can upload them.",
    example:
      "artifacts: each is not possible, since the runner has no artifact service; set `artifacts: auto` or `artifacts: off` to keep the files in `out-dir`",
    reference: "docs/recipes/other-ci.md",
  },
  "artifact-upload": {
    title: "An artifact could not be uploaded",
    about:
      "The service did not take the files: it did not answer, refused them, or the storage of the account is used up. The binaries are in `out-dir`. Run the job again; what fails again is in the message.",
    example: 'the artifact "hello_linux_arm64" could not be uploaded: the service did not answer',
    reference: "docs/reference/outputs.md",
  },
  "out-dir-unusable": {
    title: "Nothing can be written to out-dir",
    about:
      "`out-dir` is a file, has no permission to be written to, is on a file system that takes no files, or is a link that leads out of the repository, where nothing is overwritten. Remove what is in its place, or set `out-dir` to another directory.",
    example:
      "out-dir: nothing can be written to /home/me/dist (EACCES); make it writable, or set `out-dir` to another directory",
    reference: "docs/reference/outputs.md",
  },
  "out-dir-in-use": {
    title: "Another run is writing to out-dir",
    about:
      "Two runs may build at the same time, and only one writes to a directory. This one has waited for the other in vain. Try again when that has ended, or give each an `out-dir` of its own.",
    example:
      "out-dir: another run (process 4711) is still writing to /home/me/dist; try again when it has ended, or set `out-dir` to another directory",
    reference: "docs/reference/outputs.md",
  },
  "out-dir-removed": {
    title: "out-dir was removed during the build",
    about:
      "Something removed the directory while the program was built, such as `make clean` in another terminal. Nothing was published. Run again.",
    example: "out-dir: /home/me/dist was removed while the program was built, and nothing was published; run again",
    reference: "docs/reference/outputs.md",
  },
  "out-dir-embedded": {
    title: "The program embeds out-dir",
    about:
      "A `//go:embed` pattern of the program takes the directory that the binaries are written to, so the next build would have the binaries of this one in it. Set `out-dir` to a directory that is not embedded.",
    example:
      "out-dir: /home/me/app/dist is embedded into the program (//go:embed dist in example.com/app), so the next build would have the binaries of this one in it; set `out-dir` to a directory that is not embedded, for example ../dist",
    reference: "https://pkg.go.dev/embed",
  },
} satisfies ProblemPage;
