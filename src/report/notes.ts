import { compareVersions, releasesWithGlibc } from "../platforms/glibc.ts";
import { binariesOf } from "./outcomes.ts";
import type { RunResult } from "./results.ts";

export type Note = { readonly targets: readonly string[]; readonly text: string };

const unlocked =
  "the toolchain from the cache is checked by its own record and not compared with today's package index; `cgo-cross lock` pins it";

/** The notes of all targets, and what is to be known of their toolchains, each once, with the targets that it is about. */
export function describeNotes(result: RunResult): readonly Note[] {
  const notes = new Map<string, string[]>();
  for (const { target, notes: texts } of result.targets) {
    for (const text of new Set(texts)) {
      notes.set(text, [...(notes.get(text) ?? []), target]);
    }
  }
  for (const { target, toolchain } of result.targets) {
    const used = result.toolchains.find(({ id }) => id === toolchain);
    if (used?.source === "cache" && used.checked === "record") {
      notes.set(unlocked, [...(notes.get(unlocked) ?? []), target]);
    }
  }
  for (const target of result.targets) {
    const floors = binariesOf(target).flatMap(({ facts }) => facts.minimumGlibc ?? []);
    const floor = floors.sort(compareVersions).at(-1);
    const releases = floor === undefined ? undefined : releasesWithGlibc(floor);
    if (releases !== undefined) {
      const text = `needs glibc ${floor} or newer: ${releases}`;
      notes.set(text, [...(notes.get(text) ?? []), target.target]);
    }
    const packages = binariesOf(target).flatMap(({ libraries }) => libraries.flatMap(({ install }) => install ?? []));
    if (packages.length > 0) {
      const names = [...new Set(packages)].sort().join(" ");
      const text = `needs libraries of the system that it runs on; on Debian and Ubuntu: apt-get install ${names}`;
      notes.set(text, [...(notes.get(text) ?? []), target.target]);
    }
  }
  return [...notes].map(([text, targets]) => ({ targets, text }));
}
