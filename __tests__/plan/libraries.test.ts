import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { LibraryRequirement } from "../../src/survey/libraries.ts";
import type { CgoNeed } from "../../src/survey/programs.ts";
import { makeInputs, makeSurvey, needs, surveyTarget } from "./questions.ts";

const requirement = (kind: LibraryRequirement["kind"], name: string, onHost = false): LibraryRequirement => ({
  kind,
  name,
  by: "example.com/c",
  programs: ["example.com/app"],
  onHost,
});

function plan(
  targets: Readonly<Record<string, readonly LibraryRequirement[]>>,
  libraries = "auto",
  hasCompiler = false,
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
  );
  return makePlan(makeInputs({ targets: names.join(" "), libraries }), survey, "/d");
}

function libraries(...question: Parameters<typeof plan>) {
  const { plan: made, problems } = plan(...question);
  expect(problems).toEqual([]);
  return made.libraries.map(({ id, packages, requirements }) => ({
    id,
    packages,
    open: requirements.filter((each) => each.package === undefined).map(({ name }) => name),
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
      { id: "libraries-arm64", packages: ["libpcap0.8-dev", "libusb-1.0-0-dev"], open: ["rare", "x.h"] },
    ]);
  });

  it("targets of one architecture share a root; ARM has two architectures", () => {
    const z = [requirement("library", "z")];
    const made = libraries({
      "linux/arm64": z,
      "linux/arm64/v9.0": [requirement("library", "pcap")],
      "linux/arm/v7": z,
      "linux/arm/v6": z,
      "linux/386": z,
    });
    expect(made.map(({ id, packages }) => [id, ...packages].join(" ")).sort()).toEqual([
      "libraries-arm64 libpcap0.8-dev zlib1g-dev",
      "libraries-armel zlib1g-dev",
      "libraries-armhf zlib1g-dev",
      "libraries-i386 zlib1g-dev",
    ]);
  });

  it("brings nothing for a program that asks for nothing, or with off, but what is named", () => {
    expect(libraries({ "linux/arm64": [] })).toEqual([]);
    expect(libraries({ "linux/arm64": [requirement("library", "z")] }, "off")).toEqual([]);
    expect(libraries({ "linux/arm64": [requirement("library", "z")] }, "off libfoo-dev")).toEqual([
      { id: "libraries-arm64", packages: ["libfoo-dev"], open: [] },
    ]);
    expect(libraries({ "linux/arm64": [] }, "linux/amd64: libfoo-dev")).toEqual([]);
  });

  it("the machine's own compiler takes what is installed", () => {
    const requirements = [requirement("library", "z", true), requirement("library", "pcap", false)];
    expect(libraries({ "linux/amd64": requirements }, "auto", true)).toEqual([
      { id: "libraries-amd64", packages: ["libpcap0.8-dev", "zlib1g-dev"], open: [] },
    ]);
    expect(libraries({ "linux/amd64": [requirement("library", "z", true)] }, "auto", true)).toEqual([]);
    expect(libraries({ "linux/amd64": [requirement("library", "z", true)] })[0]?.packages).toEqual(["zlib1g-dev"]);
  });

  it("Windows has the libraries that distributions have for mingw-w64, and says what it has not", () => {
    expect(libraries({ "windows/amd64": [requirement("pkg-config", "zlib")] })).toEqual([
      { id: "libraries-x86_64-w64-mingw32", packages: ["libz-mingw-w64-dev"], open: [] },
    ]);
    expect(plan({ "windows/amd64": [requirement("library", "pcap")] }).problems).toEqual([
      expect.stringContaining(
        "libraries: windows/amd64 needs -lpcap (example.com/c), and neither mingw-w64 nor the distribution has that for Windows;",
      ),
    ]);
  });

  it("a target without C has none", () => {
    const survey = makeSurvey([surveyTarget("linux/arm64", { requirements: [requirement("library", "z")] })]);
    expect(makePlan(makeInputs({ targets: "linux/arm64" }), survey, "/d").plan.libraries).toEqual([]);
  });
});

describe("libc: musl in the plan", () => {
  const plan = (target: string, need: CgoNeed, raw: Readonly<Record<string, string>> = {}) =>
    makePlan(makeInputs({ targets: target, libc: "musl", ...raw }), makeSurvey([surveyTarget(target, { need })]), "/d");

  it("is static, and takes the architecture's musl", () => {
    const { plan: made, problems } = plan("linux/arm/v7", needs.c);
    expect(problems).toEqual([]);
    expect(made.musl).toEqual([{ id: "musl-armhf", triple: "arm-linux-gnueabihf", architecture: "armhf" }]);
    expect(made.targets[0]).toMatchObject({ static: true, musl: "musl-armhf", nss: undefined });
  });

  it("is nothing to a program without C, and to Windows", () => {
    expect(plan("linux/arm64", needs.nothing).plan.musl).toEqual([]);
    expect(plan("windows/amd64", needs.c).plan.musl).toEqual([]);
  });

  it.each([
    [needs.cxx, {}, "it has C++ in it"],
    [needs.c, { buildmode: "c-archive" }, "buildmode c-archive makes a library"],
    [needs.c, { "go-flags": "-race" }, "-race needs glibc"],
  ])("%j %j is refused", (need, raw, reason) => {
    const { problems } = plan("linux/arm64", need, raw);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`libc: linux/arm64 cannot be built with musl: ${reason}`);
  });
});

describe("a glibc floor in the plan", () => {
  const plan = (raw: Readonly<Record<string, string>>, target = "linux/amd64") =>
    makePlan(makeInputs({ targets: target, ...raw }), makeSurvey([surveyTarget(target, { need: needs.c })]), "/d");

  it("takes the newest release that is old enough, for the machine's own target too", () => {
    const [toolchain] = plan({ glibc: "2.35" }).plan.toolchains;
    expect(toolchain).toMatchObject({ kind: "apt", id: "x86_64-linux-gnu-bullseye", packages: ["gcc", "libc6-dev"] });
    expect(plan({ glibc: "2.31" }).plan.targets[0]?.builds[0]?.expectation.glibc).toBe("2.31");
    expect(plan({ glibc: "2.31", compiler: "clang" }, "linux/arm64").plan.toolchains[0]).toMatchObject({
      kind: "clang",
      id: "clang-aarch64-linux-gnu-bullseye",
      release: { version: "11" },
    });
  });

  it("needs nothing older where the machine's own is old enough, or the binary static", () => {
    expect(plan({ glibc: "2.36" }).plan.toolchains[0]?.kind).toBe("host");
    const made = plan({ glibc: "2.31", static: "true" }).plan;
    expect(made.toolchains[0]?.kind).toBe("host");
    expect(made.targets[0]?.builds[0]?.expectation.glibc).toBeUndefined();
  });

  it("what no release has is a problem, with the ways that need none", () => {
    expect(plan({ glibc: "2.17" }).problems.join()).toContain("has a glibc as old as 2.17; choose a newer one, or set");
  });
});
