import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findLacking } from "../../src/toolchains/layers/lacking.ts";
import { neededLibraries } from "../../src/toolchains/layers/needed.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
let root = "";
beforeAll(async () => {
  place = await makePlace("lacking");
  root = join(place.directory, "root");
});
afterAll(() => place.remove());

const settings = {
  family: "debian",
  pkgConfig: "usr/lib/t/pkgconfig:usr/share/pkgconfig",
  libraries: "usr/lib/t:usr/lib",
};

/** What is lacking where the program asks for these files. */
async function lacking(...names: readonly string[]): Promise<readonly string[]> {
  const files = names.map((name) => ({ what: name, paths: [`usr/lib/t/${name}`], likely: undefined }));
  return (await findLacking(root, files, settings)).map(({ what }) => what);
}

/** A shared library that needs these sonames, which are made for the linker alone. */
function makeLibrary(path: string, soname: string, needs: readonly string[] = [], flags: readonly string[] = []): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  const stubs = needs.map((each) => {
    const stub = join(place.directory, each);
    execFileSync("cc", ["-shared", "-nostdlib", `-Wl,-soname,${each}`, "-o", stub, "-xc", "/dev/null"]);
    return stub;
  });
  execFileSync("cc", [
    ...["-shared", "-nostdlib", "-Wl,--no-as-needed", `-Wl,-soname,${soname}`, ...flags, "-o", file],
    ...["-xc", "/dev/null", "-xnone", ...stubs],
  ]);
}

describe("what pkg-config's modules require", () => {
  beforeAll(() =>
    writeFiles(root, {
      "usr/lib/t/pkgconfig/gtk.pc": "Name: gtk\nRequires: gdk >= 3, zlib\nLibs: -lgtk\n",
      "usr/lib/t/pkgconfig/gdk.pc": "Name: gdk\nRequires.private: shared-mime-info, none-such > 1\n",
      "usr/share/pkgconfig/zlib.pc": "Name: zlib\n",
      "usr/lib/t/pkgconfig/unasked.pc": "Name: unasked\nRequires: other\n",
    }),
  );

  it("is lacking where it has no .pc file, with the package that is known to have it", async () => {
    const files = [{ what: "gtk", paths: ["usr/lib/t/pkgconfig/gtk.pc"], likely: undefined }];
    const places = (name: string) => [`usr/lib/t/pkgconfig/${name}.pc`, `usr/share/pkgconfig/${name}.pc`];
    expect(await findLacking(root, files, settings)).toEqual([
      {
        what: "pkg-config's shared-mime-info, which gdk requires",
        paths: places("shared-mime-info"),
        likely: "shared-mime-info",
      },
      { what: "pkg-config's none-such, which gdk requires", paths: places("none-such"), likely: undefined },
    ]);
  });

  it("is not looked at where nothing leads to it, nor for mingw-w64", async () => {
    expect(await lacking("zlib.pc", "absent.pc", "x.h")).toEqual([]);
    const files = [{ what: "gtk", paths: ["usr/lib/t/pkgconfig/gtk.pc"], likely: undefined }];
    expect(await findLacking(root, files, {})).toEqual([]);
  });
});

describe("what shared libraries need", () => {
  it("is lacking where it is in no directory of libraries and is not the C library's", async () => {
    makeLibrary("usr/lib/t/libone.so", "libone.so.1", ["libtwo.so.2", "libc.so.6", "libnone.so.1"]);
    makeLibrary("usr/lib/t/libtwo.so.2", "libtwo.so.2", ["libpart.so", "libstdc++.so.6"]);
    // Where libtwo finds it by its RUNPATH.
    makeLibrary("usr/lib/t/two/libpart.so", "libpart.so", ["libgone.so.5"]);
    makeLibrary("usr/lib/t/libunasked.so", "libunasked.so.1", ["libother.so.1"]);
    expect(await lacking("libone.so", "libabsent.so")).toEqual([
      "libnone.so.1, which libone.so needs",
      "libgone.so.5, which libpart.so needs",
    ]);
  });

  it("counts for the libraries that a module of pkg-config links", async () => {
    await writeFiles(root, { "usr/lib/t/pkgconfig/one.pc": "Name: one\nLibs: -L/usr/lib/t -lone\n" });
    expect(await lacking("one.pc")).toEqual([
      "libnone.so.1, which libone.so needs",
      "libgone.so.5, which libpart.so needs",
    ]);
  });

  it("is nothing of a linker script, of a file that is cut off, or of none", async () => {
    await writeFiles(root, {
      "usr/lib/t/libscript.so": "INPUT(libscript.so.6)",
      "usr/lib/t/libcut.so": "\x7fELF\x02\x01",
    });
    expect(await lacking("libscript.so", "libcut.so")).toEqual([]);
    expect(await neededLibraries(join(root, "usr/lib/t/libscript.so"))).toBeUndefined();
    expect(await neededLibraries(join(root, "usr/lib/t/libcut.so"))).toEqual([]);
    const lying = Buffer.alloc(64, 0xff);
    lying.write("\x7fELF\x02\x01", "latin1");
    writeFileSync(join(root, "lying"), lying);
    expect(await neededLibraries(join(root, "lying"))).toEqual([]);
  });
});
