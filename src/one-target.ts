import { join } from "node:path";
import { type BuildOutcome, type Built, buildTarget } from "./build/build.ts";
import { type Host, messageOf } from "./host/types.ts";
import type { Plan, TargetPlan } from "./plan/plan.ts";
import { type Proven, prove } from "./prove/prove.ts";
import type { Outcome } from "./provision/outcome.ts";
import type { Emulator, Provisions, Toolchain } from "./provision/provision.ts";
import { type Packed, packTarget } from "./publish/deliver.ts";
import type { BinaryResult, TargetOutcome, TargetResult } from "./report/results.ts";
import type { Turns } from "./targets/turns.ts";

/** A target's result, and the files it has to deliver if it passed. */
export type TargetEnd = { readonly result: TargetResult; readonly packed: readonly Packed[] };

export type TargetWork = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly provisions: Provisions;
  /** A directory outside the module; each target has its own below it. */
  readonly scratch: string;
  /** Its turn among the targets that are worked on at once. */
  readonly turn: Turns;
};

/**
 * The story of one target: its toolchain arrives, it is built; its emulator arrives, it is proven and packed.
 * It waits for what arrives without keeping others from their turn. Never throws.
 */
export async function makeTarget(host: Host, work: TargetWork): Promise<TargetEnd> {
  let seconds = 0;
  const timedTurn = <Result>(step: () => Promise<Result>) =>
    work.turn(async () => {
      const started = Date.now();
      return step().finally(() => {
        seconds += (Date.now() - started) / 1000;
      });
    });
  const end = await makeInTurns(host, work, timedTurn).catch((error: unknown) =>
    failed({ stage: "build", message: messageOf(error), log: [] }),
  );
  const { target, cgo, toolchain, notes } = work.target;
  logEnd(host, target, end, seconds);
  return { result: { target, cgo, toolchain, notes, outcome: end.outcome, seconds }, packed: end.packed };
}

type Ending = {
  readonly outcome: TargetOutcome;
  readonly packed: readonly Packed[];
  readonly log: readonly string[];
};

async function makeInTurns(host: Host, work: TargetWork, turn: Turns): Promise<Ending> {
  const { plan, target } = work;
  const arrived = target.toolchain === undefined ? undefined : await work.provisions.toolchains.get(target.toolchain);
  if (arrived?.kind === "failed") {
    return failed({ stage: "toolchain", message: arrived.message, log: [] });
  }
  const toolchain = arrived?.value;
  const into = join(work.scratch, target.fileSuffix);
  const built = await turn(() => {
    host.log.progress(`Building ${target.target}…`);
    return buildTarget(host, { plan, target, toolchain, into });
  });
  if (built.kind === "failed") {
    return failed({ stage: "build", message: built.message, log: built.log });
  }
  const emulator = emulatorOf(target);
  const ready = emulator === undefined ? undefined : await work.provisions.emulators.get(emulator);
  return turn(() => proveAndPack(host, work, { toolchain, emulator: ready, built, into }));
}

type Ready = {
  readonly toolchain: Toolchain | undefined;
  readonly emulator: Outcome<Emulator> | undefined;
  readonly built: Extract<BuildOutcome, { kind: "built" }>;
  readonly into: string;
};

async function proveAndPack(host: Host, { plan, target: planned }: TargetWork, ready: Ready): Promise<Ending> {
  const { toolchain, built, into } = ready;
  const target = withoutAbsentEmulator(planned, ready.emulator);
  if (ready.emulator?.kind === "failed" && target.run.kind === "run") {
    return failed({ stage: "run", message: ready.emulator.message, log: built.log });
  }
  const emulator = ready.emulator?.kind === "ready" ? ready.emulator.value : undefined;
  const binaries: readonly Built[] = built.binaries;
  const proof = await prove(host, { target, binaries, toolchain, emulator, directory: plan.module.directory });
  if (proof.kind === "failed") {
    return failed({ ...proof, log: [...built.log, ...proof.log] });
  }
  const packed = await packTarget(plan, proof.binaries, into).catch(messageOf);
  if (typeof packed === "string") {
    return failed({ stage: "publish", message: `the files could not be packed: ${packed}`, log: built.log });
  }
  const results = proof.binaries.flatMap((proven, index) => binaryResult(proven, packed[index]));
  const said = proof.binaries.flatMap(({ trial }) => (trial.kind === "passed" ? trial.output.split("\n") : []));
  return { outcome: { kind: "passed", binaries: results }, packed, log: [...built.log, ...said] };
}

function failed(failure: Omit<Extract<TargetOutcome, { kind: "failed" }>, "kind">): Ending {
  const { stage, message, log } = failure;
  return { outcome: { kind: "failed", stage, message, log: log.slice(-60) }, packed: [], log };
}

function emulatorOf({ run }: TargetPlan): "qemu" | "wine" | undefined {
  const kind = run.kind === "run" ? run.emulator.kind : undefined;
  return kind === "qemu" || kind === "wine" ? kind : undefined;
}

/** An emulator that this machine cannot have is no failure of the binary; it is reported as not run, with the reason. */
function withoutAbsentEmulator(target: TargetPlan, emulator: Outcome<Emulator> | undefined): TargetPlan {
  return emulator?.kind === "failed" && emulator.absent === true
    ? { ...target, run: { kind: "none", reason: emulator.message } }
    : target;
}

function binaryResult({ facts, trial }: Proven, packed: Packed | undefined): readonly BinaryResult[] {
  if (packed === undefined) {
    return [];
  }
  const { build, file, bytes, sha256, archive, header } = packed;
  return [{ file, name: build.file, bytes, sha256, facts, run: trial, archive, header }];
}

function logEnd(host: Host, target: string, { outcome, log }: Ending, seconds: number): void {
  const time = `${seconds.toFixed(1)} s`;
  const title =
    outcome.kind === "passed"
      ? `${target}: built and proven in ${time}`
      : `${target}: FAILED (${outcome.stage}) after ${time}: ${outcome.message}`;
  host.log.group(title, log);
}
