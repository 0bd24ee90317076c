import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { crossbuild } from "../../src/commands/build.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import type { RunResult } from "../../src/report/results.ts";
import { describeTimes } from "../../src/report/table.ts";
import { goMod, mainFile, makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("universal");
});
afterAll(() => place.remove());

/** Builds a program whose files are named, for what is asked for. */
async function build(name: string, targets: string, files: Readonly<Record<string, string>>): Promise<RunResult> {
  const host = await makeLocalHost(place.host.environment, {
    artifactDirectory: join(place.directory, `${name} artifacts`),
    cacheDirectory: join(place.directory, "cache"),
    workspace: place.directory,
    terminal: { write: () => true },
  });
  await writeFiles(join(place.directory, name), { "go.mod": goMod, "main.go": mainFile("unicode"), ...files });
  const ended = await crossbuild(host, { "working-directory": name, targets, artifacts: "off" });
  await (ended.kind === "done" ? ended.hold?.release() : undefined);
  if (ended.kind === "planned") {
    throw new Error("nothing was built");
  }
  return ended.result;
}

it("both programs are delivered as one file, and nothing else", async () => {
  const result = await build("both", "darwin/universal", {});
  const [universal, ...others] = result.targets;
  expect([universal?.outcome.kind, others]).toEqual(["passed", []]);
  const [name] = universal?.outcome.kind === "passed" ? universal.outcome.binaries.map((each) => each.name) : [];
  expect(name).toMatch(/_darwin_universal$/);
  expect((await readdir(result.outDir)).sort()).toEqual(["SHA256SUMS", name, `${name}.tar.gz`]);
  expect(await readFile(join(result.outDir, "SHA256SUMS"), "utf8")).toMatch(/_universal\n.*_universal\.tar\.gz\n$/);
  expect(describeTimes(result)[0]?.verify).toEqual(["Mach-O amd64 + arm64"]);
}, 120_000);

it("a slice that fails is why the whole does, and the other is delivered where it was asked for", async () => {
  const wrong = "package main\n\nfunc init() { missing() }\n";
  const result = await build("wrong", "darwin/amd64, darwin/universal", { "x_arm64.go": wrong });
  expect(result.targets.map(({ target, outcome }) => [target.arch, outcome])).toMatchObject([
    ["amd64", { kind: "passed" }],
    [
      "universal",
      {
        kind: "failed",
        stage: "build",
        message: expect.stringMatching(/^darwin\/arm64: x_arm64\.go:3: undefined: missing; correct the Go code/),
        diagnosis: { code: "go-error", places: [{ file: "x_arm64.go", line: 3, column: 15 }] },
        command: expect.stringContaining("GOOS=darwin GOARCH=arm64 "),
      },
    ],
  ]);
  const files = (await readdir(result.outDir)).join(" ");
  expect(files).toContain("_darwin_amd64");
  expect(files).not.toMatch(/arm64|universal/);
}, 120_000);
