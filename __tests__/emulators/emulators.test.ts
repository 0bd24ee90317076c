import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Emulator } from "../../src/emulators/emulator.ts";
import { emulators, startEmulators } from "../../src/emulators/emulators.ts";
import { UnavailableError, UserError, type Warning } from "../../src/host/errors.ts";
import type { RunPlan } from "../../src/plan/plan.ts";
import type { Outcome } from "../../src/roots/outcome.ts";
import type { Roots } from "../../src/roots/roots.ts";
import type { Root } from "../../src/roots/settle.ts";
import type { Machine } from "../../src/survey/machine.ts";
import { problem } from "../support/problems.ts";
import { recordWarnings } from "../support/warnings.ts";
import { makePlace, type Place } from "../survey/modules.ts";
import { alpine, debian, noApt, onlyTarget, planOf, rootIn, runOf } from "./questions.ts";

const args = ["--version", "a b"];

describe("the emulator of a target", () => {
  test("is chosen only where the program is to be run", () => {
    expect(planOf({ targets: "linux/arm64", inputs: { run: "false" } })).toMatchObject({
      targets: [{ run: { kind: "off" } }],
      emulators: [],
      roots: [],
    });
  });

  test.each<[string, Partial<Machine>]>([
    ["linux/amd64", {}],
    ["linux/arm64", { arch: "arm64" }],
    ["darwin/arm64", { os: "darwin", arch: "arm64", distribution: undefined, archive: alpine.archive }],
    ["windows/amd64", { os: "windows", distribution: undefined, archive: alpine.archive }],
  ])("%s is run natively on a machine of that platform", (targets, machine) => {
    expect(runOf({ targets, machine: { ...debian, ...machine } })).toEqual({
      kind: "run",
      emulator: "native",
      settings: {},
      args,
    });
  });

  test.each([
    ["linux/arm64", "qemu-aarch64"],
    ["linux/loong64", "qemu-loongarch64"],
    ["linux/mips", "qemu-mips"],
    ["linux/mipsle", "qemu-mipsel"],
    ["linux/mips64", "qemu-mips64"],
    ["linux/mips64le", "qemu-mips64el"],
    ["linux/ppc64", "qemu-ppc64"],
    ["linux/ppc64le", "qemu-ppc64le"],
    ["linux/riscv64", "qemu-riscv64"],
    ["linux/s390x", "qemu-s390x"],
  ])("%s is run by %s", (targets, program) => {
    expect(runOf({ targets })).toMatchObject({ kind: "run", emulator: "qemu", settings: { program }, args });
  });

  test("linux/amd64 is run by qemu-x86_64 on another processor", () => {
    const machine = { ...debian, arch: "arm64" };
    expect(runOf({ targets: "linux/amd64", machine })).toMatchObject({
      emulator: "qemu",
      settings: { program: "qemu-x86_64", flags: [] },
    });
  });

  test.each([
    ["linux/arm", { GOARM: "5" }, ["-cpu", "arm926"]],
    ["linux/arm", { GOARM: "6" }, ["-cpu", "arm1176"]],
    ["linux/arm", { GOARM: "6,softfloat" }, ["-cpu", "arm1176"]],
    ["linux/arm", { GOARM: "7" }, ["-cpu", "cortex-a7"]],
    ["linux/arm64", { GOARM64: "v8.0" }, ["-cpu", "cortex-a53"]],
    ["linux/arm64", { GOARM64: "v8.0,lse" }, ["-cpu", "max"]],
    ["linux/arm64", { GOARM64: "v9.0" }, ["-cpu", "max"]],
    ["linux/arm64", {}, ["-cpu", "max"]],
    ["linux/ppc64le", { GOPPC64: "power9" }, ["-cpu", "power9"]],
    ["linux/s390x", {}, []],
  ])("%s with %o is run on the oldest processor of that level", (targets, levels, flags) => {
    expect(runOf({ targets, levels })).toMatchObject({ emulator: "qemu", settings: { flags } });
  });

  test("linux/386 is run by the toolchain's loader where the processor can", () => {
    expect(runOf({ targets: "linux/386" })).toEqual({ kind: "run", emulator: "loader", settings: {}, args });
    expect(runOf({ targets: "linux/386", machine: { ...debian, arch: "arm64" } })).toEqual({
      kind: "none",
      reason: "qemu-i386 breaks the signals that Go programs live by",
    });
  });

  test("windows/amd64 is run by Wine on the processors that Wine runs on", () => {
    expect(runOf({ targets: "windows/amd64" })).toEqual({ kind: "run", emulator: "wine", settings: {}, args });
    expect(runOf({ targets: "windows/amd64", machine: { ...debian, arch: "arm64" } })).toEqual({
      kind: "none",
      reason: "there is no emulator for windows/amd64 here",
    });
  });

  test.each(["freebsd/amd64", "windows/386", "windows/arm64", "darwin/arm64", "js/wasm", "plan9/amd64"])(
    "%s has none, and the plan names the reason",
    (targets) => {
      expect(runOf({ targets })).toEqual({ kind: "none", reason: `there is no emulator for ${targets} here` });
    },
  );

  test.each(["linux/arm64", "linux/386", "windows/amd64", "freebsd/amd64"])(
    "%s has none on a machine without Linux",
    (targets) => {
      const machine = { ...alpine, os: "darwin", arch: "arm64", distribution: undefined };
      expect(runOf({ targets, machine })).toEqual({
        kind: "none",
        reason: "the emulators run on Linux only, and this machine runs darwin",
      });
    },
  );

  test.each(["linux/arm64", "windows/amd64"])(
    "%s has none on a machine without an archive, with the archive's reason",
    (targets) => {
      const plan = planOf({ targets, machine: alpine });
      expect(onlyTarget(plan).run).toEqual({ kind: "none", reason: noApt });
      expect([plan.emulators, plan.roots]).toEqual([[], []]);
    },
  );

  test.each(["linux/amd64", "linux/386"])("%s needs no archive", (targets) => {
    expect(runOf({ targets, machine: alpine }).kind).toBe("run");
  });
});

describe("the emulators of a plan", () => {
  const idsOf = (targets: string, machine = debian) => {
    const { emulators: planned, roots } = planOf({ targets, machine });
    return { emulators: planned.map(({ id }) => id), roots: roots.map(({ id }) => id) };
  };

  test("are each listed once, and only where something has to be there", () => {
    expect(idsOf("linux/amd64 freebsd/amd64")).toEqual({ emulators: [], roots: [] });
    expect(idsOf("linux/386")).toEqual({ emulators: [], roots: [] });
    const both = ["qemu", "wine"];
    expect(idsOf("linux/arm64 windows/amd64 linux/s390x")).toEqual({ emulators: both, roots: both });
  });

  test("have no root where the machine's own is used", () => {
    const machine = { ...debian, wine: "/usr/bin/wine" };
    expect(idsOf("windows/amd64", machine)).toEqual({ emulators: ["wine"], roots: [] });
  });
});

describe("startEmulators", () => {
  let place: Place;
  beforeAll(async () => {
    place = await makePlace("emulators");
  });
  afterAll(() => place.remove());

  /** Roots of which each is what a test says. */
  function rootsOf(outcomes: Readonly<Record<string, Outcome<Root>>>): Roots {
    return {
      of: async (id) => outcomes[id] ?? { kind: "failed", error: new Error(`no root of the plan is named ${id}`) },
      save: async () => {},
    };
  }

  type Start = {
    readonly targets: string;
    readonly roots?: Readonly<Record<string, Outcome<Root>>>;
    readonly list?: readonly Emulator[];
  };

  function start({ targets, roots = {}, list = emulators }: Start) {
    const plan = planOf({ targets });
    const { host, warnings } = recordingHost();
    const started = startEmulators(host, plan, { roots: rootsOf(roots), emulators: list });
    return { started, runs: plan.targets.map(({ run }) => run), warnings };
  }

  function recordingHost() {
    const { log, warnings } = recordWarnings(place.host.log);
    return { host: { ...place.host, log }, warnings };
  }

  const notUsable = (text: string): Warning => ({ code: "emulator-not-usable", text });

  const ready = (directory: string): Outcome<Root> => ({ kind: "ready", value: rootIn(directory) });

  /** Why the first target's emulator is absent, and what was warned of. Throws where it started. */
  async function absenceOf(
    question: Start,
  ): Promise<{ readonly reason: string; readonly warnings: readonly Warning[] }> {
    const { started, runs, warnings } = start(question);
    const outcome = await started.of(runs[0] ?? { kind: "off" });
    if (outcome?.kind !== "absent") {
      throw new Error("it started");
    }
    return { reason: outcome.reason, warnings };
  }

  test("gives each target the emulator of its plan, and the roots of that emulator's plan", async () => {
    const { started, runs } = start({ targets: "linux/amd64 linux/arm64 linux/s390x", roots: { qemu: ready("/q") } });
    const outcomes = await Promise.all(runs.map((run) => started.of(run)));
    expect(outcomes.map((outcome) => outcome?.kind)).toEqual(["ready", "ready", "ready"]);
    // One qemu for both.
    expect(outcomes[2]).toBe(outcomes[1]);
    const words = outcomes.map((outcome, index) => {
      const run = runs[index];
      return outcome?.kind === "ready" && run?.kind === "run"
        ? outcome.value.command({
            settings: run.settings,
            interpreter: undefined,
            sysroot: undefined,
            libraryPath: [],
            environment: {},
          }).words
        : undefined;
    });
    expect(words).toEqual([[], ["/q/bin/qemu-aarch64", "-cpu", "max"], ["/q/bin/qemu-s390x"]]);
    await started.stop();
  });

  test("starts nothing for a target that is not run", () => {
    const { started } = start({ targets: "linux/amd64" });
    expect(started.of({ kind: "off" })).toBeUndefined();
    expect(started.of({ kind: "none", reason: "a library has nothing to run" })).toBeUndefined();
  });

  test("says why this machine cannot have one, as the plan would, without a warning", async () => {
    const reason = "Debian GNU/Linux 12 (bookworm) has no package qemu-user";
    const roots = { qemu: { kind: "failed", error: new UnavailableError(problem(reason)) } } as const;
    expect(await absenceOf({ targets: "linux/arm64", roots })).toEqual({ reason, warnings: [] });
  });

  test("warns once of a root that could not be fetched, with the targets that are not run", async () => {
    const roots = {
      qemu: { kind: "failed", error: new UserError([problem("the mirror is gone"), problem("so is the other")]) },
    } as const;
    expect(await absenceOf({ targets: "linux/arm64 linux/s390x", roots })).toEqual({
      reason: "the mirror is gone; so is the other",
      warnings: [
        notUsable(
          "linux/arm64, linux/s390x: not run, because the emulator cannot be used: the mirror is gone; so is the other",
        ),
      ],
    });
  });

  test("takes whatever an emulator throws for the reason why it is absent; others start all the same", async () => {
    const missing = Object.assign(new Error("ENOENT: wineserver"), { syscall: "open" });
    const list = emulators.map((each) =>
      each.id === "native" ? { ...each, start: () => Promise.reject(missing) } : each,
    );
    const { started, runs, warnings } = start({
      targets: "linux/amd64 linux/arm64",
      roots: { qemu: ready("/q") },
      list,
    });
    const outcomes = await Promise.all(runs.map((run) => started.of(run)));
    expect(outcomes).toMatchObject([{ kind: "absent", reason: "ENOENT: wineserver" }, { kind: "ready" }]);
    expect(warnings).toEqual([
      notUsable("linux/amd64: not run, because the emulator cannot be used: ENOENT: wineserver"),
    ]);
    await started.stop();
  });

  test("says of a fault of the program that it is one, and takes no other emulator in its place", async () => {
    const plan = planOf({ targets: "linux/arm64" });
    const target = onlyTarget(plan);
    const run: RunPlan = { kind: "run", emulator: "box64", settings: {}, args: [] };
    const unknown = { emulators: plan.emulators, targets: [{ ...target, run }] };
    const roots = rootsOf({ qemu: ready("/q") });
    const { host, warnings } = recordingHost();
    const outcome = await startEmulators(host, unknown, { roots, emulators }).of(run);
    expect(outcome).toEqual({ kind: "absent", reason: "no emulator is named box64" });
    expect(warnings).toEqual([
      notUsable(expect.stringMatching(/cannot be used: Error: no emulator is named box64\n[\s\S]*Please report it/)),
    ]);
    // Nor one that is listed, and that this plan does not have.
    const other = start({ targets: "linux/amd64" });
    expect(other.started.of({ ...run, emulator: "qemu" })).toBeUndefined();
    expect((await absenceOf({ targets: "linux/arm64", list: [] })).reason).toBe("no emulator is named qemu");
  });

  test("stops every emulator that started, once all have", async () => {
    const stopped: string[] = [];
    const list = emulators.map((each) => ({
      ...each,
      start: async () => ({
        command: () => ({ name: undefined, words: [], environment: {} }),
        stop: async () => void stopped.push(each.id),
      }),
    }));
    const failing: Outcome<Root> = { kind: "failed", error: new UserError(problem("gone")) };
    const roots = { qemu: ready("/q"), wine: failing };
    const { started } = start({ targets: "linux/amd64 linux/arm64 windows/amd64", roots, list });
    await started.stop();
    expect(stopped.sort()).toEqual(["native", "qemu"]);
  });
});
