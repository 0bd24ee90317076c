import type { Diagnosis, SourcePlace } from "../diagnose/index.ts";
import { targetFileSuffix } from "../platforms/index.ts";
import { plainText } from "./format.ts";
import { describeStage, type FailedTarget, failedTargets, shownName } from "./outcomes.ts";
import type { RunResult } from "./results.ts";

/** Why one or several targets failed. */
export type Cause = {
  /** The target whose failure stands for all of them. */
  readonly first: FailedTarget;
  /** All of them, the first among them, in the run's order. */
  readonly targets: readonly FailedTarget[];
  /**
   * What is wrong and what to do, one problem a line; not yet fit to be shown. Where several targets share it, none of them is
   * named in it.
   */
  readonly reason: string;
  /** Where in the program's sources, each place once, the one to look at first. */
  readonly places: readonly SourcePlace[];
};

/** The failures of all targets, each cause once, in the order of their first targets. */
export function describeCauses(result: RunResult): readonly Cause[] {
  const groups = new Map<string, FailedTarget[]>();
  for (const target of failedTargets(result)) {
    const key = causeKey(target);
    groups.set(key, [...(groups.get(key) ?? []), target]);
  }
  return [...groups.values()].flatMap((targets) => {
    const [first] = targets;
    return first === undefined
      ? []
      : [{ first, targets, reason: sharedReason(first, targets), places: placesOf(targets) }];
  });
}

/**
 * What is the same for targets that failed for one cause: without their names. Where no diagnosis tells the causes apart, the
 * logs have to be alike too, since one message (`ld returned 1 exit status`) ends many.
 */
function causeKey(target: FailedTarget): string {
  const { stage, stack, diagnosis, log } = target.failure;
  const alike =
    diagnosis?.code ??
    printed(log)
      .map((line) => withoutVarying(target, line))
      .join("\n");
  return JSON.stringify([stage, stack ?? "", alike, withoutName(target, reasonOf(target))]);
}

/** Whether two targets failed for one cause, as the report has it. */
export function isSameCause(one: FailedTarget, other: FailedTarget): boolean {
  return causeKey(one) === causeKey(other);
}

/** What tools printed: the commands are ours, and name each target's own files and flags. */
function printed(log: readonly string[]): readonly string[] {
  return log.filter((line) => !line.startsWith("$ "));
}

function reasonOf({ failure }: FailedTarget): string {
  const { diagnosis, message } = failure;
  return diagnosis === undefined ? message : joinClauses(withoutPlace(diagnosis), diagnosis.fix.trim());
}

/** The cause without the place that it may begin with, which is shown beside it. */
function withoutPlace({ cause, places }: Diagnosis): string {
  const name = /^\S+?:\d+(?=(?::\d+)?: )/.exec(cause)?.[0];
  const isShown = places.some(({ file, line }) => `${file}:${line}` === name);
  const rest = isShown && name !== undefined ? /^(?::\d+)?: (.*)$/s.exec(cause.slice(name.length))?.[1] : undefined;
  return (rest ?? cause).trim();
}

/** What is wrong, and what to do: two sentences, or two clauses of one where the second begins like one. */
function joinClauses(cause: string, fix: string): string {
  if (cause === "" || fix === "") {
    return cause + fix;
  }
  const isClause = /^\p{Ll}/u.test(fix) && !/[.!?]$/.test(cause);
  return isClause ? `${cause}; ${fix}` : `${cause.replace(/[^.!?]$/, "$&.")} ${fix}`;
}

function sharedReason(first: FailedTarget, targets: readonly FailedTarget[]): string {
  const reason = reasonOf(first);
  return targets.length === 1 ? reason : withoutName(first, reason);
}

/** What several targets have in common is told once: `no compiler for it`. */
function withoutName({ target }: FailedTarget, text: string): string {
  return text.replaceAll(shownName(target), "it").replace(/^it: /, "");
}

/** A line of a log without what differs from run to run, or from target to target: its names, and numbers. */
function withoutVarying(failed: FailedTarget, line: string): string {
  return withoutName(failed, line)
    .replaceAll(targetFileSuffix(failed.target), "it")
    .replaceAll(/\w+/g, (word) => (word === failed.target.arch ? "it" : word))
    .replaceAll(/\d+/g, "0");
}

function placesOf(targets: readonly FailedTarget[]): readonly SourcePlace[] {
  const places = new Map<string, SourcePlace>();
  for (const place of targets.flatMap(({ failure }) => failure.diagnosis?.places ?? [])) {
    const name = placeName(place);
    if (!places.has(name)) {
      places.set(name, place);
    }
  }
  return [...places.values()];
}

/** As compilers write it, without the column: `simd.c:3`. */
export function placeName({ file, line }: SourcePlace): string {
  return `${plainText(file)}:${line}`;
}

/** `linux/arm64`, or `linux/arm64, linux/s390x and 3 more`. */
export function describeTargetNames(targets: readonly FailedTarget[], most: number): string {
  const names = targets.map(({ target }) => shownName(target));
  const shown = names.length <= most ? names : names.slice(0, most - 1);
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
}

/** What a cause ended, where its own words may not say so: `build failed`. */
export function causeStage({ first }: Cause): string {
  return describeStage(first.failure);
}
