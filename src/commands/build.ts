import { join } from "node:path";
import { type GoCaches, openGoCaches } from "../go-caches/go-caches.ts";
import { messageOf } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { parseInputs } from "../inputs/parse.ts";
import { decideCache } from "../plan/cache.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { makeLimit } from "../platforms/limit.ts";
import { clearOutputs, type Delivered, deliver, runFiles } from "../publish/deliver.ts";
import { type Deliveries, publish } from "../publish/publish.ts";
import { describePlan, describeTargets } from "../report/plan.ts";
import type { RunResult, TargetResult, ToolchainResult } from "../report/results.ts";
import { type LockedRoot, type LockUse, releaseName, useLock } from "../roots/lock.ts";
import { findLockPath, readLock } from "../roots/lock-file.ts";
import { findGo } from "../survey/go.ts";
import type { Machine } from "../survey/machine.ts";
import { type Survey, type SurveyQuestion, surveyProgram } from "../survey/survey.ts";
import { type Provisions, provision, rootRequests } from "../toolchains/toolchains.ts";
import { resolveDirectories } from "./directories.ts";
import { exportEnvironment } from "./export-environment.ts";
import { makeTarget, type TargetEnd } from "./target.ts";
import { version } from "./version.ts";

/** Everything that is wrong with what was asked for, found before anything was fetched. */
export class InputProblems extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "InputProblems";
    this.problems = problems;
  }
}

export type Ended =
  | { readonly kind: "planned"; readonly plan: Plan }
  | { readonly kind: "done"; readonly plan: Plan; readonly result: RunResult };

/**
 * The whole story: decide everything, then do it, then say what happened.
 * @param raw The inputs by name, as they were given; absent ones have their defaults.
 * @throws InputProblems where it cannot be done as asked. A target that fails is part of the result, not an error.
 */
export async function crossbuild(host: Host, raw: Readonly<Record<string, string>>): Promise<Ended> {
  const started = Date.now();
  const { inputs, plan, machine, lock, goCaches } = await decide(host, raw);
  if (inputs.dryRun) {
    return { kind: "planned", plan };
  }
  host.log.group("Plan", describePlan(plan));
  const provisions = provision(host, plan, {
    machine,
    cache: decideCache(inputs.cache, host.job.event, lock !== undefined),
    lock,
  });
  const made = inputs.build ? await buildAll(host, plan, provisions) : [];
  await exportEnvironment(host, plan, { exportEnv: inputs.exportEnv, setUpOnly: !inputs.build, provisions });
  await provisions.close();
  const { results, deliveries } = await deliverAll(made);
  const published = await publish(host, plan, deliveries);
  await provisions.save();
  const complete = results.every(({ outcome }) => outcome.kind === "passed");
  await goCaches.save({ plan, toolchains: provisions.toolchains, complete });
  const result: RunResult = {
    tool: { version },
    host: plan.host,
    go: { version: plan.go.version },
    module: { path: plan.module.path },
    targets: inputs.build ? results : await setUpResults(plan, provisions),
    toolchains: await toolchainResults(provisions),
    libraries: await libraryResults(provisions),
    seconds: (Date.now() - started) / 1000,
    checksums: published.checksums,
    manifest: inputs.build ? join(plan.publication.outDir, runFiles.manifest) : undefined,
    outDir: plan.publication.outDir,
    artifacts: published.artifacts,
    failures: published.problems,
    warnings: plan.warnings,
  };
  return { kind: "done", plan, result };
}

export type Decided = {
  readonly inputs: Inputs;
  readonly plan: Plan;
  readonly machine: Machine;
  /** What the program's lock says of each root; undefined where it has no lock. */
  readonly lock: ReadonlyMap<string, LockedRoot> | undefined;
  readonly goCaches: GoCaches;
};

/**
 * Decides everything, and does nothing yet.
 * @param lock How to take the program's lock: `bypass` it is what writes a new one does.
 * @throws InputProblems
 */
export async function decide(
  host: Host,
  raw: Readonly<Record<string, string>>,
  lockUse: "obey" | "bypass" = "obey",
): Promise<Decided> {
  const { directory, outDir } = resolveDirectories(host.workspace, raw);
  const go = await findGo(host, directory);
  const { inputs, problems } = parseInputs(raw, go.platforms);
  if (go.kind === "missing") {
    throw new InputProblems([...problems, go.problem]);
  }
  if (problems.length === 0) {
    host.log.info(describeTargets(go.version, inputs));
  }
  const question = { go, inputs, directory };
  const use = decideCache(problems.length > 0 ? "off" : inputs.cache, host.job.event);
  const goCaches = await openGoCaches(host, { ...question, use });
  const survey = await surveyWithCaches(host, question, goCaches);
  const planned = makePlan(inputs, survey, outDir);
  const lock = lockUse === "obey" ? await openLock(planned.plan, survey.machine) : noLock;
  const all = [...problems, ...survey.problems, ...planned.problems, ...lock.problems];
  if (all.length > 0) {
    throw new InputProblems(all);
  }
  return { inputs, plan: planned.plan, machine: survey.machine, lock: lock.roots, goCaches };
}

/** Go compares the modules that an earlier run left with go.sum; if one is not what it was, all are fetched anew. */
async function surveyWithCaches(host: Host, question: SurveyQuestion, goCaches: GoCaches): Promise<Survey> {
  const survey = await surveyProgram(host, question);
  const spoilt = survey.problems.find((problem) => /checksum mismatch|\bzip: /.test(problem));
  if (spoilt === undefined || !(await goCaches.dropModules())) {
    return survey;
  }
  host.log.warning(`A module from the cache is not what go.sum says, so all are fetched again: ${spoilt}`);
  return surveyProgram(host, question);
}

const noLock: LockUse = { roots: undefined, problems: [] };

async function openLock(plan: Plan, { distribution, arch }: Machine): Promise<LockUse> {
  const path = await findLockPath(plan.module.directory);
  try {
    const lock = await readLock(path);
    return lock === undefined || distribution === undefined
      ? noLock
      : useLock(lock, rootRequests(plan), releaseName(distribution, arch));
  } catch (error) {
    return { roots: undefined, problems: [messageOf(error)] };
  }
}

async function buildAll(host: Host, plan: Plan, provisions: Provisions): Promise<readonly TargetEnd[]> {
  await clearOutputs(plan);
  const scratch = join(host.scratchDirectory, "targets");
  const turns = { build: makeLimit(plan.concurrency.jobs), verification: makeLimit(plan.concurrency.cpus) };
  return Promise.all(plan.targets.map((target) => makeTarget(host, { plan, target, provisions, scratch, turns })));
}

/** Out-dir is filled only now that all is built; see packTarget. */
async function deliverAll(
  made: readonly TargetEnd[],
): Promise<{ readonly results: readonly TargetResult[]; readonly deliveries: Deliveries }> {
  const results: TargetResult[] = [];
  const deliveries = new Map<string, readonly Delivered[]>();
  for (const { result, packed } of made) {
    const delivered = await deliver(packed).catch(messageOf);
    if (typeof delivered === "string") {
      const message = `the files could not be put in place: ${delivered}`;
      results.push({ ...result, outcome: { kind: "failed", stage: "publish", message, log: [] } });
    } else {
      results.push(result);
      if (delivered.length > 0) {
        deliveries.set(result.target, delivered);
      }
    }
  }
  return { results, deliveries };
}

async function setUpResults(plan: Plan, provisions: Provisions): Promise<RunResult["targets"]> {
  return Promise.all(
    plan.targets.map(async (planned) => {
      const { target, cgo, toolchain, notes } = planned;
      const arrived = await provisions.toolchainOf(planned);
      const outcome =
        arrived?.kind === "failed"
          ? ({ kind: "failed", stage: "toolchain", message: arrived.message, log: [] } as const)
          : ({ kind: "passed", binaries: [] } as const);
      return { target, cgo, toolchain, notes, outcome, seconds: 0 };
    }),
  );
}

async function libraryResults({ libraries }: Provisions): Promise<RunResult["libraries"]> {
  const outcomes = await Promise.all([...libraries].map(async ([id, root]) => ({ id, outcome: await root })));
  return outcomes.flatMap(({ id, outcome }) => {
    if (outcome.kind === "failed") {
      return [];
    }
    const { source, checked, seconds, bytesDownloaded, directory, record } = outcome.value;
    const packages = record.packages.map(({ name, version }) => `${name} ${version}`);
    return [{ id, source, checked, seconds, bytesDownloaded, directory, packages }];
  });
}

async function toolchainResults(provisions: Provisions): Promise<readonly ToolchainResult[]> {
  const outcomes = await Promise.all(provisions.toolchains.values());
  return outcomes.flatMap((outcome) => {
    if (outcome.kind === "failed") {
      return [];
    }
    const { id, cc, version: compiler, source, checked, seconds, bytesDownloaded, directory } = outcome.value;
    return [{ id, cc, compiler, source, checked, seconds, bytesDownloaded, directory }];
  });
}
