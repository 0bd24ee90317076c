import { copyFile, mkdir, open, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readBinary } from "../../../src/verify/formats/read.ts";
import { formatSampleNames, makeFormatSamples, tryRead } from "./format-samples.ts";
import { makeElf, part, words } from "./made-elf.ts";
import { run, temporaryDirectory } from "./samples.ts";

const directory = await temporaryDirectory();
const at = (name: string) => join(directory, name);

beforeAll(async () => {
  await makeFormatSamples(directory);
}, 600_000);

/** Mulberry32: the same numbers in every run. */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below;
  };
}

describe("a file with wrong bytes", () => {
  test.each(formatSampleNames)("%s, in its headers and anywhere", async (name) => {
    const random = makeRandom(20_260_000 + name.length);
    const original = await readFile(at(name));
    await copyFile(at(name), at(`${name}-flipped`));
    const handle = await open(at(`${name}-flipped`), "r+");
    const places = [() => random(512), () => random(4096), () => random(original.length)];
    const extremes = [0, 1, 0x7f, 0x80, 0xff];
    let errors = 0;
    for (let round = 0; round < 600; round++) {
      const place = places[round % places.length] ?? places[0];
      const changed = Array.from({ length: 1 + Math.floor(random(8)) }, () => {
        return Math.min(Math.floor(place?.() ?? 0), original.length - 1);
      });
      for (const offset of changed) {
        const value = extremes[Math.floor(random(extremes.length * 2))] ?? Math.floor(random(256));
        await handle.write(Buffer.of(value), 0, 1, offset);
      }
      const started = performance.now();
      errors += "error" in (await tryRead(at(`${name}-flipped`))) ? 1 : 0;
      expect(performance.now() - started).toBeLessThan(20_000);
      for (const offset of changed) {
        await handle.write(original, offset, 1, offset);
      }
    }
    await handle.close();
    expect(await readBinary(at(`${name}-flipped`))).toEqual(await readBinary(at(name)));
    expect(errors).toBeGreaterThan(10);
  });
});

describe("a header that cannot be true", () => {
  const read = async (name: string, bytes: Buffer) => {
    await writeFile(at(name), bytes);
    return tryRead(at(name));
  };
  const patched = async (name: string, patch: (bytes: Buffer) => void) => {
    const bytes = await readFile(at(name));
    patch(bytes);
    return read(`${name}-patched`, bytes);
  };
  const empty = { bits: 64, type: 3, machine: 62 } as const;
  const [dynamic, needed, strings, verneed, verneedNumber] = [2, 1, 5, 0x6ffffffe, 0x6fffffff];

  test("XCOFF: thousands of imports over a long run of NULs, in time proportional to both", async () => {
    const original = await readFile(at("xcoff"));
    const nuls = Buffer.alloc(8_000_000);
    const sections = original.readUInt16BE(2);
    const table = 24 + original.readUInt16BE(16);
    const loader = Array.from({ length: sections }, (_, index) => table + index * 72).find(
      (section) => (original.readUInt32BE(section + 64) & 0xffff) === 0x1000,
    );
    const offset = Number(original.readBigUInt64BE((loader ?? 0) + 32));
    original.writeUInt32BE(nuls.length, offset + 12);
    original.writeUInt32BE(4096, offset + 16);
    original.writeBigUInt64BE(BigInt(original.length - offset), offset + 24);
    const started = performance.now();
    const answer = await read("nuls", Buffer.concat([original, nuls]));
    expect("facts" in answer && answer.facts.needed.length).toBe(4095);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("XCOFF: cut off among its symbols, where a number is by chance that of the bytes behind it", async () => {
    const whole = await readFile(at("xcoff-stripped"));
    const cut = whole.subarray(0, whole.length - 100_000);
    const table = 24 + cut.readUInt16BE(16);
    const ends = Array.from({ length: cut.readUInt16BE(2) }, (_, index) => {
      const section = table + index * 72;
      return Number(cut.readBigUInt64BE(section + 24) + cut.readBigUInt64BE(section + 32));
    });
    const start = Math.max(...ends.filter((end) => end < cut.length));
    const place = start + Math.floor((cut.length - start) / 18 - 10) * 18;
    cut.writeUInt32BE(cut.length - place, place);
    expect(await read("chance", cut)).toEqual({
      error: "truncated XCOFF: the end of the table of symbol names lies past the end of the file",
    });
  });

  test("ELF: more sections than the file has room for", async () => {
    const small = makeElf({ ...empty, parts: [] });
    small.writeUInt16LE(60_000, 60);
    expect(await read("many", small)).toEqual({
      error: `truncated ELF: section table at 0x${(64 + 56).toString(16)} lies past the end of the file`,
    });
    // The count of the first section header, for files with more than fit 16 bits.
    small.writeUInt16LE(0, 60);
    small.writeBigUInt64LE(2n ** 50n, 64 + 56 + 32);
    expect(await read("very-many", small)).toEqual({
      error: `malformed ELF: its section table claims ${2 ** 50} entries`,
    });
  });

  test("ELF: a segment of 2^60 bytes", async () => {
    const file = makeElf({ ...empty, parts: [part(Buffer.from("/lib/ld.so\0"), { segment: 3 })] });
    file.writeBigUInt64LE(2n ** 60n, 64 + 56 + 32);
    expect(await read("segment", file)).toHaveProperty("error", expect.stringContaining("segment of type 3 at 0x"));
  });

  test("ELF: a section past the end, as in a file truncated after its section table", async () => {
    const file = makeElf({ ...empty, parts: [part(Buffer.alloc(64), { section: 1 })] });
    file.writeBigUInt64LE(BigInt(file.length), file.length - 64 + 32);
    expect(await read("section", file)).toEqual({
      error: `truncated ELF: section 1 at 0x${(64 + 56).toString(16)} lies past the end of the file`,
    });
  });

  test("ELF: strings at an address in no segment", async () => {
    const content = words([needed, 1, strings, 2 ** 40, 0, 0]);
    expect(await read("unmapped", makeElf({ ...empty, parts: [part(content, { segment: dynamic })] }))).toEqual({
      error: "malformed ELF: the address of its dynamic string table lies in no segment",
    });
  });

  test("ELF: a hundred thousand libraries", async () => {
    const entries = Array.from({ length: 100_000 }, () => [needed, 0]).flat();
    const content = words([strings, 64, ...entries, 0, 0]);
    expect(await read("libraries", makeElf({ ...empty, parts: [part(content, { segment: dynamic })] }))).toEqual({
      error: "malformed ELF: it claims to need 100000 libraries",
    });
  });

  test("ELF: overlapping chains of versions, and an endless count", async () => {
    const table = Buffer.alloc(4096);
    // Each record: one library of 65535 versions, each one byte behind the last.
    table.writeUInt16LE(0xffff, 2);
    table.writeUInt32LE(16, 8);
    table.writeUInt32LE(1, 12);
    const make = (count: number) =>
      makeElf({
        ...empty,
        parts: [
          part(table),
          {
            segment: dynamic,
            size: 64,
            content: (offsetOf) => words([strings, 64, verneed, offsetOf(0), verneedNumber, count, 0, 0]),
          },
        ],
      });
    expect(await read("versions", make(1))).toEqual({
      error: "malformed ELF: its table of required versions claims 65535 entries",
    });
    expect(await read("endless", make(0xffffffff))).toEqual({
      error: "malformed ELF: its table of required versions claims 4294967295 entries",
    });
  });

  test("ELF: thousands of data segments, each as long as the file", async () => {
    const writable = Array.from({ length: 5000 }, () => part(Buffer.alloc(8), { segment: 1 }));
    const file = makeElf({ ...empty, type: 2, parts: [...writable, part(Buffer.alloc(20 * 1024 * 1024))] });
    for (let segment = 64; segment < 64 + 56 * 5001; segment += 56) {
      file.writeUInt32LE(6, segment + 4);
      file.writeBigUInt64LE(0n, segment + 8);
      file.writeBigUInt64LE(BigInt(file.length), segment + 32);
    }
    const started = performance.now();
    expect(await read("segments", file)).toMatchObject({ facts: { kind: "executable", go: undefined } });
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test("PE: a header past the end, and imports in no section", async () => {
    expect(await patched("pe", (bytes) => bytes.writeUInt32LE(0x7fffffff, 0x3c))).toEqual({
      error: "truncated PE: PE header at 0x7fffffff lies past the end of the file",
    });
    const start = (await readFile(at("pe"))).readUInt32LE(0x3c) + 24;
    expect(await patched("pe", (bytes) => bytes.writeUInt32LE(0x12345678, start + 120))).toEqual({
      error: "malformed PE: the address 0x12345678 of its data directory lies in no section",
    });
  });

  test("Mach-O: a command of size 0, and more commands than there are", async () => {
    expect(await patched("macho", (bytes) => bytes.writeUInt32LE(0, 36))).toEqual({
      error: "malformed Mach-O: a load command has only 0 bytes",
    });
    expect(await patched("macho", (bytes) => bytes.writeUInt32LE(0xffffffff, 16))).toEqual({
      error: "malformed Mach-O: it claims 4294967295 load commands",
    });
    expect(await patched("macho", (bytes) => bytes.writeUInt32LE(9999, 16))).toHaveProperty(
      "error",
      expect.stringMatching(/^malformed Mach-O: load commands ends before its field at 0x/),
    );
  });

  test("fat Mach-O: a slice past the end, over another, in itself, or of another processor", async () => {
    const fat = Buffer.alloc(128);
    fat.writeUInt32BE(0xcafebabe, 0);
    fat.writeUInt32BE(1, 4);
    fat.writeUInt32BE(4096, 16);
    fat.writeUInt32BE(4096, 20);
    expect(await read("fat", fat)).toEqual({
      error: "truncated fat Mach-O: slice part at 0x1000 lies past the end of the file",
    });
    fat.writeUInt32BE(0, 16);
    fat.writeUInt32BE(64, 20);
    expect(await read("fat", fat)).toEqual({
      error: "malformed fat Mach-O: its slice at 0x0 begins before the one in front of it ends",
    });
    fat.writeUInt32BE(64, 16);
    fat.copy(fat, 64, 0, 64);
    expect(await read("fat", fat)).toEqual({ error: "malformed fat Mach-O: a slice of it is a fat file again" });
    fat.write("cffaedfe0c000001000000000200000000000000000000000000000000000000", 64, "hex");
    fat.writeUInt32BE(0x1000007, 8);
    expect(await read("fat", fat)).toEqual({
      error: "malformed fat Mach-O: its slice for CPU_TYPE_X86_64 (0x1000007) is for CPU_TYPE_ARM64 (0x100000c)",
    });
    // What nobody can read inside it is still for a processor.
    fat.fill(1, 64);
    expect(await read("fat", fat)).toMatchObject({ facts: { arch: "amd64", slices: [{ kind: "unknown" }] } });
  });

  test("wasm: a section longer than the file, and an endless number", async () => {
    const magic = Buffer.from("\0asm\x01\0\0\0", "latin1");
    expect(await read("wasm-long", Buffer.concat([magic, Buffer.from([2, 0xff, 0xff, 0xff, 0xff, 0x0f])]))).toEqual({
      error: "truncated wasm: section 2 at 0xe lies past the end of the file",
    });
    expect(await read("wasm-endless", Buffer.concat([magic, Buffer.alloc(64, 0xff)]))).toEqual({
      error: "malformed wasm: section header ends before its field at 0x6",
    });
  });

  test("archive: a member longer than the file, and one without a header", async () => {
    const header = `${"main.o/".padEnd(16)}${"0".padEnd(32)}${"9999999999".padEnd(10)}\`\n`;
    expect(await read("long.a", Buffer.from(`!<arch>\n${header}abc`))).toEqual({
      error: "truncated archive: object part at 0x44 lies past the end of the file",
    });
    expect(await read("none.a", Buffer.from(`!<arch>\n${"x".repeat(100)}`))).toEqual({
      error: "malformed archive: its member at byte 8 has no valid header",
    });
  });

  test("Go build info: strings longer than the file are ignored", async () => {
    const answer = await patched("elf-go", (bytes) => {
      const header = bytes.indexOf(Buffer.from("\xff Go buildinf:", "latin1"));
      bytes.set([0xff, 0xff, 0xff, 0xff, 0x7f], header + 32);
    });
    expect(answer).toMatchObject({ facts: { format: "elf", arch: "arm", go: undefined } });
  });
});

describe("a file that is not a binary", () => {
  test("zeros, text and Java classes are of unknown format", async () => {
    const javaClass = Buffer.from("cafebabe0000003d001d0a000200", "hex");
    for (const bytes of [Buffer.alloc(1024 * 1024), Buffer.from("#!/bin/sh\n"), Buffer.from("M"), javaClass]) {
      await writeFile(at("none"), bytes);
      expect(await readBinary(at("none"))).toMatchObject({ format: "unknown", kind: "unknown", go: undefined });
    }
  });

  test("an empty file, a directory and a missing file are errors", async () => {
    await writeFile(at("empty"), "");
    await mkdir(at("folder"));
    await expect(readBinary(at("empty"))).rejects.toThrow("the file is empty");
    await expect(readBinary(at("folder"))).rejects.toThrow(`${at("folder")} is not a regular file`);
    await expect(readBinary(at("missing"))).rejects.toThrow("ENOENT");
  });
});

test("a program of 300 MB is read in no more memory than a small one", async () => {
  // Sparse: the writable data goes on to the end of the file, and all of it is searched, since no section says where
  // the build info would be.
  const size = 300 * 1024 * 1024;
  const header = makeElf({ bits: 64, type: 2, machine: 62, parts: [part(Buffer.alloc(16), { segment: 1 })] });
  const [segment, writable] = [64 + 56, 6];
  header.writeUInt32LE(writable, segment + 4);
  header.writeBigUInt64LE(BigInt(size) - header.readBigUInt64LE(segment + 8), segment + 32);
  await writeFile(at("huge"), header);
  await truncate(at("huge"), size);
  await writeFile(
    at("read-huge.mts"),
    `import { readBinary } from ${JSON.stringify(join(import.meta.dirname, "../../../src/verify/formats/read.ts"))};
const before = process.memoryUsage().rss;
const facts = await readBinary(process.argv[2] ?? "");
const grown = process.resourceUsage().maxRSS * 1024 - before;
console.log(JSON.stringify({ format: facts.format, static: facts.static, grown }));`,
  );
  const answer = JSON.parse(await run(process.execPath, [at("read-huge.mts"), at("huge")]));
  expect(answer).toMatchObject({ format: "elf", static: true });
  expect(answer.grown).toBeLessThan(60 * 1024 * 1024);
});
