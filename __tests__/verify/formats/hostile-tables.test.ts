import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseModuleInfo } from "../../../src/golang/index.ts";
import { readSymbolVersions } from "../../../src/verify/formats/elf/symbols.ts";
import { makeElf, part, words } from "./made-elf.ts";
import { temporaryDirectory } from "./samples.ts";

const directory = await temporaryDirectory();

/** Far more than any of these takes, and far less than the square of their sizes would. */
const patience = 20_000;

const [strings, verneed, verneedNumber, stringsSize] = [5, 0x6ffffffe, 0x6fffffff, 10];
const names = ["", ".dynsym", ".dynstr", ".gnu.version", ".shstrtab"];

/** An ELF file with so many symbols of one version, with section headers that have names. */
function withSymbols(count: number): Buffer {
  const symbols = Buffer.alloc(count * 24);
  for (let index = 0; index < count; index += 1) {
    symbols.writeUInt32LE(1, index * 24);
  }
  const versions = Buffer.alloc(count * 2);
  for (let index = 0; index < count; index += 1) {
    versions.writeUInt16LE(2, index * 2);
  }
  const text = Buffer.from("\0symbol\0libc.so.6\0GLIBC_2.34\0");
  // One library (Verneed, 16 bytes) with one version (Vernaux) behind it.
  const required = Buffer.alloc(32);
  required.writeUInt16LE(1, 0);
  required.writeUInt16LE(1, 2);
  required.writeUInt32LE(8, 4);
  required.writeUInt32LE(16, 8);
  required.writeUInt16LE(2, 16 + 6);
  required.writeUInt32LE(18, 16 + 8);
  const file = makeElf({
    bits: 64,
    type: 3,
    machine: 62,
    parts: [
      part(symbols, { section: 11 }),
      part(text, { section: 3 }),
      part(versions, { section: 0x6fffffff }),
      part(Buffer.from(`${names.join("\0")}\0`), { section: 3 }),
      part(required),
      {
        segment: 2,
        size: 80,
        content: (at) => words([strings, at(1), stringsSize, text.length, verneed, at(4), verneedNumber, 1, 0, 0]),
      },
    ],
  });
  const table = Number(file.readBigUInt64LE(40));
  file.writeUInt16LE(4, 62);
  for (let section = 1; section < names.length; section += 1) {
    const before = names.slice(0, section).join("\0").length + 1;
    file.writeUInt32LE(before, table + section * 64);
  }
  return file;
}

test("ELF: hundreds of thousands of symbols of one version", async () => {
  const file = join(directory, "symbols");
  await writeFile(file, withSymbols(500_000));
  const started = performance.now();
  const found = await readSymbolVersions(file);
  expect([...found].map(([version, symbols]) => [version, symbols.length])).toEqual([["GLIBC_2.34", 500_000]]);
  expect(performance.now() - started).toBeLessThan(patience);
});

describe("Go build info of a megabyte, as much as is read", () => {
  const million = 1_000_000;

  test.each([
    ["one setting with an open quote", `"${"a".repeat(million)}`, 0],
    ["one setting of escapes", `v="${"\\x41".repeat(million / 4)}"`, 1],
    ["backslashes", `v="${"\\".repeat(million)}"`, 1],
    ["quotes", `v=${'"'.repeat(million)}`, 1],
  ])("%s", (_, setting, settings) => {
    const started = performance.now();
    expect(Object.keys(parseModuleInfo(`build\t${setting}\n`).settings)).toHaveLength(settings);
    expect(performance.now() - started).toBeLessThan(patience);
  });

  test("hundreds of thousands of settings", () => {
    const started = performance.now();
    expect(Object.keys(parseModuleInfo("build\ta=b\n".repeat(million / 10)).settings)).toEqual(["a"]);
    expect(performance.now() - started).toBeLessThan(patience);
  });
});
