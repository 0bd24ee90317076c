/** The plan: inputs, survey and offers → every decision, as data. */
export { askedInstrumentation } from "./asked-flags.ts";
export { type CacheUse, decideCache, type GoCacheUse } from "./cache.ts";
export { type Concurrency, planConcurrency } from "./concurrency.ts";
export { environmentProblems } from "./environment-problems.ts";
export type { Expectation } from "./expectation.ts";
export { buildPart, decideGoCaches, type KeyPart, lookupParts, makeGoCacheKey } from "./go-caches.ts";
export { describeLeftOut, type LeftOut } from "./left-out.ts";
export { compareLocks, describeLock, type Lock, type LockedRelease, lockFile, parseLock, releaseName } from "./lock.ts";
export { makePlan, type PlanContext, type PlanResult } from "./make-plan.ts";
export {
  type Declined,
  declined,
  type EmulatorOffering,
  type EmulatorQuestion,
  indifferent,
  type LayerOffer,
  type LayerOffering,
  type LayerQuestion,
  type ToolchainOffer,
  type ToolchainOffering,
  type ToolchainQuestion,
} from "./offers.ts";
export type {
  ArtifactPlan,
  BuildPlan,
  EmulatorPlan,
  LayerPlan,
  Plan,
  RunPlan,
  Settings,
  TargetPlan,
  ToolchainPlan,
} from "./plan.ts";
export {
  describePossibility,
  joinPossibilities,
  type Possibility,
  type PossibilityContext,
} from "./possibility.ts";
export {
  describePackage,
  type FileContent,
  type FileLookup,
  isGuess,
  isRootPackage,
  type LockedRoot,
  matchesPackage,
  type PackageContent,
  type PackageSelection,
  type RequiredFile,
  type RootContent,
  type RootPackage,
  type RootRequest,
  type RootSettings,
  requestedNames,
} from "./root-request.ts";
export { describeVerdict, type Gravity, gravest, gravityOf } from "./verdicts.ts";
export { type WayOut, wayOut } from "./ways-out.ts";
