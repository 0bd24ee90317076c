import { describe, expect, it } from "vitest";
import { effectiveLdflags, hideValues, linkMode, makeValueFilter, parseLdflags } from "../../src/golang/ldflags.ts";

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

describe("makeValueFilter", () => {
  const quote = (text: string) => JSON.stringify(text);
  const printed = (value: string) => [
    `link -o x -X main.t=${value} -s`,
    `link -X=main.t=${value}`,
    `link -X ${quote(`main.t=${value}`)}`,
    `link ${quote(`-X=main.t=${value}`)}`,
    `modinfo ${quote(`build\t-ldflags=${quote(`-X 'main.t=${value}'`)}\n`)}`,
  ];

  it.each(["hunter", "hunter two", "it's", 'a "hunter"', "a\\hunter", "a\thunter", "$1$&"])(
    "takes %j out of what -x prints, in a command and in the build info",
    (value) => {
      const mark = value.includes("'") ? '"' : "'";
      const given = `-ldflags=-s -X ${mark}main.t=${value}${mark}`;
      expect(printed(value).map(makeValueFilter(["-v", given], ""))).toEqual(printed("***"));
      const joined = `-ldflags=-s ${mark}-X=main.t=${value}${mark}`;
      expect(printed(value).map(makeValueFilter(["-v", joined], ""))).toEqual(printed("***"));
    },
  );

  it("knows GOFLAGS, and the characters that Go's quotes do not show", () => {
    const filter = makeValueFilter([], "-v '-ldflags=-X main.t=a\u2028\u0001\u{e0001}'");
    expect(filter('-X "main.t=a\\u2028\\x01\\U000e0001"')).toBe('-X "main.t=***"');
  });

  it("takes the longer of two first, leaves the empty one, and other text", () => {
    const filter = makeValueFilter(["-ldflags=all=-X=a.b=1 -X a.b=12 -X a.c="], "-ldflags=-s");
    expect(filter("a.b=12 a.b=1 1 12 a.c= x=1")).toBe("a.b=*** a.b=*** 1 12 a.c= x=1");
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
