import { distinctNames, type JobSetting, programName, shownSetting } from "../golang/index.ts";
import { distinctProblems, type Problem } from "../host/errors.ts";
import { type Inputs, inputsOf, type RunInputs, settingsOf } from "../inputs/index.ts";
import { type Target, targetName } from "../platforms/index.ts";
import type { Survey, TargetSurvey } from "../survey/index.ts";
import { type ArtifactSupport, planArtifacts } from "./artifacts.ts";
import { askedStatic } from "./asked-flags.ts";
import { type CacheUse, decideCache, type GoCacheUse } from "./cache.ts";
import { type CgoDecision, decideCgo, decideWithoutCompiler, isLibraryMode } from "./cgo.ts";
import { planConcurrency } from "./concurrency.ts";
import { embedProblems } from "./embeds.ts";
import { allowedLineProblems } from "./environment-problems.ts";
import { fileNameProblems } from "./file-names.ts";
import { describeLeftOut, type RefusedTarget } from "./left-out.ts";
import { type Lock, planLock, releaseName } from "./lock.ts";
import { judgeNativeFlags } from "./native-flags.ts";
import type { EmulatorOffering } from "./offers.ts";
import type { EmulatorPlan, Plan, PlanWarning, TargetPlan } from "./plan.ts";
import { mergeRequests, type RootRequest } from "./root-request.ts";
import { planRun } from "./run.ts";
import { linkingOf, makeTargetPlan } from "./target.ts";
import { planTests } from "./tests.ts";
import { chooseToolchain, mergeToolchains, type Offerings, rootsOfChoice, type TargetToolchain } from "./toolchain.ts";
import { planUniversal } from "./universal.ts";

/** Everything that a plan is made from beside the inputs and the survey. */
export type PlanContext = Offerings & {
  readonly emulators: readonly EmulatorOffering[];
  /** What the job has set that changes what is built; see environmentProblems. */
  readonly settings: readonly JobSetting[];
  /** Absolute: where the files go. */
  readonly outDir: string;
  /** The program's lock and where it lies, or would; `lock` is undefined where there is none, or it is not obeyed. */
  readonly lock: { readonly file: string; readonly lock: Lock | undefined };
  /** The event that started the run, and its ref; undefined on a terminal. */
  readonly event: { readonly name: string; readonly ref: string } | undefined;
  /** Why no program can be started that is fetched or built; undefined where it can. */
  readonly noexec?: string | undefined;
  /** Whether the run has artifacts. */
  readonly artifacts: ArtifactSupport;
  /** What was decided on Go's caches before Go was asked for anything. */
  readonly goCaches: { readonly build: GoCacheUse; readonly modules: GoCacheUse };
};

/** The plan, as far as it could be made, and every problem that stands in its way. */
export type PlanResult = {
  readonly plan: Plan;
  readonly problems: readonly Problem[];
  /** The targets of which it has to be known what they lose without cgo: to be found out, and the plan made again. */
  readonly undecided: readonly TargetSurvey[];
};

/** Decides everything from what was asked, what was found, and what can be made. Pure. */
export function makePlan(inputs: RunInputs, found: Survey, context: PlanContext): PlanResult {
  const survey = withDistinctNames(found);
  const all = survey.targets.map((target) => planTarget({ inputs, survey, target }, context));
  const { targets, unbuilt } = planUniversal({
    inputs,
    machine: survey.machine,
    targets: all.flatMap((part) => part.plan ?? []),
    unbuilt: [...survey.refused, ...all.flatMap((part) => part.refused)],
  });
  const parts = all.filter(({ plan }) => plan === undefined || targets.some((each) => isSame(each, plan)));
  const delivered = targets.filter(({ asked }) => asked);
  const built = targets.filter(({ slices }) => slices.length === 0);
  const isGlobbed = ({ target }: RefusedTarget) => inputs.globbed.includes(targetName(target));
  const roots = mergeRequests(parts.flatMap((part) => part.roots));
  const lock = planLock({ ...context.lock, requests: roots, release: releaseOf(survey) });
  const published = planArtifacts({
    inputs,
    support: context.artifacts,
    modulePath: survey.modulePath,
    targets: delivered,
  });
  const { machine } = survey;
  const plan: Plan = {
    schema: 2,
    mode: inputs.build ? "build" : "set-up",
    go: survey.go,
    module: { path: survey.modulePath, directory: survey.directory },
    host: { os: machine.os, arch: machine.arch, distribution: machine.distribution },
    environment: context.settings.map(shownSetting),
    concurrency: planConcurrency({
      machine,
      targets: built.length,
      withC: built.filter((target) => target.cgo.enabled).length,
      jobs: inputs.jobs,
    }),
    caches: {
      roots: rootCacheUse(inputs, context, lock.lock.kind === "locked"),
      goBuild: context.goCaches.build,
      goModules: context.goCaches.modules,
    },
    lock: lock.lock,
    exportEnvironment: decideExport(inputs, machine.os),
    roots,
    toolchains: mergeToolchains(parts.flatMap((part) => part.toolchains)),
    emulators: [...new Map(parts.flatMap((part) => part.emulators).map((each) => [each.id, each])).values()],
    targets,
    leftOut: describeLeftOut(unbuilt.filter(isGlobbed)),
    publication: {
      outDir: context.outDir,
      artifacts: published.artifacts,
      withoutArtifacts: published.withoutArtifacts,
      retentionDays: inputs.retentionDays,
    },
    refused: unbuilt.filter((each) => !isGlobbed(each)),
    warnings: mergeWarnings(parts.flatMap((part) => part.warnings)),
  };
  const undecided = parts.flatMap((part) => part.undecided);
  const problems: readonly Problem[] = [
    ...parts.flatMap((part) => part.problems),
    ...(inputs.build ? allowedLineProblems(context.settings, survey.targets, inputs) : []),
    // With nothing left to build there is no run that could fail at its end; a pattern that gives nothing is a mistake.
    ...(targets.length === 0 && undecided.length === 0 ? unbuilt.flatMap(({ problems }) => problems) : []),
    ...(inputs.build ? fileProblems(inputs, survey, delivered) : []),
    ...fileNameProblems(delivered, published.artifacts),
    ...embedProblems(context.outDir, survey.targets, delivered),
    ...published.problems,
    ...(roots.length > 0 && context.noexec !== undefined ? [noexecProblem(context.noexec)] : []),
    ...lock.problems,
  ];
  return { plan, problems: distinctProblems(problems), undecided };
}

function noexecProblem(reason: string): Problem {
  return { code: "not-executable", text: `no compiler can be fetched: ${reason}` };
}

function isSame(one: TargetPlan, other: TargetPlan): boolean {
  return targetName(one.target) === targetName(other.target);
}

/** A program has one name for all targets, those included for which it has no file. */
function withDistinctNames(survey: Survey): Survey {
  const names = distinctNames(survey.targets.flatMap(({ programs }) => programs.map(({ importPath }) => importPath)));
  const targets = survey.targets.map((target) => ({
    ...target,
    programs: target.programs.map((program) => ({ ...program, name: names.get(program.importPath) ?? program.name })),
  }));
  return { ...survey, targets };
}

function releaseOf({ machine }: Survey): string | undefined {
  return machine.distribution === undefined ? undefined : releaseName(machine.distribution, machine.arch);
}

function rootCacheUse({ cache }: RunInputs, { event }: PlanContext, locked: boolean): CacheUse {
  return decideCache(cache, event, locked);
}

/**
 * A plain CC of one target reaches every later build of the job, the host's own too: only where it is asked for. What is set
 * up for later steps is one compiler for all targets, which is a script of a POSIX shell.
 */
function decideExport({ build, exportEnv }: RunInputs, os: string): Plan["exportEnvironment"] {
  if (exportEnv !== "auto") {
    return exportEnv === "false" ? "none" : "plain";
  }
  return build || os === "windows" ? "per-target" : "set";
}

type TargetPart = {
  /** Undefined where it cannot be built. */
  readonly plan: TargetPlan | undefined;
  readonly toolchains: Plan["toolchains"];
  readonly emulators: readonly EmulatorPlan[];
  readonly roots: readonly RootRequest[];
  readonly warnings: readonly TargetWarning[];
  readonly problems: readonly Problem[];
  readonly refused: readonly RefusedTarget[];
  readonly undecided: readonly TargetSurvey[];
};

/** Its text is the rest of a sentence that begins with the target's name. */
type TargetWarning = PlanWarning & { readonly target: Target };

const nothing: TargetPart = {
  plan: undefined,
  toolchains: [],
  emulators: [],
  roots: [],
  warnings: [],
  problems: [],
  refused: [],
  undecided: [],
};

/** What is the same for several targets is said once, with their names. */
function mergeWarnings(warnings: readonly TargetWarning[]): readonly PlanWarning[] {
  const merged = new Map<string, PlanWarning & { readonly names: string[] }>();
  for (const { target, ...warning } of warnings) {
    const same = merged.get(warning.text) ?? { ...warning, names: [] };
    same.names.push(targetName(target));
    merged.set(warning.text, same);
  }
  return [...merged.values()].map(({ names, ...warning }) => ({
    ...warning,
    text: `${names.join(", ")}: ${warning.text}`,
  }));
}

type TargetQuestion = { readonly inputs: RunInputs; readonly survey: Survey; readonly target: TargetSurvey };

function planTarget(question: TargetQuestion, context: PlanContext): TargetPart {
  const { survey, target, inputs: run } = question;
  const given = inputsOf(run, target.target);
  const asked = { inputs: given, survey: target, modulePath: survey.modulePath };
  const cgo = decideCgo(asked);
  if (cgo.kind !== "on") {
    return planDecided(question, context, { cgo, choice: undefined, inputs: given });
  }
  const mistakes = compilerMistakes(given, target);
  if (mistakes.length > 0) {
    return { ...nothing, problems: mistakes };
  }
  const native = judgeNativeFlags(survey.machine, target);
  // The target's name stands before each of the problems already.
  const tied =
    given.expect === "portable"
      ? native.warnings.map(({ code, text }) => ({ code, text: `${targetName(target.target)}: ${text}` }))
      : [];
  if (native.problems.length + tied.length > 0) {
    return { ...nothing, refused: [{ target: target.target, problems: [...native.problems, ...tied] }] };
  }
  const { inputs, note } = withAskedStatic(given, target);
  const choice = chooseToolchain({ inputs, machine: survey.machine, survey: target, reason: cgo.reason }, context);
  if (choice.kind === "chosen") {
    const planned = planDecided(question, context, { cgo, choice, inputs, note });
    const warnings = native.warnings.map((each) => ({ ...each, place: undefined, target: target.target }));
    return { ...planned, warnings: [...planned.warnings, ...warnings] };
  }
  if (choice.missing !== undefined) {
    const without = decideWithoutCompiler(asked, choice.missing);
    return planDecided(question, context, { cgo: without, choice: undefined, inputs: given });
  }
  // An input stands in the way: of a target that only a pattern gave, which is then left out.
  return run.globbed.includes(targetName(target.target))
    ? { ...nothing, refused: [{ target: target.target, problems: choice.problems }] }
    : { ...nothing, problems: choice.problems };
}

/** What is wrong with the compilers that the job names for the machine's own target; clang is not looked for by CC. */
function compilerMistakes({ compiler }: Inputs, { hostCompilers, target }: TargetSurvey): readonly Problem[] {
  const mistakes = compiler === "clang" && target.os === "linux" ? [] : (hostCompilers.own?.mistakes ?? []);
  return mistakes.map((text) => ({ code: "job-compiler", text }));
}

type DecidedCgo = {
  readonly cgo: CgoDecision;
  readonly choice: TargetToolchain | undefined;
  /** The target's. */
  readonly inputs: Inputs;
  readonly note?: string | undefined;
};

function planDecided(
  { inputs: run, survey, target }: TargetQuestion,
  context: PlanContext,
  { cgo, choice, inputs, note }: DecidedCgo,
): TargetPart {
  if (cgo.kind === "undecided") {
    return { ...nothing, undecided: [target] };
  }
  if (cgo.kind === "refused") {
    return { ...nothing, refused: [{ target: target.target, problems: [cgo.problem] }] };
  }
  const { machine } = survey;
  const asked = { inputs, machine, survey: target, noexec: context.noexec };
  const running = planRun(asked, context.emulators);
  const testing = planTests(asked, linkingOf(inputs, choice), context.emulators);
  return {
    ...nothing,
    plan: makeTargetPlan({
      inputs,
      fromPattern: run.globbed.includes(targetName(target.target)),
      settings: settingsOf(run, target.target),
      directory: survey.directory,
      machine,
      found: target,
      cgo,
      toolchain: choice,
      run: running.run,
      tests: testing.run,
      note,
    }),
    toolchains: choice === undefined ? [] : [choice.base.toolchain],
    emulators: [running, testing].flatMap(({ emulator }) => emulator ?? []),
    roots: [...(choice === undefined ? [] : rootsOfChoice(choice)), ...running.roots, ...testing.roots],
    warnings: cgo.kind === "off" && cgo.warning !== undefined ? [{ ...cgo.warning, target: target.target }] : [],
    problems: staticProblems(inputs, target, cgo.kind),
  };
}

/**
 * Who tells the C linker to link a program static by a flag gets what `static: true` gives: such a program has the same
 * need of Go's own resolver, of archives, and of a check.
 */
function withAskedStatic(
  inputs: Inputs,
  { target, environment }: TargetSurvey,
): { readonly inputs: Inputs; readonly note: string | undefined } {
  const asked =
    inputs.static || isLibraryMode(inputs) || target.os !== "linux" ? undefined : askedStatic({ inputs, environment });
  return asked === undefined
    ? { inputs, note: undefined }
    : { inputs: { ...inputs, static: true }, note: `built as with \`static: true\`: ${asked}` };
}

function staticProblems(inputs: Inputs, { target }: TargetSurvey, cgo: "on" | "off"): readonly Problem[] {
  if (!inputs.static) {
    return [];
  }
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    const text = `static: a ${inputs.buildmode} library is linked by the program that loads it; leave \`static\` out`;
    return [{ code: "static-not-possible", text }];
  }
  return cgo === "off" && inputs.buildmode === "pie" && target.os === "linux"
    ? [
        {
          code: "static-not-possible",
          text: `static: ${targetName(target)} with buildmode pie is static only when the C linker links it; set \`cgo: on\``,
        },
      ]
    : [];
}

/** One name for several programs is why their files would be the same. */
function fileProblems(inputs: RunInputs, survey: Survey, targets: readonly TargetPlan[]): readonly Problem[] {
  const problems = nameProblems(inputs, survey);
  return problems.length > 0 ? problems : sameFileProblems(targets);
}

function nameProblems(inputs: RunInputs, survey: Survey): readonly Problem[] {
  const programs = [...new Set(survey.targets.flatMap((target) => target.programs.map((each) => each.importPath)))];
  if (inputs.name === undefined || programs.length < 2) {
    return [];
  }
  const text =
    `name: one name cannot serve ${programs.length} programs (${programs.map(programName).join(", ")}); ` +
    "leave it out, and each is named after its import path";
  return [{ code: "one-name-for-several", text }];
}

/** Two builds that would write one file. Case is ignored: some file systems, and artifacts, do not tell it apart. */
function sameFileProblems(targets: readonly TargetPlan[]): readonly Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { target, builds } of targets) {
    for (const build of builds) {
      const owner = `${build.importPath} for ${targetName(target)}`;
      const other = owners.get(build.file.toLowerCase());
      if (other !== undefined) {
        const text =
          `package: ${other} and ${owner} would both be written to ${build.file}; build them in two steps, each with ` +
          "a `name` or an `out-dir` of its own";
        problems.push({ code: "file-names-collide", text });
      }
      owners.set(build.file.toLowerCase(), owner);
    }
  }
  return problems;
}
