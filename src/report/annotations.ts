import { plainLines, plainText, shortened } from "./format.ts";
import { describeFailed } from "./headline.ts";
import { type FailedTarget, failedTargets, hasFailed, stageFailed } from "./outcomes.ts";
import type { RunResult } from "./results.ts";

export type Annotation = { readonly title: string; readonly message: string };

/** The runner cuts a longer message off. */
const longestMessage = 4096;

/** The runner keeps ten errors of a step and drops the rest without a word. */
const mostAnnotations = 10;

/** Enough to see the compiler's own words; the summary has more. */
const logLines = 5;

/**
 * One error annotation per failed target and per failure beside them, as plain text of at most 4096 characters each. At
 * most ten: where there is more, the tenth says how many more and which. They are all the errors that a run may show: its
 * closing sentence (describeFailureSentence) belongs in the log, since an eleventh would be dropped.
 */
export function describeFailures(result: RunResult): readonly Annotation[] {
  const all = [...failedTargets(result).map(describeOne), ...result.failures.map(describeBesides)];
  if (all.length <= mostAnnotations) {
    return all;
  }
  const first = all.slice(0, mostAnnotations - 1);
  return [...first, describeRest(all.slice(first.length))];
}

function describeOne({ target, failure }: FailedTarget): Annotation {
  const log = plainLines(failure.log).filter((line) => line.trim() !== "");
  const lines = [plainText(failure.message), ...log.slice(-logLines).map((line) => `  ${line}`)];
  return {
    title: `${plainText(target)}: ${stageFailed[failure.stage]}`,
    message: shortened(lines.join("\n"), longestMessage),
  };
}

function describeBesides(failure: string): Annotation {
  return { title: "the run failed", message: shortened(plainText(failure), longestMessage) };
}

function describeRest(rest: readonly Annotation[]): Annotation {
  const lines = rest.map(({ title, message }) => `${title}: ${message.split("\n", 1).join("")}`);
  return { title: `${rest.length} more failures`, message: shortened(lines.join("\n"), longestMessage) };
}

/**
 * The one sentence that fails the run: every failed target with the stage it failed in, and what failed beside them, at
 * most 4096 characters. Undefined where nothing failed.
 */
export function describeFailureSentence(result: RunResult): string | undefined {
  if (!hasFailed(result)) {
    return undefined;
  }
  const all = Number.POSITIVE_INFINITY;
  return shortened(describeFailed(result, { targets: all, failures: all, characters: 1000 }), longestMessage);
}
