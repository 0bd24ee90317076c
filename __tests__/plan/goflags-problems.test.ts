import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/plan/make-plan.ts";
import { planContext } from "./context.ts";
import { makeInputs, makeSurvey, needs, surveyTarget } from "./questions.ts";

/** The problems of a plan for a program with C under this GOFLAGS. */
function problems(goflags: string, raw: Readonly<Record<string, string>> = {}): readonly string[] {
  const targets = "linux/amd64 linux/arm64";
  const surveyed = targets.split(" ").map((name) => {
    const target = surveyTarget(name, { need: needs.c });
    return { ...target, environment: { ...target.environment, goflags } };
  });
  return makePlan(makeInputs({ targets, ...raw }), makeSurvey(surveyed), planContext("/ws/dist")).problems;
}

const loads = "it can make the compiler load code or run another program; remove it";
const writes = "it writes a file outside the output directory; remove it";

describe("flags of tools in GOFLAGS", () => {
  it.each([
    [
      "-ldflags=-extld=/x",
      ['GOFLAGS: in -ldflags, "-extld=/x" is not allowed: it can make the build run another program; remove it'],
    ],
    [
      "'-ldflags=-s -extldflags=-Wl,-mllvm=-load=x.so'",
      [`GOFLAGS: in -ldflags, "-Wl,-mllvm=-load=x.so" is not allowed: ${loads}`],
    ],
    [`"-ldflags=all=-extldflags '-Xlinker -Map=x'"`, [`GOFLAGS: in -ldflags, "-Map=x" is not allowed: ${writes}`]],
    ["--ldflags=-extldflags=-fplugin=x.so", [`GOFLAGS: in -ldflags, "-fplugin=x.so" is not allowed: ${loads}`]],
    ["-gcflags=all=-cpuprofile=x", [`GOFLAGS: in -gcflags, "-cpuprofile=x" is not allowed: ${writes}`]],
    [
      "-asmflags=-o=x",
      [
        'GOFLAGS: in -asmflags, "-o=x" is not allowed: cgo-cross decides where the output goes; use `name` and `out-dir`',
      ],
    ],
    ["'-ldflags=-s -w -extldflags=-Wl,-rpath,/x' -gcflags=all=-N -buildvcs=false", []],
  ])("%s", (goflags, sentences) => {
    expect(problems(goflags)).toEqual(sentences);
    expect(problems(goflags, { ldflags: "-s", gcflags: "-N" })).toEqual(sentences);
  });

  it("do not matter where nothing is built", () => {
    expect(problems("-ldflags=-extld=/x", { build: "false" })).toEqual([]);
  });
});
