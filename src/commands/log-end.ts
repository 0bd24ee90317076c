import { describeFault } from "../host/errors.ts";
import type { Log } from "../host/types.ts";
import { type Target, targetName } from "../platforms/index.ts";
import { describeOutcome, type FailedTarget, isSameCause } from "../report/index.ts";
import type { Ending } from "./ending.ts";

/** The failures of a run whose log has been shown. */
export type Told = FailedTarget[];

export type EndedTarget = Pick<Ending, "outcome" | "log"> & { readonly target: Target; readonly seconds: number };

/** Shows what a target's tools printed, in a group; where another one failed for the same cause, that it is the same. */
export function logEnd(log: Pick<Log, "group" | "info">, { target, seconds, ...end }: EndedTarget, told: Told): void {
  const { outcome } = end;
  const name = targetName(target);
  const time = `${seconds.toFixed(1)} s`;
  if (outcome.kind === "passed") {
    log.group(`${name}: ${describeOutcome(outcome)} in ${time}`, end.log);
    return;
  }
  const { stage, message, stack } = outcome;
  const failed = { target, seconds, failure: outcome };
  const title = `${name}: FAILED (${stage}) after ${time}`;
  const same = told.find((other) => isSameCause(other, failed));
  if (same !== undefined) {
    log.info(`${title}: the same as ${targetName(same.target)}`);
    return;
  }
  told.push(failed);
  const fault = stack === undefined ? [] : describeFault({ kind: "internal", message, stack }).split("\n");
  log.group(`${title}: ${message}`, [...end.log, ...fault]);
}
