import { existsSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { crossbuild } from "../../src/commands/build.ts";
import { runOn } from "../../src/commands/run.ts";
import type { Environment } from "../../src/host/types.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { describePlan } from "../../src/report/plan.ts";
import { cFile, goMod, mainFile, makePlace, type Place, writeFiles } from "../survey/modules.ts";

let place: Place;
afterEach(() => place.remove());

/** A place with a module in `app`, and a program `trap` that notes in a file that it was started. */
async function open(
  variables: (trap: string) => Environment,
): Promise<{ readonly app: string; readonly trap: string }> {
  const first = await makePlace("environment");
  const app = await writeFiles(join(first.directory, "app"), {
    "go.mod": goMod,
    "main.go": mainFile(),
    "c.go": cFile(),
  });
  const trap = join(first.directory, "trap");
  await writeFile(trap, `#!/bin/sh\necho "$@" >> ${trap}.started\nexec gcc "$@"\n`);
  await chmod(trap, 0o755);
  const second = await makePlace("environment", variables(trap));
  place = { ...second, remove: async () => void (await Promise.all([first.remove(), second.remove()])) };
  return { app, trap };
}

async function dryRun(workspace: string, raw: Readonly<Record<string, string>>): Promise<Plan> {
  const ended = await crossbuild({ ...place.host, workspace }, { cache: "off", "dry-run": "true", ...raw });
  return ended.plan;
}

const own = `linux/${process.arch === "x64" ? "amd64" : "arm64"}`;
const foreign = `linux/${process.arch === "x64" ? "arm64" : "amd64"}`;

describe.skipIf(process.platform !== "linux")("a dry run", () => {
  it("starts no compiler that the environment names, and says what it does not know", async () => {
    const { app, trap } = await open((CC) => ({ CC }));
    const plan = await dryRun(app, { targets: `${own}, ${foreign}` });
    expect(existsSync(`${trap}.started`)).toBe(false);
    expect(plan.toolchains.map(({ id }) => id)).toContain("host");
    const [first, second] = plan.targets;
    const reason = "which a dry run does not start: what it makes is not known";
    expect(first?.notes).toEqual([`CC=${trap} of the job is to be used, ${reason}`]);
    expect(second?.notes).toEqual([`CC=${trap} of the job is not used: this target's compiler is fetched`]);
    expect(plan.environment).toContainEqual({ name: "CC", value: trap, from: "environment" });
    expect(describePlan(plan).join("\n")).toContain(`CC=${trap}`);
  });

  it.each([
    ["GOFLAGS", (trap: string) => `-toolexec=${trap}`],
    ["CGO_CFLAGS", (trap: string) => `-wrapper ${trap}`],
    ["COMPILER_PATH", (trap: string) => join(trap, "..")],
  ])("stops at %s before it starts anything with it", async (name, value) => {
    const { app, trap } = await open((file) => ({ [name]: value(file) }));
    const host = { ...place.host, workspace: app };
    expect(await runOn(host, { targets: own, cache: "off", "dry-run": "true" }, () => {})).toBe(2);
    const errors = place.shown.filter((line) => line.startsWith("error: "));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      new RegExp(`^error: ${name}\\b.* is not allowed: .*; (remove|unset) it, or set \`allow-`),
    );
    expect(existsSync(`${trap}.started`)).toBe(false);
  });

  it("knows what `go env -w` has set", async () => {
    const { app, trap } = await open((file) => ({ GOENV: `${file}.env` }));
    await writeFile(
      `${trap}.env`,
      "GOFLAGS=-buildvcs=false\nCGO_CFLAGS_ALLOW=-f.*\nGOPROXY=https://a:b@proxy.example\n",
    );
    const { environment } = await dryRun(app, { targets: foreign });
    expect(environment.filter(({ from }) => from === "go env -w").map(({ name }) => name)).toEqual([
      "CGO_CFLAGS_ALLOW",
    ]);
  });
});

describe.skipIf(process.platform !== "linux")("a run for another target alone", () => {
  it("starts no compiler of the job's", async () => {
    const { app, trap } = await open((CC) => ({ CC }));
    await runOn({ ...place.host, workspace: app }, { targets: foreign, cache: "off", cgo: "off" }, () => {});
    expect(existsSync(`${trap}.started`)).toBe(false);
  });
});
