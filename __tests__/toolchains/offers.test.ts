import { describe, expect, test } from "vitest";
import { declined, indifferent, type LayerOffering, type ToolchainOffering } from "../../src/plan/offers.ts";
import type { HostClang } from "../../src/survey/clang.ts";
import type { LibraryRequirement } from "../../src/survey/libraries.ts";
import type { Machine } from "../../src/survey/machine.ts";
import { clang } from "../../src/toolchains/clang.ts";
import { gcc } from "../../src/toolchains/gcc.ts";
import { hostCompiler } from "../../src/toolchains/host.ts";
import { libraries } from "../../src/toolchains/layers/libraries.ts";
import { musl } from "../../src/toolchains/layers/musl.ts";
import { layers, providers } from "../../src/toolchains/providers.ts";
import { needs } from "../plan/questions.ts";
import { inTexts } from "../support/problems.ts";
import { namedCompiler } from "./named-compiler.ts";
import {
  answerOf,
  type Choice,
  choose,
  chosen,
  type LayerAnswer,
  layerAnswerOf,
  type ProviderAnswer,
} from "./questions.ts";

const named = namedCompiler({ cc: "/opt/cc", cxx: "/opt/c++", ar: "/opt/ar" });

const withCompiler: Choice = { facts: { hostCompilers: { cc: true, cxx: true } } };
const noArchive: Choice = {
  machine: { archive: { kind: "missing", reason: "toolchains come from apt, and apt-get is not installed here" } },
};
const ownClang: HostClang = {
  cc: "/made up/clang",
  cxx: undefined,
  lld: "/made up/ld.lld",
  ar: "/made up/ar",
  version: 15,
  line: "clang version 15.0.7",
  own: { c: false, cxx: false },
};
const withClang: Choice = { inputs: { compiler: "clang" } };
/** A machine with this release of a distribution. */
const onRelease = (id: string, version: string, asked?: Machine["asked"]): Choice => ({
  machine: { distribution: { id, version, codename: "any", title: `${id} ${version}` }, asked },
});
const withMusl: Choice = { inputs: { libc: "musl" } };

const requirement = (kind: LibraryRequirement["kind"], name: string, onHost = false): LibraryRequirement => ({
  kind,
  name,
  by: "example.com/c",
  programs: ["example.com/app"],
  onHost,
});

/** `offer aarch64-linux-gnu`, `indifferent`, or the reason. */
function describeAnswer(answer: ProviderAnswer | LayerAnswer): string {
  switch (answer.kind) {
    case "offer":
      return `offer ${"toolchain" in answer ? answer.toolchain.id : answer.layer.id}`;
    case "declined":
      return `${answer.input === undefined ? "" : `${answer.input}: `}${answer.reason}`;
    case "indifferent":
      return "indifferent";
  }
}

describe("a provider", () => {
  test.each<[what: string, provider: ToolchainOffering, target: string, choice: Choice, answer: string]>([
    ["the host's compiler for its own target", hostCompiler, "linux/amd64", withCompiler, "offer host"],
    ["the host's compiler for another target", hostCompiler, "linux/arm64", withCompiler, "indifferent"],
    ["the host without a compiler", hostCompiler, "linux/amd64", {}, "indifferent"],
    [
      "the host without a C++ compiler, for C++",
      hostCompiler,
      "linux/amd64",
      { facts: { need: needs.cxx, hostCompilers: { cc: true, cxx: false } } },
      "indifferent",
    ],
    [
      "the host without the clang that was asked for",
      hostCompiler,
      "linux/amd64",
      { ...withClang, ...withCompiler },
      "indifferent",
    ],
    [
      "the host whose glibc is newer than allowed",
      hostCompiler,
      "linux/amd64",
      { ...withCompiler, inputs: { glibc: "2.31" } },
      "indifferent",
    ],
    ["gcc for another target", gcc, "linux/arm64", {}, "offer aarch64-linux-gnu"],
    ["gcc for the machine's own target", gcc, "linux/amd64", {}, "offer x86_64-linux-gnu"],
    ["gcc of an older release", gcc, "linux/arm64", { inputs: { glibc: "2.31" } }, "offer aarch64-linux-gnu-bullseye"],
    ["gcc where clang was asked for", gcc, "linux/arm64", withClang, "indifferent"],
    [
      "gcc where clang was asked for and has no C++ library",
      gcc,
      "windows/amd64",
      { ...withClang, facts: { need: needs.cxx } },
      "offer x86_64-w64-mingw32",
    ],
    [
      "gcc without an archive",
      gcc,
      "linux/arm64",
      noArchive,
      "toolchains come from apt, and apt-get is not installed here; run on Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm",
    ],
    [
      "gcc for a target that no distribution has a C library for",
      gcc,
      "freebsd/amd64",
      {},
      "there is no C toolchain for freebsd/amd64 here: no Linux distribution packages its C library; build it in a FreeBSD virtual machine",
    ],
    [
      "gcc of no release with so old a glibc",
      gcc,
      "linux/arm64",
      { inputs: { glibc: "2.17" } },
      "glibc: cannot be built: no release of Debian that can be fetched here has a glibc as old as 2.17; choose a newer one, or set `static: true` or `libc: musl`, which need none",
    ],
    [
      "gcc on an unknown distribution, with an oldest glibc",
      gcc,
      "linux/arm64",
      { machine: { distribution: undefined }, inputs: { glibc: "2.31" } },
      "glibc: cannot be built for glibc 2.31: that takes packages of Debian or Ubuntu, and this machine has none; leave it out",
    ],
    ["clang for another target", clang, "linux/arm64", withClang, "offer clang-aarch64-linux-gnu"],
    ["clang where gcc was asked for", clang, "linux/arm64", {}, "indifferent"],
    [
      "clang without a C++ library for Windows",
      clang,
      "windows/amd64",
      { ...withClang, facts: { need: needs.cxx } },
      "indifferent",
    ],
    [
      "clang without an archive",
      clang,
      "linux/arm64",
      { ...withClang, ...noArchive },
      "toolchains come from apt, and apt-get is not installed here; run on Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm",
    ],
    [
      "clang of a release that has too old a one",
      clang,
      "linux/arm64",
      { ...withClang, ...onRelease("debian", "11") },
      "clang 14 or newer is needed, and debian 11 has 11; set `compiler: gcc`, or build on Debian 12 or later",
    ],
    [
      "the machine's own clang, where its release has too old a one",
      clang,
      "linux/arm64",
      { ...withClang, machine: { ...onRelease("ubuntu", "20.04").machine, clang: ownClang } },
      "offer clang-aarch64-linux-gnu",
    ],
    [
      "clang of a release that no table knows, and whose archive has a clang that is too old",
      clang,
      "linux/arm64",
      { ...withClang, ...onRelease("debian", "99", { glibc: undefined, clang: 9 }) },
      "clang 14 or newer is needed, and debian 99 has 9; set `compiler: gcc`, or build on Debian 12 or later",
    ],
    [
      "clang with a library that it has for the machine's own processor alone",
      clang,
      "linux/arm64",
      { inputs: { compiler: "clang", "go-flags": "-asan" } },
      "-asan needs a library of clang's own, which distributions have for the machine's own processor alone; leave it out, or set `compiler: gcc`",
    ],
    ["a compiler named by a path, for its own target", named, "linux/amd64", {}, "offer named"],
    [
      "a compiler named by a path, for another target",
      named,
      "linux/arm64",
      {},
      "/opt/cc compiles for linux/amd64 alone; take the target out",
    ],
  ])("%s", (_, provider, target, choice, answer) => {
    expect(describeAnswer(answerOf(provider, target, choice))).toBe(answer);
  });
});

describe("GNU ld", () => {
  test.each<[what: string, target: string, choice: Choice, gnu: boolean]>([
    ["links riscv64 for the clang of Debian 12", "linux/riscv64", onRelease("debian", "12"), true],
    ["is not needed for riscv64 by that of Debian 13", "linux/riscv64", onRelease("debian", "13"), false],
    ["links s390x for that of Ubuntu 24.04", "linux/s390x", onRelease("ubuntu", "24.04"), true],
    ["is not needed for s390x by that of Ubuntu 26.04", "linux/s390x", onRelease("ubuntu", "26.04"), false],
    ["links for the clang of a release between two that are known", "linux/s390x", onRelease("ubuntu", "25.10"), true],
    ["is not needed by a release newer than all that are known", "linux/s390x", onRelease("debian", ""), false],
    [
      "links for the clang that the archive of an unknown release has",
      "linux/s390x",
      onRelease("debian", "", { glibc: "2.45", clang: 18 }),
      true,
    ],
    ["links MIPS for every clang", "linux/mips64le", onRelease("debian", "13"), true],
  ])("%s", (_, target, { machine }, gnu) => {
    const { linker } = chosen(target, { ...withClang, ...(machine && { machine }) }).base.toolchain.settings;
    expect(linker).toBe(gnu ? "gnu" : "lld");
  });
});

describe("the release that a toolchain is taken from", () => {
  test.each<[what: string, choice: Choice, glibc: string, id: string]>([
    ["is an older one", onRelease("debian", "13"), "2.36", "aarch64-linux-gnu-bookworm"],
    ["is the own, whose glibc is no newer", onRelease("ubuntu", "26.04"), "2.43", "aarch64-linux-gnu"],
    ["is an older one of Ubuntu", onRelease("ubuntu", "26.04"), "2.42", "aarch64-linux-gnu-noble"],
    [
      "is the own, whose glibc the archive said",
      onRelease("ubuntu", "27.04", { glibc: "2.44", clang: 22 }),
      "2.44",
      "aarch64-linux-gnu",
    ],
    [
      "is an older one, where the archive said a newer glibc",
      onRelease("debian", "", { glibc: "2.45", clang: 23 }),
      "2.44",
      "aarch64-linux-gnu-forky",
    ],
    [
      "is an older one, where the archive said nothing",
      onRelease("debian", "15", { glibc: undefined, clang: undefined }),
      "2.99",
      "aarch64-linux-gnu-forky",
    ],
  ])("%s", (_, choice, glibc, id) => {
    expect(chosen("linux/arm64", { ...choice, inputs: { glibc } }).base.toolchain.id).toBe(id);
  });
});

describe("a layer", () => {
  const libc = "cannot be built with musl";
  test.each<[what: string, layer: LayerOffering, target: string, choice: Choice, answer: string]>([
    ["musl on gcc", musl, "linux/arm64", withMusl, "offer musl-arm64"],
    ["musl that was not asked for", musl, "linux/arm64", {}, "indifferent"],
    [
      "musl for C++",
      musl,
      "linux/arm64",
      { ...withMusl, facts: { need: needs.cxx } },
      `libc: ${libc}: it has C++ in it, and the C++ library that distributions have is made for glibc; leave \`libc\` out, and set \`static: true\` for one file`,
    ],
    [
      "musl for a library",
      musl,
      "linux/arm64",
      { inputs: { libc: "musl", buildmode: "c-shared" } },
      `libc: ${libc}: buildmode c-shared makes a library, which uses the C library of the program that loads it; leave \`libc\` out`,
    ],
    [
      "musl for a sanitizer",
      musl,
      "linux/arm64",
      { inputs: { libc: "musl", "go-flags": "-race" } },
      `libc: ${libc}: -race needs glibc; leave one of them out`,
    ],
    [
      "musl for a sanitizer of GOFLAGS",
      musl,
      "linux/arm64",
      { inputs: { libc: "musl" }, facts: { environment: { goflags: "-race" } } },
      `libc: ${libc}: -race in GOFLAGS needs glibc; leave one of them out`,
    ],
    [
      "musl on the host's compiler, without an archive",
      musl,
      "linux/amd64",
      { ...withMusl, ...withCompiler, ...noArchive },
      `libc: ${libc}: toolchains come from apt, and apt-get is not installed here; run on Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm`,
    ],
    [
      "libraries that the program requires",
      libraries,
      "linux/arm64",
      { facts: { requirements: [requirement("library", "pcap")] } },
      "offer libraries-arm64",
    ],
    ["libraries where the program requires none", libraries, "linux/arm64", {}, "indifferent"],
    [
      "libraries that are installed",
      libraries,
      "linux/amd64",
      { facts: { ...withCompiler.facts, requirements: [requirement("library", "pcap", true)] } },
      "indifferent",
    ],
    [
      "libraries of which one is not installed",
      libraries,
      "linux/amd64",
      {
        facts: {
          ...withCompiler.facts,
          requirements: [requirement("library", "pcap", true), requirement("library", "usb-1.0")],
        },
      },
      "offer libraries-amd64",
    ],
    [
      "libraries without an archive",
      libraries,
      "linux/amd64",
      { ...noArchive, facts: { ...withCompiler.facts, requirements: [requirement("library", "pcap")] } },
      "libraries: needs -lpcap (example.com/c), but toolchains come from apt, and apt-get is not installed here; install what is missing, set `libraries: off`, or run on Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm",
    ],
    [
      "libraries that no distribution has for Windows",
      libraries,
      "windows/amd64",
      { facts: { requirements: [requirement("library", "pcap"), requirement("library", "z")] } },
      "libraries: needs -lpcap (example.com/c), and neither mingw-w64 nor the distribution has that for Windows; put the library's own files into the program's sources and name their directory with -L in `cgo-ldflags`, set `libraries: off` if the compiler finds it, or take the target out",
    ],
  ])("%s", (_, layer, target, choice, answer) => {
    expect(describeAnswer(layerAnswerOf(layer, target, choice))).toBe(answer);
  });
});

describe("the reasons of providers and layers are clauses of a sentence", () => {
  const hard: readonly Choice[] = [
    noArchive,
    { ...withClang, ...noArchive },
    { inputs: { compiler: "clang", "go-flags": "-msan" } },
    { inputs: { glibc: "2.2" } },
    { ...withMusl, facts: { need: needs.cxx } },
    { facts: { requirements: [requirement("library", "nowhere")] } },
  ];
  const targets = ["linux/amd64", "linux/arm64", "linux/loong64", "windows/386", "darwin/arm64", "freebsd/amd64"];

  test.each([...providers, named])("of $id", (provider) => {
    const answers = targets.flatMap((target) => hard.map((choice) => answerOf(provider, target, choice)));
    expectClauses(answers);
  });

  test.each(layers)("of $id", (layer) => {
    const answers = ["linux/amd64", "linux/arm64", "windows/386"].flatMap((target) =>
      hard
        .filter((choice) => choose(target, { ...choice, offerings: { layers: [] } }).kind === "chosen")
        .map((choice) => layerAnswerOf(layer, target, choice)),
    );
    expectClauses(answers);
  });

  function expectClauses(answers: readonly (ProviderAnswer | LayerAnswer)[]): void {
    for (const answer of answers.filter((each) => each.kind === "declined")) {
      expect(answer.reason).toMatch(/^[a-z/`-][^\n]*[^.;\s]$/);
    }
  }
});

describe("the choice of a toolchain", () => {
  const made = (id: string, answer: ProviderAnswer | undefined): ToolchainOffering => ({
    id,
    offer: (question) => answer ?? named.offer(question),
  });

  test("is the first offer, and others are not asked", () => {
    const others: ToolchainOffering = {
      id: "other",
      offer: () => {
        throw new Error("asked although there was an offer");
      },
    };
    const choice = { offerings: { providers: [made("indifferent", indifferent), named, others], layers: [] } };
    expect(chosen("linux/amd64", choice).base.toolchain.id).toBe("named");
  });

  test("is refused for the reasons of all who declined, each once", () => {
    const list = [
      named,
      made("one", declined("nobody has packaged it")),
      made("indifferent", indifferent),
      made("other", declined("nobody has packaged it")),
      made("glibc", declined("has no toolchain for it", "glibc")),
      made("glibc too", declined("has no toolchain for it", "glibc")),
    ];
    expect(inTexts(choose("linux/arm64", { offerings: { providers: list, layers: [] } }))).toMatchObject({
      kind: "none",
      problems: [
        "linux/arm64 needs C (C in example.com/c), but /opt/cc compiles for linux/amd64 alone; take the target out; " +
          "and nobody has packaged it",
        "glibc: linux/arm64 has no toolchain for it",
      ],
    });
  });

  test("is refused where nobody has anything to say of it", () => {
    expect(
      inTexts(choose("linux/arm64", { offerings: { providers: [made("indifferent", indifferent)], layers: [] } })),
    ).toMatchObject({
      kind: "none",
      missing: expect.stringMatching(/^linux\/arm64 needs C /),
      problems: [
        "linux/arm64 needs C (C in example.com/c), and nothing here makes that; take it out of targets, or set `cgo: off`",
      ],
    });
  });

  test("falls on a later provider where a layer declines to be put on the first one's", () => {
    const picky: LayerOffering = {
      id: "picky",
      offer: ({ base }) =>
        base.toolchain.provider === "gcc" ? declined("cannot be built with it", "libc") : indifferent,
    };
    const later = chosen("linux/amd64", { offerings: { providers: [gcc, named], layers: [picky] } });
    expect(later.base.toolchain.id).toBe("named");
    expect(inTexts(choose("linux/arm64", { offerings: { providers: [gcc, named], layers: [picky] } }))).toMatchObject({
      kind: "none",
      problems: ["libc: linux/arm64 cannot be built with it"],
    });
  });

  test("is refused for the reasons of all layers together", () => {
    const refused = choose("windows/amd64", {
      offerings: {
        layers: [
          { id: "one", offer: () => declined("cannot be built with one", "libc") },
          { id: "two", offer: () => declined("needs -lpcap", "libraries") },
        ],
      },
    });
    expect(inTexts(refused)).toMatchObject({
      kind: "none",
      problems: ["libc: windows/amd64 cannot be built with one", "libraries: windows/amd64 needs -lpcap"],
    });
  });
});
