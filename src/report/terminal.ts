import { styleText } from "node:util";
import { reportRequest } from "../host/errors.ts";
import { byteSize } from "../host/units.ts";
import { inFlags } from "../inputs/index.ts";
import { plainLines, plainText, shortened } from "./format.ts";
import { describeHeadline } from "./headline.ts";
import { describeNotes } from "./notes.ts";
import { describeFailureTitle, type FailedTarget, failedTargets, hasFailed, stackLines } from "./outcomes.ts";
import type { RunFailure, RunResult } from "./results.ts";
import { type CellLine, type ColumnName, describeTable, type Table, type TableRow } from "./table.ts";

export type TerminalStyle = {
  /** The terminal's width in characters; below 20 it is taken as 20. */
  readonly columns: number;
  /** Whether lines may hold colour sequences. */
  readonly colour: boolean;
};

/** Lines of a failed target's log, from its end: all of it has been printed already. Also of a stack trace, from its start. */
const logLines = 20;

/** A message is a sentence; what is longer than this is a program's output that got into it. */
const longestMessage = 2000;

/**
 * The same report as the summary for a terminal: a sentence, a table that fits the width, the reason why each target
 * failed, and where the files are. Every line is at most `columns` characters, except for paths, which are never broken.
 */
export function describeTerminal(given: RunResult, style: TerminalStyle): readonly string[] {
  const result = inWordsOfTerminal(given);
  const columns = Math.max(20, style.columns);
  const page = { columns, paint: style.colour ? coloured : plain };
  const blocks = [
    headlineBlock(result, page),
    tableBlock(describeTable(result), page),
    ...failedTargets(result).map((target) => failureBlock(target, page)),
    result.failures.flatMap((failure) => otherBlock(failure, page)),
    notesBlock(result, page),
    fileBlock(result),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ["", ...block]))
    .map((line) => line.trimEnd());
}

/** What is said to the reader, in flags instead of inputs. */
function inWordsOfTerminal(result: RunResult): RunResult {
  return {
    ...result,
    targets: result.targets.map((target) => {
      const { outcome } = target;
      const notes = target.notes.map(inFlags);
      return outcome.kind === "failed"
        ? { ...target, notes, outcome: { ...outcome, message: inFlags(outcome.message) } }
        : { ...target, notes };
    }),
    failures: result.failures.map((failure) => ({ ...failure, message: inFlags(failure.message) })),
    warnings: result.warnings.map(inFlags),
  };
}

type Tone = "good" | "bad" | "none" | "warning" | "strong";
type Paint = (text: string, tone: Tone) => string;

const formats = { good: "green", bad: "red", none: "dim", warning: "yellow", strong: "bold" } as const;

/** Whether there may be colours has been decided by who asks for them, for the stream that it writes to. */
function coloured(text: string, tone: Tone): string {
  return styleText(formats[tone], text, { validateStream: false });
}

function plain(text: string): string {
  return text;
}

const marks = { good: "✓", bad: "✗", none: "–" } as const;

type Page = { readonly columns: number; readonly paint: Paint };

function headlineBlock(result: RunResult, page: Page): readonly string[] {
  const tone = hasFailed(result) ? "bad" : "good";
  return marked({ mark: marks[tone], tone, strong: true }, describeHeadline(result), page);
}

const titles: Readonly<Record<ColumnName, string>> = {
  target: "TARGET",
  binary: "BINARY",
  cgo: "CGO",
  compiler: "COMPILER",
  linkage: "LINKAGE",
  size: "SIZE",
  time: "TIME",
  verify: "VERIFIED",
  run: "RUN",
  toolchain: "TOOLCHAIN",
};

/** What is shortened or left out, in this order, where a table is too wide. The target always stays. */
const savings: readonly { readonly column: ColumnName; readonly change: "short" | "out" }[] = [
  { column: "cgo", change: "short" },
  { column: "run", change: "short" },
  { column: "linkage", change: "short" },
  { column: "target", change: "short" },
  { column: "compiler", change: "out" },
  { column: "toolchain", change: "out" },
  { column: "cgo", change: "out" },
  { column: "linkage", change: "out" },
  { column: "time", change: "out" },
  { column: "run", change: "out" },
  { column: "size", change: "out" },
  { column: "binary", change: "out" },
  { column: "verify", change: "out" },
];

const gap = "  ";

/** A column as it is shown: which text of its cells, and how wide it is. */
type ShownColumn = { readonly name: ColumnName; readonly short: boolean; readonly width: number };

function tableBlock(table: Table, { columns, paint }: Page): readonly string[] {
  if (table.rows.length === 0) {
    return [];
  }
  const shown = fittingColumns(table, columns);
  const header = shown.map((column) => aligned(titles[column.name], column)).join(gap);
  return [paint(header, "none"), ...table.rows.flatMap((row) => rowLines(row, shown, paint))];
}

function fittingColumns(table: Table, columns: number): readonly ShownColumn[] {
  let shown = table.columns.map((name) => shownColumn(table, name, false));
  for (const { column, change } of savings) {
    const total = shown.reduce((sum, each) => sum + each.width, gap.length * (shown.length - 1));
    if (total <= columns) {
      return shown;
    }
    shown = shown.flatMap((each) => {
      if (each.name !== column) {
        return [each];
      }
      return change === "out" ? [] : [shownColumn(table, column, true)];
    });
  }
  return shown.map((column) => ({ ...column, width: Math.min(column.width, columns) }));
}

function shownColumn({ rows }: Table, name: ColumnName, short: boolean): ShownColumn {
  const texts = rows.flatMap((row) => row.cells[name].map((line) => cellText(line, short)));
  return { name, short, width: Math.max(titles[name].length, ...texts.map(width)) };
}

function rowLines(row: TableRow, shown: readonly ShownColumn[], paint: Paint): readonly string[] {
  const height = Math.max(...shown.map(({ name }) => row.cells[name].length));
  return Array.from({ length: height }, (_, index) =>
    shown.map((column) => paintedCell(row.cells[column.name][index], column, paint)).join(gap),
  );
}

function paintedCell(line: CellLine | undefined, column: ShownColumn, paint: Paint): string {
  if (line === undefined) {
    return " ".repeat(column.width);
  }
  const { mark } = line;
  const text = aligned(cellText(line, column.short), column);
  return mark === undefined ? text : text.replace(marks[mark], (character) => paint(character, mark));
}

function cellText({ mark, text, short }: CellLine, isShort: boolean): string {
  const words = isShort ? short : text;
  return mark === undefined ? words : `${marks[mark]} ${words}`;
}

function aligned(text: string, { name, width: space }: ShownColumn): string {
  const fitting = width(text) > space ? `${[...text].slice(0, space - 1).join("")}…` : text;
  const padding = " ".repeat(space - width(fitting));
  return name === "size" || name === "time" ? padding + fitting : fitting + padding;
}

function width(text: string): number {
  return [...text].length;
}

function failureBlock(target: FailedTarget, page: Page): readonly string[] {
  const { failure } = target;
  const space = page.columns - indentation;
  const log = plainLines(failure.log)
    .slice(-logLines)
    .flatMap((line) => chopped(line, space));
  const message = wrapped(shortened(failure.message, longestMessage), space);
  const [request = [], ...stack] = faultParagraphs(failure, space);
  return [
    ...marked({ mark: marks.bad, tone: "bad", strong: true }, describeFailureTitle(target), page),
    ...indented([[...message, ...request], ...stack, log], page),
  ];
}

function otherBlock(failure: RunFailure, page: Page): readonly string[] {
  return [
    ...marked({ mark: marks.bad, tone: "bad" }, failure.message, page),
    ...indented(faultParagraphs(failure, page.columns - indentation), page),
  ];
}

/** The request for a report, and the stack trace; nothing for what the user can mend. */
function faultParagraphs(failure: RunFailure, space: number): readonly (readonly string[])[] {
  const stack = stackLines(failure, logLines).flatMap((line) => chopped(line, space));
  return failure.stack === undefined ? [] : [wrapped(reportRequest, space), stack];
}

const indentation = "  │ ".length;

function indented(paragraphs: readonly (readonly string[])[], { paint }: Page): readonly string[] {
  return paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .flatMap((paragraph, index) => (index === 0 ? paragraph : ["", ...paragraph]))
    .map((line) => `  ${paint("│", "none")} ${line}`);
}

function notesBlock(result: RunResult, page: Page): readonly string[] {
  const warnings = result.warnings.map((warning) => ["warning", `warning: ${warning}`] as const);
  const notes = describeNotes(result).map(({ targets, text }) => ["none", `${targets.join(", ")}: ${text}`] as const);
  return [...warnings, ...notes].flatMap(([tone, text]) => marked({ mark: "!", tone }, text, page));
}

type Mark = { readonly mark: string; readonly tone: Tone; readonly strong?: true };

/** A text after a mark, with its further lines aligned under the first. */
function marked({ mark, tone, strong }: Mark, text: string, { columns, paint }: Page): readonly string[] {
  return wrapped(text, columns - 2).map((line, index) => {
    const words = strong ? paint(line, "strong") : line;
    return `${index === 0 ? paint(mark, tone) : " "} ${words}`;
  });
}

function fileBlock(result: RunResult): readonly string[] {
  const built = result.targets.some(({ outcome }) => outcome.kind === "passed" && outcome.binaries.length > 0);
  const { artifacts } = result;
  const uploaded = byteSize(artifacts.reduce((sum, { bytes }) => sum + bytes, 0));
  const missing = built && result.withoutArtifacts !== undefined ? `none: ${result.withoutArtifacts}` : undefined;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["files", built ? result.outDir : undefined],
    ["checksums", result.checksums],
    ["manifest", result.manifest],
    ["artifacts", artifacts.length > 0 ? `${artifacts.length}, ${uploaded}` : missing],
  ];
  return lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(9)}  ${plainText(value)}`]));
}

/** A text as lines of at most `columns` characters, broken between words where possible. */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of plainText(text).split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (width(longer) <= columns) {
      line = longer;
      continue;
    }
    const pieces = chopped(word, columns);
    lines.push(...(line === "" ? [] : [line]), ...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
  }
  // The runner takes a line that begins with `::`, spaces aside, as a command, and this text comes from outside.
  return [...lines, line].map((each) => each.replace(/^::/, "∷"));
}

/** A text in pieces of at most `columns` characters; nothing is lost. */
function chopped(text: string, columns: number): readonly string[] {
  const characters = [...text];
  const count = Math.max(1, Math.ceil(characters.length / columns));
  return Array.from({ length: count }, (_, index) => characters.slice(index * columns, (index + 1) * columns).join(""));
}
