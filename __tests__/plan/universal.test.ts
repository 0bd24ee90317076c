import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/plan/make-plan.ts";
import { targetName } from "../../src/platforms/target.ts";
import { describePlan } from "../../src/report/plan.ts";
import type { Machine } from "../../src/survey/machine.ts";
import type { Survey } from "../../src/survey/survey.ts";
import { inTexts, problem } from "../support/problems.ts";
import { planContext } from "./context.ts";
import { machine, makeInputs, makeSurvey, makeTarget, needs, surveyTarget, type TargetFacts } from "./questions.ts";

const mac: Machine = { ...machine, os: "darwin", arch: "arm64", distribution: undefined, translated: ["amd64"] };

const own = {
  cc: "clang",
  cxx: "clang++",
  interpreter: undefined,
  notes: [],
  unstarted: [],
  mistakes: [],
  failure: undefined,
} as const;

/** A plan for what is asked for, of which the survey has found what is built. */
function planFor(
  targets: string,
  raw: Readonly<Record<string, string>> = {},
  facts: (name: string) => TargetFacts = () => ({}),
  changes: Partial<Survey> = {},
) {
  const inputs = makeInputs({ targets, ...raw });
  const refused = new Set((changes.refused ?? []).map(({ target }) => targetName(target)));
  const names = inputs.targets.map(targetName).filter((name) => !refused.has(name));
  const surveyed = names.map((name) => surveyTarget(name, facts(name)));
  const made = makePlan(inputs, makeSurvey(surveyed, changes), planContext("/proj/dist"));
  return { ...made, problems: inTexts(made.problems) };
}

type Planned = ReturnType<typeof planFor>;

/** The targets of a plan, with what is delivered of them. */
function delivered({ plan }: Planned): readonly string[] {
  return plan.targets.map(({ target, asked, builds }) => {
    const files = builds.flatMap(({ file, archive }) => [file, ...(archive === undefined ? [] : [archive.file])]);
    return `${targetName(target)}${asked ? "" : " (only to be joined)"}: ${files.join(" ")}`;
  });
}

describe("darwin/universal", () => {
  it("is joined from two builds of which nothing else is delivered", () => {
    const planned = planFor("darwin/universal, linux/arm64");
    expect(planned.problems).toEqual([]);
    expect(delivered(planned)).toEqual([
      "darwin/amd64 (only to be joined): app_darwin_amd64",
      "darwin/arm64 (only to be joined): app_darwin_arm64",
      "darwin/universal: app_darwin_universal app_darwin_universal.tar.gz",
      "linux/arm64: app_linux_arm64 app_linux_arm64.tar.gz",
    ]);
    const universal = planned.plan.targets[2];
    expect(universal?.slices).toEqual(["darwin/amd64", "darwin/arm64"]);
    expect(universal?.builds[0]?.expectation).toMatchObject({
      os: "darwin",
      arch: "universal",
      slices: [{ arch: "amd64", levels: { GOAMD64: "v1" } }, { arch: "arm64" }],
    });
    expect(planned.plan.publication.artifacts.map(({ name }) => name)).toEqual([
      "app_darwin_universal",
      "app_linux_arm64",
    ]);
    expect(planned.plan.concurrency.jobs).toBe(3);
    expect(describePlan(planned.plan)).toContain("darwin/universal  darwin/amd64 and darwin/arm64 in one file");
  });

  it("is made of what is asked for beside it", () => {
    expect(delivered(planFor("darwin/arm64, darwin/universal", { archive: "none" }))).toEqual([
      "darwin/arm64: app_darwin_arm64",
      "darwin/amd64 (only to be joined): app_darwin_amd64",
      "darwin/universal: app_darwin_universal",
    ]);
  });

  it("is both of its slices where nothing is built", () => {
    const { plan } = planFor("darwin/universal", { build: "false" });
    expect(plan.targets.map(({ target, asked }) => [targetName(target), asked])).toEqual([
      ["darwin/amd64", true],
      ["darwin/arm64", true],
    ]);
  });

  it("has C on a Mac, and is run as the slice for the machine is", () => {
    const facts = () => ({ need: needs.c, hostCompilers: { own } });
    const { plan, problems } = planFor("darwin/universal", { run: "true", "run-args": "darwin/universal: -v" }, facts, {
      machine: mac,
    });
    expect(problems).toEqual([]);
    expect(plan.targets.map(({ cgo, toolchain, run }) => [cgo.enabled, toolchain, run])).toEqual([
      [true, "host-amd64", { kind: "run", emulator: "native", settings: {}, args: ["-v"] }],
      [true, "host", { kind: "run", emulator: "native", settings: {}, args: ["-v"] }],
      [true, undefined, { kind: "run", emulator: "native", settings: {}, args: ["-v"] }],
    ]);
  });

  it("is not run elsewhere, for the reason that its slices have", () => {
    const { plan } = planFor("darwin/universal", { run: "true" });
    expect(plan.targets[2]?.run).toEqual({
      kind: "none",
      reason: plan.targets[0]?.run.kind === "none" && plan.targets[0].run.reason.replace("amd64", "universal"),
    });
  });

  it("says both reasons where only one slice has C", () => {
    const facts = (name: string) => ({
      need: name === "darwin/amd64" ? needs.c : needs.nothing,
      hostCompilers: { own },
    });
    const { plan } = planFor("darwin/universal", {}, facts, { machine: mac });
    expect(plan.targets[2]?.cgo).toEqual({
      enabled: true,
      reason: "darwin/amd64: C in example.com/c; darwin/arm64: no C in it",
    });
  });

  it("is refused for the reason of a slice, whose other slice is then not built", () => {
    const problems = [problem("no Go file for darwin/arm64")];
    const refused = [{ target: makeTarget("darwin/arm64"), problems }];
    const planned = planFor("darwin/universal, linux/arm64", {}, undefined, { refused });
    expect(delivered(planned)).toEqual(["linux/arm64: app_linux_arm64 app_linux_arm64.tar.gz"]);
    expect(inTexts(planned.plan.refused)).toEqual([
      { target: makeTarget("darwin/universal"), problems: ["darwin/universal: no Go file for darwin/arm64"] },
    ]);
    const beside = planFor("darwin/amd64, darwin/arm64, darwin/universal", {}, undefined, { refused });
    expect(delivered(beside)).toEqual(["darwin/amd64: app_darwin_amd64 app_darwin_amd64.tar.gz"]);
    expect(beside.plan.refused.map(({ target }) => targetName(target))).toEqual(["darwin/arm64", "darwin/universal"]);
  });

  it("says once what is the reason of both slices, and leaves what a pattern gave out", () => {
    const refused = ["amd64", "arm64"].map((arch) => ({
      target: makeTarget(`darwin/${arch}`),
      problems: [problem(`there is no C toolchain for darwin/${arch} here`)],
    }));
    const { plan, problems } = planFor("darwin/universal, darwin/*, linux/arm64", {}, undefined, { refused });
    expect(problems).toEqual([]);
    expect(inTexts(plan.refused.map((each) => each.problems))).toEqual([
      ["darwin/universal: there is no C toolchain for darwin/amd64 here"],
    ]);
    expect(plan.leftOut.map(({ targets }) => targets)).toEqual([["darwin/amd64", "darwin/arm64"]]);
    expect(planFor("darwin/universal", {}, undefined, { refused }).problems).toEqual([
      "darwin/universal: there is no C toolchain for darwin/amd64 here",
    ]);
  });

  it("is refused where a slice lacks a program of the other", () => {
    const program = (name: string) => ({ importPath: `example.com/app/${name}`, name });
    const { problems } = planFor("darwin/universal", {}, (name) => ({
      programs: name === "darwin/arm64" ? [program("a")] : [program("a"), program("b")],
    }));
    expect(problems).toEqual([
      "darwin/universal: example.com/app/b has no files for darwin/arm64; leave it out of `package`",
    ]);
  });

  it("keeps a slice that is planned again alone", () => {
    const inputs = makeInputs({ targets: "darwin/universal" });
    const { plan } = makePlan(inputs, makeSurvey([surveyTarget("darwin/arm64")]), planContext("/proj/dist"));
    expect(plan.targets.map(({ target, asked }) => [targetName(target), asked])).toEqual([["darwin/arm64", false]]);
  });
});
