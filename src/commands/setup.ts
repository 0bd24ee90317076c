import { join } from "node:path";
import { hasShell, type InstalledSet, installSet } from "../dispatch/index.ts";
import { noGoCaches } from "../go-caches/index.ts";
import { describeError, type Problem, rewordProblems } from "../host/errors.ts";
import { shortHash } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { decide, readQuestion } from "./decide.ts";
import { allMakers } from "./makers.ts";
import { openToolkit, type Toolkit } from "./toolkit.ts";

/** What was made ready for the tools of others. */
export type SetUp = {
  readonly plan: Plan;
  readonly toolkit: Toolkit;
  /** Undefined where the machine cannot start a set's programs, and nobody needs them. */
  readonly set: InstalledSet | undefined;
  /** Why targets have no compiler although they were to have one. */
  readonly failures: readonly Problem[];
};

/** What was made ready, with one compiler for all targets. */
export type WholeSetUp = SetUp & { readonly set: InstalledSet };

/**
 * Fetches what the targets need and makes one compiler of it; builds nothing.
 * @throws UserError where the inputs are wrong, or nothing can be made.
 */
export async function setUp(host: Host, raw: Readonly<Record<string, string>>): Promise<WholeSetUp> {
  return openSet(host, raw, installSet);
}

/** The same for whoever does without one compiler: where the machine cannot start one, there is none. */
export async function setUpTargets(host: Host, raw: Readonly<Record<string, string>>): Promise<SetUp> {
  return openSet(host, raw, async (...given) => (hasShell(host.os) ? installSet(...given) : undefined));
}

async function openSet<Set>(
  host: Host,
  raw: Readonly<Record<string, string>>,
  install: (...given: Parameters<typeof installSet>) => Promise<Set>,
): Promise<Omit<SetUp, "set"> & { readonly set: Set }> {
  const question = await readQuestion(host, { ...raw, build: "false" });
  const { plan, machine } = await decide(host, question, { goCaches: noGoCaches, lock: "obey", makers: allMakers });
  const toolkit = openToolkit(host, plan, { machine, makers: allMakers, emulatorDirectory: emulatorsOf(host, plan) });
  try {
    const set = await install(host, plan, toolkit);
    return { plan, toolkit, set, failures: await failuresOf(plan, toolkit) };
  } finally {
    await toolkit.emulators.stop();
  }
}

/** What emulators make outlives the run, for programs that are started later. */
export function emulatorsOf(
  host: Pick<Host, "toolDirectory">,
  { emulators, roots }: Pick<Plan, "emulators" | "roots">,
): string {
  const own = roots.filter(({ id }) => emulators.some((each) => each.roots.includes(id)));
  return join(host.toolDirectory, "cgo-cross-sets", `emulators-${shortHash(JSON.stringify([emulators, own]))}`);
}

async function failuresOf(plan: Plan, { toolchains }: Toolkit): Promise<readonly Problem[]> {
  const failures: Problem[] = [];
  for (const target of plan.targets) {
    const opened = await toolchains.of(target);
    if (opened?.kind === "failed") {
      const described = describeError(opened.error);
      if (described.kind === "internal") {
        throw opened.error;
      }
      failures.push(...rewordProblems(described.problems, (text) => `${targetName(target.target)}: ${text}`));
    }
  }
  return [...failures, ...plan.refused.flatMap(({ problems }) => problems)];
}
