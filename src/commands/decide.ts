import { archives } from "../archives/index.ts";
import { type GoCaches, noGoCaches } from "../go-caches/index.ts";
import type { JobSetting } from "../golang/index.ts";
import { type Problem, problemTexts, UserError } from "../host/errors.ts";
import { during, noexecProblem } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { parseInputs, type RunInputs } from "../inputs/index.ts";
import {
  environmentProblems,
  type Lock,
  makePlan,
  type Plan,
  type PlanContext,
  type PlanResult,
} from "../plan/index.ts";
import { isCxxLibrary, type Target, targetName } from "../platforms/index.ts";
import { describeTargets } from "../report/index.ts";
import { findLockPath, readLock } from "../roots/index.ts";
import {
  type Distribution,
  findGo,
  type Go,
  judgePackages,
  type LibraryRequirement,
  type Machine,
  type PackageVerdict,
  readJobSettings,
  type Survey,
  type SurveyQuestion,
  surveyProgram,
  type TargetSurvey,
  unjudged,
} from "../survey/index.ts";
import { readBinary } from "../verify/index.ts";
import { resolveDirectories } from "./directories.ts";
import type { Makers } from "./makers.ts";

/** What is asked for, read and checked as far as it can be without a look at the program. */
export type Question = {
  readonly inputs: RunInputs;
  readonly go: Extract<Go, { kind: "found" }>;
  /** The module's, absolute. */
  readonly directory: string;
  readonly outDir: string;
  /** What the job has set that changes what is built. */
  readonly settings: readonly JobSetting[];
  /** What is wrong with the inputs: told together with what the survey and the plan find. */
  readonly problems: readonly Problem[];
};

/**
 * Finds the user's Go and reads the inputs.
 * @param raw The inputs by name, as they were given; absent ones have their defaults.
 * @throws UserError where there is no Go, or the environment has settings that are not allowed.
 */
export async function readQuestion(host: Host, raw: Readonly<Record<string, string>>): Promise<Question> {
  const { directory, outDir } = resolveDirectories(host.workspace, raw);
  const go = await findGo(host, directory);
  const { inputs, problems } = parseInputs(raw, { platforms: go.platforms, workspace: host.workspace });
  if (go.kind === "missing") {
    throw new UserError([...problems, go.problem]);
  }
  await host.tools.use(ownGoCaches(host));
  const settings = await readJobSettings(host, go.file, directory);
  // Before the survey, which starts the machine's own compiler with the job's flags.
  const unsafe = environmentProblems(settings, inputs);
  if (unsafe.length > 0) {
    throw new UserError([...problems, ...unsafe]);
  }
  if (problems.length === 0) {
    host.log.info(describeTargets(go.version, inputs));
  }
  return { inputs, go, directory, outDir, settings, problems };
}

/** Go's caches, where they are among the tools since Go's own cannot be used. */
function ownGoCaches({ environment, toolDirectory }: Host): readonly string[] {
  return ["GOCACHE", "GOMODCACHE"].flatMap((name) => {
    const directory = environment[name] ?? "";
    return directory.startsWith(`${toolDirectory}/`) ? [directory] : [];
  });
}

export type DecideOptions = {
  /** What was decided on Go's caches, and has been restored of them. */
  readonly goCaches: Pick<GoCaches, "uses" | "dropModules">;
  /** How to take the program's lock: `bypass` it is what writes a new one does. */
  readonly lock: "obey" | "bypass";
  /** Asked what they can make. */
  readonly makers: Makers;
};

export type Decided = {
  readonly plan: Plan;
  readonly machine: Machine;
  /** Plans one target alone, whose programs have turned out to require more than the survey found. */
  readonly planAgain: (target: Target, more: readonly LibraryRequirement[]) => PlanResult;
  /** Plans the same for a machine with another release, which may have another clang and glibc. */
  readonly planOn: (release: Distribution) => Promise<PlanResult>;
};

/**
 * Asks what has to be known and decides everything; does nothing yet, and fetches at most the modules that Go needs to list
 * the program.
 * @throws UserError with everything that stands in the way.
 */
export async function decide(host: Host, question: Question, options: DecideOptions): Promise<Decided> {
  const { problems } = question;
  const surveyed = await during(host.log, ["the program's packages", "listing"], () =>
    surveyWithCaches(host, { ...question, archives, readProgram: readBinary }, options.goCaches),
  );
  const lock = await openLock(question, options.lock);
  // A lock serves other machines, too.
  const { tools, temporary } = host.places;
  const noexec = options.lock === "bypass" ? undefined : noexecProblem([tools, temporary]);
  const known = { ...options, lock, noexec };
  const { survey, planned } = await planWithVerdicts(host, surveyed, (survey) =>
    planProgram(host, question, { ...known, survey }),
  );
  const all = [...problems, ...survey.problems, ...planned.problems, ...lock.problems];
  if (all.length > 0) {
    throw new UserError(all);
  }
  return {
    plan: planned.plan,
    machine: survey.machine,
    planAgain: (target, more) =>
      planProgram(host, question, { ...known, survey: withRequirements(survey, target, more) }),
    planOn: async (distribution) => {
      const there = { ...survey, machine: { ...survey.machine, distribution, asked: undefined } };
      const again = await planWithVerdicts(host, there, (survey) => planProgram(host, question, { ...known, survey }));
      return again.planned;
    },
  };
}

function withRequirements(survey: Survey, target: Target, more: readonly LibraryRequirement[]): Survey {
  const found = survey.targets.filter((each) => targetName(each.target) === targetName(target));
  return {
    ...survey,
    targets: found.map((each) => {
      const added = more.filter(({ kind, name }) =>
        each.requirements.every((other) => other.kind !== kind || other.name !== name),
      );
      const isCxx = ({ kind, name }: LibraryRequirement) => kind === "library" && isCxxLibrary(name);
      const requirements = [...each.requirements, ...added.filter((one) => !isCxx(one))];
      return added.some(isCxx) ? withCxx({ ...each, requirements }) : { ...each, requirements };
    }),
  };
}

/** The C++ library comes with a compiler, and is linked where flags say so. */
function withCxx(survey: TargetSurvey): TargetSurvey {
  const { need, environment } = survey;
  const cgoLdflags = `${environment.cgoLdflags} -lstdc++`.trim();
  return { ...survey, need: { ...need, cxx: true }, environment: { ...environment, cgoLdflags } };
}

function planProgram(
  host: Host,
  { inputs, outDir, settings }: Question,
  known: { readonly survey: Survey; readonly lock: OpenedLock } & Pick<PlanContext, "noexec"> &
    Pick<DecideOptions, "makers" | "goCaches">,
): PlanResult {
  const { survey, lock, makers, goCaches, noexec } = known;
  return makePlan(inputs, survey, {
    ...makers,
    outDir,
    settings,
    lock,
    event: host.job.event,
    artifacts: host.artifacts,
    noexec,
    goCaches: goCaches.uses,
  });
}

export type Explained = {
  readonly survey: Survey;
  readonly plan: Plan;
  /** What is wrong with the inputs or the program, whatever the target. */
  readonly problems: readonly Problem[];
};

/**
 * Asks everything that can be asked of the program without a toolchain, the verdict on every package that differs without
 * cgo among it, and plans as far as that goes.
 * @throws UserError where the inputs are wrong, or Go cannot list the program for any target.
 */
export async function explainProgram(host: Host, question: Question, makers: Makers): Promise<Explained> {
  const surveyed = await surveyProgram(host, { ...question, archives, readProgram: readBinary });
  if (question.problems.length > 0 || surveyed.targets.length === 0) {
    const refused = surveyed.refused.flatMap(({ problems }) => problems);
    throw new UserError([...question.problems, ...surveyed.problems, ...refused]);
  }
  const survey = await judgeTargets(host, surveyed, { targets: surveyed.targets, thorough: true });
  const lock = await openLock(question, "bypass");
  // What is joined has nothing of its own to explain: its slices have.
  const slices = { ...question, inputs: { ...question.inputs, asked: question.inputs.targets } };
  const { plan, problems } = planProgram(host, slices, {
    survey,
    lock,
    makers,
    goCaches: noGoCaches,
    noexec: undefined,
  });
  // Where no target is left, the plan's problems say again why each is refused.
  const refused = new Set(problemTexts(plan.refused.flatMap((each) => each.problems)));
  const own = problems.filter(({ text }) => !refused.has(text));
  return { survey, plan, problems: [...survey.problems, ...own] };
}

/**
 * Makes the plan, and makes it again once it is known what targets lose without cgo of which it has to be: to find out takes
 * a compilation, which most programs can be spared.
 */
async function planWithVerdicts(
  host: Host,
  survey: Survey,
  plan: (survey: Survey) => PlanResult,
): Promise<{ readonly survey: Survey; readonly planned: PlanResult }> {
  const planned = plan(survey);
  if (planned.undecided.length === 0) {
    return { survey, planned };
  }
  const judged = await during(host.log, ["the program without cgo", "compiling"], () =>
    judgeTargets(host, survey, { targets: planned.undecided, thorough: false }),
  );
  return { survey: judged, planned: plan(judged) };
}

/** The survey with the verdicts on some of its targets. */
async function judgeTargets(
  host: Host,
  survey: Survey,
  { targets, thorough }: { readonly targets: Survey["targets"]; readonly thorough: boolean },
): Promise<Survey> {
  const verdicts = await judge(host, survey, { targets, thorough });
  return {
    ...survey,
    targets: survey.targets.map((each) => {
      const found = verdicts.get(targetName(each.target));
      return found === undefined ? each : { ...each, cgo: { ...each.cgo, verdicts: found } };
    }),
  };
}

/** A run that can be decided without is not failed for what our own program cannot do. */
async function judge(
  host: Host,
  survey: Survey,
  { targets, thorough }: { readonly targets: Survey["targets"]; readonly thorough: boolean },
): Promise<ReadonlyMap<string, readonly PackageVerdict[]>> {
  try {
    return await judgePackages(host, {
      go: survey.go,
      targets: targets.map(({ target, cgo }) => ({ target, lists: cgo.lists })),
      thorough,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `What the program loses without cgo could not be found out, so every package with C counts as needing it; set \`cgo: off\` or \`fallback: allow\` if it does not: ${reason}`;
    host.log.warning({ code: "cgo-use-unknown", text });
    return new Map(targets.map(({ target, cgo }) => [targetName(target), unjudged(cgo.lists)]));
  }
}

/** Go compares the modules that an earlier run left with go.sum; if one differs, all are fetched again. */
async function surveyWithCaches(
  host: Host,
  question: SurveyQuestion,
  goCaches: Pick<GoCaches, "dropModules">,
): Promise<Survey> {
  const survey = await surveyProgram(host, question);
  const spoilt = survey.problems.find(({ text }) => /checksum mismatch|\bzip: /.test(text));
  if (spoilt === undefined || !(await goCaches.dropModules())) {
    return survey;
  }
  const text = `A module from the cache is not what go.sum says, so all are fetched again: ${spoilt.text}`;
  host.log.warning({ code: "cached-modules-differ", text });
  return surveyProgram(host, question);
}

type OpenedLock = { readonly file: string; readonly lock: Lock | undefined; readonly problems: readonly Problem[] };

/** A lock that cannot be used is a problem beside others, so that all are told at once. */
async function openLock({ directory }: Question, use: DecideOptions["lock"]): Promise<OpenedLock> {
  const file = await findLockPath(directory);
  try {
    return { file, lock: use === "obey" ? await readLock(file) : undefined, problems: [] };
  } catch (error) {
    if (error instanceof UserError) {
      return { file, lock: undefined, problems: error.problems };
    }
    throw error;
  }
}
