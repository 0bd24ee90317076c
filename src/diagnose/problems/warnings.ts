import type { WarningCode } from "../../host/errors.ts";
import type { ProblemDocument } from "./document.ts";

/** A code without a document does not compile here. */
export const warnings = {
  "built-without-cgo": {
    title: "Built without its C because of `cgo: off`",
    about:
      "The program uses C that has no counterpart in Go, and was built without it as `cgo: off` says. Go builds such a program without a word; what needs the C fails when it is called. Set `cgo: auto`, the default, to build it with its C, or leave it so if what fails is not used.",
    example:
      "linux/arm64: built without cgo because of `cgo: off`, although it uses C in plugin: it may lack what that does, or fail at run time",
    reference: "docs/explain/cgo.md",
  },
  "built-without-compiler": {
    title: "Built without its C because there is no C compiler",
    about:
      "There is no C compiler for the target on this machine, and `fallback: allow` says that the program may be built without C. What needs the C fails when it is called. Leave `fallback` out to be told instead, or take the target out of `targets`.",
    example:
      "darwin/arm64: built without cgo, since there is no C compiler for it here, although it uses C in plugin: it may lack what that does, or fail at run time",
    reference: "docs/explain/cgo.md",
  },
  "cgo-use-unknown": {
    title: "What the program loses without C is not known",
    about:
      "cgo-cross compiles a program of its own with your Go, which compares each package with C and without. That went wrong, so every package with C counts as needing it, and targets without a C compiler are not built. Set `cgo: off` or `fallback: allow` if the program does well without; the reason in the message is worth a report.",
    example:
      "What the program loses without cgo could not be found out, so every package with C counts as needing it; set `cgo: off` or `fallback: allow` if it does not: go build ended with exit code 1",
    reference: "docs/explain/cgo.md",
  },
  "no-cache": {
    title: "The job has no cache",
    about:
      "The runner gives the job no cache service, or no token for it, so every run downloads its toolchains. Nothing else is lost. Set `cache: off` if that is so on purpose.",
    example: "Cache: toolchains are neither restored nor saved: the job has no cache: ACTIONS_RUNTIME_TOKEN is not set",
    reference: "docs/explain/caching.md",
  },
  "cache-not-read": {
    title: "The cache could not be read",
    about:
      "The cache service did not answer, or not in time. The run goes on without it, downloads what it needs, and saves nothing. If it happens often, look at the status page of the service.",
    example: "The cache could not be read, so the toolchains are downloaded: the cache service took longer than 120 s",
    reference: "docs/explain/caching.md",
  },
  "cache-not-saved": {
    title: "The cache could not be written",
    about:
      "The cache service refused the entry or did not answer in time, or there was no room to pack it. The run is none the worse; the next one downloads or compiles again.",
    example:
      "The cache could not be written, so the next run downloads again: cache write denied: the token is read-only",
    reference: "docs/explain/caching.md",
  },
  "cache-entry-ignored": {
    title: "An entry of the cache is not used",
    about:
      "What was restored is incomplete, or is not what its record or the lock says. Nothing of it is used: toolchains are downloaded again, and Go compiles again. Delete the entry if it happens again; under a lock find out who may write to the cache.",
    example:
      "Ignoring the cached toolchains and downloading them again: the archive is incomplete, or has another format. If this happens again, delete the cache entry cgo-cross-roots-3-linux-amd64-debian-12-0f3a",
    reference: "docs/explain/caching.md",
  },
  "go-caches-not-kept": {
    title: "Go's caches are not kept between runs",
    about:
      "Go could not be asked for its caches, or their directories cannot be used. Go downloads and compiles as without a cache. The message has the reason in the system's words.",
    example:
      "Go's caches are neither restored nor saved: EACCES: permission denied, mkdir '/home/me/.cache/cgo-cross/staging'",
    reference: "docs/explain/caching.md",
  },
  "cached-modules-differ": {
    title: "A module from the cache is not what go.sum says",
    about:
      "Go compares every module with go.sum, and one that came from the cache differs. All modules from it are removed and fetched again, and the entry is replaced at the end. If it happens again, find out who may write to the cache.",
    example:
      "A module from the cache is not what go.sum says, so all are fetched again: verifying example.com/c@v1.0.0: checksum mismatch",
    reference: "docs/explain/caching.md",
  },
  "cached-modules-not-removed": {
    title: "The modules from the cache could not be removed",
    about:
      "Modules that came from the cache are not what go.sum says, and their directory cannot be emptied. The build fails with what Go says of them. Remove the directory, or set `cache: off`.",
    example:
      "The modules that the cache held could not be removed: EACCES: permission denied, unlink '/home/me/go/pkg/mod/cache/download/example.com/c/@v/v1.0.0.zip'",
    reference: "docs/explain/caching.md",
  },
  "toolchain-altered": {
    title: "A toolchain on this disk is not as it was installed",
    about:
      "Files of a toolchain that an earlier run left on this disk are missing, differ from the record that was written when it was unpacked or from the lock, can be changed by other users, or lie behind a link. It is removed and installed again. If it happens again, something on the machine changes files in the tool directory.",
    example:
      "aarch64-linux-gnu: ignoring /home/me/.cache/cgo-cross/tools/cgo-cross-aarch64-linux-gnu/12.2.0/x64, whose files have changed since they were installed, and installing it again",
    reference: "docs/explain/caching.md",
  },
  "packages-without-updates": {
    title: "Packages are used as the release had them",
    about:
      "No mirror has the updates of this release for another architecture, as happens while mirrors catch up. The packages are those that the release came with, so a fix of the C library may be missing. Run again later to have the updates.",
    example:
      "Using the packages for arm64 of Ubuntu 24.04 as it was released, without its updates: no data from ports.ubuntu.com for 30 s",
    reference: "docs/explain/c-libraries.md",
  },
  "release-versions-unknown": {
    title: "The archive does not say what this release has",
    about:
      "cgo-cross does not know this release of the distribution, and no mirror said which glibc and clang it has. It is taken to have at least those of the newest release that is known, which is right of a newer one. Run again when the mirrors answer.",
    example:
      "Debian 14 is taken to have at least the glibc and clang of the newest release that is known, since its archive did not tell: no data from deb.debian.org for 30 s",
    reference: "docs/explain/where-it-runs.md",
  },
  "emulator-not-usable": {
    title: "An emulator cannot be used",
    about:
      "qemu or Wine could not be fetched or does not start, so the target's programs are built and verified but not run. The target passes. Look at the reason in the message; run again if a mirror did not answer.",
    example:
      "linux/arm64: not run, because the emulator cannot be used: packages could not be fetched: no data from deb.debian.org for 30 s",
    reference: "docs/explain/running.md",
  },
  "run-without-libraries": {
    title: "The libraries of a program cannot be had",
    about:
      "`cgo-cross run` looks for the shared libraries that a program asks for in the distribution's packages, and something with them went wrong. It is started without, and its loader says what is missing. Run it where its libraries are installed, or build it with `static: true`, if it is yours.",
    example:
      "dist/hello_linux_arm64: its libraries cannot be had: libown.so.3: no package of Debian 12 for arm64 has it",
    reference: "docs/explain/running.md",
  },
  "summary-not-written": {
    title: "The summary could not be written",
    about:
      "The runner's file for the summary of the step cannot be written. The problems of the run are in its log and in its annotations.",
    example: "the summary could not be written: ENOSPC: no space left on device, write",
    reference: "docs/reference/report.md",
  },
  "temporary-files-left": {
    title: "Temporary files could not be removed",
    about:
      "A program that was tested has left files of another user, or its directory is in use. The next run removes what has become free; remove the rest by hand where a machine is kept.",
    example: "temporary files were left in /tmp/cgo-cross-1Xb9: EACCES: permission denied, rm",
    reference: "docs/reference/directories.md",
  },
} satisfies Readonly<Record<WarningCode, ProblemDocument>>;
