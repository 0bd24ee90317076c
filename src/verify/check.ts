import type { Expectation } from "../plan/expectation.ts";
import type { BinaryFacts } from "./formats/facts.ts";
import { isCompilerRuntimeDll, isWindowsSystemDll } from "./windows-dlls.ts";

/**
 * Holds a binary against its target. Returns what is wrong with it, one clause each, without subject or full stop, so
 * that the file's name can stand in front: `is for linux/amd64 (EM_X86_64), not linux/arm64`. Empty where all is right.
 */
export function checkBinary(facts: BinaryFacts, expected: Expectation): readonly string[] {
  const wrongFile = checkFormat(facts, expected);
  if (wrongFile.length > 0) {
    return wrongFile;
  }
  const wrongPlatform = checkPlatform(facts, expected);
  const checks: readonly Check[] = [
    checkKind,
    checkArm,
    checkMips,
    checkInterpreter,
    checkElfStatic,
    checkDlls,
    checkGo,
  ];
  return [...wrongPlatform, ...checks.flatMap((check) => check(facts, expected, wrongPlatform.length === 0))];
}

type Check = (facts: BinaryFacts, expected: Expectation, platformAgrees: boolean) => readonly string[];

/** Systems whose programs are not ELF files. */
const formats: Readonly<Record<string, BinaryFacts["format"]>> = {
  aix: "xcoff",
  darwin: "macho",
  ios: "macho",
  js: "wasm",
  plan9: "plan9",
  wasip1: "wasm",
  windows: "pe",
};

const formatNames: Readonly<Record<BinaryFacts["format"], string>> = {
  elf: "an ELF file",
  pe: "a PE file",
  macho: "a Mach-O file",
  wasm: "a WebAssembly module",
  xcoff: "an XCOFF file",
  plan9: "a Plan 9 a.out file",
  archive: "an archive",
  unknown: "no binary of any known format",
};

function checkFormat(facts: BinaryFacts, expected: Expectation): readonly string[] {
  const format = expected.kind === "archive" ? "archive" : (formats[expected.os] ?? "elf");
  if (facts.format === format) {
    return [];
  }
  const found = facts.format === "unknown" || facts.format === "archive" ? "" : ` for ${platformName(facts)}`;
  return [`is ${formatNames[facts.format]}${found}, not ${formatNames[format]} for ${expected.os}/${expected.arch}`];
}

/** `linux/amd64 (EM_X86_64)`. */
function platformName({ os, arch, machine }: BinaryFacts): string {
  const shortMachine = machine.replace(/ \([^)]*\)/, "");
  return `${os ?? "an unknown system"}/${arch ?? "an architecture that Go does not have"} (${shortMachine})`;
}

/** Word size in bits and byte order of each of Go's architectures. */
const wordSizes: Readonly<Record<string, readonly [bits: 32 | 64, byteOrder: "little" | "big"]>> = {
  "386": [32, "little"],
  amd64: [64, "little"],
  arm: [32, "little"],
  arm64: [64, "little"],
  loong64: [64, "little"],
  mips: [32, "big"],
  mipsle: [32, "little"],
  mips64: [64, "big"],
  mips64le: [64, "little"],
  ppc64: [64, "big"],
  ppc64le: [64, "little"],
  riscv64: [64, "little"],
  s390x: [64, "big"],
  sparc64: [64, "big"],
};

function checkPlatform(facts: BinaryFacts, { os, arch }: Expectation): readonly string[] {
  if (facts.format === "archive" && facts.os === undefined && facts.arch === undefined) {
    return ["holds no object file that could be read"];
  }
  if (facts.arch !== arch || (facts.os !== undefined && facts.os !== os)) {
    return [`is for ${platformName(facts)}, not ${os}/${arch}`];
  }
  const [bits, byteOrder] = wordSizes[arch] ?? [facts.bits, facts.byteOrder];
  return [
    ...(facts.bits === bits ? [] : [`is a ${facts.bits ?? "?"}-bit file, not the ${bits}-bit one that ${arch} has`]),
    ...(facts.byteOrder === byteOrder
      ? []
      : [`is ${facts.byteOrder ?? "unknown"}-endian, not ${byteOrder}-endian as ${arch} is`]),
  ];
}

const kindNames: Readonly<Record<BinaryFacts["kind"], string>> = {
  executable: "an executable",
  "shared-library": "a shared library",
  object: "an object file, which was never linked",
  archive: "an archive",
  unknown: "neither a program nor a library",
};

function checkKind(facts: BinaryFacts, { kind }: Expectation): readonly string[] {
  return facts.kind === kind ? [] : [`is ${kindNames[facts.kind]}, not ${kindNames[kind]}`];
}

/** From the oldest; v6T2 has instructions that the ARM11 processors of v6 (the first Raspberry Pi) lack. */
const armLevels: readonly string[] = ["v4", "v5", "v6", "v6t2", "v7", "v8", "v9"];

/**
 * GOARM against what the C compiler left behind. A pure Go binary carries no ARM facts but e_flags, and passes.
 * Source: `go help environment`: GOARM 5 is soft-float, 6 and 7 hard-float unless `,softfloat` is said.
 */
function checkArm({ arm, ...facts }: BinaryFacts, { levels, cgo, static: alone }: Expectation): readonly string[] {
  const setting = levels["GOARM"];
  if (arm === undefined || setting === undefined) {
    return [];
  }
  const [version = "", float = version === "5" ? "softfloat" : "hardfloat"] = setting.split(",");
  const problems: string[] = [];
  if (arm.level !== undefined && armLevels.indexOf(arm.level) > armLevels.indexOf(`v${version}`)) {
    problems.push(`holds code for ARM ${arm.level} (by its build attributes), which an ARM v${version} cannot run`);
  }
  if (arm.floatAbi === "hard" && (version === "5" || float === "softfloat")) {
    problems.push(`has the hard-float ABI, but GOARM=${setting} promises to need no floating-point unit`);
  }
  const dynamic = facts.kind !== "archive" && facts.needed.length > 0;
  if (arm.floatAbi === "soft" && version === "7" && float === "hardfloat" && cgo && dynamic && !alone) {
    problems.push(
      `is dynamic and has the soft-float ABI, but the libraries of GOARM=${setting} systems are hard-float`,
    );
  }
  return problems;
}

function checkMips({ mipsFloat }: BinaryFacts, { levels }: Expectation): readonly string[] {
  const variable = levels["GOMIPS"] === undefined ? "GOMIPS64" : "GOMIPS";
  const setting = levels[variable];
  if (mipsFloat === undefined || setting === undefined || `${mipsFloat}float` === setting) {
    return [];
  }
  return [`has the ${mipsFloat}-float ABI (by its ABI flags), not that of ${variable}=${setting}`];
}

function checkInterpreter(facts: BinaryFacts, expected: Expectation): readonly string[] {
  if (facts.format !== "elf" || facts.kind !== "executable" || expected.static) {
    return [];
  }
  const { interpreter, needed } = facts;
  if (interpreter === undefined) {
    return needed.length === 0 ? [] : [`needs ${needed.join(", ")}, but names no interpreter that would load them`];
  }
  if (expected.interpreter === undefined || interpreter === expected.interpreter) {
    return [];
  }
  return [
    `asks for the interpreter ${interpreter}, not ${expected.interpreter}, ` +
      `which is the one that ${expected.os}/${expected.arch} has`,
  ];
}

function checkElfStatic(facts: BinaryFacts, expected: Expectation): readonly string[] {
  if (facts.format !== "elf" || !expected.static) {
    return [];
  }
  const signs = [
    ...(facts.interpreter === undefined ? [] : [`asks for the interpreter ${facts.interpreter}`]),
    ...(facts.needed.length === 0 ? [] : [`needs ${facts.needed.join(", ")}`]),
  ];
  return signs.length === 0 ? [] : [`is not static: it ${signs.join(" and ")}`];
}

/** On Windows the C runtime is always linked in; `static` asks that nothing but Windows itself be needed. */
function checkDlls(facts: BinaryFacts, expected: Expectation): readonly string[] {
  if (facts.format !== "pe") {
    return [];
  }
  const runtimes = facts.needed.filter(isCompilerRuntimeDll);
  const foreign = facts.needed.filter((name) => !isCompilerRuntimeDll(name) && !isWindowsSystemDll(name));
  return [
    ...(runtimes.length === 0 ? [] : [`needs ${runtimes.join(", ")} of the C compiler, which no Windows has`]),
    ...(foreign.length > 0 && expected.static
      ? [
          `is not static: it needs ${foreign.join(", ")}, which ${foreign.length === 1 ? "is" : "are"} no part of Windows`,
        ]
      : []),
  ];
}

/**
 * Go's own account of the build. Every Go program and shared library has one; an archive's lies where it may not be
 * found, and no reader knows where a wasm module keeps it.
 */
function checkGo(facts: BinaryFacts, expected: Expectation, platformAgrees: boolean): readonly string[] {
  const { go } = facts;
  if (go === undefined) {
    const may = facts.format === "archive" || facts.format === "wasm";
    return may ? [] : ["holds no Go build info, so nothing tells how it was built"];
  }
  const wanted: Readonly<Record<string, string>> = {
    // Where the headers disagree already, Go's word on the same adds nothing.
    ...(platformAgrees ? { GOOS: expected.os, GOARCH: expected.arch } : {}),
    CGO_ENABLED: expected.cgo ? "1" : "0",
    ...expected.levels,
  };
  return Object.entries(wanted).flatMap(([name, value]) => {
    const found = go.settings[name];
    const same = found === undefined || canonicalLevel(name, found) === canonicalLevel(name, value);
    return same ? [] : [`was built with ${name}=${found} (by its Go build info), not ${name}=${value}`];
  });
}

/** One spelling for settings that Go takes as equal: `7` and `7,hardfloat`, `v8.0,lse,crypto` and `v8.0,crypto,lse`. */
function canonicalLevel(name: string, value: string): string {
  const [level = "", ...options] = value.split(",");
  if (name === "GOARM" && options.length === 0) {
    return `${level},${level === "5" ? "softfloat" : "hardfloat"}`;
  }
  return [level, ...options.sort()].join(",");
}

/**
 * How a binary is linked, for a report: `static`, `static-pie`, `dynamic: libc.so.6 (glibc ≥ 2.34)`,
 * `Windows system DLLs only`. System libraries that every machine has are not listed for Windows and macOS.
 */
export function describeLinkage(facts: BinaryFacts): string {
  switch (facts.format) {
    case "elf":
      return describeElfLinkage(facts);
    case "pe":
      return describeForeign(facts, isWindowsSystemDll, "Windows system DLLs only");
    case "macho":
      return describeForeign(facts, (name) => /^\/(usr\/lib|System)\//.test(name), "macOS system libraries only");
    case "xcoff":
      return describeForeign(facts, () => false, "static");
    case "plan9":
      return "static";
    case "wasm":
      return "WebAssembly module";
    case "archive":
      return "archive";
    case "unknown":
      return "unknown";
  }
}

function describeElfLinkage(facts: BinaryFacts): string {
  if (facts.static) {
    return facts.positionIndependent ? "static-pie" : "static";
  }
  const floor = facts.minimumGlibc === undefined ? "" : ` (glibc ≥ ${facts.minimumGlibc})`;
  return `dynamic: ${facts.needed.length === 0 ? "no libraries" : facts.needed.join(", ")}${floor}`;
}

function describeForeign(facts: BinaryFacts, isSystem: (name: string) => boolean, none: string): string {
  const foreign = facts.needed.filter((name) => !isSystem(name));
  return foreign.length === 0 ? none : `dynamic: ${foreign.join(", ")}`;
}
