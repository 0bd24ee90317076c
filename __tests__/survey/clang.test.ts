import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findClang } from "../../src/survey/clang.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { makePlace, writeFiles } from "./modules.ts";

const clang = (version: string, language: "c" | "c++" | "none" = "none") =>
  `#!/bin/sh\nif [ "$1" = --version ]; then echo "Debian clang version ${version}.0.6"; else [ "$2" = ${language} ]; fi\n`;
const lld = (version: string) => `#!/bin/sh\necho "Debian LLD ${version}.0.6 (compatible with GNU linkers)"\n`;
const ar = "#!/bin/sh\n";

/** Runs findClang with only these programs on PATH. */
async function find(programs: Readonly<Record<string, string>>) {
  const place = await makePlace();
  const bin = await writeFiles(join(place.directory, "bin"), programs);
  await Promise.all(Object.keys(programs).map((name) => chmod(join(bin, name), 0o755)));
  const { host, remove } = await makePlace("rooms", { PATH: bin });
  const found = await findClang(host, readBinary);
  await Promise.all([place.remove(), remove()]);
  return found && JSON.parse(JSON.stringify(found).replaceAll(`${bin}/`, ""));
}

describe("findClang", () => {
  it("prefers the names without a version, and reads the version from the program", async () => {
    const programs = {
      clang: clang("14", "c"),
      "clang++": clang("14"),
      "ld.lld": lld("14"),
      "clang-16": clang("16"),
      ar,
    };
    expect(await find({ ...programs, "ld.lld-16": lld("16") })).toEqual({
      cc: "clang",
      cxx: "clang++",
      lld: "ld.lld",
      ar: "ar",
      version: 14,
      line: "Debian clang version 14.0.6",
      own: { c: true, cxx: false },
    });
  });

  it("takes the newest versioned clang, with the linker of its version", async () => {
    const versions = ["15", "18"].flatMap((version) => [
      [`clang-${version}`, clang(version)],
      [`clang++-${version}`, clang(version, "c++")],
      [`ld.lld-${version}`, lld(version)],
    ]);
    expect(await find({ ...Object.fromEntries(versions), "ld.lld": lld("15"), "llvm-ar-18": ar })).toMatchObject({
      cc: "clang-18",
      cxx: "clang++-18",
      lld: "ld.lld-18",
      ar: "llvm-ar-18",
      version: 18,
      own: { c: false, cxx: true },
    });
  });

  it("skips a clang whose linker is missing or of another version", async () => {
    const programs = { clang: clang("18"), "ld.lld": lld("15"), "clang-15": clang("15"), "clang-16": clang("16"), ar };
    const found = await find(programs);
    expect(found).toMatchObject({ cc: "clang-15", lld: "ld.lld" });
    expect(found).not.toHaveProperty("cxx");
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ["there is none", { ar }],
    ["it is too old", { clang: clang("13"), "ld.lld": lld("13"), ar }],
    ["it has no linker", { clang: clang("14"), ar }],
    ["there is no archiver", { clang: clang("14"), "ld.lld": lld("14") }],
    ["it cannot be run", { clang: "#!/bin/sh\nexit 1\n", "ld.lld": lld("14"), ar }],
  ])("finds nothing where %s", async (_reason, programs) => {
    expect(await find(programs)).toBe(undefined);
  });
});
