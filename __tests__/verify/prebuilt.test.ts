import { execFileSync } from "node:child_process";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findForeignObjects } from "../../src/verify/prebuilt.ts";
import { makeTarget } from "../plan/questions.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";

// Real ELF objects of this machine, and the header of a COFF object.

let place: Place;
const arch = process.arch.replace("x64", "amd64");
beforeAll(async () => {
  place = await makePlace("prebuilt");
  await writeFiles(place.directory, { "x.c": "int x;", "script.a": "INPUT(-lm)" });
  execFileSync("gcc", ["-c", "x.c"], { cwd: place.directory });
  execFileSync("ar", ["rcs", "x.a", "x.o"], { cwd: place.directory });
  await copyFile(join(place.directory, "x.o"), join(place.directory, "x.syso"));
  const coff = Buffer.alloc(20);
  coff.writeUInt16LE(0x8664, 0);
  await writeFile(join(place.directory, "rsrc.syso"), coff);
});
afterAll(() => place.remove());

async function problemsOf(target: string, name: string): Promise<readonly string[]> {
  const object = { file: join(place.directory, name), by: "example.com/app", syso: name.endsWith(".syso") };
  const found = await findForeignObjects({ target: makeTarget(target), prebuilt: { objects: [object] } });
  return found.map(({ cause, fix }) => `${cause}; ${fix}`);
}

it("a .syso of another platform gets the name that it should have", async () => {
  expect(await problemsOf("linux/arm64", "rsrc.syso")).toEqual([
    "rsrc.syso of example.com/app is for windows/amd64, not linux/arm64: Go links it for every platform, as its name tells " +
      "none; name it rsrc_windows_amd64.syso",
  ]);
  expect(await problemsOf("windows/amd64", "rsrc.syso")).toEqual([]);
  expect(await problemsOf(`windows/${arch}`, "x.syso")).toEqual([
    expect.stringContaining(`name it x_linux_${arch}.syso`),
  ]);
  expect(await problemsOf(`freebsd/${arch}`, "x.syso")).toEqual([]);
});

it("an archive of another platform belongs into a line of its own", async () => {
  expect(await problemsOf("linux/s390x", "x.a")).toEqual([
    expect.stringMatching(
      `^x\\.a of example\\.com/app is for linux/${arch}, not linux/s390x; name it in a line for its own platform \\(\`#cgo linux,${arch} LDFLAGS`,
    ),
  ]);
  expect(await problemsOf(`linux/${arch}`, "x.a")).toEqual([]);
});

it("a universal object is for each of its slices", async () => {
  const header = (cpu: string) => Buffer.from(`cffaedfe${cpu}000000000100000000000000000000000000000000000000`, "hex");
  const fat = Buffer.alloc(192);
  fat.writeUInt32BE(0xcafebabe, 0);
  fat.writeUInt32BE(2, 4);
  for (const [index, [cpu, name]] of [[0x1000007, "07000001"] as const, [0x100000c, "0c000001"] as const].entries()) {
    const offset = 64 * (index + 1);
    for (const [field, value] of [cpu, 0, offset, 64, 0].entries()) {
      fat.writeUInt32BE(value, 8 + 20 * index + 4 * field);
    }
    header(name).copy(fat, offset);
  }
  await writeFile(join(place.directory, "fat.o"), fat);
  expect(await problemsOf("darwin/amd64", "fat.o")).toEqual([]);
  expect(await problemsOf("darwin/arm64", "fat.o")).toEqual([]);
  expect(await problemsOf("linux/arm64", "fat.o")).toEqual([
    expect.stringContaining("fat.o of example.com/app is for darwin/amd64, not linux/arm64"),
  ]);
});

it("what is not there is named, and what is no object is left to the linker", async () => {
  expect(await problemsOf("linux/arm64", "none.a")).toEqual([
    expect.stringMatching(/none\.a, which .* does not exist/),
  ]);
  expect(await problemsOf("linux/arm64", "script.a")).toEqual([]);
});
