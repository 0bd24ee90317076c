import {
  effectiveLdflags,
  type GoEnvironment,
  isPlatformRefusal,
  isWithoutFiles,
  isWithoutModule,
  type ListedPackage,
  listedFields,
  parseLdflags,
  parseListed,
  splitWords,
  withoutTestVariants,
} from "../golang/index.ts";
import { distinctProblems, type Problem, UserError } from "../host/errors.ts";
import { exists, makeLimit } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import { type Inputs, inputsOf, pkgConfigDirectories, type RunInputs } from "../inputs/index.ts";
import {
  compilesFor,
  ownCompilerFlags,
  type Platform,
  type Target,
  targetGoVariables,
  targetName,
} from "../platforms/index.ts";
import { type CgoUse, describeCgoUse } from "./cgo-use.ts";
import { explainGoFailure, type Go, readGoEnvironment, runGo, withAdvice } from "./go.ts";
import { findBuildProblem, findToolFlagProblems } from "./go-flags.ts";
import { type HeaderFiles, openHeaderFiles } from "./headers.ts";
import { findLibraryRequirements, type LibraryRequirement } from "./libraries.ts";
import { type ArchiveProbe, type Machine, surveyMachine } from "./machine.ts";
import { type NamedCompiler, type OwnCompilers, openOwnCompilers, type ReadProgram } from "./own-compiler.ts";
import { findPrebuilt, type Prebuilt } from "./prebuilt.ts";
import {
  type CgoNeed,
  type Cryptography,
  describeCgoNeed,
  describeCryptography,
  describeLanguages,
  findPrograms,
  isWithoutProgram,
  type OtherLanguages,
  type Program,
  packagesToPrebuild,
  standardWithC,
} from "./programs.ts";
import { findVcsProblem } from "./vcs.ts";
import { changedPackages, type PackageLists, type PackageVerdict } from "./verdicts.ts";
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
  /**
   * Targets that cannot be built, while others can: Go says so, or a package has nothing for them.
   */
  readonly refused: readonly { readonly target: Target; readonly problems: readonly Problem[] }[];
  /** What is wrong whatever the target. */
  readonly problems: readonly Problem[];
};

export type TargetSurvey = {
  readonly target: Target;
  readonly platform: Platform;
  readonly environment: GoEnvironment;
  readonly programs: readonly Program[];
  readonly need: CgoNeed;
  readonly languages: OtherLanguages;
  readonly cgo: CgoSurvey;
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

/** What the program does with cgo, and without. */
export type CgoSurvey = {
  /** Packages of the standard library with C that something asked for. */
  readonly standard: readonly string[];
  /** Of each package of `need.required`. */
  readonly uses: Readonly<Record<string, CgoUse>>;
  /** The packages of which other files are compiled without cgo. */
  readonly changed: readonly string[];
  /** What becomes of those; undefined as long as nothing hangs on it, since it takes a while to find out. */
  readonly verdicts: readonly PackageVerdict[] | undefined;
  readonly lists: PackageLists;
};

/** A `//go:embed` pattern of a package. */
export type Embed = {
  readonly importPath: string;
  /** The package's, absolute. */
  readonly directory: string;
  readonly pattern: string;
};

/** `fc`: the Fortran compiler that FC names, or gfortran. */
export type HostCompilers = {
  readonly cc: boolean;
  readonly cxx: boolean;
  readonly fc: boolean;
  /** What they are found to make; undefined of targets that they are not for, and where no C is compiled. */
  readonly own: OwnCompilers | undefined;
};

export type SurveyQuestion = {
  /** Where packages may come from. */
  readonly archives: readonly ArchiveProbe[];
  readonly readProgram: ReadProgram;
  readonly go: Extract<Go, { kind: "found" }>;
  readonly inputs: RunInputs;
  /** The module's, absolute. */
  readonly directory: string;
};

/**
 * Asks the user's Go, for every target, what it would build and what that needs from C. Builds nothing and fetches no
 * tool; Go itself downloads the modules that are not in its module cache.
 * @returns What Go refuses, and what is wrong with a package, is among the problems, or, where some targets are free of it,
 * among what is refused.
 */
export async function surveyProgram(host: Host, question: SurveyQuestion): Promise<Survey> {
  const { go, inputs, directory, archives, readProgram } = question;
  const limit = makeLimit(host.cpus);
  const files = openHeaderFiles();
  const compilers = openOwnCompilers(host, readProgram);
  const all = await Promise.all(
    inputs.targets.map((target) =>
      limit(() => surveyTarget(host, { ...question, target, inputs: inputsOf(inputs, target), files, compilers })),
    ),
  );
  // Of a target that only a pattern gave, what a module lacks is as wrong as of any other.
  const isMistake = (problem: Problem, target: Target) =>
    inputs.globbed.includes(targetName(target)) && !isPlatformRefusal(problem.text) && !isWithoutProgram(problem);
  const has = (problems: readonly Problem[], { text }: Problem) => problems.some((each) => each.text === text);
  const general = all.flatMap(({ target, problems }) =>
    problems.filter((one) => isMistake(one, target) || all.every((each) => has(each.problems, one))),
  );
  const special = all.map(({ problems }) => problems.filter((problem) => !has(general, problem)));
  const surveyed = all.flatMap((answer, at) =>
    answer.kind === "surveyed" && special[at]?.length === 0 ? [answer] : [],
  );
  const ofTargets = inputs.targets.map((target) => inputsOf(inputs, target));
  const clang = ofTargets.some(({ compiler }) => compiler === "clang");
  const glibc = ofTargets.some((each) => each.glibc !== undefined);
  const [first] = surveyed;
  const goflags = first?.survey.environment.goflags ?? "";
  // Of a module that cannot be listed, Go would say the same once more.
  const [buildProblem, toolFlags, vcs, machine] = await Promise.all([
    inputs.build && general.length === 0 ? findBuildProblem(host, { go, inputs, directory }) : undefined,
    inputs.build ? findToolFlagProblems(host, { go, inputs: ofTargets, directory }) : [],
    inputs.build ? findVcsProblem(host, directory, { goFlags: inputs.goFlags, goflags }) : undefined,
    surveyMachine(host, { archives, clang: clang && { readProgram }, glibc }),
  ]);
  return {
    machine,
    go: { file: go.file, version: go.version },
    modulePath: surveyed.find((answer) => answer.modulePath !== undefined)?.modulePath ?? "program",
    directory,
    targets: surveyed.map(({ survey }) => survey),
    refused: all.flatMap(({ target }, at) => {
      const problems = special[at] ?? [];
      return problems.length === 0 ? [] : [{ target, problems }];
    }),
    problems: distinctProblems([
      ...general,
      ...[buildProblem, ...toolFlags, vcs].flatMap((each) => each ?? []),
      ...surveyed.flatMap(({ mistakes }) => mistakes),
    ]),
  };
}

type TargetQuestion = Omit<SurveyQuestion, "inputs"> & {
  readonly target: Target;
  readonly inputs: Inputs;
  readonly files: HeaderFiles;
  readonly compilers: ReturnType<typeof openOwnCompilers>;
};

type TargetAnswer =
  | {
      readonly kind: "surveyed";
      readonly target: Target;
      readonly survey: TargetSurvey;
      /** Undefined where the patterns match nothing. */
      readonly modulePath: string | undefined;
      readonly problems: readonly Problem[];
      /** What is wrong with the inputs, rather than with the program on this target. */
      readonly mistakes: readonly Problem[];
    }
  | { readonly kind: "failed"; readonly target: Target; readonly problems: readonly Problem[] };

async function surveyTarget(host: Host, question: TargetQuestion): Promise<TargetAnswer> {
  const { go, target } = question;
  const platform = go.platforms.find(({ os, arch }) => os === target.os && arch === target.arch);
  if (platform === undefined) {
    // The inputs have a problem that says so.
    return { kind: "failed", target, problems: [] };
  }
  try {
    const answers = await askGoAbout(host, question);
    if (!isWholeModuleMeant(question.inputs, answers.lists.on)) {
      return await describeTarget(host, { ...question, platform, ...answers });
    }
    const whole = { ...question, inputs: { ...question.inputs, packages: ["./..."] } };
    return await describeTarget(host, { ...whole, platform, ...(await askGoAbout(host, whole)) });
  } catch (error) {
    if (error instanceof UserError) {
      return { kind: "failed", target, problems: error.problems };
    }
    throw error;
  }
}

/** Where nothing is built, a module's own directory that has no Go file stands for all that is in it. */
function isWholeModuleMeant(inputs: Inputs, packages: readonly ListedPackage[]): boolean {
  const patterns = patternsOf(inputs);
  return !inputs.build && patterns.length === 1 && patterns[0] === "." && packages.some(isWithoutFiles);
}

type GoAnswers = { readonly environment: GoEnvironment; readonly lists: PackageLists };

async function askGoAbout(host: Host, question: TargetQuestion): Promise<GoAnswers> {
  const { go, directory, target } = question;
  const variables = targetGoVariables(target);
  // With cgo on, even for a platform without it: the question is whether the program has C in it.
  const withCgo = { ...variables, CGO_ENABLED: "1" };
  const environment = readGoEnvironment(host, go.file, { directory, variables });
  const listed = listWithCgo(host, question, withCgo);
  const plain = listWithoutCgo(host, question, { ...variables, CGO_ENABLED: "0" });
  // So that it is always the same one whose failure is reported where both fail.
  await Promise.allSettled([environment, listed, plain]);
  return { environment: await environment, lists: { on: await listed, off: await plain } };
}

/**
 * What is set up for other tools depends on the program for no more than whether it needs C: with `cgo: on` that is no
 * question, so that there need be no program at all.
 */
function isAnyProgram(inputs: Inputs): boolean {
  return !inputs.build && inputs.cgo === "on" && !listsTests(inputs);
}

async function listWithCgo(
  host: Host,
  { go, inputs, directory }: TargetQuestion,
  variables: Readonly<Record<string, string>>,
): Promise<readonly ListedPackage[]> {
  const done = await runGo(host, go.file, { args: listArguments(inputs), directory, variables });
  if (done.exitCode === 0) {
    return readList(inputs, done.stdout);
  }
  if (isWithoutModule(done) && isAnyProgram(inputs)) {
    return [];
  }
  const way = isWithoutModule(done) && !inputs.build ? ", or set `cgo: on`, which needs none" : "";
  const { code, text } = await explainGoFailure(done);
  throw new UserError({ code, text: `${text}${way}` });
}

function readList(inputs: Inputs, text: string): readonly ListedPackage[] {
  const packages = parseListed(text);
  return listsTests(inputs) ? withoutTestVariants(packages) : packages;
}

/** Where nothing is built but the tests, what they import counts too. */
function listsTests({ build, test }: Inputs): boolean {
  return !build && test.length > 0;
}

/** What is listed: programs, or, where nothing is built, whatever is to be tested. */
function patternsOf(inputs: Inputs): readonly string[] {
  return listsTests(inputs) ? inputs.test : inputs.packages;
}

/** Undefined where Go refuses, as for -race in GOFLAGS: then it is no question whether the program needs C. */
async function listWithoutCgo(
  host: Host,
  { go, inputs, directory }: TargetQuestion,
  variables: Readonly<Record<string, string>>,
): Promise<readonly ListedPackage[] | undefined> {
  const args = listArguments({ ...inputs, buildmode: "default" }).filter(
    (flag) => !/^--?(race|msan|asan)(=|$)/.test(flag),
  );
  const done = await runGo(host, go.file, { args, directory, variables });
  return done.exitCode === 0 ? readList(inputs, done.stdout) : undefined;
}

type TargetFacts = TargetQuestion & GoAnswers & { readonly platform: Platform };

async function describeTarget(host: Host, facts: TargetFacts): Promise<TargetAnswer> {
  const { go, inputs, directory, target, platform, environment, lists } = facts;
  const packages = lists.on;
  const isIrrelevant = packages.length === 0 && isAnyProgram(inputs);
  const seen = findPrograms(packages, isIrrelevant ? [] : patternsOf(inputs), inputs.build);
  const { programs } = seen;
  const problems = await Promise.all(seen.problems.map(withAdvice));
  const pkgConfigPath = pkgConfigDirectories(inputs, directory);
  const ldflags = [...splitWords(environment.cgoLdflags).words, ...inputs.cgoLdflags];
  const found = describeCgoNeed(packages, [...ldflags, ...externalLdflags(inputs, environment)]);
  // Of a module that is not there nothing tells that it has no C++, unless it is to be built with what has none.
  const need = isIrrelevant ? { ...found, cxx: inputs.libc !== "musl" } : found;
  const compilerFlags = [
    ...[environment.cgoCppflags, environment.cgoCflags, environment.cgoCxxflags].flatMap(
      (text) => splitWords(text).words,
    ),
    ...inputs.cgoCflags,
    ...inputs.cgoCxxflags,
  ];
  // Nothing of the job's, so that Go names what it would take by itself.
  const unset = { ...targetGoVariables(target), GOENV: "off", CC: "", CXX: "" };
  const unnamed = () => readGoEnvironment(host, go.file, { directory, variables: unset });
  const hostCompilers = await findHostCompilers(host, { ...facts, need, ldflags, unnamed });
  const survey: TargetSurvey = {
    target,
    platform,
    environment,
    programs,
    need,
    languages: describeLanguages(packages),
    cgo: {
      standard: standardWithC(packages),
      uses: await describeUses(packages, need, target),
      changed: changedPackages(lists),
      verdicts: undefined,
      lists,
    },
    cryptography: describeCryptography(packages),
    requirements: await findLibraryRequirements(host, {
      packages,
      programs: programs.map(({ importPath }) => importPath),
      os: target.os,
      arch: target.arch,
      files: facts.files,
      compilerFlags,
      ldflags,
      pkgConfigPath,
      hostCompiler: hostCompilers.own?.cc === undefined ? undefined : splitWords(hostCompilers.own.cc).words,
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
    target,
    survey,
    modulePath: packages.find(isOfMainModule)?.Module?.Path ?? programs[0]?.importPath,
    problems: problems.map((problem) => withTarget(problem, target, inputs.targets.length)),
    mistakes: await missingDirectories(pkgConfigPath),
  };
}

async function describeUses(
  packages: readonly ListedPackage[],
  { required }: CgoNeed,
  target: Target,
): Promise<CgoSurvey["uses"]> {
  const withC = packages.filter((each) => required.includes(each.ImportPath));
  return Object.fromEntries(
    await Promise.all(withC.map(async (each) => [each.ImportPath, await describeCgoUse(each, target)] as const)),
  );
}

/** pkg-config takes no notice of a directory that is not there, and the library of that name that it finds is another. */
async function missingDirectories(directories: readonly string[]): Promise<readonly Problem[]> {
  const there = await Promise.all(directories.map(exists));
  return directories
    .filter((_, at) => there[at] !== true)
    .map((each) => ({
      code: "directory-not-found",
      text: `pkg-config-path: ${each} does not exist; name a directory that an earlier step has made`,
    }));
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
function externalLdflags({ ldflags, build }: Inputs, { goflags }: GoEnvironment): readonly string[] {
  // What a later step of the job builds is its own affair.
  return splitWords(parseLdflags(effectiveLdflags(ldflags, build ? goflags : "")).extldflags ?? "").words;
}

/**
 * The flags that decide which files and packages a build takes, so that the list is the build's own; and the ones that
 * Go refuses for some platforms (-buildmode, -race), so that it says so before anything is fetched.
 */
function listArguments(inputs: Inputs): readonly string[] {
  const tags = inputs.tags.length > 0 ? [`-tags=${inputs.tags.join(",")}`] : [];
  const buildmode = inputs.buildmode === "default" ? [] : [`-buildmode=${inputs.buildmode}`];
  const flags = inputs.goFlags.filter((flag) => /^--?(mod|modfile|race|msan|asan|tags)(=|$)/.test(flag));
  const tests = listsTests(inputs) ? ["-test"] : [];
  const own = [`-json=${listedFields}`, ...tests, ...tags, ...buildmode, ...flags];
  return ["list", "-e", "-deps", ...own, "--", ...patternsOf(inputs)];
}

/** In a workspace every module is a main module: the one meant is that of the packages that were asked for. */
function isOfMainModule(listed: ListedPackage): boolean {
  return listed.DepOnly !== true && listed.Module?.Main === true;
}

/** Names the target where the problem is some targets' only; one that all targets have is shown once. */
function withTarget({ code, text }: Problem, target: Target, targets: number): Problem {
  return { code, text: text.includes("build constraints") && targets > 1 ? `${targetName(target)}: ${text}` : text };
}

export type CompilersQuestion = Pick<TargetFacts, "target" | "platform" | "inputs" | "environment" | "compilers"> & {
  readonly need: CgoNeed;
  readonly ldflags: readonly string[];
  /** What `go env` says of the target where the job names no compilers. */
  readonly unnamed: () => Promise<Pick<GoEnvironment, "cc" | "cxx">>;
};

/** Whether the machine has the compilers that are named for a target, and what those for its own targets make. */
export async function findHostCompilers(host: Host, question: CompilersQuestion): Promise<HostCompilers> {
  const { environment, inputs, platform, target } = question;
  const { cc, cxx } = environment;
  const fc = host.environment["FC"] ?? "gfortran";
  const own =
    compilesFor(host, target) && platform.cgoSupported && inputs.cgo !== "off"
      ? await askOwnCompilers(host, question)
      : undefined;
  const [hasCc, hasCxx, hasFc] = await Promise.all([cc, cxx, fc].map((each) => hasCompiler(host, each)));
  return {
    cc: own === undefined ? hasCc === true : own.cc !== undefined,
    cxx: own === undefined || !question.need.cxx ? hasCxx === true : own.cxx !== undefined,
    fc: hasFc === true,
    own,
  };
}

async function askOwnCompilers(host: Host, question: CompilersQuestion): Promise<OwnCompilers> {
  const { environment, inputs, target, compilers, need, ldflags } = question;
  const plain = await question.unnamed();
  const named = (variable: "CC" | "CXX", value: string, byDefault: string): NamedCompiler => ({
    variable,
    value,
    byDefault,
    isNamed: (host.environment[variable] ?? "") !== "" || value !== byDefault,
  });
  const compile = [environment.cgoCppflags, environment.cgoCflags].flatMap((text) => splitWords(text).words);
  return compilers({
    target,
    cc: named("CC", environment.cc, plain.cc),
    cxx: need.cxx ? named("CXX", environment.cxx, plain.cxx) : undefined,
    flags: {
      compile: [...ownCompilerFlags(target), ...compile, ...inputs.cgoCflags],
      link: [...ldflags, ...externalLdflags(inputs, environment)],
    },
    startNamed: !inputs.dryRun,
  });
}

/** CC may hold flags after the program's name; only the first word is a program. */
async function hasCompiler(host: Host, compiler: string): Promise<boolean> {
  const [program] = splitWords(compiler).words;
  return program !== undefined && (await host.processes.find(program)) !== undefined;
}
