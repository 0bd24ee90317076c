import { describe, expect, it, test } from "vitest";
import { toolchainFailure } from "../../src/commands/ending.ts";
import { refusedResults } from "../../src/commands/results.ts";
import { NoSuchPackageError, UserError } from "../../src/host/errors.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { describeSummary } from "../../src/report/summary.ts";
import { planContext } from "../plan/context.ts";
import { makeInputs, makeSurvey, surveyTarget } from "../plan/questions.ts";
import { run, target } from "../report/sample.ts";
import { problem } from "../support/problems.ts";

const noPackage = "Debian 12 has no package gcc-x; build this target on a newer release";

/** The words of a failure's row in the summary. */
async function summaryOf(error: Error): Promise<string> {
  const failure = await toolchainFailure(error);
  return describeSummary(run({ targets: [target({ outcome: { kind: "failed", ...failure } })] }));
}

describe("a toolchain that cannot be had", () => {
  it("has a code, and its own words as they are", async () => {
    expect(await toolchainFailure(new NoSuchPackageError({ code: "no-such-package", text: noPackage }))).toMatchObject({
      stage: "toolchain",
      message: noPackage,
      diagnosis: { code: "no-such-package", cause: "Debian 12 has no package gcc-x" },
    });
    const rows = (await summaryOf(new NoSuchPackageError({ code: "no-such-package", text: noPackage })))
      .split("\n")
      .filter((line) => line.includes("❌"));
    expect(rows).toContainEqual(expect.stringContaining(`${noPackage} (\`no-such-package\`) |`));
  });

  it("keeps the marks of code", async () => {
    const sentence = "the lock has other files; write the lock anew with `cgo-cross lock`";
    expect((await toolchainFailure(new UserError({ code: "lock-mismatch", text: sentence }))).diagnosis).toMatchObject({
      code: "lock-mismatch",
      fix: "write the lock anew with `cgo-cross lock`",
    });
  });

  it("keeps all of several problems", async () => {
    const problems = [
      { code: "no-such-package", text: noPackage },
      { code: "package-download", text: "packages could not be fetched: no answer" },
    ] as const;
    const { message, diagnosis } = await toolchainFailure(new UserError(problems));
    expect(diagnosis).toMatchObject({ code: "no-such-package", cause: message, fix: "" });
  });

  it("is the machine's fault where a tool's words show it", async () => {
    const text = "packages could not be fetched: E: write (28: No space left on device)";
    const { diagnosis } = await toolchainFailure(new UserError({ code: "package-download", text }));
    expect(diagnosis).toMatchObject({ code: "disk-full", cause: text, fix: "" });
  });

  it("has none where it is a fault of cgo-cross", async () => {
    expect(await toolchainFailure(new Error(noPackage))).not.toHaveProperty("diagnosis");
  });
});

test("a target that is refused has the code of why, and its words without its name", async () => {
  const linux = { os: "plan9", arch: "amd64", variant: undefined };
  const problems = [problem("plan9/amd64: this Go has no cgo for it (C in x); take it out of targets", "no-cgo")];
  const plan = makePlan(
    makeInputs({ targets: "linux/amd64" }),
    makeSurvey([surveyTarget("linux/amd64")]),
    planContext("/dist"),
  ).plan;
  const [result] = await refusedResults({ ...plan, refused: [{ target: linux, problems }] });
  expect(result?.outcome).toMatchObject({
    stage: "plan",
    message: "this Go has no cgo for it (C in x); take it out of targets",
    diagnosis: { code: "no-cgo", cause: "this Go has no cgo for it (C in x)", fix: "take it out of targets" },
  });
});
