import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isPredefined } from "../../src/platforms/predefined-macros.ts";

describe("isPredefined", () => {
  it("knows the target's system and architecture, and that others are not it", () => {
    expect(["__linux__", "__unix__", "__aarch64__", "__GNUC__"].map((name) => isPredefined("arm64", name))).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    const others = ["_WIN32", "__APPLE__", "__x86_64__", "_MSC_VER", "HAVE_ZLIB_H", "WIN32"];
    expect(others.map((name) => isPredefined("arm64", name))).toEqual(others.map(() => false));
    // Of the C library, the flags, the language.
    const open = ["__GLIBC__", "__AVX2__", "__cplusplus", "_GNU_SOURCE"];
    expect(open.map((name) => isPredefined("amd64", name))).toEqual(open.map(() => undefined));
  });

  it.runIf(process.platform === "linux")("says no different from the machine's own gcc", () => {
    const text = execFileSync("gcc", ["-dM", "-E", "-x", "c", "/dev/null"], { encoding: "utf8" });
    const names = [...text.matchAll(/^#define (\w+)/gm)].map(([, name = ""]) => name);
    const arch = process.arch === "x64" ? "amd64" : process.arch;
    expect(names.filter((name) => isPredefined(arch, name) === false)).toEqual([]);
  });
});
