import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { LibraryWant } from "../../src/survey/libraries.ts";
import { makeInputs, makeSurvey, needs, surveyTarget } from "./questions.ts";

const want = (kind: LibraryWant["kind"], name: string, onHost = false): LibraryWant => ({
  kind,
  name,
  by: "example.com/c",
  onHost,
});

function plan(targets: Readonly<Record<string, readonly LibraryWant[]>>, libraries = "auto", hasCompiler = false) {
  const names = Object.keys(targets);
  const survey = makeSurvey(
    names.map((name) =>
      surveyTarget(name, {
        need: needs.c,
        wants: targets[name] ?? [],
        hostCompilers: { cc: hasCompiler, cxx: hasCompiler },
      }),
    ),
  );
  return makePlan(makeInputs({ targets: names.join(" "), libraries }), survey, "/work/dist");
}

function libraries(...question: Parameters<typeof plan>) {
  const { plan: made, problems } = plan(...question);
  expect(problems).toEqual([]);
  return made.libraries.map(({ id, packages, wants }) => ({
    id,
    packages,
    open: wants.filter((each) => each.package === undefined).map(({ name }) => name),
  }));
}

describe("C libraries in the plan", () => {
  it("knows the packages of common libraries, and leaves others to be looked up", () => {
    const wants = [
      want("library", "pcap"),
      want("pkg-config", "libusb-1.0"),
      want("library", "rare"),
      want("header", "x.h"),
    ];
    expect(libraries({ "linux/arm64": wants })).toEqual([
      { id: "libraries-arm64", packages: ["libpcap0.8-dev", "libusb-1.0-0-dev"], open: ["rare", "x.h"] },
    ]);
  });

  it("targets of one architecture share a root; ARM has two architectures", () => {
    const z = [want("library", "z")];
    const made = libraries({
      "linux/arm64": z,
      "linux/arm64/v9.0": [want("library", "pcap")],
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
    expect(libraries({ "linux/arm64": [want("library", "z")] }, "off")).toEqual([]);
    expect(libraries({ "linux/arm64": [want("library", "z")] }, "off libfoo-dev")).toEqual([
      { id: "libraries-arm64", packages: ["libfoo-dev"], open: [] },
    ]);
    expect(libraries({ "linux/arm64": [] }, "linux/amd64: libfoo-dev")).toEqual([]);
  });

  it("the machine's own compiler takes what is installed", () => {
    const wants = [want("library", "z", true), want("library", "pcap", false)];
    expect(libraries({ "linux/amd64": wants }, "auto", true)).toEqual([
      { id: "libraries-amd64", packages: ["libpcap0.8-dev", "zlib1g-dev"], open: [] },
    ]);
    expect(libraries({ "linux/amd64": [want("library", "z", true)] }, "auto", true)).toEqual([]);
    expect(libraries({ "linux/amd64": [want("library", "z", true)] })[0]?.packages).toEqual(["zlib1g-dev"]);
  });

  it("Windows has the libraries that distributions have for mingw-w64, and says what it has not", () => {
    expect(libraries({ "windows/amd64": [want("pkg-config", "zlib")] })).toEqual([
      { id: "libraries-x86_64-w64-mingw32", packages: ["libz-mingw-w64-dev"], open: [] },
    ]);
    expect(plan({ "windows/amd64": [want("library", "pcap")] }).problems).toEqual([
      expect.stringContaining(
        "libraries: windows/amd64 needs -lpcap (example.com/c), and neither mingw-w64 nor the distribution has that for Windows;",
      ),
    ]);
  });

  it("a target without C has none", () => {
    const survey = makeSurvey([surveyTarget("linux/arm64", { wants: [want("library", "z")] })]);
    expect(makePlan(makeInputs({ targets: "linux/arm64" }), survey, "/work/dist").plan.libraries).toEqual([]);
  });
});
