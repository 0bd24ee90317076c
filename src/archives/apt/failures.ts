import type { ErrorCode } from "../../host/errors.ts";
import type { Completed } from "../../host/types.ts";
import { hostOf, type MirrorFailure } from "../mirror-memory.ts";
import type { Stall, Watched } from "../retries.ts";
import { type FailedFile, isAcquisitionMessage } from "./acquisitions.ts";

/** The next step of messages about a mirror. */
export const mirrorAdvice = "try again later, or choose another mirror in the system's apt sources";

const certificateAdvice =
  "install the package ca-certificates, or, where a proxy signs for the mirrors, add its certificate with update-ca-certificates";

/** The next step where mirrors failed. */
export function adviceOn(failures: readonly Pick<MirrorFailure, "kind">[]): string {
  const isForCertificates = failures.length > 0 && failures.every(({ kind }) => kind === "certificate");
  return isForCertificates ? certificateAdvice : mirrorAdvice;
}

/** Of which kind it is that mirrors failed. */
export function codeOfFailures(failures: readonly Pick<MirrorFailure, "kind" | "what">[]): ErrorCode {
  if (failures.length > 0 && failures.every(({ kind }) => kind === "certificate")) {
    return "mirror-certificate";
  }
  return failures.some(({ what }) => /signatures? |NO_PUBKEY|not signed/.test(what))
    ? "index-signature"
    : "package-download";
}

/** Whether another attempt may succeed. It cannot where apt did not fail for a mirror: the index lists no such version, say. */
export function isRetryable({ completed, stalled }: Watched): boolean {
  return stalled !== undefined || /^(E: Failed to fetch|Err:)/m.test(completed.output);
}

/**
 * Whether the mirror says that it has none of the files that failed. Ubuntu's main archive says so of most architectures,
 * whose files its signed index lists all the same, since it shares the index with the ports archive.
 */
export function isNotFound({ output }: Completed): boolean {
  const failed = output.split("\n").filter((line) => /^E: (Failed to fetch|The repository) /.test(line));
  return failed.length > 0 && failed.every((line) => /\s404\s+Not Found| does not have a Release file/.test(line));
}

/** The files that apt could not get, by its own last words. Beside what servers refuse it knows what they sent wrong. */
export function parseFailures({ output }: Completed): readonly FailedFile[] {
  const fetched = [...output.matchAll(/^E: Failed to fetch (\S+)\s+(.*)$/gm)];
  const unsigned = [...output.matchAll(/^W: GPG error: (\S+) (.*)$/gm)];
  // Of an index without a Release file it says no more than this.
  const absent = [...output.matchAll(/^E: The repository '(\S+) \S+ Release' (does not have a Release file)\./gm)];
  return [...fetched, ...unsigned, ...absent].map(([, uri = "", message = ""]) => ({ uri, message }));
}

export type FailureContext = {
  /** What it fails for where it says that it has no such file: it may have all others. */
  readonly subject: string;
  /** The address that was asked for, where the failed one was redirected to. */
  readonly origin: string;
};

/** The failure of a mirror that did not give a file. */
export function describeFailedFile({ uri, message }: FailedFile, { subject, origin }: FailureContext): MirrorFailure {
  const words = message.replaceAll(/\s+/g, " ").trim();
  const what = `${uri.replace(/^([a-z+]+:\/\/)[^/@]*@/, "$1")}: ${words}`;
  const isAbsent = /^404\s|^(Hash Sum mismatch|File has unexpected size|does not have a Release file)/.test(words);
  const kind = /certificate/i.test(words) ? "certificate" : isAbsent ? "absent" : "other";
  return { host: hostOf(origin), what, kind, ...(isAbsent ? { only: subject } : {}) };
}

/** The failure of a mirror that was waited for in vain. */
export function describeSilence(host: string, { seconds, bytes }: Stall): MirrorFailure {
  const what =
    bytes < 1000
      ? `no data from ${host} for ${seconds} s`
      : `only ${Math.round(bytes / 1000)} kB from ${host} in ${seconds} s`;
  return { host, what, kind: "silent" };
}

/** What each host did at last, in the order in which they failed. */
export function describeReasons(failures: readonly MirrorFailure[]): string {
  const last = failures.filter(({ host }, index) => failures.findLastIndex((each) => each.host === host) === index);
  return last.map(({ what }) => what).join("; ");
}

/** The reason why apt failed, in its own words, on one line. */
export function explainFailure(done: Completed): string {
  if (done.ending === "timeout") {
    return `no answer in time; ${mirrorAdvice}`;
  }
  const lines = done.output
    .trim()
    .split("\n")
    .filter((line) => line !== "E: Download Failed" && !isAcquisitionMessage(line));
  // Warnings are printed first and need not be the reason; an error repeats what an `Err:` line says of its address.
  const errors = [/^E:/, /^W:/].flatMap((pattern) => lines.filter((line) => pattern.test(line)));
  const reasons = errors.length > 0 ? errors : lines.filter((line) => line.startsWith("Err:"));
  const shown = (reasons.length > 0 ? reasons : lines).slice(0, 4).join(" ");
  return shown.replaceAll(/\s+/g, " ");
}
