import type { Found, Row, Verdict } from "../row.ts";

const stages = ["toolchain"] as const;

/** cgo-cross says what is missing in sentences of its own, with what to do behind the last semicolon, where there is something. */
function asSaid({ line: { raw } }: Found): Verdict {
  const at = raw.lastIndexOf("; ");
  return at < 0 ? { cause: raw, fix: "" } : { cause: raw.slice(0, at), fix: raw.slice(at + 2) };
}

export const toolchain: readonly Row[] = [
  {
    code: "no-such-package",
    tool: "toolchain",
    title: "The distribution has no such package",
    about:
      "The compiler or library that a target needs is not among the distribution's packages for this machine or that architecture. A newer release may have it; what is yours can be named with CC, or with `-I` and `-L` in `cgo-cflags` and `cgo-ldflags`.",
    reference: "docs/explain/compilers.md",
    stages,
    signs: [/ has no packages? (?:for )?\S/, /^apt cannot resolve /],
    explain: asSaid,
  },
  {
    code: "package-download",
    tool: "toolchain",
    title: "A package cannot be downloaded",
    about:
      "The distribution's mirrors do not answer, or give something else than their signed index lists. Try again, or name another mirror in the system's apt sources; behind a proxy that signs for the mirrors, its certificate has to be known (`update-ca-certificates`).",
    reference: "docs/explain/compilers.md",
    stages,
    signs: [
      /^packages could not be fetched: /,
      /choose another mirror in the system's apt sources|install the package ca-certificates/,
      /, and the signed index lists /,
    ],
    explain: asSaid,
  },
  {
    code: "package-index",
    tool: "toolchain",
    title: "The package index cannot be used",
    about:
      "The system's apt sources do not name the archive of the release that is needed, or its index cannot be read. Add the distribution's own source (component main) to /etc/apt/sources.list.d.",
    reference: "docs/explain/compilers.md",
    stages,
    after: ["package-download"],
    signs: [
      /^none of the apt sources in /,
      /^the apt suite \S+ is /,
      /^the package index (?:cannot be read|gives neither)/,
      /^the archive has no index of /,
    ],
    explain: asSaid,
  },
  {
    code: "lock-mismatch",
    tool: "toolchain",
    title: "The lock does not fit",
    about:
      "The lock names other packages or files than what there is, or was written by another version. Look at what has changed, and write it anew with `cgo-cross lock`.",
    reference: "docs/reference/lock.md",
    stages,
    signs: [/write (?:the lock|it) anew with 'cgo-cross lock'|and run 'cgo-cross lock'/],
    explain: asSaid,
  },
  {
    code: "compiler-does-not-start",
    tool: "toolchain",
    title: "A compiler does not start",
    about:
      "The compiler that CC names, or that was fetched, cannot be run on this machine: it is for another processor, lacks a library, or is on a disk that is mounted noexec.",
    reference: "docs/explain/compilers.md",
    stages,
    signs: [/^the compiler \S+ does not (?:start|answer)/],
    explain: asSaid,
  },
  {
    code: "package-not-unpacked",
    tool: "toolchain",
    title: "A package cannot be unpacked",
    about:
      "The file was downloaded and cannot be unpacked: the disk is full, a tool for it is missing, or another run removed it. Make room, or set the directory of the cache to another disk, and run again.",
    reference: "docs/explain/compilers.md",
    stages,
    signs: [/ could not be unpacked(?: by \S+)?: /, / was removed by another run/],
    explain: asSaid,
  },
];
