import type { ProblemPage } from "./document.ts";

export const toolchain = {
  "no-package-archive": {
    title: "This machine has no packages to fetch",
    about:
      "Compilers and libraries come from the packages of Debian and Ubuntu, and this machine is neither, or lacks apt's own programs. Run on Debian or Ubuntu, or in one of their containers.",
    example: "lock: Alpine Linux 3.22 has no apt; run it on Debian or Ubuntu",
    reference: "docs/explain/where-it-runs.md",
  },
  "no-such-package": {
    title: "The distribution has no such package",
    about:
      "The compiler or library that a target needs is not among the distribution's packages for this machine or that architecture. A newer release may have it; what is yours can be named with CC, or with `-I` and `-L` in `cgo-cflags` and `cgo-ldflags`.",
    example: "Debian 12 has no package gcc-loongarch64-linux-gnu; build this target on a newer release",
    reference: "docs/explain/compilers.md",
  },
  "package-download": {
    title: "A package cannot be downloaded",
    about:
      "The distribution's mirrors do not answer, or give something else than their signed index lists. Try again, or name another mirror in the system's apt sources.",
    example:
      "the package index could not be refreshed: no data from deb.debian.org for 30 s; try again later, or choose another mirror in the system's apt sources",
    reference: "docs/explain/compilers.md",
  },
  "mirror-certificate": {
    title: "A mirror's certificate is not known",
    about:
      "The machine does not trust the certificate of an https mirror: the package ca-certificates is missing, or a proxy signs for the mirrors. Install the package, or add the proxy's certificate with `update-ca-certificates`.",
    example:
      "the package index could not be refreshed: https://deb.debian.org/debian: certificate verification failed; install the package ca-certificates, or, where a proxy signs for the mirrors, add its certificate with update-ca-certificates",
    reference: "docs/explain/where-it-runs.md",
  },
  "index-signature": {
    title: "The signature of a package index is not valid",
    about:
      "Nothing is taken from an archive whose index is not signed by a key that the machine knows. The keyring of the distribution is too old or missing (install debian-archive-keyring or ubuntu-keyring), the clock is wrong, or a proxy changes what it passes on.",
    example:
      "the package index could not be refreshed: http://deb.debian.org/debian: the following signatures couldn't be verified because the public key is not available: NO_PUBKEY 0E98404D386FA1D9",
    reference: "docs/explain/security.md",
  },
  "package-index": {
    title: "The package index cannot be used",
    about:
      "The system's apt sources do not name the archive of the release that is needed, or its index cannot be read. Add the distribution's own source (component main) to /etc/apt/sources.list.d.",
    example:
      "none of the apt sources in /etc/apt is the archive of Debian 12; add the distribution's own source (component main) there",
    reference: "docs/explain/compilers.md",
  },
  "package-not-unpacked": {
    title: "A package cannot be unpacked",
    about:
      "The file was downloaded and cannot be unpacked: the disk is full, or a tool for it is missing. Make room, install the tool, and run again.",
    example: "gcc-12.deb could not be unpacked: dpkg-deb: error: cannot write",
    reference: "docs/explain/compilers.md",
  },
  "package-contents": {
    title: "A package is not what it was expected to be",
    about:
      "A package was fetched and verified, and lacks a file that it had in every release that is known, or has a link that leads out of its directory. That is for cgo-cross to change: please report it with the release.",
    example: "Wine's packages have no program wine64 or wine in usr/lib/wine; please report it",
    reference: "docs/explain/where-it-runs.md",
  },
  "library-without-package": {
    title: "No package has a library that the program needs",
    about:
      "The program links with a library, or includes a header, that none of the distribution's packages has for this architecture. Put the library's own files into the program's sources and name their directory with -L in `cgo-ldflags`, or, if the compiler finds it by itself, set `libraries: off`.",
    example:
      "no package of Debian 12 has libfoo.so or libfoo.a: put the library's own files into the program's sources and name their directory with -L in `cgo-ldflags`, or set `libraries: off` if the compiler finds it",
    reference: "docs/explain/c-libraries.md",
  },
  "several-packages": {
    title: "Several packages have what the program needs",
    about:
      "Which of them the program was written for cannot be told from a file's name, so none is chosen. Name one in `libraries`.",
    example:
      "several packages have libcurl.so: libcurl4-gnutls-dev, libcurl4-openssl-dev; say which, as in `libraries: libcurl4-gnutls-dev`",
    reference: "docs/explain/c-libraries.md",
  },
  "hash-mismatch": {
    title: "A download is not what it should be",
    about:
      "A file has another hash than its signed index, or this version of cgo-cross, has for it, and is not used. A mirror is being updated, a proxy has an old copy, or it was tampered with. Try again, or use another mirror; if it stays so, report it.",
    example:
      "libc6-dev.deb has the SHA-256 9f…, and the signed index lists 1c…; try again, since the mirror may be changing, or use another mirror",
    reference: "docs/explain/security.md",
  },
  "file-download": {
    title: "A file cannot be downloaded",
    about:
      "A compiler that is not a package of the distribution comes from its own site, which does not answer. Try again; behind a proxy, HTTPS_PROXY has to be set.",
    example: "https://example.com/tool.tar.xz could not be downloaded within 600 s; try again",
    reference: "docs/explain/compilers.md",
  },
  "cache-directory": {
    title: "The directory of the toolchains was changed by something else",
    about:
      "A toolchain's directory was removed while this run used it, an old one cannot be removed, or another run does not end what it does there. Run again, or remove the directory by hand; the variable that the message names moves it.",
    example: "/home/me/.cache/cgo-cross/tools/gcc was removed by another run; run again",
    reference: "docs/explain/caching.md",
  },
  "compiler-does-not-start": {
    title: "A compiler does not start",
    about:
      "The compiler that CC names, or that was fetched, cannot be run on this machine: it is for another processor, lacks a library, or is on a disk that is mounted noexec.",
    example: "the compiler /opt/cross/bin/gcc does not start: Exec format error",
    reference: "docs/explain/compilers.md",
  },
  "pkg-config-failed": {
    title: "pkg-config fails for a fetched library",
    about:
      "pkg-config is asked for the flags of a library that was fetched, and ends with an error: a .pc file needs another that no package brought. The message has its words. Name the missing package in `libraries`.",
    example: "pkg-config --libs gtk+-3.0 failed: Package 'atk', required by 'gtk+-3.0', not found",
    reference: "docs/explain/c-libraries.md",
  },
  "wine-prefix": {
    title: "Wine cannot be set up",
    about:
      "Programs for Windows are run with Wine, which makes a directory with a Windows of its own first, and failed to, or another run does not end making it. Programs are built and verified all the same; they are only not run.",
    example: "Wine could not make its prefix: it ended with exit code 1",
    reference: "docs/explain/running.md",
  },
  "shell-needed": {
    title: "The machine or the format cannot have one compiler for all targets",
    about:
      "What is set up for other tools is a shell script that chooses the compiler of the target, which Windows cannot start; and some values cannot be written so that all readers of dotenv files read the same. There `cgo-cross exec` and `cgo-cross test` give each target its own compiler; else use WSL, or `--format json`.",
    example:
      "one compiler for several targets is a script of a POSIX shell, which windows cannot start; `cgo-cross exec` gives a command the compiler of each target by itself",
    reference: "docs/explain/caching.md",
  },
} satisfies ProblemPage;
