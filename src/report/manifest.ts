import { hideLdflags } from "../golang/index.ts";
import type { RunPages } from "../host/types.ts";
import { targetName } from "../platforms/index.ts";
import type { AppleFacts, ArmFacts, BinaryFacts, GoBuildInfo, HeaderFacts } from "../verify/index.ts";
import { type EarlierManifest, keptBeside } from "./earlier.ts";
import type {
  ArtifactResult,
  BinaryResult,
  LibraryRootResult,
  LinkedLibrary,
  Phase,
  RunFailure,
  RunOutcome,
  RunResult,
  TargetOutcome,
  TargetResult,
  ToolchainResult,
} from "./results.ts";

/** Goes up when a key is renamed, removed or changes its meaning; new keys leave it. */
const schema = 1;

/** Keys that schema 1 was published with and that have another name in the types. */
type Published = { readonly reason: "why"; readonly minimumGlibc: "glibcFloor" };

/**
 * Each function below writes a type's keys in the order in which a person reads them. `All` makes forgetting a key of the
 * type an error of compilation; `AllPublished` does too, with the keys as schema 1 has them.
 */
type All<T> = Readonly<Record<T extends unknown ? keyof T : never, unknown>>;
type AllPublished<T> = Readonly<Record<PublishedName<keyof T>, unknown>>;
type PublishedName<Key> = Key extends keyof Published ? Published[Key] : Key;

/**
 * Everything that the run found out, as JSON: two spaces of indentation, a line break at the end, keys always in the same
 * order, and `null` where there is no value, so that every key is always there.
 * @param earlier What earlier runs have put into the same directory, and is still there.
 */
export function describeManifest(result: RunResult, earlier?: EarlierManifest): string {
  const kept = earlier && keptBeside(result, earlier);
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
    targets: [...result.targets.map(manifestTarget), ...(kept?.targets ?? [])],
    leftOut: result.leftOut,
    handedOn: result.handedOn,
    toolchains: [...result.toolchains.map(manifestToolchain), ...(kept?.toolchains ?? [])],
    libraries: [...result.libraries.map(manifestLibraryRoot), ...(kept?.libraries ?? [])],
    artifacts: [...result.artifacts.map(manifestArtifact), ...(kept?.artifacts ?? [])],
    withoutArtifacts: result.withoutArtifacts,
    failures: result.failures.map(({ message }) => message),
    faults: result.failures.filter(({ stack }) => stack !== undefined).map(manifestFault),
    warnings: result.warnings,
    pages: result.pages && manifestPages(result.pages),
  } satisfies All<RunResult> & { schema: number; faults: unknown };
  return `${JSON.stringify(manifest, (_, value: unknown) => value ?? null, 2)}\n`;
}

function manifestPages({ run, sources, action }: RunPages) {
  return { run, sources, action } satisfies All<RunPages>;
}

function manifestTarget(target: TargetResult) {
  return {
    target: targetName(target.target),
    cgo: { enabled: target.cgo.enabled, why: target.cgo.reason } satisfies AllPublished<TargetResult["cgo"]>,
    toolchain: target.toolchain,
    notes: target.notes,
    seconds: target.seconds,
    phases: target.phases.map(manifestPhase),
    outcome: manifestOutcome(target.outcome),
  } satisfies All<TargetResult>;
}

/** To the millisecond: more digits would only be noise. */
function manifestPhase({ kind, start, end }: Phase) {
  return { kind, start: Math.round(start * 1000) / 1000, end: Math.round(end * 1000) / 1000 } satisfies All<Phase>;
}

function manifestOutcome(outcome: TargetOutcome) {
  switch (outcome.kind) {
    case "passed":
      return { kind: outcome.kind, binaries: outcome.binaries.map(manifestBinary) } satisfies All<typeof outcome>;
    case "failed":
      return {
        kind: outcome.kind,
        // As schema 1 was published.
        stage: outcome.stage === "verify" ? "proof" : outcome.stage,
        message: outcome.message,
        log: outcome.log,
        stack: outcome.stack,
        diagnosis: outcome.diagnosis,
        command: outcome.command,
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
    linkage: binary.described.linkage.text,
    archive: archive && { file: archive.file, bytes: archive.bytes, sha256: archive.sha256 },
    header: binary.header,
    libraries: binary.libraries.map(manifestLibrary),
    run: manifestRun(binary.run),
    facts: manifestFacts(binary.facts),
  } satisfies All<Omit<BinaryResult, "described">> & { linkage: string };
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
  return { format: facts.format, ...manifestHeader(facts) } satisfies AllPublished<BinaryFacts>;
}

type ManifestHeader = AllPublished<HeaderFacts>;

function manifestHeader(facts: HeaderFacts): ManifestHeader {
  return {
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
    glibcFloor: facts.minimumGlibc,
    go: facts.go && manifestGo(facts.go),
    apple: facts.apple && manifestApple(facts.apple),
    slices: facts.slices?.map(manifestHeader),
  } satisfies AllPublished<HeaderFacts>;
}

function manifestApple(apple: AppleFacts) {
  return { minimumOs: apple.minimumOs, signed: apple.signed } satisfies All<AppleFacts>;
}

function manifestGo(go: GoBuildInfo) {
  const settings = sortedKeys(go.settings);
  const ldflags = settings["-ldflags"];
  const shown = ldflags === undefined ? settings : { ...settings, "-ldflags": hideLdflags(ldflags) };
  return { version: go.version, path: go.path, settings: shown } satisfies All<GoBuildInfo>;
}

/** A record read from a file has its keys in the file's order. */
function sortedKeys<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function manifestToolchain(toolchain: ToolchainResult) {
  return {
    id: toolchain.id,
    triple: toolchain.triple,
    cc: toolchain.cc,
    compiler: toolchain.compiler,
    source: toolchain.source,
    checked: toolchain.checked,
    seconds: toolchain.seconds,
    bytesDownloaded: toolchain.bytesDownloaded,
    directory: toolchain.directory,
  } satisfies All<ToolchainResult>;
}

/** A failure that is a fault of cgo-cross: schema 1 was published with messages alone under `failures`. */
function manifestFault(failure: RunFailure) {
  return { message: failure.message, stack: failure.stack } satisfies All<RunFailure>;
}

function manifestArtifact(artifact: ArtifactResult) {
  return {
    name: artifact.name,
    id: artifact.id,
    bytes: artifact.bytes,
    targets: artifact.targets,
  } satisfies All<ArtifactResult>;
}
