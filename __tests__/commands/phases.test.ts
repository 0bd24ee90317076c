import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { makePhases } from "../../src/commands/phases.ts";
import { makeLimit } from "../../src/host/limit.ts";

describe("makePhases", () => {
  it("records a wait for a turn and then the work, on the clock of the run", async () => {
    const limit = makeLimit(1);
    const [first, second] = [makePhases(Date.now() - 5000), makePhases(Date.now() - 5000)];
    await Promise.all([
      first.limited(limit, "build")(() => sleep(50)),
      second.limited(limit, "build")(() => sleep(50)),
    ]);
    expect(first.all().map(({ kind }) => kind)).toEqual(["build"]);
    expect(second.all().map(({ kind }) => kind)).toEqual(["turn", "build"]);
    const [turn, build] = second.all();
    expect(turn?.start).toBeGreaterThanOrEqual(5);
    expect(build?.start).toBeGreaterThanOrEqual(first.all()[0]?.end ?? Number.POSITIVE_INFINITY);
  });

  it("records what failed, hands on what was thrown, and leaves out a wait that was none", async () => {
    const phases = makePhases(Date.now());
    await phases.during("emulator", async () => {});
    await phases.during("verify", async () => {});
    const failing = phases.during("toolchain", async () => {
      await sleep(30);
      throw new Error("the mirror is gone");
    });
    await expect(failing).rejects.toThrow("the mirror is gone");
    expect(phases.all().map(({ kind }) => kind)).toEqual(["verify", "toolchain"]);
  });

  it("tells the latest of what has begun and not ended", async () => {
    const told: string[] = [];
    const phases = makePhases(Date.now(), (kind) => told.push(kind));
    await phases.during("toolchain", () => phases.during("prebuild", async () => {}));
    await phases.limited(makeLimit(1), "build")(async () => {});
    expect(told).toEqual(["toolchain", "prebuild", "toolchain", "turn", "build"]);
  });
});
