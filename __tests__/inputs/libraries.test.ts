import { describe, expect, it } from "vitest";
import { librariesOf, readLibraries } from "../../src/inputs/libraries.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";

function of(text: string, os: string, arch: string, variant?: string) {
  const { libraries, problems } = readLibraries(text, knownPlatforms);
  expect(problems).toEqual([]);
  return librariesOf(libraries, { os, arch, variant });
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
    const { problems } = readLibraries("-lpcap LibFoo linux/armx: libfoo-dev", knownPlatforms);
    expect(problems).toEqual([
      'invalid package name "-lpcap"; name -dev packages such as libpcap-dev, or write auto or off',
      'invalid package name "LibFoo"; name -dev packages such as libpcap-dev, or write auto or off',
      'unknown target "linux/armx"; write one before the colon, as in linux/arm64: libpcap-dev',
    ]);
  });
});
