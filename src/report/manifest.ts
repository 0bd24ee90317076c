import type { Diagnosis, SourcePlace } from "../diagnose/index.ts";
import { hideLdflags } from "../golang/index.ts";
import type { DescribedError } from "../host/errors.ts";
import type { RunPages } from "../host/types.ts";
import { targetName } from "../platforms/index.ts";
import type {
  AppleFacts,
  AppleSignature,
  ArmFacts,
  BinaryFacts,
  GoBuildInfo,
  Hardening,
  HeaderFacts,
} from "../verify/index.ts";
import { codePage, manifestProblems, type Pages } from "./codes.ts";
import { type EarlierManifest, keptBeside } from "./earlier.ts";
import type {
  Manifest,
  ManifestArtifact,
  ManifestBinary,
  ManifestDiagnosis,
  ManifestFacts,
  ManifestFailed,
  ManifestHeader,
  ManifestLibrary,
  ManifestLibraryRoot,
  ManifestOrProblems,
  ManifestPhase,
  ManifestPlace,
  ManifestProblem,
  ManifestSignature,
  ManifestTarget,
  ManifestToolchain,
  NothingBuilt,
} from "./manifest-types.ts";
import type { Stage } from "./outcomes.ts";
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

/** The name of the schema of manifests (docs/reference/manifest.schema.json): not an address, and the same wherever this is kept. */
export const manifestSchema = "urn:cgo-cross:manifest:1";

/** What every manifest begins with. The number goes up when a key is renamed, removed or changes its meaning. */
const head = { $schema: manifestSchema, schema: 1 } as const;

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
  return json(makeManifest(result, earlier));
}

/** What stands for the manifest of a run that ended before anything was built. */
export function describeProblemsJson(error: DescribedError, pages: Pages): string {
  const problems =
    error.kind === "internal" ? [manifestFailure(error, pages)] : manifestProblems(error.problems, pages);
  return json({ ...head, problems } satisfies NothingBuilt);
}

function json(value: ManifestOrProblems): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function makeManifest(result: RunResult, earlier: EarlierManifest | undefined): Manifest {
  // What an earlier run has written is as this one would write it: it has the number of the same schema.
  const kept = earlier && (keptBeside(result, earlier) as unknown as Partial<Manifest>);
  const { handedOn, pages } = result;
  return {
    ...head,
    tool: result.tool,
    host: { ...result.host, distribution: result.host.distribution ?? null },
    go: result.go,
    module: result.module,
    flags: result.flags,
    seconds: result.seconds,
    outDir: result.outDir,
    checksums: result.checksums ?? null,
    manifest: result.manifest ?? null,
    targets: [...result.targets.map(manifestTarget), ...(kept?.targets ?? [])],
    leftOut: result.leftOut,
    handedOn: handedOn ? { cc: handedOn.cc ?? null, goFlags: handedOn.goFlags ?? null } : null,
    toolchains: [...result.toolchains.map(manifestToolchain), ...(kept?.toolchains ?? [])],
    libraries: [...result.libraries.map(manifestLibraryRoot), ...(kept?.libraries ?? [])],
    artifacts: [...result.artifacts.map(manifestArtifact), ...(kept?.artifacts ?? [])],
    withoutArtifacts: result.withoutArtifacts ?? null,
    failures: result.failures.map((failure) => manifestFailure(failure, pages)),
    faults: result.failures.filter(({ stack }) => stack !== undefined).map(manifestFault),
    warnings: manifestProblems(result.warnings, pages),
    pages: pages ? manifestPages(pages) : null,
  } satisfies All<RunResult> & { schema: number; faults: unknown };
}

function manifestPages({ run, sources, action }: RunPages): NonNullable<Manifest["pages"]> {
  return { run, sources, action: action ?? null } satisfies All<RunPages>;
}

function manifestTarget(target: TargetResult): ManifestTarget {
  return {
    target: targetName(target.target),
    cgo: { enabled: target.cgo.enabled, why: target.cgo.reason } satisfies AllPublished<TargetResult["cgo"]>,
    toolchain: target.toolchain ?? null,
    notes: target.notes,
    seconds: target.seconds,
    phases: target.phases.map(manifestPhase),
    outcome: manifestOutcome(target.outcome),
  } satisfies All<TargetResult>;
}

/** To the millisecond: more digits would only be noise. */
function manifestPhase({ kind, start, end }: Phase): ManifestPhase {
  return { kind, start: Math.round(start * 1000) / 1000, end: Math.round(end * 1000) / 1000 } satisfies All<Phase>;
}

function manifestOutcome(outcome: TargetOutcome): ManifestTarget["outcome"] {
  switch (outcome.kind) {
    case "passed":
      return { kind: outcome.kind, binaries: outcome.binaries.map(manifestBinary) } satisfies All<typeof outcome>;
    case "failed":
      return {
        kind: outcome.kind,
        stage: manifestStage(outcome.stage),
        message: outcome.message,
        log: outcome.log,
        stack: outcome.stack ?? null,
        diagnosis: outcome.diagnosis ? manifestDiagnosis(outcome.diagnosis) : null,
        command: outcome.command ?? null,
      } satisfies All<typeof outcome>;
  }
}

/** As schema 1 was published. */
function manifestStage(stage: Stage): ManifestFailed["stage"] {
  return stage === "verify" ? "proof" : stage;
}

function manifestDiagnosis({ code, headline, cause, fix, places }: Diagnosis): ManifestDiagnosis {
  return { code, headline, cause, fix, places: places.map(manifestPlace) } satisfies All<Diagnosis>;
}

function manifestPlace({ file, line, column, text }: SourcePlace): ManifestPlace {
  return { file, line, column: column ?? null, text } satisfies All<SourcePlace>;
}

function manifestBinary(binary: BinaryResult): ManifestBinary {
  const { archive } = binary;
  return {
    name: binary.name,
    file: binary.file,
    bytes: binary.bytes,
    sha256: binary.sha256,
    linkage: binary.described.linkage.text,
    archive: archive ? { file: archive.file, bytes: archive.bytes, sha256: archive.sha256 } : null,
    header: binary.header ?? null,
    libraries: binary.libraries.map(manifestLibrary),
    run: manifestRun(binary.run),
    facts: manifestFacts(binary.facts),
  } satisfies All<Omit<BinaryResult, "described">> & { linkage: string };
}

function manifestLibraryRoot(root: LibraryRootResult): ManifestLibraryRoot {
  return {
    id: root.id,
    source: root.source,
    checked: root.checked ?? null,
    seconds: root.seconds,
    bytesDownloaded: root.bytesDownloaded,
    directory: root.directory ?? null,
    packages: root.packages,
  } satisfies All<LibraryRootResult>;
}

function manifestLibrary(library: LinkedLibrary): ManifestLibrary {
  return {
    file: library.file,
    package: library.package,
    version: library.version,
    install: library.install ?? null,
  } satisfies All<LinkedLibrary>;
}

function manifestRun(run: RunOutcome): ManifestBinary["run"] {
  switch (run.kind) {
    case "not-asked":
      return { kind: run.kind } satisfies All<typeof run>;
    case "not-run":
      return { kind: run.kind, reason: run.reason } satisfies All<typeof run>;
    case "passed":
      return {
        kind: run.kind,
        emulator: run.emulator ?? null,
        seconds: run.seconds,
        output: run.output,
      } satisfies All<typeof run>;
  }
}

/** The facts of a binary as JSON has them. */
export function manifestFacts(facts: BinaryFacts): ManifestFacts {
  return { format: facts.format, ...manifestHeader(facts) } satisfies AllPublished<BinaryFacts>;
}

function manifestHeader(facts: HeaderFacts): ManifestHeader {
  return {
    kind: facts.kind,
    os: facts.os ?? null,
    arch: facts.arch ?? null,
    machine: facts.machine,
    bits: facts.bits ?? null,
    byteOrder: facts.byteOrder ?? null,
    arm: facts.arm ? manifestArm(facts.arm) : null,
    mipsFloat: facts.mipsFloat ?? null,
    mipsLevel: facts.mipsLevel ?? null,
    interpreter: facts.interpreter ?? null,
    needed: facts.needed,
    soname: facts.soname ?? null,
    runPath: facts.runPath,
    runPathTag: facts.runPathTag ?? null,
    positionIndependent: facts.positionIndependent ?? null,
    static: facts.static ?? null,
    requiredVersions: sortedKeys(facts.requiredVersions),
    glibcFloor: facts.minimumGlibc ?? null,
    go: facts.go ? manifestGo(facts.go) : null,
    hardening: facts.hardening ? manifestHardening(facts.hardening) : null,
    stripped: facts.stripped ?? null,
    minimumOs: facts.minimumOs ?? null,
    apple: facts.apple ? manifestApple(facts.apple) : null,
    slices: facts.slices?.map(manifestHeader) ?? null,
  } satisfies AllPublished<HeaderFacts>;
}

function manifestArm(arm: ArmFacts): NonNullable<ManifestFacts["arm"]> {
  return { floatAbi: arm.floatAbi ?? null, level: arm.level ?? null } satisfies All<ArmFacts>;
}

function manifestHardening(hardening: Hardening): NonNullable<ManifestFacts["hardening"]> {
  return {
    relro: hardening.relro ?? null,
    executableStack: hardening.executableStack ?? null,
    textRelocations: hardening.textRelocations ?? null,
    controlFlowGuard: hardening.controlFlowGuard ?? null,
  } satisfies All<Hardening>;
}

function manifestApple(apple: AppleFacts): NonNullable<ManifestFacts["apple"]> {
  return {
    minimumOs: apple.minimumOs ?? null,
    platforms: apple.platforms.map(({ platform, minimumOs }) => ({ platform, minimumOs })),
    signed: apple.signed,
    signature: apple.signature ? manifestSignature(apple.signature) : null,
  } satisfies All<AppleFacts>;
}

function manifestSignature(signature: AppleSignature): ManifestSignature {
  return {
    adHoc: signature.adHoc,
    hash: signature.hash,
    pages: signature.pages,
    broken: signature.broken,
    brokenPages: signature.brokenPages,
  } satisfies All<AppleSignature>;
}

function manifestGo(go: GoBuildInfo): NonNullable<ManifestFacts["go"]> {
  const settings = sortedKeys(go.settings);
  const ldflags = settings["-ldflags"];
  const shown = ldflags === undefined ? settings : { ...settings, "-ldflags": hideLdflags(ldflags) };
  return { version: go.version, path: go.path ?? null, settings: shown } satisfies All<GoBuildInfo>;
}

/** A record read from a file has its keys in the file's order. */
function sortedKeys<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function manifestToolchain(toolchain: ToolchainResult): ManifestToolchain {
  return {
    id: toolchain.id,
    triple: toolchain.triple ?? null,
    cc: toolchain.cc,
    compiler: toolchain.compiler,
    source: toolchain.source,
    checked: toolchain.checked ?? null,
    seconds: toolchain.seconds,
    bytesDownloaded: toolchain.bytesDownloaded,
    directory: toolchain.directory ?? null,
  } satisfies All<ToolchainResult>;
}

/** A fault of cgo-cross has no code. */
function manifestFailure({ code, message }: Pick<RunFailure, "code" | "message">, pages: Pages): ManifestProblem {
  return { code: code ?? null, text: message, link: (code && codePage(code, pages)) ?? null };
}

/** A failure that is a fault of cgo-cross, with what a report of it needs. */
function manifestFault(failure: RunFailure): Manifest["faults"][number] {
  return { message: failure.message, stack: failure.stack ?? null } satisfies All<Omit<RunFailure, "code">>;
}

function manifestArtifact(artifact: ArtifactResult): ManifestArtifact {
  return {
    name: artifact.name,
    id: artifact.id,
    bytes: artifact.bytes,
    targets: artifact.targets,
  } satisfies All<ArtifactResult>;
}
