import type { Diagnosis } from "./diagnosis.ts";
import type { Evidence } from "./evidence.ts";
import type { LogLine } from "./log.ts";

/** What every failed link ends with, and what only says that another tool has failed. */
const epilogue =
  /^collect2: |^compilation terminated\.|error: linker command failed|: running \S+ failed: |^\d+ (?:errors?|warnings?) generated|: too many errors$|^exit status \d+$/;

const complaint =
  /\b(?:error|undefined|cannot|could not|can't|failed|fatal|not found|no such|invalid|unknown|panic)\b/i;

/** What no row knows: the first line of the tool that failed, and the honest word that this is all. */
export function describeUnknown({ stage, known }: Evidence, log: readonly LogLine[]): Diagnosis {
  const headline = firstComplaint(log) ?? "";
  return {
    code: "unknown",
    headline,
    cause: headline === "" ? "nothing was said of why it failed" : "cgo-cross has no explanation for this",
    fix:
      stage === "run"
        ? `read the output of ${known.ran?.program ?? "the program"} in the log`
        : "read what was said before and after it in the log",
    places: log.flatMap(({ place }) => place ?? []).slice(0, 10),
  };
}

/** The first line that says what is wrong; a compiler's warnings may come before the error. */
export function firstComplaint(log: readonly LogLine[]): string | undefined {
  const said = log.filter(({ text }) => !epilogue.test(text) && !/\bwarning: |\bnote: /.test(text) && /^\S/.test(text));
  return (said.find(({ text }) => complaint.test(text)) ?? said[0])?.text;
}
