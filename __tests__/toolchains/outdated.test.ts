import { chmod, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Linked, LinkedRequirement } from "../../src/toolchains/linked.ts";
import { suspectLibraries } from "../../src/toolchains/outdated.ts";
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

function suspectsOf(importPath: string, requirements: readonly LinkedRequirement[] = [gpiod, opus]) {
  const linked: Linked = {
    files: join(place.directory, "root"),
    directories: { pkgConfig: ["usr/lib/t/pkgconfig"], libraries: ["usr/lib/t"], headers: [] },
    requirements,
    mingw: false,
    packages: [{ name: "libgpiod-dev", version: "1.6.3-1", architecture: "arm64", size: 1, sha256: "" }],
    lookups: [],
    pkgConfig: join(place.directory, "pkg-config"),
  };
  return suspectLibraries(place.host, linked, importPath);
}

describe("suspectLibraries", () => {
  it("names the library of the package", async () => {
    expect(await suspectsOf("m/gpio")).toEqual(["libgpiod-dev 1.6.3-1"]);
  });

  it("names all that there are, if few, where the package itself asks for none", async () => {
    expect(await suspectsOf("m/all")).toEqual(["libgpiod-dev 1.6.3-1", "libopus-dev"]);
    const many = ["z", "a", "b", "c"].map(
      (name): LinkedRequirement => ({ kind: "library", name, programs: [], path: name }),
    );
    expect(await suspectsOf("m/all", [opus, ...many])).toEqual([]);
    // pkg-config itself fails, or there is no library of this name.
    const unknown: LinkedRequirement = { kind: "pkg-config", name: "none", programs: [], by: "m/all", path: "none.pc" };
    expect(await suspectsOf("m/all", [unknown, { ...opus, kind: "header" }])).toEqual([]);
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
    expect(await suspectsOf("m/gpio", [{ ...opus, name: "geos_c" }])).toEqual(["libgeos-c1"]);
  });
});
