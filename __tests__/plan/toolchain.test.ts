import { describe, expect, it } from "vitest";
import { problemTexts } from "../../src/host/errors.ts";
import { decideCgo } from "../../src/plan/cgo.ts";
import type { LayerOffering, ToolchainOffer, ToolchainOffering } from "../../src/plan/offers.ts";
import { declined, indifferent } from "../../src/plan/offers.ts";
import { chooseToolchain, mergeToolchains, type Offerings, type TargetToolchain } from "../../src/plan/toolchain.ts";
import { platformRow } from "../../src/platforms/table.ts";
import type { HostClang } from "../../src/survey/clang.ts";
import type { Machine } from "../../src/survey/machine.ts";
import type { TargetSurvey } from "../../src/survey/survey.ts";
import { layers, providers } from "../../src/toolchains/providers.ts";
import { machine, makeInputs, needs, packageContent, surveyTarget, type TargetFacts } from "./questions.ts";

type Raw = Readonly<Record<string, string>>;
type Choice = { readonly reason: string; readonly chosen: TargetToolchain | readonly string[] };

/** The toolchain of a target that is built with cgo, or the problems in its way. */
function choose(
  name: string,
  facts: TargetFacts,
  raw: Raw = {},
  { changes = {}, offerings = { providers, layers } }: { changes?: Partial<Machine>; offerings?: Offerings } = {},
): Choice {
  const survey = surveyTarget(name, facts);
  const inputs = makeInputs({ targets: name, ...raw });
  const cgo = decideCgo({ inputs, survey, modulePath: "example.com/app" });
  if (cgo.kind !== "on") {
    throw new Error(`${name} is not built with cgo`);
  }
  const choice = chooseToolchain(
    { inputs, machine: { ...machine, ...changes }, survey, reason: cgo.reason },
    offerings,
  );
  return { reason: cgo.reason, chosen: choice.kind === "chosen" ? choice : problemTexts(choice.problems) };
}

function chosenOf(...question: Parameters<typeof choose>): TargetToolchain {
  const { chosen } = choose(...question);
  if (!("kind" in chosen)) {
    throw new Error(chosen.join("\n"));
  }
  return chosen;
}

/** A choice in one line, for tables: the toolchain, and its compiler or the packages of its own root. */
function describeChoice({ reason, chosen }: Choice): string {
  if (!("kind" in chosen)) {
    return chosen.join("\n");
  }
  const { base, linking } = chosen;
  const { id, provider, settings } = base.toolchain;
  const own = base.roots.find((root) => root.id === id);
  const made = own === undefined ? settings["cc"] : packageContent(own).packages.join(" ");
  return `(${reason}) ${provider} ${id}: ${made}${linking.static ? " static" : ""}`;
}

describe("the toolchain of a target", () => {
  const cross = "gcc aarch64-linux-gnu: gcc-aarch64-linux-gnu libc6-dev-arm64-cross";
  const rows: readonly (readonly [string, TargetFacts, Raw, string])[] = [
    ["linux/arm64", { need: needs.nothing }, { cgo: "on" }, `(cgo: on) ${cross}`],
    ["linux/arm64", { need: needs.net }, { cgo: "on" }, `(cgo: on) ${cross}`],
    ["linux/arm64", { need: needs.c }, {}, `(C in example.com/c) ${cross}`],
    ["linux/arm64", { need: needs.c }, { cgo: "on" }, `(C in example.com/c) ${cross}`],
    ["linux/arm64", { need: needs.cxx }, {}, `(C in example.com/cxx) ${cross} g++-aarch64-linux-gnu`],
    [
      "linux/arm64",
      { need: { required: ["a", "b", "c", "d", "e"], optional: [], cxx: false } },
      {},
      `(C in a, b, c and 2 more) ${cross}`,
    ],
    [
      "windows/amd64",
      { need: needs.cxx },
      {},
      "(C in example.com/cxx) gcc x86_64-w64-mingw32: gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix",
    ],
    [
      "linux/arm/v7",
      { need: needs.c },
      {},
      "(C in example.com/c) gcc arm-linux-gnueabihf: gcc-arm-linux-gnueabihf libc6-dev-armhf-cross",
    ],
    [
      "linux/arm/v6",
      { need: needs.c },
      {},
      "(C in example.com/c) gcc arm-linux-gnueabi: gcc-arm-linux-gnueabi libc6-dev-armel-cross static",
    ],
  ];

  it.each(rows)("%s with %o and %o", (name, facts, raw, choice) => {
    expect(describeChoice(choose(name, facts, raw))).toBe(choice);
  });
});

describe("the machine's own target", () => {
  it("uses the machine's compiler, with the words that Go has for it", () => {
    const facts = { need: needs.cxx, environment: { cc: "ccache gcc", cxx: "ccache g++", ar: "gcc-ar" } };
    const { base, layers: on, linking } = chosenOf("linux/amd64", facts);
    const c = platformRow({ os: "linux", arch: "amd64" })?.c;
    expect(base).toEqual({
      kind: "offer",
      toolchain: {
        id: "host",
        provider: "host",
        cxx: true,
        libc: "glibc",
        triple: undefined,
        compiler: "this machine's ccache gcc",
        roots: [],
        settings: { cc: "ccache gcc", cxx: "ccache g++", ar: "gcc-ar" },
      },
      roots: [],
      abi: c?.kind === "abis" ? c.abis[0] : "none",
      interpreter: "/lib64/ld-linux-x86-64.so.2",
      findsInstalled: true,
      lld: false,
      release: undefined,
      staticReason: undefined,
      notes: [],
    });
    expect(base.abi).toMatchObject({
      triple: "x86_64-linux-gnu",
      multiarch: "x86_64-linux-gnu",
      architecture: "amd64",
    });
    expect({ on, linking }).toEqual({ on: [], linking: { static: false, note: undefined } });
  });

  const own = "gcc x86_64-linux-gnu: gcc libc6-dev";
  const rows: readonly (readonly [TargetFacts, string])[] = [
    [{ need: needs.c, hostCompilers: { cc: false, cxx: false } }, `(C in example.com/c) ${own}`],
    [{ need: needs.c, hostCompilers: { cc: true, cxx: false } }, "(C in example.com/c) host host: gcc"],
    [{ need: needs.cxx, hostCompilers: { cc: true, cxx: false } }, `(C in example.com/cxx) ${own} g++`],
    [{ need: needs.cxx, hostCompilers: { cc: false, cxx: true } }, `(C in example.com/cxx) ${own} g++`],
  ];
  it.each(rows)("fetches what the machine lacks: %o", (facts, choice) => {
    expect(describeChoice(choose("linux/amd64", facts))).toBe(choice);
  });

  it("fetches libraries into the place where the machine's own would be, with the C library", () => {
    const { base } = chosenOf("linux/amd64", { need: needs.c, hostCompilers: { cc: false, cxx: false } });
    expect(base.toolchain).toMatchObject({ settings: { sysroot: ".", native: "yes" } });
    expect(base.roots.map((root) => packageContent(root).selection.skip.includes("libc6"))).toEqual([false]);
    expect(chosenOf("linux/arm64", { need: needs.c }).base.toolchain).toMatchObject({
      settings: { sysroot: "usr/aarch64-linux-gnu", native: "no" },
    });
  });

  it("is a matter of the architecture: a compiler on PATH is not for another", () => {
    const facts = { need: needs.c, hostCompilers: { cc: true, cxx: true } };
    expect(describeChoice(choose("linux/386", facts))).toBe(
      "(C in example.com/c) gcc i686-linux-gnu: gcc-i686-linux-gnu libc6-dev-i386-cross",
    );
  });

  const asked: NonNullable<TargetSurvey["hostCompilers"]["own"]> = {
    cc: "/opt/gcc",
    cxx: undefined,
    interpreter: "/lib64/ld-linux-x86-64.so.2",
    unstarted: [],
    mistakes: [],
    notes: ["CC=x of the job is not used for linux/amd64: it makes programs for linux/arm64"],
    failure: undefined,
  };
  const made = (changes: Partial<typeof asked>, raw: Readonly<Record<string, string>> = {}) => {
    const facts = { need: needs.c, hostCompilers: { cc: true, own: { ...asked, ...changes } } };
    const { base } = chosenOf("linux/amd64", facts, raw);
    const { toolchain, interpreter, notes } = base;
    return [toolchain.settings["cc"], toolchain.libc, interpreter, ...notes.slice(1)];
  };

  it("is what its compiler makes: musl on Alpine, a loader of its own on NixOS", () => {
    const elsewhere = "it does not run on other distributions unless it is static (`static: true`)";
    expect(made({})).toEqual(["/opt/gcc", "glibc", "/lib64/ld-linux-x86-64.so.2"]);
    const musl = "/lib/ld-musl-x86_64.so.1";
    expect(made({ interpreter: musl })).toEqual([
      "/opt/gcc",
      "musl",
      musl,
      `linked with musl (${musl}), as on Alpine: ${elsewhere}`,
    ]);
    expect(made({ interpreter: musl }, { static: "true" })).toEqual(["/opt/gcc", "musl", musl]);
    const nix = "/nix/store/3n58-glibc-2.40-66/lib/ld-linux-x86-64.so.2";
    expect(made({ interpreter: nix })).toEqual([
      "/opt/gcc",
      "glibc",
      nix,
      `linked with the loader ${nix} of this machine: ${elsewhere}`,
    ]);
    // What it could not be asked for is not checked.
    expect(made({ interpreter: undefined })).toEqual(["/opt/gcc", "glibc", undefined]);
  });

  it("has musl already where its compiler has", () => {
    const hostCompilers = { cc: true, own: { ...asked, interpreter: "/lib/ld-musl-x86_64.so.1" } };
    const chosen = chosenOf("linux/amd64", { need: needs.c, hostCompilers }, { libc: "musl" });
    expect([chosen.base.toolchain.id, chosen.layers, chosen.linking.static]).toEqual(["host", [], true]);
  });

  it("on a Mac is every Mac, whose processor what else builds C has to be told", () => {
    const clang = { cc: "clang", cxx: "clang++", ar: "ar" };
    const of = (name: string, changes: Partial<Machine>, facts: TargetFacts = {}) => {
      const question = { need: needs.cxx, environment: clang, ...facts };
      return describeChoice(choose(name, question, {}, { changes: { ...mac, ...changes } }));
    };
    const why = "(C in example.com/cxx) host";
    expect(of("darwin/arm64", { arch: "arm64" })).toBe(`${why} host: clang`);
    expect(of("darwin/amd64", { arch: "arm64" })).toBe(`${why} host-amd64: clang -arch x86_64`);
    expect(of("darwin/arm64", { arch: "amd64" })).toBe(`${why} host-arm64: clang -arch arm64`);
    expect(of("ios/arm64", { arch: "arm64" })).toMatch(/^ios\/arm64 needs C/);
    // The loader of macOS is no machine's own.
    const own = { ...asked, cc: "clang", cxx: "clang++", interpreter: "/usr/lib/dyld", notes: [] };
    const { base } = chosenOf("darwin/amd64", { need: needs.cxx, hostCompilers: { own } }, {}, { changes: mac });
    expect([base.interpreter, base.notes, base.toolchain.libc]).toEqual([undefined, [], undefined]);
  });

  it("needs no archive, and on macOS no toolchain of ours", () => {
    const choice = choose("darwin/arm64", { need: needs.c, environment: { cc: "clang" } }, {}, { changes: mac });
    expect(describeChoice(choice)).toBe("(C in example.com/c) host host: clang");
    expect(choice.chosen).toMatchObject({ base: { interpreter: undefined, abi: undefined } });
  });
});

const mac: Partial<Machine> = {
  os: "darwin",
  arch: "arm64",
  distribution: undefined,
  archive: { kind: "missing", reason: "no apt here" },
};

describe("a Windows machine", () => {
  const windows: Partial<Machine> = {
    os: "windows",
    distribution: undefined,
    place: "job",
    archive: { kind: "missing", reason: "no apt here" },
  };
  const of = (name: string, facts: TargetFacts = {}) =>
    describeChoice(choose(name, { need: needs.c, ...facts }, {}, { changes: windows }));

  it("has the mingw that Go finds there, for its own target alone", () => {
    expect(of("windows/amd64")).toBe("(C in example.com/c) host host: gcc");
    const { base, linking } = chosenOf("windows/amd64", { need: needs.c }, {}, { changes: windows });
    expect([base.toolchain.libc, base.interpreter, base.notes, linking.static]).toEqual([
      "mingw",
      undefined,
      [],
      false,
    ]);
    expect(of("windows/amd64", { hostCompilers: { cc: false } })).toBe(
      "windows/amd64 needs C (C in example.com/c), but this machine has no C compiler; install mingw-w64 (`choco install " +
        "mingw`, or MSYS2's mingw-w64-ucrt-x86_64-gcc) and have its `bin` on PATH",
    );
    expect(of("linux/amd64")).toBe(
      "linux/amd64 needs C (C in example.com/c), but no apt here; build it in a job with `runs-on: ubuntu-latest`",
    );
    expect(of("windows/386")).toMatch(/^windows\/386 needs C .*`runs-on: ubuntu-latest`$/);
  });
});

describe("compiler: clang", () => {
  const host: HostClang = {
    cc: "/bin/clang-18",
    cxx: "/bin/clang++-18",
    lld: "/bin/ld.lld-18",
    ar: "/bin/llvm-ar-18",
    version: 18,
    line: "clang version 18.1.3",
    own: { c: true, cxx: false },
  };
  const clang = { compiler: "clang" };

  it("takes the same packages as gcc, which say what the target's own are, and the compiler in a root of its own", () => {
    const { base } = chosenOf("linux/ppc64le", { need: needs.cxx }, clang);
    expect(base).toMatchObject({
      toolchain: {
        id: "clang-powerpc64le-linux-gnu",
        provider: "clang",
        cxx: true,
        libc: "glibc",
        triple: "powerpc64le-linux-gnu",
        compiler: "powerpc64le-linux-gnu-clang",
        roots: ["clang", "clang-powerpc64le-linux-gnu"],
        settings: {
          id: "clang-powerpc64le-linux-gnu",
          triple: "powerpc64le-linux-gnu",
          multiarch: "powerpc64le-linux-gnu",
          cc: "powerpc64le-linux-gnu-clang",
          cxx: "powerpc64le-linux-gnu-clang++",
          ar: "powerpc64le-linux-gnu-ar",
          flags: ["-mcpu=power8"],
          linker: "lld",
        },
      },
      interpreter: "/lib64/ld64.so.2",
      abi: { triple: "powerpc64le-linux-gnu", multiarch: "powerpc64le-linux-gnu", architecture: "ppc64el" },
      staticReason: undefined,
      notes: [],
    });
    expect(base.toolchain.settings).not.toHaveProperty("compiler");
    expect(base.roots.map((root) => [root.id, ...packageContent(root).packages])).toEqual([
      ["clang", "clang", "lld", "binutils"],
      [
        "clang-powerpc64le-linux-gnu",
        "gcc-powerpc64le-linux-gnu",
        "libc6-dev-ppc64el-cross",
        "g++-powerpc64le-linux-gnu",
      ],
    ]);
  });

  const linkers: readonly (readonly [string, number | undefined, "lld" | "gnu"])[] = [
    ["linux/arm64", undefined, "lld"],
    ["linux/riscv64", undefined, "gnu"],
    ["linux/riscv64", 14, "gnu"],
    ["linux/riscv64", 15, "lld"],
    ["linux/s390x", undefined, "gnu"],
    ["linux/s390x", 18, "gnu"],
    ["linux/s390x", 19, "lld"],
    ["linux/mips", 22, "gnu"],
    ["linux/loong64", 22, "gnu"],
    ["windows/386", undefined, "lld"],
  ];
  it.each(linkers)("%s with the machine's clang %s is linked by %s", (name, version, linker) => {
    const distribution = { id: "debian", version: "13", codename: "trixie", title: "Debian GNU/Linux 13 (trixie)" };
    const changes: Partial<Machine> = version === undefined ? {} : { distribution, clang: { ...host, version } };
    const { base } = chosenOf(name, { need: needs.c }, clang, { changes });
    expect(base.toolchain.provider).toBe("clang");
    expect(base.toolchain.settings["linker"]).toBe(linker);
    expect(base.toolchain.settings["compiler"]).toEqual(changes.clang);
    expect(base.roots.some(({ id }) => id === "clang")).toBe(version === undefined);
    const packages = base.roots.filter(({ id }) => id !== "clang").flatMap((root) => packageContent(root).packages);
    expect(packages.some((each) => each.startsWith("binutils-"))).toBe(linker === "gnu");
  });

  const own = "clang clang-x86_64-linux-gnu: gcc libc6-dev";
  const rows: readonly (readonly [TargetFacts, Partial<Machine>, string])[] = [
    [{ need: needs.c }, {}, `(C in example.com/c) ${own}`],
    [{ need: needs.c }, { clang: host }, "(C in example.com/c) host host: /bin/clang-18"],
    [{ need: needs.cxx }, { clang: host }, `(C in example.com/cxx) ${own} g++`],
    [{ need: needs.c }, { clang: { ...host, own: { c: false, cxx: false } } }, `(C in example.com/c) ${own}`],
  ];
  it.each(rows)("the machine's own target: %o on %o", (facts, changes, choice) => {
    expect(describeChoice(choose("linux/amd64", facts, clang, { changes }))).toBe(choice);
  });

  it("leaves macOS its own compiler", () => {
    const choice = choose("darwin/arm64", { need: needs.c, environment: { cc: "cc" } }, clang, { changes: mac });
    expect(describeChoice(choice)).toBe("(C in example.com/c) host host: cc");
  });

  it("leaves C++ for Windows to gcc, and says so", () => {
    const choice = choose("windows/amd64", { need: needs.cxx }, clang);
    expect(describeChoice(choice)).toBe(
      "(C in example.com/cxx) gcc x86_64-w64-mingw32: gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix",
    );
    expect(choice.chosen).toMatchObject({
      base: { notes: ["compiled by gcc: the C++ library that distributions have for Windows is made for gcc alone"] },
    });
    expect(chosenOf("windows/amd64", { need: needs.c }, clang).base).toMatchObject({
      toolchain: { id: "clang-x86_64-w64-mingw32" },
      notes: [],
    });
  });

  it.each([
    ["-asan", { "go-flags": "-asan" }],
    ["-msan=true", { "go-flags": "-msan=true" }],
    ["-fopenmp", { "cgo-cflags": "-O3 -fopenmp" }],
    ["-fopenmp", { "cgo-ldflags": "-fopenmp" }],
  ])("says that %s has no library here", (word, raw) => {
    expect(choose("linux/arm64", { need: needs.c }, { ...clang, ...raw }).chosen).toEqual([
      `linux/arm64 needs C (C in example.com/c), but ${word} needs a library of clang's own, which distributions have for ` +
        "the machine's own processor alone; leave it out, or set `compiler: gcc`",
    ]);
    const changes = { clang: host };
    const allowed = choose("linux/amd64", { need: needs.c }, { ...clang, ...raw }, { changes });
    expect(describeChoice(allowed)).toBe("(C in example.com/c) host host: /bin/clang-18");
  });
});

describe("what cannot be done is said", () => {
  const alpine = { id: "alpine", version: "3.22.1", codename: "", title: "Alpine Linux v3.22" };
  const noCompiler = { cc: undefined, cxx: undefined, interpreter: undefined, unstarted: [], mistakes: [], notes: [] };

  it("of a glibc where there is none", () => {
    const without = { archive: fedora, distribution: alpine };
    for (const name of ["linux/amd64", "linux/arm64"]) {
      const { chosen } = choose(name, { need: needs.c }, { glibc: "2.31" }, { changes: without });
      expect(chosen).toEqual([
        `glibc: ${name} cannot be built for glibc 2.31: Alpine Linux v3.22 has no glibc, but musl; leave it out, or run on ` +
          "Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm",
      ]);
    }
  });

  const fedora = {
    kind: "missing",
    reason: "toolchains come from apt, and Fedora Linux 42 has no `apt-get`",
  } as const;
  const rows: readonly (readonly [string, TargetFacts, Partial<Machine>, string])[] = [
    [
      "darwin/arm64",
      { need: needs.c },
      {},
      "darwin/arm64 needs C (C in example.com/c), but there is no C toolchain for darwin/arm64 here: Apple's C headers " +
        "and libraries come with Xcode only; build it in a job on a macOS runner, where Go finds Apple's compiler",
    ],
    [
      "linux/s390x",
      { need: needs.c },
      { archive: fedora },
      "linux/s390x needs C (C in example.com/c), but toolchains come from apt, and Fedora Linux 42 has no `apt-get`; run " +
        "on Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm",
    ],
    [
      "linux/s390x",
      { need: needs.c },
      { archive: fedora, place: "job" },
      "linux/s390x needs C (C in example.com/c), but toolchains come from apt, and Fedora Linux 42 has no `apt-get`; run " +
        "on Debian or Ubuntu: set `container: golang:1.26-bookworm` for the job, or leave its container out and have " +
        "`runs-on: ubuntu-latest`",
    ],
    [
      "linux/amd64",
      { need: needs.c },
      { os: "darwin", arch: "arm64", archive: fedora, distribution: undefined, place: "job" },
      "linux/amd64 needs C (C in example.com/c), but toolchains come from apt, and Fedora Linux 42 has no `apt-get`; " +
        "build it in a job with `runs-on: ubuntu-latest`",
    ],
    [
      "linux/amd64",
      { need: needs.c, hostCompilers: { cc: false, own: undefined } },
      { archive: fedora, distribution: alpine },
      "linux/amd64 needs C (C in example.com/c), but this machine has no C compiler; install one with the C library's headers (`apk add build-base`), " +
        "or run on Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm",
    ],
    [
      "linux/amd64",
      { need: needs.cxx, hostCompilers: { cc: true, cxx: false } },
      { archive: fedora, distribution: { ...alpine, id: "fedora" } },
      "linux/amd64 needs C (C in example.com/cxx), but this machine has no C++ compiler; install one with the C library's headers (`dnf install " +
        "gcc-c++ glibc-devel`), or run on Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm",
    ],
    [
      "linux/amd64",
      {
        need: needs.c,
        hostCompilers: {
          cc: false,
          own: { ...noCompiler, failure: "this machine's gcc cannot link a program of one line: no crt1.o" },
        },
      },
      { archive: fedora, distribution: alpine },
      "linux/amd64 needs C (C in example.com/c), but this machine's gcc cannot link a program of one line: no crt1.o; " +
        "install one with the C library's headers (`apk add build-base`), or run on Debian or Ubuntu, for example in a container of the image " +
        "golang:1.26-bookworm",
    ],
    [
      "darwin/arm64",
      { need: needs.c, hostCompilers: { cc: false } },
      { os: "darwin", arch: "arm64", archive: fedora, distribution: undefined },
      "darwin/arm64 needs C (C in example.com/c), but this machine has no C compiler; install Xcode's command line tools " +
        "(`xcode-select --install`)",
    ],
    [
      "linux/loong64",
      { need: needs.c },
      {},
      "linux/loong64 needs C (C in example.com/c), but there is no C compiler for it in Debian GNU/Linux 12 (bookworm); build " +
        "it on a release that has one, such as Debian 13",
    ],
    [
      "linux/mipsle",
      { need: needs.c },
      { distribution: { id: "debian", version: "", codename: "forky", title: "Debian GNU/Linux forky/sid" } },
      "linux/mipsle needs C (C in example.com/c), but there is no C compiler for it in Debian GNU/Linux forky/sid; build " +
        "it on a release that has one, such as Debian 13",
    ],
    [
      "linux/mips/softfloat",
      { need: needs.c },
      {},
      "linux/mips/softfloat needs C (C in example.com/c), but there is no C toolchain for linux/mips/softfloat here: " +
        "the C libraries that distributions have for MIPS are hard-float; use hardfloat or `cgo: off`",
    ],
    [
      "android/amd64",
      {},
      {},
      "android/amd64 needs C (Go links it with the system's own linker), but there is no C toolchain for android/amd64 " +
        "here: Android's C compiler is the NDK's, which apt does not have; build it with the NDK",
    ],
  ];
  it.each(rows)("%s", (name, facts, changes, sentence) => {
    expect(choose(name, facts, {}, { changes }).chosen).toEqual([sentence]);
  });

  it("a reason that several give is told once", () => {
    const changes = { archive: fedora };
    const offerings = { providers: [...providers, ...providers], layers };
    expect(choose("linux/s390x", { need: needs.c }, {}, { changes, offerings }).chosen).toHaveLength(1);
  });
});

describe("chooseToolchain, whoever makes the toolchains", () => {
  const offer: ToolchainOffer = {
    kind: "offer",
    toolchain: {
      id: "made",
      provider: "made",
      cxx: false,
      libc: "glibc",
      triple: "made-linux-gnu",
      compiler: "made-cc",
      roots: [],
      settings: { cc: "made-cc" },
    },
    roots: [],
    abi: undefined,
    interpreter: undefined,
    findsInstalled: false,
    lld: false,
    release: undefined,
    staticReason: undefined,
    notes: [],
  };
  const answering = (id: string, answer: ReturnType<ToolchainOffering["offer"]>): ToolchainOffering => ({
    id,
    offer: () => answer,
  });
  const no = answering("no", declined("it is not made on Sundays; wait a day"));
  const silent = answering("silent", indifferent);
  const made = answering("made", offer);
  const other = answering("other", { ...offer, toolchain: { ...offer.toolchain, id: "other" } });
  const layer = (answer: ReturnType<LayerOffering["offer"]>): LayerOffering => ({ id: "layer", offer: () => answer });
  const chooseOf = (all: readonly ToolchainOffering[], on: readonly LayerOffering[] = []) =>
    choose("linux/arm64", { need: needs.c }, {}, { offerings: { providers: all, layers: on } });

  it("takes the first offer, whatever those before it say", () => {
    expect(describeChoice(chooseOf([silent, no, made, other]))).toBe("(C in example.com/c) made made: made-cc");
    expect(describeChoice(chooseOf([other, made]))).toBe("(C in example.com/c) made other: made-cc");
  });

  it("says why each declined, in one sentence, and what stands in an input's way, in its own", () => {
    const late = answering("late", declined("the moon is full"));
    const input = answering("input", declined("has no glibc as old; choose a newer one", "glibc"));
    expect(chooseOf([no, silent, late, input, no]).chosen).toEqual([
      "linux/arm64 needs C (C in example.com/c), but it is not made on Sundays; wait a day; and the moon is full",
      "glibc: linux/arm64 has no glibc as old; choose a newer one",
    ]);
  });

  it("says what to do where nobody makes it", () => {
    expect(chooseOf([silent]).chosen).toEqual([
      "linux/arm64 needs C (C in example.com/c), and nothing here makes that; take it out of targets, or set `cgo: off`",
    ]);
  });

  it("takes an offer only if every layer that is asked for can be put on it", () => {
    const picky: LayerOffering = {
      id: "picky",
      offer: ({ base }) =>
        base.toolchain.id === "made" ? declined("cannot be built with musl: it is made", "libc") : indifferent,
    };
    expect(describeChoice(chooseOf([made, other], [picky]))).toBe("(C in example.com/c) made other: made-cc");
    expect(chooseOf([made], [picky]).chosen).toEqual(["libc: linux/arm64 cannot be built with musl: it is made"]);
  });

  it("says why the layers decline, and not why other providers do: those would be of no use", () => {
    const musl = layer(declined("cannot be built with musl: it has C++ in it", "libc"));
    const problems = ["libc: linux/arm64 cannot be built with musl: it has C++ in it"];
    expect(chooseOf([no, made, other], [musl]).chosen).toEqual(problems);
    expect(chooseOf([made, no], [musl]).chosen).toEqual(problems);
  });

  it("keeps the layers in their order", () => {
    const named = (id: string) =>
      layer({ kind: "offer", layer: { layer: id, id, roots: [], settings: {} }, roots: [], libc: undefined });
    const { chosen } = chooseOf([made], [named("one"), layer(indifferent), named("two")]);
    expect("kind" in chosen ? chosen.layers.map((each) => each.layer.id) : chosen).toEqual(["one", "two"]);
  });
});

describe("mergeToolchains", () => {
  it("keeps one of each, with C++ if any target needs it", () => {
    const c = chosenOf("linux/arm64", { need: needs.c });
    const cxx = chosenOf("linux/arm64", { need: needs.cxx });
    const host = chosenOf("linux/amd64", { need: needs.c });
    const plans = [c, host, cxx, c].map((each) => each.base.toolchain);
    expect(mergeToolchains(plans).map((plan) => [plan.id, plan.cxx])).toEqual([
      ["aarch64-linux-gnu", true],
      ["host", false],
    ]);
  });
});
