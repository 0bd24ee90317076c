import { byteSize } from "../host/units.ts";
import {
  artifactBlock,
  checksumBlock,
  failureBlock,
  libraryBlock,
  markdownMarks,
  markdownRow,
  notesBlock,
  outputBlock,
  toolchainBlock,
} from "./details.ts";
import { duration, listed, markdownSentence, markdownText, shortenedToBytes, utf8Bytes } from "./format.ts";
import { describeHeadline } from "./headline.ts";
import { hasFailed } from "./outcomes.ts";
import type { RunResult } from "./results.ts";
import { type Cell, type ColumnName, describeTable, type TableRow } from "./table.ts";

/** What a summary shows besides its headline. */
type Detail = {
  readonly rows: "all" | "failed" | "none";
  readonly failures: boolean;
  /** Lines of each failed target's log, from its end. */
  readonly logLines: number;
  /** Lines of each binary's output when it ran, from its start. */
  readonly outputLines: number;
  readonly notes: boolean;
  readonly checksums: boolean;
  readonly toolchains: boolean;
  readonly artifacts: boolean;
};

const everything: Detail = {
  rows: "all",
  failures: true,
  logLines: Number.POSITIVE_INFINITY,
  outputLines: 5,
  notes: true,
  checksums: true,
  toolchains: true,
  artifacts: true,
};

/** What is left out of a summary that is too long, in this order. */
const cuts: readonly { readonly what: string; readonly change: Partial<Detail> }[] = [
  { what: "what the binaries printed", change: { outputLines: 0 } },
  { what: "all but the last 20 lines of each log", change: { logLines: 20 } },
  { what: "the artifacts", change: { artifacts: false } },
  { what: "the toolchains", change: { toolchains: false } },
  { what: "the checksums", change: { checksums: false } },
  { what: "the logs", change: { logLines: 0 } },
  { what: "the warnings and notes", change: { notes: false } },
  { what: "the rows of targets that passed", change: { rows: "failed" } },
  { what: "the reasons of the failures", change: { failures: false } },
  { what: "the table", change: { rows: "none" } },
];

/**
 * The whole run as GitHub-flavoured Markdown for the step's summary: a sentence, a table of the targets, the reason why
 * each failed, and the rest folded.
 * @param limitBytes The most bytes of the text as UTF-8. GitHub drops a summary above 1 MiB (2^20 bytes) altogether, so
 *   details are left out, in a fixed order, and the text says which.
 */
export function describeSummary(result: RunResult, limitBytes = 1_000_000): string {
  let detail = everything;
  let body = describeBody(result, detail);
  let leftOut: readonly string[] = [];
  for (const cut of cuts) {
    const text = withLeftOut(body, leftOut, limitBytes);
    if (utf8Bytes(text) <= limitBytes) {
      return text;
    }
    detail = { ...detail, ...cut.change };
    const shorter = describeBody(result, detail);
    leftOut = shorter === body ? leftOut : [...leftOut, cut.what];
    body = shorter;
  }
  const text = withLeftOut(body, leftOut, limitBytes);
  return utf8Bytes(text) <= limitBytes ? text : shortenedToBytes(body, limitBytes);
}

function withLeftOut(body: string, leftOut: readonly string[], limitBytes: number): string {
  if (leftOut.length === 0) {
    return body;
  }
  return `${body}\nLeft out to stay within ${byteSize(limitBytes)}: ${listed(leftOut)}.\n`;
}

function describeBody(result: RunResult, detail: Detail): string {
  const blocks = [
    [describeTitle(result)],
    tableBlock(result, detail),
    detail.failures ? failureBlock(result, detail.logLines) : [],
    detail.notes ? notesBlock(result) : [],
    detail.outputLines > 0 ? outputBlock(result, detail.outputLines) : [],
    detail.checksums ? checksumBlock(result) : [],
    detail.artifacts ? artifactBlock(result) : [],
    detail.toolchains ? libraryBlock(result) : [],
    detail.toolchains ? toolchainBlock(result) : [],
    [describeCircumstances(result)],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

function describeTitle(result: RunResult): string {
  const mark = hasFailed(result) ? markdownMarks.bad : markdownMarks.good;
  return `### ${mark} ${markdownSentence(describeHeadline(result))}`;
}

const titles: Readonly<Record<ColumnName, string>> = {
  target: "Target",
  binary: "Binary",
  cgo: "cgo",
  compiler: "Compiler",
  linkage: "Linkage",
  size: "Size",
  time: "Time",
  verify: "Verified",
  run: "Run",
  toolchain: "Toolchain",
};

function tableBlock(result: RunResult, detail: Detail): readonly string[] {
  const { columns, rows } = describeTable(result);
  const shown = rows.filter(({ failed }) => detail.rows === "all" || (detail.rows === "failed" && failed));
  if (shown.length === 0) {
    return [];
  }
  // A single bar would have nothing to be compared with.
  const longest = rows.length > 1 ? Math.max(...rows.map(({ seconds }) => seconds)) : 0;
  return [
    markdownRow(columns.map((column) => titles[column])),
    markdownRow(columns.map((column) => (column === "size" ? "--:" : "---"))),
    ...shown.map((row) => markdownRow(columns.map((column) => tableCell(row, column, longest)))),
  ];
}

function tableCell(row: TableRow, column: ColumnName, longest: number): string {
  const text = markdownCell(row.cells[column]);
  return column === "time" ? `${bar(row.seconds, longest)}${text}` : text;
}

function markdownCell(cell: Cell): string {
  return cell
    .map(
      ({ mark, text }) => `${mark === undefined ? "" : `${markdownMarks[mark]}\u00A0`}${glued(markdownSentence(text))}`,
    )
    .join("<br>");
}

/** Keeps short texts on one line: GitHub would squeeze a table with many columns until each word has its own line. */
function glued(text: string): string {
  return text
    .split(/(?<=:) | (?=\()/)
    .map((part) => (part.length <= 24 ? part.replaceAll(" ", "\u00A0") : part))
    .join(" ");
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * A share of the longest time as a bar of at most six characters. Text takes the reader's own colours, dark or light, and
 * fits a phone, which a drawn chart with a label for every target does not.
 */
function bar(seconds: number, longest: number): string {
  const parts = longest > 0 && seconds > 0 ? Math.max(1, Math.round((seconds / longest) * 48)) : 0;
  return parts === 0 ? "" : `${"█".repeat(Math.floor(parts / 8))}${eighths[parts % 8] ?? ""}\u00A0`;
}

function describeCircumstances({ tool, go, host, module, seconds }: RunResult): string {
  const parts = [
    `cgo-cross ${tool.version}`,
    go.version,
    `on ${host.os}/${host.arch}${host.distribution === undefined ? "" : `, ${host.distribution}`}`,
    `module ${module.path}`,
    duration(seconds),
  ];
  return `<sub>${parts.map(markdownText).join(" · ")}</sub>`;
}
