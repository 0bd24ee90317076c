import { describe, expect, it } from "vitest";
import { inputsOf } from "../../src/inputs/inputs-of.ts";
import { librariesOf } from "../../src/inputs/libraries.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { inTexts } from "../support/problems.ts";

const targets = "linux/amd64 linux/arm64 linux/arm/v7 linux/arm/v6 linux/386";

function parse(libraries: string) {
  return parseInputs({ libraries, targets }, { platforms: knownPlatforms, workspace: "/ws" });
}

function of(text: string, os: string, arch: string, variant?: string) {
  const { inputs, problems } = parse(text);
  expect(problems).toEqual([]);
  return librariesOf(inputsOf(inputs, { os, arch, variant }).libraries);
}

describe("the input libraries", () => {
  it("looks up what the program asks for with auto, and names nothing", () => {
    expect(of("auto", "linux", "arm64")).toEqual({ auto: true, packages: [] });
  });

  it("fetches named packages in addition to what is looked up, and with off only those", () => {
    expect(of("libpcap-dev libusb-1.0-0-dev,libpcap-dev", "linux", "arm64")).toEqual({
      auto: true,
      packages: ["libpcap-dev", "libusb-1.0-0-dev"],
    });
    expect(of("off libpcap-dev", "linux", "arm64")).toEqual({ auto: false, packages: ["libpcap-dev"] });
  });

  it("applies a line that begins with a target to that target only", () => {
    const text = "libz-dev\nlinux/arm64: liba-dev libb-dev\nlinux/arm/v7:libc-dev\n*/386: off";
    expect(of(text, "linux", "amd64").packages).toEqual(["libz-dev"]);
    expect(of(text, "linux", "arm64").packages).toEqual(["libz-dev", "liba-dev", "libb-dev"]);
    expect(of(text, "linux", "arm", "v7").packages).toEqual(["libz-dev", "libc-dev"]);
    expect(of(text, "linux", "arm", "v6").packages).toEqual(["libz-dev"]);
    expect(of(text, "linux", "386")).toEqual({ auto: false, packages: ["libz-dev"] });
  });

  it("reports each invalid word with what to write instead", () => {
    const { problems } = parse("-lpcap LibFoo linux/armx: libfoo-dev");
    expect(inTexts(problems)).toEqual([
      'libraries: invalid package name "-lpcap"; name -dev packages such as libpcap-dev, or write auto or off',
      'libraries: invalid package name "LibFoo"; name -dev packages such as libpcap-dev, or write auto or off',
      expect.stringMatching(/^libraries: unknown target "linux\/armx"; did you mean "linux\/arm"\? \(linux has 386, /),
    ]);
  });
});
