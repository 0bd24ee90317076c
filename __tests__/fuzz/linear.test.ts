import { describe, expect, it } from "vitest";
import { parseAlternatives } from "../../src/archives/apt/alternatives.ts";
import { explainFailure, isNotFound, parseFailures } from "../../src/archives/apt/failures.ts";
import { parsePackages } from "../../src/archives/apt/paragraphs.ts";
import { findMissingFiles } from "../../src/build/missing-files.ts";
import { diagnose, type FailedStage, noLookups, nothingKnown } from "../../src/diagnose/index.ts";
import { findInability } from "../../src/emulators/wine-inability.ts";
import { parseModuleInfo } from "../../src/golang/build-info.ts";
import { preamble } from "../../src/golang/cgo.ts";
import { isPlatformRefusal } from "../../src/golang/failures.ts";
import { readCText } from "../../src/golang/includes.ts";
import { hideValues, makeValueFilter } from "../../src/golang/ldflags.ts";
import { parseListed } from "../../src/golang/list.ts";
import { splitWords } from "../../src/golang/words.ts";
import { saysFull } from "../../src/host/disk-space.ts";
import { inertLine, visibleLines } from "../../src/host/text.ts";
import type { Completed } from "../../src/host/types.ts";
import { findDuplicateKey } from "../../src/plan/duplicate-keys.ts";
import { parseLock } from "../../src/plan/lock.ts";
import { plainText } from "../../src/report/format.ts";
import { parseOsRelease } from "../../src/survey/machine.ts";

/** What a program prints that ended badly. */
const printed = (output: string) =>
  ({ exitCode: 1, ending: "exit", stdout: output, stderr: output, output }) as Completed;

/** Rows look at lines, and at the log that a line is in. */
const diagnosed = (stage: FailedStage) => (text: string) =>
  diagnose({ stage, lines: text.split("\n"), known: nothingKnown, lookups: noLookups });

const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  visibleLines,
  inertLine,
  plainText,
  saysFull,
  splitWords,
  hideValues: (text) => hideValues(`-ldflags=${text}`),
  makeValueFilter: (text) => makeValueFilter([`-ldflags=-X a.b=${text}`], text)(text),
  parseModuleInfo: (text) => parseModuleInfo(`build\t${text}\nbuild\t"${text}`),
  preamble,
  readCText,
  isPlatformRefusal,
  parseListed,
  findMissingFiles: (text) => findMissingFiles([text, ...text.split("\n")], "a"),
  findInability: (text) =>
    findInability(text, { version: "8.0", removed: [] } as unknown as Parameters<typeof findInability>[1]),
  parsePackages: (text) => parsePackages(`Package: a\nDepends: ${text}\n${text}`),
  parseAlternatives,
  explainFailure: (text) => explainFailure(printed(text)),
  isNotFound: (text) => isNotFound(printed(text)),
  parseFailures: (text) => parseFailures(printed(text)),
  findDuplicateKey,
  parseLock,
  parseOsRelease,
  "diagnose: build": diagnosed("build"),
  "diagnose: run": diagnosed("run"),
};

const kinds: readonly string[] = [
  ..."\u001b \n\t\ra0([{<\"'`\\/#=,|.:-*\u0000\u2028",
  ...[
    "\u001b]",
    "\u001b[",
    "\u001b[0;",
    "a ",
    " a",
    "a\n",
    "\n ",
    '\\"',
    "/*",
    "*/",
    "//",
    "-X ",
    "-l",
    "-X=a=b ",
    "a=",
    "a: ",
  ],
  ...[
    "#include <",
    "#if (",
    "#cgo ",
    "::",
    "##[",
    "error: ",
    ": fatal error: ",
    "cannot find -l",
    "undefined reference to `",
  ],
  ...[
    "Err:",
    "Err:1 http://a b\n",
    "E: ",
    "go: ",
    "build\t",
    "\n}\n",
    '{"a":',
    '"a":1,',
    "update-alternatives --install ",
    "--slave ",
  ],
  ...[
    "a.c:1:1: error: ",
    "a.go:1:1: ",
    "a.a: ",
    "/_/a/",
    "../",
    "panic: a\n",
    "a.go:1:1: undefined: a\n",
    "a.c:1: error: a\n",
    "undefined symbol: a\n",
    "skipping incompatible a when searching for -la\n",
    "SIGSEGV: ",
    "dial tcp ",
    "relocation R_a ",
  ],
];

const small = 10_000;

/** What is done in proportion to the length takes 10 times as long, and what is done with its square 100 times. */
const mostTimes = 40;

/** Below this the clock and the collector are measured, not the parser. */
const negligibleMs = 100;

async function cpuMs(parse: (text: string) => unknown, text: string): Promise<number> {
  const before = process.cpuUsage();
  try {
    await parse(text);
  } catch {
    // Refusing it is as good.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function leastMs(parse: (text: string) => unknown, text: string): Promise<number> {
  return Math.min(await cpuMs(parse, text), await cpuMs(parse, text), await cpuMs(parse, text));
}

describe("the time for 100 kB of hostile text is in proportion to that for 10 kB", () => {
  it.each(Object.entries(parsers))("%s", async (_name, parse) => {
    const slow: string[] = [];
    for (const kind of kinds) {
      const text = kind.repeat(Math.ceil((10 * small) / kind.length));
      if ((await cpuMs(parse, text)) >= negligibleMs) {
        // The machine may have been busy with something else: the least of several counts.
        const [short, long] = [await leastMs(parse, text.slice(0, small)), await leastMs(parse, text)];
        if (long >= negligibleMs && long > mostTimes * Math.max(short, 1)) {
          slow.push(`${JSON.stringify(kind)}: ${short} ms, ${long} ms`);
        }
      }
    }
    expect(slow).toEqual([]);
  });
});
