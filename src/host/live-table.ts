import { isActive } from "./steps.ts";
import type { StepNow } from "./types.ts";
import { elapsed } from "./units.ts";

/** What is put before a step, and how it is coloured. Each differs from the others without its colour too. */
const marks = {
  done: ["✓", "green"],
  failed: ["✗", "red"],
  skipped: ["–", "dim"],
  working: ["▸", "cyan"],
  waiting: ["·", "dim"],
} as const;

export type LiveStyle = (typeof marks)[keyof typeof marks][1];

export type LiveSpace = {
  readonly columns: number;
  /** The most lines. */
  readonly rows: number;
  readonly paint: (style: LiveStyle, text: string) => string;
};

/** Where there is no room for all, these are shown first. */
const ranks: readonly StepNow["kind"][] = ["working", "failed", "waiting", "done", "skipped"];

/** The lines of the table that is redrawn while a run goes on: one for each step, none wider than the terminal. */
export function describeLiveTable(steps: readonly StepNow[], space: LiveSpace): readonly string[] {
  if (steps.length <= space.rows) {
    return describeRows(steps, space);
  }
  const most = Math.max(1, space.rows - 1);
  const ranked = steps.toSorted((one, other) => ranks.indexOf(one.kind) - ranks.indexOf(other.kind));
  const shown = new Set(ranked.slice(0, most));
  const rest = steps.filter((step) => !shown.has(step));
  return [
    ...describeRows(
      steps.filter((step) => shown.has(step)),
      space,
    ),
    cut(`  ${describeRest(rest)}`, space.columns),
  ];
}

function describeRows(steps: readonly StepNow[], { columns, paint }: LiveSpace): readonly string[] {
  const width = Math.max(...steps.map(({ name }) => name.length));
  return steps.map((step) => {
    const [mark, style] = marks[step.kind];
    const time = isActive(step) && step.seconds >= 1 ? `, ${elapsed(step.seconds)}` : "";
    const line = cut(`${mark} ${step.name.padEnd(width)}  ${step.detail ?? step.text}${time}`, columns);
    return line.replace(mark, (character) => paint(style, character));
  });
}

/** `and 41 more: 30 done, 11 waiting` */
function describeRest(steps: readonly StepNow[]): string {
  const counts = ranks.flatMap((kind) => {
    const count = steps.filter((step) => step.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  return `and ${steps.length} more: ${counts.join(", ")}`;
}

function cut(line: string, columns: number): string {
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 2))}…`;
}
