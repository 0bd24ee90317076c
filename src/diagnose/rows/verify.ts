import type { Found, Row, Verdict } from "../row.ts";

const stages = ["verify", "run"] as const;

/** Verification says what it found in a sentence of its own, with what to do after the first semicolon, where there is something. */
function asSaid({ line: { raw: text } }: Found, fix?: string): Verdict {
  const at = text.indexOf("; ");
  return fix !== undefined || at < 0
    ? { cause: text, fix: fix ?? "see the page on verification" }
    : { cause: text.slice(0, at), fix: text.slice(at + 2) };
}

export const verify: readonly Row[] = [
  {
    code: "static-nss",
    tool: "verify",
    title: "A static program that loads parts of glibc when it runs",
    about:
      "`getaddrinfo`, `getpwnam` and their like look into files and servers by modules of glibc's that a static program loads from the system, and crashes if that has another glibc. Set `libc: musl`, exclude the call with a build tag (`netgo`, `osusergo`), or, if it is never made, set `static: allow-nss`.",
    reference: "docs/explain/static-and-glibc.md",
    stages,
    signs: [/^the program is not fully static: it calls /],
    explain: (found) => asSaid(found),
  },
  {
    code: "newer-glibc-needed",
    tool: "verify",
    title: "The program needs a newer glibc than was allowed",
    about:
      "`glibc:` names the oldest glibc that the program is to run with, and something that is linked in needs a newer one: mostly a prebuilt library in a module. Take one that was built on an older system, or raise `glibc:`.",
    reference: "docs/explain/static-and-glibc.md",
    stages,
    signs: [/newer than glibc \S+ allows: /],
    explain: (found) =>
      asSaid(found, "take a version of that library which was built on an older system, or raise `glibc`"),
  },
  {
    code: "runs-on-this-machine-alone",
    tool: "verify",
    title: "The program finds its libraries on this machine alone",
    about:
      "A library of the sources is looked for in a directory of the machine that built the program (RUNPATH). Link with `-Wl,-rpath,$ORIGIN` and hand the library on with the program, or link it static.",
    reference: "docs/explain/running.md",
    stages,
    signs: [/it runs on this machine alone: /],
    explain: (found) => asSaid(found),
  },
  {
    code: "wrong-platform",
    tool: "verify",
    title: "The binary is not what was asked for",
    about:
      "The finished file is for another platform, level or ABI than its target, or was built by other settings: mostly because a flag (`-march`, `-mfloat-abi`), a prebuilt archive or CC says otherwise. The message names the fact that differs.",
    reference: "docs/explain/how-it-works.md",
    stages: ["verify"],
    rank: "last",
    signs: [
      /\b(?:is for \S+ \(|contains code for ARM|uses the (?:hard|soft)-float ABI|is dynamic and uses|is \S+-(?:bit|endian), but|was built with \S+=|is (?:an? |neither )[\w -]+, not |has no Go build info|asks for|is dynamic|is not static|is linked)/,
    ],
    explain: (found) =>
      asSaid(
        found,
        "take flags for another platform or level (-march, -mfloat-abi, CC) and prebuilt files of another one out",
      ),
  },
];
