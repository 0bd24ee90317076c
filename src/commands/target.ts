import { setTimeout as sleep } from "node:timers/promises";
import { type BuildOutcome, buildTarget, type MissingFile, prebuild } from "../build/index.ts";
import type { Limit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { outcomeOf, readyValue } from "../roots/index.ts";

import type { Toolchain } from "../toolchains/index.ts";
import { findForeignObjects, withoutExtractions } from "../verify/index.ts";

import { verifyAndPack } from "./binaries.ts";
import { diagnoseBuild, explainForeign } from "./diagnosis.ts";
import { type Ending, failed, inStage, toolchainFailure } from "./ending.ts";
import { leftOutReason } from "./left-out.ts";
import { logEnd } from "./log-end.ts";
import { makePhases, type Phases } from "./phases.ts";
import { phaseTeller, progressTeller, tellEnd } from "./steps.ts";
import { type Attempt, describeFound, type Supplement } from "./supplements.ts";
import { describeCounts, failureLines, nameOfFailure, runTests } from "./tests.ts";
import { makeUniversal } from "./universal.ts";
import { directoryOf, type Made, type TargetEnd, type TargetWork } from "./work.ts";

/** What starts first when a build ends: what takes longest, so that the short ones fill in at the end. */
const ranks = { withC: 0, prebuild: 1, withoutC: 2 } as const;

/** Milliseconds after which a toolchain that is on the disk already is ready. */
const onDiskGrace = 500;

/**
 * The story of one target: once its toolchain is there it is built; once its emulator is there it is verified and packed.
 * It waits for either without keeping other targets from being built. Never throws.
 */
export async function makeTarget(host: Host, work: TargetWork): Promise<TargetEnd> {
  const phases = makePhases(work.started, phaseTeller(host.log, work.target.target));
  // What it is joined from has been made for it.
  const slices = work.slices.length === 0 ? [] : await phases.during("slices", () => Promise.all(work.slices));
  let seconds = slices.reduce((sum, { result }) => sum + result.seconds, 0);
  const timed =
    (limit: Limit): Limit =>
    (step, rank) =>
      limit(async () => {
        const started = Date.now();
        return step().finally(() => {
          seconds += (Date.now() - started) / 1000;
        });
      }, rank);
  const limits = {
    build: timed(work.limits.build),
    verification: phases.limited(timed(work.limits.verification), "verify"),
  };
  const { toolchain, ...end } = await makeWithinLimits(host, { ...work, limits, phases });
  const { target, cgo, notes } = work.target;
  const reason = await leftOutReason(work.target, work.toolkit);
  if (reason === undefined) {
    tellEnd(host.log, target, { outcome: end.outcome, seconds });
    logEnd(host.log, { ...end, target, seconds }, work.told);
  } else {
    host.log.step(targetName(target), { kind: "skipped", text: "left out" });
    host.log.info(`${targetName(target)}: left out: ${reason.text}`);
  }
  return {
    result: {
      target,
      cgo,
      toolchain,
      notes: [...notes, ...end.notes],
      outcome: end.outcome,
      seconds,
      phases: phases.all(),
    },
    packed: end.packed,
  };
}

/** The work on a target, and where what it waits for is recorded. */
type Recorded = TargetWork & { readonly phases: Phases };

async function makeWithinLimits(host: Host, work: Recorded): Promise<Made> {
  if (work.slices.length > 0) {
    return makeUniversal(host, work, await Promise.all(work.slices));
  }
  const foreign = await findForeignObjects(work.target);
  if (foreign.length > 0) {
    return { ...failed({ stage: "build", ...explainForeign(foreign), log: [] }), toolchain: undefined };
  }
  const opened = await outcomeOf(() => work.phases.during("toolchain", () => awaitToolchain(host, work)));
  if (opened.kind === "failed") {
    const end = failed(await toolchainFailure(opened.error));
    return { ...end, toolchain: undefined };
  }
  return buildAndVerify(host, work, { target: work.target, toolchain: opened.value, added: [], found: [] });
}

/** How often a target is built at most, each time with something that the build before did not find. */
const mostBuilds = 5;

/** Builds a target, again with what the compiler or the linker did not find as long as that can be had, and verifies it. */
async function buildAndVerify(host: Host, work: Recorded, first: Attempt): Promise<Made> {
  let attempt = first;
  const end = await inStage("build", [], async () => {
    for (let builds = 1; ; builds += 1) {
      const built = await buildOnce(host, work, attempt);
      if (built.kind === "built") {
        return verifyBuilt(host, work, attempt, built);
      }
      const supplement = builds < mostBuilds ? await lookUp(work, attempt, built.missing) : undefined;
      if (supplement?.kind !== "supplied") {
        const log = withoutExtractions(built.log);
        const lookedUp = supplement?.lookedUp ?? [];
        const explained = await diagnoseBuild(host, { ...attempt, plan: work.plan, log, lookedUp });
        return failed({ stage: "build", ...explained, log, command: built.command });
      }
      attempt = supplement.attempt;
    }
  });
  const { found, toolchain } = attempt;
  return {
    ...end,
    notes: [...(toolchain?.notes ?? []), ...describeFound(found), ...end.notes],
    toolchain: toolchain?.id,
  };
}

async function lookUp(
  { toolkit, phases }: Recorded,
  attempt: Attempt,
  missing: readonly MissingFile[],
): Promise<Supplement> {
  return phases.during("lookup", () => toolkit.supplements.of(attempt, missing));
}

async function buildOnce(host: Host, work: Recorded, { target, toolchain }: Attempt): Promise<BuildOutcome> {
  const { plan, limits, phases } = work;
  const rank = toolchain === undefined ? ranks.withoutC : ranks.withC;
  return phases.limited(limits.build, "build")(
    () =>
      buildTarget(host, {
        plan,
        target,
        toolchain,
        into: directoryOf(work),
        onProgress: progressTeller(host.log, target.target),
      }),
    rank,
  );
}

async function verifyBuilt(
  host: Host,
  work: Recorded,
  { target, toolchain }: Attempt,
  built: Extract<BuildOutcome, { kind: "built" }>,
): Promise<Ending> {
  const { plan, limits, toolkit, phases } = work;
  const emulator = await phases.during("emulator", async () => toolkit.emulators.of(target.run));
  const end = await limits.verification(() =>
    inStage("verify", withoutExtractions(built.log), () =>
      verifyAndPack(host, { plan, target, toolchain, emulator, built, into: directoryOf(work) }),
    ),
  );
  return end.outcome.kind === "passed" && target.tests !== undefined
    ? limits.build(() => testTarget(host, { plan, target, toolchain, toolkit }, end), ranks.withC)
    : end;
}

type Testing = Pick<Attempt, "target" | "toolchain"> & {
  readonly plan: Plan;
  readonly toolkit: Pick<TargetWork["toolkit"], "emulators">;
};

/** Only what passes its tests is published. */
export async function testTarget(
  host: Host,
  { plan, target, toolchain, toolkit }: Testing,
  end: Ending,
): Promise<Ending> {
  const { tests } = target;
  const emulator = tests === undefined ? undefined : await toolkit.emulators.of(tests);
  return inStage("test", end.log, async () => {
    host.log.progress(`Testing ${targetName(target.target)}…`);
    const tested = await runTests(host, { plan, target, toolchain, emulator });
    if (tested.kind === "failed") {
      const shown = tested.report.failures.flatMap((each) => [`${nameOfFailure(each)}:`, ...failureLines(each)]);
      return failed({ stage: "test", message: tested.message, log: [...end.log, ...shown] });
    }
    const note = tested.kind === "not-run" ? `not run: ${tested.reason}` : describeCounts(tested.report);
    return { ...end, notes: [...end.notes, `tests: ${note}`] };
  });
}

/**
 * Waits for a target's toolchain, and meanwhile has compiled what needs none; undefined where the target needs none. Throws
 * where it cannot be had.
 */
async function awaitToolchain(host: Host, work: Recorded): Promise<Toolchain | undefined> {
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
      running = isReady ? undefined : work.phases.during("prebuild", () => prebuild(host, { plan, target }));
      await running;
    }, ranks.prebuild);
    await Promise.race([opening, prebuilding]);
    await running;
  }
  return readyValue(await opening);
}
