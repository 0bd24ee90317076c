import { styleText } from "node:util";
import { helpCommand, reportRequest } from "../host/errors.ts";
import { byteSize } from "../host/units.ts";
import { type Cause, causeStage, describeCauses, describeTargetNames, placeName } from "./causes.ts";
import { describeMore } from "./codes.ts";
import { plainLines, plainText, shortened } from "./format.ts";
import { describeTitle } from "./headline.ts";
import { describeNotes } from "./notes.ts";
import { describeFailureTitle, type Failure, hasFailed, stackLines } from "./outcomes.ts";
import { describePassed, type PassedColumn, type PassedRow, type PassedTable } from "./passed.ts";
import type { RunFailure, RunResult } from "./results.ts";

export type ReportStyle = {
  /** The width in characters; below 20 it is taken as 20. */
  readonly columns: number;
  /** Whether lines may hold colour sequences. */
  readonly colour: boolean;
  /** Puts messages into the words of whoever reads them; as they are where absent. */
  readonly words?: (message: string) => string;
};

/** Lines of a failed target's log, from its end: all of it has been printed already. */
const logLines = 6;

/** Lines of the stack trace of a fault of ours, from its start. */
const stackHead = 12;

/** A reason is a sentence or two; what is longer than this is a program's output that got into it. */
const longestMessage = 2000;

/** More names than this are counted. */
const mostTargets = 8;

/** More places than this are counted. */
const mostPlaces = 3;

/**
 * The same report as the summary for a terminal: a sentence, why targets failed, each cause once, warnings, a table of what was
 * built that fits the width, and where the files are. Every line is at most `columns` characters, except for paths and commands,
 * which are never broken.
 */
export function describeTerminal(given: RunResult, style: ReportStyle): readonly string[] {
  const result = style.words === undefined ? given : reworded(given, style.words);
  const columns = Math.max(20, style.columns);
  const page = { columns, paint: style.colour ? coloured : plain };
  const blocks = [
    headlineBlock(result, page),
    ...describeCauses(result).map((cause) => causeBlock(cause, page)),
    result.failures.flatMap((failure) => otherBlock(failure, page)),
    warningsBlock(result, page),
    describeMore(codesOf(result), result.pages),
    tableBlock(describePassed(result), page),
    notesBlock(result, page),
    fileBlock(result),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ["", ...block]))
    .map((line) => line.trimEnd());
}

/** What is said to the reader, in their words. */
function reworded(result: RunResult, words: (message: string) => string): RunResult {
  return {
    ...result,
    targets: result.targets.map((target) => {
      const { outcome } = target;
      const notes = target.notes.map(words);
      return outcome.kind === "failed"
        ? { ...target, notes, outcome: rewordedFailure(outcome, words) }
        : { ...target, notes };
    }),
    failures: result.failures.map((failure) => ({ ...failure, message: words(failure.message) })),
    warnings: result.warnings.map((warning) => ({ ...warning, text: words(warning.text) })),
  };
}

function rewordedFailure(failure: Failure, words: (message: string) => string): Failure {
  const { message, diagnosis } = failure;
  return {
    ...failure,
    message: words(message),
    diagnosis: diagnosis && { ...diagnosis, cause: words(diagnosis.cause), fix: words(diagnosis.fix) },
  };
}

/** On a terminal a warning says itself where to read more of it. */
function codesOf(result: RunResult): readonly (string | undefined)[] {
  const warnings = result.pages === undefined ? [] : result.warnings;
  return [
    ...describeCauses(result).map(({ first }) => first.failure.diagnosis?.code),
    ...result.failures.map(({ code }) => code),
    ...warnings.map(({ code }) => code),
  ];
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
  return marked({ mark: marks[tone], tone, strong: true }, `${describeTitle(result)}.`, page);
}

function tableBlock(table: PassedTable, { columns, paint }: Page): readonly string[] {
  if (table.rows.length === 0) {
    return [];
  }
  const shown = fittingColumns(table, columns);
  const header = shown.map((column) => aligned(column.title.toUpperCase(), column)).join(gap);
  return [paint(header, "none"), ...table.rows.flatMap((row) => rowLines(row, shown))];
}

const gap = "  ";

/** A column as it is shown: which of a row's cells, and how wide. */
type ShownColumn = PassedColumn & { readonly index: number; readonly width: number };

/** What matters least goes first, and then what there is no room for is cut; the target always stays. */
function fittingColumns({ columns: all, rows }: PassedTable, columns: number): readonly ShownColumn[] {
  let shown: readonly ShownColumn[] = all.map((column, index) => ({
    ...column,
    index,
    width: Math.max(width(column.title), ...rows.flatMap((row) => (row[index] ?? []).map(width))),
  }));
  const total = () => shown.reduce((sum, each) => sum + each.width, gap.length * (shown.length - 1));
  for (const { room, index } of [...shown].sort((one, other) => one.rank - other.rank)) {
    const excess = total() - columns;
    if (excess <= 0) {
      return shown;
    }
    const column = shown.find((each) => each.index === index);
    if (column !== undefined && room !== undefined && column.width - excess >= room) {
      return shown.map((each) => (each === column ? { ...each, width: each.width - excess } : each));
    }
    shown = index === 0 ? shown : shown.filter((each) => each.index !== index);
  }
  return shown.map((column) => ({ ...column, width: Math.min(column.width, columns) }));
}

function rowLines(row: PassedRow, shown: readonly ShownColumn[]): readonly string[] {
  const height = Math.max(...shown.map(({ index }) => row[index]?.length ?? 0));
  return Array.from({ length: height }, (_, line) =>
    shown.map((column) => aligned(row[column.index]?.[line] ?? "", column)).join(gap),
  );
}

function aligned(text: string, { right, width: space }: ShownColumn): string {
  const fitting = width(text) > space ? `${[...text].slice(0, space - 1).join("")}…` : text;
  const padding = " ".repeat(space - width(fitting));
  return right === true ? padding + fitting : fitting + padding;
}

function width(text: string): number {
  return [...text].length;
}

/** What failed for one cause: where, why, what to do, what was printed, and the command that repeats it. */
function causeBlock(cause: Cause, page: Page): readonly string[] {
  const { first, targets } = cause;
  const { failure } = first;
  const space = page.columns - indentation;
  const reason = shortened(cause.reason, longestMessage).split("\n");
  const message = reason.flatMap((line, index) =>
    wrapped(index === 0 ? `${describePlaces(cause)}${line}` : line, space),
  );
  const [request = [], ...stack] = faultParagraphs(failure, space);
  const title =
    targets.length === 1
      ? describeFailureTitle(first)
      : `${describeTargetNames(targets, mostTargets)}: ${causeStage(cause)}`;
  return [
    ...marked({ mark: marks.bad, tone: "bad", strong: true }, title, page),
    ...indented([[...message, ...request], ...stack, saidLines(cause, space), commandLines(failure)], page),
  ];
}

/** `simd.c:3, simd.c:9 and 2 more: ` */
function describePlaces({ places }: Cause): string {
  const shown = places.slice(0, mostPlaces).map(placeName);
  const more = places.length - shown.length;
  return shown.length === 0 ? "" : `${shown.join(", ")}${more === 0 ? "" : ` and ${more} more`}: `;
}

/** What the tool said: of a known cause its own line, of others the end of the log, without our commands and Go's titles. */
function saidLines({ first: { failure }, reason }: Cause, space: number): readonly string[] {
  const { diagnosis, log } = failure;
  if (diagnosis !== undefined) {
    const headline = plainText(diagnosis.headline);
    return headline === "" || plainText(reason).includes(headline) ? [] : wrapped(headline, space);
  }
  const lines = plainLines(log).filter((line) => !/^(\$|#) /.test(line));
  return lines.slice(-logLines).flatMap((line) => chopped(line, space));
}

/** It is there to be pasted, and so is not broken. */
function commandLines({ command }: Failure): readonly string[] {
  return command === undefined ? [] : [`$ ${plainText(command)}`];
}

function otherBlock(failure: RunFailure, page: Page): readonly string[] {
  return [
    ...marked({ mark: marks.bad, tone: "bad" }, failure.message, page),
    ...indented(faultParagraphs(failure, page.columns - indentation), page),
  ];
}

/** The request for a report, and the stack trace; nothing for what the user can mend. */
function faultParagraphs(failure: RunFailure, space: number): readonly (readonly string[])[] {
  const stack = stackLines(failure, stackHead).flatMap((line) => chopped(line, space));
  return failure.stack === undefined ? [] : [wrapped(reportRequest, space), stack];
}

const indentation = "  │ ".length;

function indented(paragraphs: readonly (readonly string[])[], { paint }: Page): readonly string[] {
  return paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .flatMap((paragraph, index) => (index === 0 ? paragraph : ["", ...paragraph]))
    .map((line) => `  ${paint("│", "none")} ${line}`);
}

/** What the log has not said yet; on a terminal the first of a kind says where to read more, as in the log. */
function warningsBlock({ warnings, pages }: RunResult, page: Page): readonly string[] {
  const own = warnings.filter(({ isLogged }) => !isLogged);
  return own.flatMap(({ code, text }, at) => {
    const isFirst = own.findIndex((each) => each.code === code) === at;
    const more = pages === undefined && isFirst ? ` (${helpCommand(code)})` : "";
    return marked({ mark: "!", tone: "warning" }, `warning: ${text}${more}`, page);
  });
}

function notesBlock(result: RunResult, page: Page): readonly string[] {
  return describeNotes(result).flatMap(({ targets, text }) =>
    marked({ mark: "!", tone: "none" }, `${targets.join(", ")}: ${text}`, page),
  );
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
