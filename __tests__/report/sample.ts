import type { Target } from "../../src/platforms/target.ts";
import type {
  BinaryResult,
  RunFailure,
  RunResult,
  RunWarning,
  TargetOutcome,
  TargetResult,
  ToolchainResult,
} from "../../src/report/results.ts";
import { linkageOf, shortFormatName } from "../../src/verify/formats/describe.ts";
import type { BinaryFacts } from "../../src/verify/formats/facts.ts";

/** Fixed results that the tests of the reports write their expectations against. */

export const staticElf: BinaryFacts = {
  format: "elf",
  kind: "executable",
  os: "linux",
  arch: "arm64",
  machine: "EM_AARCH64 (183)",
  bits: 64,
  byteOrder: "little",
  arm: undefined,
  mipsFloat: undefined,
  mipsLevel: undefined,
  interpreter: undefined,
  needed: [],
  soname: undefined,
  runPath: [],
  positionIndependent: false,
  static: true,
  requiredVersions: {},
  minimumGlibc: undefined,
  hardening: {
    relro: "full",
    executableStack: false,
    textRelocations: false,
    controlFlowGuard: undefined,
  },
  stripped: true,
  go: {
    version: "go1.26.8",
    path: "example.com/sqlite",
    settings: { GOOS: "linux", GOARCH: "arm64", CGO_ENABLED: "1" },
  },
};

export const dynamicElf: BinaryFacts = {
  ...staticElf,
  interpreter: "/lib/ld-linux-aarch64.so.1",
  needed: ["libc.so.6", "libm.so.6"],
  positionIndependent: true,
  static: false,
  requiredVersions: { "libm.so.6": ["GLIBC_2.29"], "libc.so.6": ["GLIBC_2.17", "GLIBC_2.34"] },
  minimumGlibc: "2.34",
};

export function binary({ facts = dynamicElf, ...changes }: Partial<BinaryResult> = {}): BinaryResult {
  return {
    file: "/proj/dist/sqlite_linux_arm64",
    name: "sqlite_linux_arm64",
    bytes: 5_142_000,
    sha256: "a".repeat(64),
    facts,
    described: { format: shortFormatName(facts.format), linkage: linkageOf(facts) },
    run: { kind: "not-asked" },
    archive: undefined,
    header: undefined,
    libraries: [],
    ...changes,
  };
}

/** A warning that only the report has. */
export function warning(text: string, changes: Partial<RunWarning> = {}): RunWarning {
  return { code: "cache-not-saved", text, place: undefined, isLogged: false, ...changes };
}

export function passed(...binaries: readonly BinaryResult[]): TargetOutcome {
  return { kind: "passed", binaries };
}

export function failed(changes: Partial<Extract<TargetOutcome, { kind: "failed" }>> = {}): TargetOutcome {
  return {
    kind: "failed",
    stage: "build",
    message: "zlib.h is missing: install it.",
    log: [],
    stack: undefined,
    ...changes,
  };
}

/** What failed apart from the targets. */
export function failure(message: string, stack?: string): RunFailure {
  return { message, stack };
}

/** The target of a name such as `linux/arm/v7`. */
export function targetNamed(name: string): Target {
  const [os = "", arch = "", variant] = name.split("/");
  return { os, arch, variant };
}

export function target({
  target: name = "linux/arm64",
  ...changes
}: Partial<Omit<TargetResult, "target">> & { readonly target?: string } = {}): TargetResult {
  return {
    target: targetNamed(name),
    cgo: { enabled: true, reason: "go-sqlite3 needs C" },
    toolchain: "aarch64-linux-gnu",
    notes: [],
    outcome: passed(binary()),
    seconds: 12.4,
    phases: [],
    ...changes,
  };
}

export const arm64Toolchain: ToolchainResult = {
  id: "aarch64-linux-gnu",
  triple: "aarch64-linux-gnu",
  cc: "/tools/arm64/bin/aarch64-linux-gnu-gcc",
  compiler: "aarch64-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0",
  source: "download",
  seconds: 5.13,
  checked: "index",
  bytesDownloaded: 61_240_000,
  directory: "/tools/aarch64-linux-gnu/0f3a",
};

export function run(changes: Partial<RunResult> = {}): RunResult {
  return {
    tool: { version: "0.1.0" },
    host: { os: "linux", arch: "amd64", distribution: "Debian 12" },
    go: { version: "go1.26.8" },
    module: { path: "example.com/sqlite" },
    flags: [],
    targets: [target()],
    leftOut: [],
    toolchains: [arm64Toolchain],
    libraries: [],
    seconds: 72,
    checksums: "/proj/dist/SHA256SUMS",
    manifest: "/proj/dist/manifest.json",
    outDir: "/proj/dist",
    artifacts: [],
    withoutArtifacts: undefined,
    failures: [],
    warnings: [],
    pages: undefined,
    ...changes,
  };
}
