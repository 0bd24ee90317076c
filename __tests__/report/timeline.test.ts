import { expect, test } from "vitest";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { describeTimeline } from "../../src/report/timeline.ts";
import { run, target } from "./sample.ts";

test("the time line shows who waited for what", () => {
  const targets = [
    target({
      target: "linux/arm64",
      seconds: 25,
      phases: [
        { kind: "toolchain", start: 0, end: 20 },
        { kind: "prebuild", start: 4, end: 12 },
        { kind: "build", start: 20, end: 40 },
        { kind: "emulator", start: 40, end: 50 },
        { kind: "verify", start: 50, end: 55 },
      ],
    }),
    target({
      target: "linux/386",
      seconds: 12,
      phases: [
        { kind: "turn", start: 0, end: 40 },
        { kind: "build", start: 40, end: 52 },
        { kind: "lookup", start: 52, end: 58 },
      ],
    }),
    target({ target: "linux/mips", phases: [] }),
  ];
  expect(describeTimeline(run({ targets, seconds: 60 }))).toEqual([
    "             0 s                                                    1 min",
    "linux/arm64  ----▄▄▄▄▄▄▄▄--------████████████████████~~~~~~~~~~▒▒▒▒▒       25 s",
    "linux/386    ········································████████████??????    12 s",
    "",
    "███  building",
    "▒▒▒  verifying, running, packing",
    "▄▄▄  compiling what needs no C compiler",
    "???  looking up what the build did not find",
    "---  waiting for its C compiler",
    "~~~  waiting for its emulator",
    "···  waiting for other targets",
  ]);
});

test("a build of no time at all is seen, and a run without any has no time line", () => {
  const phases = [{ kind: "build", start: 30, end: 30.001 } as const];
  expect(describeTimeline(run({ targets: [target({ phases })], seconds: 60 }))[1]).toContain(
    `  ${" ".repeat(30)}█${" ".repeat(29)}  `,
  );
  expect(describeTimeline(run())).toEqual([]);
});

test("it fits the column that GitHub shows a summary in, which has room for 103 characters of its code font", () => {
  const phases = [{ kind: "build", start: 0, end: 3599 } as const];
  const targets = knownPlatforms.map(({ os, arch }) =>
    target({ target: `${os}/${arch}/softfloat`, phases, seconds: 3599 }),
  );
  const widths = describeTimeline(run({ targets, seconds: 3599 })).map((line) => line.length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(103);
});
