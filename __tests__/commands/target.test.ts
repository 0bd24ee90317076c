import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTarget } from "../../src/commands/target.ts";
import { makeLimit } from "../../src/host/limit.ts";
import type { Host } from "../../src/host/types.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Outcome } from "../../src/roots/outcome.ts";
import type { Toolchain } from "../../src/toolchains/toolchain.ts";
import { type Provisions, provision } from "../../src/toolchains/toolchains.ts";
import { cFile, goMod, mainFile, makePlace, type Place, surveyIn, writeFiles } from "../survey/modules.ts";

let place: Place;
beforeAll(async () => {
  place = await makePlace("one target");
});
afterAll(() => place.remove());

const own = `${process.platform}/${process.arch.replace("x64", "amd64")}`;

/**
 * Makes a target of a program with C in it.
 * @param arrive What becomes of the toolchain, given what there is on this machine; `started` resolves when Go is first
 * started for the target.
 * @returns What Go was started for, in order, and how the target ended.
 */
async function make(
  name: string,
  arrive: (there: Outcome<Toolchain>, started: Promise<void>) => Promise<Outcome<Toolchain>>,
): Promise<{ readonly commands: readonly string[]; readonly end: string }> {
  const files = { "go.mod": goMod, "main.go": mainFile("unicode"), "c.go": cFile() };
  const directory = await writeFiles(join(place.directory, name), files);
  const { survey, inputs } = await surveyIn(place.host, directory, { targets: own, archive: "none" });
  const { plan } = makePlan(inputs, survey, join(directory, "dist"));
  const [target] = plan.targets;
  const provisions = provision(place.host, plan, {
    machine: survey.machine,
    cache: { kind: "off", reason: "a test" },
    lock: undefined,
  });
  const there = await provisions.toolchains.get("host");
  if (target === undefined || there === undefined) {
    throw new Error("nothing was planned");
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
  const arriving = arrive(there, started);
  const mine: Provisions = { ...provisions, toolchainOf: () => arriving };
  const turns = { build: makeLimit(1), verification: makeLimit(1) };
  const scratch = join(place.directory, `${name} scratch`);
  const { result } = await makeTarget(host, { plan, target, provisions: mine, scratch, turns });
  const { outcome } = result;
  return { commands, end: outcome.kind === "failed" ? outcome.message : outcome.kind };
}

describe("makeTarget", () => {
  it("builds at once with a toolchain that is there", async () => {
    expect(await make("there", async (there) => there)).toEqual({ commands: ["build"], end: "passed" });
  });

  it("compiles what it can while the toolchain is on its way", async () => {
    const made = await make("coming", async (there, started) => {
      await started;
      return there;
    });
    expect(made).toEqual({ commands: ["list", "build"], end: "passed" });
  });

  it("builds nothing when the toolchain does not come after all", async () => {
    const made = await make("lost", async (_there, started) => {
      await started;
      return { kind: "failed", message: "the mirror is gone" };
    });
    expect(made).toEqual({ commands: ["list"], end: "the mirror is gone" });
  });
});
