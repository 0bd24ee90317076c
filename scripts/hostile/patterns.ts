import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { type Area, Tally } from "./area.ts";
import { repository } from "./program.ts";

type Pattern = { readonly place: string; readonly source: string; readonly flags: string };

/** A regular expression as it stands in TypeScript: behind what an expression can begin after, on one line. */
const literal =
  /(?<=^\s*|[(,=:[!&|?{;]\s*|return |=> )\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[*\n])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[\n])*)\/([dgimsuvy]*)/g;

function patternsOf(file: string): readonly Pattern[] {
  const lines = readFileSync(join(repository, file), "utf8").split("\n");
  return lines.flatMap((line, index) =>
    /^\s*(?:\*|\/\/|\/\*)/.test(line)
      ? []
      : [...line.matchAll(literal)].map(([, source = "", flags = ""]) => ({
          place: `${file}:${index + 1}`,
          source,
          flags,
        })),
  );
}

/** A line may have slashes that begin none. */
function isPattern({ source, flags }: Pattern): boolean {
  try {
    return new RegExp(source, flags) instanceof RegExp;
  } catch {
    return false;
  }
}

const size = 100_000;

/** Each is what some pattern starts with, over and over again, with an end that fits nothing. */
const pieces = [
  "a",
  "0",
  " ",
  "\t",
  "\n",
  "/",
  "\\",
  '"',
  "'",
  "`",
  "-",
  "_",
  ".",
  ":",
  "=",
  "(",
  "[",
  "<",
  "\u001b]",
  "\u001b[0;",
  "::",
  "a ",
  "a=",
  "a/",
  "-l",
  ".so.",
  "\\x",
];

const limitMs = 2000;
const slowMs = 100;

/** Every pattern of src/ on 100 kB of each kind of text. */
export const patterns: Area = {
  what: "regular expressions against 100 kB of hostile text",
  seconds: 150,
  run: async (seconds) => {
    const all = globSync("src/**/*.ts", { cwd: repository }).sort().flatMap(patternsOf).filter(isPattern);
    const texts = pieces.map((piece) => `${piece.repeat(size / piece.length)}\u0000\n`);
    const tally = new Tally();
    const slow = new Map<string, number>();
    const ends = performance.now() + seconds * 1000;
    for (const { place, source, flags } of all) {
      if (performance.now() > ends) {
        tally.add("left out for time");
        continue;
      }
      const worst = worstOf(source, flags, texts);
      tally.add(worst > slowMs ? `above ${slowMs} ms` : "fast");
      if (worst > slowMs) {
        slow.set(`${place}: /${source}/${flags}`, worst);
      }
    }
    const wrong = [...slow].map(
      ([name, took]) => `${name} takes ${took >= limitMs ? "more than " : ""}${Math.round(took)} ms`,
    );
    return { tried: all.length, result: tally.toString(), wrong };
  },
};

/** One that is slow is slow: what other texts would do is not tried. */
function worstOf(source: string, flags: string, texts: readonly string[]): number {
  let worst = 0;
  for (const text of texts) {
    worst = Math.max(worst, timeOf(source, flags, text));
    if (worst > slowMs) {
      return worst;
    }
  }
  return worst;
}

/** Milliseconds; no more than the limit, after which a search is stopped. The best of a few: others use the machine too. */
function timeOf(source: string, flags: string, text: string): number {
  let best = limitMs;
  for (let tries = 0; tries < 3 && best > slowMs; tries += 1) {
    best = Math.min(best, timeOnce(source, flags, text));
    if (best >= limitMs) {
      return best;
    }
  }
  return best;
}

/** Of the processor's time: others use the machine too. */
function timeOnce(source: string, flags: string, text: string): number {
  const pattern = new RegExp(source, flags);
  const started = process.cpuUsage();
  try {
    runInNewContext("text.replace(pattern, '')", { text, pattern }, { timeout: limitMs });
  } catch {
    return limitMs;
  }
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
