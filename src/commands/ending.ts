import { describeError } from "../host/errors.ts";
import type { Packed } from "../publish/index.ts";
import type { TargetOutcome } from "../report/index.ts";
import { explainProblems } from "./diagnosis.ts";

/** How the work on a target ended. */
export type Ending = {
  readonly outcome: TargetOutcome;
  /** What it has to deliver. */
  readonly packed: readonly Packed[];
  readonly log: readonly string[];
  /** What the reader should know of the binaries although they passed. */
  readonly notes: readonly string[];
};

type Failed = Extract<TargetOutcome, { kind: "failed" }>;

/** The last lines of a log that a report shows. */
export const shownLines = 60;

export function failed(failure: Omit<Failed, "kind" | "stack"> & { readonly stack?: string | undefined }): Ending {
  const { log, stack } = failure;
  const outcome = { ...failure, kind: "failed", log: log.slice(-shownLines), stack } as const;
  return { outcome, packed: [], log, notes: [] };
}

/** What a target's failure says about something that was thrown: the stack trace too, if it is a fault of ours. */
export async function describeCause(error: unknown): Promise<Pick<Failed, "message" | "stack" | "diagnosis">> {
  const described = describeError(error);
  // A fault of ours is no kind of failure.
  return described.kind === "internal"
    ? { message: described.message, stack: described.stack }
    : { ...(await explainProblems(described.problems)), stack: undefined };
}

/** Of a toolchain that cannot be had. */
export async function toolchainFailure(error: unknown): Promise<Omit<Failed, "kind">> {
  return { stage: "toolchain", ...(await describeCause(error)), log: [] };
}

/**
 * Does a stage of the work on a target; what is thrown in it is this target's failure and nobody else's.
 * @param log What there is to show of the stages before.
 */
export async function inStage(
  stage: Failed["stage"],
  log: readonly string[],
  work: () => Promise<Ending>,
): Promise<Ending> {
  try {
    return await work();
  } catch (error) {
    return failed({ stage, ...(await describeCause(error)), log });
  }
}
