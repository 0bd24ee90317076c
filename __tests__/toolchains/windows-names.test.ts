import { execFileSync } from "node:child_process";
import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { windowsNames } from "../../src/toolchains/layers/windows-names.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("windows-names");
});
afterAll(() => place.remove());

/** A toolchain whose compiler prints its words. */
async function put(libraries: Readonly<Record<string, string>>, headers: readonly string[]): Promise<Toolchain> {
  const cc = join(place.directory, "t-gcc");
  await writeFiles(place.directory, {
    "t-gcc": '#!/bin/sh\nprintf "%s\\n" "$@"\n',
    "sysroot/include/windows.h": "",
    "sysroot/include/GL/gl.h": "",
    "sysroot/include/Exact.h": "",
  });
  await chmod(cc, 0o755);
  const toolchain = {
    cc,
    cxx: undefined,
    names: { cc: "t-gcc", cxx: undefined },
    binDirectories: ["/other"],
    sysroot: join(place.directory, "sysroot"),
    version: "gcc 1",
  } as unknown as Toolchain;
  const settings = { triple: "t", libraries, headers };
  const plan = { layer: "windows-names", id: "names-t", roots: [], settings };
  return windowsNames.open(place.host, plan, { toolchain, roots: [] });
}

it("spells libraries as mingw-w64 does, and has a header for each name in other letters", async () => {
  const { cc, names, binDirectories, cxx } = await put({ User32: "user32" }, [
    "Windows.h",
    "gl/GL.h",
    "Exact.h",
    "Mine.h",
  ]);
  expect(binDirectories.slice(1)).toEqual(["/other"]);
  expect([cc, cxx]).toEqual([join(binDirectories[0] ?? "", names.cc), undefined]);
  const include = join(binDirectories[0] ?? "", "include");
  const words = execFileSync(cc, ["-c", "-lUser32", "-lUSER32", "a b.c"], { encoding: "utf8" }).trimEnd().split("\n");
  expect(words).toEqual([
    `-ffile-prefix-map=${include}=/cgo-cross-names`,
    "-c",
    "-luser32",
    "-lUSER32",
    "a b.c",
    "-idirafter",
    include,
  ]);
  expect(await readFile(join(include, "Windows.h"), "utf8")).toBe("#include <windows.h>\n");
  expect(await readFile(join(include, "gl/GL.h"), "utf8")).toBe("#include <GL/gl.h>\n");
  await expect(readFile(join(include, "Exact.h"))).rejects.toThrow("ENOENT");
  await expect(readFile(join(include, "Mine.h"))).rejects.toThrow("ENOENT");
});

it("leaves a toolchain as it is for which there is nothing to do", async () => {
  expect((await put({}, ["Mine.h"])).names.cc).toBe("t-gcc");
});
