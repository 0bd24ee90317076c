import { knownPlatforms, type Platform, type Target } from "../platforms/index.ts";
import type { LibraryRequirement } from "./libraries.ts";
import type { Machine } from "./machine.ts";
import type { Survey, TargetSurvey } from "./survey.ts";

export type MadeProgram = {
  readonly machine: Machine;
  readonly target: Target;
  readonly directory: string;
  readonly requirements: readonly LibraryRequirement[];
};

/** The survey of a program that was made elsewhere: there are no packages to ask Go about, and no flags. */
export function describeMadeProgram({ machine, target, directory, requirements }: MadeProgram): Survey {
  const { os, arch } = target;
  const platform = knownPlatforms.find((each) => each.os === os && each.arch === arch);
  const made = describeAnyProgram(target, platform ?? { os, arch, cgoSupported: true });
  return {
    machine,
    go: { file: "", version: "" },
    modulePath: "program",
    directory,
    targets: [{ ...made, need: { ...made.need, cxx: true }, requirements }],
    refused: [],
    problems: [],
  };
}

const nothing = { goflags: "", goexperiment: "", cc: "", cxx: "", ar: "" };
const noFlags = { cgoCppflags: "", cgoCflags: "", cgoCxxflags: "", cgoLdflags: "" };

/** The survey of a target for a program of which nothing is known, on a machine of which no compiler is. */
export function describeAnyProgram(target: Target, platform: Platform): TargetSurvey {
  return {
    target,
    platform,
    environment: { levels: {}, ...nothing, ...noFlags },
    programs: [],
    need: { required: [], optional: [], cxx: false },
    languages: { fortran: false, swig: false },
    cgo: { standard: [], uses: {}, changed: [], verdicts: undefined, lists: { on: [], off: [] } },
    cryptography: undefined,
    requirements: [],
    prebuilt: { objects: [], libraryDirectories: [], nativeFlags: [] },
    windowsNames: undefined,
    embeds: [],
    prebuild: [],
    hostCompilers: { cc: false, cxx: false, fc: false, own: undefined },
  };
}
