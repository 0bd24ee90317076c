import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Built } from "../../src/build/build.ts";
import type { StartedEmulator } from "../../src/emulators/emulator.ts";
import type { RunPlan, TargetPlan } from "../../src/plan/plan.ts";
import { targetGoVariables } from "../../src/platforms/go-variables.ts";
import { type VerificationQuestion, verify } from "../../src/verify/verify.ts";
import { onlyTarget, planOf } from "../emulators/questions.ts";
import { goMod, makePlace, type Place, writeFiles } from "../survey/modules.ts";

const main =
  'package main\n\nimport "os"\n\nfunc main() { println("ran", len(os.Args)-1); os.Exit(len(os.Args) - 1) }\n';

let place: Place;
let target: TargetPlan;
let built: Built;

beforeAll(async () => {
  place = await makePlace("verify");
  const { host } = place;
  const directory = join(place.directory, "app");
  await writeFiles(directory, { "go.mod": goMod, "main.go": main });
  // Of this machine's architecture, so that it can be run; an emulator is not what these tests are about.
  target = onlyTarget(planOf({ targets: `linux/${host.arch}`, levels: {}, inputs: {} }));
  const [build] = target.builds;
  if (build === undefined) {
    throw new Error("nothing is built");
  }
  built = { build, file: join(directory, build.file), header: undefined };
  const done = await host.processes.run({
    file: "go",
    args: ["build", "-o", built.file, "."],
    directory,
    environment: { ...host.environment, ...targetGoVariables(target.target), CGO_ENABLED: "0" },
  });
  expect(done.exitCode, done.output).toBe(0);
});
afterAll(() => place.remove());

/** Verifies the program as it was built for its own target, or what the question changes of that. */
function verifyWith(
  question: Partial<Omit<VerificationQuestion, "target">> & { readonly target?: Partial<TargetPlan> },
) {
  return verify(place.host, {
    binaries: [built],
    log: [],
    toolchain: undefined,
    emulator: undefined,
    directory: place.directory,
    ...question,
    target: { ...target, ...question.target },
  });
}

const run = (...args: readonly string[]): RunPlan => ({ kind: "run", emulator: "native", settings: {}, args });
const native: StartedEmulator = {
  command: ({ environment }) => ({ name: undefined, words: [], environment }),
  stop: async () => {},
};

test("a binary is verified with its facts and its size", async () => {
  const bytes = (await readFile(built.file)).length;
  expect(await verifyWith({})).toMatchObject({
    kind: "verified",
    binaries: [{ built, bytes, facts: { format: "elf", os: "linux", static: true }, smokeTest: { kind: "not-asked" } }],
  });
});

describe("a smoke test", () => {
  test("runs if the plan says so, and its result is part of what was verified", async () => {
    expect(await verifyWith({ target: { run: run() }, emulator: native })).toMatchObject({
      kind: "verified",
      binaries: [{ smokeTest: { kind: "passed", output: "ran 0" } }],
    });
  });

  test("that fails is a failure with the output", async () => {
    expect(await verifyWith({ target: { run: run("one") }, emulator: native })).toEqual({
      kind: "run-failed",
      program: built.build.file,
      interpreter: undefined,
      smokeTest: {
        kind: "failed",
        emulator: undefined,
        processor: undefined,
        end: { kind: "exit", code: 1 },
        log: ["ran 1"],
      },
    });
  });

  test("that cannot be run here is reported as not run, with the reason", async () => {
    const reason = "there is no emulator for it here";
    expect(await verifyWith({ target: { run: { kind: "none", reason } } })).toMatchObject({
      kind: "verified",
      binaries: [{ smokeTest: { kind: "not-run", reason } }],
    });
  });

  test("without its emulator is a fault, and not another emulator's", async () => {
    await expect(verifyWith({ target: { run: run() } })).rejects.toThrow(`no emulator was started for linux/`);
  });

  test("gets the emulator's settings from the plan, and the program's interpreter from the binary", async () => {
    const seen: unknown[] = [];
    const emulator: StartedEmulator = {
      command: (program) => {
        seen.push({ ...program, environment: undefined });
        return native.command(program);
      },
      stop: async () => {},
    };
    const settings = { program: "qemu-aarch64" };
    await verifyWith({ target: { run: { kind: "run", emulator: "qemu", settings, args: [] } }, emulator });
    expect(seen).toEqual([{ settings, interpreter: undefined, sysroot: undefined, libraryPath: [] }]);
  });
});

describe("a target fails", () => {
  test("if a binary is for another platform, and nothing is run then", async () => {
    const other = onlyTarget(planOf({ targets: "linux/s390x", inputs: {} }));
    const [build] = other.builds;
    const binaries = build === undefined ? [] : [{ ...built, build }];
    const outcome = await verifyWith({ binaries, target: { run: run() } });
    expect(outcome).toMatchObject({ kind: "failed", stage: "verify" });
    expect(outcome.kind === "failed" && outcome.problem.text).toMatch(
      /^app_linux_s390x is for linux\/\w+ .*, not linux\/s390x/,
    );
  });

  test("if a binary is damaged", async () => {
    const file = join(place.directory, "damaged");
    await writeFile(file, (await readFile(built.file)).subarray(0, 80));
    expect(await verifyWith({ binaries: [{ ...built, file }] })).toMatchObject({
      kind: "failed",
      stage: "verify",
      problem: { code: "binary-unreadable", text: expect.stringMatching(/^app_linux_\w+ cannot be read: /) },
    });
  });

  test("at its first binary that fails", async () => {
    const file = join(place.directory, "text");
    await writeFile(file, "no binary\n");
    const binaries = [built, { ...built, file }, { ...built, file: "/never read" }];
    expect(await verifyWith({ binaries })).toMatchObject({ kind: "failed", stage: "verify" });
  });
});

describe("calls that glibc cannot link in", () => {
  const log = [
    "/usr/bin/ld: /tmp/x.o: in function `lookup':",
    "main.go:6: warning: Using 'getaddrinfo' in statically linked applications requires at runtime the shared " +
      "libraries from the glibc version used for linking",
  ];

  test.each([
    ["fails", "failed"],
    ["noted", "verified"],
    [undefined, "verified"],
  ] as const)("with nss %s: the target has %s", async (nss, kind) => {
    expect((await verifyWith({ log, target: { nss } })).kind).toBe(kind);
  });
});
