import { expect, test } from "vitest";
import { makePlan } from "../../src/plan/make-plan.ts";
import { describePlan, describePlanJson } from "../../src/report/plan.ts";
import { planContext } from "../plan/context.ts";
import { makeInputs, makeSurvey, surveyTarget } from "../plan/questions.ts";
import { problem } from "../support/problems.ts";

test("the plan says that there will be no artifacts, and why", () => {
  const reason = "the run has no artifact service";
  const context = planContext("/dist", { artifacts: { available: false, reason } });
  const { plan } = makePlan(makeInputs({ targets: "linux/arm64" }), makeSurvey([surveyTarget("linux/arm64")]), context);
  expect(describePlan(plan).slice(3)).toEqual([`No artifacts are uploaded, and the files stay in /dist: ${reason}`]);
  expect(JSON.parse(describePlanJson(plan)).publication).toMatchObject({ artifacts: [], withoutArtifacts: reason });
});

test("the plan says what lines for some targets gave, and what is left out; values of -X are in neither form", () => {
  const ldflags = "-s\nlinux/arm64: -w -X main.key=secret";
  const inputs = makeInputs({ targets: "linux/arm64 linux/386 js/*", ldflags, tags: "linux/*: a b" });
  const refused = [
    {
      target: { os: "js", arch: "wasm", variant: undefined },
      problems: [problem("-race is not supported on js/wasm")],
    },
  ];
  const survey = makeSurvey([surveyTarget("linux/arm64"), surveyTarget("linux/386")], { refused });
  const { plan } = makePlan(inputs, survey, planContext("/dist"));
  expect(describePlan(plan).slice(2)).toEqual([
    "linux/arm64  no C compiler (no C in it)",
    "             tags: a b (for linux/*)",
    "             ldflags: -w -X main.key=*** (for linux/arm64)",
    "linux/386    no C compiler (no C in it)",
    "             tags: a b (for linux/*)",
    "left out, since they cannot be built: js/wasm (-race is not supported on it)",
  ]);
  const json = describePlanJson(plan);
  expect(json).not.toContain("secret");
  expect(JSON.parse(json).targets[1].settings).toEqual({
    tags: { value: "a b", from: ["linux/*"] },
    ldflags: { value: "-s" },
  });
});
