import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { makePhases } from "../../src/commands/phases.ts";
import { makeLimit } from "../../src/host/limit.ts";

describe("makePhases", () => {
  it("records a wait for a turn and then the work, on the clock of the run", async () => {
    const limit = makeLimit(1);
    let time = 8000;
    const make = () => makePhases(3000, undefined, () => time);
    const [first, second] = [make(), make()];
    const work = async () => {
      await sleep(1);
      time += 50;
    };
    await Promise.all([first.limited(limit, "build")(work), second.limited(limit, "build")(work)]);
    expect(first.all()).toEqual([{ kind: "build", start: 5, end: 5.05 }]);
    expect(second.all()).toEqual([
      { kind: "turn", start: 5, end: 5.05 },
      { kind: "build", start: 5.05, end: 5.1 },
    ]);
  });

  it("records what failed, hands on what was thrown, and leaves out a wait that was none", async () => {
    let time = 0;
    const phases = makePhases(0, undefined, () => time);
    await phases.during("emulator", async () => {});
    await phases.during("verify", async () => {});
    const failing = phases.during("toolchain", async () => {
      time = 30;
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
