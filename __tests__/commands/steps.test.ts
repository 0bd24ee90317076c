import { describe, expect, it } from "vitest";
import { endSteps, fetchTeller, phaseTeller, tellEnd } from "../../src/commands/steps.ts";
import { makeTerminalLog } from "../../src/host/log.ts";
import type { Plan } from "../../src/plan/index.ts";

const [arm64, s390x] = [
  { os: "linux", arch: "arm64", variant: undefined },
  { os: "linux", arch: "s390x", variant: undefined },
];

/** Two targets, each with a compiler from a root of its own. */
const plan = {
  roots: [{ id: "root-arm64" }, { id: "root-s390x" }],
  toolchains: [
    { id: "gcc-arm64", roots: ["root-arm64"] },
    { id: "gcc-s390x", roots: ["root-s390x"] },
  ],
  emulators: [],
  targets: [arm64, s390x].map((target) => ({
    target,
    toolchain: `gcc-${target.arch}`,
    layers: [],
    run: { kind: "none" },
  })),
} as unknown as Plan;

describe("the steps of targets", () => {
  it("are their phases, with what is fetched for those that wait for it, until they have ended", () => {
    const log = makeTerminalLog({ write: () => true }, {});
    const shown = () => log.steps().map(({ name, kind, text, detail }) => [name, kind, detail ?? text]);
    const fetched = fetchTeller(log, plan);
    phaseTeller(log, arm64)("toolchain");
    phaseTeller(log, s390x)("toolchain");
    fetched("root-s390x", { bytes: 12_300_000, total: 42_000_000, left: 3 });
    expect(shown()).toEqual([
      ["linux/arm64", "waiting", "waiting for its compiler"],
      ["linux/s390x", "waiting", "fetching 12.3 of 42.0 MB"],
    ]);
    phaseTeller(log, arm64)("prebuild");
    fetched("root-arm64", { bytes: 1_000_000, total: 2_000_000, left: 1 });
    expect(shown()[0]).toEqual(["linux/arm64", "working", "fetching 1.0 of 2.0 MB"]);
    phaseTeller(log, arm64)("build");
    fetched("root-arm64", { bytes: 1, total: 2, left: 1 });
    fetched("root-s390x", { bytes: 42_000_000, total: 42_000_000, left: 0 });
    expect(shown()).toEqual([
      ["linux/arm64", "working", "building"],
      ["linux/s390x", "waiting", "unpacking 42.0 MB"],
    ]);
    tellEnd(log, arm64, { outcome: { kind: "passed", binaries: [] }, seconds: 4.2 });
    const outcome = { kind: "failed", stage: "toolchain", message: "m", log: [], stack: undefined } as const;
    tellEnd(log, s390x, { outcome, seconds: 72 });
    expect(shown()).toEqual([
      ["linux/arm64", "done", "done in 4.2 s"],
      ["linux/s390x", "failed", "failed (toolchain) after 1 min 12 s"],
    ]);
    endSteps(log);
    expect(shown()).toEqual([]);
  });
});
