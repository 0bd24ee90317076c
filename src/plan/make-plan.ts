import { distinctNames, programName } from "../golang/index.ts";
import type { Inputs } from "../inputs/index.ts";
import { targetName } from "../platforms/index.ts";
import type { Survey, TargetSurvey } from "../survey/index.ts";
import { planArtifacts, sameArtifactProblems } from "./artifacts.ts";
import { askedStatic } from "./asked-flags.ts";
import { type CacheUse, decideCache, type GoCacheUse } from "./cache.ts";
import { decideCgo, isLibraryMode } from "./cgo.ts";
import { planConcurrency } from "./concurrency.ts";
import { embedProblems } from "./embeds.ts";
import { type Lock, planLock, releaseName } from "./lock.ts";
import { judgeNativeFlags } from "./native-flags.ts";
import type { EmulatorOffering } from "./offers.ts";
import type { EmulatorPlan, Plan, TargetPlan } from "./plan.ts";
import { mergeRequests, type RootRequest } from "./root-request.ts";
import { planRun } from "./run.ts";
import { makeTargetPlan } from "./target.ts";
import { chooseToolchain, mergeToolchains, type Offerings, rootsOfChoice } from "./toolchain.ts";

/** Everything that a plan is made from beside the inputs and the survey. */
export type PlanContext = Offerings & {
  readonly emulators: readonly EmulatorOffering[];
  /** Absolute: where the files go. */
  readonly outDir: string;
  /** The program's lock and where it lies, or would; `lock` is undefined where there is none, or it is not obeyed. */
  readonly lock: { readonly file: string; readonly lock: Lock | undefined };
  /** The event that started the run, and its ref; undefined on a terminal. */
  readonly event: { readonly name: string; readonly ref: string } | undefined;
  /** What was decided on Go's caches before Go was asked for anything. */
  readonly goCaches: { readonly build: GoCacheUse; readonly modules: GoCacheUse };
};

/** The plan, as far as it could be made, and every problem that stands in its way. */
export type PlanResult = { readonly plan: Plan; readonly problems: readonly string[] };

/** Decides everything from what was asked, what was found, and what can be made. Pure. */
export function makePlan(inputs: Inputs, found: Survey, context: PlanContext): PlanResult {
  const survey = withDistinctNames(found);
  const parts = survey.targets.map((target) => planTarget({ inputs, survey, target }, context));
  const targets = parts.flatMap((part) => (part.target === undefined ? [] : [part.target]));
  const roots = mergeRequests(parts.flatMap((part) => part.roots));
  const lock = planLock({ ...context.lock, requests: roots, release: releaseOf(survey) });
  const artifacts = planArtifacts({ inputs, modulePath: survey.modulePath, targets });
  const { machine } = survey;
  const plan: Plan = {
    schema: 2,
    mode: inputs.build ? "build" : "set-up",
    go: survey.go,
    module: { path: survey.modulePath, directory: survey.directory },
    host: { os: machine.os, arch: machine.arch, distribution: machine.distribution },
    concurrency: planConcurrency({
      machine,
      targets: targets.length,
      withC: targets.filter((target) => target.cgo.enabled).length,
      jobs: inputs.jobs,
    }),
    caches: {
      roots: rootCacheUse(inputs, context, lock.lock.kind === "locked"),
      goBuild: context.goCaches.build,
      goModules: context.goCaches.modules,
    },
    lock: lock.lock,
    exportEnvironment: decideExport(inputs, targets.length),
    roots,
    toolchains: mergeToolchains(parts.flatMap((part) => part.toolchains)),
    emulators: [...new Map(parts.flatMap((part) => part.emulators).map((each) => [each.id, each])).values()],
    targets,
    publication: { outDir: context.outDir, artifacts, retentionDays: inputs.retentionDays },
    warnings: parts.flatMap((part) => part.warnings),
  };
  const problems = [
    ...parts.flatMap((part) => part.problems),
    ...(inputs.build ? [...nameProblems(inputs, survey), ...sameFileProblems(targets)] : []),
    ...embedProblems(context.outDir, survey.targets, targets),
    ...sameArtifactProblems(artifacts),
    ...lock.problems,
  ];
  return { plan, problems: [...new Set(problems)] };
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

function rootCacheUse({ cache }: Inputs, { event }: PlanContext, locked: boolean): CacheUse {
  return decideCache(cache, event, locked);
}

/** A plain CC reaches every later build of the job, the host's own too: only where one target is set up, or it is asked for. */
function decideExport({ build, exportEnv }: Inputs, targets: number): Plan["exportEnvironment"] {
  if (exportEnv === "false") {
    return "none";
  }
  return exportEnv === "true" || (!build && targets === 1) ? "plain" : "per-target";
}

type TargetPart = {
  readonly target: TargetPlan | undefined;
  readonly toolchains: Plan["toolchains"];
  readonly emulators: readonly EmulatorPlan[];
  readonly roots: readonly RootRequest[];
  readonly warnings: readonly string[];
  readonly problems: readonly string[];
};

const nothing: TargetPart = { target: undefined, toolchains: [], emulators: [], roots: [], warnings: [], problems: [] };

type TargetQuestion = { readonly inputs: Inputs; readonly survey: Survey; readonly target: TargetSurvey };

function planTarget({ inputs: given, survey, target }: TargetQuestion, context: PlanContext): TargetPart {
  const cgo = decideCgo({ inputs: given, survey: target });
  if (cgo.kind === "problem") {
    return { ...nothing, problems: [cgo.problem] };
  }
  const { inputs, note } = cgo.kind === "on" ? withAskedStatic(given, target) : { inputs: given, note: undefined };
  const { machine } = survey;
  const native = cgo.kind === "on" ? judgeNativeFlags(machine, target) : { warnings: [], problems: [] };
  if (native.problems.length > 0) {
    return { ...nothing, problems: native.problems };
  }
  const choice =
    cgo.kind === "on" ? chooseToolchain({ inputs, machine, survey: target, reason: cgo.reason }, context) : undefined;
  if (choice?.kind === "none") {
    return { ...nothing, problems: choice.problems };
  }
  const run = planRun({ inputs, machine, survey: target }, context.emulators);
  return {
    target: makeTargetPlan({ inputs, machine, found: target, cgo, toolchain: choice, run: run.run, note }),
    toolchains: choice === undefined ? [] : [choice.base.toolchain],
    emulators: run.emulator === undefined ? [] : [run.emulator],
    roots: [...(choice === undefined ? [] : rootsOfChoice(choice)), ...run.roots],
    warnings: [...(cgo.kind === "off" && cgo.warning !== undefined ? [cgo.warning] : []), ...native.warnings],
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

function staticProblems(inputs: Inputs, { target }: TargetSurvey, cgo: "on" | "off"): readonly string[] {
  if (!inputs.static) {
    return [];
  }
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    return [`static: a ${inputs.buildmode} library is linked by the program that loads it; leave \`static\` out`];
  }
  return cgo === "off" && inputs.buildmode === "pie" && target.os === "linux"
    ? [`static: ${targetName(target)} with buildmode pie is static only when the C linker links it; set \`cgo: on\``]
    : [];
}

function nameProblems(inputs: Inputs, survey: Survey): readonly string[] {
  const programs = [...new Set(survey.targets.flatMap((target) => target.programs.map((each) => each.importPath)))];
  if (inputs.name === undefined || programs.length < 2) {
    return [];
  }
  return [
    `name: one name cannot serve ${programs.length} programs (${programs.map(programName).join(", ")}); ` +
      "leave it out, and each is named after its import path",
  ];
}

/** Two builds that would write one file. Case is ignored: some file systems, and artifacts, do not tell it apart. */
function sameFileProblems(targets: readonly TargetPlan[]): readonly string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const { target, builds } of targets) {
    for (const build of builds) {
      const owner = `${build.importPath} for ${targetName(target)}`;
      const other = owners.get(build.file.toLowerCase());
      if (other !== undefined) {
        problems.push(
          `package: ${other} and ${owner} would both be written to ${build.file}; build them in two steps, each with ` +
            "a `name` or an `out-dir` of its own",
        );
      }
      owners.set(build.file.toLowerCase(), owner);
    }
  }
  return problems;
}
