import { reportRequest } from "../host/errors.ts";
import { plainLines, plainText, shortened } from "./format.ts";
import { describeFailed } from "./headline.ts";
import {
  describeStage,
  type FailedTarget,
  failedTargets,
  faultLabel,
  hasFailed,
  shownName,
  stackLines,
} from "./outcomes.ts";
import type { RunFailure, RunResult } from "./results.ts";

export type Annotation = { readonly title: string; readonly message: string };

/** The runner truncates a longer message. */
const longestMessage = 4096;

/** The runner keeps ten errors of a step and silently drops the rest. */
const mostAnnotations = 10;

/** Enough to see the compiler's own words, or where a fault of ours happened; the summary has more. */
const logLines = 5;

/**
 * One error annotation per failed target and per failure apart from them, as plain text of at most 4096 characters each.
 * At most ten: where there are more, the tenth says how many more and which. A run may show no other error: its closing
 * sentence (describeFailureSentence) belongs in the log, since an eleventh annotation would be dropped.
 */
export function describeFailures(result: RunResult): readonly Annotation[] {
  const all = [...failedTargets(result).map(describeOne), ...result.failures.map(describeOther)];
  if (all.length <= mostAnnotations) {
    return all;
  }
  const first = all.slice(0, mostAnnotations - 1);
  return [...first, describeRest(all.slice(first.length))];
}

function describeOne({ target, failure }: FailedTarget): Annotation {
  return {
    title: `${shownName(target)}: ${describeStage(failure)}`,
    message: describeMessage(failure, failure.stack === undefined ? lastLines(failure.log) : []),
  };
}

function describeOther(failure: RunFailure): Annotation {
  return { title: `the run failed${faultLabel(failure)}`, message: describeMessage(failure, []) };
}

function describeMessage(failure: RunFailure, log: readonly string[]): string {
  const lines = [
    plainText(failure.message),
    ...(failure.stack === undefined ? [] : [reportRequest]),
    ...[...stackLines(failure, logLines), ...log].map((line) => `  ${line}`),
  ];
  return shortened(lines.join("\n"), longestMessage);
}

function lastLines(log: readonly string[]): readonly string[] {
  return plainLines(log)
    .filter((line) => line.trim() !== "")
    .slice(-logLines);
}

function describeRest(rest: readonly Annotation[]): Annotation {
  const lines = rest.map(({ title, message }) => `${title}: ${message.split("\n", 1).join("")}`);
  return { title: `${rest.length} more failures`, message: shortened(lines.join("\n"), longestMessage) };
}

/**
 * The one sentence that the run fails with: every failed target with the stage it failed in, and what failed apart from
 * them, at most 4096 characters. Undefined where nothing failed.
 */
export function describeFailureSentence(result: RunResult): string | undefined {
  if (!hasFailed(result)) {
    return undefined;
  }
  const all = Number.POSITIVE_INFINITY;
  return shortened(describeFailed(result, { targets: all, failures: all, characters: 1000 }), longestMessage);
}
