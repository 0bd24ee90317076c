/** What Go, the machine and the module say when they are asked. */

export { type AnyProgramQuestion, surveyAnyProgram } from "./any-program.ts";
export { readBinfmt } from "./binfmt.ts";
export type { CgoUse } from "./cgo-use.ts";
export { type HostClang, oldestClang } from "./clang.ts";
export { findGo, type Go, type GoPlaces, readGoPlaces, runGo } from "./go.ts";
export { readJobSettings } from "./job-settings.ts";
export type { LibraryRequirement } from "./libraries.ts";
export {
  type Distribution,
  type Machine,
  type MachineArchive,
  type ReleaseFacts,
  readDistribution,
  surveyMachine,
} from "./machine.ts";
export { describeMadeProgram } from "./made.ts";

export type { OwnCompilers, ProgramHeaders, ReadProgram } from "./own-compiler.ts";

export { type PkgConfigModule, parseModule } from "./pkg-config.ts";

export type { Prebuilt, PrebuiltObject } from "./prebuilt.ts";

export type { Program } from "./programs.ts";
export { findRelease } from "./releases.ts";
export {
  type CgoSurvey,
  type Embed,
  type Survey,
  type SurveyQuestion,
  surveyProgram,
  type TargetSurvey,
} from "./survey.ts";
export { findWorkTree } from "./vcs.ts";
export { judgePackages, type Loss, type PackageVerdict, type Place, unjudged } from "./verdicts.ts";
