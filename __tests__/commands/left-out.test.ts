import { expect, test } from "vitest";
import { takeLeftOut } from "../../src/commands/left-out.ts";
import { NoSuchPackageError, UserError } from "../../src/host/errors.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { targetName } from "../../src/platforms/target.ts";
import type { Toolchains } from "../../src/toolchains/toolchains.ts";
import { planContext } from "../plan/context.ts";
import { makeInputs, makeSurvey, surveyTarget } from "../plan/questions.ts";
import { target as resultOf } from "../report/sample.ts";
import { problem } from "../support/problems.ts";

const noPackage = "Debian 12 has no package gcc-x; build this target on a newer release";

/** What is left of targets whose toolchains all fail with an error, but for that of linux/amd64. */
function left(targets: string, error: Error) {
  const { targets: asked } = makeInputs({ targets });
  const survey = makeSurvey(asked.map((each) => surveyTarget(targetName(each))));
  const { plan } = makePlan(makeInputs({ targets }), survey, planContext("/dist"));
  const of: Toolchains["of"] = ({ target }) =>
    target.arch === "amd64" ? undefined : Promise.resolve({ kind: "failed", error });
  const results = asked.map((each) => resultOf({ target: targetName(each) }));
  return takeLeftOut(plan, { toolchains: { of } }, results);
}

const names = ({ targets }: Awaited<ReturnType<typeof left>>) => targets.map(({ target }) => targetName(target));

test("a target of a pattern for which there is no compiler is left out, with the reason", async () => {
  const kept = await left("linux/amd64, linux/loong*, linux/riscv64", new NoSuchPackageError(problem(noPackage)));
  expect(names(kept)).toEqual(["linux/amd64", "linux/riscv64"]);
  expect(kept.leftOut).toEqual([{ targets: ["linux/loong64"], reason: "Debian 12 has no package gcc-x" }]);
});

test("one whose compiler could not be fetched is a failure", async () => {
  const kept = await left("linux/amd64, linux/loong*", new UserError(problem("the mirror does not answer")));
  expect([names(kept), kept.leftOut]).toEqual([["linux/amd64", "linux/loong64"], []]);
});

test("where nothing would be left, what failed is told", async () => {
  const kept = await left("linux/loong*", new NoSuchPackageError(problem(noPackage)));
  expect([names(kept), kept.leftOut]).toEqual([["linux/loong64"], []]);
});
