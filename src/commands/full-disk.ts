import type { Diagnosis } from "../diagnose/index.ts";
import { describeFull, type Filled, saysFull } from "../host/index.ts";
import type { Host } from "../host/types.ts";
import type { RunResult, TargetOutcome } from "../report/index.ts";
import { shownLines } from "./ending.ts";

type Failed = Extract<TargetOutcome, { kind: "failed" }>;

/** What to say of a failure whose text shows that a disk is full; undefined of any other. */
export async function describeFullDisk(host: Host, text: string, outDir = host.workspace): Promise<string | undefined> {
  return saysFull(text) ? describeFull(text, filledBy(host, outDir)) : undefined;
}

function filledBy({ places, environment, kind }: Host, outDir: string): readonly Filled[] {
  const goCache = environment["GOCACHE"] ?? "";
  return [
    places.tools,
    places.temporary,
    { directory: outDir, variable: kind === "github" ? "`out-dir`" : "--out-dir" },
    ...(goCache === "" ? [] : [{ directory: goCache, variable: "GOCACHE" }]),
  ];
}

/** A result in which what failed for want of room says so; what was said of it is in its log. */
export async function explainFullDisk<Result extends Pick<RunResult, "targets" | "failures" | "outDir">>(
  host: Host,
  result: Result,
): Promise<Result> {
  const explain = (text: string) => describeFullDisk(host, text, result.outDir);
  const targets = await Promise.all(
    result.targets.map(async (target) => {
      const { outcome } = target;
      if (outcome.kind !== "failed") {
        return target;
      }
      const told = await explain([outcome.message, ...outcome.log].join("\n"));
      const log = [...outcome.message.split("\n"), ...outcome.log].slice(0, shownLines);
      return told === undefined
        ? target
        : { ...target, outcome: { ...outcome, message: told, log, diagnosis: diskFull(outcome, told) } };
    }),
  );
  const failures = await Promise.all(
    result.failures.map(async (failure) => {
      const told = await explain(failure.message);
      return told === undefined ? failure : { ...failure, message: `${failure.message}; ${told}` };
    }),
  );
  return { ...result, targets, failures };
}

/** The catalogue's, with the directory that has no room. */
function diskFull({ message, log }: Pick<Failed, "message" | "log">, told: string): Diagnosis {
  const said = [...message.split("\n"), ...log].find(saysFull) ?? "";
  const [cause = told, fix = ""] = told.split(": ");
  return { code: "disk-full", headline: said.trim(), cause, fix, places: [] };
}
