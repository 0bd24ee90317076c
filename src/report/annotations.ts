import { documentOf, type SourcePlace } from "../diagnose/index.ts";
import { codesOf, type Problem, reportRequest } from "../host/errors.ts";
import { type Cause, causeStage, describeCauses, describeTargetNames } from "./causes.ts";
import { plainLines, plainText, shortened } from "./format.ts";
import { describeFailed } from "./headline.ts";
import { faultLabel, hasFailed, stackLines } from "./outcomes.ts";
import type { RunFailure, RunResult } from "./results.ts";

export type Annotation = {
  readonly title: string;
  readonly message: string;
  /** In the program's own sources, relative to the repository; undefined where no line is to blame. */
  readonly place: Pick<SourcePlace, "file" | "line" | "column"> | undefined;
};

/** The runner truncates a longer message. */
const longestMessage = 4096;

/** The runner keeps ten errors of a step and silently drops the rest. */
const mostAnnotations = 10;

/** Enough to see the compiler's own words, or where a fault of ours happened; the summary has more. */
const logLines = 5;

/** A title that names more targets than this is not read. */
const mostTargets = 4;

/**
 * The error annotations of a run, as plain text of at most 4096 characters each: one for each place in the sources, whichever
 * targets failed there, and one for each cause without a place and each failure apart from the targets. Causes come first, the
 * one with the most targets before others, and further places of a cause after all of them. At most ten: where there are more,
 * the tenth says how many more and which. A run may show no other error: its closing sentence (describeFailureSentence)
 * belongs in the log, since an eleventh annotation would be dropped.
 */
export function describeFailures(result: RunResult): readonly Annotation[] {
  const causes = [...describeCauses(result)].sort((one, other) => other.targets.length - one.targets.length);
  const all = joinPlaces([
    ...causes.map((cause) => describeCause(cause, cause.places[0])),
    ...result.failures.map(describeOther),
    ...causes.flatMap((cause) => cause.places.slice(1).map((place) => describePlace(cause, place))),
  ]);
  return limited(all);
}

/** At most ten: the tenth stands for the rest. */
function limited(all: readonly Annotation[]): readonly Annotation[] {
  if (all.length <= mostAnnotations) {
    return all;
  }
  const first = all.slice(0, mostAnnotations - 1);
  return [...first, describeRest(all.slice(first.length))];
}

/** One for each problem that kept anything from being built, with its codes for a title; at most ten. */
export function describeProblemAnnotations(problems: readonly Problem[]): readonly ProblemAnnotation[] {
  const own = problems.slice(0, problems.length > mostAnnotations ? mostAnnotations - 1 : mostAnnotations);
  const rest = problems.slice(own.length);
  const message = shortened(rest.map(({ text }) => text).join("\n"), longestMessage);
  return [
    ...own.map((problem) => ({ title: codesOf([problem]).join(", "), message: problem.text })),
    ...(rest.length === 0 ? [] : [{ title: `${rest.length} more problems`, message }]),
  ];
}

export type ProblemAnnotation = { readonly title: string | undefined; readonly message: string };

function describeCause(cause: Cause, place: SourcePlace | undefined): Annotation {
  const { failure } = cause.first;
  const said =
    failure.diagnosis === undefined ? lastLines(failure.log) : saidBy(failure.diagnosis.headline, place?.text);
  return {
    title: titleOf(cause),
    message: describeMessage({ ...failure, message: cause.reason }, failure.stack === undefined ? said : []),
    place: place && annotated(place),
  };
}

/** What tools said of it: of lines of which one is in another, the longer. */
function saidBy(...lines: readonly (string | undefined)[]): readonly string[] {
  const said = [...new Set(lines.map((line) => plainText(line ?? "")))];
  return said.filter((line) => line !== "" && !said.some((other) => other !== line && other.includes(line)));
}

function describePlace(cause: Cause, place: SourcePlace): Annotation {
  const message = place.text.trim() === "" ? cause.reason : place.text;
  return { title: titleOf(cause), message: shortened(plainText(message), longestMessage), place: annotated(place) };
}

function annotated({ file, line, column }: SourcePlace): Annotation["place"] {
  return { file: plainText(file), line, column };
}

function titleOf(cause: Cause): string {
  const code = knownCode(cause.first.failure.diagnosis?.code);
  return `${describeTargetNames(cause.targets, mostTargets)}: ${causeStage(cause)}${code}`;
}

/** In brackets behind what failed; empty of what the documents do not have. */
function knownCode(code: string | undefined): string {
  return code === undefined || documentOf(code) === undefined ? "" : ` (${code})`;
}

/** Two causes at one place, say of two targets, stand in one annotation: GitHub shows each beside the line. */
function joinPlaces(annotations: readonly Annotation[]): readonly Annotation[] {
  const joined = new Map<string, Annotation>();
  for (const [index, annotation] of annotations.entries()) {
    const { place } = annotation;
    const key = place === undefined ? `${index}` : `${place.file}:${place.line}:${place.column ?? ""}`;
    const before = joined.get(key);
    joined.set(key, before === undefined ? annotation : joinTwo(before, annotation));
  }
  return [...joined.values()];
}

function joinTwo(one: Annotation, other: Annotation): Annotation {
  const titles = [...new Set([one.title, other.title])].join("; ");
  const messages = [...new Set([one.message, other.message])].join("\n");
  return { ...one, title: titles, message: shortened(messages, longestMessage) };
}

function describeOther(failure: RunFailure): Annotation {
  return {
    title: `the run failed${faultLabel(failure)}${knownCode(failure.code)}`,
    message: describeMessage(failure, []),
    place: undefined,
  };
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
  const lines = rest.map(({ title, message, place }) => {
    const where = place === undefined ? "" : `${place.file}:${place.line}: `;
    return `${where}${title}: ${message.split("\n", 1).join("")}`;
  });
  return {
    title: `${rest.length} more failures`,
    message: shortened(lines.join("\n"), longestMessage),
    place: undefined,
  };
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
