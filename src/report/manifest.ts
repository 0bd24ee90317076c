import { describeLinkage } from "../verify/formats/describe.ts";
import type { BinaryFacts } from "../verify/formats/facts.ts";
import type { ArmFacts, GoBuildInfo } from "../verify/formats/header-facts.ts";
import type {
  ArtifactResult,
  BinaryResult,
  LibraryRootResult,
  LinkedLibrary,
  RunOutcome,
  RunResult,
  TargetOutcome,
  TargetResult,
  ToolchainResult,
} from "./results.ts";

/** Goes up when a key is renamed, removed or changes its meaning; new keys leave it. */
const schema = 1;

/**
 * Each function below writes a type's keys in the order in which a person reads them. `All` makes forgetting a key of the
 * type an error of compilation.
 */
type All<T> = Readonly<Record<T extends unknown ? keyof T : never, unknown>>;

/**
 * Everything that the run found out, as JSON: two spaces of indentation, a line break at the end, keys always in the same
 * order, and `null` where there is no value, so that every key is always there.
 */
export function describeManifest(result: RunResult): string {
  const manifest = {
    schema,
    tool: result.tool,
    host: result.host,
    go: result.go,
    module: result.module,
    seconds: result.seconds,
    outDir: result.outDir,
    checksums: result.checksums,
    manifest: result.manifest,
    targets: result.targets.map(manifestTarget),
    toolchains: result.toolchains.map(manifestToolchain),
    libraries: result.libraries.map(manifestLibraryRoot),
    artifacts: result.artifacts.map(manifestArtifact),
    failures: result.failures,
    warnings: result.warnings,
  } satisfies All<RunResult> & { schema: number };
  return `${JSON.stringify(manifest, (_, value: unknown) => value ?? null, 2)}\n`;
}

function manifestTarget(target: TargetResult) {
  return {
    target: target.target,
    cgo: { enabled: target.cgo.enabled, reason: target.cgo.reason } satisfies All<TargetResult["cgo"]>,
    toolchain: target.toolchain,
    notes: target.notes,
    seconds: target.seconds,
    outcome: manifestOutcome(target.outcome),
  } satisfies All<TargetResult>;
}

function manifestOutcome(outcome: TargetOutcome) {
  switch (outcome.kind) {
    case "passed":
      return { kind: outcome.kind, binaries: outcome.binaries.map(manifestBinary) } satisfies All<typeof outcome>;
    case "failed":
      return {
        kind: outcome.kind,
        stage: outcome.stage,
        message: outcome.message,
        log: outcome.log,
      } satisfies All<typeof outcome>;
  }
}

function manifestBinary(binary: BinaryResult) {
  const { archive } = binary;
  return {
    name: binary.name,
    file: binary.file,
    bytes: binary.bytes,
    sha256: binary.sha256,
    linkage: describeLinkage(binary.facts),
    archive: archive && { file: archive.file, bytes: archive.bytes, sha256: archive.sha256 },
    header: binary.header,
    libraries: binary.libraries.map(manifestLibrary),
    run: manifestRun(binary.run),
    facts: manifestFacts(binary.facts),
  } satisfies All<BinaryResult> & { linkage: string };
}

function manifestLibraryRoot(root: LibraryRootResult) {
  return {
    id: root.id,
    source: root.source,
    checked: root.checked,
    seconds: root.seconds,
    bytesDownloaded: root.bytesDownloaded,
    directory: root.directory,
    packages: root.packages,
  } satisfies All<LibraryRootResult>;
}

function manifestLibrary(library: LinkedLibrary) {
  return {
    file: library.file,
    package: library.package,
    version: library.version,
    install: library.install,
  } satisfies All<LinkedLibrary>;
}

function manifestRun(run: RunOutcome) {
  switch (run.kind) {
    case "not-asked":
      return { kind: run.kind } satisfies All<typeof run>;
    case "not-run":
      return { kind: run.kind, reason: run.reason } satisfies All<typeof run>;
    case "passed":
      return {
        kind: run.kind,
        emulator: run.emulator,
        seconds: run.seconds,
        output: run.output,
      } satisfies All<typeof run>;
  }
}

function manifestFacts(facts: BinaryFacts) {
  return {
    format: facts.format,
    kind: facts.kind,
    os: facts.os,
    arch: facts.arch,
    machine: facts.machine,
    bits: facts.bits,
    byteOrder: facts.byteOrder,
    arm: facts.arm && ({ floatAbi: facts.arm.floatAbi, level: facts.arm.level } satisfies All<ArmFacts>),
    mipsFloat: facts.mipsFloat,
    interpreter: facts.interpreter,
    needed: facts.needed,
    soname: facts.soname,
    runPath: facts.runPath,
    positionIndependent: facts.positionIndependent,
    static: facts.static,
    requiredVersions: sortedKeys(facts.requiredVersions),
    minimumGlibc: facts.minimumGlibc,
    go: facts.go && manifestGo(facts.go),
  } satisfies All<BinaryFacts>;
}

function manifestGo(go: GoBuildInfo) {
  return { version: go.version, path: go.path, settings: sortedKeys(go.settings) } satisfies All<GoBuildInfo>;
}

/** A record read from a file has its keys in the file's order. */
function sortedKeys<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function manifestToolchain(toolchain: ToolchainResult) {
  return {
    id: toolchain.id,
    cc: toolchain.cc,
    compiler: toolchain.compiler,
    source: toolchain.source,
    checked: toolchain.checked,
    seconds: toolchain.seconds,
    bytesDownloaded: toolchain.bytesDownloaded,
    directory: toolchain.directory,
  } satisfies All<ToolchainResult>;
}

function manifestArtifact(artifact: ArtifactResult) {
  return {
    name: artifact.name,
    id: artifact.id,
    bytes: artifact.bytes,
    targets: artifact.targets,
  } satisfies All<ArtifactResult>;
}
