import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeLocalHost } from "../../src/host/local.ts";
import { runSmokeTest, type SmokeTest } from "../../src/verify/smoke-test.ts";
import { recordWarnings } from "../support/warnings.ts";
import { temporaryDirectory } from "./formats/samples.ts";

const directory = await temporaryDirectory();
const host = await makeLocalHost({ PATH: "/usr/bin:/bin" }, { artifactDirectory: directory });
afterAll(() => rm(host.scratchDirectory, { recursive: true }));

async function runScript(script: string, emulator?: string): Promise<SmokeTest> {
  const file = join(directory, "program");
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  const command = {
    name: emulator,
    words: emulator === undefined ? [] : ["/bin/sh"],
    environment: { PATH: "/usr/bin:/bin", GREETING: "hello" },
  };
  return runSmokeTest(host, { command, file, args: ["one", "two words"], directory });
}

test("a program that exits with code 0 passes, with its output", async () => {
  expect(await runScript('echo "$GREETING $# $2 in $(pwd)"')).toEqual({
    kind: "passed",
    emulator: undefined,
    seconds: expect.any(Number),
    output: `hello 2 two words in ${directory}`,
  });
});

test("an emulator's words stand in front of the program, and its name in the result", async () => {
  expect(await runScript("echo here", "qemu-arm")).toMatchObject({ kind: "passed", emulator: "qemu-arm" });
});

test("a program that exits with another code fails, with how and what it printed", async () => {
  expect(await runScript("echo first; echo no such database >&2; exit 3")).toEqual({
    kind: "failed",
    emulator: undefined,
    processor: undefined,
    end: { kind: "exit", code: 3 },
    log: ["first", "no such database"],
  });
});

test("of what a program printed that fails the beginning and the end are kept, which a cancel does not wait for", async () => {
  const failed = await runScript("echo first; yes 0123456789abcdef | head -c 100000000; echo; echo last; exit 3");
  if (failed.kind !== "failed") {
    throw new Error("it passed");
  }
  expect(failed.end).toEqual({ kind: "exit", code: 3 });
  expect([failed.log[0], failed.log.at(-1)]).toEqual(["first", "last"]);
  expect(failed.log.filter((line) => line.startsWith("… "))).toEqual([
    expect.stringMatching(/^… \(98\d{6} characters are left out\)$/),
  ]);
  expect(failed.log.join("\n").length).toBeLessThan(1.2 * 2 ** 20);
});

test("a program that is killed has crashed", async () => {
  expect(await runScript("kill -SEGV $$", "qemu-arm")).toMatchObject({
    kind: "failed",
    emulator: "qemu-arm",
    end: { kind: "signal", signal: "SIGSEGV" },
  });
});

test("a program that cannot be started fails", async () => {
  const command = { name: undefined, words: [], environment: { PATH: "/usr/bin:/bin" } };
  expect(await runSmokeTest(host, { command, file: "/no-such-program", args: [], directory })).toEqual({
    kind: "failed",
    emulator: undefined,
    processor: undefined,
    end: { kind: "not-started", reason: expect.stringContaining("no-such-program") },
    log: [],
  });
});

test("a program whose emulator cannot be started has not run, with a warning", async () => {
  const command = { name: "wine", words: ["no-such-emulator"], environment: { PATH: "/usr/bin:/bin" } };
  const { log, warnings } = recordWarnings(host.log);
  expect(await runSmokeTest({ ...host, log }, { command, file: "/bin/true", args: [], directory })).toEqual({
    kind: "not-run",
    reason: expect.stringContaining("no-such-emulator"),
  });
  expect(warnings).toEqual([
    {
      code: "emulator-not-usable",
      text: expect.stringMatching(/^true: not run, because the emulator cannot be used: .*no-such-emulator/),
    },
  ]);
});

test.each([
  ["exit 1", "not-run"],
  ["exit 0", "passed"],
])("a program that ends with %s where its emulator lacks a function has: %s", async (ending, kind) => {
  const inability = (output: string) => /no such call/.exec(output)?.[0];
  const command = { name: "wine", words: ["/bin/sh", "-c"], environment: { PATH: "/usr/bin:/bin" }, inability };
  const log = { ...host.log, warning: () => {} };
  const script = `echo no such call; ${ending}`;
  expect(await runSmokeTest({ ...host, log }, { command, file: script, args: [], directory })).toMatchObject(
    kind === "passed" ? { kind } : { kind, reason: "no such call" },
  );
});
