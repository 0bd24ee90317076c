import { splitWords } from "../golang/words.ts";
import { messageOf } from "../host/errors.ts";
import { makeLimit } from "../host/limit.ts";
import type { Host } from "../host/types.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { type Platform, type Target, targetGoVariables, targetName } from "../platforms/target.ts";
import { explainGoFailure, type Go, type GoEnvironment, readGoEnvironment, runGo } from "./go.ts";
import { findLibraryRequirements, type LibraryRequirement } from "./libraries.ts";
import { type Machine, type MachineQuestion, surveyMachine } from "./machine.ts";
import {
  type CgoNeed,
  describeCgoNeed,
  findPrograms,
  type ListedPackage,
  listedFields,
  type Program,
  parseListed,
  prebuildPackages,
} from "./programs.ts";

/** What the machine, the user's Go and the module say, before anything is decided. */
export type Survey = {
  readonly machine: Machine;
  readonly go: { readonly file: string; readonly version: string };
  /** The main module's path, or the first program's import path where there is none. */
  readonly modulePath: string;
  /** Absolute. */
  readonly directory: string;
  readonly targets: readonly TargetSurvey[];
  readonly problems: readonly string[];
};

export type TargetSurvey = {
  readonly target: Target;
  readonly platform: Platform;
  readonly environment: GoEnvironment;
  readonly programs: readonly Program[];
  readonly need: CgoNeed;
  /** What it asks of C libraries that it does not bring itself. */
  readonly requirements: readonly LibraryRequirement[];
  /** What can be compiled before there is a C compiler; see prebuildPackages. */
  readonly prebuild: readonly string[];
  /** Whether the compilers that `go env` names for this target are on this machine. */
  readonly hostCompilers: { readonly cc: boolean; readonly cxx: boolean };
};

export type SurveyQuestion = {
  readonly go: Extract<Go, { kind: "found" }>;
  readonly inputs: Inputs;
  /** The module's, absolute. */
  readonly directory: string;
};

/** Asks the user's Go, for every target, what it would build and what that needs from C. Builds and fetches no tool. */
export async function surveyProgram(
  host: Host,
  question: SurveyQuestion & Pick<MachineQuestion, "missingReason">,
): Promise<Survey> {
  const { go, inputs, directory, missingReason } = question;
  const turn = makeLimit(host.cpus);
  const answers = await Promise.all(
    inputs.targets.map((target) => turn(() => surveyTarget(host, { ...question, target }))),
  );
  const problems = [...new Set(answers.flatMap((answer) => answer.problems))];
  return {
    machine: await surveyMachine(host, { clang: inputs.compiler === "clang", missingReason }),
    go: { file: go.file, version: go.version },
    modulePath: answers.find((answer) => answer.modulePath !== undefined)?.modulePath ?? "program",
    directory,
    targets: answers.flatMap((answer) => (answer.survey === undefined ? [] : [answer.survey])),
    problems,
  };
}

type TargetAnswer = {
  readonly survey: TargetSurvey | undefined;
  readonly modulePath: string | undefined;
  readonly problems: readonly string[];
};

async function surveyTarget(host: Host, question: SurveyQuestion & { readonly target: Target }): Promise<TargetAnswer> {
  const { go, inputs, directory, target } = question;
  const platform = go.platforms.find((each) => each.os === target.os && each.arch === target.arch);
  if (platform === undefined) {
    return { survey: undefined, modulePath: undefined, problems: [] };
  }
  const variables = targetGoVariables(target);
  const [environment, listed] = await Promise.all([
    readGoEnvironment(host, go.file, { directory, variables }).catch(messageOf),
    // With cgo on, even for a platform without it: what matters is whether the program has C in it.
    runGo(host, go.file, { args: listArguments(inputs), directory, variables: { ...variables, CGO_ENABLED: "1" } }),
  ]);
  if (typeof environment === "string" || listed.exitCode !== 0) {
    const problem = typeof environment === "string" ? environment : explainGoFailure(listed);
    return { survey: undefined, modulePath: undefined, problems: [problem] };
  }
  const packages = parseListed(listed.stdout);
  const [cc, cxx] = await Promise.all([exists(host, environment.cc), exists(host, environment.cxx)]);
  const { programs, problems } = findPrograms(packages, inputs.packages);
  const isOwn = target.os === host.os && target.arch === host.arch && cc;
  const requirements = await findLibraryRequirements(host, {
    packages,
    programs: programs.map(({ importPath }) => importPath),
    os: target.os,
    ldflags: [...splitWords(environment.cgoLdflags).words, ...inputs.cgoLdflags],
    hostCompiler: isOwn ? splitWords(environment.cc).words : undefined,
  });
  return {
    survey: {
      target,
      platform,
      environment,
      programs,
      need: describeCgoNeed(packages),
      requirements,
      prebuild: prebuildPackages(packages),
      hostCompilers: { cc, cxx },
    },
    modulePath: packages.find(isOfMainModule)?.Module?.Path ?? programs[0]?.importPath,
    problems: problems.map((problem) => withTarget(problem, target, inputs.targets.length)),
  };
}

/**
 * The flags that decide which files and packages a build takes, so that the list is the build's own; and the ones that
 * Go refuses for some platforms (-buildmode, -race), so that it says so before anything is fetched.
 */
function listArguments(inputs: Inputs): readonly string[] {
  const tags = inputs.tags.length > 0 ? [`-tags=${inputs.tags.join(",")}`] : [];
  const buildmode = inputs.buildmode === "default" ? [] : [`-buildmode=${inputs.buildmode}`];
  const flags = inputs.goFlags.filter((flag) => /^--?(mod|modfile|race|msan|asan|tags)(=|$)/.test(flag));
  return ["list", "-e", "-deps", `-json=${listedFields}`, ...tags, ...buildmode, ...flags, "--", ...inputs.packages];
}

/** In a workspace every module is a main module: the one meant is that of the packages that were asked for. */
function isOfMainModule(listed: ListedPackage): boolean {
  return listed.DepOnly !== true && listed.Module?.Main === true;
}

/** Names the target where the sentence holds for some targets only; equal sentences of all targets are shown once. */
function withTarget(problem: string, target: Target, targets: number): string {
  return problem.includes("build constraints") && targets > 1 ? `${targetName(target)}: ${problem}` : problem;
}

/** CC may hold flags after the program's name; only the first word is a program. */
async function exists(host: Host, compiler: string): Promise<boolean> {
  const [program] = splitWords(compiler).words;
  return program !== undefined && (await host.processes.find(program)) !== undefined;
}
