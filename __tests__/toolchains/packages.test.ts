import { describe, expect, it } from "vitest";
import type { Package } from "../../src/archives/archive.ts";
import type { RootRequest } from "../../src/plan/root-request.ts";
import type { HostClang } from "../../src/survey/clang.ts";
import type { LibraryRequirement } from "../../src/survey/libraries.ts";
import { needs } from "../plan/questions.ts";
import { makePackage, rootRequest, selected, selectedOf, words } from "./questions.ts";

// Names and dependencies are those of Debian 12.

const hostClang: HostClang = {
  cc: "/made up/clang",
  cxx: undefined,
  lld: "/made up/ld.lld",
  ar: "/made up/ar",
  version: 14,
  line: "clang version 14.0.6",
  own: { c: false, cxx: false },
};

describe("the packages of clang", () => {
  const clangTarget = (name: string, clang?: HostClang) => {
    const need = name.startsWith("windows/") ? needs.c : needs.cxx;
    const triples: Readonly<Record<string, string>> = {
      "linux/amd64": "x86_64-linux-gnu",
      "linux/s390x": "s390x-linux-gnu",
      "windows/amd64": "x86_64-w64-mingw32",
    };
    return rootRequest(`clang-${triples[name]}`, name, {
      inputs: { compiler: "clang" },
      machine: { clang },
      facts: { need },
    });
  };
  const others = `
    cpp-12-s390x-linux-gnu g++-12-s390x-linux-gnu g++-s390x-linux-gnu gcc-12-cross-base gcc-12-s390x-linux-gnu
    gcc-12-s390x-linux-gnu-base gcc-s390x-linux-gnu libatomic1-s390x-cross libc6-dev-s390x-cross libc6-s390x-cross
    libcc1-0 libgcc-12-dev-s390x-cross libgcc-s1 libgcc-s1-s390x-cross libgmp10 libgomp1-s390x-cross libisl23
    libitm1-s390x-cross libmpc3 libmpfr6 libstdc++-12-dev-s390x-cross libstdc++6 libstdc++6-s390x-cross
    libubsan1-s390x-cross
  `;
  const everyOther = Object.fromEntries(words(others).map((name) => [name, others]));
  const cross = graph({
    ...everyOther,
    "gcc-s390x-linux-gnu": `${others} binutils-s390x-linux-gnu linux-libc-dev-s390x-cross`,
    "binutils-s390x-linux-gnu": "binutils-common libbinutils libjansson4 libzstd1 zlib1g",
    "binutils-common": "",
    libbinutils: "",
    libjansson4: "",
    libzstd1: "",
    zlib1g: "",
    "linux-libc-dev-s390x-cross": "",
  });
  const targetsOwn = `
    libatomic1-s390x-cross libc6-dev-s390x-cross libc6-s390x-cross libgcc-12-dev-s390x-cross libgcc-s1-s390x-cross
    libstdc++-12-dev-s390x-cross libstdc++6-s390x-cross linux-libc-dev-s390x-cross
  `;

  it("for a target are its libraries and headers, and GNU ld where that links", () => {
    const linker = "binutils-s390x-linux-gnu libbinutils libjansson4 libzstd1 zlib1g";
    expect(selected(clangTarget("linux/s390x"), cross)).toEqual(words(`${targetsOwn} ${linker}`));
    const withLld = clangTarget("linux/s390x", { ...hostClang, version: 22 });
    expect(selected(withLld, cross)).toEqual(words(targetsOwn));
  });

  it("are with all that they depend on, whatever a newer release calls that", () => {
    const sid = graph({
      "gcc-s390x-linux-gnu": "binutils-s390x-linux-gnu libgmp10",
      "libc6-dev-s390x-cross": "linux-libc-dev-s390x-cross",
      "linux-libc-dev-s390x-cross": "linux-libc-dev",
      "linux-libc-dev": "",
      "binutils-s390x-linux-gnu": "binutils-common libc6 libsframe3",
      "binutils-common": "",
      libc6: "",
      libsframe3: "libc6",
      libgmp10: "",
    });
    expect(selected(clangTarget("linux/s390x"), sid)).toEqual(
      words("binutils-s390x-linux-gnu libc6-dev-s390x-cross libsframe3 linux-libc-dev linux-libc-dev-s390x-cross"),
    );
  });

  it("for Windows are mingw's, and the one that holds libgcc", () => {
    const names = `
      binutils-mingw-w64-x86-64 gcc-mingw-w64-base gcc-mingw-w64-x86-64-posix gcc-mingw-w64-x86-64-posix-runtime
      libgmp10 mingw-w64-common mingw-w64-x86-64-dev zlib1g
    `;
    expect(selectedOf(clangTarget("windows/amd64"), names)).toEqual([
      "gcc-mingw-w64-x86-64-posix",
      "mingw-w64-common",
      "mingw-w64-x86-64-dev",
    ]);
  });

  it("for the machine's own target are the native ones", () => {
    const names = `
      binutils cpp-12 gcc gcc-12 libasan8 libc-dev-bin libc6 libc6-dev libcrypt-dev libcrypt1 libgcc-12-dev libgcc-s1
      libgomp1 libstdc++-12-dev libstdc++6 linux-libc-dev
    `;
    expect(selectedOf(clangTarget("linux/amd64"), names)).toEqual([
      "libc6",
      "libc6-dev",
      "libcrypt-dev",
      "libcrypt1",
      "libgcc-12-dev",
      "libgcc-s1",
      "libstdc++-12-dev",
      "libstdc++6",
      "linux-libc-dev",
    ]);
  });

  it("itself are those that run here", () => {
    const names = `
      binutils binutils-common binutils-x86-64-linux-gnu clang clang-14 gcc-12-base libbinutils libc6 libc6-dev
      libclang-common-14-dev libclang-cpp14 libclang1-14 libgcc-12-dev libgcc-s1 libgomp1 libicu72 libkrb5-3 libllvm14
      libobjc-12-dev libssl3 libstdc++-12-dev libstdc++6 libz3-4 lld lld-14 llvm-14-linker-tools zlib1g
    `;
    const request = rootRequest("clang", "linux/arm64", { inputs: { compiler: "clang" } });
    expect(selectedOf(request, names)).toEqual([
      "binutils",
      "binutils-x86-64-linux-gnu",
      "clang",
      "clang-14",
      "libbinutils",
      "libclang-common-14-dev",
      "libclang-cpp14",
      "libgcc-s1",
      "libicu72",
      "libllvm14",
      "libstdc++6",
      "libz3-4",
      "lld",
      "lld-14",
      "zlib1g",
    ]);
  });

  it("are none where the machine has it", () => {
    expect(() =>
      rootRequest("clang", "linux/arm64", { inputs: { compiler: "clang" }, machine: { clang: hostClang } }),
    ).toThrow("needs no root named clang");
  });
});

/** Packages by name, each with what it depends on. */
function graph(depends: Readonly<Record<string, string>>, facts: Readonly<Record<string, Partial<Package>>> = {}) {
  return Object.entries(depends).map(([name, others]) => {
    const alternatives = others === "" ? [] : words(others).map((other) => other.split("|"));
    return makePackage(name, { depends: alternatives, ...facts[name] });
  });
}

describe("the packages of gcc", () => {
  const cross = graph({
    "gcc-aarch64-linux-gnu": "cpp-aarch64-linux-gnu gcc-12-aarch64-linux-gnu",
    "g++-aarch64-linux-gnu": "gcc-aarch64-linux-gnu libstdc++-12-dev-arm64-cross",
    "cpp-aarch64-linux-gnu": "libgmp10",
    "gcc-12-aarch64-linux-gnu": "binutils-aarch64-linux-gnu libgcc-12-dev-arm64-cross libc6",
    "binutils-aarch64-linux-gnu": "binutils-common zlib1g libc6",
    "binutils-common": "",
    "libgcc-12-dev-arm64-cross":
      "libasan8-arm64-cross libhwasan0-arm64-cross liblsan0-arm64-cross libtsan2-arm64-cross libubsan1-arm64-cross libgomp1-arm64-cross",
    "libasan8-arm64-cross": "libonly-of-asan",
    "libonly-of-asan": "",
    "libhwasan0-arm64-cross": "",
    "liblsan0-arm64-cross": "",
    "libtsan2-arm64-cross": "",
    "libubsan1-arm64-cross": "",
    "libgomp1-arm64-cross": "libc6-arm64-cross",
    "libc6-dev-arm64-cross": "libc6-arm64-cross",
    "libc6-arm64-cross": "",
    "libstdc++-12-dev-arm64-cross": "",
    libgmp10: "libc6",
    zlib1g: "libc6",
    libc6: "libcrypt1 libgcc-s1",
    libcrypt1: "libc6",
    "libgcc-s1": "libc6 gcc-12-base",
    "gcc-12-base": "",
    "other-package": "",
  });
  const plain = `
    binutils-aarch64-linux-gnu binutils-common cpp-aarch64-linux-gnu gcc-12-aarch64-linux-gnu gcc-aarch64-linux-gnu
    libc6-arm64-cross libc6-dev-arm64-cross libgcc-12-dev-arm64-cross libgmp10 libgomp1-arm64-cross zlib1g
  `;
  const triple = "aarch64-linux-gnu";

  it("are the compiler with all it depends on, but for the machine's C library and the sanitizers' large libraries", () => {
    expect(selected(rootRequest(triple, "linux/arm64"), cross)).toEqual(words(plain));
  });

  it("include the sanitizers' libraries where one is asked for", () => {
    const request = rootRequest(triple, "linux/arm64", { inputs: { "go-flags": "-asan" } });
    const sanitizers = `
      libasan8-arm64-cross libhwasan0-arm64-cross liblsan0-arm64-cross libonly-of-asan libtsan2-arm64-cross
      libubsan1-arm64-cross
    `;
    expect(selected(request, cross)).toEqual(words(`${plain} ${sanitizers}`));
  });

  it("include g++ where the program has C++", () => {
    const request = rootRequest(triple, "linux/arm64", { facts: { need: needs.cxx } });
    expect(selected(request, cross)).toEqual(words(`${plain} g++-aarch64-linux-gnu libstdc++-12-dev-arm64-cross`));
  });

  it("for the machine's own target include its C library", () => {
    const own = graph({
      gcc: "gcc-12",
      "gcc-12": "libgcc-12-dev binutils libc6",
      binutils: "libc6",
      "libgcc-12-dev": "libasan8 libgcc-s1",
      libasan8: "libc6",
      "libgcc-s1": "libc6",
      "libc6-dev": "libc6 libcrypt-dev",
      "libcrypt-dev": "libcrypt1",
      libc6: "libcrypt1 libgcc-s1",
      libcrypt1: "libc6",
    });
    expect(selected(rootRequest("x86_64-linux-gnu", "linux/amd64"), own)).toEqual(
      words("binutils gcc gcc-12 libc6 libc6-dev libcrypt-dev libcrypt1 libgcc-12-dev libgcc-s1"),
    );
  });

  it("for Windows are mingw-w64's, with the threads of POSIX", () => {
    const mingw = graph({
      "gcc-mingw-w64-i686-posix": "binutils-mingw-w64-i686 mingw-w64-i686-dev libc6",
      "g++-mingw-w64-i686-posix": "gcc-mingw-w64-i686-posix",
      "gcc-mingw-w64-i686-win32": "",
      "binutils-mingw-w64-i686": "libc6",
      "mingw-w64-i686-dev": "mingw-w64-common",
      "mingw-w64-common": "",
      libc6: "",
    });
    const request = rootRequest("i686-w64-mingw32", "windows/386", { facts: { need: needs.cxx } });
    expect(selected(request, mingw)).toEqual(
      words(`
        binutils-mingw-w64-i686 g++-mingw-w64-i686-posix gcc-mingw-w64-i686-posix mingw-w64-common mingw-w64-i686-dev
      `),
    );
  });
});

/** The request as it is resolved where the usual packages hold the files that are required. */
function withLikelyPackages({ content, ...request }: RootRequest): RootRequest {
  if (content.kind === "file") {
    return { content, ...request };
  }
  const packages = [...content.packages, ...content.files.flatMap(({ likely }) => likely ?? [])];
  return { ...request, content: { ...content, packages } };
}

describe("the packages of C libraries", () => {
  const requirements: readonly LibraryRequirement[] = [
    { kind: "library", name: "pcap", by: "example.com/c", programs: ["example.com/app"], onHost: false },
  ];
  const library = { section: "libs", coinstallable: true };
  const resolved = graph(
    {
      "libpcap0.8-dev": "libpcap0.8 libc6-dev libdbus-1-dev",
      "libpcap0.8": "libc6 libdbus-1-3 debconf|debconf-2.0 libgcc-s1",
      "libdbus-1-dev": "libdbus-1-3 pkg-config",
      "libdbus-1-3": "libc6 dbus libcrypt1 libstdc++6",
      dbus: "libexpat1",
      libexpat1: "libc6",
      debconf: "perl-base",
      "perl-base": "libcrypt1",
      "pkg-config": "",
      "libc6-dev": "libc6 linux-libc-dev libcrypt-dev libc-dev-bin",
      "libc-dev-bin": "",
      "libcrypt-dev": "libcrypt1",
      libcrypt1: "libc6",
      "linux-libc-dev": "",
      libc6: "libgcc-s1",
      "libgcc-s1": "gcc-12-base",
      "gcc-12-base": "",
      "libstdc++6": "libc6 libgcc-s1 gcc-12-base",
      libasan8: "",
    },
    {
      "libpcap0.8": library,
      "libpcap0.8-dev": { section: "libdevel" },
      "libdbus-1-dev": { section: "libdevel", coinstallable: true },
      "libdbus-1-3": library,
      libexpat1: library,
      libcrypt1: library,
      libc6: library,
      "libgcc-s1": library,
      "gcc-12-base": library,
      "libstdc++6": library,
      "libc6-dev": { section: "libdevel", coinstallable: true },
      "libcrypt-dev": { section: "libdevel", coinstallable: true },
      dbus: { section: "admin" },
      debconf: { section: "admin" },
    },
  );
  const request = (id: string, name: string, needed = requirements) =>
    withLikelyPackages(rootRequest(id, name, { facts: { requirements: needed } }));

  it("are libraries and headers, without programs and without what every toolchain has: one for C has no C++ library", () => {
    const foreign = selected(request("libraries-arm64", "linux/arm64"), resolved);
    expect(foreign).toEqual(words("libcrypt1 libdbus-1-3 libdbus-1-dev libpcap0.8 libpcap0.8-dev libstdc++6"));
  });

  it("include OpenMP's shared library, which clang's toolchains lack, and no data", () => {
    const resolved = graph(
      {
        "libmagick-dev": "libmagick shared-mime-info",
        libmagick: "libc6 libgomp1",
        libgomp1: "gcc-12-base libc6",
        "gcc-12-base": "",
        "shared-mime-info": "",
        libc6: "",
      },
      { libmagick: library, libgomp1: library, libc6: library, "shared-mime-info": { section: "misc" } },
    );
    const named = requirements.map((each) => ({ ...each, kind: "pkg-config", name: "magick" }) as const);
    const request = rootRequest("libraries-arm64", "linux/arm64", {
      inputs: { libraries: "auto libmagick-dev" },
      facts: { requirements: named },
    });
    expect(selected(request, resolved)).toEqual(words("libgomp1 libmagick libmagick-dev"));
  });

  it("are looked for first where the program's own flags do, whichever architecture these were written on", () => {
    const directories = ["/usr/lib/lp_solve/", "/usr/lib/x86_64-linux-gnu/hdf5/serial", "/usr/lib/aarch64-linux-gnu"];
    const firstOf = (more: Pick<LibraryRequirement, "directories">) => {
      const needed = requirements.map((each) => ({ ...each, ...more }));
      const { content } = rootRequest("libraries-arm64", "linux/arm64", { facts: { requirements: needed } });
      return content.kind === "packages" ? content.files[0]?.first : [];
    };
    expect(firstOf({ directories })).toEqual([
      "usr/lib/lp_solve/libpcap.so",
      "usr/lib/lp_solve/libpcap.a",
      "usr/lib/aarch64-linux-gnu/hdf5/serial/libpcap.so",
      "usr/lib/aarch64-linux-gnu/hdf5/serial/libpcap.a",
    ]);
    expect(firstOf({})).toBeUndefined();
  });

  it("of the machine's own architecture leave out what belongs to its C library", () => {
    const own = selected(request("libraries-amd64", "linux/amd64"), resolved);
    expect(own).toEqual(words("libdbus-1-3 libdbus-1-dev libpcap0.8 libpcap0.8-dev libstdc++6"));
  });

  it("for Windows are libraries alone: the compiler is there", () => {
    const mingw = graph(
      {
        "libz-mingw-w64-dev": "libz-mingw-w64 mingw-w64-common gcc-mingw-w64-x86-64",
        "libz-mingw-w64": "",
        "mingw-w64-common": "",
        "gcc-mingw-w64-x86-64": "",
      },
      { "libz-mingw-w64": { section: "libs" }, "mingw-w64-common": { section: "libs" } },
    );
    const z = requirements.map((each) => ({ ...each, name: "z" }));
    const request386 = request("libraries-i686-w64-mingw32", "windows/386", z);
    expect(selected(request386, mingw)).toEqual(words("libz-mingw-w64 libz-mingw-w64-dev"));
  });
});

describe("the packages of small roots", () => {
  it("musl is one package, whatever it depends on", () => {
    const request = rootRequest("musl-arm64", "linux/arm64", { inputs: { libc: "musl" } });
    expect(selectedOf(request, "musl musl-dev linux-libc-dev gcc")).toEqual(["musl-dev"]);
  });

  it("pkg-config comes with what it loads", () => {
    const requirements = [
      { kind: "pkg-config", name: "zlib", by: "example.com/c", programs: ["example.com/app"], onHost: false },
    ] as const;
    const request = rootRequest("pkg-config", "linux/arm64", {
      machine: { pkgConfig: undefined },
      facts: { requirements },
    });
    const names = "pkg-config pkgconf pkgconf-bin libpkgconf3 libglib2.0-0 libpcre3 libc6 libdpkg-perl perl";
    expect(selectedOf(request, names)).toEqual(
      words("libglib2.0-0 libpcre3 libpkgconf3 pkg-config pkgconf pkgconf-bin"),
    );
  });
});
