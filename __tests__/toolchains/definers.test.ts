import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findDefining } from "../../src/toolchains/definers.ts";
import type { Linked } from "../../src/toolchains/linked.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
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

const find = (symbol: string, own: Partial<Toolchain> = { linked }) =>
  findDefining(place.host, { cc: "no-such-compiler", ...own } as Toolchain, symbol);

describe("findDefining", () => {
  it("names the fetched libraries that have a symbol and that nothing links", async () => {
    expect(await find("ring_buffer__new")).toEqual([{ library: "bpf", package: "libbpf-dev" }]);
    expect((await find("both")).map(({ library }) => library)).toEqual(["bpf", "elf"]);
    expect(await find("cblas_cgbmv")).toEqual([]);
  });

  it("knows what comes with the compiler, and of an archive only what it defines", async () => {
    // libm needs what is in libc, and its index does not name that.
    const own = { cc: "gcc", linked: undefined };
    expect((await find("pow", own))[0]).toEqual({ library: "m", package: undefined });
    expect((await find("__errno_location", own)).map(({ library }) => library)).not.toContain("m");
  });
});
