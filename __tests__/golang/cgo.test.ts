import { describe, expect, it } from "vitest";
import {
  forcedIncludes,
  includeDirectories,
  libraryDirectories,
  linkedLibraries,
  macroFlags,
  pkgConfigNames,
  preamble,
} from "../../src/golang/cgo.ts";

describe("pkgConfigNames", () => {
  it("leaves out flags and versions", () => {
    expect(pkgConfigNames(["--static", "libusb-1.0", "zlib >= 1.2", "a>1, b", "gtk+-3.0"])).toEqual([
      "libusb-1.0",
      "zlib",
      "a",
      "b",
      "gtk+-3.0",
    ]);
  });
});

describe("flags of the compiler and the linker", () => {
  it("linkedLibraries reads -l, joined and apart, and file names", () => {
    expect(linkedLibraries(["-lpcap", "-O2", "-l", "ssl", "-l:libz.a", "-l:libx.so.1", "-l"])).toEqual([
      "pcap",
      "ssl",
      "z",
      "x",
    ]);
  });

  it("libraryDirectories reads -L, joined and apart", () => {
    expect(libraryDirectories(["-L/a", "-lx", "-L", "/b", "-L"])).toEqual(["/a", "/b"]);
  });

  it("includeDirectories reads every option that names one, in one word or two", () => {
    const flags = ["-I/a", "-DX", "-I", "/b", "-isystem/c", "-isystem", "d", "-iquote", "e", "-idirafter", "f", "-I"];
    expect(includeDirectories(flags)).toEqual(["/a", "/b", "/c", "d", "e", "f"]);
  });

  it("macroFlags reads -D and -U, in one word or two", () => {
    const flags = ["-DA", "-DB=2", "-D", "C=x y", "-UD", "-U", "E", "-DF(x)=x", "-O2", "-Wno-D", "-D"];
    expect([...macroFlags(flags)]).toEqual([
      ["A", "1"],
      ["B", "2"],
      ["C", "x y"],
      ["D", undefined],
      ["E", undefined],
      ["F", "x"],
    ]);
  });

  it("forcedIncludes reads -include and -imacros", () => {
    expect(forcedIncludes(["-include", "a.h", "-DX", "-imacros", "b/b.h", "-includec.h", "-include-pch", "p"])).toEqual(
      ["a.h", "b/b.h", "c.h"],
    );
  });
});

describe("preamble", () => {
  it.each([
    ["line comments", 'package a\n\n// #include <a.h>\n// int x;\nimport "C"\n', " #include <a.h>\n int x;"],
    ["a block comment", 'package a\n\n/* #include <a.h> */\nimport "C"\n', " #include <a.h> "],
    ["a file without cgo", 'package a\n\n// #include <a.h>\n\nimport "fmt"\n', ""],
    ["a file without imports", "package a\n", ""],
  ])("of %s", (_title, source, text) => {
    expect(preamble(source)).toBe(text);
  });
});
