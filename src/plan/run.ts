import type { Inputs } from "../inputs/index.ts";
import { targetName } from "../platforms/index.ts";
import type { Machine, TargetSurvey } from "../survey/index.ts";
import { askedInstrumentation } from "./asked-flags.ts";
import { isLibraryMode } from "./cgo.ts";
import type { EmulatorOffer, EmulatorOffering } from "./offers.ts";
import type { EmulatorPlan, RunPlan } from "./plan.ts";
import type { RootRequest } from "./root-request.ts";

/** How a target's binary is run after it is built, and what has to be there for that. */
export type RunDecision = {
  readonly run: RunPlan;
  readonly emulator: EmulatorPlan | undefined;
  readonly roots: readonly RootRequest[];
};

export type RunQuestion = {
  readonly inputs: Inputs;
  readonly machine: Machine;
  readonly survey: TargetSurvey;
  /** Why nothing that is built can be started here. */
  readonly noexec?: string | undefined;
};

/** Asks each emulator in turn whether it can run the target's programs here; the first that can is taken. */
export function planRun(question: RunQuestion, emulators: readonly EmulatorOffering[]): RunDecision {
  const { inputs, machine, survey, noexec } = question;
  if (!inputs.run) {
    return notRun({ kind: "off" });
  }
  if (isLibraryMode(inputs)) {
    return notRun({ kind: "none", reason: "a library has nothing to run" });
  }
  if (noexec !== undefined) {
    return notRun({ kind: "none", reason: noexec });
  }
  const reasons: string[] = [];
  const instrumentation = askedInstrumentation({ inputs, environment: survey.environment });
  for (const emulator of emulators) {
    const answer = emulator.offer({ machine, survey, instrumentation });
    if (answer.kind === "offer") {
      return decided(emulator.id, answer, inputs.runArgs);
    }
    if (answer.kind === "declined") {
      reasons.push(answer.reason);
    }
  }
  const reason = reasons.length > 0 ? reasons.join("; ") : `there is no emulator for ${targetName(survey.target)} here`;
  return notRun({ kind: "none", reason });
}

function notRun(run: RunPlan): RunDecision {
  return { run, emulator: undefined, roots: [] };
}

function decided(id: string, { settings, emulator, roots }: EmulatorOffer, args: readonly string[]): RunDecision {
  return { run: { kind: "run", emulator: id, settings, args }, emulator, roots };
}
