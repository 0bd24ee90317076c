import { describe, expect, it } from "vitest";
import type { ListedPackage } from "../../src/golang/list.ts";
import { problemTexts } from "../../src/host/errors.ts";
import { allowedLineProblems, environmentProblems } from "../../src/plan/environment-problems.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { planContext } from "./context.ts";
import { makeInputs, makeSurvey, surveyTarget } from "./questions.ts";

type Raw = Readonly<Record<string, string>>;

/** What is wrong with a job that has set this. */
function problems(name: string, value: string, raw: Raw = {}): readonly string[] {
  return problemTexts(environmentProblems([{ name, value, from: "environment" }], makeInputs(raw)));
}

const runs = "it can make the build run another program";
const chooses = "it can make the compiler run another program";
const loads = "it can make the compiler load code or run another program";
const writes = "it writes a file outside the output directory";
const allow = (name: string) => `set \`allow-environment: ${name}\``;

const goflags: readonly (readonly [string, string, string])[] = [
  ["-toolexec=/x", '"-toolexec=/x"', runs],
  ["-exec=/x", '"-exec=/x"', runs],
  ["-overlay=x.json", '"-overlay=x.json"', "it replaces source files in the build"],
  ["-debug-trace=x", '"-debug-trace=x"', writes],
  ["-ldflags=-extld=/x", 'in -ldflags, "-extld=/x"', runs],
  ["'-ldflags=-s -extldflags=-Wl,-mllvm=-load=x.so'", 'in -ldflags, "-Wl,-mllvm=-load=x.so"', loads],
  [`"-ldflags=all=-extldflags '-Xlinker -Map=x'"`, 'in -ldflags, "-Map=x"', writes],
  ["--ldflags=-extldflags=-fplugin=x.so", 'in -ldflags, "-fplugin=x.so"', loads],
  ["-gcflags=all=-cpuprofile=x", 'in -gcflags, "-cpuprofile=x"', writes],
];

describe("flags in GOFLAGS", () => {
  it.each(goflags)("%s", (value, flag, reason) => {
    const sentence = `GOFLAGS: ${flag} is not allowed: ${reason}; remove it, or ${allow("GOFLAGS")}`;
    expect(problems("GOFLAGS", value)).toEqual([sentence]);
    expect(problems("GOFLAGS", value, { ldflags: "-s", gcflags: "-N" })).toEqual([sentence]);
    expect(problems("GOFLAGS", value, { "allow-environment": "GOFLAGS" })).toEqual([]);
    expect(problems("GOFLAGS", value, { "allow-environment": "CGO_CFLAGS" })).toEqual([sentence]);
    // What a later step of the job builds is its own affair.
    expect(problems("GOFLAGS", value, { build: "false" })).toEqual([]);
  });

  it.each([
    ["-n", "it only prints commands and builds nothing; use `dry-run`"],
    ["-compiler=gccgo", "only Go's own compiler is supported; remove it"],
  ])("%s, with which nothing can be built, cannot be allowed", (value, rest) => {
    const sentence = `GOFLAGS: "${value}" is not allowed: ${rest}`;
    expect(problems("GOFLAGS", value)).toEqual([sentence]);
    expect(problems("GOFLAGS", value, { "allow-environment": "GOFLAGS" })).toEqual([sentence]);
  });

  it("that have inputs of their own are taken", () => {
    const value =
      "'-ldflags=-s -w -extldflags=-Wl,-rpath,/x' -gcflags=all=-N -buildvcs=false -tags=a -trimpath -mod=vendor";
    expect(problems("GOFLAGS", value)).toEqual([]);
  });
});

describe("compilers and their flags", () => {
  it.each([
    ["CC", "ccache gcc -wrapper x", '"-wrapper"', chooses.replace("compiler", "build")],
    ["CXX", "g++ -B/x", '"-B/x"', chooses],
    ["CGO_CFLAGS", "-O2 -fplugin=x.so", '"-fplugin=x.so"', loads],
    ["CGO_CPPFLAGS", "-MF x", '"-MF"', writes],
    ["CGO_LDFLAGS", "-Wl,-plugin,x.so", '"-Wl,-plugin,x.so"', loads],
  ])("%s=%s", (name, value, flag, reason) => {
    const sentence = `${name}: ${flag} is not allowed: ${reason}; remove it, or ${allow(name)}`;
    expect(problems(name, value)).toEqual([sentence]);
    expect(problems(name, value, { build: "false" })).toEqual([sentence]);
    expect(problems(name, value, { "allow-environment": `GOFLAGS ${name}` })).toEqual([]);
  });

  it.each([
    ["COMPILER_PATH", chooses],
    ["GCC_EXEC_PREFIX", chooses],
    ["CCC_OVERRIDE_OPTIONS", chooses],
    ["DEPENDENCIES_OUTPUT", "it makes the compiler write a file outside the output directory"],
  ])("%s", (name, reason) => {
    expect(problems(name, "x")).toEqual([
      `${name} of the environment is not allowed: ${reason}; unset it, or ${allow(name)}`,
    ]);
    expect(problems(name, "x", { "allow-environment": name })).toEqual([]);
  });

  it.each([
    ["CC", "ccache gcc -m32"],
    ["CGO_CFLAGS", "-O2 -g -ffile-prefix-map=/a=/b -I/opt/x"],
    ["CGO_LDFLAGS", "-L/opt/x -lfoo -Wl,-rpath,/opt/x -fuse-ld=gold"],
    ["LD_PRELOAD", "/usr/lib/libfaketime.so"],
    ["GOPROXY", "https://user:secret@proxy.example"],
  ])("%s=%s is taken", (name, value) => {
    expect(problems(name, value)).toEqual([]);
  });
});

describe("what CGO_*_ALLOW lets #cgo lines do", () => {
  const listed: ListedPackage = {
    ImportPath: "example.com/c",
    CgoCFLAGS: ["-O2", "-fplugin=x.so"],
    CgoLDFLAGS: ["-B/x"],
  };
  const lines = (name: string, value: string, raw: Raw = {}) =>
    problemTexts(
      allowedLineProblems(
        [{ name, value, from: "go env -w" }],
        [surveyTarget("linux/amd64", { cgo: { lists: { on: [listed], off: undefined } } })],
        makeInputs(raw),
      ),
    );
  const sentence = (name: string, flag: string, reason: string) =>
    `${name} lets example.com/c pass a flag: "${flag}" is not allowed: ${reason}; remove it, or ${allow(name)}`;

  it.each([
    ["CGO_CFLAGS_ALLOW", ".*", [sentence("CGO_CFLAGS_ALLOW", "-fplugin=x.so", loads)]],
    ["CGO_CFLAGS_ALLOW", "(?i)-F.*", [sentence("CGO_CFLAGS_ALLOW", "-fplugin=x.so", loads)]],
    ["CGO_LDFLAGS_ALLOW", "-B.*", [sentence("CGO_LDFLAGS_ALLOW", "-B/x", chooses)]],
    ["CGO_CFLAGS_ALLOW", "-fplugin", []],
    ["CGO_CFLAGS_ALLOW", "-fsanitize=.*", []],
    ["CGO_LDFLAGS_ALLOW", "-fplugin.*", []],
  ])("%s=%s", (name, value, sentences) => {
    expect(lines(name, value)).toEqual(sentences);
    expect(lines(name, value, { "allow-environment": name })).toEqual([]);
  });
});

describe("the plan's list of what the job has set", () => {
  it("has names, and only those values that cannot be a secret", () => {
    const settings = [
      { name: "GOFLAGS", value: "-ldflags=-X=main.key=secret", from: "environment" },
      { name: "GOPROXY", value: "https://user:secret@proxy.example", from: "go env -w" },
      { name: "GOEXPERIMENT", value: "rangefunc,nojsonv2", from: "environment" },
      { name: "GOTOOLCHAIN", value: "not a version; secret", from: "environment" },
      { name: "CC", value: "/opt/cc -DKEY=secret", from: "environment" },
    ] as const;
    const survey = makeSurvey([surveyTarget("linux/amd64")]);
    const { plan } = makePlan(makeInputs({ targets: "linux/amd64" }), survey, planContext("/dist", { settings }));
    expect(plan.environment).toEqual([
      { name: "GOFLAGS", value: undefined, from: "environment" },
      { name: "GOPROXY", value: undefined, from: "go env -w" },
      { name: "GOEXPERIMENT", value: "rangefunc,nojsonv2", from: "environment" },
      { name: "GOTOOLCHAIN", value: undefined, from: "environment" },
      { name: "CC", value: "/opt/cc", from: "environment" },
    ]);
    expect(JSON.stringify(plan)).not.toContain("secret");
  });
});
