import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Linked } from "../../src/toolchains/linked.ts";
import { describeUndefined } from "../../src/toolchains/undefined.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
let linked: Linked;
beforeAll(async () => {
  place = await makePlace("undefined");
  await writeFiles(place.directory, {
    "usr/share/cgo-cross/libbpf-dev": "usr/lib/t/libbpf.a\nusr/lib/t/libbpf.so.1",
    "usr/share/cgo-cross/libelf-dev": "usr/lib/t/libelf.a",
    "usr/lib/t/libbpf.a": "x\0ring_buffer__new\0y\0both\0",
    "usr/lib/t/libelf.a": "x\0elf_next\0both\0",
    "usr/lib/t/libz.a": "x\0ring_buffer__new\0",
  });
  linked = {
    files: place.directory,
    directories: { pkgConfig: [], libraries: ["usr/lib/t", "usr/lib/none"], headers: [] },
    requirements: [{ kind: "library", name: "z", programs: [], path: "usr/lib/t/libz.a" }],
    mingw: false,
    packages: [],
    lookups: [],
    pkgConfig: join(place.directory, "pkg-config"),
  };
});
afterAll(() => place.remove());

describe("describeUndefined", () => {
  it.each(["a.c:70: undefined reference to `ring_buffer__new'", "ld.lld: error: undefined symbol: ring_buffer__new"])(
    "names the fetched library that nothing links: %s",
    async (line) => {
      expect(await describeUndefined(linked, ["# m/bpf", line, "a.c:71: undefined reference to `elf_next'"])).toBe(
        "none of the libraries that are linked has `ring_buffer__new`, but libbpf-dev has a libbpf with it: " +
          "add -lbpf to `cgo-ldflags`",
      );
    },
  );

  it("says where to name one if it is unknown, or not one alone", async () => {
    const said = (name: string) =>
      `none of the libraries that are linked has \`${name}\`: add the one that has it to \`cgo-ldflags\`, as in -lfoo`;
    const lineOf = (name: string) => [`undefined reference to \`${name}'`];
    expect(await describeUndefined(linked, lineOf("both"))).toBe(said("both"));
    expect(await describeUndefined(linked, lineOf("cblas_cgbmv"))).toBe(said("cblas_cgbmv"));
    expect(await describeUndefined(undefined, lineOf("cblas_cgbmv"))).toBe(said("cblas_cgbmv"));
  });

  it("knows the C++ library", async () => {
    expect(await describeUndefined(undefined, ["undefined reference to `operator new(unsigned long)'"])).toMatch(
      /is of the C\+\+ library, .*: add -lstdc\+\+ to `cgo-ldflags`$/,
    );
  });

  it("says nothing of another failure", async () => {
    expect(await describeUndefined(linked, ["./a.go:3:1: undefined: x", "cannot find -lfoo"])).toBeUndefined();
  });
});
