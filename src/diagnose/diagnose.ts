import { catalogue } from "./catalogue.ts";
import type { Diagnosis, SourcePlace } from "./diagnosis.ts";
import type { Evidence, FailedStage, ImportChain, Known } from "./evidence.ts";
import { type LogLine, lastCommand, readLog } from "./log.ts";
import type { Found, Row, Verdict } from "./row.ts";
import { describeUnknown } from "./unknown.ts";

/** No report shows more places of one failure. */
const mostPlaces = 20;

/**
 * Why something failed: what the first row of the catalogue says whose sign was found, or that none was. The rows that come
 * first in rank are tried first; among equals the earliest line counts, since what follows it may follow from it, and on one line
 * the order of the catalogue.
 */
export async function diagnose(evidence: Evidence, rows: readonly Row[] = catalogue): Promise<Diagnosis> {
  const log = readLog(evidence.lines, evidence.known.places);
  for (const { row, ...found } of findRows(rows, evidence, log)) {
    const verdict = await row.explain(found);
    if (verdict !== undefined) {
      return conclude(row, found, verdict);
    }
  }
  return describeUnknown(evidence, log);
}

async function conclude(row: Row, { line, log, known, lookups }: Found, verdict: Verdict): Promise<Diagnosis> {
  const { cause, fix, headline = line.text.trim().replace(/:$/, ""), places = [] } = verdict;
  const chain = await foreignChain(verdict.by ?? line.by, known, lookups);
  const ofOthers = chain?.place === undefined ? [] : [chain.place];
  return {
    code: row.code,
    headline,
    cause: chain === undefined ? cause : `${cause} (${describeChain(chain)})`,
    fix: chain?.module === undefined || row.inSources !== true ? fix : `${fix}; ${remedyOf(chain.module)}`,
    places: allPlaces([...places, ...ofOthers], line, log),
  };
}

/** How the program comes to a package that is of another module; undefined of its own, and of Go's. */
async function foreignChain(
  by: string | undefined,
  { places: { module } }: Known,
  lookups: Evidence["lookups"],
): Promise<ImportChain | undefined> {
  const isOwn = by === undefined || by === module?.path || by.startsWith(`${module?.path}/`);
  const chain = isOwn ? undefined : await lookups.chainTo(by);
  return chain?.module === undefined ? undefined : chain;
}

function describeChain({ steps, module }: ImportChain): string {
  return `in ${module}, imported by ${steps.slice(0, -1).join(" → ")}`;
}

/** What is in another module is not the reader's to change. */
function remedyOf(module: string): string {
  const path = module.replace(/@.*$/, "");
  return `it is for ${path} to change: try a newer one (\`go get ${path}@latest\`), or leave it out for this target with a build constraint`;
}

/** Whether the catalogue knows it. */
export function isKnown({ code }: Diagnosis): boolean {
  return code !== "unknown";
}

/** Whether it is the machine that has too little of something, and no tool or source is to blame. */
export function isMachineFault({ code }: Diagnosis): boolean {
  return catalogue.some((row) => row.code === code && row.tool === "machine");
}

const ranks: readonly (Row["rank"] | "usual")[] = ["first", "usual", "last"];

const readNothing: readonly LogLine[] = [{ text: "", raw: "", by: undefined, place: undefined }];

/** The rows whose signs are found, the one that counts first. */
function* findRows(
  rows: readonly Row[],
  { stage, known, lookups, lines }: Evidence,
  log: readonly LogLine[],
): Generator<Found & { readonly row: Row }> {
  const command = lastCommand(lines);
  // A program that printed nothing has ended all the same.
  const all = log.length === 0 ? readNothing : log;
  for (const rank of ranks) {
    const ranked = rows.filter((row) => (row.rank ?? "usual") === rank && stagesOf(row).includes(stage));
    for (const line of all) {
      for (const row of ranked) {
        const match = row.signs.map((sign) => sign.exec(line.text)).find((each) => each !== null);
        const found = { line, groups: match?.groups ?? {}, log, command, stage, known, lookups };
        if (match !== undefined && (row.when?.(found) ?? true)) {
          yield { ...found, row };
        }
      }
    }
  }
}

function stagesOf({ stages }: Row): readonly FailedStage[] {
  return stages ?? ["build"];
}

function allPlaces(first: readonly SourcePlace[], line: LogLine, log: readonly LogLine[]): readonly SourcePlace[] {
  const all = [...first, ...[line, ...log].flatMap((each) => each.place ?? [])];
  const byPlace = new Map<string, SourcePlace>();
  for (const each of all) {
    const key = `${each.file}:${each.line}`;
    byPlace.set(key, byPlace.get(key) ?? each);
  }
  return [...byPlace.values()].slice(0, mostPlaces);
}

/** A diagnosis in plain sentences: what was said, where the rest does not repeat it, why, and what to do. */
export function describeDiagnosis({ headline, cause, fix }: Diagnosis): string {
  const [, place = "", said = headline] = /^(?:\.\/)?(\S+?\.\w+:\d+)(?::\d+)?: (.*)$/s.exec(headline) ?? [];
  if (said === "" || cause.includes(said.replace(/^(?:fatal )?error: /, ""))) {
    return `${cause}; ${fix}`;
  }
  const rest = place !== "" && cause.startsWith(`${place}: `) ? cause.slice(place.length + 2) : cause;
  return `${headline.slice(0, longestHeadline)}: ${rest}; ${fix}`;
}

const longestHeadline = 300;
