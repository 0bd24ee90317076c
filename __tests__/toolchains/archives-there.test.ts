import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { UserError } from "../../src/host/errors.ts";
import { checkArchives } from "../../src/toolchains/layers/archives-there.ts";
import type { Linked } from "../../src/toolchains/linked.ts";
import { inTexts } from "../support/problems.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

// Real archives, by the machine's own compiler: libcap needs libbus, which needs the function sd_listen of libsys.

let place: Place;
let libraries: string;
beforeAll(async () => {
  place = await makePlace("archives there");
  libraries = join(place.directory, "lib");
  await mkdir(libraries, { recursive: true });
  await makeArchive("cap", "int bus(void); int cap(void) { return bus(); }");
  await makeArchive("bus", "int sd_listen(void); int bus(void) { return sd_listen(); }");
  await makeArchive("loose", '#include <stdio.h>\nint loose(void) { return puts(""); }');
  await writeFiles(libraries, {
    "libsys.so": "",
    "libshown.so": "",
    "pkgconfig/cap.pc": "Name: cap\nRequires.private: bus >= 1\nLibs: -L/x -lcap\n",
    "pkgconfig/bus.pc": "Name: bus\nLibs: -lbus\nLibs.private: -pthread -lsys -lsys2\n",
    "pkgconfig/loose.pc": "Name: loose\nLibs: -lloose\nLibs.private: -lgone\n",
    "pkgconfig/shown.pc": "Name: shown\nLibs: -lshown\n",
  });
});
afterAll(() => place.remove());

async function makeArchive(name: string, text: string): Promise<void> {
  await writeFiles(place.directory, { [`${name}.c`]: text });
  execFileSync("gcc", ["-c", `${name}.c`], { cwd: place.directory });
  execFileSync("ar", ["rcs", join(libraries, `lib${name}.a`), `${name}.o`], { cwd: place.directory });
}

async function problemsOf(kind: "library" | "pkg-config", name: string, given: readonly string[] = []) {
  const linked: Linked = {
    files: place.directory,
    directories: { pkgConfig: ["lib/pkgconfig"], libraries: ["lib"], headers: [] },
    requirements: [{ kind, name, programs: [], path: "lib/x.so" }],
    mingw: false,
    packages: [],
    lookups: [],
    pkgConfig: "pkg-config",
  };
  const compiler = { cc: "gcc", ar: "ar" };
  const error: unknown = await checkArchives(place.host, { linked, given, compiler }).catch(
    (thrown: unknown) => thrown,
  );
  return error instanceof UserError ? inTexts(error.problems) : error;
}

it.each(["library", "pkg-config"] as const)(
  "names the chain to a library without an archive, from a %s",
  async (kind) => {
    expect(await problemsOf(kind, "cap")).toEqual([
      "static: libcap.a needs libbus.a, which needs libsys.a, libsys2.a (for sd_listen), which no fetched package has; add " +
        "the package that has it to `libraries`, or, as the distribution has some libraries in shared form alone, link " +
        "without `static`, or put your own build of libcap.a into the program's sources and name its directory with -L in " +
        "`cgo-ldflags`",
    ]);
  },
);

it("what the program itself names may have no archive either", async () => {
  const problems = [expect.stringMatching(/^static: the program needs libsys\.a, which no fetched package has/)];
  expect(await problemsOf("library", "sys")).toEqual(problems);
  expect(await problemsOf("pkg-config", "shown")).toEqual([
    expect.stringMatching(/^static: the program needs libshown\.a,/),
  ]);
});

it("what a .pc file names and its archive does not need is no problem, nor what the user's flags bring", async () => {
  expect(await problemsOf("pkg-config", "loose")).toBe(undefined);
  expect(await problemsOf("library", "cap", ["sys", "sys2"])).toBe(undefined);
});
