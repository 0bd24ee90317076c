import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTarget } from "../../src/commands/target.ts";
import type { StartedEmulator } from "../../src/emulators/emulator.ts";
import { UnavailableError, UserError } from "../../src/host/errors.ts";
import { makeLimit } from "../../src/host/limit.ts";
import type { TargetResult } from "../../src/report/results.ts";
import type { Outcome } from "../../src/roots/outcome.ts";
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
async function make(name: string, emulator: Outcome<StartedEmulator>): Promise<TargetResult> {
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
    limits: { build: makeLimit(1), verification: makeLimit(1) },
  });
  return result;
}

test("a binary passes without having run if no emulator exists for this machine, and the reason is reported", async () => {
  const reason = "Debian GNU/Linux 12 (bookworm) has no package qemu-user; build this target on a newer release";
  const { outcome } = await make("none", { kind: "failed", error: new UnavailableError(reason) });
  expect(outcome).toMatchObject({
    kind: "passed",
    binaries: [{ name: "app_linux_arm64", run: { kind: "not-run", reason } }],
  });
});

test("the target fails if its emulator could not be fetched or started", async () => {
  const { outcome } = await make("lost", { kind: "failed", error: new UserError("the mirror is gone") });
  expect(outcome).toMatchObject({ kind: "failed", stage: "run", message: "the mirror is gone", stack: undefined });
});

test("a fault in an emulator is reported with its stack", async () => {
  const { outcome } = await make("fault", { kind: "failed", error: new Error("no emulator is named box64") });
  expect(outcome).toMatchObject({ kind: "failed", stage: "run", message: "no emulator is named box64" });
  expect(outcome.kind === "failed" && outcome.stack).toContain("absent-emulator.test.ts");
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
    message:
      "app_linux_arm64: the program exited with code 3 under qemu-aarch64; last line of its output: no such database",
  });
});
