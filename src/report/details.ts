import type { SourcePlace } from "../diagnose/index.ts";
import { reportRequest } from "../host/errors.ts";
import { byteSize } from "../host/units.ts";
import { type Cause, describeCauses } from "./causes.ts";
import { codeMark } from "./codes.ts";
import {
  counted,
  fileName,
  listed,
  markdownCode,
  markdownFence,
  markdownSentence,
  markdownText,
  plainLines,
  shortened,
} from "./format.ts";
import { folded, glued, markdownMarks, markdownRow } from "./markdown.ts";
import { describeSummaryNotes } from "./notes.ts";
import { builtBinaries, describeFailureTitle, isSetupOnly, shownName, stackLines } from "./outcomes.ts";
import { describeWithoutArtifacts } from "./plan.ts";
import type { BinaryResult, RunFailure, RunResult } from "./results.ts";
import { isCut, mostPlaces, placeLink } from "./summary-table.ts";
import { type Cell, describeSource, describeTimes, type TimesRow } from "./table.ts";
import { describeTimeline } from "./timeline.ts";

/*
 * The parts of the summary under its table, each as lines of Markdown; an empty list leaves the part out.
 */

/** A longer line of a log is truncated: minified sources and linker commands run to megabytes. */
const longestLine = 1000;

/** A message is a sentence; what is longer than this is a program's output that got into it. */
const longestMessage = 2000;

/** The topmost frames say where a fault of ours happened; the manifest has the whole stack trace. */
const mostStackLines = 20;

/** More causes than this are folded: nobody reads them all at once. */
const openCauses = 3;

/**
 * What tools printed where targets failed, once for each cause, with the command to repeat it; and what failed apart from the
 * targets. Open is what the catalogue of failures has no words for: there the log is all that there is.
 * @param logLines The most lines of each log, from its end, and of each stack trace, from its start.
 */
export function failureBlock(result: RunResult, logLines: number): readonly string[] {
  const causes = describeCauses(result);
  const few = causes.length <= openCauses;
  return causes.flatMap((cause) => describeCause(cause, result, { logLines, few }));
}

/** What failed apart from the targets. */
export function otherFailuresBlock(result: RunResult, logLines: number): readonly string[] {
  return result.failures.flatMap((failure) => describeOther(failure, result, logLines));
}

type Shown = { readonly logLines: number; readonly few: boolean };

function describeCause(cause: Cause, result: RunResult, { logLines, few }: Shown): readonly string[] {
  const { first, reason, places } = cause;
  const { failure } = first;
  // The command that failed stands below, in a form that can be pasted.
  const printed = failure.command === undefined ? failure.log : failure.log.filter((line) => !line.startsWith("$ "));
  const log = lastLines(printed, logLines);
  const lines = [
    ...(isCut(reason) ? ["", markdownSentence(shortened(reason, longestMessage))] : []),
    ...(places.length > mostPlaces ? ["", ...places.map((place) => describePlace(place, result))] : []),
    ...faultLines(failure, logLines),
    ...(log.length > 0
      ? [...(failure.stack === undefined ? [""] : ["", "The end of its log:", ""]), ...markdownFence(log)]
      : []),
    ...(failure.command === undefined
      ? []
      : ["", "The command, to be pasted:", "", ...markdownFence([failure.command])]),
  ];
  if (lines.length === 0) {
    return [];
  }
  const isOpen = few && failure.diagnosis === undefined;
  const others =
    cause.targets.length > 1 ? `, and much the same for ${counted(cause.targets.length - 1, "other")}` : "";
  return folded(`${markdownText(describeFailureTitle(first))}${others}`, lines.slice(1), isOpen);
}

function describePlace(place: SourcePlace, result: RunResult): string {
  const text = markdownSentence(shortened(place.text, longestLine));
  return `- ${placeLink(place, result)}${text === "" ? "" : `: ${text}`}`;
}

/** A list item, what belongs to it indented. */
function describeOther(failure: RunFailure, { pages }: RunResult, logLines: number): readonly string[] {
  const message = markdownSentence(shortened(failure.message, longestMessage));
  const code = failure.code === undefined ? "" : codeMark([failure.code], pages);
  const fault = faultLines(failure, logLines).map((line) => (line === "" ? line : `  ${line}`));
  return [`- ${markdownMarks.bad} ${message}${code}`, ...fault];
}

/** The request for a report, and the stack trace; nothing for what the user can mend. */
function faultLines(failure: RunFailure, logLines: number): readonly string[] {
  const stack = shortenedLines(stackLines(failure, Math.min(mostStackLines, logLines)));
  return [
    ...(failure.stack === undefined ? [] : ["", reportRequest]),
    ...(stack.length > 0 ? ["", ...markdownFence(stack)] : []),
  ];
}

function lastLines(log: readonly string[], count: number): readonly string[] {
  const lines = shortenedLines(log);
  return count === 0 || lines.every((line) => line === "") ? [] : lines.slice(-count);
}

function shortenedLines(lines: readonly string[]): readonly string[] {
  return plainLines(lines).map((line) => shortened(line, longestLine));
}

/** Warnings, and what is done otherwise than requested for which targets. */
export function notesBlock(result: RunResult): readonly string[] {
  const notes = describeSummaryNotes(result);
  if (result.warnings.length === 0 && notes.length === 0) {
    return [];
  }
  const counts = [
    ...(result.warnings.length > 0 ? [`⚠️ ${counted(result.warnings.length, "warning")}`] : []),
    ...(notes.length > 0 ? [counted(notes.length, "note")] : []),
  ];
  return folded(
    listed(counts),
    [
      ...result.warnings.map(
        ({ code, text }) => `- ⚠️ ${markdownSentence(shortened(text, longestMessage))}${codeMark([code], result.pages)}`,
      ),
      ...notes.map(
        ({ targets, text }) =>
          `- **${targets.map(markdownText).join(", ")}**: ${markdownSentence(shortened(text, longestMessage))}`,
      ),
    ],
    result.warnings.length > 0,
  );
}

/** The first lines of what each binary printed when it was run. */
export function outputBlock(result: RunResult, lines: number): readonly string[] {
  const runs = builtBinaries(result).flatMap(({ binary }) => printed(binary, lines));
  return runs.length === 0 ? [] : folded("What the programs printed", markdownFence(runs));
}

function printed({ file, run }: BinaryResult, count: number): readonly string[] {
  if (run.kind !== "passed" || run.output.trim() === "") {
    return [];
  }
  const lines = shortenedLines([run.output.trimEnd()]);
  const more = lines.length > count ? [`  … and ${counted(lines.length - count, "more line")}`] : [];
  return [`${fileName(file)}:`, ...lines.slice(0, count).map((line) => `  ${line}`), ...more];
}

/** Checksums of binaries and archives in the form that `sha256sum --check` reads. */
export function checksumBlock(result: RunResult): readonly string[] {
  const files = builtBinaries(result).flatMap(({ binary }) => [binary, ...(binary.archive ? [binary.archive] : [])]);
  if (files.length === 0) {
    return [];
  }
  const lines = files.map(({ file, sha256 }) => `${sha256}  ${fileName(file)}`);
  return folded(`SHA256SUMS of ${counted(files.length, "file")}`, markdownFence(lines));
}

/** Why nothing was uploaded, where something was built. */
export function withoutArtifactsBlock(result: RunResult): readonly string[] {
  return builtBinaries(result).length === 0
    ? []
    : describeWithoutArtifacts(result).map((line) => `${markdownSentence(line)}.`);
}

/** What was uploaded, and for which targets, where the files of several are in one artifact or no page shows it. */
export function artifactBlock({ artifacts, pages }: RunResult): readonly string[] {
  if (artifacts.length === 0 || (pages !== undefined && artifacts.every(({ targets }) => targets.length === 1))) {
    return [];
  }
  const total = artifacts.reduce((sum, { bytes }) => sum + bytes, 0);
  return folded(
    `${counted(artifacts.length, "artifact")}, ${byteSize(total)}`,
    artifacts.map(({ name, targets, bytes }) => {
      return `- ${markdownCode(name)}: ${targets.map(markdownText).join(", ")}, ${byteSize(bytes)}`;
    }),
  );
}

/** How long each target took, what it was built with, and where that came from. */
export function timesBlock(result: RunResult): readonly string[] {
  if (isSetupOnly(result) && result.targets.length > 0) {
    // The table above has all of it.
    return [];
  }
  const targets = timesTable(result);
  const toolchains = toolchainTable(result);
  const lines = [...targets, ...(targets.length > 0 && toolchains.length > 0 ? [""] : []), ...toolchains];
  return lines.length === 0
    ? []
    : folded("Times, compilers and where they came from", lines, result.targets.length === 0);
}

const timesColumns = {
  target: "Target",
  time: "Time",
  compiler: "Compiler",
  verify: "Verified as",
  linkage: "Linkage",
  cgo: "cgo",
} as const satisfies Record<keyof TimesRow, string>;

function timesTable(result: RunResult): readonly string[] {
  const names = Object.keys(timesColumns) as (keyof TimesRow)[];
  return [
    markdownRow(Object.values(timesColumns)),
    markdownRow(names.map(() => ":--")),
    ...describeTimes(result).map((row) => markdownRow(names.map((name) => cellText(row[name])))),
  ];
}

function cellText(cell: Cell): string {
  return cell.map((text) => glued(markdownSentence(text))).join("<br>");
}

/** A picture of the run: what each target waited for, and when it was built. */
export function timelineBlock(result: RunResult): readonly string[] {
  const lines = describeTimeline(result);
  return lines.length === 0 ? [] : folded("Time line: who waited for what", markdownFence(lines));
}

/** The distribution's C libraries that each binary was linked with, static or shared. */
export function libraryBlock(result: RunResult): readonly string[] {
  const lines = builtBinaries(result).flatMap(({ target, binary }) =>
    binary.libraries.map((library) =>
      markdownRow([
        markdownText(shownName(target.target)),
        markdownCode(library.file),
        markdownText(`${library.package} ${library.version}`),
        library.install === undefined ? "linked in" : `needs ${markdownCode(library.install)}`,
      ]),
    ),
  );
  const roots = result.libraries.map(
    (root) =>
      `- ${markdownCode(root.id)}: ${counted(root.packages.length, "package")}, ${markdownText(describeSource(root))}`,
  );
  if (roots.length === 0 && lines.length === 0) {
    return [];
  }
  const table = [
    markdownRow(["Target", "Library", "Linked from", "At run time"]),
    markdownRow([":--", ":--", ":--", ":--"]),
    ...lines,
  ];
  return folded("C libraries", [...(lines.length === 0 ? [] : table), ...(roots.length === 0 ? [] : ["", ...roots])]);
}

/** The compilers: where each came from, what that cost, and which targets use it. */
function toolchainTable({ toolchains, targets }: RunResult): readonly string[] {
  if (toolchains.length === 0) {
    return [];
  }
  const lines = toolchains.map((toolchain) => {
    const { id, compiler } = toolchain;
    const users = targets
      .filter((target) => target.toolchain === id)
      .map(({ target }) => markdownText(shownName(target)));
    return markdownRow([markdownCode(id), markdownText(compiler), describeSource(toolchain), users.join(", ")]);
  });
  return [
    markdownRow(["Toolchain", "Compiler", "Source", "Targets"]),
    markdownRow([":--", ":--", ":--", ":--"]),
    ...lines,
  ];
}
