import { reportRequest } from "../host/errors.ts";
import { byteSize } from "../host/units.ts";
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
import { describeNotes } from "./notes.ts";
import {
  builtBinaries,
  describeFailureTitle,
  type FailedTarget,
  failedTargets,
  shownName,
  stackLines,
} from "./outcomes.ts";
import { describeWithoutArtifacts } from "./plan.ts";
import type { BinaryResult, RunFailure, RunResult } from "./results.ts";
import { describeSource } from "./table.ts";

/*
 * The parts of the summary under its table, each as lines of Markdown; an empty list leaves the part out.
 */

export const markdownMarks = { good: "✅", bad: "❌", none: "➖" } as const;

/** A row of a Markdown table. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A longer line of a log is truncated: minified sources and linker commands run to megabytes. */
const longestLine = 1000;

/** A message is a sentence; what is longer than this is a program's output that got into it. */
const longestMessage = 2000;

/** The topmost frames say where a fault of ours happened; the manifest has the whole stack trace. */
const mostStackLines = 20;

/** Lines folded under a title. The empty lines have what is inside read as Markdown. */
function folded(title: string, lines: readonly string[], open = false): readonly string[] {
  return [`<details${open ? " open" : ""}><summary>${title}</summary>`, "", ...lines, "", "</details>"];
}

/** More failures than this are folded: nobody reads them all at once. */
const openFailures = 3;

/**
 * The reason why each target failed, and what failed apart from them.
 * @param logLines The most lines of each target's log, from its end, and of each stack trace, from its start.
 */
export function failureBlock(result: RunResult, logLines: number): readonly string[] {
  const failed = failedTargets(result);
  return [
    ...failed.flatMap((target) => describeFailure(target, logLines, failed.length <= openFailures)),
    ...(failed.length > 0 && result.failures.length > 0 ? [""] : []),
    ...result.failures.flatMap((failure) => describeOther(failure, logLines)),
  ];
}

function describeFailure(target: FailedTarget, logLines: number, open: boolean): readonly string[] {
  const { failure } = target;
  const title = `${markdownMarks.bad} ${markdownText(describeFailureTitle(target))}`;
  const log = lastLines(failure.log, logLines);
  return folded(
    title,
    [
      `**Reason:** ${markdownSentence(shortened(failure.message, longestMessage))}`,
      ...faultLines(failure, logLines),
      ...(log.length > 0 ? ["", "The end of its log:", "", ...markdownFence(log)] : []),
    ],
    open,
  );
}

/** A list item, what belongs to it indented. */
function describeOther(failure: RunFailure, logLines: number): readonly string[] {
  const message = markdownSentence(shortened(failure.message, longestMessage));
  const fault = faultLines(failure, logLines).map((line) => (line === "" ? line : `  ${line}`));
  return [`- ${markdownMarks.bad} ${message}`, ...fault];
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
  const notes = describeNotes(result);
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
      ...result.warnings.map((warning) => `- ⚠️ ${markdownSentence(shortened(warning, longestMessage))}`),
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
  return runs.length === 0 ? [] : folded("What the binaries printed when they ran", markdownFence(runs));
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
  return folded(`SHA-256 of ${counted(files.length, "file")}`, markdownFence(lines));
}

/** What was uploaded, and for which targets; or why nothing was, where something was built. */
export function artifactBlock(result: RunResult): readonly string[] {
  const { artifacts } = result;
  if (artifacts.length === 0) {
    return builtBinaries(result).length === 0
      ? []
      : describeWithoutArtifacts(result).map((line) => `${markdownSentence(line)}.`);
  }
  const total = artifacts.reduce((sum, { bytes }) => sum + bytes, 0);
  return folded(
    `${counted(artifacts.length, "artifact")}, ${byteSize(total)}`,
    artifacts.map(({ name, targets, bytes }) => {
      return `- ${markdownCode(name)}: ${targets.map(markdownText).join(", ")}, ${byteSize(bytes)}`;
    }),
  );
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
    markdownRow(["---", "---", "---", "---"]),
    ...lines,
  ];
  return folded("C libraries", [...(lines.length === 0 ? [] : table), ...(roots.length === 0 ? [] : ["", ...roots])]);
}

/** The compilers: where each came from, what that cost, and which targets use it. */
export function toolchainBlock({ toolchains, targets }: RunResult): readonly string[] {
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
  return folded(counted(toolchains.length, "toolchain"), [
    markdownRow(["Toolchain", "Compiler", "Source", "Targets"]),
    markdownRow(["---", "---", "---", "---"]),
    ...lines,
  ]);
}
