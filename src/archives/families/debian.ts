import { type CAbi, libraryPackages, pkgConfigPackages } from "../../platforms/index.ts";
import { everything, type LibraryDirectories, type PackageFamily, type PackageSet } from "./family.ts";

/**
 * Debian and Ubuntu, where a cross compiler is the package `gcc-<triple>` and the C library for it
 * `libc6-dev-<architecture>-cross`.
 */
export const debian: PackageFamily = {
  id: "debian",
  distributions: ["debian", "ubuntu"],
  versioned: { glibc: "libc6", clang: "clang" },
  gcc: (abi, { cxx, native, sanitizers, fortran }) => ({
    packages: [
      ...cPackages(abi, native),
      ...(cxx ? cxxPackages(abi, native) : []),
      ...(fortran ? fortranPackages(abi, native) : []),
    ],
    selection: {
      ...everything,
      skip: [
        // The machine has its own C library, unless the root is to compile for that very machine.
        ...(native ? [] : machineLibc),
        // Large, and linked by no plain build.
        ...(sanitizers ? [] : sanitizerLibraries),
      ],
    },
    namedAfter: ["gcc-[0-9]*", "gcc-mingw*"],
  }),
  clang: () => ({
    packages: ["clang", "lld", "binutils"],
    selection: { ...everything, skip: [...machineLibc, ...sanitizerLibraries], drop: clangUnused },
    namedAfter: ["clang-[0-9]", "clang-[0-9][0-9]"],
  }),
  clangTarget: (abi, { cxx, native, gnuLinker }) => ({
    packages: [
      ...cPackages(abi, native),
      ...(cxx ? cxxPackages(abi, native) : []),
      ...(gnuLinker ? [gnuLinkerPackage(abi)] : []),
    ],
    selection: {
      ...everything,
      skip: [...(native ? [] : machineLibc), ...sanitizerLibraries],
      take: targetsOwn(abi, native),
      takeWhole: [...kernelHeaders(abi, native), ...(gnuLinker ? [gnuLinkerPackage(abi)] : [])],
      drop: ["binutils-common"],
    },
    namedAfter: ["libc6-dev*", "mingw-w64-*-dev"],
  }),
  sysroot: ({ triple }, native) => (native ? "." : `usr/${triple}`),
  gccPrograms: ({ triple, libc }) => {
    // mingw-w64's plain names are alternatives, made by no package; the threads model is part of the program's name.
    const model = libc === "mingw" ? "-posix" : "";
    return { cc: `${triple}-gcc${model}`, cxx: `${triple}-g++${model}`, ar: `${triple}-ar` };
  },
  musl: () => ({
    packages: ["musl-dev"],
    selection: { ...everything, take: ["musl-dev"] },
    namedAfter: ["musl-dev"],
  }),
  muslLoader: () => ({ packages: ["musl"], selection: { ...everything, take: ["musl"] }, namedAfter: ["musl"] }),
  libraries: (own) => ({
    selection: {
      ...everything,
      follow: "libraries",
      skip: [...toolchainsOwn, ...mingwsOwn, ...(own ? machineLibc : [])],
    },
    namedAfter: ["*-dev"],
  }),
  libraryDirectories,
  // Source of what a name may have in it: Debian Policy 5.6.7.
  namesake: (name) => {
    const plain = hyphenated(name.toLowerCase());
    return /^[a-z0-9+.-]+$/.test(plain) ? `lib${plain}-dev` : undefined;
  },
  libraryPackage: (abi, kind, name) => {
    if (abi.libc === "mingw") {
      return mingwPackages.get(name);
    }
    return kind === "pkg-config"
      ? pkgConfigPackages.get(name)
      : kind === "library"
        ? libraryPackages.get(name)
        : undefined;
  },
  // `pkgconf` in Debian 12, Ubuntu 24.04 and later.
  pkgConfig: () => ({
    packages: ["pkg-config"],
    selection: {
      ...everything,
      skip: machineLibc,
      take: ["pkg-config", "pkgconf", "pkgconf-bin", "libpkgconf[0-9]*", "libglib2.0-0", "libglib2.0-0t64", "libpcre*"],
    },
    namedAfter: ["pkg-config", "pkgconf"],
  }),
  swig: () => ({
    packages: ["swig"],
    selection: { ...everything, skip: machineLibc },
    namedAfter: ["swig*"],
  }),
  qemu: () => ({
    packages: ["qemu-user"],
    selection: { ...everything, skip: [...machineLibc, ...sanitizerLibraries] },
    namedAfter: ["qemu-user*"],
  }),
  /**
   * What a console program needs of the hundred packages that Wine depends on: the others are for windows, fonts, sound,
   * cameras and printers.
   */
  wine: (): PackageSet => ({
    packages: ["wine64", "libz-mingw-w64"],
    selection: {
      ...everything,
      skip: [...machineLibc, ...sanitizerLibraries],
      take: ["wine64", "libwine", "wine-common", "libz-mingw-w64", "libunwind8", "liblzma5"],
    },
    namedAfter: ["wine*"],
  }),
};

/** Package names have no underscores. */
function hyphenated(triple: string): string {
  return triple.replaceAll("_", "-");
}

/** `x86-64` of x86_64-w64-mingw32. */
function mingwArchitecture(triple: string): string {
  return hyphenated(triple.replace(/-w64-mingw32$/, ""));
}

function cPackages({ triple, libc, architecture }: CAbi, native: boolean): readonly string[] {
  if (native) {
    return ["gcc", "libc6-dev"];
  }
  // The libc headers are only a Recommends of the compiler, so they are always named.
  return libc === "mingw"
    ? [`gcc-mingw-w64-${mingwArchitecture(triple)}-posix`]
    : [`gcc-${hyphenated(triple)}`, `libc6-dev-${architecture}-cross`];
}

function cxxPackages({ triple, libc }: CAbi, native: boolean): readonly string[] {
  if (native) {
    return ["g++"];
  }
  return libc === "mingw" ? [`g++-mingw-w64-${mingwArchitecture(triple)}-posix`] : [`g++-${hyphenated(triple)}`];
}

function fortranPackages({ triple, libc }: CAbi, native: boolean): readonly string[] {
  if (native) {
    return ["gfortran"];
  }
  return libc === "mingw"
    ? [`gfortran-mingw-w64-${mingwArchitecture(triple)}-posix`]
    : [`gfortran-${hyphenated(triple)}`];
}

const machineLibc = ["libc6", "libcrypt1"];
const sanitizerLibraries = ["libasan[0-9]*", "libhwasan[0-9]*", "liblsan[0-9]*", "libtsan[0-9]*", "libubsan[0-9]*"];

/** What clang's packages depend on for building on the machine itself, and what nothing here starts or loads. */
const clangUnused = [
  ...["libc6-dev", "libcrypt-dev", "libnsl-dev", "libtirpc-dev", "linux-libc-dev", "libc-dev-bin", "rpcsvc-proto"],
  ...["libcrypt1", "libnsl2", "libtirpc*", "libssl3*", "libkrb5*", "libk5crypto*", "libgssapi-krb5*", "libkeyutils*"],
  ...["libcom-err*", "libgcc-[0-9]*-dev", "gcc-[0-9]*-base", "libstdc++-[0-9]*-dev", "libobjc*", "libgc1*"],
  ...["libasan[0-9]*", "libhwasan[0-9]*", "liblsan[0-9]*", "libtsan[0-9]*", "libubsan[0-9]*", "libgomp[0-9]*"],
  ...["libitm[0-9]*", "libquadmath[0-9]*", "libcc1-[0-9]*"],
  ...["llvm-[0-9]*-linker-tools", "libclang1-*", "libclang-rt-*", "libgprofng*", "binutils-common"],
];

/** What a target's programs are compiled with and linked to: not a word of it is run here. */
function targetsOwn({ triple, libc, architecture }: CAbi, native: boolean): readonly string[] {
  if (libc === "mingw") {
    // Headers and libraries, and the package that holds libgcc, which is the compiler's own.
    return [
      "mingw-w64-common",
      `mingw-w64-${mingwArchitecture(triple)}-dev`,
      `gcc-mingw-w64-${mingwArchitecture(triple)}-posix`,
    ];
  }
  const names = [
    ...["libc6", "libc6-dev", "linux-libc-dev", "libcrypt1", "libcrypt-dev", "libgcc-s[0-9]", "libgcc-[0-9]*-dev"],
    ...["libatomic1", "libstdc++6", "libstdc++-[0-9]*-dev"],
  ];
  return names.map((name) => (native ? name : `${name}-${architecture}-cross`));
}

/** From Debian 14 on, and in backports, a target's own are links alone, into a package that is for all architectures. */
function kernelHeaders({ libc, architecture }: CAbi, native: boolean): readonly string[] {
  return libc === "mingw" || native ? [] : [`linux-libc-dev-${architecture}-cross`];
}

/** GNU ld, whose libraries are others in each release: libsframe came with Debian 13. */
function gnuLinkerPackage({ triple }: CAbi): string {
  return `binutils-${hyphenated(triple)}`;
}

/**
 * What a toolchain has already; a second one beside it would be taken for some files and not for others. The shared C++
 * library is none of it: a toolchain for C lacks it, and the linker and the program look for it where a C library that is
 * made of C++ needs it. One for C++ has the same, of the same release, and is linked with its own. The same goes for the
 * shared libraries of OpenMP and of transactions, which clang's toolchains lack.
 */
const toolchainsOwn = [
  ...["libc6", "libc6-*", "libc-*", "linux-libc-dev", "libgcc-s[0-9]", "libgcc-[0-9]*-dev", "gcc-[0-9]*-base"],
  ...["libstdc++-[0-9]*-dev", "libatomic1", ...sanitizerLibraries],
];

/** Debian's packages for mingw-w64 hold libraries alone, and need the compiler that is there. */
const mingwsOwn = ["mingw-w64-*", "gcc-mingw-w64*", "binutils-mingw-w64*"];

/** The libraries that Debian and Ubuntu have for mingw-w64. Source: Contents-all of Debian 12 and 13. */
const mingwPackages: ReadonlyMap<string, string> = new Map([
  ["z", "libz-mingw-w64-dev"],
  ["zlib", "libz-mingw-w64-dev"],
  ["assuan", "libassuan-mingw-w64-dev"],
  ["gcrypt", "libgcrypt-mingw-w64-dev"],
  ["gpg-error", "libgpg-error-mingw-w64-dev"],
  ["ksba", "libksba-mingw-w64-dev"],
  ["npth", "libnpth-mingw-w64-dev"],
]);

function libraryDirectories({ libc, triple, multiarch }: CAbi): LibraryDirectories {
  return libc === "mingw"
    ? {
        pkgConfig: [`usr/${triple}/lib/pkgconfig`],
        libraries: [`usr/${triple}/lib`],
        headers: [`usr/${triple}/include`],
      }
    : {
        pkgConfig: [`usr/lib/${multiarch}/pkgconfig`, "usr/lib/pkgconfig", "usr/share/pkgconfig"],
        libraries: [`usr/lib/${multiarch}`, `lib/${multiarch}`, "usr/lib"],
        headers: ["usr/include", `usr/include/${multiarch}`],
      };
}
