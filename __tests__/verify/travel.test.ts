import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BinaryFacts, unknownFacts } from "../../src/verify/formats/facts.ts";
import { describeRunOnlyHere, describeTravel, placeBeside } from "../../src/verify/travel.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
let lib: string;
beforeAll(async () => {
  place = await makePlace("travel");
  lib = join(place.directory, "app/lib");
  await writeFiles(place.directory, { "app/lib/libown.so": "", "app/lib/own.dll": "", "app/dist/app": "" });
});
afterAll(() => place.remove());

const question = () => ({ libraryDirectories: ["/usr/lib", lib], directory: join(place.directory, "app") });
const elf = (...runPath: readonly string[]): BinaryFacts => ({
  ...unknownFacts,
  format: "elf",
  needed: ["libown.so", "libc.so.6"],
  runPath,
});

describe("a library of the program's own sources", () => {
  it("is to be handed on, and looked for beside the binary", async () => {
    const needs = "needs lib/libown.so, which no system has: hand it on with the binary";
    const way = "and link with -Wl,-rpath,$ORIGIN to have it looked for beside the binary";
    const machine = "looks for its libraries in lib (RUNPATH), which is a directory of the machine that built it";
    expect(await describeTravel(elf(), question())).toEqual([`${needs}, ${way}`]);
    expect(await describeTravel(elf(lib), question())).toEqual([`${needs}, ${way}`, machine]);
    expect(await describeTravel(elf("$ORIGIN"), question())).toEqual([needs]);
    expect(await describeTravel(elf(`$ORIGIN:${lib}`), question())).toEqual([needs, machine]);
    expect(await describeTravel(elf("/usr/lib/app", "/not/here"), question())).toEqual([`${needs}, ${way}`]);
  });

  it("that is found on the machine that built it alone makes a run worthless", async () => {
    expect(await describeRunOnlyHere(elf(lib), question())).toMatch(
      /^it runs on this machine alone: it needs lib\/libown\.so and looks for that in lib \(RUNPATH\), .*-Wl,-rpath,\$ORIGIN/,
    );
    expect(await describeRunOnlyHere(elf("$ORIGIN", lib), question())).toBe(undefined);
    expect(await describeRunOnlyHere(elf(), question())).toBe(undefined);
  });

  it("is put beside a binary that looks for it there", async () => {
    const file = join(place.directory, "app/dist/app");
    await placeBeside(file, elf(lib), question());
    expect(await readdir(join(place.directory, "app/dist"))).toEqual(["app"]);
    await placeBeside(file, elf("$ORIGIN"), question());
    await placeBeside(file, elf("$ORIGIN"), question());
    expect(await readdir(join(place.directory, "app/dist"))).toEqual(["app", "libown.so"]);
  });
});

it("a DLL that is not part of Windows is to be handed on, whoever brings it", async () => {
  const needed = ["KERNEL32.dll", "own.dll", "other.dll"];
  const rest = "which is not part of Windows: hand it on with the program, in the same directory";
  expect(await describeTravel({ ...unknownFacts, format: "pe", needed }, question())).toEqual([
    `needs lib/own.dll, ${rest}`,
    `needs other.dll, ${rest}`,
  ]);
});
