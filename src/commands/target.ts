import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BuildOutcome, type Built, buildTarget } from "../build/build.ts";
import { prebuild } from "../build/prebuild.ts";
import { describeError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/plan.ts";
import type { Limit } from "../host/limit.ts";
import type { Target } from "../platforms/target.ts";
import { type Packed, packTarget } from "../publish/deliver.ts";
import type { BinaryResult, LinkedLibrary, TargetOutcome, TargetResult } from "../report/results.ts";
import type { Outcome } from "../roots/outcome.ts";
import { describeInstalled, describeLinked } from "../toolchains/layers/libraries.ts";
import type { Emulator, Provisions, Toolchain } from "../toolchains/toolchains.ts";
import { describeNssUse, findNssUse, withoutExtractions } from "../verify/nss.ts";
import { type Verified, verify } from "../verify/verify.ts";

/** A target's result, and the files it has to deliver if it passed. */
export type TargetEnd = { readonly result: TargetResult; readonly packed: readonly Packed[] };

export type TargetWork = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly provisions: Provisions;
  /** A directory outside the module; each target has its own below it. */
  readonly scratch: string;
  /** Limit among the targets: to be built, and, beside that, to be verified and packed. */
  readonly turns: { readonly build: Limit; readonly verification: Limit };
};

/** What starts first when a turn to build comes free: what takes longest, so that the short ones fill in at the end. */
const ranks = { withC: 0, ahead: 1, withoutC: 2 } as const;

/** A toolchain that is on the disk is there by then. */
const patienceMs = 500;

/**
 * The story of one target: its toolchain arrives, it is built; its emulator arrives, it is verified and packed.
 * It waits for what arrives without keeping others from their turn. Never throws.
 */
export async function makeTarget(host: Host, work: TargetWork): Promise<TargetEnd> {
  let seconds = 0;
  const timed =
    (turn: Limit): Limit =>
    (step, rank) =>
      turn(async () => {
        const started = Date.now();
        return step().finally(() => {
          seconds += (Date.now() - started) / 1000;
        });
      }, rank);
  const turns = { build: timed(work.turns.build), verification: timed(work.turns.verification) };
  const end = await makeInTurns(host, { ...work, turns }).catch((error: unknown) =>
    failed({ stage: "build", ...describeCause(error), log: [] }),
  );
  const { target, cgo, toolchain, notes } = work.target;
  logEnd(host, target, end, seconds);
  return {
    result: {
      target: targetNamed(target),
      cgo,
      toolchain,
      notes: [...notes, ...(end.notes ?? [])],
      outcome: end.outcome,
      seconds,
    },
    packed: end.packed,
  };
}

type Ending = {
  readonly outcome: TargetOutcome;
  readonly packed: readonly Packed[];
  readonly log: readonly string[];
  /** What the reader should know of the binaries although they passed. */
  readonly notes?: readonly string[];
};

async function makeInTurns(host: Host, work: TargetWork): Promise<Ending> {
  const { plan, target, turns } = work;
  const arrived = await awaitToolchain(host, work);
  if (arrived?.kind === "failed") {
    return failed({ stage: "toolchain", message: arrived.message, log: [] });
  }
  const toolchain = arrived?.value;
  const into = join(work.scratch, target.fileSuffix);
  const rank = toolchain === undefined ? ranks.withoutC : ranks.withC;
  const built = await turns.build(() => {
    host.log.progress(`Building ${target.target}…`);
    return buildTarget(host, { plan, target, toolchain, into });
  }, rank);
  if (built.kind === "failed") {
    return failed({ stage: "build", message: built.message, log: withoutExtractions(built.log) });
  }
  const emulator = emulatorOf(target);
  const ready = emulator === undefined ? undefined : await work.provisions.emulators.get(emulator);
  return turns.verification(() => verifyAndPack(host, work, { toolchain, emulator: ready, built, into }));
}

/** Waits for a target's toolchain, and meanwhile has compiled what needs none; undefined where the target needs none. */
async function awaitToolchain(host: Host, work: TargetWork): Promise<Outcome<Toolchain> | undefined> {
  const { plan, target, provisions, turns } = work;
  let isThere = false;
  const arriving = provisions.toolchainOf(target)?.then((arrived) => {
    isThere = true;
    return arrived;
  });
  if (arriving === undefined) {
    return undefined;
  }
  await Promise.race([arriving, sleep(patienceMs, undefined, { ref: false })]);
  if (!isThere) {
    let running: Promise<void> | undefined;
    const ahead = turns.build(async () => {
      running = isThere ? undefined : prebuild(host, { plan, target });
      await running;
    }, ranks.ahead);
    await Promise.race([arriving, ahead]);
    await running;
  }
  return arriving;
}

type Ready = {
  readonly toolchain: Toolchain | undefined;
  readonly emulator: Outcome<Emulator> | undefined;
  readonly built: Extract<BuildOutcome, { kind: "built" }>;
  readonly into: string;
};

async function verifyAndPack(host: Host, { plan, target: planned }: TargetWork, ready: Ready): Promise<Ending> {
  const { toolchain, built, into } = ready;
  const target = withoutAbsentEmulator(planned, ready.emulator);
  const shown = withoutExtractions(built.log);
  if (ready.emulator?.kind === "failed" && target.run.kind === "run") {
    return failed({ stage: "run", message: ready.emulator.message, log: shown });
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

/** The target of a plan, which has its name. */
export function targetNamed(name: string): Target {
  const [os = "", arch = "", variant] = name.split("/");
  return { os, arch, variant };
}

function emulatorOf({ run }: TargetPlan): "qemu" | "wine" | undefined {
  const kind = run.kind === "run" ? run.emulator.kind : undefined;
  return kind === "qemu" || kind === "wine" ? kind : undefined;
}

/** An emulator that this machine cannot have is no failure of the binary; it is reported as not run, with the reason. */
function withoutAbsentEmulator(target: TargetPlan, emulator: Outcome<Emulator> | undefined): TargetPlan {
  return emulator?.kind === "failed" && emulator.absent === true
    ? { ...target, run: { kind: "none", reason: emulator.message } }
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
  return [{ file, name: build.file, bytes, sha256, facts, run: smokeTest, archive, header, libraries }];
}

function logEnd(host: Host, target: string, { outcome, log }: Ending, seconds: number): void {
  const time = `${seconds.toFixed(1)} s`;
  const title =
    outcome.kind === "passed"
      ? `${target}: built and verified in ${time}`
      : `${target}: FAILED (${outcome.stage}) after ${time}: ${outcome.message}`;
  host.log.group(title, log);
}
