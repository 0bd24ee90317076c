import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeCommand } from "../../src/build/command.ts";
import { quoteForShell } from "../../src/golang/index.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { planContext } from "../plan/context.ts";
import { goMod, makePlace, type Place, surveyIn, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("a place");
});
afterAll(() => place.remove());

async function commandOf(inputs: Readonly<Record<string, string>>, workspace = place.host.workspace) {
  const main = "package main\n\nfunc main() { missing() }\n";
  const directory = await writeFiles(join(place.directory, "it's"), { "go.mod": goMod, "main.go": main });
  const { survey, inputs: read } = await surveyIn(place.host, directory, { targets: "linux/arm/v7", ...inputs });
  const { plan } = makePlan(read, survey, planContext(join(directory, "dist")));
  const [target] = plan.targets;
  const [build] = target?.builds ?? [];
  if (target === undefined || build === undefined) {
    throw new Error("nothing was planned");
  }
  const { environment } = place.host;
  return describeCommand({ environment, workspace }, { plan, target, toolchain: undefined }, build);
}

it("is one line that a shell takes, and that fails as the build did", async () => {
  const line = await commandOf({ ldflags: "-X main.token=secret -s" });
  expect(line).toMatch(/^cd '.*it'\\''s' && GOOS=linux GOARCH=arm GOARM=7 CGO_ENABLED=0 go build -o \/dev\/null /);
  expect(line).toMatch(/'-ldflags=.*main\.token=\*\*\*.*' example\.com\/app$/);
  expect(line).not.toContain("secret");
  const { environment: env } = place.host;
  const done = spawnSync("sh", ["-c", line], { env: { ...env, PATH: env["PATH"] ?? "" }, encoding: "utf8" });
  expect(done.stderr).toContain("main.go:3:15: undefined: missing");
});

it("says no directory that one is in already, and no variable that the job has", async () => {
  expect(await commandOf({}, join(place.directory, "it's"))).toMatch(/^GOOS=linux /);
});

it.each([
  ["plain-word=1", "plain-word=1"],
  ["", "''"],
  ["two words", "'two words'"],
  ["it's", "'it'\\''s'"],
  ["$HOME", "'$HOME'"],
])("quotes %s as %s", (word, quoted) => {
  expect(quoteForShell(word)).toBe(quoted);
});
