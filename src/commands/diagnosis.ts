import {
  type Diagnosis,
  describeDiagnosis,
  diagnose,
  diagnoseProblems,
  type Evidence,
  isMachineFault,
  type Known,
  type LookedUp,
  noLookups,
  nothingKnown,
  type Ran,
} from "../diagnose/index.ts";
import { parseGoVariables, splitWords } from "../golang/index.ts";
import { type Problem, problemTexts } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { architectureOf, type Libc } from "../platforms/index.ts";
import { findWorkTree, runGo } from "../survey/index.ts";
import type { Toolchain } from "../toolchains/index.ts";
import type { ForeignObject, VerificationOutcome } from "../verify/index.ts";
import { openLookups } from "./lookups.ts";
import type { Attempt } from "./supplements.ts";

/** What a failed target says of it; see TargetOutcome. */
export type Explained = { readonly message: string; readonly diagnosis: Diagnosis };

/** What a target says of files that it cannot be linked with. */
export function explainForeign(foreign: readonly ForeignObject[]): Pick<Explained, "message"> & Partial<Explained> {
  const [first] = foreign;
  const message = foreign.map(({ cause, fix }) => `${cause}; ${fix}`).join("\n");
  return first === undefined ? { message } : { message, diagnosis: { ...first, headline: first.cause, places: [] } };
}

export type FailedBuild = Attempt & {
  readonly plan: Plan;
  readonly log: readonly string[];
  readonly lookedUp: readonly LookedUp[];
};

/** Why a build failed, by what was printed and what is known. */
export async function diagnoseBuild(host: Host, build: FailedBuild): Promise<Explained> {
  return explain({
    stage: "build",
    lines: build.log,
    known: { ...(await knownOf(host, build)), lookedUp: build.lookedUp },
    lookups: openLookups(host, build),
  });
}

/**
 * What cgo-cross says itself of a failure is a sentence with a code already, of which no word is changed. Where a tool's words in it
 * show that the machine is to blame, as for a full disk, its code is that.
 */
export async function explainProblems(problems: readonly Problem[]): Promise<Explained> {
  const message = problemTexts(problems).join("\n");
  const [first = { code: "system-error", text: message }, ...others] = problems;
  const lines = message.split("\n");
  const found = await diagnose({ stage: "toolchain", lines, known: nothingKnown, lookups: noLookups });
  const said = diagnoseProblems([first, ...others]);
  return { message, diagnosis: isMachineFault(found) ? { ...said, code: found.code } : said };
}

type FailedVerification = Extract<VerificationOutcome, { kind: "failed" }>;

/** What is wrong with a binary is a sentence with a code already. */
export function explainVerification({
  stage,
  problem,
}: FailedVerification): Explained & Pick<FailedVerification, "stage"> {
  return { stage, message: problem.text, diagnosis: diagnoseProblems([problem]) };
}

export type FailedRun = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly toolchain: Toolchain | undefined;
  readonly failure: Extract<VerificationOutcome, { kind: "run-failed" }>;
};

/** Why a program of the target did not end as it should. */
export async function diagnoseRun(host: Host, run: FailedRun): Promise<Explained> {
  const { program, smokeTest } = run.failure;
  const reason = smokeTest.end.kind === "not-started" ? [smokeTest.end.reason] : [];
  const explained = await explain({
    stage: "run",
    lines: [...smokeTest.log, ...reason],
    known: { ...(await knownOf(host, run)), ran: ranOf(run) },
    lookups: openLookups(host, { ...run, found: [] }),
  });
  const { message } = explained;
  return { ...explained, message: message.includes(program) ? message : `${program}: ${message}` };
}

function ranOf({ target, failure: { program, interpreter, smokeTest } }: FailedRun): Ran {
  const { emulator, processor, end } = smokeTest;
  const variable = architectureOf(target.target.arch)?.variants?.variable;
  const value = variable === undefined ? undefined : target.builds[0]?.expectation.levels[variable];
  return {
    program,
    emulator,
    processor,
    interpreter,
    end,
    level: value === undefined ? undefined : `${variable}=${value}`,
  };
}

async function explain(evidence: Evidence): Promise<Explained> {
  const diagnosis = await diagnose(evidence);
  return { message: describeDiagnosis(diagnosis), diagnosis };
}

async function knownOf(host: Host, { plan, target }: Pick<FailedBuild, "plan" | "target">): Promise<Known> {
  const { module } = plan;
  const words = Object.values(target.cgoFlags).flatMap((value) => splitWords(value).words);
  return {
    target: target.target,
    places: {
      module,
      repository: (await findWorkTree(module.directory)) ?? module.directory,
      tools: host.toolDirectory,
      scratch: host.scratchDirectory,
      ...(await goPlaces(host, plan)),
    },
    distribution: plan.host.distribution?.title,
    libc: libcOf(plan, target),
    static: target.static,
    cgo: target.cgo.enabled,
    buildmode: target.flags.map((flag) => /^--?buildmode=(.+)$/.exec(flag)?.[1]).findLast((mode) => mode !== undefined),
    cgoFlags: [...new Set(words)],
    lookedUp: [],
    ran: undefined,
  };
}

function libcOf(plan: Plan, { layers, toolchain }: TargetPlan): Libc | undefined {
  return layers.some(({ layer }) => layer === "musl")
    ? "musl"
    : plan.toolchains.find(({ id }) => id === toolchain)?.libc;
}

async function goPlaces(host: Host, { go, module }: Plan): Promise<Pick<Known["places"], "goroot" | "moduleCache">> {
  const done = await runGo(host, go.file, {
    args: ["env", "-json", "GOROOT", "GOMODCACHE"],
    directory: module.directory,
  });
  const value = done.exitCode === 0 ? parseGoVariables(done.stdout) : () => "";
  return { goroot: value("GOROOT") || undefined, moduleCache: value("GOMODCACHE") || undefined };
}
