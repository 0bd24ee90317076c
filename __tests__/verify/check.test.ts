import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Expectation } from "../../src/plan/expectation.ts";
import { describeLinkage } from "../../src/verify/formats/describe.ts";
import { type BinaryFacts, unknownFacts } from "../../src/verify/formats/facts.ts";
import { readBinary } from "../../src/verify/formats/read.ts";
import { checkBinary } from "../support/clauses.ts";
import { makeElf, part } from "./formats/made-elf.ts";
import { temporaryDirectory } from "./formats/samples.ts";

const directory = await temporaryDirectory();

function goInfo(settings: Readonly<Record<string, string>>): BinaryFacts["go"] {
  return { version: "go1.26.0", path: "example.com/tool", settings };
}

const linuxProgram: BinaryFacts = {
  ...unknownFacts,
  format: "elf",
  kind: "executable",
  os: "linux",
  arch: "amd64",
  machine: "EM_X86_64 (62)",
  bits: 64,
  byteOrder: "little",
  static: true,
  positionIndependent: false,
  go: goInfo({ GOOS: "linux", GOARCH: "amd64", CGO_ENABLED: "1" }),
};

const linuxTarget: Expectation = {
  os: "linux",
  arch: "amd64",
  levels: {},
  kind: "executable",
  cgo: true,
  static: false,
  portable: false,
  glibc: undefined,
  interpreter: "/lib64/ld-linux-x86-64.so.2",
};

/** Build attributes as Debian's arm-linux-gnueabihf-gcc and arm-linux-gnueabi-gcc 12 leave them in an object. */
const armhf = "4132000000616561626900012800000005372d4100060a0741080109020a041204140115011703180119011a021c011e062201";
const armel = "412a0000006165616269000120000000053554450006040801090112041401150117" + "03180119011a021e06";
const attributesSection = 0x70000003;
const softFlag = 0x5000200;
const hardFlag = 0x5000400;

/** The facts of an ARM file with these attributes and flags, read from a file, with what else a Go program has. */
async function armProgram(attributes: string, flags: number, more: Partial<BinaryFacts> = {}): Promise<BinaryFacts> {
  const file = join(directory, `arm-${flags}`);
  const parts = attributes === "" ? [] : [part(Buffer.from(attributes, "hex"), { section: attributesSection })];
  await writeFile(file, makeElf({ bits: 32, type: 2, machine: 40, flags, parts }));
  const facts = await readBinary(file);
  expect(facts).toMatchObject({ format: "elf", kind: "executable", os: "linux", arch: "arm", static: true });
  return { ...facts, go: goInfo({ GOOS: "linux", GOARCH: "arm", CGO_ENABLED: "1" }), ...more };
}

const dynamic = { static: false, interpreter: "/lib/ld-linux.so.3", needed: ["libc.so.6"] };

function armTarget(GOARM: string, more: Partial<Expectation> = {}): Expectation {
  return { ...linuxTarget, arch: "arm", levels: { GOARM }, interpreter: undefined, ...more };
}

describe("ARM", () => {
  test("levels and float ABIs are read from attributes and flags", async () => {
    expect((await armProgram(armhf, hardFlag)).arm).toEqual({ floatAbi: "hard", level: "v7" });
    expect((await armProgram(armel, softFlag)).arm).toEqual({ floatAbi: "soft", level: "v5" });
    // An object has no float flag, so its attributes decide.
    expect((await armProgram(armhf, 0x5000000)).arm).toEqual({ floatAbi: "hard", level: "v7" });
    expect((await armProgram(armel, 0x5000000)).arm).toEqual({ floatAbi: "soft", level: "v5" });
    // A pure Go program has neither.
    expect((await armProgram("", 0x5000002)).arm).toEqual({ floatAbi: undefined, level: undefined });
  });

  test("texts and compatibility notes among the attributes are skipped", async () => {
    // Tag 67 (conformance) is a text, as every odd one above 32 is; tag 32 (compatibility) is a number and a text.
    const texts = "43322e303900" + "2001676e7500" + "2b0600";
    const length = (bytes: number) => Buffer.from([bytes, 0, 0, 0]).toString("hex");
    const file = `01${length(5 + 19)}${texts}060a1c01`;
    const attributes = `41${length(10 + 24)}${Buffer.from("aeabi\0").toString("hex")}${file}`;
    expect((await armProgram(attributes, 0x5000000)).arm).toEqual({ floatAbi: "hard", level: "v7" });
  });

  test.each([
    ["06", "v6"],
    ["07", "v6"],
    ["08", "v6t2"],
    ["09", "v6"],
    ["0e", "v8"],
  ])("Tag_CPU_arch 0x%s is %s", async (tag, level) => {
    expect((await armProgram(armhf.replace("060a07", `06${tag}07`), hardFlag)).arm?.level).toBe(level);
  });

  test("C code for armhf is rejected for GOARM 5 and 6, and accepted for 7", async () => {
    const facts = await armProgram(armhf, hardFlag);
    expect(checkBinary(facts, armTarget("7"))).toEqual([]);
    expect(checkBinary(facts, armTarget("6"))).toEqual([
      "contains code for ARM v7 (from its build attributes), which an ARM v6 processor cannot run",
    ]);
    expect(checkBinary(facts, armTarget("5"))).toEqual([
      "contains code for ARM v7 (from its build attributes), which an ARM v5 processor cannot run",
      "uses the hard-float ABI, but GOARM=5 must run without a floating-point unit",
    ]);
    expect(checkBinary(facts, armTarget("7,softfloat"))).toEqual([
      "uses the hard-float ABI, but GOARM=7,softfloat must run without a floating-point unit",
    ]);
  });

  test("C code for armel is accepted for every GOARM if static", async () => {
    const facts = await armProgram(armel, softFlag);
    for (const level of ["5", "6", "7", "7,softfloat", "6,hardfloat"]) {
      expect(checkBinary(facts, armTarget(level, { static: true }))).toEqual([]);
    }
  });

  test("dynamic C code for armel is rejected for GOARM 7, whose libraries are hard-float", async () => {
    const facts = await armProgram(armel, softFlag, dynamic);
    expect(checkBinary(facts, armTarget("7"))).toEqual([
      "is dynamic and uses the soft-float ABI, but the libraries of GOARM=7 systems are hard-float",
    ]);
    expect(checkBinary(facts, armTarget("7", { interpreter: "/lib/ld-linux-armhf.so.3" }))).toHaveLength(2);
    expect(checkBinary(facts, armTarget("7,softfloat"))).toEqual([]);
    expect(checkBinary(facts, armTarget("5"))).toEqual([]);
  });

  test("v6T2 code is rejected for GOARM 6, as ARM11 processors lack its instructions", async () => {
    const facts = await armProgram(armhf.replace("060a07", "060807"), hardFlag);
    expect(checkBinary(facts, armTarget("6"))).toHaveLength(1);
    expect(checkBinary(facts, armTarget("7"))).toEqual([]);
  });
});

describe("MIPS", () => {
  /** .MIPS.abiflags as mipsel-linux-gnu-gcc 12 writes them; the eighth byte is the float ABI. */
  const abiFlags = (float: string) => Buffer.from(`00002002010100${float}${"00".repeat(16)}`, "hex");

  test.each([
    ["05", "hard"],
    ["01", "hard"],
    ["03", "soft"],
    ["00", undefined],
  ])("float ABI 0x%s is %s", async (float, expected) => {
    for (const where of [{ section: 0x7000002a }, { segment: 0x70000003 }]) {
      const file = join(directory, "mips");
      await writeFile(file, makeElf({ bits: 32, type: 2, machine: 8, parts: [part(abiFlags(float), where)] }));
      expect(await readBinary(file)).toMatchObject({ arch: "mipsle", mipsFloat: expected });
    }
  });

  test("64-bit programs are compared with GOMIPS64", () => {
    const facts: BinaryFacts = {
      ...linuxProgram,
      arch: "mips64le",
      mipsFloat: "hard",
      go: goInfo({ GOOS: "linux", GOARCH: "mips64le", GOMIPS64: "softfloat" }),
    };
    const target = { ...linuxTarget, arch: "mips64le", levels: { GOMIPS64: "softfloat" } };
    expect(checkBinary(facts, target)).toEqual([
      "uses the hard-float ABI (from its ABI flags), not that of GOMIPS64=softfloat",
    ]);
  });
});

describe("Windows", () => {
  const program = (needed: readonly string[], kind: BinaryFacts["kind"] = "executable"): BinaryFacts => ({
    ...linuxProgram,
    format: "pe",
    kind,
    os: "windows",
    machine: "IMAGE_FILE_MACHINE_AMD64 (0x8664)",
    needed,
    static: undefined,
    go: goInfo({ GOOS: "windows", GOARCH: "amd64" }),
  });
  const target: Expectation = { ...linuxTarget, os: "windows", interpreter: undefined };
  const system = ["KERNEL32.dll", "msvcrt.dll", "WS2_32.dll", "api-ms-win-crt-heap-l1-1-0.dll", "WINSPOOL.DRV"];

  test("a program that needs only DLLs of Windows is static", () => {
    expect(checkBinary(program(system), { ...target, static: true })).toEqual([]);
    expect(describeLinkage(program(system))).toBe("Windows system DLLs only");
  });

  test("DLLs of the compiler's runtime are always rejected", () => {
    const facts = program([...system, "libgcc_s_seh-1.dll", "libstdc++-6.dll", "libwinpthread-1.dll"]);
    const problem =
      "needs libgcc_s_seh-1.dll, libstdc++-6.dll, libwinpthread-1.dll of the C compiler's runtime, " +
      "which Windows does not include";
    expect(checkBinary(facts, target)).toEqual([problem]);
    expect(checkBinary(facts, { ...target, static: true })).toEqual([problem]);
    expect(checkBinary({ ...facts, kind: "shared-library" }, { ...target, kind: "shared-library" })).toEqual([problem]);
    expect(describeLinkage(facts)).toBe("dynamic: libgcc_s_seh-1.dll, libstdc++-6.dll, libwinpthread-1.dll");
  });

  test("other DLLs are accepted unless the program must be static", () => {
    const facts = program([...system, "libusb-1.0.dll", "VCRUNTIME140.dll"]);
    expect(checkBinary(facts, target)).toEqual([]);
    expect(checkBinary(facts, { ...target, static: true })).toEqual([
      "is not static: it needs libusb-1.0.dll, VCRUNTIME140.dll, which Windows does not include",
    ]);
    expect(describeLinkage(facts)).toBe("dynamic: libusb-1.0.dll, VCRUNTIME140.dll");
  });
});

describe("a linux program", () => {
  test("that needs libraries but requests no interpreter is rejected", () => {
    const facts = { ...linuxProgram, static: false, needed: ["libc.so.6"] };
    expect(checkBinary(facts, linuxTarget)).toEqual(["needs libc.so.6 but requests no interpreter to load them"]);
  });

  test("with the wrong word size or byte order for its architecture is rejected", () => {
    expect(checkBinary({ ...linuxProgram, bits: 32 }, linuxTarget)).toEqual(["is 32-bit, but amd64 is 64-bit"]);
    expect(checkBinary({ ...linuxProgram, byteOrder: "big" }, linuxTarget)).toEqual([
      "is big-endian, but amd64 is little-endian",
    ]);
  });

  test("for a machine without a Go port is described by its machine number", () => {
    const facts = { ...linuxProgram, arch: undefined, machine: "machine 300" };
    expect(checkBinary(facts, linuxTarget)).toEqual(["is for linux/unknown (machine 300), not linux/amd64"]);
  });

  test("is compared with its Go build info", () => {
    const facts = { ...linuxProgram, go: goInfo({ GOOS: "linux", GOARCH: "arm64", CGO_ENABLED: "0", GOAMD64: "v3" }) };
    expect(checkBinary(facts, { ...linuxTarget, levels: { GOAMD64: "v1" } })).toEqual([
      "was built with GOARCH=arm64 (from its Go build info), not GOARCH=amd64",
      "was built with CGO_ENABLED=0 (from its Go build info), not CGO_ENABLED=1",
      "was built with GOAMD64=v3 (from its Go build info), not GOAMD64=v1",
    ]);
  });

  test.each([
    ["arm", "GOARM", "7", "7,hardfloat", true],
    ["arm", "GOARM", "5", "5,softfloat", true],
    ["arm", "GOARM", "6", "6,softfloat", false],
    ["arm64", "GOARM64", "v8.0,lse,crypto", "v8.0,crypto,lse", true],
    ["arm64", "GOARM64", "v8.0", "v8.1", false],
  ])("%s: %s=%s and %s are compared as Go understands them", (arch, name, expected, found, same) => {
    const facts = { ...linuxProgram, arch, bits: arch === "arm" ? (32 as const) : (64 as const) };
    const target = { ...linuxTarget, arch, levels: { [name]: expected } };
    const problems = checkBinary({ ...facts, go: goInfo({ GOARCH: arch, [name]: found }) }, target);
    expect(problems).toEqual(
      same ? [] : [`was built with ${name}=${found} (from its Go build info), not ${name}=${expected}`],
    );
  });
});

test("a file of unknown format is one problem", () => {
  expect(checkBinary(unknownFacts, linuxTarget)).toEqual([
    "is a file of unknown format, not an ELF file for linux/amd64",
  ]);
});

test.each<[string, Partial<BinaryFacts>]>([
  ["static", {}],
  ["static-pie", { positionIndependent: true }],
  [
    "dynamic: libm.so.6, libc.so.6 (glibc ≥ 2.34)",
    { static: false, needed: ["libm.so.6", "libc.so.6"], minimumGlibc: "2.34" },
  ],
  ["dynamic: libc.musl-x86_64.so.1", { static: false, needed: ["libc.musl-x86_64.so.1"] }],
  ["dynamic: no libraries", { static: false, interpreter: "/lib64/ld-linux-x86-64.so.2" }],
  ["dynamic: no libraries", { kind: "shared-library", static: undefined }],
  ["macOS system libraries only", { format: "macho", needed: ["/usr/lib/libSystem.B.dylib"] }],
  ["dynamic: @rpath/libusb.dylib", { format: "macho", needed: ["/usr/lib/libSystem.B.dylib", "@rpath/libusb.dylib"] }],
  ["archive", { format: "archive", kind: "archive" }],
  ["WebAssembly module", { format: "wasm" }],
])("the linkage %s is described", (linkage, facts) => {
  expect(describeLinkage({ ...linuxProgram, ...facts })).toBe(linkage);
});
