import { counted, duration, listed, plainText, shortened } from "./format.ts";
import {
  builtBinaries,
  describeVerification,
  failedTargets,
  faultLabel,
  hasFailed,
  programName,
  shownName,
} from "./outcomes.ts";
import type { RunResult, TargetResult } from "./results.ts";

/** How much a sentence names of what failed. */
export type Brevity = {
  readonly targets: number;
  /** Of the failures apart from the targets. */
  readonly failures: number;
  /** Characters of each of them. */
  readonly characters: number;
};

/** The whole run as a title, for a report whose next lines say what failed and why. */
export function describeTitle(result: RunResult): string {
  const failed = failedTargets(result).length;
  if (failed > 0) {
    return `${moduleName(result)}: ${failed} of ${counted(result.targets.length, "target")} failed`;
  }
  const { done, detail } = describeDone(result);
  return hasFailed(result) ? `${done}, but the run failed` : `${done}${detail}`;
}

/** The last element of the module's path that is a name: `sqlite` of `example.com/sqlite/v2`. */
function moduleName({ module }: RunResult): string {
  const elements = plainText(module.path).split("/");
  return elements.filter((element) => !/^v\d+$/.test(element)).at(-1) ?? "";
}

/**
 * What failed, in one sentence: `2 of 8 targets failed: linux/arm64 (build), linux/s390x (run).` or, where it was none of
 * the targets, `8 of 8 binaries built and verified in 1 min 12 s, but the run failed: the artifact "a" could not be uploaded.`
 */
export function describeFailed(result: RunResult, brevity: Brevity): string {
  const failed = failedTargets(result);
  const others = describeOthers(result, brevity);
  if (failed.length === 0) {
    return `${describeDone(result).done}, but the run failed: ${others}.`;
  }
  const named = failed
    .slice(0, brevity.targets)
    .map(({ target, failure }) => `${shownName(target)} (${failure.stage}${faultLabel(failure)})`);
  const more = failed.length > named.length ? ` and ${failed.length - named.length} more` : "";
  const targets = `${failed.length} of ${counted(result.targets.length, "target")} failed: ${named.join(", ")}${more}`;
  return others === "" ? `${targets}.` : `${targets}; besides, ${others}.`;
}

function describeOthers({ failures }: RunResult, brevity: Brevity): string {
  const named = failures.slice(0, brevity.failures).map((failure) => {
    const message = shortened(plainText(failure.message).replace(/\.$/, ""), brevity.characters);
    return failure.stack === undefined ? message : `${message} (a fault of cgo-cross)`;
  });
  const more = failures.length > named.length ? `; and ${counted(failures.length - named.length, "more failure")}` : "";
  return `${named.join("; ")}${more}`;
}

/** What was done, and with what, as the two halves of a sentence. */
type Done = { readonly done: string; readonly detail: string };

function describeDone(result: RunResult): Done {
  const time = duration(result.seconds);
  if (result.targets.length === 0) {
    return {
      done: `${counted(result.toolchains.length, "toolchain")} ready in ${time}`,
      detail: "; nothing was built",
    };
  }
  if (builtBinaries(result).length === 0) {
    const done = `${counted(result.targets.length, "target")} set up in ${time}`;
    return { done, detail: `: ${systems(result.targets)}; nothing was built` };
  }
  return describeBuilt(result);
}

function describeBuilt(result: RunResult): Done {
  const built = builtBinaries(result);
  const empty = result.targets.filter((target) => !built.some((item) => item.target === target));
  const total = built.length + empty.length;
  const count = total === 1 ? "1 binary" : `${built.length} of ${total} binaries`;
  const verification = describeVerification(built.map(({ target }) => target));
  const programs = [...new Set(built.map(({ target, binary }) => programName(target.target, binary)))];
  const what = programs.length > 3 ? counted(programs.length, "program") : listed(programs);
  const nothing =
    empty.length > 0 ? `; nothing was built for ${listed(empty.map(({ target }) => shownName(target)))}` : "";
  return {
    done: `${count} ${verification} in ${duration(result.seconds)}`,
    detail: `: ${what} for ${systems(built.map(({ target }) => target))}${nothing}`,
  };
}

/** More systems than this are counted. */
const mostSystems = 4;

/** `linux (6) and windows (2)`, or `60 targets on 15 systems`, or the target's own name where there is one only. */
function systems(targets: readonly TargetResult[]): string {
  const names = new Set(targets.map(({ target }) => shownName(target)));
  if (names.size === 1) {
    return [...names].join("");
  }
  const counts = new Map<string, number>();
  for (const { os } of targets.map(({ target }) => target)) {
    counts.set(os, (counts.get(os) ?? 0) + 1);
  }
  return counts.size > mostSystems
    ? `${names.size} targets on ${counts.size} systems`
    : listed([...counts].map(([os, count]) => `${os} (${count})`));
}
