import { byteSize } from "../host/units.ts";
import {
  artifactBlock,
  checksumBlock,
  failureBlock,
  libraryBlock,
  notesBlock,
  otherFailuresBlock,
  outputBlock,
  timelineBlock,
  timesBlock,
  withoutArtifactsBlock,
} from "./details.ts";
import {
  duration,
  listed,
  markdownCode,
  markdownSentence,
  markdownText,
  shortenedToBytes,
  utf8Bytes,
} from "./format.ts";
import { describeTitle } from "./headline.ts";
import { folded, markdownMarks, markdownNote } from "./markdown.ts";
import { describeGlibcs } from "./notes.ts";
import { failedTargets, hasFailed } from "./outcomes.ts";
import type { RunResult } from "./results.ts";
import { failureTable, passedTable, repeatCommand } from "./summary-table.ts";

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
  /** Times, compilers, libraries. */
  readonly times: boolean;
  readonly artifacts: boolean;
};

const everything: Detail = {
  rows: "all",
  failures: true,
  logLines: Number.POSITIVE_INFINITY,
  outputLines: 5,
  notes: true,
  checksums: true,
  times: true,
  artifacts: true,
};

/** What is left out of a summary that is too long, in this order. */
const cuts: readonly { readonly what: string; readonly change: Partial<Detail> }[] = [
  { what: "what the binaries printed", change: { outputLines: 0 } },
  { what: "all but the last 20 lines of each log", change: { logLines: 20 } },
  { what: "the artifacts", change: { artifacts: false } },
  { what: "times, compilers and libraries", change: { times: false } },
  { what: "the checksums", change: { checksums: false } },
  { what: "the logs", change: { logLines: 0 } },
  { what: "the warnings and notes", change: { notes: false } },
  { what: "the rows of targets that passed", change: { rows: "failed" } },
  { what: "the reasons of the failures", change: { failures: false } },
  { what: "the table", change: { rows: "none" } },
];

/**
 * The whole run as GitHub-flavoured Markdown for the step's summary: a title; what failed, with the reason, each cause once; the
 * files of what passed; and the rest folded.
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
  const repeat = detail.failures ? repeatCommand(result) : undefined;
  const blocks = [
    [titleLine(result)],
    detail.failures ? otherFailuresBlock(result, detail.logLines) : [],
    detail.rows === "none" ? [] : failureTable(result),
    repeat === undefined ? [] : [`To see it on your own machine: ${markdownCode(repeat)}`],
    detail.failures ? failureBlock(result, detail.logLines) : [],
    ...passedBlocks(result, detail),
    detail.notes ? withoutArtifactsBlock(result) : [],
    detail.notes ? notesBlock(result) : [],
    detail.outputLines > 0 ? outputBlock(result, detail.outputLines) : [],
    detail.times ? timelineBlock(result) : [],
    detail.times ? timesBlock(result) : [],
    detail.checksums ? checksumBlock(result) : [],
    detail.artifacts ? artifactBlock(result) : [],
    detail.times ? libraryBlock(result) : [],
    [describeCircumstances(result)],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

function titleLine(result: RunResult): string {
  const mark = hasFailed(result) ? markdownMarks.bad : markdownMarks.good;
  return `### ${mark} ${markdownSentence(describeTitle(result))}`;
}

/** The files of what passed, and what they need; folded where the reader first has to see what did not. */
function passedBlocks(result: RunResult, detail: Detail): readonly (readonly string[])[] {
  const table = detail.rows === "all" ? passedTable(result) : [];
  const note = detail.notes ? markdownNote(glibcNote(result)) : [];
  if (failedTargets(result).length === 0) {
    return [table, note];
  }
  const separator = table.length > 0 && note.length > 0 ? [""] : [];
  const lines = [...table, ...separator, ...note];
  return lines.length === 0 ? [] : [folded(passedTitle(result), lines)];
}

function passedTitle({ targets }: RunResult): string {
  const passed = targets.filter(({ outcome }) => outcome.kind === "passed").length;
  return passed === 1 ? "Files of the target that passed" : `Files of the ${passed} targets that passed`;
}

/** Which systems have the glibc that binaries need, once for all of them; nothing in a run that failed as a whole. */
function glibcNote(result: RunResult): readonly string[] {
  const sentences = describeGlibcs(result);
  return sentences.length === 0
    ? []
    : [...sentences.map(markdownSentence), markdownSentence("For older systems, set `glibc` or `static: true`.")];
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
