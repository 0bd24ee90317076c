import { chmod, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Linked, LinkedRequirement } from "../../src/toolchains/linked.ts";
import { describeOutdated } from "../../src/toolchains/outdated.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("outdated");
  const names = ["gpiod", "opus", "z", "a", "b", "c"];
  const lists = names.map((name) => [`root/usr/share/cgo-cross/lib${name}-dev`, `usr/lib/t/lib${name}.a`]);
  // The first word is the module's own library.
  const pkgConfig = '#!/bin/sh\n[ "$2" = libgpiod ] || exit 1\necho -lgpiod -lz\n';
  await writeFiles(place.directory, { ...Object.fromEntries(lists), "pkg-config": pkgConfig });
  await chmod(join(place.directory, "pkg-config"), 0o755);
});
afterAll(() => place.remove());

const gpiod: LinkedRequirement = {
  kind: "pkg-config",
  name: "libgpiod",
  programs: [],
  by: "m/gpio",
  path: "libgpiod.pc",
};
const opus: LinkedRequirement = { kind: "library", name: "opus", programs: [], by: "m/sound", path: "libopus.so" };

function describeLog(lines: readonly string[], requirements: readonly LinkedRequirement[] = [gpiod, opus]) {
  const linked: Linked = {
    files: join(place.directory, "root"),
    directories: { pkgConfig: ["usr/lib/t/pkgconfig"], libraries: ["usr/lib/t"], headers: [] },
    requirements,
    mingw: false,
    packages: [{ name: "libgpiod-dev", version: "1.6.3-1", architecture: "arm64", size: 1, sha256: "" }],
    lookups: [],
    pkgConfig: join(place.directory, "pkg-config"),
  };
  return describeOutdated(place.host, linked, lines);
}

describe("describeOutdated", () => {
  it.each([
    "./a.go:9:7: could not determine what C.gpiod_chip_get_info refers to",
    "a.c:3:1: error: 'struct x' has no member named 'y'; did you mean 'z'?",
    "a.c:3:1: error: no member named 'y' in 'struct x'",
    "./a.go:6:3: error: #error OpenSSL 4 is needed",
    "a.c:1:1: error: implicit declaration of function 'f'",
    "a.c:1:1: error: 'F_NEW' undeclared (first use in this function)",
    "a.c:1:1: error: too few arguments to function 'f'",
    "./a.go:9:7: x.y undefined (type _Ctype_struct_x has no field or method y)",
    "Package 'libgpiod' has version '1.6.3', required version is '>= 2'",
  ])("names the library of the package that says %s", async (line) => {
    const said = await describeLog(["$ go build", "# m/other", "warning", "# m/gpio", "# [pkg-config --libs]", line]);
    expect(said).toMatch(
      /^the program may be written for another version .*\(libgpiod-dev 1\.6\.3-1\): build on a newer/,
    );
  });

  it("names all that there are, if few, where the package itself asks for none", async () => {
    const line = "a.c:1:1: error: unknown type name 'x'";
    expect(await describeLog(["# m/all", line])).toContain("(libgpiod-dev 1.6.3-1, libopus-dev)");
    const many = ["z", "a", "b", "c"].map(
      (name): LinkedRequirement => ({ kind: "library", name, programs: [], path: name }),
    );
    expect(await describeLog(["# m/all", line], [opus, ...many])).toBeUndefined();
    // pkg-config itself fails, or there is no library of this name.
    const unknown: LinkedRequirement = { kind: "pkg-config", name: "none", programs: [], by: "m/all", path: "none.pc" };
    expect(await describeLog(["# m/all", line], [unknown, { ...opus, kind: "header" }])).toBeUndefined();
  });

  it("names the package of a library that links lead to", async () => {
    const lib = join(place.directory, "root/usr/lib/t");
    await writeFiles(place.directory, {
      "root/usr/share/cgo-cross/libgeos-c1": "usr/lib/t/libgeos_c.so.1.17",
      "root/usr/lib/t/libgeos_c.so.1.17": "",
    });
    await symlink("libgeos_c.so.1.17", join(lib, "libgeos_c.so.1"));
    await symlink("libgeos_c.so.1", join(lib, "libgeos_c.so"));
    await symlink("loop.so", join(lib, "loop.so"));
    const line = "./a.go:9:7: could not determine what C.GEOSNew refers to";
    expect(await describeLog(["# m/gpio", line], [{ ...opus, name: "geos_c" }])).toContain("(libgeos-c1)");
  });

  it("says nothing of another failure", async () => {
    const others = ["./a.go:3:1: undefined: x", "a.c:1:1: error: expected ';'", "undefined reference to `f'"];
    expect(await describeLog(["# m/gpio", ...others])).toBeUndefined();
  });
});
