/** Results → summary, annotations, outputs, manifest and log. */

export { describeFailureSentence, describeFailures, describeProblemAnnotations } from "./annotations.ts";
export {
  type CacheItem,
  type CacheListing,
  describeCache,
  describeCacheJson,
  describePruning,
  describePruningJson,
  type PrunedItem,
} from "./cache.ts";
export { isSameCause } from "./causes.ts";
export { describeMore, type Pages } from "./codes.ts";
export { columnsOf } from "./columns.ts";
export { describeFindings, describeFindingsJson, type Finding } from "./doctor.ts";
export { type EarlierManifest, keepFiles, manifestFiles, parseManifest, takenFileProblems } from "./earlier.ts";
export { describeExplanation, describeExplanationJson } from "./explain.ts";
export { describeInterruption, fillingStep, type OutDir } from "./interruption.ts";
export { describeManifest, describeProblemsJson, manifestFacts } from "./manifest.ts";
export { describeOutcome, type FailedTarget, hasFailed } from "./outcomes.ts";
export { describeOutputs, describePlanOutputs, type Outputs } from "./outputs.ts";
export { describePlan, describePlanJson, describeTargets, describeWithoutArtifacts } from "./plan.ts";
export { describeNothingBuilt } from "./problems.ts";
export type {
  BinaryResult,
  LinkedLibrary,
  Phase,
  PhaseKind,
  RunResult,
  TargetOutcome,
  TargetResult,
  ToolchainResult,
} from "./results.ts";
export { describeSummary } from "./summary.ts";
export { describeTargetsJson, describeTargetsReport, type TargetsReport } from "./targets.ts";
export { describeTerminal } from "./terminal.ts";
export {
  compareWithRecord,
  describeFactSheets,
  describeVerificationJson,
  describeVerificationSummary,
  describeVerificationVerdict,
  type VerificationReport,
  type VerifiedFile,
} from "./verified.ts";
