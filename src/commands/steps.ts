import { type DownloadProgress, describeBytes } from "../archives/index.ts";
import type { Log, Step } from "../host/types.ts";
import { byteSize, duration } from "../host/units.ts";
import type { Plan } from "../plan/index.ts";
import { type Target, targetName } from "../platforms/index.ts";
import type { PhaseKind, TargetOutcome } from "../report/index.ts";
import { targetsOfRoot } from "./root-targets.ts";

/** What a target is doing, in the words of who watches it. */
const phaseSteps: Readonly<Record<PhaseKind, Step>> = {
  slices: { kind: "waiting", text: "waiting for the targets it is joined from" },
  toolchain: { kind: "waiting", text: "waiting for its compiler" },
  prebuild: { kind: "working", text: "compiling what needs no C compiler" },
  turn: { kind: "waiting", text: "waiting for its turn" },
  build: { kind: "working", text: "building" },
  lookup: { kind: "working", text: "looking up what the build did not find" },
  emulator: { kind: "waiting", text: "waiting for its emulator" },
  verify: { kind: "working", text: "verifying" },
};

/** The steps of who waits for something that may have to be fetched, whatever is done meanwhile. */
const fetchingTexts: ReadonlySet<string> = new Set(
  (["toolchain", "prebuild", "emulator"] as const).map((kind) => phaseSteps[kind].text),
);

type Steps = Pick<Log, "step" | "steps">;

/** Shows the phases of a target as its steps. */
export function phaseTeller(log: Steps, target: Target): (kind: PhaseKind) => void {
  return (kind) => log.step(targetName(target), phaseSteps[kind]);
}

/** Shows what is compiled for a target as long as it is built. */
export function progressTeller(log: Steps, target: Target): (text: string) => void {
  const name = targetName(target);
  return (detail) => {
    if (log.steps().some((step) => step.name === name && step.text === phaseSteps.build.text)) {
      log.step(name, { ...phaseSteps.build, detail });
    }
  };
}

/** Shows how a target ended, until the report does. */
export function tellEnd(log: Steps, target: Target, { outcome, seconds }: TargetEnded): void {
  const time = duration(seconds);
  log.step(
    targetName(target),
    outcome.kind === "passed"
      ? { kind: "done", text: `done in ${time}` }
      : { kind: "failed", text: `failed (${outcome.stage}) after ${time}` },
  );
}

type TargetEnded = { readonly outcome: TargetOutcome; readonly seconds: number };

/** Shows what is fetched of a root at the targets that wait for it. */
export function fetchTeller(log: Steps, plan: Plan): (root: string, progress: DownloadProgress) => void {
  const targets = new Map(plan.roots.map(({ id }) => [id, new Set(targetsOfRoot(plan, id))]));
  return (root, { bytes, total }) => {
    for (const { name, kind, text } of log.steps()) {
      if (fetchingTexts.has(text) && targets.get(root)?.has(name)) {
        const detail = bytes < total ? `fetching ${describeBytes(bytes, total)}` : `unpacking ${byteSize(total)}`;
        log.step(name, { kind, text, detail });
      }
    }
  };
}

/** There is nothing more to be said of what was under way. */
export function endSteps(log: Steps): void {
  for (const { name } of log.steps()) {
    log.step(name, undefined);
  }
}
