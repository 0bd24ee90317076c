import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compilerScript } from "../../src/toolchains/layers/compiler-script.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("compiler script");
  await writeFiles(place.directory, {
    "root/usr/include/opus/opus.h": "",
    "root/usr/lib/aarch64-linux-gnu/hdf5/serial/libhdf5.so": "",
    "root/usr/lib/aarch64-linux-gnu/libz.a": "",
    "root/usr/lib/jvm/include/jni.h": "",
  });
});
afterAll(() => place.remove());

/** The words that the compiler gets, with the root's directory written as `ROOT`. */
function words(
  args: readonly string[],
  { multiarch }: { readonly multiarch?: string } = { multiarch: "aarch64-linux-gnu" },
): readonly string[] {
  const root = join(place.directory, "root");
  const text = compilerScript({ compiler: "printf '%s\\n'", root, multiarch, before: ["-B"], after: ["-A"] });
  const file = join(place.directory, "cc");
  writeFileSync(file, text);
  const said = execFileSync("sh", [file, ...args], { encoding: "utf8" });
  return said.trimEnd().replaceAll(root, "ROOT").split("\n");
}

describe("compilerScript", () => {
  it.each([
    ["what pkg-config says", "-I/cgo-cross-libraries/usr/include/a b", "-IROOT/usr/include/a b"],
    ["a directory of headers", "-I/usr/include/opus", "-IROOT/usr/include/opus"],
    ["headers that only this machine has", "-I/usr/include/none", "-IROOT/usr/include/none"],
    ["all headers", "-I/usr/include", "-IROOT/usr/include"],
    [
      "another architecture's libraries",
      "-L/usr/lib/x86_64-linux-gnu/hdf5/serial",
      "-LROOT/usr/lib/aarch64-linux-gnu/hdf5/serial",
    ],
    ["another architecture's, by /lib", "-L/lib/arm-linux-gnueabihf", "-LROOT/lib/aarch64-linux-gnu"],
    ["the target's own", "-L/usr/lib/aarch64-linux-gnu/hdf5", "-LROOT/usr/lib/aarch64-linux-gnu/hdf5"],
    ["a library's file", "/usr/lib/x86_64-linux-gnu/libz.a", "ROOT/usr/lib/aarch64-linux-gnu/libz.a"],
    ["headers among libraries", "-I/usr/lib/jvm/include", "-IROOT/usr/lib/jvm/include"],
  ])("gives the root's own: %s", (_title, word, mapped) => {
    expect(words([word])).toEqual(["-B", mapped, "-A"]);
  });

  it.each([
    ["the target's own that was installed here", "-L/usr/lib/aarch64-linux-gnu/mine"],
    ["what the root lacks among libraries of no architecture", "-I/usr/lib/go/include"],
    ["what no package has put there", "-I/usr/local/include"],
    ["the program's own", "-I./usr/include"],
    ["a directory for the run", "-Wl,-rpath,/usr/lib/x86_64-linux-gnu"],
    ["a definition", '-DPATH="/usr/lib/a b"'],
  ])("leaves %s", (_title, word) => {
    expect(words([word])).toEqual(["-B", word, "-A"]);
  });

  it("takes a directory that is a word of its own", () => {
    expect(words(["-isystem", "/usr/include/opus", "-I", "/usr/include", "-o", "/usr/lib/x"])).toEqual([
      ...["-B", "-isystem", "ROOT/usr/include/opus", "-I", "ROOT/usr/include", "-o", "/usr/lib/x", "-A"],
    ]);
  });

  it("leaves all of it where the libraries lie in no such directories", () => {
    expect(words(["-I/usr/include/opus"], {})).toEqual(["-B", "-I/usr/include/opus", "-A"]);
  });
});
