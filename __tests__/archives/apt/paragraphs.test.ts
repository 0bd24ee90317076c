import { describe, expect, it } from "vitest";
import { parsePackages } from "../../../src/archives/apt/paragraphs.ts";

const hash = (letter: string) => letter.repeat(64);

describe("parsePackages", () => {
  it("reads a paragraph of the index", () => {
    const text = `Package: gcc-12-riscv64-linux-gnu
Source: gcc-12-cross-ports (11)
Version: 4:12.2.0-13cross1
Architecture: amd64
Depends: gcc-12-base (= 12.2.0-14), libc6 (>= 2.36), cpp:any | cpp-12 (>= 1~) [amd64], libgmp10:amd64
Pre-Depends: dpkg (>= 1.17)
Provides: c-compiler, gcc-compiler (= 12)
Description: GNU C compiler
 for riscv64
Size: 15278256
SHA256: ${hash("a")}

`;
    expect(parsePackages(text)).toEqual([
      {
        name: "gcc-12-riscv64-linux-gnu",
        version: "4:12.2.0-13cross1",
        architecture: "amd64",
        size: 15278256,
        sha256: hash("a"),
        file: "gcc-12-riscv64-linux-gnu_4%3a12.2.0-13cross1_amd64.deb",
        depends: [["dpkg"], ["gcc-12-base"], ["libc6"], ["cpp", "cpp-12"], ["libgmp10"]],
        provides: ["c-compiler", "gcc-compiler"],
        section: "",
        coinstallable: false,
      },
    ]);
  });

  it("takes the first of two paragraphs of one package", () => {
    const one = (version: string, letter: string) =>
      `Package: a\nVersion: ${version}\nArchitecture: all\nSize: 1\nSHA256: ${hash(letter)}\n\n`;
    expect(parsePackages(one("2", "a") + one("1", "b")).map(({ version, depends }) => [version, depends])).toEqual([
      ["2", []],
    ]);
  });

  it("takes the SHA-512 of a package whose paragraph has no SHA-256", () => {
    const text = "Package: a\nVersion: 1\nArchitecture: all\nSize: 1\n";
    const sha512 = "5".repeat(128);
    expect(parsePackages(`${text}SHA512: ${sha512}\n`)).toMatchObject([{ name: "a", sha512 }]);
    const [both] = parsePackages(`${text}SHA512: ${sha512}\nSHA256: ${hash("2")}\n`);
    expect(both).toMatchObject({ sha256: hash("2") });
    expect(both).not.toHaveProperty("sha512");
  });

  it("throws on a paragraph without a SHA-256 or a SHA-512", () => {
    const text = (field: string) => `Package: a\nVersion: 1\nArchitecture: all\nSize: 1\n${field}\n`;
    const bad = ["", "MD5sum: 0123", "SHA256: ABC", `SHA256: ${hash("g")}`, `SHA256: ${hash("a")}0`];
    for (const field of [
      ...bad,
      `SHA1: ${"0".repeat(40)}`,
      `SHA512: ${hash("a")}`,
      `SHA256: \nSHA512: ${hash("a")}${hash("a")}`,
    ]) {
      expect(() => parsePackages(text(field))).toThrow(
        "the package index gives neither a SHA-256 nor a SHA-512 for a, so it is not used",
      );
    }
  });

  it("reads the section without its component, and Multi-Arch", () => {
    const text = `Package: libz-dev\nVersion: 1\nArchitecture: arm64\nSize: 1\nSHA256: ${hash("a")}\n`;
    const [first] = parsePackages(`${text}Section: universe/libdevel\nMulti-Arch: same\n`);
    expect(first).toMatchObject({ section: "libdevel", coinstallable: true });
    const [second] = parsePackages(`${text}Section: perl\nMulti-Arch: foreign\n`);
    expect(second).toMatchObject({ section: "perl", coinstallable: false });
  });
});
