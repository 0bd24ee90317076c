import { expect, it } from "vitest";
import { judgeNativeFlags } from "../../src/plan/native-flags.ts";
import { inTexts } from "../support/problems.ts";
import { surveyTarget } from "./questions.ts";

function judge(arch: string, target: string, ...flags: readonly string[]) {
  const nativeFlags = flags.map((flag) => ({ flag, place: "main.go:4" }));
  return inTexts(judgeNativeFlags({ arch }, surveyTarget(target, { prebuilt: { nativeFlags } })));
}

it("is a warning where the compiler is for the machine's own architecture, whatever the system", () => {
  const warning =
    "main.go:4 compiles for the processor of the machine that builds: elsewhere the program may end with an illegal " +
    "instruction; leave it out, or name the oldest processor that the program has to run on, such as -march=x86-64-v2";
  expect(judge("amd64", "linux/amd64", "-march=native")).toEqual({
    warnings: [`-march=native in ${warning}`],
    problems: [],
  });
  expect(judge("amd64", "windows/amd64", "-march=native").warnings).toEqual([`-march=native in ${warning}`]);
  expect(judge("amd64", "linux/386", "-march=native").problems).toEqual([]);
  expect(judge("amd64", "linux/amd64", "-mtune=native").warnings).toEqual([
    expect.stringContaining(
      "tunes for the processor of the machine that builds, so the binary differs from one machine",
    ),
  ]);
});

it("is a problem where the compiler is for another architecture", () => {
  expect(judge("amd64", "linux/arm64", "-mcpu=native")).toEqual({
    warnings: [],
    problems: [
      "linux/arm64: -mcpu=native in main.go:4 means the processor of the machine that builds, which is amd64, and no compiler " +
        "for arm64 takes that; set it for amd64 alone (`#cgo amd64 CFLAGS: …`); leave it out, or name the oldest processor " +
        "that the program has to run on, such as -march=armv8-a",
    ],
  });
  expect(judge("amd64", "linux/s390x", "-march=native").problems).toEqual([expect.stringMatching(/has to run on$/)]);
});

it("nothing is said where there is no such flag", () => {
  expect(judge("amd64", "linux/arm64")).toEqual({ warnings: [], problems: [] });
});
