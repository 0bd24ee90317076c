import { codesOf, type DescribedError, type Problem, reportRequest } from "../host/errors.ts";
import { codeMark, type Pages } from "./codes.ts";
import { counted, markdownFence, markdownSentence, shortened, shortenedToBytes } from "./format.ts";
import { markdownMarks } from "./markdown.ts";

/** A problem is a sentence; what is longer than this is a program's output that got into it. */
const longestProblem = 2000;

/** GitHub drops a summary above 1 MiB altogether. */
const longestBytes = 1_000_000;

/**
 * The summary of a run that ended before there was anything to report on, as Markdown: what is wrong, each problem an item of a
 * list, or a fault of cgo-cross with its stack trace.
 */
export function describeNothingBuilt(error: DescribedError, pages: Pages): string {
  const lines =
    error.kind === "internal"
      ? [`### ${markdownMarks.bad} cgo-cross failed`, "", reportRequest, "", ...markdownFence([error.stack])]
      : describeProblems(error.problems, pages);
  return shortenedToBytes(`${lines.join("\n")}\n`, longestBytes);
}

function describeProblems(problems: readonly Problem[], pages: Pages): readonly string[] {
  const items = problems.map((problem) => {
    const [first = "", ...rest] = shortened(problem.text, longestProblem)
      .split("\n")
      .map((line) => markdownSentence(line))
      .filter((line) => line !== "");
    return ["- ", [first, ...rest].join("<br>"), codeMark(codesOf([problem]), pages)].join("");
  });
  const title = `### ${markdownMarks.bad} Nothing was built`;
  return [title, "", `${counted(problems.length, "problem")} to mend first:`, "", ...items];
}
