/** What failed → why, and what to do about it. */

export { describeDiagnosis, diagnose, isKnown, isMachineFault } from "./diagnose.ts";
export type { Diagnosis, SourcePlace } from "./diagnosis.ts";
export { type CodeDocument, documentOf } from "./document.ts";
export {
  type Definer,
  type Evidence,
  type FailedStage,
  type ImportChain,
  type Known,
  type KnownPlaces,
  type LookedUp,
  type Lookups,
  type NamedFile,
  noLookups,
  nothingKnown,
  type Ran,
  type SourceFile,
  type Use,
} from "./evidence.ts";
export { diagnoseProblems } from "./said.ts";
