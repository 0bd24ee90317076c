import { compareVersions, releasesWithGlibc } from "../platforms/index.ts";
import { binariesOf, shownName, toolchainOf } from "./outcomes.ts";
import type { RunResult, TargetResult } from "./results.ts";
import { describeStarted } from "./runs-on.ts";

export type Note = { readonly targets: readonly string[]; readonly text: string };

const unlocked =
  "the toolchain from the cache is checked by its own record and not compared with today's package index; `cgo-cross lock` pins it";

/** The notes on all targets and on their toolchains, each once, with the names of the targets that it is about. */
export function describeNotes(result: RunResult): readonly Note[] {
  return collectNotes(result, [ownNotes, cacheNotes, glibcNotes, requirementNotes]);
}

/** The same for the summary, whose table says which glibc is needed, and has room for no more than a few words on what was not run. */
export function describeSummaryNotes(result: RunResult): readonly Note[] {
  return collectNotes(result, [ownNotes, notRunNotes, cacheNotes, requirementNotes]);
}

type Describe = (target: TargetResult, result: RunResult) => readonly string[];

function collectNotes(result: RunResult, kinds: readonly Describe[]): readonly Note[] {
  const notes = new Map<string, string[]>();
  for (const describe of kinds) {
    for (const target of result.targets) {
      for (const text of describe(target, result)) {
        notes.set(text, [...(notes.get(text) ?? []), shownName(target.target)]);
      }
    }
  }
  const left = result.leftOut.map(({ targets, reason }) => ({ targets, text: `left out: ${reason}` }));
  return [...[...notes].map(([text, targets]) => ({ targets, text })), ...left];
}

function ownNotes({ notes }: TargetResult): readonly string[] {
  return [...new Set(notes)];
}

/** But for what a warning tells already. */
function notRunNotes(target: TargetResult, { warnings }: RunResult): readonly string[] {
  const reasons = binariesOf(target).flatMap(({ run }) => describeStarted(target.target, run).reason ?? []);
  return [...new Set(reasons)]
    .filter((reason) => !warnings.some(({ text }) => text.includes(reason)))
    .map((reason) => `not run: ${reason}`);
}

function cacheNotes(target: TargetResult, result: RunResult): readonly string[] {
  const toolchain = toolchainOf(result, target);
  return toolchain?.source === "cache" && toolchain.checked === "record" ? [unlocked] : [];
}

function glibcNotes(target: TargetResult): readonly string[] {
  const glibc = glibcOf(target);
  const releases = glibc === undefined ? undefined : releasesWithGlibc(glibc);
  return releases === undefined ? [] : [`needs glibc ${glibc} or newer: ${releases}`];
}

/** The newest glibc that one of a target's binaries needs at least. */
function glibcOf(target: TargetResult): string | undefined {
  return binariesOf(target)
    .flatMap(({ facts }) => facts.minimumGlibc ?? [])
    .sort(compareVersions)
    .at(-1);
}

/** `glibc 2.34 is in Debian 12, Ubuntu 22.04, … and later`: a sentence for each minimum that targets have, from the oldest. */
export function describeGlibcs({ targets }: RunResult): readonly string[] {
  const minimums = [...new Set(targets.flatMap((target) => glibcOf(target) ?? []))].sort(compareVersions);
  return minimums.flatMap((glibc) => {
    const releases = releasesWithGlibc(glibc);
    return releases === undefined ? [] : [`glibc ${glibc} is in ${releases}.`];
  });
}

/** What else the system needs that the binaries are to run on. */
function requirementNotes(target: TargetResult): readonly string[] {
  const binaries = binariesOf(target);
  const packages = binaries.flatMap(({ libraries }) => libraries.flatMap(({ install }) => install ?? []));
  const names = [...new Set(packages)].sort().join(" ");
  return [
    ...(names === ""
      ? []
      : [`needs libraries of the system that it runs on; on Debian and Ubuntu: apt-get install ${names}`]),
  ];
}
