import { counted, duration, listed, plainText, shortened } from "./format.ts";
import { builtBinaries, failedTargets, hasFailed, programName } from "./outcomes.ts";
import type { RunResult, TargetResult } from "./results.ts";

/** How much of what failed a sentence names. */
export type Brevity = {
  readonly targets: number;
  /** Of the failures beside the targets. */
  readonly failures: number;
  /** Characters of each of them. */
  readonly characters: number;
};

/** More than this is no longer read. */
const headlineBrevity: Brevity = { targets: 12, failures: 1, characters: 200 };

/** The whole run in one sentence of plain text. */
export function describeHeadline(result: RunResult): string {
  if (hasFailed(result)) {
    return describeFailed(result, headlineBrevity);
  }
  const { done, detail } = describeDone(result);
  return `${done}${detail}.`;
}

/**
 * What failed, in one sentence: `2 of 8 targets failed: linux/arm64 (build), linux/s390x (run).` or, where it was none of
 * the targets, `8 of 8 binaries built and verified in 1 min 12 s, but the run failed: the artifact "a" could not be uploaded.`
 */
export function describeFailed(result: RunResult, brevity: Brevity): string {
  const failed = failedTargets(result);
  const besides = describeBesides(result, brevity);
  if (failed.length === 0) {
    return `${describeDone(result).done}, but the run failed: ${besides}.`;
  }
  const named = failed
    .slice(0, brevity.targets)
    .map(({ target, failure }) => `${plainText(target)} (${failure.stage})`);
  const more = failed.length > named.length ? ` and ${failed.length - named.length} more` : "";
  const targets = `${failed.length} of ${counted(result.targets.length, "target")} failed: ${named.join(", ")}${more}`;
  return besides === "" ? `${targets}.` : `${targets}; besides, ${besides}.`;
}

function describeBesides({ failures }: RunResult, brevity: Brevity): string {
  const named = failures
    .slice(0, brevity.failures)
    .map((failure) => shortened(plainText(failure).replace(/\.$/, ""), brevity.characters));
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
  const wanted = built.length + empty.length;
  const count = wanted === 1 ? "1 binary" : `${built.length} of ${wanted} binaries`;
  const programs = [...new Set(built.map(({ target, binary }) => programName(target.target, binary)))];
  const what = programs.length > 3 ? counted(programs.length, "program") : listed(programs);
  const nothing = empty.length > 0 ? `; nothing was built for ${listed(empty.map(nameOf))}` : "";
  return {
    done: `${count} ${describeProof(result)} in ${duration(result.seconds)}`,
    detail: `: ${what} for ${systems(built.map(({ target }) => target))}${nothing}`,
  };
}

/** What was done with the binaries. Says `run` of no binary that has not run. */
function describeProof(result: RunResult): string {
  const runs = builtBinaries(result).map(({ binary }) => binary.run.kind);
  const ran = runs.filter((kind) => kind === "passed").length;
  if (ran === runs.length) {
    return "built, verified and run";
  }
  return runs.every((kind) => kind === "not-asked") ? "built and verified" : `built and verified, ${ran} of them run,`;
}

/** `linux (6) and windows (2)`, or the target's own name where there is one only. */
function systems(targets: readonly TargetResult[]): string {
  const names = new Set(targets.map(nameOf));
  if (names.size === 1) {
    return [...names].join("");
  }
  const counts = new Map<string, number>();
  for (const name of targets.map(nameOf)) {
    const os = name.split("/", 1).join("");
    counts.set(os, (counts.get(os) ?? 0) + 1);
  }
  return listed([...counts].map(([os, count]) => `${os} (${count})`));
}

function nameOf(target: TargetResult): string {
  return plainText(target.target);
}
