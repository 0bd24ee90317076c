import { expect, test } from "vitest";
import { targetName } from "../../src/platforms/target.ts";
import { describeFailureSentence, describeFailures } from "../../src/report/annotations.ts";
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
import { failed, failure, run, target } from "./sample.ts";

test("a run without failures has no annotations and no sentence", () => {
  expect([describeFailures(everythingPassed), describeFailures(setUpOnly)]).toEqual([[], []]);
  expect([describeFailureSentence(everythingPassed), describeFailureSentence(setUpOnly)]).toEqual([
    undefined,
    undefined,
  ]);
});

test("one annotation per failed target: the reason, and the end of its log", () => {
  expect(describeFailures(everythingFailed)).toEqual([
    { title: "linux/arm64: toolchain failed", message: "the archive does not answer: try again" },
    {
      title: "linux/s390x: build failed",
      message:
        "zlib.h is missing: install it.\n  # example.com/sqlite\n  main.go:5:10: fatal error: zlib.h: No such file\n" +
        "  compilation ended",
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
    },
    { title: "the run failed", message: 'the artifact "b" could not be uploaded: 503' },
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
    },
    { title: "the run failed", message: "no upload" },
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
    },
  ]);
});

test("ten failures have an annotation each", () => {
  const targets = Array.from({ length: 10 }, (_, index) => target({ target: `linux/t${index}`, outcome: failed() }));
  expect(describeFailures(run({ targets })).map(({ title }) => title)).toEqual(
    targets.map((each) => `${targetName(each.target)}: build failed`),
  );
});

test("of more than ten failures, the tenth annotation says how many more", () => {
  const targets = Array.from({ length: 12 }, (_, index) =>
    target({ target: `linux/t${index}`, outcome: failed({ stage: "run", log: ["secondary"] }) }),
  );
  const annotations = describeFailures(run({ targets, failures: [failure("no upload")] }));
  expect(annotations.length).toBe(10);
  expect(annotations[9]).toEqual({
    title: "4 more failures",
    message:
      "linux/t9: run failed: zlib.h is missing: install it.\nlinux/t10: run failed: zlib.h is missing: install it.\n" +
      "linux/t11: run failed: zlib.h is missing: install it.\nthe run failed: no upload",
  });
});

test("no message and no sentence is longer than the runner accepts", () => {
  const long = "x".repeat(5000);
  const targets = Array.from({ length: 300 }, (_, index) =>
    target({ target: `linux/a-long-name-${index}`, outcome: failed({ message: long, log: [long, long] }) }),
  );
  const result = run({ targets, failures: [failure(long)] });
  expect(describeFailures(result).map(({ message }) => message.length)).toEqual(Array.from({ length: 10 }, () => 4096));
  const sentence = describeFailureSentence(result) ?? "";
  expect([sentence.length, sentence.at(-1)]).toEqual([4096, "…"]);
});
