import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildTarget, prebuild } from "../build/index.ts";
import { describeFault } from "../host/errors.ts";
import type { Limit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { targetFileSuffix, targetName } from "../platforms/index.ts";
import type { Packed } from "../publish/index.ts";
import type { TargetResult } from "../report/index.ts";
import { outcomeOf, readyValue } from "../roots/index.ts";
import { describeOutdated, type Toolchain } from "../toolchains/index.ts";
import { withoutExtractions } from "../verify/index.ts";
import { verifyAndPack } from "./binaries.ts";
import { describeCause, type Ending, failed, inStage } from "./ending.ts";
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
  const { toolchain, ...end } = await makeWithinLimits(host, { ...work, limits });
  const { target, cgo, notes } = work.target;
  logEnd(host, targetName(target), end, seconds);
  return {
    result: { target, cgo, toolchain, notes: [...notes, ...end.notes], outcome: end.outcome, seconds },
    packed: end.packed,
  };
}

/** `toolchain`: the id of the one that it was built with. */
type Made = Ending & { readonly toolchain: string | undefined };

async function makeWithinLimits(host: Host, work: TargetWork): Promise<Made> {
  const opened = await outcomeOf(() => awaitToolchain(host, work));
  if (opened.kind === "failed") {
    const end = failed({ stage: "toolchain", ...describeCause(opened.error), log: [] });
    return { ...end, toolchain: undefined };
  }
  const toolchain = opened.value;
  const end = await inStage("build", [], () => buildAndVerify(host, work, toolchain));
  return { ...end, notes: [...(toolchain?.notes ?? []), ...end.notes], toolchain: toolchain?.id };
}

async function buildAndVerify(host: Host, work: TargetWork, toolchain: Toolchain | undefined): Promise<Ending> {
  const { plan, target, limits, toolkit } = work;
  const into = join(work.scratch, targetFileSuffix(target.target));
  const rank = toolchain === undefined ? ranks.withoutC : ranks.withC;
  const built = await limits.build(() => {
    host.log.progress(`Building ${targetName(target.target)}…`);
    return buildTarget(host, { plan, target, toolchain, into });
  }, rank);
  const log = withoutExtractions(built.log);
  if (built.kind === "failed") {
    const linked = toolchain?.linked;
    const hint = linked === undefined ? undefined : await describeOutdated(host, linked, built.log);
    const message = hint === undefined ? built.message : `${built.message}; ${hint}`;
    return failed({ stage: "build", message, log });
  }
  const emulator = await toolkit.emulators.of(target.run);
  return limits.verification(() =>
    inStage("verify", log, () => verifyAndPack(host, { plan, target, toolchain, emulator, built, into })),
  );
}

/**
 * Waits for a target's toolchain, and meanwhile has compiled what needs none; undefined where the target needs none. Throws
 * where it cannot be had.
 */
async function awaitToolchain(host: Host, work: TargetWork): Promise<Toolchain | undefined> {
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
  return readyValue(await opening);
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
