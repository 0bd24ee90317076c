import { expect, test } from "vitest";
import type { Diagnosis } from "../../src/diagnose/diagnosis.ts";
import { targetName } from "../../src/platforms/target.ts";
import { describeFailureSentence, describeFailures, describeProblemAnnotations } from "../../src/report/annotations.ts";
import { problem } from "../support/problems.ts";
import {
  everythingFailed,
  everythingPassed,
  fault,
  hostile,
  mixed,
  setUpOnly,
  uploadFailed,
  uploadFault,
} from "./cases.ts";
import { pictured } from "./pictured.ts";
import { failed, failure, run, target } from "./sample.ts";

test("a run without failures has no annotations and no sentence", () => {
  expect([describeFailures(everythingPassed), describeFailures(setUpOnly)]).toEqual([[], []]);
  expect([describeFailureSentence(everythingPassed), describeFailureSentence(setUpOnly)]).toEqual([
    undefined,
    undefined,
  ]);
});

test("one annotation for each cause: the reason, and the end of its log", () => {
  expect(describeFailures(everythingFailed)).toEqual([
    {
      title: "linux/arm64: toolchain failed",
      message: "the archive does not answer: try again",
      place: undefined,
    },
    {
      title: "linux/s390x: build failed",
      message:
        "zlib.h is missing: install it.\n  # example.com/sqlite\n  main.go:5:10: fatal error: zlib.h: No such file\n" +
        "  compilation ended",
      place: undefined,
    },
  ]);
});

test("the sentence names every failed target with its stage", () => {
  expect(describeFailureSentence(mixed)).toBe(
    "3 of 4 targets failed: linux/amd64 (verify), linux/mips (run), linux/riscv64 (publish).",
  );
});

test("a failure apart from the targets fails the run as well", () => {
  expect(describeFailures(uploadFailed)).toEqual([
    {
      title: "the run failed",
      message:
        'the run already has an artifact named "sqlite_linux_arm64": use `artifact-name` with $GOARCH or $GOOS in it.',
      place: undefined,
    },
    { title: "the run failed", message: 'the artifact "b" could not be uploaded: 503', place: undefined },
  ]);
  expect(describeFailureSentence(uploadFailed)).toBe(
    '1 binary built and verified in 1 min 12 s, but the run failed: the run already has an artifact named "sqlite_linux_arm64"' +
      ': use `artifact-name` with $GOARCH or $GOOS in it; the artifact "b" could not be uploaded: 503.',
  );
  expect(
    describeFailureSentence(run({ targets: [target({ outcome: failed() })], failures: [failure("no upload.")] })),
  ).toBe("1 of 1 target failed: linux/arm64 (build); besides, no upload.");
});

test("a fault of cgo-cross is labelled as one and shows where it happened", () => {
  expect(describeFailures(fault)).toEqual([
    {
      title: "linux/amd64: build failed, a fault of cgo-cross",
      message:
        "the plan has no toolchain\n" +
        "This is a fault of cgo-cross, not of your program. Please report it with its stack trace.\n" +
        "  Error: the plan has no toolchain\n      at buildTarget (build.ts:40:9)\n      at makeTarget (target.ts:51:17)",
      place: undefined,
    },
  ]);
  expect(describeFailureSentence(fault)).toBe("1 of 2 targets failed: linux/amd64 (build, a fault of cgo-cross).");
});

test("a fault of cgo-cross apart from the targets is labelled as one, too", () => {
  expect(describeFailures(uploadFault)).toEqual([
    {
      title: "the run failed, a fault of cgo-cross",
      message:
        "files is not iterable\n" +
        "This is a fault of cgo-cross, not of your program. Please report it with its stack trace.\n" +
        "  TypeError: files is not iterable\n      at upload (publish.ts:7:1)",
      place: undefined,
    },
    { title: "the run failed", message: "no upload", place: undefined },
  ]);
  expect(describeFailureSentence(uploadFault)).toBe(
    "1 binary built and verified in 1 min 12 s, but the run failed: files is not iterable (a fault of cgo-cross); no upload.",
  );
});

test("text from outside is plain text", () => {
  expect(describeFailures(hostile)).toEqual([
    {
      title: "linux/arm64: build failed",
      message:
        "pipe | and <script>alert(1)</script> and ``` and ::error::x ::error::y\n  red <b>`````</b>\n  a|b\n  one\n  two\n" +
        "  ::warning::three",
      place: undefined,
    },
  ]);
});

const causes = (count: number, changes: Parameters<typeof failed>[0] = {}) =>
  Array.from({ length: count }, (_, index) =>
    target({ target: `linux/t${index}`, outcome: failed({ message: `cause ${index}`, ...changes }) }),
  );

test("ten failures have an annotation each", () => {
  const targets = causes(10);
  expect(describeFailures(run({ targets })).map(({ title }) => title)).toEqual(
    targets.map((each) => `${targetName(each.target)}: build failed`),
  );
});

test("of more than ten failures, the tenth annotation says how many more", () => {
  const targets = causes(12, { stage: "run", log: ["secondary"] });
  const annotations = describeFailures(run({ targets, failures: [failure("no upload")] }));
  expect(annotations.length).toBe(10);
  expect(annotations[9]).toEqual({
    title: "4 more failures",
    message:
      "linux/t9: run failed: cause 9\nlinux/t10: run failed: cause 10\nlinux/t11: run failed: cause 11\n" +
      "the run failed: no upload",
    place: undefined,
  });
});

test("one annotation for each place, not for each target, with the targets in its title", () => {
  expect(describeFailures(pictured.runs["one-cause"])).toEqual([
    {
      title: "linux/arm64, linux/s390x, linux/riscv64: build failed (cgo-stub)",
      message:
        "`cgo: off` leaves out the C files of `github.com/mattn/go-sqlite3`, without which it does not compile. " +
        "Leave out `cgo: off`, or use modernc.org/sqlite for it\n  undefined: sqlite3.SQLiteConn",
      place: { file: "internal/store/open.go", line: 41, column: 9 },
    },
  ]);
  expect(describeFailures(pictured.runs["two-causes"])[0]?.message).toBe(
    "`immintrin.h` is a header that only x86 has; guard it with `#if defined(__x86_64__)`, or name the file `simd_amd64.c`\n" +
      "  simd.c:3:10: fatal error: immintrin.h: No such file or directory",
  );
  expect(describeFailures(pictured.runs["two-causes"]).map(({ title, place }) => [title, place])).toEqual([
    ["linux/arm64: build failed (processor-header)", { file: "simd.c", line: 3, column: 10 }],
    ["linux/arm/v7: build failed (library-not-found)", { file: "main.go", line: 4, column: undefined }],
  ]);
});

test("of many places those matter most that are the first of a cause, and of the cause of most targets", () => {
  const diagnosis = (name: string, lines: readonly number[]): Diagnosis => ({
    code: "unknown",
    headline: `${name}: error`,
    cause: `Cause ${name}.`,
    fix: "Mend it.",
    places: lines.map((line) => ({ file: `${name}.c`, line, column: 1, text: `error at ${line}` })),
  });
  const outcome = (code: string, lines: readonly number[]) => failed({ diagnosis: diagnosis(code, lines) });
  const targets = [
    target({ target: "linux/386", outcome: outcome("a", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) }),
    ...["linux/arm64", "linux/mips"].map((name) => target({ target: name, outcome: outcome("b", [7, 8]) })),
  ];
  const shown = describeFailures(run({ targets }));
  expect(shown.map(({ place }) => place && `${place.file}:${place.line}`)).toEqual([
    "b.c:7",
    "a.c:1",
    "b.c:8",
    ...["a.c:2", "a.c:3", "a.c:4", "a.c:5", "a.c:6", "a.c:7", undefined],
  ]);
  expect(shown[2]?.message).toBe("error at 8");
  expect(shown[9]).toEqual({
    title: "4 more failures",
    message: [8, 9, 10, 11].map((line) => `a.c:${line}: linux/386: build failed: error at ${line}`).join("\n"),
    place: undefined,
  });
});

test("two causes at one place share its annotation", () => {
  const place = { file: "a.c", line: 3, column: 1, text: "" };
  const failing = (name: string, cause: string) =>
    target({
      target: name,
      outcome: failed({ diagnosis: { code: "c-error", headline: "", cause, fix: "", places: [place] } }),
    });
  const targets = [failing("linux/arm64", "Too new."), failing("linux/mips", "Too old.")];
  expect(describeFailures(run({ targets }))).toEqual([
    {
      title: "linux/arm64: build failed (c-error); linux/mips: build failed (c-error)",
      message: "Too new.\nToo old.",
      place: { file: "a.c", line: 3, column: 1 },
    },
  ]);
});

test("of more than ten problems with the inputs, the tenth annotation has the rest", () => {
  const problems = Array.from({ length: 12 }, (_, index) => problem(`problem ${index}`, "input-value"));
  expect(describeProblemAnnotations(problems.slice(0, 10)).map(({ message }) => message)).toEqual(
    problems.slice(0, 10).map(({ text }) => text),
  );
  expect(describeProblemAnnotations(problems).slice(8)).toEqual([
    { title: "input-value", message: "problem 8" },
    { title: "3 more problems", message: "problem 9\nproblem 10\nproblem 11" },
  ]);
});

test("no message and no sentence is longer than the runner accepts", () => {
  const long = "x".repeat(5000);
  const targets = Array.from({ length: 300 }, (_, index) =>
    target({
      target: `linux/a-long-name-${index}`,
      outcome: failed({ message: `${index}${long}`, log: [long, long] }),
    }),
  );
  const result = run({ targets, failures: [failure(long)] });
  expect(describeFailures(result).map(({ message }) => message.length)).toEqual(Array.from({ length: 10 }, () => 4096));
  const sentence = describeFailureSentence(result) ?? "";
  expect([sentence.length, sentence.at(-1)]).toEqual([4096, "…"]);
});
