import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Expectation } from "../../../src/plan/expectation.ts";
import { describeLinkage } from "../../../src/verify/formats/describe.ts";
import { minimumGlibc } from "../../../src/verify/formats/elf/dynamic.ts";
import { readBinary } from "../../../src/verify/formats/read.ts";
import { checkBinary } from "../../support/clauses.ts";
import { goBuild, goVersion, run, temporaryDirectory, writeFiles } from "./samples.ts";

const directory = await temporaryDirectory();
const at = (name: string) => join(directory, name);
let arch = "";

const sources = {
  "main.c": `
#include <math.h>
#include <pthread.h>
#include <stdio.h>
static void *idle(void *word) { return word; }
int main(int count, char **words) {
  pthread_t thread;
  pthread_create(&thread, 0, idle, words);
  pthread_join(thread, 0);
  return printf("%f\\n", sqrt(count)) < 0;
}`,
  "add.c": "int add(int one, int other) { return one + other; }",
  // Asks for a symbol of a newer version than anything else in the library, and can do without it.
  "weak.c": `
#include <pthread.h>
#include <stdio.h>
#pragma weak pthread_create
int have_threads(void) { return puts("?") + (pthread_create != 0); }`,
  "cgo/go.mod": "module example.com/root\n\ngo 1.21\n",
  "cgo/main.go": `package main

// #include <math.h>
// #cgo LDFLAGS: -lm
// static double root(double x) { return sqrt(x); }
import "C"

//export Root
func Root(x float64) float64 { return float64(C.root(C.double(x))) }

func main() { println(Root(9)) }
`,
};

type Row = {
  readonly name: string;
  readonly args: readonly string[];
  readonly kind: "executable" | "shared-library";
  readonly linkage: RegExp;
  readonly positionIndependent: boolean;
};

const rows: readonly Row[] = [
  {
    name: "dynamic",
    args: ["-no-pie", "main.c", "-lm"],
    kind: "executable",
    linkage: /^dynamic: libm\.so\.6, libc\.so\.6 \(glibc ≥ 2\.\d+\)$/,
    positionIndependent: false,
  },
  {
    name: "pie",
    args: ["-pie", "-fPIE", "main.c", "-lm"],
    kind: "executable",
    linkage: /^dynamic: libm\.so\.6, libc\.so\.6 \(glibc ≥ 2\.\d+\)$/,
    positionIndependent: true,
  },
  {
    name: "stripped",
    args: ["-s", "main.c", "-no-pie", "-lm"],
    kind: "executable",
    linkage: /^dynamic: libm\.so\.6, libc\.so\.6 \(glibc ≥ 2\.\d+\)$/,
    positionIndependent: false,
  },
  {
    name: "static",
    args: ["-static", "main.c", "-lm"],
    kind: "executable",
    linkage: /^static$/,
    positionIndependent: false,
  },
  {
    name: "static-pie",
    args: ["-static-pie", "-fPIE", "main.c", "-lm"],
    kind: "executable",
    linkage: /^static-pie$/,
    positionIndependent: true,
  },
  {
    name: "libadd.so",
    args: ["-shared", "-fPIC", "add.c", "-nostdlib", "-Wl,-soname,libadd.so.1"],
    kind: "shared-library",
    linkage: /^dynamic: no libraries$/,
    positionIndependent: true,
  },
  {
    name: "libweak.so",
    args: ["-shared", "-fPIC", "weak.c"],
    kind: "shared-library",
    linkage: /^dynamic: libc\.so\.6 \(glibc ≥ 2\.\d+\)$/,
    positionIndependent: true,
  },
  {
    name: "run-path",
    args: ["-no-pie", "main.c", "-Wl,--no-as-needed", "-L.", "-ladd", "-lm", "-Wl,-rpath,$ORIGIN/lib:/opt/lib"],
    kind: "executable",
    linkage: /^dynamic: libadd\.so\.1, libm\.so\.6, libc\.so\.6 \(glibc ≥ 2\.\d+\)$/,
    positionIndependent: false,
  },
];

beforeAll(async () => {
  await writeFiles(directory, sources);
  arch = (await run("go", ["env", "GOARCH"])).trim();
  for (const { name, args } of rows) {
    await run("gcc", ["-o", name, ...args], { directory });
  }
});

/** What readelf prints of the same file. */
async function readelf(file: string) {
  const text = await run("readelf", ["-hldVW", file], { environment: { LC_ALL: "C" } });
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");
  const versions: Record<string, string[]> = {};
  for (const line of (text.split("Version needs section")[1] ?? "").split("\n")) {
    const library = /File: (\S+)/.exec(line)?.[1];
    const version = /Name: (\S+)/.exec(line)?.[1];
    if (library !== undefined) {
      versions[library] = [];
    }
    if (version !== undefined) {
      Object.values(versions).at(-1)?.push(version);
    }
  }
  return {
    interpreter: all(/interpreter: (.*?)\]/g)[0],
    needed: all(/\(NEEDED\).*\[(.*?)\]/g),
    soname: all(/\(SONAME\).*\[(.*?)\]/g)[0],
    runPath: all(/\((?:RPATH|RUNPATH)\).*\[(.*?)\]/g).flatMap((path) => path.split(":")),
    requiredVersions: versions,
  };
}

describe("what gcc links", () => {
  test.each(rows)("$name is read as readelf reads it", async ({ name, kind, linkage, positionIndependent }) => {
    const facts = await readBinary(at(name));
    expect(facts).toMatchObject(await readelf(at(name)));
    expect(facts).toMatchObject({ format: "elf", kind, os: "linux", arch, positionIndependent, go: undefined });
    expect(describeLinkage(facts)).toMatch(linkage);
  });

  test("a weak symbol's version counts towards the minimum glibc", async () => {
    const symbols = await run("readelf", ["--dyn-syms", "-W", at("libweak.so")]);
    expect(symbols.match(/\S+ +\S+ +UND +.*@GLIBC_2\.34/g)).toEqual([expect.stringMatching(/^WEAK .*pthread_create/)]);
    expect((await readBinary(at("libweak.so"))).minimumGlibc).toBe("2.34");
  });

  test("the minimum glibc is the newest release by number; names that are not releases are ignored", () => {
    const versions = ["GLIBC_2.9", "GLIBC_2.34", "GLIBC_2.3.4", "GLIBC_PRIVATE", "GLIBC_ABI_DT_RELR"];
    expect(minimumGlibc({ "libc.so.6": versions, "libstdc++.so.6": ["GLIBCXX_3.4.29"] })).toBe("2.34");
    expect(minimumGlibc({ "libc.so.6": ["GLIBC_2.2.5", "GLIBC_2.17"], "libm.so.6": ["GLIBC_2.29"] })).toBe("2.29");
    expect(minimumGlibc({ "libc.so.6": ["GLIBC_PRIVATE"] })).toBeUndefined();
  });

  test("a file without a section table is read by its segments", async () => {
    const bytes = await readFile(at("pie"));
    bytes.writeBigUInt64LE(0n, 40);
    bytes.writeUInt16LE(0, 60);
    await writeFile(at("no-sections"), bytes);
    expect(await readBinary(at("no-sections"))).toEqual({ ...(await readBinary(at("pie"))), stripped: true });
  });
});

describe("archives", () => {
  test("are read by their objects, whatever else they contain", async () => {
    await run("gcc", ["-c", "add.c", "-o", "a-name-that-is-longer-than-its-field.o"], { directory });
    await run("ar", ["rcs", "libadd.a", "main.c", "a-name-that-is-longer-than-its-field.o"], { directory });
    const facts = await readBinary(at("libadd.a"));
    expect(facts).toMatchObject({ format: "archive", kind: "archive", os: "linux", arch, needed: [] });
    expect(describeLinkage(facts)).toBe("archive");
    expect(checkBinary(facts, { ...expectation(), kind: "archive" })).toEqual([]);
  });

  test("without an object are rejected", async () => {
    await run("ar", ["rcs", "text.a", "main.c"], { directory });
    expect(checkBinary(await readBinary(at("text.a")), { ...expectation(), kind: "archive" })).toEqual([
      "contains no readable object file",
    ]);
  });

  test("that only refer to their objects are rejected", async () => {
    await run("ar", ["rcsT", "thin.a", "a-name-that-is-longer-than-its-field.o"], { directory });
    await expect(readBinary(at("thin.a"))).rejects.toThrow(
      "malformed archive: it is a thin archive, which refers to its objects instead of containing them",
    );
  });
});

function expectation(): Expectation {
  return {
    os: "linux",
    arch,
    levels: {},
    kind: "executable",
    cgo: true,
    static: false,
    portable: false,
    glibc: undefined,
    interpreter: undefined,
  };
}

describe("what Go links with cgo", () => {
  const environment = { CGO_ENABLED: "1" };
  const build = (name: string, args: readonly string[]) => goBuild(at("cgo"), at(name), environment, args);

  test("dynamic: accepted as such, rejected as static", async () => {
    const facts = await readBinary(await build("root", []));
    const { interpreter } = await readelf(at("dynamic"));
    expect(facts).toMatchObject(await readelf(at("root")));
    expect(facts.go).toEqual(await goVersion(at("root")));
    expect(checkBinary(facts, { ...expectation(), interpreter })).toEqual([]);
    expect(checkBinary(facts, { ...expectation(), static: true })).toEqual([
      `is not static: it requests the interpreter ${interpreter} and needs libm.so.6, libc.so.6`,
    ]);
    expect(checkBinary(facts, { ...expectation(), interpreter: "/lib/ld-other.so.1" })).toEqual([
      `requests the interpreter ${interpreter}, not /lib/ld-other.so.1 of linux/${arch}`,
    ]);
    expect(checkBinary(facts, { ...expectation(), cgo: false })).toEqual([
      "was built with CGO_ENABLED=1 (from its Go build info), not CGO_ENABLED=0",
    ]);
  });

  test("static: accepted as such", async () => {
    const facts = await readBinary(await build("static-root", ["-ldflags=-linkmode external -extldflags -static"]));
    expect(describeLinkage(facts)).toBe("static");
    expect(checkBinary(facts, { ...expectation(), static: true })).toEqual([]);
  });

  test("a shared library is rejected as an executable", async () => {
    const facts = await readBinary(await build("libroot.so", ["-buildmode=c-shared"]));
    expect(facts).toMatchObject(await readelf(at("libroot.so")));
    expect(facts.go).toEqual(await goVersion(at("libroot.so")));
    expect(checkBinary(facts, { ...expectation(), kind: "shared-library" })).toEqual([]);
    expect(checkBinary(facts, expectation())).toEqual(["is a shared library, not an executable"]);
  });

  test("an archive has its build info in Go's own object", async () => {
    const facts = await readBinary(await build("root.a", ["-buildmode=c-archive"]));
    expect(facts.go).toMatchObject({ path: "example.com/root", settings: { CGO_ENABLED: "1", GOARCH: arch } });
    expect(checkBinary(facts, { ...expectation(), kind: "archive" })).toEqual([]);
    expect(checkBinary(facts, { ...expectation(), kind: "archive", arch: "s390x" })).toHaveLength(1);
    expect(checkBinary(facts, expectation())).toEqual([`is an archive, not an ELF file for linux/${arch}`]);
  });
});
