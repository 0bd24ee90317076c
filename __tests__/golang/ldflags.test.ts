import { describe, expect, it } from "vitest";
import { effectiveLdflags, hideValues, linkMode, parseLdflags } from "../../src/golang/ldflags.ts";

describe("hideValues", () => {
  it.each([
    ["-trimpath", "-trimpath"],
    ["-tags=X,a", "-tags=X,a"],
    ["-ldflags=-s -w", "-ldflags=-s -w"],
    ["-ldflags=-X main.t=hunter", "-ldflags=-X main.t=***"],
    ["-ldflags=-X=main.t=hunter", "-ldflags=-X=main.t=***"],
    ["-ldflags=--X main.t=hunter -s", "-ldflags=--X main.t=*** -s"],
    ["-ldflags=-X 'main.t=hunter two' -s", "-ldflags=-X main.t=*** -s"],
    ['-ldflags=-X "main.t=hunter two" -s', "-ldflags=-X main.t=*** -s"],
    ["-ldflags='-X=main.t=hunter two' -s", "-ldflags=-X=main.t=*** -s"],
    ["-ldflags=-X main.t=it's=hunter'two", "-ldflags=-X main.t=***"],
    ["-ldflags=-X\tmain.t=hunter\n-X\tmain.u=three", "-ldflags=-X main.t=*** -X main.u=***"],
    ["-ldflags=-X main.t=a\u2028hunter", "-ldflags=-X main.t=***"],
    ["-ldflags=-X 'main.t=a\nhunter'", "-ldflags=-X main.t=***"],
    ["-ldflags=all=-X main.t=hunter", "-ldflags=all=-X main.t=***"],
    ["-ldflags=all=-X=main.t=hunter", "-ldflags=all=-X=main.t=***"],
    ["-ldflags=-X 'main.t=hunter", "-ldflags=***"],
    ["-ldflags=-linkmode=external '-extldflags=-lm -static'", "-ldflags=-linkmode=external '-extldflags=-lm -static'"],
  ])("%j is shown as %j", (argument, shown) => {
    expect(hideValues(argument)).toBe(shown);
  });
});

describe("effectiveLdflags", () => {
  it.each([
    ["-s", "-ldflags=-w", "-s"],
    ["", "-ldflags=-w -tags=a -ldflags=-v", "-v"],
    ["", "-tags=a", ""],
  ])("%j with GOFLAGS %j", (given, goflags, expected) => {
    expect(effectiveLdflags(given, goflags)).toBe(expected);
  });
});

describe("parseLdflags", () => {
  it.each([
    ["", { pattern: "", rest: [], extldflags: undefined }],
    ["-s -w", { pattern: "", rest: ["-s", "-w"], extldflags: undefined }],
    ["all=-s --extldflags '-static -lm'", { pattern: "all=", rest: ["-s"], extldflags: "-static -lm" }],
    ["-extldflags=-a -s -extldflags -b", { pattern: "", rest: ["-s"], extldflags: "-b" }],
    ["-extldflags", { pattern: "", rest: [], extldflags: "" }],
  ])("%j", (text, expected) => {
    expect(parseLdflags(text)).toEqual(expected);
  });
});

describe("linkMode", () => {
  it.each([
    ["", undefined],
    ["-s -w", undefined],
    ["-linkmode=external", "external"],
    ["-s -linkmode external -extldflags -static", "external"],
    ["all=--linkmode=external", "external"],
    ["-linkmode=external -linkmode=internal", "internal"],
    ["-X 'main.x=-linkmode=external'", undefined],
    ["-linkmode", undefined],
  ])("-ldflags %j sets -linkmode to %j", (ldflags, mode) => {
    expect(linkMode(ldflags)).toBe(mode);
  });
});
