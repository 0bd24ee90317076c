import { expect, test } from "vitest";
import { describeNotes } from "../../src/report/notes.ts";
import { run, target } from "./sample.ts";

test("what a pattern gave and cannot be built is named with the reason, after the notes of what is built", () => {
  const leftOut = [{ targets: ["plan9/386", "js/wasm"], reason: "this Go has no cgo for it" }];
  const notes = describeNotes(run({ targets: [target({ notes: ["a note"] })], leftOut }));
  expect(notes.at(-1)).toEqual({ targets: ["plan9/386", "js/wasm"], text: "left out: this Go has no cgo for it" });
  expect(notes.length).toBeGreaterThan(1);
});
