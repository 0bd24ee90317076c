/** go build: its environment, its arguments, its outcome. */
export { type BuildOutcome, type Built, buildTarget } from "./build.ts";
export {
  buildVariables,
  exportedVariables,
  goBuildEnvironment,
  parallelFlags,
  perTargetVariables,
  tagFlags,
} from "./environment.ts";
export { joinPrograms } from "./join.ts";
export type { MissingFile } from "./missing-files.ts";
export { prebuild } from "./prebuild.ts";
