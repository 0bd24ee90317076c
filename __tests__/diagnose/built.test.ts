import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { crossbuild } from "../../src/commands/build.ts";
import { makeLocalHost } from "../../src/host/local.ts";
import type { TargetOutcome } from "../../src/report/results.ts";
import { sharedTools } from "../e2e/examples.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";
import { type Case, cases } from "./cases.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("diagnose");
});
afterAll(() => place.remove());

/** Builds a module of its own, by the whole of the product. */
async function build({ code, name = "", files, inputs, setup }: Case): Promise<TargetOutcome | undefined> {
  const directory = join(place.directory, `${code} ${name.replaceAll("/", "-")}`.trim());
  mkdirSync(join(directory, ".git"), { recursive: true });
  await writeFiles(directory, files);
  if (setup !== undefined) {
    expect(spawnSync("sh", ["-c", setup], { cwd: directory, encoding: "utf8" })).toMatchObject({ status: 0 });
  }
  const host = await makeLocalHost(place.host.environment, {
    artifactDirectory: join(directory, "artifacts"),
    cacheDirectory: dirname(sharedTools),
    workspace: directory,
    terminal: { write: () => true },
  });
  const ended = await crossbuild(host, { targets: "linux/arm64", archive: "none", artifacts: "off", ...inputs });
  return ended.kind === "done" ? ended.result.targets[0]?.outcome : undefined;
}

/** The toolchains are for a machine that has the host's packages. */
const isHere = process.platform === "linux" && process.arch === "x64";

/** The first of them may have to wait for a toolchain that others unpack. */
const timeout = 600_000;

describe.runIf(isHere)("a build that fails says why, and what to do", () => {
  it.concurrent.each(cases.map((each) => ({ ...each, title: [each.code, each.name].filter(Boolean).join(", ") })))(
    "$title",
    async (each) => {
      const outcome = await build(each);
      if (outcome?.kind !== "failed") {
        throw new Error(`it ${outcome?.kind}`);
      }
      const { message, diagnosis } = outcome;
      expect({ code: diagnosis?.code, message }).toEqual({ code: each.code, message: expect.any(String) });
      for (const words of each.says) {
        expect(message).toMatch(words);
      }
      // No directory of the run.
      expect(message).not.toMatch(/\/tmp\/|\.cache|go-link|\$WORK|collect2/);
      if (each.place !== undefined) {
        const [first] = diagnosis?.places ?? [];
        expect(`${first?.file}:${first?.line}`).toBe(each.place);
      }
    },
    timeout,
  );
});
