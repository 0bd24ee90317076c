import { byteSize } from "../host/units.ts";
import { fileName, plainText, shortened } from "./format.ts";
import { binariesOf, downloadOf, isSetupOnly, shownName, toolchainOf } from "./outcomes.ts";
import type { BinaryResult, RunResult, TargetResult } from "./results.ts";
import { describeRunsOn, describeStarted } from "./runs-on.ts";
import { describeSource } from "./table.ts";

export type PassedColumn = {
  readonly title: string;
  readonly right?: true;
  /** Where there is little room, the column with the lowest is cut or left out first. */
  readonly rank: number;
  /** The fewest characters that its cells may be cut to; undefined where they are shown whole or not at all. */
  readonly room?: number;
};

/** For each column its lines: one, or one for each binary where they differ. Plain text. */
export type PassedRow = readonly (readonly string[])[];

/** What targets that passed have come to, in the columns of the summary. */
export type PassedTable = { readonly columns: readonly PassedColumn[]; readonly rows: readonly PassedRow[] };

const builtColumns: readonly PassedColumn[] = [
  { title: "target", rank: 5 },
  { title: "file", rank: 3 },
  { title: "size", rank: 0, right: true },
  { title: "runs on", rank: 4, room: 12 },
  { title: "started in", rank: 1, room: 7 },
];

const setUpColumns: readonly PassedColumn[] = [
  { title: "target", rank: 3 },
  { title: "compiler", rank: 2, room: 12 },
  { title: "from", rank: 1, room: 12 },
  { title: "why", rank: 0, room: 12 },
];

/** A row for each target that passed: its files, or, where nothing is built, what it was set up with. */
export function describePassed(result: RunResult): PassedTable {
  const passed = result.targets.filter(({ outcome }) => outcome.kind === "passed");
  if (isSetupOnly(result)) {
    return { columns: setUpColumns, rows: passed.map((target) => setUpRow(target, result)) };
  }
  const rows = passed.filter((target) => binariesOf(target).length > 0).map(builtRow);
  const isStarted = passed.some((target) => binariesOf(target).some(({ run }) => run.kind !== "not-asked"));
  return { columns: isStarted ? builtColumns : builtColumns.slice(0, -1), rows };
}

function builtRow(target: TargetResult): PassedRow {
  const binaries = binariesOf(target);
  const each = (describe: (binary: BinaryResult) => string) => binaries.map((binary) => plainText(describe(binary)));
  const once = (describe: (binary: BinaryResult) => string) => {
    const lines = each(describe);
    return new Set(lines).size === 1 ? lines.slice(0, 1) : lines;
  };
  return [
    [shownName(target.target)],
    each((binary) => fileName(downloadOf(binary).file)),
    each((binary) => byteSize(downloadOf(binary).bytes)),
    once((binary) => describeRunsOn(target.target, binary)),
    once(({ run }) => describeStarted(target.target, run).text),
  ];
}

/** A longer explanation makes a table unreadable; the manifest has it whole. */
const longestReason = 100;

function setUpRow(target: TargetResult, result: RunResult): PassedRow {
  const toolchain = toolchainOf(result, target);
  return [
    [shownName(target.target)],
    [toolchain === undefined ? "none needed" : plainText(toolchain.compiler)],
    [toolchain === undefined ? "" : describeSource(toolchain)],
    [shortened(plainText(target.cgo.reason), longestReason)],
  ];
}
