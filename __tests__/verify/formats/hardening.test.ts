import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Expectation } from "../../../src/plan/expectation.ts";
import type { BinaryFacts } from "../../../src/verify/formats/facts.ts";
import { readBinary } from "../../../src/verify/formats/read.ts";
import { checkBinary } from "../../support/clauses.ts";
import { makeElf, part } from "./made-elf.ts";
import { goBuild, run, temporaryDirectory, writeFiles, writeHello } from "./samples.ts";

const directory = await temporaryDirectory();
const at = (name: string) => join(directory, name);
const read = async (name: string, bytes: Buffer) => {
  await writeFile(at(name), bytes);
  return readBinary(at(name));
};

const sources = {
  "main.c": "int main(void) { return 0; }\n",
  "add.c": "int add(int one, int other) { return one + other; }\n",
  // The address of a variable in code that is not position-independent.
  "text.s": '.text\n.globl f\nf: .quad f\n.section .note.GNU-stack,"",%progbits\n',
};

function expectation(os: string, arch: string, more: Partial<Expectation> = {}): Expectation {
  const rest = { levels: {}, cgo: false, static: false, portable: false, glibc: undefined, interpreter: undefined };
  return { os, arch, kind: "executable", ...rest, ...more };
}

beforeAll(() => writeFiles(directory, sources));

describe("ELF", () => {
  const rows = [
    { name: "full", args: ["main.c", "-pie", "-Wl,-z,relro,-z,now"], relro: "full", stack: false, text: false },
    { name: "lazy", args: ["main.c", "-Wl,-z,relro,-z,lazy"], relro: "partial", stack: false, text: false },
    { name: "none", args: ["main.c", "-Wl,-z,norelro"], relro: "none", stack: false, text: false },
    { name: "stack", args: ["main.c", "-Wl,-z,execstack"], relro: "partial", stack: true, text: false },
    {
      name: "text.so",
      args: ["text.s", "-shared", "-Wl,-z,notext,-z,lazy"],
      relro: "partial",
      stack: false,
      text: true,
    },
    { name: "static", args: ["main.c", "-static", "-s"], relro: "partial", stack: false, text: false },
  ];

  test.each(rows)("$name: protections are those that readelf prints", async ({ name, args, relro, stack, text }) => {
    await run("gcc", ["-o", name, ...args], { directory });
    const printed = await run("readelf", ["-ldSW", at(name)], { environment: { LC_ALL: "C" } });
    expect({
      relro: !printed.includes("GNU_RELRO") ? "none" : /BIND_NOW|Flags: .*NOW/.test(printed) ? "full" : "partial",
      stack: /GNU_STACK.* RWE /.test(printed),
      text: printed.includes("TEXTREL"),
    }).toEqual({ relro, stack, text });
    const facts = await readBinary(at(name));
    expect(facts.hardening).toEqual({
      relro,
      executableStack: stack,
      textRelocations: text,
      controlFlowGuard: undefined,
    });
    expect(facts.stripped).toBe(!printed.includes(".symtab"));
  });

  test("a library that no new glibc loads, and one that no Android loads, are problems", async () => {
    await run("gcc", ["-o", "stack.so", "add.c", "-shared", "-Wl,-z,execstack"], { directory });
    const stack = await readBinary(at("stack.so"));
    const text = await readBinary(at("text.so"));
    const { os = "", arch = "" } = stack;
    const library = { kind: "shared-library" } as const;
    const withoutGo = (facts: BinaryFacts): BinaryFacts => ({
      ...facts,
      go: { version: "go1.26.0", path: undefined, settings: {} },
    });
    expect(checkBinary(withoutGo(stack), expectation(os, arch, library))).toEqual([
      expect.stringMatching(/^asks for an executable stack, with which glibc 2\.41/),
    ]);
    expect(checkBinary(withoutGo(text), expectation(os, arch, library))).toEqual([]);
    const android = { ...withoutGo(text), os: "android" };
    expect(checkBinary(android, expectation("android", arch, library))).toEqual([
      expect.stringMatching(/^has text relocations, with which Android loads nothing/),
    ]);
  });

  test("which tag a run path is from", async () => {
    await run("gcc", ["-o", "new", "main.c", "-Wl,--enable-new-dtags,-rpath,/one"], { directory });
    await run("gcc", ["-o", "old", "main.c", "-Wl,--disable-new-dtags,-rpath,/one"], { directory });
    expect(await readBinary(at("new"))).toMatchObject({ runPath: ["/one"], runPathTag: "RUNPATH" });
    expect(await readBinary(at("old"))).toMatchObject({ runPath: ["/one"], runPathTag: "RPATH" });
  });

  test("the release of FreeBSD and the API level of Android, from their notes", async () => {
    const note = (owner: string, version: number) => {
      const bytes = Buffer.alloc(12 + 8 + 4);
      bytes.writeUInt32LE(owner.length + 1, 0);
      bytes.writeUInt32LE(4, 4);
      bytes.writeUInt32LE(1, 8);
      bytes.write(owner, 12);
      bytes.writeUInt32LE(version, 20);
      return makeElf({ bits: 64, type: 2, machine: 62, parts: [part(bytes, { segment: 4 })] });
    };
    expect(await read("freebsd", note("FreeBSD", 1_401_000))).toMatchObject({ os: "freebsd", minimumOs: "14.1" });
    expect(await read("android", note("Android", 21))).toMatchObject({ os: "android", minimumOs: "21" });
  });
});

describe("MIPS", () => {
  /** Elf_ABIFlags_v0: version, level, revision, and the float ABI. */
  const flagged = (level: number, revision: number, flags: number) => {
    const abi = Buffer.alloc(24);
    abi.set([0, 0, level, revision, 1, 1, 0, 1]);
    return makeElf({ bits: 32, type: 2, machine: 8, flags, parts: [part(abi, { section: 0x7000002a })] });
  };

  test.each([
    [1, 0, 0, "mips1"],
    [32, 1, 0x50000000, "mips32"],
    [32, 2, 0x70000000, "mips32r2"],
    // The flags know no Release 5.
    [32, 5, 0x70000000, "mips32r5"],
    [32, 1, 0x70000000, "mips32r2"],
    [64, 6, 0xa0000000, "mips64r6"],
    [77, 1, 0x70000000, "mips32r2"],
  ])("level %i revision %i with flags %i is %s", async (level, revision, flags, expected) => {
    expect((await read("mips", flagged(level, revision, flags))).mipsLevel).toBe(expected);
  });

  test("later than what distributions have a C library for is a problem", async () => {
    const go = { version: "go1.26.0", path: undefined, settings: {} };
    const target = expectation("linux", "mipsle", { levels: { GOMIPS: "hardfloat" } });
    const check = async (revision: number) =>
      checkBinary({ ...(await read("mips", flagged(32, revision, 0x50000000))), go }, target);
    expect(await check(1)).toEqual([]);
    expect(await check(2)).toEqual([]);
    expect(await check(6)).toEqual([
      "contains code for mips32r6 (from its ABI flags), which processors that Go's mipsle is for cannot run",
    ]);
  });
});

describe("Windows and macOS", () => {
  let source = "";
  const build = async (GOOS: string, GOARCH: string, ldflags = "") => {
    const name = at(`${GOOS}-${GOARCH}${ldflags}`);
    return goBuild(source, name, { GOOS, GOARCH }, [`-ldflags=${ldflags}`]);
  };

  beforeAll(async () => {
    source = await writeHello(directory);
  });

  test("a PE file's DEP, ASLR and CFG", async () => {
    const file = await build("windows", "amd64");
    const facts = await readBinary(file);
    expect(facts).toMatchObject({
      positionIndependent: true,
      stripped: false,
      hardening: { executableStack: false, controlFlowGuard: false },
    });
    const bytes = await readFile(file);
    const characteristics = bytes.readUInt32LE(0x3c) + 24 + 70;
    bytes.writeUInt16LE(0x4000, characteristics);
    expect(await read("pe", bytes)).toMatchObject({
      positionIndependent: false,
      hardening: { executableStack: true, controlFlowGuard: true },
    });
    expect((await readBinary(await build("windows", "amd64", "-s"))).stripped).toBe(true);
  });

  test("a page that was changed after a Mach-O file was signed", async () => {
    const file = await build("darwin", "arm64");
    const facts = await readBinary(file);
    const { size } = await stat(file);
    expect(facts.apple).toMatchObject({
      signed: true,
      platforms: [{ platform: "macos", minimumOs: facts.apple?.minimumOs }],
      signature: { adHoc: true, hash: "sha256", broken: [], brokenPages: 0 },
    });
    // The signature of so small a program is some ten kilobytes, and covers all that is in front of it.
    expect(facts.apple?.signature?.pages).toBeGreaterThan((size - 40_000) / 4096);
    expect(facts).toMatchObject({ stripped: false, hardening: { executableStack: false } });
    expect(checkBinary(facts, expectation("darwin", "arm64"))).toEqual([]);

    const bytes = await readFile(file);
    bytes[0x5123] = (bytes[0x5123] ?? 0) ^ 1;
    const changed = await read("changed", bytes);
    expect(changed.apple?.signature).toMatchObject({ broken: [0x5000], brokenPages: 1 });
    expect(checkBinary(changed, expectation("darwin", "arm64"))).toEqual([
      expect.stringMatching(/^does not match its code signature: the page at 0x5000 changed after it was signed/),
    ]);
    for (let page = 0x8000; page < 0x8000 + 20 * 4096; page += 4096) {
      bytes[page] = (bytes[page] ?? 0) ^ 1;
    }
    const more = (await read("changed", bytes)).apple?.signature;
    expect([more?.brokenPages, more?.broken.length]).toEqual([21, 8]);
  });

  test("a signature that covers less than it says is malformed, and one of unknown form has no hashes", async () => {
    const bytes = await readFile(await build("darwin", "arm64"));
    const directoryAt = bytes.indexOf(Buffer.from("fade0c02", "hex"));
    const pages = bytes.readUInt32BE(directoryAt + 28);
    bytes.writeUInt32BE(pages - 1, directoryAt + 28);
    await expect(read("short", bytes)).rejects.toThrow(/^malformed code signature: it has \d+ pages for 0x/);
    bytes.writeUInt32BE(pages, directoryAt + 28);
    bytes[directoryAt + 39] = 1;
    await expect(read("tiny", bytes)).rejects.toThrow("malformed code signature: its pages have 2^1 bytes");
    bytes.writeUInt32BE(0, directoryAt);
    const facts = await read("unknown", bytes);
    expect(facts.apple).toMatchObject({ signed: true, signature: undefined });
    expect(checkBinary(facts, expectation("darwin", "arm64"))).toEqual([
      "has a code signature in which no hash of its pages can be found",
    ]);
  });
});
