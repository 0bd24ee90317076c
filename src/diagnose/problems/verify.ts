import type { ProblemPage } from "./document.ts";

export const verify = {
  "no-binary": {
    title: "There is no binary to verify",
    about:
      "A pattern matches nothing, a file is no binary of a format that is known, or none of the files of a directory or an archive is one. That nothing was verified is an error, so that a step does not pass for a misspelt path. Correct the path; in a workflow, check that an earlier step has made the files.",
    example: "nothing matches dist/**",
    reference: "docs/explain/verify.md",
  },
  "archive-unreadable": {
    title: "An archive cannot be read",
    about:
      "The archive is damaged or cut off, has something in it that does not belong into an archive of binaries, or needs a program to be unpacked that is not installed. The message says which.",
    example: "dist/hello.tar.gz is cut off",
    reference: "docs/explain/verify.md",
  },
  "not-as-recorded": {
    title: "A file is not what the manifest says",
    about:
      "A file that the manifest lists is not there, or has another size or hash than when it was built. Download it again, or find out who has changed it.",
    example: "dist/hello_linux_arm64, which the manifest lists, does not exist",
    reference: "docs/explain/verify.md",
  },
  "no-manifest": {
    title: "The file is not a manifest",
    about:
      "`--manifest` takes the manifest.json that a run has left in `out-dir`. The file is something else, or was written by a newer version.",
    example: "dist/manifest.json is not a manifest of cgo-cross, or one of a version that this one does not know",
    reference: "docs/explain/verify.md",
  },
} satisfies ProblemPage;
