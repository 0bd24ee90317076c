import type { BuildOutcome } from "../build/index.ts";
import type { EmulatorOutcome } from "../emulators/index.ts";
import { describeError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { type Packed, packTarget } from "../publish/index.ts";
import type { BinaryResult, LinkedLibrary } from "../report/index.ts";
import { describeInstalled, describeLinked, type Toolchain } from "../toolchains/index.ts";
import {
  describeNssUse,
  describeTravel,
  findNssUse,
  linkageOf,
  shortFormatName,
  type Verified,
  verify,
  withoutExtractions,
} from "../verify/index.ts";
import { diagnoseRun, explainVerification } from "./diagnosis.ts";
import { type Ending, failed, inStage } from "./ending.ts";

/** A target's binaries, and what they were built with and are run by. */
export type BuiltTarget = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly toolchain: Toolchain | undefined;
  readonly emulator: EmulatorOutcome | undefined;
  readonly built: Extract<BuildOutcome, { kind: "built" }>;
  /** The target's own directory. */
  readonly into: string;
};

/**
 * Verifies what was built, runs it where the plan says so, and packs it.
 * @throws What is no failure of the binaries.
 */
export async function verifyAndPack(host: Host, work: BuiltTarget): Promise<Ending> {
  const { plan, toolchain, built, emulator } = work;
  const log = withoutExtractions(built.log);
  const target = withoutAbsentEmulator(work.target, emulator);
  const verification = await verify(host, {
    target,
    binaries: built.binaries,
    log: built.log,
    toolchain,
    emulator: emulator?.kind === "ready" ? emulator.value : undefined,
    directory: plan.module.directory,
  });
  switch (verification.kind) {
    case "failed":
      return failed({ ...explainVerification(verification), log: [...log, ...verification.log] });
    case "run-failed": {
      const explained = await diagnoseRun(host, { plan, target, toolchain, failure: verification });
      return failed({ stage: "run", ...explained, log: [...log, ...verification.smokeTest.log] });
    }
    case "verified":
      return inStage("publish", log, () => pack(host, work, verification.binaries));
  }
}

/** A program whose emulator is not there is reported as not run, with the reason: only the program can fail its target. */
function withoutAbsentEmulator(target: TargetPlan, emulator: EmulatorOutcome | undefined): TargetPlan {
  return emulator?.kind === "absent" ? { ...target, run: { kind: "none", reason: emulator.reason } } : target;
}

async function pack(host: Host, work: BuiltTarget, binaries: readonly Verified[]): Promise<Ending> {
  const { plan, target, built, into, toolchain } = work;
  const packed = await packTarget(plan, binaries, into);
  const results: BinaryResult[] = [];
  for (const [index, verified] of binaries.entries()) {
    const linked = await describeLibraries(host, verified, toolchain);
    results.push(...binaryResult(verified, packed[index], linked));
  }
  const printed = binaries.flatMap(({ smokeTest }) =>
    smokeTest.kind === "passed" ? smokeTest.output.split("\n") : [],
  );
  return {
    outcome: { kind: "passed", binaries: results },
    packed,
    log: [...withoutExtractions(built.log), ...printed],
    notes: [...(target.nss === "noted" ? describeNss(built.log) : []), ...(await describeTravels(work, binaries))],
  };
}

async function describeTravels(
  { plan, target }: BuiltTarget,
  binaries: readonly Verified[],
): Promise<readonly string[]> {
  const { directory } = plan.module;
  const { libraryDirectories } = target.prebuilt;
  const notes = await Promise.all(
    binaries.map(({ facts }) => describeTravel(facts, { libraryDirectories, directory })),
  );
  return [...new Set(notes.flat())];
}

function describeNss(log: readonly string[]): readonly string[] {
  const uses = findNssUse(log);
  return uses.length === 0
    ? []
    : [`calls ${describeNssUse(uses)}, which works only where the system has the glibc that it was linked with`];
}

/** That a library cannot be named is no failure of the binary. */
async function describeLibraries(
  host: Host,
  verified: Verified,
  toolchain: Toolchain | undefined,
): Promise<readonly LinkedLibrary[]> {
  try {
    return await findLibraries(host, verified, toolchain);
  } catch (error) {
    if (describeError(error).kind === "internal") {
      throw error;
    }
    return [];
  }
}

async function findLibraries(
  host: Host,
  { facts, built }: Verified,
  toolchain: Toolchain | undefined,
): Promise<readonly LinkedLibrary[]> {
  const { needed } = facts;
  const binary = { program: built.build.importPath, needed, static: facts.static ?? needed.length === 0 };
  if (toolchain?.linked !== undefined) {
    return describeLinked(host, toolchain.linked, binary);
  }
  return toolchain?.source === "host" && !binary.static ? describeInstalled(host, binary.needed) : [];
}

function binaryResult(
  { facts, smokeTest }: Verified,
  packed: Packed | undefined,
  libraries: readonly LinkedLibrary[],
): readonly BinaryResult[] {
  if (packed === undefined) {
    return [];
  }
  const { build, file, bytes, sha256, archive, header } = packed;
  const described = { format: shortFormatName(facts.format), linkage: linkageOf(facts) };
  return [{ file, name: build.file, bytes, sha256, facts, described, run: smokeTest, archive, header, libraries }];
}
