import { compareVersions, releasesWithGlibc } from "../platforms/index.ts";
import { binariesOf, shownName, toolchainOf } from "./outcomes.ts";
import type { RunResult, TargetResult } from "./results.ts";

export type Note = { readonly targets: readonly string[]; readonly text: string };

const unlocked =
  "the toolchain from the cache is checked by its own record and not compared with today's package index; `cgo-cross lock` pins it";

/** The notes on all targets and on their toolchains, each once, with the names of the targets that it is about. */
export function describeNotes(result: RunResult): readonly Note[] {
  const notes = new Map<string, string[]>();
  for (const describe of [ownNotes, cacheNotes, requirementNotes]) {
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

function cacheNotes(target: TargetResult, result: RunResult): readonly string[] {
  const toolchain = toolchainOf(result, target);
  return toolchain?.source === "cache" && toolchain.checked === "record" ? [unlocked] : [];
}

/** What the system needs that the binaries are to run on. */
function requirementNotes(target: TargetResult): readonly string[] {
  const binaries = binariesOf(target);
  const glibc = binaries
    .flatMap(({ facts }) => facts.minimumGlibc ?? [])
    .sort(compareVersions)
    .at(-1);
  const releases = glibc === undefined ? undefined : releasesWithGlibc(glibc);
  const packages = binaries.flatMap(({ libraries }) => libraries.flatMap(({ install }) => install ?? []));
  const names = [...new Set(packages)].sort().join(" ");
  return [
    ...(releases === undefined ? [] : [`needs glibc ${glibc} or newer: ${releases}`]),
    ...(names === ""
      ? []
      : [`needs libraries of the system that it runs on; on Debian and Ubuntu: apt-get install ${names}`]),
  ];
}
