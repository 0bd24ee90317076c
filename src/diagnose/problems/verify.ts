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
      "`--manifest` takes the cgo-cross.json that a run has left in `out-dir`. The file is something else, or was written by a newer version.",
    example: "dist/cgo-cross.json is not a manifest of cgo-cross, or one of a version that this one does not know",
    reference: "docs/explain/verify.md",
  },
  "binary-unreadable": {
    title: "The binary is damaged",
    about:
      "What its headers say of the file cannot be: it is cut off, or something has changed it after the linker. Build it again, and look at what handles the file in between (a packer, a strip of another platform, an upload as text).",
    example: "hello_linux_arm64 cannot be read: the section headers lie beyond its end",
    reference: "docs/explain/verify.md",
  },
  "static-nss": {
    title: "A static program that loads parts of glibc when it runs",
    about:
      "`getaddrinfo`, `getpwnam` and their like look into files and servers by modules of glibc's that a static program loads from the system, and crashes if that has another glibc. Set `libc: musl`, exclude the call with a build tag (`netgo`, `osusergo`), or, if it is never made, set `static: allow-nss`.",
    example: "the program is not fully static: it calls getaddrinfo, which glibc loads at run time from the system",
    reference: "docs/explain/static-and-glibc.md",
  },
  "newer-glibc-needed": {
    title: "The program needs a newer glibc than was allowed",
    about:
      "`glibc:` names the oldest glibc that the program is to run with, and something that is linked in needs a newer one: mostly a prebuilt library in a module. Take one that was built on an older system, or raise `glibc:`.",
    example: "hello_linux_arm64 needs symbols newer than glibc 2.31 allows: GLIBC_2.34 (pthread_create)",
    reference: "docs/explain/static-and-glibc.md",
  },
  "runs-on-this-machine-alone": {
    title: "The program finds its libraries on this machine alone",
    about:
      "A library of the sources is looked for in a directory of the machine that built the program (RUNPATH). Link with `-Wl,-rpath,$ORIGIN` and hand the library on with the program, or link it static.",
    example: "it runs on this machine alone: it needs libown.so and looks for that in /home/me/lib (RUNPATH)",
    reference: "docs/explain/running.md",
  },
  "wrong-platform": {
    title: "The binary is not what was asked for",
    about:
      "The file is for another platform than its target, or of another kind: mostly because a flag, a prebuilt archive or CC says otherwise, or because a file has the wrong name. The message names the fact that differs.",
    example: "hello_linux_arm64 is for linux/amd64 (EM_X86_64), not linux/arm64",
    reference: "docs/explain/verify.md",
  },
  "processor-level": {
    title: "The binary has code for another level or ABI of the processor",
    about:
      "What the C compiler recorded says that older processors of the architecture cannot run it, or that it passes floats otherwise than the target's libraries: mostly because of `-march`, `-mcpu` or `-mfloat-abi` in the C flags, or of a prebuilt archive. Leave the flag out, or name the level that is meant (`linux/arm/v7`).",
    example: "contains code for ARM v7 (from its build attributes), which an ARM v6 processor cannot run",
    reference: "docs/explain/verify.md",
  },
  "built-otherwise": {
    title: "Go recorded other settings than were asked for",
    about:
      "Go writes GOOS, GOARCH, the level and CGO_ENABLED into each program, and they are not those of the target: the file is of an earlier build or another job, or GOFLAGS or an environment variable got in between. Without such a record nothing tells how the program was built.",
    example: "was built with CGO_ENABLED=0 (from its Go build info), not CGO_ENABLED=1",
    reference: "docs/explain/verify.md",
  },
  "not-static": {
    title: "The binary is not static",
    about:
      "It was to run without any library of the system, and asks for a loader or for libraries. Set `static: true` for the build, or take a flag out that undoes it (`-Wl,-Bdynamic`, `-linkmode=internal` with cgo).",
    example: "is not static: it needs libc.so.6",
    reference: "docs/explain/static-and-glibc.md",
  },
  "foreign-interpreter": {
    title: "The binary asks for a loader that its systems do not have",
    about:
      "Linux starts a dynamic program with the loader that it names. This one names that of another C library, of another ABI, or one in a directory of a single machine or of Nix: systems say `no such file or directory`. Build with `libc: glibc` or `libc: musl` as is meant, or link with `-Wl,--dynamic-linker=`.",
    example: "requests the interpreter /lib/ld-musl-x86_64.so.1, not /lib64/ld-linux-x86-64.so.2 of linux/amd64",
    reference: "docs/explain/static-and-glibc.md",
  },
  "foreign-library": {
    title: "The binary needs a library that its systems do not have",
    about:
      "A DLL of the compiler's runtime, or a library of Homebrew or MacPorts, is not part of the system. Link it static, or hand it on beside the program.",
    example: "needs libgcc_s_seh-1.dll of the C compiler's runtime, which Windows does not include",
    reference: "docs/explain/verify.md",
  },
  "run-path": {
    title: "The binary looks for libraries where only one machine has them",
    about:
      "RUNPATH or RPATH names directories of the machine that linked it. Elsewhere they do not exist, or somebody else can put a library there. Link with `-Wl,-rpath,$ORIGIN` (macOS: `@loader_path`), or remove it.",
    example:
      "looks for libraries in /home/me/lib (RUNPATH), which other machines do not have, or have from somebody else",
    reference: "docs/explain/verify.md",
  },
  "code-signature": {
    title: "The code signature does not fit",
    about:
      "macOS ends a program whose pages are not those that were signed, and on arm64 one without a signature. Something has changed the file after it was signed, such as `strip`. Sign it last: `codesign -f -s -` makes a signature without a certificate.",
    example: "has no code signature, which macOS requires of arm64 programs",
    reference: "docs/explain/verify.md",
  },
  "executable-stack": {
    title: "The binary asks for an executable stack",
    about:
      'One object without `.note.GNU-stack` is enough, mostly an assembler file. glibc 2.41 and later does not load such a library, and SELinux can refuse the program. Add `.section .note.GNU-stack,"",%progbits` to the file, or link with `-Wl,-z,noexecstack`.',
    example: "asks for an executable stack, which systems with SELinux can refuse",
    reference: "docs/explain/verify.md",
  },
  "text-relocations": {
    title: "The binary has text relocations",
    about:
      "Its code has to be changed when it is loaded, which Android refuses and SELinux can refuse: C or assembly was compiled without `-fPIC`.",
    example: "has text relocations, which systems with SELinux can refuse; compile its C and assembly with -fPIC",
    reference: "docs/explain/verify.md",
  },
} satisfies ProblemPage;
