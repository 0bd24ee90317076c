import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeLocalHost } from "../../src/host/local.ts";
import { findLibraryRequirements, includedHeaders, preamble } from "../../src/survey/libraries.ts";
import type { ListedPackage } from "../../src/survey/programs.ts";

let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "cgo-cross-wants-"));
  await writeFile(join(directory, "libbundled.a"), "");
  await writeFile(join(directory, "own.h"), "");
  await writeFile(
    join(directory, "a.go"),
    'package a\n\n/*\n#include <stdio.h>\n#include <own.h>\n#include <linux/if.h>\n#include <lame/lame.h>\n#ifdef X\n#include <x.h>\n#endif\n*/\nimport "C"\n',
  );
});

afterAll(() => rm(directory, { recursive: true }));

async function requirements(listed: Partial<ListedPackage>, { os = "linux", ldflags = [] as readonly string[] } = {}) {
  const host = await makeLocalHost({ PATH: "/usr/bin" }, { artifactDirectory: directory });
  const packages = [{ ImportPath: "example.com/a", Dir: directory, CgoFiles: ["a.go"], ...listed }];
  const programs = ["example.com/a"];
  const found = await findLibraryRequirements(host, { packages, programs, os, ldflags, hostCompiler: undefined });
  await rm(host.scratchDirectory, { recursive: true });
  return found.map(({ kind, name, by }) => `${kind} ${name} by ${by}`);
}

describe("findLibraryRequirements", () => {
  it("takes what is named for pkg-config, without its flags and versions", async () => {
    const CgoPkgConfig = ["--static", "libusb-1.0", "zlib >= 1.2", "gtk+-3.0"];
    expect(await requirements({ CgoPkgConfig })).toEqual([
      "pkg-config libusb-1.0 by example.com/a",
      "pkg-config zlib by example.com/a",
      "pkg-config gtk+-3.0 by example.com/a",
    ]);
  });

  it("tells which programs each is for, through all that they import", async () => {
    const host = await makeLocalHost({ PATH: "/usr/bin" }, { artifactDirectory: directory });
    const listed = (ImportPath: string, Imports: readonly string[], CgoPkgConfig?: readonly string[]) => {
      const c = CgoPkgConfig === undefined ? {} : { CgoFiles: ["a.go"], CgoPkgConfig };
      return { ImportPath, Imports, Dir: directory, ...c };
    };
    const packages = [
      listed("m/zip", [], ["zlib"]),
      listed("m/between", ["m/zip"]),
      listed("m/one", ["m/between"], ["libusb-1.0"]),
      listed("m/two", [], ["zlib"]),
      listed("m/three", ["fmt"]),
    ];
    const programs = ["m/one", "m/two", "m/three"];
    const question = { packages, programs, os: "linux", ldflags: ["-lall"], hostCompiler: undefined };
    const found = await findLibraryRequirements(host, question);
    await rm(host.scratchDirectory, { recursive: true });
    expect(Object.fromEntries(found.map((requirement) => [requirement.name, requirement.programs]))).toEqual({
      all: ["m/one", "m/two", "m/three"],
      zlib: ["m/one", "m/two"],
      "libusb-1.0": ["m/one"],
    });
  });

  it("takes what is linked, but for the toolchain's own and what lies in a named directory", async () => {
    const CgoLDFLAGS = [
      "-lpcap",
      "-lm",
      "-lpthread",
      "-lstdc++",
      `-L${directory}`,
      "-lbundled",
      "-l:libz.a",
      "-l",
      "ssl",
    ];
    expect(await requirements({ CgoLDFLAGS })).toEqual([
      "library pcap by example.com/a",
      "library z by example.com/a",
      "library ssl by example.com/a",
    ]);
    expect(await requirements({ CgoLDFLAGS: [], CgoPkgConfig: ["x"] }, { ldflags: ["-O2", "-lfoo"] })).toEqual([
      "library foo by cgo-ldflags",
      "pkg-config x by example.com/a",
    ]);
  });

  it("Windows has libraries of its own", async () => {
    expect(await requirements({ CgoLDFLAGS: ["-lws2_32", "-lgdi32", "-lz"] }, { os: "windows" })).toEqual([
      "library z by example.com/a",
    ]);
  });

  it("takes headers of a package that names nothing else", async () => {
    expect(await requirements({})).toEqual(["header lame/lame.h by example.com/a"]);
    expect(await requirements({ CgoLDFLAGS: ["-lmp3lame"] })).toEqual(["library mp3lame by example.com/a"]);
  });

  it("asks nothing for packages without C, and of the standard library", async () => {
    expect(await requirements({ CgoFiles: [], CgoLDFLAGS: ["-lpcap"] })).toEqual([]);
    expect(await requirements({ Standard: true, CgoLDFLAGS: ["-lresolv9"] })).toEqual([]);
  });
});

describe("preamble", () => {
  it.each([
    ['package a\n\n// #include <a.h>\n// int x;\nimport "C"\n', " #include <a.h>\n int x;"],
    ['package a\n\n/* #include <a.h> */\nimport "C"\n', " #include <a.h> "],
    ['package a\n\n// #include <a.h>\n\nimport "fmt"\n', ""],
    ["package a\n", ""],
  ])("%j", (source, text) => {
    expect(preamble(source)).toBe(text);
  });

  it("includes in a condition do not count", () => {
    const text =
      '#include <a.h>\n#if X\n#include <b.h>\n#else\n#include <c.h>\n#endif\n # include <d.h>\n#include "e.h"';
    expect(includedHeaders(text)).toEqual(["a.h", "d.h"]);
  });
});
