import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Expectation } from "../../../src/plan/expectation.ts";
import { describeLinkage } from "../../../src/verify/formats/describe.ts";
import type { BinaryFacts } from "../../../src/verify/formats/facts.ts";
import { readBinary } from "../../../src/verify/formats/read.ts";
import { checkBinary } from "../../support/clauses.ts";
import { goBuild, goVersion, inPairs, run, temporaryDirectory, writeHello } from "./samples.ts";

type Row = {
  readonly target: string;
  readonly levels?: Readonly<Record<string, string>>;
  readonly format: BinaryFacts["format"];
  readonly bits: 32 | 64 | undefined;
  readonly byteOrder: "little" | "big";
  readonly linkage: string;
};

const elf = (target: string, bits: 32 | 64, byteOrder: "little" | "big" = "little", linkage = "static"): Row => {
  return { target, format: "elf", bits, byteOrder, linkage };
};

/** Go's targets, with what any of their binaries must look like. */
const rows: readonly Row[] = [
  elf("linux/386", 32),
  elf("linux/amd64", 64),
  { ...elf("linux/arm", 32), levels: { GOARM: "5" } },
  { ...elf("linux/arm", 32), levels: { GOARM: "6" } },
  { ...elf("linux/arm", 32), levels: { GOARM: "7" } },
  elf("linux/arm64", 64),
  elf("linux/loong64", 64),
  { ...elf("linux/mips", 32, "big"), levels: { GOMIPS: "softfloat" } },
  { ...elf("linux/mipsle", 32), levels: { GOMIPS: "hardfloat" } },
  elf("linux/mips64", 64, "big"),
  elf("linux/mips64le", 64),
  elf("linux/ppc64", 64, "big"),
  elf("linux/ppc64le", 64),
  elf("linux/riscv64", 64),
  elf("linux/s390x", 64, "big"),
  elf("dragonfly/amd64", 64),
  elf("freebsd/amd64", 64),
  elf("netbsd/amd64", 64),
  elf("openbsd/amd64", 64, "little", "dynamic: libc.so, libpthread.so"),
  elf("illumos/amd64", 64, "little", "dynamic: libc.so"),
  elf("solaris/amd64", 64, "little", "dynamic: libc.so"),
  { target: "windows/386", format: "pe", bits: 32, byteOrder: "little", linkage: "Windows system DLLs only" },
  { target: "windows/amd64", format: "pe", bits: 64, byteOrder: "little", linkage: "Windows system DLLs only" },
  { target: "windows/arm64", format: "pe", bits: 64, byteOrder: "little", linkage: "Windows system DLLs only" },
  { target: "darwin/amd64", format: "macho", bits: 64, byteOrder: "little", linkage: "macOS system libraries only" },
  { target: "darwin/arm64", format: "macho", bits: 64, byteOrder: "little", linkage: "macOS system libraries only" },
  { target: "js/wasm", format: "wasm", bits: undefined, byteOrder: "little", linkage: "WebAssembly module" },
  { target: "wasip1/wasm", format: "wasm", bits: undefined, byteOrder: "little", linkage: "WebAssembly module" },
  { target: "plan9/amd64", format: "plan9", bits: 64, byteOrder: "little", linkage: "static" },
  {
    target: "aix/ppc64",
    format: "xcoff",
    bits: 64,
    byteOrder: "big",
    linkage: "dynamic: libc.a(shr_64.o), libpthread.a(shr_xpg5_64.o)",
  },
];

type Sample = { readonly row: Row; readonly file: string; readonly facts: BinaryFacts };

const directory = await temporaryDirectory();
const samples: Sample[] = [];

beforeAll(async () => {
  const source = await writeHello(directory);
  const build = async (row: Row) => {
    const [GOOS = "", GOARCH = ""] = row.target.split("/");
    const file = join(directory, nameOf(row).replaceAll(/[/=, ]/g, "_"));
    await goBuild(source, file, { GOOS, GOARCH, ...row.levels });
    return { row, file, facts: await readBinary(file) };
  };
  samples.push(...(await inPairs(rows, build)));
  // Each target's runtime is compiled once, which takes long on a machine that never did it.
}, 600_000);

function nameOf(row: Row): string {
  return [row.target, ...Object.entries(row.levels ?? {}).map(([name, value]) => `${name}=${value}`)].join(" ");
}

function sampleOf(name: string): Sample {
  const sample = samples.find(({ row }) => nameOf(row) === name);
  if (sample === undefined) {
    throw new Error(`no sample for ${name}`);
  }
  return sample;
}

function expectationOf({ target, levels = {} }: Row): Expectation {
  const [os = "", arch = ""] = target.split("/");
  const isStatic = os === "linux" || os === "windows";
  return {
    os,
    arch,
    levels,
    kind: "executable",
    cgo: false,
    static: isStatic,
    portable: false,
    glibc: undefined,
    interpreter: undefined,
  };
}

describe("a pure Go program", () => {
  test.each(rows.map((row) => [nameOf(row), row] as const))("for %s is read and accepted", async (name, row) => {
    const { facts } = sampleOf(name);
    expect({
      format: facts.format,
      kind: facts.kind,
      platform: `${facts.os}/${facts.arch}`,
      bits: facts.bits,
      byteOrder: facts.byteOrder,
      linkage: describeLinkage(facts),
      soname: facts.soname,
      problems: checkBinary(facts, expectationOf(row)),
    }).toEqual({
      format: row.format,
      kind: "executable",
      platform: row.target,
      bits: row.bits,
      byteOrder: row.byteOrder,
      linkage: row.linkage,
      soname: undefined,
      problems: [],
    });
  });

  test("is rejected for every other target, by name", () => {
    const problems = samples.flatMap(({ row, facts }) => {
      return rows
        .filter((other) => other.target !== row.target)
        .map((other) => ({ from: row.target, to: other.target, found: checkBinary(facts, expectationOf(other)) }));
    });
    const unseen = problems.filter(({ found, to }) => !found.some((problem) => problem.includes(to)));
    expect(unseen).toEqual([]);
    expect(problems.length).toBeGreaterThan(700);
    const { facts } = sampleOf("linux/amd64");
    expect(checkBinary(facts, expectationOf(sampleOf("linux/arm64").row))).toEqual([
      "is for linux/amd64 (EM_X86_64), not linux/arm64",
    ]);
    expect(checkBinary(facts, expectationOf(sampleOf("windows/amd64").row))).toEqual([
      "is an ELF file for linux/amd64 (EM_X86_64), not a PE file for windows/amd64",
    ]);
  });

  test("is rejected for another level or float ABI of its architecture", () => {
    const arm5 = sampleOf("linux/arm GOARM=5").facts;
    const soft = sampleOf("linux/mips GOMIPS=softfloat");
    expect(checkBinary(arm5, expectationOf(sampleOf("linux/arm GOARM=6").row))).toEqual([
      "was built with GOARM=5 (from its Go build info), not GOARM=6",
    ]);
    expect(soft.facts.mipsFloat).toBe("soft");
    expect(sampleOf("linux/mipsle GOMIPS=hardfloat").facts.mipsFloat).toBe("hard");
    expect(checkBinary(soft.facts, { ...expectationOf(soft.row), levels: { GOMIPS: "hardfloat" } })).toEqual([
      "uses the soft-float ABI (from its ABI flags), not that of GOMIPS=hardfloat",
      "was built with GOMIPS=softfloat (from its Go build info), not GOMIPS=hardfloat",
    ]);
  });
});

describe("other readers", () => {
  test("Go's debug/elf, debug/pe and debug/macho read the same headers", async () => {
    const known = samples.filter(({ facts }) => ["elf", "pe", "macho"].includes(facts.format));
    const program = join(directory, "oracle");
    await run("go", ["build", "-o", program, join(import.meta.dirname, "oracle", "main.go")], { directory });
    const lines = (
      await run(
        program,
        known.map(({ file }) => file),
      )
    )
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(known.length);
    for (const [index, { row, facts }] of known.entries()) {
      const expected = JSON.parse(lines[index] ?? "");
      expect(facts, row.target).toMatchObject({
        format: expected.format,
        machine: expect.stringContaining(expected.machine),
        bits: expected.bits,
        byteOrder: expected.byteOrder,
        interpreter: expected.format === "elf" ? expected.interpreter : facts.interpreter,
        needed: expected.needed,
        requiredVersions: expected.requiredVersions ?? {},
      });
    }
  });

  test("`go version -m` reads the same build info", async () => {
    const readable = samples.filter(({ facts }) => facts.format !== "wasm");
    const expected = await inPairs(readable, async ({ file }) => goVersion(file));
    for (const [index, { row, facts }] of readable.entries()) {
      expect(facts.go, row.target).toEqual(expected[index]);
    }
  });
});

describe("build info", () => {
  test("is unquoted where Go quotes settings", async () => {
    const source = join(directory, "hello");
    const ldflags = '-X "main.words=a b=c\\td" -X main.quote=`';
    const file = await goBuild(source, join(directory, "quoted"), { GOOS: "linux", GOARCH: "amd64" }, [
      // Go keeps them to itself with -trimpath.
      "-trimpath=false",
      `-ldflags=${ldflags}`,
      "-tags=one,two",
    ]);
    const { go } = await readBinary(file);
    expect(go?.settings["-ldflags"]).toBe(ldflags);
    expect(go?.settings["-tags"]).toBe("one,two");
  });

  test("is found in the writable data of a file without a section table", async () => {
    const file = join(directory, "sections-gone");
    const bytes = await readFile(sampleOf("linux/amd64").file);
    // e_shoff and e_shnum of a 64-bit file.
    bytes.writeBigUInt64LE(0n, 40);
    bytes.writeUInt16LE(0, 60);
    await writeFile(file, bytes);
    expect(await readBinary(file)).toEqual({ ...sampleOf("linux/amd64").facts, stripped: true });
  });

  test("is a problem if missing from a program", async () => {
    const { row, file } = sampleOf("linux/amd64");
    const bytes = await readFile(file);
    bytes.write("no build info!", bytes.indexOf(Buffer.from("\xff Go buildinf:", "latin1")));
    await writeFile(join(directory, "wiped"), bytes);
    const facts = await readBinary(join(directory, "wiped"));
    expect(facts.go).toBeUndefined();
    expect(checkBinary(facts, expectationOf(row))).toEqual(["has no Go build info; cannot verify how it was built"]);
  });
});

test("a fat Mach-O file is read slice by slice", async () => {
  const [arm64, amd64] = await Promise.all(
    ["darwin/arm64", "darwin/amd64"].map((name) => readFile(sampleOf(name).file)),
  );
  if (arm64 === undefined || amd64 === undefined) {
    throw new Error("no slices");
  }
  const file = join(directory, "fat");
  await writeFile(file, joinSlices([arm64, amd64]));
  const facts = await readBinary(file);
  const { format, ...first } = sampleOf("darwin/arm64").facts;
  const { format: _, ...second } = sampleOf("darwin/amd64").facts;
  expect(facts).toEqual({
    format,
    ...first,
    arch: undefined,
    machine: "CPU_TYPE_ARM64 (0x100000c) and CPU_TYPE_X86_64 (0x1000007)",
    apple: undefined,
    hardening: undefined,
    slices: [first, second],
  });
});

/** As lipo does: a big-endian table of processors, offsets and sizes, then the files, aligned to 16 KiB. */
function joinSlices(slices: readonly Buffer[]): Buffer {
  const alignment = 1 << 14;
  const header = Buffer.alloc(alignment);
  header.writeUInt32BE(0xcafebabe, 0);
  header.writeUInt32BE(slices.length, 4);
  const pieces = [header];
  let offset = alignment;
  for (const [index, slice] of slices.entries()) {
    const padded = Buffer.concat([slice, Buffer.alloc(alignment - (slice.length % alignment))]);
    header.writeUInt32BE(slice.readUInt32LE(4), 8 + 20 * index);
    header.writeUInt32BE(offset, 16 + 20 * index);
    header.writeUInt32BE(slice.length, 20 + 20 * index);
    pieces.push(padded);
    offset += padded.length;
  }
  return Buffer.concat(pieces);
}
