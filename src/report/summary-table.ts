import type { SourcePlace } from "../diagnose/index.ts";
import { quoteForShell } from "../golang/index.ts";
import { byteSize } from "../host/units.ts";
import { type Cause, causeStage, describeCauses, placeName } from "./causes.ts";
import { codeMark } from "./codes.ts";
import { counted, fileName, markdownCode, markdownSentence, markdownText, shortened } from "./format.ts";
import { glued, markdownLink, markdownMarks, markdownRow } from "./markdown.ts";
import { binariesOf, describeVerification, downloadOf, isSetupOnly, shownName, toolchainOf } from "./outcomes.ts";
import type { BinaryResult, RunResult, TargetResult } from "./results.ts";
import { describeRunsOn, describeStarted } from "./runs-on.ts";
import { describeSource } from "./table.ts";

/*
 * The tables at the head of the summary. GitHub shows them in a column of 880 pixels, and cuts what is wider.
 */

/** A row that names more targets than this is not read; the rest is counted. */
const mostTargets = 12;

/** Of targets that passed, more than this are named in one line. */
const mostPassed = 3;

/** A reason is a sentence or two; what is longer than this is a program's output that got into it. */
const longestReason = 700;

/** Links to more places than this are counted. */
export const mostPlaces = 3;

/** Whether the table has less than the whole reason. */
export function isCut(reason: string): boolean {
  return reason.length > longestReason;
}

/** What a table of failures has: one row for each cause, and one for all targets that passed. */
export function failureTable(result: RunResult): readonly string[] {
  const causes = describeCauses(result);
  const passed = result.targets.filter(({ outcome }) => outcome.kind === "passed");
  if (causes.length === 0) {
    return [];
  }
  return [
    markdownRow(["", "Target", "What is wrong, and what to do"]),
    markdownRow([":--", ":--", ":--"]),
    ...causes.map((cause) => causeRow(cause, result)),
    ...(passed.length === 0 ? [] : [passedRow(passed)]),
  ];
}

/** What passed, in one row: named where names fit beside those that failed. */
function passedRow(passed: readonly TargetResult[]): string {
  const names = passed.map(({ target }) => shownName(target));
  const done = describeVerification(passed);
  return names.length <= mostPassed
    ? markdownRow([markdownMarks.good, namesCell(names), done])
    : markdownRow([markdownMarks.good, counted(names.length, "target"), `${done}: ${markdownText(names.join(", "))}`]);
}

function causeRow(cause: Cause, result: RunResult): string {
  const names = cause.targets.map(({ target }) => shownName(target));
  const { diagnosis } = cause.first.failure;
  // What cgo-cross says itself has no line of a tool for its headline.
  const isOwnWords = diagnosis === undefined || diagnosis.headline === "";
  const stage = isOwnWords ? `**${markdownText(causeStage(cause))}:** ` : "";
  const lines = shortened(cause.reason, longestReason).split("\n");
  const reason = lines
    .map((line) => markdownSentence(line))
    .filter((line) => line !== "")
    .join("<br>");
  const places = placesOf(cause, result);
  const code = diagnosis === undefined ? "" : codeMark([diagnosis.code], result.pages);
  return markdownRow([markdownMarks.bad, namesCell(names), `${stage}${places}${reason}${code}`]);
}

/** Names one below the other: side by side, each would be broken where it has a slash. */
function namesCell(names: readonly string[]): string {
  const shown = names.length <= mostTargets ? names : names.slice(0, mostTargets - 1);
  const more = names.length - shown.length;
  return [...shown.map(markdownText), ...(more === 0 ? [] : [`and ${more} more`])].join("<br>");
}

/** `simd.c:3, simd.c:9 and 2 more places: `, each a link to the line in the commit. */
function placesOf({ places }: Cause, result: RunResult): string {
  const shown = places.slice(0, mostPlaces).map((place) => placeLink(place, result));
  const more = places.length - shown.length;
  const rest = more === 0 ? "" : ` and ${counted(more, "more place")}`;
  return shown.length === 0 ? "" : `${shown.join(", ")}${rest}: `;
}

/** A place as a link to its line in the commit; its bare name where no page shows that. */
export function placeLink(place: SourcePlace, { pages }: RunResult): string {
  const name = markdownCode(placeName(place));
  const parts = place.file.split("/");
  if (pages === undefined || parts.some((part) => ["", ".", ".."].includes(part))) {
    return name;
  }
  return markdownLink(name, `${pages.sources}/${parts.map(encodeURIComponent).join("/")}#L${place.line}`);
}

/** One row for each target that passed: its files first, which people come for. */
export function passedTable(result: RunResult): readonly string[] {
  const passed = result.targets.filter((target) => binariesOf(target).length > 0);
  if (passed.length === 0) {
    return isSetupOnly(result) ? setupTable(result) : [];
  }
  const isStarted = passed.some((target) => binariesOf(target).some(({ run }) => run.kind !== "not-asked"));
  const titles = ["Target", "Download", "Size", "Runs on", ...(isStarted ? ["Started in"] : [])];
  return [
    markdownRow(titles),
    markdownRow(titles.map((title) => (title === "Size" ? "--:" : ":--"))),
    ...passed.map((target) => markdownRow(passedCells(target, result).slice(0, titles.length))),
  ];
}

function passedCells(target: TargetResult, result: RunResult): readonly string[] {
  const binaries = binariesOf(target);
  const each = (describe: (binary: BinaryResult) => string) => binaries.map(describe).join("<br>");
  const once = (describe: (binary: BinaryResult) => string) => [...new Set(binaries.map(describe))].join("<br>");
  return [
    markdownText(shownName(target.target)),
    each((binary) => downloadLink(target, binary, result)),
    each((binary) => glued(byteSize(downloadOf(binary).bytes))),
    once((binary) => glued(markdownText(describeRunsOn(target.target, binary)))),
    once(({ run }) => glued(markdownText(describeStarted(target.target, run).text))),
  ];
}

/** The file's name, linked to the artifact that it is in. */
function downloadLink({ target }: TargetResult, binary: BinaryResult, { artifacts, pages }: RunResult): string {
  const name = markdownText(fileName(downloadOf(binary).file));
  const artifact = artifacts.find(({ targets }) => targets.includes(shownName(target)));
  return artifact === undefined || pages === undefined
    ? name
    : markdownLink(name, `${pages.run}/artifacts/${encodeURIComponent(artifact.id)}`);
}

/** What targets were set up with, in a run that builds nothing. */
function setupTable(result: RunResult): readonly string[] {
  if (result.targets.length === 0) {
    return [];
  }
  return [
    markdownRow(["Target", "Compiler", "From", "Why"]),
    markdownRow([":--", ":--", ":--", ":--"]),
    ...result.targets
      .filter(({ outcome }) => outcome.kind === "passed")
      .map((target) => {
        const toolchain = toolchainOf(result, target);
        return markdownRow([
          markdownText(shownName(target.target)),
          toolchain === undefined ? "none needed" : markdownText(toolchain.compiler),
          toolchain === undefined ? "" : describeSource(toolchain),
          markdownSentence(shortened(target.cgo.reason, 100)),
        ]);
      }),
  ];
}

/** What to type to see a failed target fail on one's own machine; undefined where none failed in a way that could be repeated. */
export function repeatCommand(result: RunResult): string | undefined {
  const failed = describeCauses(result).flatMap(({ targets }) => targets);
  const names = failed.map(({ target }) => shownName(target));
  return names.length === 0
    ? undefined
    : ["npx cgo-cross --targets", names.slice(0, mostTargets).join(","), ...result.flags.map(quoteForShell)].join(" ");
}
