import {
  effectiveLdflags,
  type GoEnvironment,
  type ListedPackage,
  listedFields,
  parseLdflags,
  parseListed,
  splitWords,
} from "../golang/index.ts";
import { UserError } from "../host/errors.ts";
import { makeLimit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { Inputs } from "../inputs/index.ts";
import { type Platform, type Target, targetGoVariables, targetName } from "../platforms/index.ts";
import { askGo, type Go, readGoEnvironment } from "./go.ts";
import { findLibraryRequirements, type LibraryRequirement } from "./libraries.ts";
import { type ArchiveProbe, type Machine, surveyMachine } from "./machine.ts";
import { findPrebuilt, type Prebuilt } from "./prebuilt.ts";
import {
  type CgoNeed,
  type Cryptography,
  describeCgoNeed,
  describeCryptography,
  findPrograms,
  type Program,
  packagesToPrebuild,
} from "./programs.ts";
import { findWindowsNames, type WindowsNames } from "./windows-names.ts";

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
  /** Undefined where the program uses no cryptography of the standard library. */
  readonly cryptography: Cryptography | undefined;
  /** The C libraries that it requires and does not have in its own sources. */
  readonly requirements: readonly LibraryRequirement[];
  readonly prebuilt: Prebuilt;
  /** Undefined of other systems than Windows. */
  readonly windowsNames: WindowsNames | undefined;
  /** What the packages outside the standard library embed. */
  readonly embeds: readonly Embed[];
  /** What can be compiled before there is a C compiler; see packagesToPrebuild. */
  readonly prebuild: readonly string[];
  /** Whether the compilers that `go env` names for this target are on this machine. */
  readonly hostCompilers: HostCompilers;
};

/** A `//go:embed` pattern of a package. */
export type Embed = {
  readonly importPath: string;
  /** The package's, absolute. */
  readonly directory: string;
  readonly pattern: string;
};

export type HostCompilers = { readonly cc: boolean; readonly cxx: boolean };

export type SurveyQuestion = {
  /** Where packages may come from. */
  readonly archives: readonly ArchiveProbe[];
  readonly go: Extract<Go, { kind: "found" }>;
  readonly inputs: Inputs;
  /** The module's, absolute. */
  readonly directory: string;
};

/**
 * Asks the user's Go, for every target, what it would build and what that needs from C. Builds nothing and fetches no
 * tool; Go itself downloads the modules that are not in its module cache.
 * @returns What Go refuses for a target, and what is wrong with a package, is among the problems.
 */
export async function surveyProgram(host: Host, question: SurveyQuestion): Promise<Survey> {
  const { go, inputs, directory, archives } = question;
  const limit = makeLimit(host.cpus);
  const answers = await Promise.all(
    inputs.targets.map((target) => limit(() => surveyTarget(host, { ...question, target }))),
  );
  const surveyed = answers.flatMap((answer) => (answer.kind === "surveyed" ? [answer] : []));
  return {
    machine: await surveyMachine(host, { archives, clang: inputs.compiler === "clang" }),
    go: { file: go.file, version: go.version },
    modulePath: surveyed.find((answer) => answer.modulePath !== undefined)?.modulePath ?? "program",
    directory,
    targets: surveyed.map(({ survey }) => survey),
    problems: [...new Set(answers.flatMap((answer) => answer.problems))],
  };
}

type TargetQuestion = SurveyQuestion & { readonly target: Target };

type TargetAnswer =
  | {
      readonly kind: "surveyed";
      readonly survey: TargetSurvey;
      /** Undefined where the patterns match nothing. */
      readonly modulePath: string | undefined;
      readonly problems: readonly string[];
    }
  | { readonly kind: "failed"; readonly problems: readonly string[] };

async function surveyTarget(host: Host, question: TargetQuestion): Promise<TargetAnswer> {
  const { go, target } = question;
  const platform = go.platforms.find(({ os, arch }) => os === target.os && arch === target.arch);
  if (platform === undefined) {
    // The inputs have a problem that says so.
    return { kind: "failed", problems: [] };
  }
  try {
    const { environment, packages } = await askGoAbout(host, question);
    return await describeTarget(host, { ...question, platform, environment, packages });
  } catch (error) {
    if (error instanceof UserError) {
      return { kind: "failed", problems: error.problems };
    }
    throw error;
  }
}

type GoAnswers = { readonly environment: GoEnvironment; readonly packages: readonly ListedPackage[] };

async function askGoAbout(host: Host, { go, inputs, directory, target }: TargetQuestion): Promise<GoAnswers> {
  const variables = targetGoVariables(target);
  // With cgo on, even for a platform without it: the question is whether the program has C in it.
  const withCgo = { ...variables, CGO_ENABLED: "1" };
  const environment = readGoEnvironment(host, go.file, { directory, variables });
  const listed = askGo(host, go.file, { args: listArguments(inputs), directory, variables: withCgo });
  // So that it is always the same one whose failure is reported where both fail.
  await Promise.allSettled([environment, listed]);
  return { environment: await environment, packages: parseListed(await listed) };
}

type TargetFacts = TargetQuestion & GoAnswers & { readonly platform: Platform };

async function describeTarget(host: Host, facts: TargetFacts): Promise<TargetAnswer> {
  const { inputs, target, platform, environment, packages } = facts;
  const { programs, problems } = findPrograms(packages, inputs.packages);
  const hostCompilers = await findHostCompilers(host, environment);
  const ldflags = [...splitWords(environment.cgoLdflags).words, ...inputs.cgoLdflags];
  const survey: TargetSurvey = {
    target,
    platform,
    environment,
    programs,
    need: describeCgoNeed(packages, [...ldflags, ...externalLdflags(inputs, environment)]),
    cryptography: describeCryptography(packages),
    requirements: await findLibraryRequirements(host, {
      packages,
      programs: programs.map(({ importPath }) => importPath),
      os: target.os,
      compilerFlags: [
        ...[environment.cgoCppflags, environment.cgoCflags, environment.cgoCxxflags].flatMap(
          (text) => splitWords(text).words,
        ),
        ...inputs.cgoCflags,
        ...inputs.cgoCxxflags,
      ],
      ldflags,
      hostCompiler: isOwn(host, target) && hostCompilers.cc ? splitWords(environment.cc).words : undefined,
    }),
    prebuilt: await findPrebuilt({ packages, directory: facts.directory, flags: flagsByPlace(inputs, environment) }),
    windowsNames:
      target.os === "windows"
        ? await findWindowsNames(packages, [...ldflags, ...externalLdflags(inputs, environment)])
        : undefined,
    embeds: packages.flatMap(embedsOf),
    prebuild: packagesToPrebuild(packages),
    hostCompilers,
  };
  return {
    kind: "surveyed",
    survey,
    modulePath: packages.find(isOfMainModule)?.Module?.Path ?? programs[0]?.importPath,
    problems: problems.map((problem) => withTarget(problem, target, inputs.targets.length)),
  };
}

/** The flags of the C compiler and the linker for all packages, by where they are set. */
function flagsByPlace(inputs: Inputs, environment: GoEnvironment): Readonly<Record<string, readonly string[]>> {
  return {
    CGO_CPPFLAGS: splitWords(environment.cgoCppflags).words,
    CGO_CFLAGS: splitWords(environment.cgoCflags).words,
    CGO_CXXFLAGS: splitWords(environment.cgoCxxflags).words,
    CGO_LDFLAGS: splitWords(environment.cgoLdflags).words,
    "cgo-cflags": inputs.cgoCflags,
    "cgo-cxxflags": inputs.cgoCxxflags,
    "cgo-ldflags": inputs.cgoLdflags,
    ldflags: externalLdflags(inputs, environment),
  };
}

function embedsOf({ ImportPath, Dir, Standard, EmbedPatterns }: ListedPackage): readonly Embed[] {
  const patterns = Standard === true || Dir === undefined ? [] : (EmbedPatterns ?? []);
  return patterns.map((pattern) => ({ importPath: ImportPath, directory: Dir ?? "", pattern }));
}

/** What -ldflags tells the C linker. */
function externalLdflags({ ldflags }: Inputs, { goflags }: GoEnvironment): readonly string[] {
  return splitWords(parseLdflags(effectiveLdflags(ldflags, goflags)).extldflags ?? "").words;
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

function isOwn(host: Host, target: Target): boolean {
  return target.os === host.os && target.arch === host.arch;
}

/** Names the target where the problem is some targets' only; one that all targets have is shown once. */
function withTarget(problem: string, target: Target, targets: number): string {
  return problem.includes("build constraints") && targets > 1 ? `${targetName(target)}: ${problem}` : problem;
}

async function findHostCompilers(host: Host, { cc, cxx }: GoEnvironment): Promise<HostCompilers> {
  const [hasCc, hasCxx] = await Promise.all([hasCompiler(host, cc), hasCompiler(host, cxx)]);
  return { cc: hasCc, cxx: hasCxx };
}

/** CC may hold flags after the program's name; only the first word is a program. */
async function hasCompiler(host: Host, compiler: string): Promise<boolean> {
  const [program] = splitWords(compiler).words;
  return program !== undefined && (await host.processes.find(program)) !== undefined;
}
