import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { archives } from "../../src/archives/archives.ts";
import type { Emulator, ProgramToRun } from "../../src/emulators/emulator.ts";
import { emulators, startEmulators } from "../../src/emulators/emulators.ts";
import { UserError } from "../../src/host/errors.ts";
import { makeToolStore } from "../../src/host/tools.ts";
import type { Host } from "../../src/host/types.ts";
import type { EmulatorQuestion } from "../../src/plan/offers.ts";
import { mergeRequests } from "../../src/plan/root-request.ts";
import { targetGoVariables } from "../../src/platforms/go-variables.ts";
import { knownPlatforms } from "../../src/platforms/table.ts";
import { ensureRoots, type Roots } from "../../src/roots/roots.ts";
import { type Machine, surveyMachine } from "../../src/survey/machine.ts";
import { runSmokeTest } from "../../src/verify/smoke-test.ts";
import { makeTarget, surveyTarget } from "../plan/questions.ts";
import { commandLineOf, processesCarrying } from "../support/process-table.ts";
import { repository } from "../support/runner.ts";
import { makePlace, type Place, writeFiles } from "../survey/modules.ts";
import { madeUp } from "./made-up.ts";
import { alpine, debian, onlyTarget, planOf } from "./questions.ts";

// What the plan and the smoke tests rely on, of every emulator: a new one needs a row in emulators.ts and a sample here.

/** A program that prints `greeting` and its arguments. */
type Sample = {
  /** A target that the emulator runs programs of, on the machine that runs these tests. */
  readonly target: string;
  readonly make: (host: Host, directory: string) => Promise<SampleProgram>;
};

type SampleProgram = { readonly file: string; readonly toRun?: Partial<ProgramToRun> };

const greeting = "hello from";

const hello = `package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

func main() { fmt.Println("${greeting}", runtime.GOOS, runtime.GOARCH, strings.Join(os.Args[1:], ",")) }
`;

import { problem } from "../support/problems.ts";

const samples: Readonly<Record<string, Sample>> = {
  native: { target: ownTarget(), make: (host, directory) => buildGo(host, directory, ownTarget()) },
  loader: { target: "linux/386", make: takeShell },
  wine: { target: "windows/amd64", make: (host, directory) => buildGo(host, directory, "windows/amd64") },
  qemu: { target: otherTarget(), make: (host, directory) => buildGo(host, directory, otherTarget()) },
  "made-up": { target: "plan9/amd64", make: (_, directory) => writeScript(directory, "plan9 $objtype") },
};

function ownTarget(): string {
  return `${process.platform === "win32" ? "windows" : process.platform}/${process.arch.replace("x64", "amd64")}`;
}

/** A Linux that this machine does not run by itself. */
function otherTarget(): string {
  return process.arch === "arm64" ? "linux/riscv64" : "linux/arm64";
}

/** A static program. */
async function buildGo(host: Host, directory: string, name: string): Promise<SampleProgram> {
  await writeFiles(directory, { "go.mod": "module example.com/hello\n\ngo 1.24\n", "main.go": hello });
  const target = makeTarget(name);
  const done = await host.processes.run({
    file: "go",
    args: ["build", "-o", "hello.exe", "."],
    directory,
    environment: { ...host.environment, ...targetGoVariables(target), CGO_ENABLED: "0" },
  });
  expect(done.exitCode, done.output).toBe(0);
  return { file: join(directory, "hello.exe") };
}

/** This machine's own shell, as if its loader and its C library were a toolchain's. */
async function takeShell(_: Host, directory: string): Promise<SampleProgram> {
  const interpreter = "/lib64/ld-linux-x86-64.so.2";
  const sysroot = join(directory, "sysroot");
  await mkdir(join(sysroot, "lib64"), { recursive: true });
  await symlink(interpreter, join(sysroot, interpreter));
  for (const libraries of ["/lib/x86_64-linux-gnu", "/lib64"]) {
    for (const name of await readdir(libraries).catch(() => [])) {
      await symlink(join(libraries, name), join(sysroot, "lib64", name)).catch(() => {});
    }
  }
  const { file } = await writeScript(directory, "linux 386");
  return { file: "/bin/sh", toRun: { sysroot, interpreter, environment: { PATH: "/usr/bin:/bin", SCRIPT: file } } };
}

async function writeScript(directory: string, platform: string): Promise<SampleProgram> {
  const file = join(directory, "hello");
  await writeFile(file, `echo "${greeting} ${platform} $(echo "$*" | tr " " ,)"\n`);
  return { file };
}

const machines: Readonly<Record<string, Machine>> = {
  "Debian on amd64": debian,
  "Debian on arm64": { ...debian, arch: "arm64" },
  "Debian on riscv64": { ...debian, arch: "riscv64" },
  "Debian with Wine": { ...debian, wine: "/usr/bin/wine" },
  Alpine: alpine,
  macOS: { ...alpine, os: "darwin", arch: "arm64", distribution: undefined },
  Windows: { ...alpine, os: "windows", distribution: undefined },
};

const targets: readonly string[] = [
  ...knownPlatforms.map(({ os, arch }) => `${os}/${arch}`),
  ...["linux/arm/v5", "linux/arm/v6", "linux/arm/v7", "linux/newer", "newer/amd64"],
];

/** Every machine with every target. */
const questions: readonly EmulatorQuestion[] = Object.values(machines).flatMap((machine) =>
  targets.map((target) => ({ machine, survey: surveyTarget(target) })),
);

/** Freezes a value with all that is in it: whoever writes to it throws. */
function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

const list: readonly Emulator[] = [...emulators, madeUp];

test("each emulator is listed once, and has a sample", () => {
  expect(list.map(({ id }) => id).sort()).toEqual(Object.keys(samples).sort());
});

test("each kind of root is made usable by one emulator alone", () => {
  const kinds = list.flatMap(({ rootKinds }) => rootKinds.map(({ kind }) => kind));
  expect([...new Set(kinds)]).toEqual(kinds);
});

test("two emulators never ask for different roots of one name", () => {
  for (const machine of Object.values(machines)) {
    const answers = targets.flatMap((target) =>
      list.map((each) => each.offer({ machine, survey: surveyTarget(target) })),
    );
    const requests = answers.flatMap((answer) => (answer.kind === "offer" ? answer.roots : []));
    const merged = mergeRequests(requests);
    expect(requests.filter((request) => !merged.some((each) => isDeepStrictEqual(each, request)))).toEqual([]);
  }
});

describe.each(list)("the emulator $id", (emulator) => {
  const answers = questions.map((question) => ({ question, answer: emulator.offer(question) }));
  const offers = answers.flatMap(({ question, answer }) => (answer.kind === "offer" ? [{ question, answer }] : []));

  test("answers the same question in the same way, and changes nothing in it", () => {
    for (const { question, answer } of answers) {
      expect(emulator.offer(freeze(structuredClone(question)))).toEqual(answer);
    }
  });

  test("answers in plain JSON", () => {
    for (const { answer } of answers) {
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    }
  });

  test("is the first to offer something for some target on some machine", () => {
    const before = list.slice(0, list.indexOf(emulator));
    const first = offers.filter(({ question }) => before.every((each) => each.offer(question).kind !== "offer"));
    expect(first).not.toEqual([]);
  });

  test("is not the one for every target", () => {
    expect(offers.length).toBeLessThan(answers.length);
  });

  test("plans its own start, with the roots that it asks for and can make usable", () => {
    const kinds = emulator.rootKinds.map(({ kind }) => kind);
    for (const { answer } of offers) {
      expect(answer.emulator?.id ?? emulator.id).toBe(emulator.id);
      expect(answer.roots.map(({ id }) => id)).toEqual(answer.emulator?.roots ?? []);
      expect(answer.roots.filter(({ kind }) => !kinds.includes(kind))).toEqual([]);
    }
  });

  test("plans one start for all targets of a machine", () => {
    for (const machine of Object.values(machines)) {
      const here = offers.filter(({ question }) => question.machine === machine).map(({ answer }) => answer);
      expect(new Set(here.map((offer) => JSON.stringify(offer.emulator))).size).toBeLessThanOrEqual(1);
      expect(() => mergeRequests(here.flatMap(({ roots }) => roots))).not.toThrow();
    }
  });

  test("asks for packages of the machine's own archive only", () => {
    for (const { question, answer } of offers) {
      const { archive } = question.machine;
      const asked = answer.roots.flatMap(({ content }) => (content.kind === "packages" ? [content.archive] : []));
      expect(asked.filter((id) => archive.kind === "missing" || archive.id !== id)).toEqual([]);
    }
  });

  test("gives the reason why it declines as the rest of a sentence", () => {
    for (const { answer } of answers) {
      expect(answer.kind === "declined" ? answer.reason : "a reason").toMatch(/^\S.*[^.\s]$/);
    }
  });

  describe("on this machine", () => {
    let place: Place;
    let host: Host;
    beforeAll(async () => {
      place = await makePlace(emulator.id);
      // Shared with the tests of the whole action, so that packages are fetched once.
      const tools = join(repository, "node_modules/.cache/cgo-cross-tests/tools");
      host = { ...place.host, toolDirectory: tools, tools: makeToolStore(tools) };
    });
    afterAll(() => place.remove());

    test("runs a program of its target, and leaves nothing running", async (context) => {
      const sample = samples[emulator.id];
      if (sample === undefined) {
        throw new Error(`${emulator.id} has no sample`);
      }
      const machine = await surveyMachine(host, { archives, clang: false });
      const answer = emulator.offer({ machine, survey: surveyTarget(sample.target) });
      if (answer.kind !== "offer") {
        context.skip(answer.kind === "declined" ? answer.reason : `this machine is not for ${emulator.id}`);
        return;
      }
      const plan = planOf({ targets: sample.target, machine, emulators: [emulator] });
      const { run } = onlyTarget(plan);
      const kinds = emulator.rootKinds;
      const cache = { kind: "off", reason: "a test" } as const;
      const roots = ensureRoots(host, plan.roots, { machine, kinds, cache, lock: undefined });
      const started = startEmulators(host, plan, { roots, emulators: [emulator] });
      const outcome = await started.of(run);
      if (outcome?.kind !== "ready" || run.kind !== "run") {
        throw new Error(outcome?.kind === "absent" ? outcome.reason : "nothing was started");
      }
      const directory = join(place.directory, "a program");
      await mkdir(directory);
      const { file, toRun } = await sample.make(host, directory);
      const command = outcome.value.command({
        settings: run.settings,
        interpreter: undefined,
        sysroot: undefined,
        libraryPath: [],
        environment: host.environment,
        ...toRun,
      });
      const script = toRun?.environment?.["SCRIPT"];
      const args = [...(script === undefined ? [] : [script]), "one", "two"];
      const ended = await runSmokeTest(host, { command, file, args, directory });
      const [os, arch] = sample.target.split("/");
      expect(ended).toMatchObject({ kind: "passed", output: `${greeting} ${os} ${arch} one,two` });
      await started.stop();
      await expect(outcome.value.stop()).resolves.toBeUndefined();
      if (host.os === "linux") {
        await expect.poll(() => processesCarrying(place.directory).map(commandLineOf), { timeout: 10_000 }).toEqual([]);
      }
    });

    test("is absent for the reason that its root failed for", async () => {
      const { question } = offers.find(({ answer }) => answer.roots.length > 0) ?? offers[0] ?? {};
      const plan = planOf({ targets: targetOf(question), machine: question?.machine ?? debian, emulators: [emulator] });
      const error = new UserError(problem("the mirror is gone"));
      const roots: Roots = { of: async () => ({ kind: "failed", error }), save: async () => {} };
      const started = startEmulators(host, plan, { roots, emulators: [emulator] });
      const outcome = await started.of(onlyTarget(plan).run);
      expect(outcome).toMatchObject(
        plan.roots.length === 0 ? { kind: "ready" } : { kind: "absent", reason: error.message },
      );
      await started.stop();
    });
  });
});

function targetOf(question: EmulatorQuestion | undefined): string {
  const { os, arch } = question?.survey.target ?? { os: "", arch: "" };
  return `${os}/${arch}`;
}
