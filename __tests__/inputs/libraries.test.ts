import { describe, expect, it } from "vitest";
import { librariesOf, readLibraries } from "../../src/inputs/libraries.ts";
import { knownPlatforms } from "../../src/platforms/go-platforms.ts";

function of(text: string, os: string, arch: string, variant?: string) {
  const { libraries, problems } = readLibraries(text, knownPlatforms);
  expect(problems).toEqual([]);
  return librariesOf(libraries, { os, arch, variant });
}

describe("the input libraries", () => {
  it("auto looks up what the program asks for and names nothing", () => {
    expect(of("auto", "linux", "arm64")).toEqual({ auto: true, packages: [] });
  });

  it("names are brought beside what is looked up, and with off alone", () => {
    expect(of("libpcap-dev libusb-1.0-0-dev,libpcap-dev", "linux", "arm64")).toEqual({
      auto: true,
      packages: ["libpcap-dev", "libusb-1.0-0-dev"],
    });
    expect(of("off libpcap-dev", "linux", "arm64")).toEqual({ auto: false, packages: ["libpcap-dev"] });
  });

  it("a target before a colon is for its line alone", () => {
    const text = "libz-dev\nlinux/arm64: liba-dev libb-dev\nlinux/arm/v7:libc-dev\n*/386: off";
    expect(of(text, "linux", "amd64").packages).toEqual(["libz-dev"]);
    expect(of(text, "linux", "arm64").packages).toEqual(["libz-dev", "liba-dev", "libb-dev"]);
    expect(of(text, "linux", "arm", "v7").packages).toEqual(["libz-dev", "libc-dev"]);
    expect(of(text, "linux", "arm", "v6").packages).toEqual(["libz-dev"]);
    expect(of(text, "linux", "386")).toEqual({ auto: false, packages: ["libz-dev"] });
  });

  it("says of each wrong word what to write", () => {
    const { problems } = readLibraries("-lpcap LibFoo linux/armx: libfoo-dev", knownPlatforms);
    expect(problems).toEqual([
      '"-lpcap" is no package name; write names of -dev packages, such as libpcap-dev, or "auto" or "off".',
      '"LibFoo" is no package name; write names of -dev packages, such as libpcap-dev, or "auto" or "off".',
      '"linux/armx:" is no target; write one before the colon, such as linux/arm64: libpcap-dev.',
    ]);
  });
});
