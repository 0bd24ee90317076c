import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
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
  findDefining(place.host, { cc: "no-such-compiler", ...own } as Toolchain, { symbol, command: [] });

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

  it("looks first into the directories and archives of the link, and of shared libraries takes what they define", async () => {
    const own = mkdtempSync(join(tmpdir(), "own lib "));
    const compile = (code: string, ...words: readonly string[]) => {
      const done = spawnSync("gcc", ["-x", "c", "-fPIC", "-", ...words], { cwd: own, input: code, encoding: "utf8" });
      expect(done.stderr).toBe("");
    };
    compile("int needed(void); int shared_one(void) { return needed(); }", "-shared", "-o", "libshared.so");
    compile("int bytes(void) { return 1; }", "-flto", "-fno-fat-lto-objects", "-c", "-o", "bytes.o");
    expect(spawnSync("gcc-ar", ["rcs", "libbytes.a", "bytes.o"], { cwd: own }).status).toBe(0);
    // A pipe would be waited for.
    expect(spawnSync("mkfifo", ["libpipe.a"], { cwd: own }).status).toBe(0);
    const inLink = (symbol: string, ...command: readonly string[]) =>
      findDefining(place.host, { cc: "no-such-compiler", linked } as Toolchain, { symbol, command });
    const [so, archive] = [join(own, "libshared.so"), join(own, "libbytes.a")];
    expect(await inLink("shared_one", `-L${own}`)).toEqual([{ library: "shared", file: so, package: undefined }]);
    expect(await inLink("needed", `-L${own}`)).toEqual([]);
    const asBytes = { library: "bytes", file: archive, isBytecode: true, package: undefined };
    expect(await inLink("bytes", `-L${own}`)).toEqual([asBytes]);
    expect(await inLink("bytes", archive)).toEqual([asBytes]);
    // What was fetched is in a directory that the link names too.
    expect(await inLink("elf_next", `-L${join(place.directory, "usr/lib/t")}`)).toEqual([
      { library: "elf", package: "libelf-dev" },
    ]);
    rmSync(own, { recursive: true });
  });
});
