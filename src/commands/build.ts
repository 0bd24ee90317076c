import { join } from "node:path";
import { rememberMirrors } from "../archives/index.ts";
import { findGoCaches } from "../go-caches/index.ts";
import { UserError } from "../host/errors.ts";
import { during, type Hold, makeLimit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { repeatingFlags } from "../inputs/index.ts";
import type { Plan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { type Delivered, type Deliveries, deliver, publish, runFiles } from "../publish/index.ts";
import {
  describePlan,
  describeWithoutArtifacts,
  fillingStep,
  type RunResult,
  type TargetResult,
} from "../report/index.ts";
import { decide, readQuestion } from "./decide.ts";
import { describeCause } from "./ending.ts";
import { exportEnvironment, type HandedOn } from "./export-environment.ts";
import { explainFullDisk } from "./full-disk.ts";
import { type Kept, takeLeftOut } from "./left-out.ts";
import type { Told } from "./log-end.ts";
import { allMakers, type Makers } from "./makers.ts";
import { holdOutDir, outDirProblems, prepareOutDir, requireOutDir, takenNameProblems } from "./out-dir.ts";
import { libraryResults, refusedResults, setUpResults, toolchainResults } from "./results.ts";
import { emulatorsOf } from "./setup.ts";
import { makeSupplements, type Opened, type Supplements } from "./supplements.ts";
import { makeTarget, testTarget } from "./target.ts";
import { openToolkit, type Toolkit } from "./toolkit.ts";
import { version } from "./version.ts";
import type { TargetEnd } from "./work.ts";

export type Ended =
  | { readonly kind: "planned"; readonly plan: Plan }
  /** `hold`: out-dir is this run's until the manifest of what is in it is written. */
  | { readonly kind: "done"; readonly plan: Plan; readonly result: RunResult; readonly hold: Hold | undefined };

/**
 * The whole story: decide everything, then do it, then say what happened.
 * @param raw The inputs by name, as they were given; absent ones have their defaults.
 * @param makers All that can make something.
 * @throws UserError where it cannot be done as asked. A target that fails is part of the result, not an error.
 */
export async function crossbuild(
  host: Host,
  raw: Readonly<Record<string, string>>,
  makers: Makers = allMakers,
): Promise<Ended> {
  const started = Date.now();
  const asked = await readQuestion(host, raw);
  const question = { ...asked, problems: [...asked.problems, ...(await outDirProblems(host, asked))] };
  const goCaches = await findGoCaches(host, question);
  if (!question.inputs.dryRun && question.problems.length === 0) {
    // Before the survey, since Go fetches modules to list the program.
    await goCaches.restore();
  }
  const decided = await decide(host, question, { goCaches, lock: "obey", makers });
  const { plan, machine } = decided;
  const taken = await takenNameProblems(plan);
  if (taken.length > 0) {
    throw new UserError(taken);
  }
  if (question.inputs.dryRun) {
    return { kind: "planned", plan };
  }
  if (plan.mode === "build") {
    await prepareOutDir(host, plan);
  }
  host.log.group("Plan", describePlan(plan));
  for (const line of describeWithoutArtifacts(plan.publication)) {
    host.log.notice(line);
  }
  const mirrors = rememberMirrors();
  const emulators = plan.mode === "set-up" ? { emulatorDirectory: emulatorsOf(host, plan) } : {};
  const toolkit = openToolkit(host, plan, { machine, makers, mirrors, ...emulators });
  const supplements = makeSupplements(host, { ...decided, makers, mirrors, roots: toolkit.roots });
  const done = await carryOut(host, plan, { ...toolkit, supplements, started });
  const complete = done.targets.every(({ outcome }) => outcome.kind === "passed");
  await goCaches.save({ plan, toolchains: toolkit.toolchains, complete });
  const described = await describeRun(host, plan, {
    opened: [{ ...toolkit, plan }, ...supplements.opened()],
    done,
    flags: repeatingFlags(raw),
  });
  const result = await explainFullDisk(host, described);
  return { kind: "done", plan, result: { ...result, seconds: (Date.now() - started) / 1000 }, hold: done.hold };
}

type BuildKit = Toolkit & { readonly supplements: Supplements; readonly started: number };

type Done = Kept & {
  readonly published: Awaited<ReturnType<typeof publish>>;
  readonly handedOn: HandedOn;
  readonly hold: Hold | undefined;
};

/** Does what the plan says. What becomes of a target is part of the result. */
async function carryOut(host: Host, plan: Plan, toolkit: BuildKit): Promise<Done> {
  const made = plan.mode === "build" ? await buildAll(host, plan, toolkit) : [];
  const handedOn = await exportEnvironment(host, plan, toolkit);
  const ready = plan.mode === "build" ? [] : await testAll(host, plan, toolkit, await setUpResults(plan, toolkit));
  await toolkit.emulators.stop();
  const { outDir } = plan.publication;
  if (made.length > 0) {
    await requireOutDir(plan);
  }
  const hold = made.length === 0 ? undefined : await holdOutDir(host, plan);
  const { all, published } = await during(host.log, fillingStep(outDir), async () => {
    const { results, deliveries } = await deliverAll(made);
    return { all: plan.mode === "build" ? results : ready, published: await publish(host, plan, deliveries) };
  });
  await toolkit.roots.save();
  const { targets, leftOut } = await takeLeftOut(plan, toolkit, all);
  return { targets: [...targets, ...(await refusedResults(plan))], leftOut, published, handedOn, hold };
}

/** Tests what was only set up, where that is asked for. */
async function testAll(
  host: Host,
  plan: Plan,
  toolkit: BuildKit,
  results: readonly TargetResult[],
): Promise<readonly TargetResult[]> {
  const limit = makeLimit(plan.concurrency.jobs);
  return Promise.all(
    results.map(async (result, at) => {
      const target = plan.targets[at];
      const opened = target === undefined ? undefined : await toolkit.toolchains.of(target);
      if (target?.tests === undefined || result.outcome.kind === "failed") {
        return result;
      }
      const toolchain = opened?.kind === "ready" ? opened.value : undefined;
      const started = Date.now();
      const end = { outcome: result.outcome, packed: [], log: [], notes: [...result.notes] };
      const { outcome, notes } = await limit(() => testTarget(host, { plan, target, toolchain, toolkit }, end));
      return { ...result, outcome, notes, seconds: (Date.now() - started) / 1000 };
    }),
  );
}

async function describeRun(
  host: Host,
  plan: Plan,
  {
    opened,
    done,
    flags,
  }: Pick<RunResult, "flags"> & {
    readonly opened: readonly Opened[];
    readonly done: Omit<Done, "hold">;
  },
): Promise<Omit<RunResult, "seconds">> {
  const { outDir } = plan.publication;
  const { targets, leftOut, published, handedOn } = done;
  return {
    tool: { version },
    host: { ...plan.host, distribution: plan.host.distribution?.title },
    go: { version: plan.go.version },
    module: { path: plan.module.path },
    flags,
    targets,
    leftOut,
    handedOn,
    toolchains: await toolchainResults(opened),
    libraries: await libraryResults(opened),
    checksums: published.checksums,
    manifest: plan.mode === "build" ? join(outDir, runFiles.manifest) : undefined,
    outDir,
    artifacts: published.artifacts,
    withoutArtifacts: plan.publication.withoutArtifacts,
    failures: published.problems,
    warnings: [
      ...plan.warnings.map((warning) => ({ ...warning, isLogged: false })),
      ...host.log.warnings().map((warning) => ({ ...warning, isLogged: true })),
    ],
    pages: host.job.pages,
  };
}

async function buildAll(host: Host, plan: Plan, toolkit: BuildKit): Promise<readonly TargetEnd[]> {
  const scratch = join(host.scratchDirectory, "targets");
  const { jobs, cpus } = plan.concurrency;
  const limits = { build: makeLimit(jobs), verification: makeLimit(cpus) };
  const ends = new Map<string, Promise<TargetEnd>>();
  const told: Told = [];
  for (const target of plan.targets) {
    const slices = target.slices.flatMap((name) => ends.get(name) ?? []);
    ends.set(
      targetName(target.target),
      makeTarget(host, { plan, target, slices, toolkit, scratch, started: toolkit.started, limits, told }),
    );
  }
  const all = await Promise.all(ends.values());
  // What was only to be joined has no files and no result of its own.
  return all.filter((_, at) => plan.targets[at]?.asked === true);
}

/** Out-dir is filled only now that all is built; see packTarget. */
async function deliverAll(
  made: readonly TargetEnd[],
): Promise<{ readonly results: readonly TargetResult[]; readonly deliveries: Deliveries }> {
  const results: TargetResult[] = [];
  const deliveries = new Map<string, readonly Delivered[]>();
  for (const { result, packed } of made) {
    try {
      const delivered = await deliver(packed);
      results.push(result);
      if (delivered.length > 0) {
        deliveries.set(targetName(result.target), delivered);
      }
    } catch (error) {
      const outcome = { kind: "failed", stage: "publish", ...(await describeCause(error)), log: [] } as const;
      results.push({ ...result, outcome });
    }
  }
  return { results, deliveries };
}
