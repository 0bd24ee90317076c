import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { LibraryRequirement } from "../../src/survey/libraries.ts";
import type { Machine } from "../../src/survey/machine.ts";
import type { CgoNeed } from "../../src/survey/programs.ts";
import { inTexts } from "../support/problems.ts";
import { planContext } from "./context.ts";
import { machine, makeInputs, makeSurvey, needs, packageContent, surveyTarget } from "./questions.ts";

const requirement = (kind: LibraryRequirement["kind"], name: string, onHost = false): LibraryRequirement => ({
  kind,
  name,
  by: "example.com/c",
  programs: ["example.com/app"],
  onHost,
});

type Facts = {
  readonly libraries?: string;
  /** The machine has a compiler. */
  readonly hasCompiler?: boolean;
  readonly changes?: Partial<Machine>;
  readonly glibc?: string;
};

function plan(
  targets: Readonly<Record<string, readonly LibraryRequirement[]>>,
  { libraries: named = "auto", hasCompiler = false, changes = {}, glibc }: Facts = {},
) {
  const names = Object.keys(targets);
  const survey = makeSurvey(
    names.map((name) =>
      surveyTarget(name, {
        need: needs.c,
        requirements: targets[name] ?? [],
        hostCompilers: { cc: hasCompiler, cxx: hasCompiler },
      }),
    ),
    { machine: { ...machine, ...changes } },
  );
  const raw = { targets: names.join(" "), libraries: named, ...(glibc === undefined ? {} : { glibc }) };
  const made = makePlan(makeInputs(raw), survey, planContext("/proj/dist"));
  return { ...made, problems: inTexts(made.problems) };
}

const likelyOf = (root: Plan["roots"][number]) => packageContent(root).files.flatMap(({ likely }) => likely ?? []);

/** The roots of C libraries: the packages that are known, named or likely, and what has to be looked up. */
function libraries(...question: Parameters<typeof plan>) {
  const { plan: made, problems } = plan(...question);
  expect(problems).toEqual([]);
  return made.roots
    .filter(({ kind }) => kind === "libraries")
    .map((root) => ({
      id: root.id,
      packages: [...new Set([...packageContent(root).packages, ...likelyOf(root)])].sort(),
      open: packageContent(root)
        .files.filter(({ likely }) => likely === undefined)
        .map(({ what }) => what),
    }));
}

describe("C libraries in the plan", () => {
  it("knows the packages of common libraries, and leaves others to be looked up", () => {
    const requirements = [
      requirement("library", "pcap"),
      requirement("pkg-config", "libusb-1.0"),
      requirement("library", "rare"),
      requirement("header", "x.h"),
    ];
    expect(libraries({ "linux/arm64": requirements })).toEqual([
      {
        id: "libraries-arm64",
        packages: ["libpcap0.8-dev", "libusb-1.0-0-dev"],
        open: ["-lrare (example.com/c)", "<x.h> (example.com/c)"],
      },
    ]);
  });

  it("asks for the files by the paths that packages have them at", () => {
    const header = {
      ...requirement("header", "x/y.h"),
      directories: ["/usr/include/opus", "/usr/lib/x86_64-linux-gnu/a"],
    };
    const requirements = [requirement("library", "z"), requirement("pkg-config", "x"), header];
    const [root] = plan({ "linux/386": requirements }).plan.roots.filter(({ kind }) => kind === "libraries");
    expect(root && packageContent(root)).toMatchObject({
      archive: "apt",
      architecture: "i386",
      packages: [],
      keepsLists: true,
      files: [
        {
          what: "-lz (example.com/c)",
          paths: [
            "usr/lib/i386-linux-gnu/libz.so",
            "usr/lib/i386-linux-gnu/libz.a",
            "lib/i386-linux-gnu/libz.so",
            "lib/i386-linux-gnu/libz.a",
            "usr/lib/libz.so",
            "usr/lib/libz.a",
            "usr/lib/i386-linux-gnu//libz.so",
            "usr/lib/i386-linux-gnu//libz.a",
          ],
          likely: "zlib1g-dev",
          namesake: "libz-dev",
          ifMissing: "note",
          ifSeveral: "fail",
        },
        {
          what: "pkg-config's x (example.com/c)",
          paths: [
            "usr/lib/i386-linux-gnu/pkgconfig/x.pc",
            "usr/lib/pkgconfig/x.pc",
            "usr/share/pkgconfig/x.pc",
            "usr/lib/i386-linux-gnu//x.pc",
          ],
          likely: undefined,
          namesake: "libx-dev",
          ifMissing: "fail",
          ifSeveral: "fail",
        },
        {
          what: "<x/y.h> (example.com/c)",
          paths: [
            "usr/include/x/y.h",
            "usr/include/i386-linux-gnu/x/y.h",
            "usr/include/opus/x/y.h",
            "usr/lib/i386-linux-gnu/a/x/y.h",
          ],
          likely: undefined,
          ifMissing: "note",
          ifSeveral: "note",
        },
      ],
    });
  });

  it("looks for no package by a name that none can have", () => {
    const named = ["GL_ext", "a/b", "x=1"].map((name) => requirement("library", name));
    const [root] = plan({ "linux/386": named }).plan.roots.filter(({ kind }) => kind === "libraries");
    const files = root === undefined ? [] : packageContent(root).files;
    expect(files.map(({ namesake }) => namesake)).toEqual(["libgl-ext-dev", undefined, undefined]);
  });

  it("targets of one architecture share a root; ARM has two architectures", () => {
    const z = [requirement("library", "z")];
    const question = {
      "linux/arm64": z,
      "linux/arm64/v9.0": [requirement("library", "pcap")],
      "linux/arm/v7": z,
      "linux/arm/v6": z,
      "linux/386": z,
    };
    expect(
      libraries(question)
        .map(({ id, packages }) => [id, ...packages].join(" "))
        .sort(),
    ).toEqual([
      "libraries-arm64 libpcap0.8-dev zlib1g-dev",
      "libraries-armel zlib1g-dev",
      "libraries-armhf zlib1g-dev",
      "libraries-i386 zlib1g-dev",
    ]);
    const layers = plan(question).plan.targets.map((target) => target.layers.map(({ layer, id }) => `${layer} ${id}`));
    expect(layers).toEqual(["arm64", "arm64", "armhf", "armel", "i386"].map((name) => [`libraries libraries-${name}`]));
  });

  it("each target's layer knows what that target's programs ask for", () => {
    const { targets } = plan({
      "linux/arm64": [requirement("library", "z")],
      "linux/arm64/v9.0": [requirement("library", "pcap")],
    }).plan;
    expect(targets.map(({ layers }) => layers[0]?.settings["requirements"])).toEqual([
      [expect.objectContaining({ kind: "library", name: "z", programs: ["example.com/app"], by: "example.com/c" })],
      [
        {
          kind: "library",
          name: "pcap",
          programs: ["example.com/app"],
          by: "example.com/c",
          path: "usr/lib/aarch64-linux-gnu/libpcap.so",
          likely: "libpcap0.8-dev",
        },
      ],
    ]);
  });

  it("fetches nothing for a program that asks for nothing, or with off, but what is named", () => {
    const z = [requirement("library", "z")];
    expect(libraries({ "linux/arm64": [] })).toEqual([]);
    expect(libraries({ "linux/arm64": z }, { libraries: "off" })).toEqual([]);
    expect(libraries({ "linux/arm64": z }, { libraries: "off libfoo-dev" })).toEqual([
      { id: "libraries-arm64", packages: ["libfoo-dev"], open: [] },
    ]);
    const two = { "linux/arm64": [], "linux/amd64": [] };
    expect(libraries(two, { libraries: "linux/amd64: libfoo-dev" }).map(({ id }) => id)).toEqual(["libraries-amd64"]);
  });

  it("the machine's own compiler takes what is installed", () => {
    const requirements = [requirement("library", "z", true), requirement("library", "pcap", false)];
    expect(libraries({ "linux/amd64": requirements }, { hasCompiler: true })).toEqual([
      { id: "libraries-amd64", packages: ["libpcap0.8-dev", "zlib1g-dev"], open: [] },
    ]);
    const installed = { "linux/amd64": [requirement("library", "z", true)] };
    expect(libraries(installed, { hasCompiler: true })).toEqual([]);
    expect(libraries(installed)[0]?.packages).toEqual(["zlib1g-dev"]);
  });

  it("takes the packages of the release that the toolchain is of", () => {
    const { roots } = plan({ "linux/arm64": [requirement("library", "z")] }, { glibc: "2.31" }).plan;
    expect(roots.map((root) => [root.id, packageContent(root).release?.codename])).toEqual([
      ["aarch64-linux-gnu-bullseye", "bullseye"],
      ["libraries-arm64-bullseye", "bullseye"],
    ]);
  });

  it("the machine's own architecture is none to be named to the archive", () => {
    const [own] = plan({ "linux/amd64": [requirement("library", "z")] }).plan.roots.slice(1);
    const [other] = plan({ "linux/arm64": [requirement("library", "z")] }).plan.roots.slice(1);
    expect([own, other].map((root) => root && packageContent(root).architecture)).toEqual([undefined, "arm64"]);
  });

  it("fetches pkg-config for a machine that has none", () => {
    const z = { "linux/arm64": [requirement("library", "z")] };
    const idsOf = (changes: Partial<Machine>) => plan(z, { changes }).plan.roots.map(({ id }) => id);
    expect(idsOf({})).toEqual(["aarch64-linux-gnu", "libraries-arm64"]);
    expect(idsOf({ pkgConfig: undefined })).toEqual(["aarch64-linux-gnu", "libraries-arm64", "pkg-config"]);
    const [target] = plan(z, { changes: { pkgConfig: undefined } }).plan.targets;
    expect(target?.layers[0]?.roots).toEqual(["libraries-arm64", "pkg-config"]);
  });

  it("Windows has the libraries that distributions have for mingw-w64, and says what it has not", () => {
    expect(libraries({ "windows/amd64": [requirement("pkg-config", "zlib")] })).toEqual([
      { id: "libraries-x86_64-w64-mingw32", packages: ["libz-mingw-w64-dev"], open: [] },
    ]);
    expect(plan({ "windows/amd64": [requirement("library", "pcap")] }).problems).toEqual([
      "libraries: windows/amd64 needs -lpcap (example.com/c), and neither mingw-w64 nor the distribution has that for " +
        "Windows; put the library's own files into the program's sources and name their directory with -L in " +
        "`cgo-ldflags`, set `libraries: off` if the compiler finds it, or take the target out",
    ]);
  });

  it("says what the machine's own compiler lacks where there is no archive", () => {
    const archive = { kind: "missing", reason: "toolchains come from apt, and Fedora has no `apt-get`" } as const;
    const requirements = [requirement("library", "z", true), requirement("header", "x.h")];
    const problemsOf = (...[targets, facts]: Parameters<typeof plan>) =>
      plan(targets, { hasCompiler: true, changes: { archive }, ...facts }).problems;
    const way =
      "install what is missing, set `libraries: off`, or run on Debian or Ubuntu, for example in a container of the image golang:1.26-bookworm";
    expect(problemsOf({ "linux/amd64": requirements })).toEqual([
      "libraries: linux/amd64 needs -lz (example.com/c), <x.h> (example.com/c), but toolchains come from apt, and Fedora " +
        `has no \`apt-get\`; ${way}`,
    ]);
    expect(problemsOf({ "linux/amd64": [] }, { libraries: "off libfoo-dev" })).toEqual([
      `libraries: linux/amd64 needs libfoo-dev, but toolchains come from apt, and Fedora has no \`apt-get\`; ${way}`,
    ]);
    expect(problemsOf({ "linux/amd64": [requirement("library", "z", true)] })).toEqual([]);
    expect(problemsOf({ "linux/amd64": requirements }, { libraries: "off" })).toEqual([]);
  });

  it("names a package once, where what the program asks for is in one that is named too", () => {
    const [root] = plan(
      { "linux/arm64": [requirement("library", "z")] },
      { libraries: "libfoo-dev zlib1g-dev" },
    ).plan.roots.slice(1);
    expect(root && packageContent(root)).toMatchObject({ packages: ["libfoo-dev"], files: [{ likely: "zlib1g-dev" }] });
  });

  it("a target without C has none", () => {
    const survey = makeSurvey([surveyTarget("linux/arm64", { requirements: [requirement("library", "z")] })]);
    const { plan: made } = makePlan(makeInputs({ targets: "linux/arm64" }), survey, planContext("/proj/dist"));
    expect([made.roots, made.targets[0]?.layers]).toEqual([[], []]);
  });
});

type Raw = Readonly<Record<string, string>>;

function planOne(target: string, need: CgoNeed, raw: Raw) {
  const survey = makeSurvey([surveyTarget(target, { need })]);
  const { plan: made, problems } = makePlan(makeInputs({ targets: target, ...raw }), survey, planContext("/proj/dist"));
  return { plan: made, problems: inTexts(problems) };
}

describe("libc: musl in the plan", () => {
  const planMusl = (target: string, need: CgoNeed, raw: Raw = {}) => planOne(target, need, { libc: "musl", ...raw });

  it("is static, and takes the architecture's musl", () => {
    const { plan: made, problems } = planMusl("linux/arm/v7", needs.c);
    expect(problems).toEqual([]);
    const [root] = made.roots.filter(({ kind }) => kind === "musl");
    expect(root).toMatchObject({
      id: "musl-armhf",
      content: { packages: ["musl-dev"], architecture: "armhf", selection: { take: ["musl-dev"] } },
    });
    expect(made.targets[0]).toMatchObject({
      static: true,
      layers: [{ layer: "musl", id: "musl-armhf", roots: ["musl-armhf"], settings: { triple: "arm-linux-gnueabihf" } }],
      nss: undefined,
    });
  });

  it("is nothing to a program without C, and to Windows", () => {
    const muslOf = ({ plan: made }: ReturnType<typeof planMusl>) => [
      made.roots.filter(({ kind }) => kind === "musl"),
      made.targets.flatMap(({ layers }) => layers),
    ];
    expect(muslOf(planMusl("linux/arm64", needs.nothing))).toEqual([[], []]);
    expect(muslOf(planMusl("windows/amd64", needs.c))).toEqual([[], []]);
  });

  const cxx =
    "it has C++ in it, and the C++ library that distributions have is made for glibc; leave `libc` out, and set " +
    "`static: true` for one file";
  const library =
    "buildmode c-archive makes a library, which uses the C library of the program that loads it; leave `libc` out";
  it.each([
    [needs.cxx, {}, cxx],
    [needs.c, { buildmode: "c-archive" }, library],
    [needs.c, { "go-flags": "-race" }, "-race needs glibc; leave one of them out"],
  ])("%j %j is declined", (need, raw, reason) => {
    expect(planMusl("linux/arm64", need, raw).problems).toEqual([
      `libc: linux/arm64 cannot be built with musl: ${reason}`,
    ]);
  });
});

describe("a minimum glibc in the plan", () => {
  const planGlibc = (raw: Raw, target = "linux/amd64") => planOne(target, needs.c, raw).plan;

  it("takes the newest release that is old enough, for the machine's own target too", () => {
    const made = planGlibc({ glibc: "2.35" });
    expect(made.toolchains[0]).toMatchObject({ provider: "gcc", id: "x86_64-linux-gnu-bullseye" });
    expect(made.roots.map((root) => [root.id, ...packageContent(root).packages])).toEqual([
      ["x86_64-linux-gnu-bullseye", "gcc", "libc6-dev"],
    ]);
    expect(planGlibc({ glibc: "2.31" }).targets[0]?.builds[0]?.expectation.glibc).toBe("2.31");
    const clang = planGlibc({ glibc: "2.31", compiler: "clang" }, "linux/arm64");
    expect(clang.toolchains[0]).toMatchObject({ provider: "clang", id: "clang-aarch64-linux-gnu-bullseye" });
    expect(clang.roots.map((root) => [root.id, packageContent(root).release?.version])).toEqual([
      ["clang", undefined],
      ["clang-aarch64-linux-gnu-bullseye", "11"],
    ]);
  });

  it("needs nothing older where the machine's own is old enough, or the binary static", () => {
    expect(planGlibc({ glibc: "2.36" }).toolchains[0]?.provider).toBe("host");
    const made = planGlibc({ glibc: "2.31", static: "true" });
    expect(made.toolchains[0]?.provider).toBe("host");
    expect(made.targets[0]?.builds[0]?.expectation.glibc).toBeUndefined();
  });

  it("what no release has is a problem, with the ways that need none", () => {
    expect(planOne("linux/amd64", needs.c, { glibc: "2.17" }).problems).toEqual([
      "glibc: linux/amd64 cannot be built: no release of Debian that can be fetched here has a glibc as old as " +
        "2.17; choose a newer one, or set `static: true` or `libc: musl`, which need none",
    ]);
  });
});
