import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTarget } from "../../src/commands/target.ts";
import type { EmulatorOutcome } from "../../src/emulators/emulators.ts";
import { makeLimit } from "../../src/host/limit.ts";
import type { TargetResult } from "../../src/report/results.ts";
import { onlyTarget, planOf } from "../emulators/questions.ts";
import { goMod, mainFile, makePlace, type Place, writeFiles } from "../survey/modules.ts";
import { noSupplements } from "./no-supplements.ts";

let place: Place;
let directory: string;
beforeAll(async () => {
  place = await makePlace("emulator");
  directory = await writeFiles(join(place.directory, "app"), { "go.mod": goMod, "main.go": mainFile() });
});
afterAll(() => place.remove());

/** Makes a target that is to be run, given what became of its emulator. */
async function make(name: string, emulator: EmulatorOutcome): Promise<TargetResult> {
  const file = (await place.host.processes.find("go")) ?? "";
  const survey = { go: { file, version: "go1.26" }, directory };
  const plan = planOf({ targets: "linux/arm64", levels: { GOARM64: "v8.0" }, survey });
  const { result } = await makeTarget(place.host, {
    plan,
    target: onlyTarget(plan),
    toolkit: {
      toolchains: { of: () => undefined },
      supplements: noSupplements,
      emulators: { of: async () => emulator, stop: async () => {} },
    },
    slices: [],
    scratch: join(place.directory, name),
    started: Date.now(),
    limits: { build: makeLimit(1), verification: makeLimit(1) },
    told: [],
  });
  return result;
}

test("a binary passes without having run if its emulator is not there, and the reason is reported", async () => {
  const reason = "Debian GNU/Linux 12 (bookworm) has no package qemu-user; build this target on a newer release";
  const { outcome } = await make("none", { kind: "absent", reason });
  expect(outcome).toMatchObject({
    kind: "passed",
    binaries: [{ name: "app_linux_arm64", run: { kind: "not-run", reason } }],
  });
});

test("a binary passes without having run if its emulator is at fault when it is to run it", async () => {
  const command = () => {
    throw new Error("invalid settings for qemu");
  };
  const { outcome } = await make("fault", { kind: "ready", value: { command, stop: async () => {} } });
  expect(outcome).toMatchObject({
    kind: "passed",
    binaries: [{ run: { kind: "not-run", reason: "invalid settings for qemu" } }],
  });
});

test("the target fails if its program does", async () => {
  const command = () => ({
    name: "qemu-aarch64",
    words: ["/bin/sh", "-c", "echo no such database; exit 3"],
    environment: {},
  });
  const { outcome } = await make("ran", { kind: "ready", value: { command, stop: async () => {} } });
  expect(outcome).toMatchObject({
    kind: "failed",
    stage: "run",
    message: expect.stringMatching(
      /^app_linux_arm64: the program ended with exit code 3 under qemu-aarch64; last line of its output: no such database; set run-args/,
    ),
    diagnosis: { code: "exit-code" },
  });
});
