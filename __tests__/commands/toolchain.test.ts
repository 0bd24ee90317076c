import { execFileSync } from "node:child_process";
import { access } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { archives } from "../../src/archives/archives.ts";
import { crossbuild } from "../../src/commands/build.ts";
import { targetEnvironment } from "../../src/commands/exec.ts";
import { allMakers } from "../../src/commands/makers.ts";
import { openToolkit } from "../../src/commands/toolkit.ts";
import { describeBuilds } from "../../src/go-caches/go-caches.ts";
import { type LocalHost, makeLocalHost } from "../../src/host/local.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { describeManifest } from "../../src/report/manifest.ts";
import { describeOutputs } from "../../src/report/outputs.ts";
import type { RunResult } from "../../src/report/results.ts";
import { describeTimes } from "../../src/report/table.ts";
import { surveyMachine } from "../../src/survey/machine.ts";
import { sharedTools } from "../e2e/examples.ts";
import { cFile, goMod, mainFile, makePlace, type Place, writeFiles } from "../survey/modules.ts";

// A target's toolchain is the compiler with all that is layered on it: whoever is told of one is told of the same.

const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;

let place: Place;
let host: LocalHost;
let plan: Plan;
let result: RunResult;
let exported: string;

beforeAll(async () => {
  place = await makePlace("one toolchain");
  host = await makeLocalHost(place.host.environment, {
    artifactDirectory: join(place.directory, "artifacts"),
    cacheDirectory: dirname(sharedTools),
    workspace: place.directory,
    terminal: { write: () => true },
  });
  await writeFiles(join(place.directory, "app"), { "go.mod": goMod, "main.go": mainFile(), "c.go": cFile() });
  const ended = await crossbuild(host, {
    "working-directory": "app",
    targets: own,
    libc: "musl",
    build: "false",
    "export-env": "true",
  });
  if (ended.kind === "planned") {
    throw new Error("nothing was set up");
  }
  ({ plan, result } = ended);
  const [cc = ""] = host.job.exported.flatMap((each) =>
    each.kind !== "path" && each.name === "CC" ? [each.value] : [],
  );
  exported = cc;
});
afterAll(() => place.remove());

test("later steps get musl's compiler as CC", async () => {
  expect(exported).toMatch(/\/[^/]*-linux-gnu[^/]*-musl-cc-[0-9a-f]{16}$/);
  await access(exported);
  expect(host.job.exported).toContainEqual({ kind: "path", value: dirname(exported) });
});

test("the output `cc` is the same compiler", () => {
  expect(describeOutputs(result)["cc"]).toBe(exported);
});

test("the manifest names it, and its target refers to it", () => {
  expect(JSON.parse(describeManifest(result))).toMatchObject({
    targets: [{ target: own, toolchain: expect.stringMatching(/^.+\+musl-/) }],
    toolchains: [{ id: result.targets[0]?.toolchain, cc: exported, compiler: expect.stringContaining("musl 1.") }],
  });
});

test("a command of the user's gets it by itself where there cannot be one compiler for all targets", async () => {
  const machine = await surveyMachine(host, { archives, clang: false });
  const toolkit = openToolkit(host, plan, { machine, makers: allMakers });
  const [target] = plan.targets;
  const environment = target && (await targetEnvironment(host, target, { set: undefined, toolkit }));
  expect(environment).toMatchObject({ CC: exported, GOOS: "linux", CGO_ENABLED: "1" });
  expect(environment?.["PATH"]?.split(delimiter)).toContain(dirname(exported));
  const run = { cwd: plan.module.directory, env: { ...environment }, encoding: "utf8" } as const;
  execFileSync(plan.go.file, ["build", "-o", "own", "."], run);
  expect(execFileSync(plan.go.file, ["version", "-m", "own"], run)).toContain("CGO_ENABLED=1");
});

test("the table shows it", () => {
  const [row] = describeTimes(result);
  expect(row?.compiler.join()).toContain("musl 1.");
});

test("the key of Go's caches has it", async () => {
  const machine = await surveyMachine(host, { archives, clang: false });
  const { toolchains } = openToolkit(host, plan, { machine, makers: allMakers });
  const [part] = await describeBuilds({ plan, toolchains });
  expect(part?.name).toBe(`build of ${own}`);
  expect(part?.text).toContain(exported.split("/").at(-1));
});
