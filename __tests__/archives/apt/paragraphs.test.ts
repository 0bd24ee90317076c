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

  it("throws on a paragraph without a SHA-256", () => {
    const text = (field: string) => `Package: a\nVersion: 1\nArchitecture: all\nSize: 1\n${field}\n`;
    for (const field of ["", "MD5sum: 0123", "SHA256: ABC", `SHA256: ${hash("g")}`, `SHA256: ${hash("a")}0`]) {
      expect(() => parsePackages(text(field))).toThrow("the package index gives no SHA-256 for a, so it is not used");
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
