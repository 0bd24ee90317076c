/** What is known of Go: its words, flags, environment, names and messages. */
export { parseModuleInfo } from "./build-info.ts";
export {
  forcedIncludes,
  includeDirectories,
  libraryDirectories,
  linkedLibraries,
  macroFlags,
  pkgConfigNames,
  preamble,
} from "./cgo.ts";
export { isEmbedded } from "./embed.ts";
export {
  type GoEnvironment,
  goEnvironmentNames,
  parseGoEnvironment,
  parseGoVariables,
  parseWorkspaceDirectories,
} from "./environment.ts";
export { isPlatformRefusal, isWithoutModule } from "./failures.ts";
export { goflagsValues, lastSwitch, switchedOn } from "./goflags.ts";
export { type CText, hasReachedCode, type Include, isReached, type Preprocessing, readCText } from "./includes.ts";
export { type JobSetting, jobVariables, type ShownSetting, shownSetting } from "./job-variables.ts";
export { effectiveLdflags, hideLdflags, hideValues, linkMode, makeValueFilter, parseLdflags } from "./ldflags.ts";
export {
  isExcludedByConstraints,
  isWithoutFiles,
  type ListedError,
  type ListedPackage,
  listedFields,
  parseListed,
  withoutTestVariants,
} from "./list.ts";
export { distinctNames, programName } from "./names.ts";
export { parsePlatforms } from "./platforms.ts";
export { looseLines, parseTestEvents, type TestFailure, type TestReport } from "./test-events.ts";
export { joinWords, quoteForShell, splitWords } from "./words.ts";
