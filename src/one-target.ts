import { join } from "node:path";
import { buildTarget } from "./build/build.ts";
import type { Host } from "./host/types.ts";
import type { Plan, TargetPlan } from "./plan/plan.ts";
import { type Proven, prove } from "./prove/prove.ts";
import { messageOf, type Outcome } from "./provision/outcome.ts";
import type { Emulator, Provisions, Toolchain } from "./provision/provision.ts";
import { type Delivered, deliver } from "./publish/deliver.ts";
import type { BinaryResult, TargetOutcome, TargetResult } from "./report/results.ts";
import type { Turns } from "./targets/turns.ts";

/** A target's result, and what it delivered if it passed. */
export type TargetEnd = { readonly result: TargetResult; readonly delivered: readonly Delivered[] };

export type TargetWork = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly provisions: Provisions;
  /** A directory beside the final files, for this target alone. */
  readonly scratch: string;
  /** Its turn among the targets that are built at once. */
  readonly turn: Turns;
};

/** The story of one target: its toolchain arrives, it is built, proven, and put in its place. Never throws. */
export async function makeTarget(host: Host, work: TargetWork): Promise<TargetEnd> {
  const toolchain = await arrived(work.provisions.toolchains, work.target.toolchain);
  const emulator = await arrived(work.provisions.emulators, emulatorOf(work.target));
  return work.turn(async () => {
    const started = Date.now();
    const end = await makeWith(host, work, { toolchain, emulator }).catch((error: unknown): Ending => {
      return failed({ stage: "build", message: messageOf(error), log: [] });
    });
    const { target } = work;
    const seconds = (Date.now() - started) / 1000;
    logEnd(host, target, end, seconds);
    const { cgo, notes } = target;
    const result = { target: target.target, cgo, toolchain: target.toolchain, notes, outcome: end.outcome, seconds };
    return { result, delivered: end.delivered };
  });
}

type Needs = {
  readonly toolchain: Outcome<Toolchain> | undefined;
  readonly emulator: Outcome<Emulator> | undefined;
};

type Ending = {
  readonly outcome: TargetOutcome;
  readonly delivered: readonly Delivered[];
  readonly log: readonly string[];
};

async function arrived<Key, Value>(
  all: ReadonlyMap<Key, Promise<Outcome<Value>>>,
  key: Key | undefined,
): Promise<Outcome<Value> | undefined> {
  return key === undefined ? undefined : all.get(key);
}

function emulatorOf({ run }: TargetPlan): "qemu" | "wine" | undefined {
  const kind = run.kind === "run" ? run.emulator.kind : undefined;
  return kind === "qemu" || kind === "wine" ? kind : undefined;
}

async function makeWith(host: Host, work: TargetWork, needs: Needs): Promise<Ending> {
  const { plan } = work;
  if (needs.toolchain?.kind === "failed") {
    return failed({ stage: "toolchain", message: needs.toolchain.message, log: [] });
  }
  const toolchain = needs.toolchain?.value;
  const target = withoutAbsentEmulator(work.target, needs.emulator);
  if (needs.emulator?.kind === "failed" && target.run.kind === "run") {
    return failed({ stage: "run", message: needs.emulator.message, log: [] });
  }
  const into = join(work.scratch, target.fileSuffix);
  const built = await buildTarget(host, { plan, target, toolchain, into });
  if (built.kind === "failed") {
    return failed({ stage: "build", message: built.message, log: built.log });
  }
  const emulator = needs.emulator?.kind === "ready" ? needs.emulator.value : undefined;
  const { binaries } = built;
  const directory = plan.module.directory;
  const proof = await prove(host, { target, binaries, toolchain, emulator, directory });
  if (proof.kind === "failed") {
    return failed({ ...proof, log: [...built.log, ...proof.log] });
  }
  const delivered = await deliver(plan, proof.binaries, into).catch(messageOf);
  if (typeof delivered === "string") {
    return failed({ stage: "publish", message: `the files could not be put in place: ${delivered}`, log: built.log });
  }
  const results = proof.binaries.map((proven, index) => binaryResult(proven, delivered[index]));
  const log = [...built.log, ...proof.binaries.flatMap(({ trial }) => (trial.kind === "passed" ? [trial.output] : []))];
  return { outcome: { kind: "passed", binaries: results.flat() }, delivered, log };
}

function failed(failure: Omit<Extract<TargetOutcome, { kind: "failed" }>, "kind">): Ending {
  const { stage, message, log } = failure;
  return { outcome: { kind: "failed", stage, message, log: log.slice(-60) }, delivered: [], log };
}

/** An emulator that this machine cannot have is no failure of the binary; it is reported as not run, with the reason. */
function withoutAbsentEmulator(target: TargetPlan, emulator: Outcome<Emulator> | undefined): TargetPlan {
  return emulator?.kind === "failed" && emulator.absent === true
    ? { ...target, run: { kind: "none", reason: emulator.message } }
    : target;
}

function binaryResult({ facts, trial }: Proven, delivered: Delivered | undefined): readonly BinaryResult[] {
  if (delivered === undefined) {
    return [];
  }
  const { build, file, bytes, sha256, archive, header } = delivered;
  return [{ file, name: build.file, bytes, sha256, facts, run: trial, archive, header }];
}

function logEnd(host: Host, target: TargetPlan, end: Ending, seconds: number): void {
  const time = `${seconds.toFixed(1)} s`;
  const title =
    end.outcome.kind === "passed"
      ? `${target.target}: built and proven in ${time}`
      : `${target.target}: FAILED (${end.outcome.stage}) after ${time}: ${end.outcome.message}`;
  host.log.group(
    title,
    end.log.flatMap((text) => text.split("\n")),
  );
}
