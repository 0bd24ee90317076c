/** What failed → why, and what to do about it. */

export type { Diagnosis, SourcePlace } from "./diagnosis.ts";
