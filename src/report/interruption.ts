import type { StepNow } from "../host/types.ts";
import { counted, listed, plainText } from "./format.ts";

/** The step in which files are put into out-dir: what interrupts it leaves some of them there. */
export function fillingStep(outDir: string): readonly [name: string, text: string] {
  return [outDir, "filling"];
}

/** More names than this are counted. */
const mostNames = 4;

/**
 * The sentence that an interrupted run ends with: `interrupted while building linux/arm64; linux/s390x was waiting for its
 * compiler; nothing was written to dist`.
 * @param outDir The directory for what is built: absolute, and as it is shown; undefined where nothing is built.
 */
export function describeInterruption(steps: readonly StepNow[], outDir: OutDir | undefined): string {
  const working = grouped(steps, "working").map(({ text, names }) => `${text} ${namedNames(names)}`);
  const waiting = grouped(steps, "waiting").map(
    ({ text, names }) => `${namedNames(names)} ${names.length === 1 ? "was" : "were"} ${inPlural(text, names.length)}`,
  );
  const parts = [
    `interrupted${working.length === 0 ? "" : ` while ${listed(working)}`}`,
    ...waiting,
    ...(outDir === undefined ? [] : [describeLeft(steps, outDir)]),
  ];
  return plainText(parts.join("; "));
}

export type OutDir = { readonly path: string; readonly shown: string };

function describeLeft(steps: readonly StepNow[], { path, shown }: OutDir): string {
  return steps.some(({ name }) => name === path)
    ? `what is in ${shown} may be incomplete`
    : `nothing was written to ${shown}`;
}

function grouped(steps: readonly StepNow[], kind: StepNow["kind"]) {
  const groups = new Map<string, string[]>();
  for (const { name, text } of steps.filter((step) => step.kind === kind)) {
    groups.set(text, [...(groups.get(text) ?? []), name]);
  }
  return [...groups].map(([text, names]) => ({ text, names }));
}

function namedNames(names: readonly string[]): string {
  const shown = names.length > mostNames ? names.slice(0, mostNames - 1) : names;
  const more = names.length - shown.length;
  return listed(more === 0 ? shown : [...shown, counted(more, "other")]);
}

function inPlural(text: string, count: number): string {
  return count === 1
    ? text
    : text.replace(/\bits (compiler|emulator|turn)\b/, "their $1s").replace(/\bit is\b/, "they are");
}
