import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allMakers } from "../../src/commands/makers.ts";
import { makeTarget } from "../../src/commands/target.ts";
import { openToolkit } from "../../src/commands/toolkit.ts";
import { UserError } from "../../src/host/errors.ts";
import { makeLimit } from "../../src/host/limit.ts";
import type { Host } from "../../src/host/types.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Outcome } from "../../src/roots/outcome.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
import { planContext } from "../plan/context.ts";
import { problem } from "../support/problems.ts";
import { cFile, goMod, mainFile, makePlace, type Place, surveyIn, writeFiles } from "../survey/modules.ts";
import { noSupplements } from "./no-supplements.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("one target");
});
afterAll(() => place.remove());

const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;

/**
 * Makes a target of a program with C in it.
 * @param open What becomes of the toolchain, given the machine's own; `started` resolves when Go is first
 * started for the target.
 * @returns What Go was started for, in order, how the target ended, and what it waited for or was done for it.
 */
async function make(
  name: string,
  open: (ready: Outcome<Toolchain>, started: Promise<void>) => Promise<Outcome<Toolchain>>,
  { c = cFile(), supplements = noSupplements } = {},
): Promise<{ readonly commands: readonly string[]; readonly end: string; readonly phases: readonly string[] }> {
  const files = { "go.mod": goMod, "main.go": mainFile("unicode"), "c.go": c };
  const directory = await writeFiles(join(place.directory, name), files);
  const { survey, inputs } = await surveyIn(place.host, directory, { targets: own, archive: "none" });
  const { plan } = makePlan(inputs, survey, planContext(join(directory, "dist")));
  const [target] = plan.targets;
  if (target === undefined) {
    throw new Error("nothing was planned");
  }
  const toolkit = openToolkit(place.host, plan, { machine: survey.machine, makers: allMakers });
  const ready = await toolkit.toolchains.of(target);
  if (ready === undefined) {
    throw new Error("no toolchain was planned");
  }
  let start: () => void = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  const commands: string[] = [];
  const host: Host = {
    ...place.host,
    processes: {
      ...place.host.processes,
      run: async (command) => {
        if (command.file === plan.go.file) {
          commands.push(command.args[0] ?? "");
          start();
        }
        return place.host.processes.run(command);
      },
    },
  };
  const opening = open(ready, started);
  const limits = { build: makeLimit(1), verification: makeLimit(1) };
  const scratch = join(place.directory, `${name} scratch`);
  const { result } = await makeTarget(host, {
    plan,
    target,
    slices: [],
    toolkit: {
      ...toolkit,
      toolchains: { of: () => opening },
      supplements,
    },
    scratch,
    started: Date.now(),
    limits,
    told: [],
  });
  const { outcome, phases } = result;
  const end = outcome.kind === "failed" ? outcome.message : outcome.kind;
  // Whether it waits at all for what is there already is a matter of milliseconds.
  return { commands, end, phases: phases.map(({ kind }) => kind).filter((kind) => kind !== "turn") };
}

describe("makeTarget", () => {
  it("builds at once with a toolchain that is ready", async () => {
    const { phases, ...made } = await make("ready", async (ready) => ready);
    expect(made).toEqual({ commands: ["build"], end: "passed" });
    // On a busy machine what is ready is waited for, too.
    expect(phases.filter((kind) => kind !== "toolchain")).toEqual(["build", "verify"]);
  });

  it("prebuilds what needs no compiler while the toolchain is being fetched", async () => {
    const made = await make("slow", async (ready, started) => {
      await started;
      return ready;
    });
    expect(made).toEqual({
      commands: ["list", "build"],
      end: "passed",
      phases: ["toolchain", "prebuild", "build", "verify"],
    });
  });

  it("records how long it looked for what a build did not find", async () => {
    const c = 'package main\n\n// #error no config\nimport "C"\n';
    const supplements: typeof noSupplements = {
      of: async (...question) => {
        await sleep(50);
        return noSupplements.of(...question);
      },
    };
    const { end, phases } = await make("lacking", async (ready) => ready, { c, supplements });
    expect(end).toMatch(/no config/);
    expect(phases.filter((kind) => kind !== "toolchain")).toEqual(["build", "lookup"]);
  });

  it("builds nothing when the toolchain cannot be fetched", async () => {
    const made = await make("lost", async (_ready, started) => {
      await started;
      return { kind: "failed", error: new UserError(problem("the mirror is gone")) };
    });
    expect(made).toEqual({
      commands: ["list"],
      end: "the mirror is gone",
      phases: ["toolchain", "prebuild"],
    });
  });
});
