import type { RunResult } from "./results.ts";

export type Note = { readonly targets: readonly string[]; readonly text: string };

/** The notes of all targets, each once, with the targets that it is about. */
export function describeNotes(result: RunResult): readonly Note[] {
  const notes = new Map<string, string[]>();
  for (const { target, notes: texts } of result.targets) {
    for (const text of new Set(texts)) {
      notes.set(text, [...(notes.get(text) ?? []), target]);
    }
  }
  return [...notes].map(([text, targets]) => ({ targets, text }));
}
