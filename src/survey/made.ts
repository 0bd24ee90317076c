import { knownPlatforms, type Target } from "../platforms/index.ts";
import type { LibraryRequirement } from "./libraries.ts";
import type { Machine } from "./machine.ts";
import type { Survey } from "./survey.ts";

export type MadeProgram = {
  readonly machine: Machine;
  readonly target: Target;
  readonly directory: string;
  readonly requirements: readonly LibraryRequirement[];
};

/** The survey of a program that was made elsewhere: there are no packages to ask Go about, and no flags. */
export function describeMadeProgram({ machine, target, directory, requirements }: MadeProgram): Survey {
  const { os, arch } = target;
  const nothing = { goflags: "", goexperiment: "", cc: "", cxx: "", ar: "" };
  const flags = { cgoCppflags: "", cgoCflags: "", cgoCxxflags: "", cgoLdflags: "" };
  return {
    machine,
    go: { file: "", version: "" },
    modulePath: "program",
    directory,
    targets: [
      {
        target,
        platform: knownPlatforms.find((each) => each.os === os && each.arch === arch) ?? {
          os,
          arch,
          cgoSupported: true,
        },
        environment: { levels: {}, ...nothing, ...flags },
        programs: [],
        need: { required: [], optional: [], cxx: true },
        languages: { fortran: false, swig: false },
        cgo: { standard: [], uses: {}, changed: [], verdicts: undefined, lists: { on: [], off: [] } },
        cryptography: undefined,
        requirements,
        prebuilt: { objects: [], libraryDirectories: [], nativeFlags: [] },
        windowsNames: undefined,
        embeds: [],
        prebuild: [],
        hostCompilers: { cc: false, cxx: false, fc: false, own: undefined },
      },
    ],
    refused: [],
    problems: [],
  };
}
