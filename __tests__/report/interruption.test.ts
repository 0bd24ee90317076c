import { expect, test } from "vitest";
import type { StepNow } from "../../src/host/types.ts";
import { describeInterruption, fillingStep } from "../../src/report/interruption.ts";

const outDir = { path: "/proj/dist", shown: "dist" };

function steps(...all: readonly (readonly [name: string, kind: StepNow["kind"], text: string])[]): readonly StepNow[] {
  return all.map(([name, kind, text]) => ({ name, kind, text, seconds: 1 }));
}

test("an interrupted run says what it was doing, who waited, and that nothing is left", () => {
  const all = steps(
    ["linux/amd64", "done", "done in 3 s"],
    ["linux/arm64", "working", "building"],
    ["linux/386", "working", "building"],
    ["linux/riscv64", "working", "verifying"],
    ["linux/s390x", "waiting", "waiting for its compiler"],
  );
  expect(describeInterruption(all, outDir)).toBe(
    "interrupted while building linux/arm64 and linux/386 and verifying linux/riscv64; linux/s390x was waiting for its " +
      "compiler; nothing was written to dist",
  );
});

test("many targets are counted", () => {
  const many = ["a", "b", "c", "d", "e", "f"].map((name) => [name, "waiting", "waiting for its turn"] as const);
  expect(describeInterruption(steps(["linux/arm64", "working", "building"], ...many), outDir)).toBe(
    "interrupted while building linux/arm64; a, b, c and 3 others were waiting for their turns; nothing was written to dist",
  );
});

test("a run that was filling out-dir does not say that nothing is in it", () => {
  const [name, text] = fillingStep("/proj/dist");
  expect(describeInterruption(steps([name, "working", text]), outDir)).toBe(
    "interrupted while filling /proj/dist; what is in dist may be incomplete",
  );
});

test("what builds nothing says nothing of out-dir, and a run that had not begun says only that", () => {
  expect(describeInterruption(steps(["the program's packages", "working", "listing"]), undefined)).toBe(
    "interrupted while listing the program's packages",
  );
  expect(describeInterruption([], outDir)).toBe("interrupted; nothing was written to dist");
});
