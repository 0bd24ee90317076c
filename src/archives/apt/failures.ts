import type { Completed } from "../../host/types.ts";
import type { Watched } from "../retries.ts";

/** The next step of messages about a mirror. */
export const mirrorAdvice = "try again later, or choose another mirror in the system's apt sources";

/** Whether another attempt may succeed. It cannot where apt did not fail for a mirror: the index lists no such version, say. */
export function isRetryable({ completed, stalled }: Watched): boolean {
  return stalled || /^(E: Failed to fetch|Err:)/m.test(completed.output);
}

/**
 * Whether the mirror says that it has none of the files that failed. Ubuntu's main archive says so of most architectures,
 * whose files its signed index lists all the same, since it shares the index with the ports archive.
 */
export function isNotFound({ output }: Completed): boolean {
  const failed = output.split("\n").filter((line) => /^E: (Failed to fetch|The repository) /.test(line));
  return failed.length > 0 && failed.every((line) => /\s404\s+Not Found| does not have a Release file/.test(line));
}

/** The reason why apt failed, in its own words, on one line. */
export function explainFailure(done: Completed): string {
  if (done.ending === "timeout") {
    return `no answer in time; ${mirrorAdvice}`;
  }
  const lines = done.output
    .trim()
    .split("\n")
    .filter((line) => line !== "E: Download Failed");
  // Warnings are printed first and need not be the reason; an error repeats what an `Err:` line says of its address.
  const errors = [/^E:/, /^W:/].flatMap((pattern) => lines.filter((line) => pattern.test(line)));
  const reasons = errors.length > 0 ? errors : lines.filter((line) => line.startsWith("Err:"));
  const shown = (reasons.length > 0 ? reasons : lines).slice(0, 4).join(" ");
  return shown.replaceAll(/\s+/g, " ");
}
