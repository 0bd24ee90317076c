import type { ProblemPage } from "./document.ts";

export const targets = {
  "no-compiler": {
    title: "There is no C compiler for the target",
    about:
      "The program needs C for this target, and nothing that can be had on this machine makes it. The message says why it needs C, and what each source of compilers lacks: another release, another system, Xcode on a Mac. Build the target on a machine that has one, take it out of `targets`, or, if the program can do without its C there, set `cgo: off` or `fallback: allow`.",
    example:
      "freebsd/amd64 needs C (C in example.com/app), and nothing here makes that; take it out of targets, or set `cgo: off`",
    reference: "docs/reference/targets.md",
  },
  "no-cgo": {
    title: "Go has no cgo for the target",
    about:
      "The program has C in it, and Go itself cannot use C on this platform. Take it out of `targets`, or build it without C (`cgo: off`) if the program can do without.",
    example: "plan9/amd64: this Go has no cgo for it (C in example.com/app); take it out of targets, or set `cgo: off`",
    reference: "docs/explain/cgo.md",
  },
  "cgo-needed": {
    title: "The program cannot be built without cgo",
    about:
      "`cgo: off` is set, and without C the program does not compile, or something else that is asked for takes a C linker: a buildmode, the race detector, external linking. Set `cgo: auto`, or give up what asks for it.",
    example:
      "linux/arm64: cannot be built with `cgo: off` (buildmode c-shared); leave it out, for the default (cgo: auto), or choose another buildmode",
    reference: "docs/explain/cgo.md",
  },
  "package-not-for-target": {
    title: "A package that cannot be built for the target at all",
    about:
      "With C or without, a package of the program has no code for this target. The message says how the program comes to import it. Take the target out of `targets`, or leave the import out for it with a build constraint.",
    example:
      "windows/amd64: example.com/app → github.com/mattn/go-tflite has no files for it, with cgo or without; take it out of targets",
    reference: "docs/explain/cgo.md",
  },
  "no-boringcrypto": {
    title: "There is no BoringCrypto for the target",
    about:
      "GOEXPERIMENT=boringcrypto is set, and Go has BoringCrypto for Linux on amd64 and arm64 alone. Elsewhere Go would build with its own cryptography without a word. Unset GOEXPERIMENT, or take the target out of `targets`.",
    example:
      "windows/amd64: GOEXPERIMENT=boringcrypto has no effect there, since Go has no BoringCrypto for it; unset GOEXPERIMENT, or take the target out of targets",
    reference: "docs/reference/environment.md",
  },
  "native-flag": {
    title: "A flag for the processor of the machine that builds",
    about:
      "`-march=native` and the like mean the processor of the machine that happens to compile. A compiler for another one refuses it, and a binary for the same may not start elsewhere. Leave it out, or name the oldest processor that the program has to run on.",
    example:
      "linux/arm64: -march=native in CGO_CFLAGS means the processor of the machine that builds, which is amd64, and no compiler for arm64 takes that; set it for amd64 alone (`#cgo amd64 CFLAGS: …`); leave it out, or name the oldest processor that the program has to run on, such as -march=armv8-a",
    reference: "https://gcc.gnu.org/onlinedocs/gcc/x86-Options.html",
  },
  "static-not-possible": {
    title: "The target or the file cannot be static",
    about:
      "Programs for macOS and Windows use the system's own libraries, a library for C programs is linked by the program that loads it, and a position-independent program of Go's own linker is not static. Set `static` for the targets that it is meant for, as in `linux/*: true`, or leave it out.",
    example:
      "static: not possible for darwin/arm64, where every program uses the system's own libraries; say what it is for, as in `linux/*: true`",
    reference: "docs/explain/static-and-glibc.md",
  },
  "glibc-not-possible": {
    title: "There is no compiler with a glibc that is as old",
    about:
      "A binary runs with the glibc that it was linked with, or a newer one. `glibc` asks for an older one than the toolchains that can be had here have. Build on an older release, ask for a newer glibc, or link static or with musl.",
    example: "glibc: linux/riscv64 cannot be built for glibc 2.17: Debian 11 has 2.31; ask for that or a newer one",
    reference: "docs/explain/static-and-glibc.md",
  },
  "musl-not-possible": {
    title: "The target cannot be built with musl",
    about:
      "musl is put on the distribution's own compiler, and there is none for this target that it can be put on, or the distribution has no musl for it. Build this target with glibc, as in `libc: linux/arm64: glibc`, or on another machine.",
    example: "libc: linux/loong64 cannot be built with musl: Debian 12 has no musl-dev for it",
    reference: "docs/explain/static-and-glibc.md",
  },
  "libraries-not-possible": {
    title: "C libraries cannot be fetched for the target",
    about:
      "The program needs C libraries, and the source of packages of this machine has none for this target. Put the library's own files into the program's sources and name their directory with -L in `cgo-ldflags`, or build on Debian or Ubuntu.",
    example:
      "libraries: windows/amd64 needs -lpcap, and packages of the distribution are for Linux alone; name your own build with -L in `cgo-ldflags`",
    reference: "docs/explain/c-libraries.md",
  },
  "slices-differ": {
    title: "The parts of a universal target do not have the same programs",
    about:
      "A universal file joins the program of each architecture, and one of them has no file for a package. Leave that package out of `package`, or build the architectures one by one.",
    example: "darwin/universal: example.com/app/cmd/old has no files for darwin/arm64; leave it out of `package`",
    reference: "docs/reference/targets.md",
  },
} satisfies ProblemPage;
