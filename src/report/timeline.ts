import { duration, plainText } from "./format.ts";
import { shownName } from "./outcomes.ts";
import type { Phase, PhaseKind, RunResult, TargetResult } from "./results.ts";

/** Characters of a run's whole length: with names and times beside it, it fits GitHub's column in its code font. */
const columns = 60;

/**
 * How a phase is drawn, and what it is called. Text takes the reader's own colours, dark or light, and fits a phone. Of what
 * happens at the same time, the first of these is drawn.
 */
const drawn: readonly { readonly kinds: readonly PhaseKind[]; readonly sign: string; readonly title: string }[] = [
  { kinds: ["build"], sign: "█", title: "building" },
  { kinds: ["verify"], sign: "▒", title: "verifying, running, packing" },
  { kinds: ["prebuild"], sign: "▄", title: "compiling what needs no C compiler" },
  { kinds: ["lookup"], sign: "?", title: "looking up what the build did not find" },
  { kinds: ["toolchain"], sign: "-", title: "waiting for its C compiler" },
  { kinds: ["emulator"], sign: "~", title: "waiting for its emulator" },
  { kinds: ["turn", "slices"], sign: "·", title: "waiting for other targets" },
];

/** Who waited for what, as lines of plain text under a scale; none where nothing was recorded. */
export function describeTimeline({ targets, seconds }: RunResult): readonly string[] {
  const shown = targets.filter(({ phases }) => phases.length > 0);
  const length = Math.max(seconds, ...shown.flatMap(({ phases }) => phases.map(({ end }) => end)));
  if (shown.length === 0 || length <= 0) {
    return [];
  }
  const width = Math.max(...shown.map(({ target }) => shownName(target).length));
  const end = duration(length);
  const scale = `${"".padEnd(width)}  0 s${end.padStart(columns - 3)}`;
  const rows = shown.map((target) => `${shownName(target.target).padEnd(width)}  ${drawRow(target, length)}`);
  return [scale, ...rows.map((row) => row.trimEnd()), "", ...describeSigns(shown)];
}

function drawRow({ phases, seconds }: TargetResult, length: number): string {
  const step = length / columns;
  const cells = Array.from({ length: columns }, (_, index) => signOf(phases, index * step, (index + 1) * step));
  return `${cells.join("")}  ${plainText(duration(seconds))}`;
}

/** What is drawn for a stretch of time: of all that happens in it, what comes first in the table. */
function signOf(phases: readonly Phase[], from: number, to: number): string {
  const kinds = new Set(phases.filter(({ start, end }) => start < to && end > from).map(({ kind }) => kind));
  return drawn.find((each) => each.kinds.some((kind) => kinds.has(kind)))?.sign ?? " ";
}

function describeSigns(targets: readonly TargetResult[]): readonly string[] {
  const kinds = new Set(targets.flatMap(({ phases }) => phases.map(({ kind }) => kind)));
  return drawn
    .filter((each) => each.kinds.some((kind) => kinds.has(kind)))
    .map(({ sign, title }) => `${sign.repeat(3)}  ${title}`);
}
