import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { median } from "./measure.ts";

/** One figure: ours, what it is compared with, and the limit for it. */
export type Row = {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  readonly ratio: string;
  readonly bar: string;
  /** `yes`, `no`, or empty where there is no limit. */
  readonly holds: string;
};

const empty: Row = { what: "", ours: "", theirs: "", ratio: "", bar: "", holds: "" };

/** Our seconds compared with theirs: the ratio of the medians, and whether it is within the limit, if there is one. */
export function ratioRow(
  what: string,
  {
    ours,
    theirs,
    bar,
  }: { readonly ours: readonly number[]; readonly theirs: readonly number[]; readonly bar?: number },
): Row {
  const ratio = median(ours) / median(theirs);
  const limit = bar === undefined ? {} : { bar: `≤ ${bar}`, holds: ratio <= bar ? "yes" : "no" };
  return {
    ...empty,
    what,
    ours: describeTimes(ours),
    theirs: describeTimes(theirs),
    ratio: twoPlaces(ratio),
    ...limit,
  };
}

/** Seconds that are compared with a limit in seconds. */
export function secondsRow(what: string, ours: readonly number[], bar: number): Row {
  return { ...empty, what, ours: describeTimes(ours), bar: `≤ ${bar} s`, holds: median(ours) <= bar ? "yes" : "no" };
}

/** A figure without a limit. */
export function plainRow(what: string, ours: string, rest: Partial<Pick<Row, "theirs" | "ratio">> = {}): Row {
  return { ...empty, what, ours, ...rest };
}

export function skippedRow(what: string, reason: string): Row {
  return { ...empty, what, ours: `skipped: ${reason}` };
}

/** The median, and in brackets the fastest and the slowest. */
export function describeTimes(seconds: readonly number[]): string {
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)];
  const spread = seconds.length === 1 ? "" : ` (${twoPlaces(least)}-${twoPlaces(most)})`;
  return `${twoPlaces(median(seconds))}${spread} s`;
}

/** At least two significant digits: 12.34, 0.071. */
function twoPlaces(value: number): string {
  return value.toFixed(value < 0.1 ? 3 : 2);
}

export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

const titles: Row = { what: "what", ours: "ours", theirs: "theirs", ratio: "ratio", bar: "bar", holds: "holds" };
const columns = ["what", "ours", "theirs", "ratio", "bar", "holds"] as const;

/** The table for a terminal. */
export function describeText(rows: readonly Row[]): readonly string[] {
  const widths = columns.map((column) =>
    Math.max(...[titles, ...rows.filter(isWhole)].map((row) => row[column].length)),
  );
  return [titles, ...rows].map((row) =>
    columns
      .map((column, at) => row[column].padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** The reason for a skipped row may be long, and the cells to its right are empty. */
function isWhole(row: Row): boolean {
  return !row.ours.startsWith("skipped: ");
}

/** The table for docs/explain/speed.md. */
export function describeMarkdown(rows: readonly Row[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(columns.map((column) => titles[column])),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(columns.map((column) => row[column]))),
  ];
}

/** The machine that the figures were taken on, in one sentence. */
export function describeMachine(runs: number): string {
  const system = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? process.platform;
  const go = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim();
  const model = cpus()[0]?.model.trim() || process.arch;
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const times = runs === 1 ? "one run each" : `medians of ${runs} runs`;
  return `${model}, ${cpus().length} cores, ${memory}; ${system}; ${go}, Node ${process.versions.node}; ${times}.`;
}
