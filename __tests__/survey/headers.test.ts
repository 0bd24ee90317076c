import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListedPackage } from "../../src/golang/list.ts";
import { type ForeignHeader, foreignHeaders, openHeaderFiles } from "../../src/survey/headers.ts";
import { makePlace, type Place, writeFiles } from "./modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("headers");
});
afterAll(() => place.remove());

let count = 0;

/** The names of the headers that a package of these files lacks. */
async function lacking(...question: Parameters<typeof foreign>): Promise<readonly string[]> {
  return (await foreign(...question)).map(({ name }) => name);
}

async function foreign(
  written: Readonly<Record<string, string>>,
  listed: Partial<ListedPackage> = {},
  { arch = "arm64", compilerFlags = [] as readonly string[], own = false } = {},
): Promise<readonly ForeignHeader[]> {
  count += 1;
  const Dir = await writeFiles(join(place.directory, `${count}`), { "a.go": 'package a\n\nimport "C"\n', ...written });
  const names = (end: string) => Object.keys(written).filter((name) => name.endsWith(end) && !name.includes("/"));
  const files = { CgoFiles: ["a.go"], CFiles: names(".c"), CXXFiles: names(".cc"), MFiles: names(".m") };
  const found = foreignHeaders(
    { ImportPath: "example.com/a", Dir, ...files, SFiles: [...names(".s"), ...names(".S")], ...listed },
    { files: openHeaderFiles(), arch, compilerFlags, own, directories: [] },
  );
  await rm(Dir, { recursive: true });
  return found;
}

describe("foreignHeaders", () => {
  it("looks into every kind of source", async () => {
    const written = {
      "a.go": 'package a\n\n// #include <go.h>\nimport "C"\n',
      "b.c": "#include <stdio.h>\n#include <c.h>\n",
      "c.cc": "#include <vector>\n#include <cc.hpp>\n",
      "d.m": "#import <m.h>\n",
      "e.S": "#include <asm-big.h>\n",
      "f.s": '#include "textflag.h"\n',
    };
    expect(await lacking(written)).toEqual(["go.h", "c.h", "cc.hpp", "m.h", "asm-big.h"]);
  });

  it("follows the package's own headers, quoted and angled, wherever they include each other", async () => {
    const written = {
      "a.go": 'package a\n\n// #include "in/one.h"\nimport "C"\n',
      "in/one.h": '#pragma once\n#include "two.h"\n#include <stdlib.h>\n',
      "in/two.h": '#include "one.h"\n#include <three.h>\n',
      "more/three.h": '#include "../in/two.h"\n#include "../in/gone.h"\n#include <uthash.h>\n#include "quoted.h"\n',
    };
    expect(await lacking(written, { CgoCPPFLAGS: ["-Imore"] })).toEqual(["uthash.h", "quoted.h"]);
    expect(await lacking(written)).toEqual(["three.h"]);
  });

  it("looks in directories of an installed system only where that is the target's, and hands their names on", async () => {
    const written = { "b.c": "#include <wireless.h>\n#include <none.h>\n" };
    const listed = { CgoCFLAGS: ["-I/usr/include/linux", "-Imore"] };
    const compilerFlags = ["-isystem", "/usr/lib/x86_64-linux-gnu/x"];
    const directories = ["/usr/lib/x86_64-linux-gnu/x", "/usr/include/linux"];
    expect(await foreign(written, listed, { compilerFlags })).toEqual([
      { name: "wireless.h", directories },
      { name: "none.h", directories },
    ]);
    expect(await foreign(written, listed, { compilerFlags, own: true })).toEqual([{ name: "none.h", directories }]);
    expect(await foreign(written, { CgoCFLAGS: ["-I/usr/local/include"] })).toEqual([
      { name: "wireless.h" },
      { name: "none.h" },
    ]);
  });

  it("leaves out what cmd/cgo generates, and headers of toolchains in quotes", async () => {
    expect(await lacking({ "b.c": '#include "_cgo_export.h"\n#include "stdint.h"\n#include "sys/types.h"\n' })).toEqual(
      [],
    );
  });

  it("takes no branch for another platform", async () => {
    const text = [
      "#ifdef _WIN32",
      "#include <windows.h>",
      "#elif defined(__APPLE__)",
      "#include <mach/mach.h>",
      "#elif defined(__linux__) || defined(__FreeBSD__)",
      "#include <of-linux.h>",
      "#else",
      "#include <none.h>",
      "#endif",
      "#if defined(__x86_64__)",
      "#include <of-amd64.h>",
      "#endif",
    ].join("\n");
    expect(await lacking({ "b.c": text })).toEqual(["of-linux.h"]);
    expect(await lacking({ "b.c": text }, {}, { arch: "amd64" })).toEqual(["of-linux.h", "of-amd64.h"]);
  });

  it("goes by the macros that flags define, and by none that may be defined in the sources", async () => {
    const text = [
      "#ifdef HAVE_ZLIB_H",
      "#include <zlib.h>",
      "#endif",
      "#if WITH_ICU > 1",
      "#include <unicode/utypes.h>",
      "#endif",
      "#if __has_include(<maybe.h>)",
      "#include <maybe.h>",
      "#endif",
    ].join("\n");
    expect(await lacking({ "b.c": text })).toEqual([]);
    expect(await lacking({ "b.c": text }, { CgoCFLAGS: ["-DHAVE_ZLIB_H"] })).toEqual(["zlib.h"]);
    expect(await lacking({ "b.c": text }, {}, { compilerFlags: ["-DWITH_ICU=2"] })).toEqual(["unicode/utypes.h"]);
    expect(await lacking({ "b.c": `#ifdef X\n#define HAVE_ZLIB_H 1\n#endif\n${text}` })).toEqual([]);
  });

  it("sees through guards", async () => {
    const guarded = "#ifndef B_H\n#define B_H\n#include <uthash.h>\n#endif\n";
    expect(await lacking({ "b.c": '#include "b.h"\n', "b.h": guarded })).toEqual(["uthash.h"]);
  });
});
