import type { ProblemPage } from "./document.ts";

export const lock = {
  "lock-unreadable": {
    title: "The lock cannot be read",
    about:
      "cgo-cross.lock is not what `cgo-cross lock` writes: a merge left its marks in it, something is twice in it, a hash is missing, or it is of another version. It is not used in part. Remove it and write it anew.",
    example: "cgo-cross.lock is not JSON (Unexpected token '<'); remove it and write it anew with `cgo-cross lock`",
    reference: "docs/reference/lock.md",
  },
  "lock-incomplete": {
    title: "The lock lacks something that is needed",
    about:
      "A target, a library or an emulator was added since the lock was written. Nothing is fetched that the lock does not name. Run `cgo-cross lock` with the same targets, look at the difference, and commit the file.",
    example:
      "cgo-cross.lock has no s390x-linux-gnu on debian-12-amd64; run `cgo-cross lock` with these targets and commit the file",
    reference: "docs/reference/lock.md",
  },
  "lock-release": {
    title: "The lock is for other releases",
    about:
      "A lock has the packages of each release of a distribution that builds, and this machine's is not among them, or `--release` names one that is not known. Run `cgo-cross lock` on a machine like it, which adds the release, and commit the file.",
    example:
      "cgo-cross.lock is for ubuntu-24.04-amd64 and this machine is debian-12-amd64; run `cgo-cross lock` on one like it, which adds it, and commit the file",
    reference: "docs/reference/lock.md",
  },
  "lock-packages-gone": {
    title: "The archive no longer has packages of the lock",
    about:
      "A distribution replaces packages by newer ones, and its mirrors drop the old ones. Write the lock anew, or add the distribution's snapshot archive of that time to the apt sources, which keeps them.",
    example:
      "cgo-cross.lock asks for gcc-12-aarch64-linux-gnu 12.2.0-14cross1, which Debian 12 no longer has: refresh it with `cgo-cross lock`, or add the distribution's snapshot archive of that time to the apt sources",
    reference: "docs/reference/lock.md",
  },
  "lock-mismatch": {
    title: "The lock does not fit",
    about:
      "The lock names other packages or files than what there is, or was written by another version. Look at what has changed, and write it anew with `cgo-cross lock`.",
    example:
      "cgo-cross.lock has zig 0.14.0 for zig, but this version of cgo-cross installs zig 0.15.1, another file; write the lock anew with `cgo-cross lock`",
    reference: "docs/reference/lock.md",
  },
} satisfies ProblemPage;
