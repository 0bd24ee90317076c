import type { GoEnvironment } from "../../src/golang/environment.ts";
import { problemTexts } from "../../src/host/errors.ts";
import type { Inputs, RunInputs } from "../../src/inputs/inputs.ts";
import { inputsOf } from "../../src/inputs/inputs-of.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import type { PackageContent, RootRequest } from "../../src/plan/root-request.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import type { Target } from "../../src/platforms/target.ts";
import type { LibraryRequirement } from "../../src/survey/libraries.ts";
import type { Machine } from "../../src/survey/machine.ts";
import type { CgoNeed, Program } from "../../src/survey/programs.ts";
import type { CgoSurvey, Survey, TargetSurvey } from "../../src/survey/survey.ts";

/**
 * Inputs from their texts: those of the run, and of its first target. Throws where one cannot be read: the tests here are
 * about what comes after.
 */
export function makeInputs(raw: Readonly<Record<string, string>> = {}): Inputs & RunInputs {
  const { inputs, problems } = parseInputs(raw, { platforms: knownPlatforms, workspace: "/ws" });
  if (problems.length > 0) {
    throw new Error(problemTexts(problems).join("\n"));
  }
  const [first = makeTarget("linux/amd64")] = inputs.targets;
  return { ...inputs, ...inputsOf(inputs, first) };
}

export const machine: Machine = {
  os: "linux",
  arch: "amd64",
  place: "terminal",
  cpus: 4,
  memoryBytes: 15.5 * 2 ** 30,
  distribution: { id: "debian", version: "12", codename: "bookworm", title: "Debian GNU/Linux 12 (bookworm)" },
  wine: undefined,
  pkgConfig: "/usr/bin/pkg-config",
  swig: undefined,
  overruled: {},
  searchPaths: {},
  clang: undefined,
  archive: { kind: "found", id: "apt", family: "debian" },
};

export const needs = {
  nothing: { required: [], optional: [], cxx: false },
  net: { required: [], optional: ["net", "os/user"], cxx: false },
  c: { required: ["example.com/c"], optional: ["net"], cxx: false },
  cxx: { required: ["example.com/cxx"], optional: [], cxx: true },
} as const satisfies Readonly<Record<string, CgoNeed>>;

const environment: GoEnvironment = {
  levels: {},
  goflags: "",
  goexperiment: "",
  cc: "gcc",
  cxx: "g++",
  ar: "ar",
  cgoCflags: "-O2 -g",
  cgoCppflags: "",
  cgoCxxflags: "-O2 -g",
  cgoLdflags: "-O2 -g",
};

const levels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "arm/v5": { GOARM: "5" },
  "arm/v6": { GOARM: "6" },
  "arm/v7": { GOARM: "7" },
  "mips/softfloat": { GOMIPS: "softfloat" },
  mips: { GOMIPS: "hardfloat" },
  amd64: { GOAMD64: "v1" },
};

export function makeTarget(name: string): Target {
  const [os = "", arch = "", variant] = name.split("/");
  return { os, arch, variant };
}

export type TargetFacts = {
  readonly need?: CgoNeed;
  readonly cgo?: Partial<CgoSurvey>;
  readonly languages?: Partial<TargetSurvey["languages"]>;
  readonly cryptography?: TargetSurvey["cryptography"];
  readonly requirements?: readonly LibraryRequirement[];
  readonly prebuild?: readonly string[];
  readonly embeds?: TargetSurvey["embeds"];
  readonly prebuilt?: Partial<TargetSurvey["prebuilt"]>;
  readonly windowsNames?: TargetSurvey["windowsNames"];
  readonly programs?: readonly Program[];
  readonly environment?: Partial<GoEnvironment>;
  readonly hostCompilers?: Partial<TargetSurvey["hostCompilers"]>;
};

/** What was found out about a target, given its name. */
export function surveyTarget(name: string, facts: TargetFacts = {}): TargetSurvey {
  const target = makeTarget(name);
  const level = levels[name.slice(target.os.length + 1)] ?? {};
  return {
    target,
    platform: knownPlatforms.find((each) => each.os === target.os && each.arch === target.arch) ?? {
      os: target.os,
      arch: target.arch,
      cgoSupported: false,
    },
    environment: { ...environment, levels: level, ...facts.environment },
    programs: facts.programs ?? [{ importPath: "example.com/app", name: "app" }],
    need: facts.need ?? needs.nothing,
    languages: { fortran: false, swig: false, ...facts.languages },
    cgo: { standard: [], uses: {}, changed: [], verdicts: undefined, lists: { on: [], off: [] }, ...facts.cgo },
    cryptography: facts.cryptography,
    requirements: facts.requirements ?? [],
    prebuilt: { objects: [], libraryDirectories: [], nativeFlags: [], ...facts.prebuilt },
    windowsNames: facts.windowsNames,
    embeds: facts.embeds ?? [],
    prebuild: facts.prebuild ?? [],
    hostCompilers: { cc: true, cxx: true, fc: true, own: undefined, ...facts.hostCompilers },
  };
}

export function makeSurvey(targets: readonly TargetSurvey[], changes: Partial<Survey> = {}): Survey {
  return {
    machine,
    go: { file: "/go/bin/go", version: "go1.26.8" },
    modulePath: "example.com/app",
    directory: "/checkout",
    targets,
    refused: [],
    problems: [],
    ...changes,
  };
}

/** What a root of packages is filled with. Throws where it is not made of packages. */
export function packageContent({ id, content }: RootRequest): PackageContent {
  if (content.kind !== "packages") {
    throw new Error(`${id} is not made of packages`);
  }
  return content;
}
