import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BuildOutcome, type Built, buildTarget, prebuild } from "../build/index.ts";
import type { StartedEmulator } from "../emulators/index.ts";
import { describeError, describeFault, UnavailableError } from "../host/errors.ts";
import type { Limit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { targetFileSuffix, targetName } from "../platforms/index.ts";
import { type Packed, packTarget } from "../publish/index.ts";
import type { BinaryResult, LinkedLibrary, TargetOutcome, TargetResult } from "../report/index.ts";
import type { Outcome } from "../roots/index.ts";
import { describeInstalled, describeLinked, type Toolchain } from "../toolchains/index.ts";
import {
  describeNssUse,
  findNssUse,
  linkageOf,
  shortFormatName,
  type Verified,
  verify,
  withoutExtractions,
} from "../verify/index.ts";
import type { Toolkit } from "./toolkit.ts";

/** A target's result, and the files it has to deliver if it passed. */
export type TargetEnd = { readonly result: TargetResult; readonly packed: readonly Packed[] };

export type TargetWork = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly toolkit: Pick<Toolkit, "toolchains" | "emulators">;
  /** A directory outside the module; each target has its own below it. */
  readonly scratch: string;
  /** How many targets are built at the same time, and, beside that, verified and packed. */
  readonly limits: { readonly build: Limit; readonly verification: Limit };
};

/** What starts first when a build ends: what takes longest, so that the short ones fill in at the end. */
const ranks = { withC: 0, prebuild: 1, withoutC: 2 } as const;

/** Milliseconds after which a toolchain that is on the disk already is ready. */
const onDiskGrace = 500;

/**
 * The story of one target: once its toolchain is there it is built; once its emulator is there it is verified and packed.
 * It waits for either without keeping other targets from being built. Never throws.
 */
export async function makeTarget(host: Host, work: TargetWork): Promise<TargetEnd> {
  let seconds = 0;
  const timed =
    (limit: Limit): Limit =>
    (step, rank) =>
      limit(async () => {
        const started = Date.now();
        return step().finally(() => {
          seconds += (Date.now() - started) / 1000;
        });
      }, rank);
  const limits = { build: timed(work.limits.build), verification: timed(work.limits.verification) };
  const end = await makeWithinLimits(host, { ...work, limits }).catch((error: unknown) =>
    failed({ stage: "build", ...describeCause(error), log: [] }),
  );
  const { target, cgo, notes } = work.target;
  logEnd(host, targetName(target), end, seconds);
  return {
    result: {
      target,
      cgo,
      toolchain: end.toolchain,
      notes: [...notes, ...(end.notes ?? [])],
      outcome: end.outcome,
      seconds,
    },
    packed: end.packed,
  };
}

type Ending = {
  /** The id of the toolchain that it was built with. */
  readonly toolchain?: string | undefined;
  readonly outcome: TargetOutcome;
  readonly packed: readonly Packed[];
  readonly log: readonly string[];
  /** What the reader should know of the binaries although they passed. */
  readonly notes?: readonly string[];
};

async function makeWithinLimits(host: Host, work: TargetWork): Promise<Ending> {
  const opened = await awaitToolchain(host, work);
  if (opened?.kind === "failed") {
    return failed({ stage: "toolchain", ...describeCause(opened.error), log: [] });
  }
  const toolchain = opened?.value;
  const end = await buildAndVerify(host, work, toolchain);
  return { ...end, toolchain: toolchain?.id };
}

async function buildAndVerify(host: Host, work: TargetWork, toolchain: Toolchain | undefined): Promise<Ending> {
  const { plan, target, limits, toolkit } = work;
  const into = join(work.scratch, targetFileSuffix(target.target));
  const rank = toolchain === undefined ? ranks.withoutC : ranks.withC;
  const built = await limits.build(() => {
    host.log.progress(`Building ${targetName(target.target)}…`);
    return buildTarget(host, { plan, target, toolchain, into });
  }, rank);
  if (built.kind === "failed") {
    return failed({ stage: "build", message: built.message, log: withoutExtractions(built.log) });
  }
  const emulator = await toolkit.emulators.of(target.run);
  return limits.verification(() => verifyAndPack(host, work, { toolchain, emulator, built, into }));
}

/** Waits for a target's toolchain, and meanwhile has compiled what needs none; undefined where the target needs none. */
async function awaitToolchain(host: Host, work: TargetWork): Promise<Outcome<Toolchain> | undefined> {
  const { plan, target, toolkit, limits } = work;
  let isReady = false;
  const opening = toolkit.toolchains.of(target)?.then((opened) => {
    isReady = true;
    return opened;
  });
  if (opening === undefined) {
    return undefined;
  }
  await Promise.race([opening, sleep(onDiskGrace, undefined, { ref: false })]);
  if (!isReady) {
    let running: Promise<void> | undefined;
    const prebuilding = limits.build(async () => {
      running = isReady ? undefined : prebuild(host, { plan, target });
      await running;
    }, ranks.prebuild);
    await Promise.race([opening, prebuilding]);
    await running;
  }
  return opening;
}

type Ready = {
  readonly toolchain: Toolchain | undefined;
  readonly emulator: Outcome<StartedEmulator> | undefined;
  readonly built: Extract<BuildOutcome, { kind: "built" }>;
  readonly into: string;
};

async function verifyAndPack(host: Host, { plan, target: planned }: TargetWork, ready: Ready): Promise<Ending> {
  const { toolchain, built, into } = ready;
  const target = withoutAbsentEmulator(planned, ready.emulator);
  const shown = withoutExtractions(built.log);
  if (ready.emulator?.kind === "failed" && target.run.kind === "run") {
    return failed({ stage: "run", ...describeCause(ready.emulator.error), log: shown });
  }
  const emulator = ready.emulator?.kind === "ready" ? ready.emulator.value : undefined;
  const binaries: readonly Built[] = built.binaries;
  const { log } = built;
  const verification = await verify(host, {
    target,
    binaries,
    log,
    toolchain,
    emulator,
    directory: plan.module.directory,
  });
  if (verification.kind === "failed") {
    return failed({ ...verification, log: [...shown, ...verification.log] });
  }
  let packed: readonly Packed[];
  try {
    packed = await packTarget(plan, verification.binaries, into);
  } catch (error) {
    return failed({ stage: "publish", ...describeCause(error), log: shown });
  }
  const results: BinaryResult[] = [];
  for (const [index, verified] of verification.binaries.entries()) {
    const linked = await describeLibraries(host, verified, toolchain);
    results.push(...binaryResult(verified, packed[index], linked));
  }
  const uses = target.nss === "noted" ? findNssUse(log) : [];
  const notes =
    uses.length === 0
      ? []
      : [`calls ${describeNssUse(uses)}, which works only where the system has the glibc that it was linked with`];
  const said = verification.binaries.flatMap(({ smokeTest }) =>
    smokeTest.kind === "passed" ? smokeTest.output.split("\n") : [],
  );
  return { outcome: { kind: "passed", binaries: results }, packed, log: [...shown, ...said], notes };
}

type Failed = Extract<TargetOutcome, { kind: "failed" }>;

function failed(failure: Omit<Failed, "kind" | "stack"> & { readonly stack?: string | undefined }): Ending {
  const { stage, message, log, stack } = failure;
  return { outcome: { kind: "failed", stage, message, log: log.slice(-60), stack }, packed: [], log };
}

/** What a target's failure says about something that was thrown: the stack trace too, if it is a fault of ours. */
export function describeCause(error: unknown): Pick<Failed, "message" | "stack"> {
  const described = describeError(error);
  return described.kind === "internal"
    ? { message: described.message, stack: described.stack }
    : { message: described.problems.join("\n"), stack: undefined };
}

/** An emulator that this machine cannot have is no failure of the binary; it is reported as not run, with the reason. */
function withoutAbsentEmulator(target: TargetPlan, emulator: Outcome<StartedEmulator> | undefined): TargetPlan {
  return emulator?.kind === "failed" && emulator.error instanceof UnavailableError
    ? { ...target, run: { kind: "none", reason: emulator.error.message } }
    : target;
}

/** That a library cannot be named is no fault of the binary. */
async function describeLibraries(
  host: Host,
  { facts, built }: Verified,
  toolchain: Toolchain | undefined,
): Promise<readonly LinkedLibrary[]> {
  const { needed } = facts;
  const binary = { program: built.build.importPath, needed, static: facts.static ?? needed.length === 0 };
  if (toolchain?.linked !== undefined) {
    return describeLinked(host, toolchain.linked, binary).catch(() => []);
  }
  return toolchain?.source === "host" && !binary.static ? describeInstalled(host, binary.needed).catch(() => []) : [];
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

function logEnd(host: Host, target: string, { outcome, log }: Ending, seconds: number): void {
  const time = `${seconds.toFixed(1)} s`;
  if (outcome.kind === "passed") {
    host.log.group(`${target}: built and verified in ${time}`, log);
    return;
  }
  const { stage, message, stack } = outcome;
  const fault = stack === undefined ? [] : describeFault({ kind: "internal", message, stack }).split("\n");
  host.log.group(`${target}: FAILED (${stage}) after ${time}: ${message}`, [...log, ...fault]);
}
