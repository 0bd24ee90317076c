import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListedPackage } from "../../src/golang/list.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import { openHeaderFiles } from "../../src/survey/headers.ts";
import { findLibraryRequirements } from "../../src/survey/libraries.ts";

let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "cgo-cross-libraries-"));
  await writeFile(join(directory, "libbundled.a"), "");
  await writeFile(join(directory, "own.h"), "");
  await writeFile(
    join(directory, "a.go"),
    'package a\n\n/*\n#include <stdio.h>\n#include <own.h>\n#include <linux/if.h>\n#include <lame/lame.h>\n#ifdef X\n#include <x.h>\n#endif\n*/\nimport "C"\n',
  );
});

afterAll(() => rm(directory, { recursive: true }));

async function requirements(
  listed: Partial<ListedPackage>,
  options: Parameters<typeof findAll>[1] = {},
): Promise<readonly string[]> {
  return (await findAll(listed, options)).map(({ kind, name, by }) => `${kind} ${name} by ${by}`);
}

async function findAll(
  listed: Partial<ListedPackage>,
  { os = "linux", ldflags = [] as readonly string[], compilerFlags = [] as readonly string[], environment = {} } = {},
) {
  const host = await makeLocalHost({ PATH: "/usr/bin", ...environment }, { artifactDirectory: directory });
  const packages = [{ ImportPath: "example.com/a", Dir: directory, CgoFiles: ["a.go"], ...listed }];
  const programs = ["example.com/a"];
  const found = await findLibraryRequirements(host, {
    packages,
    programs,
    os,
    arch: "arm64",
    files: openHeaderFiles(),
    ldflags,
    compilerFlags,
    pkgConfigPath: [],
    hostCompiler: undefined,
  });
  await rm(host.scratchDirectory, { recursive: true });
  return found;
}

describe("findLibraryRequirements", () => {
  it("finds what is named for pkg-config, without flags and versions", async () => {
    const CgoPkgConfig = ["--static", "libusb-1.0", "zlib >= 1.2", "gtk+-3.0"];
    expect(await requirements({ CgoPkgConfig })).toEqual([
      "pkg-config libusb-1.0 by example.com/a",
      "pkg-config zlib by example.com/a",
      "pkg-config gtk+-3.0 by example.com/a",
    ]);
  });

  it("lists the programs that each library is linked into, through their dependencies", async () => {
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
    const question = {
      packages,
      programs,
      os: "linux",
      arch: "arm64",
      files: openHeaderFiles(),
      ldflags: ["-lall"],
      compilerFlags: [],
      pkgConfigPath: [],
      hostCompiler: undefined,
    };
    const found = await findLibraryRequirements(host, question);
    await rm(host.scratchDirectory, { recursive: true });
    expect(Object.fromEntries(found.map((requirement) => [requirement.name, requirement.programs]))).toEqual({
      all: ["m/one", "m/two", "m/three"],
      zlib: ["m/one", "m/two"],
      "libusb-1.0": ["m/one"],
    });
  });

  it("finds linked libraries, except for the toolchain's and those in a directory of the program's flags", async () => {
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

  it("leaves out the system libraries of Windows", async () => {
    expect(await requirements({ CgoLDFLAGS: ["-lws2_32", "-lgdi32", "-lz"] }, { os: "windows" })).toEqual([
      "library z by example.com/a",
    ]);
  });

  it("finds the headers of a package that names no library", async () => {
    expect(await requirements({})).toEqual(["header lame/lame.h by example.com/a"]);
    expect(await requirements({ CgoLDFLAGS: ["-lmp3lame"] })).toEqual(["library mp3lame by example.com/a"]);
  });

  it("looks for headers wherever the compiler is told to, by flags of whatever origin", async () => {
    await mkdir(join(directory, "more/lame"), { recursive: true });
    await writeFile(join(directory, "more/lame/lame.h"), "");
    const more = join(directory, "more");
    for (const flag of ["-I", "-isystem", "-iquote", "-idirafter"]) {
      expect(await requirements({ CgoCPPFLAGS: [`${flag}${more}`] })).toEqual([]);
      expect(await requirements({ CgoCFLAGS: [flag, more] })).toEqual([]);
      expect(await requirements({ CgoCXXFLAGS: [flag, more] })).toEqual([]);
      // Relative to the package's directory, where the compiler is started.
      expect(await requirements({}, { compilerFlags: [flag, "more"] })).toEqual([]);
    }
    for (const name of ["CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"]) {
      expect(await requirements({}, { environment: { [name]: `/nowhere:${more}` } })).toEqual([]);
    }
    expect(await requirements({}, { environment: { LIBRARY_PATH: more } })).toHaveLength(1);
  });

  it("takes nothing of this machine's packages for another platform's, though flags name their directories", async () => {
    const CgoCFLAGS = ["-I/usr/include/linux", "-include", "wireless.h"];
    expect(await requirements({ CgoCFLAGS, CgoFiles: ["none.go"] })).toEqual(["header wireless.h by example.com/a"]);
  });

  it("notes in which directories of packages the flags look for a library", async () => {
    const CgoLDFLAGS = ["-L/usr/lib/lp_solve", "-L", "/opt/x", "-llpsolve55"];
    expect(await findAll({ CgoLDFLAGS }, { ldflags: ["-L/usr/lib/t"] })).toMatchObject([
      { kind: "library", name: "lpsolve55", directories: ["/usr/lib/lp_solve", "/usr/lib/t"] },
    ]);
  });

  it("finds the headers that flags include", async () => {
    const CgoCFLAGS = ["-include", "own.h", "-include", "config/x.h", "-include", "stdint.h", "-include", "/a/b.h"];
    expect(await requirements({ CgoCFLAGS, CgoFiles: ["none.go"] })).toEqual(["header config/x.h by example.com/a"]);
  });

  it("finds libraries in the job's LIBRARY_PATH", async () => {
    const CgoLDFLAGS = ["-lbundled"];
    expect(await requirements({ CgoLDFLAGS })).toEqual(["library bundled by example.com/a"]);
    // The headers of a package that brings its libraries along are looked for.
    expect(await requirements({ CgoLDFLAGS }, { environment: { LIBRARY_PATH: directory } })).toEqual([
      "header lame/lame.h by example.com/a",
    ]);
  });

  it("takes what the job's own modules of pkg-config give, and asks for what they require beside", async () => {
    const path = join(directory, "pkgconfig");
    await mkdir(path, { recursive: true });
    await writeFile(
      join(path, "anvil.pc"),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of pkg-config's
      "prefix=${pcfiledir}/..\nRequires: hammer >= 2, zlib\nRequires.private: libusb-1.0\nLibs: -L${prefix} -lbundled -lm -lpcap\n",
    );
    await writeFile(join(path, "hammer.pc"), "Name: hammer\n");
    const environment = { PKG_CONFIG_PATH: `/usr/lib/pkgconfig:${path}` };
    expect(await requirements({ CgoPkgConfig: ["anvil", "x"] }, { environment })).toEqual([
      "pkg-config x by example.com/a",
      "pkg-config zlib by example.com/a",
      "pkg-config libusb-1.0 by example.com/a",
      "library pcap by example.com/a",
    ]);
  });

  it("ignores packages without C and the standard library", async () => {
    expect(await requirements({ CgoFiles: [], CgoLDFLAGS: ["-lpcap"] })).toEqual([]);
    expect(await requirements({ Standard: true, CgoLDFLAGS: ["-lresolv9"] })).toEqual([]);
  });
});
