import type { Emulator, EmulatorCommand, ProgramToRun } from "../../src/emulators/emulator.ts";
import { emulators } from "../../src/emulators/emulators.ts";
import { noGoCaches } from "../../src/go-caches/go-caches.ts";
import { problemTexts } from "../../src/host/errors.ts";
import type { Host } from "../../src/host/types.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { EmulatorOffer } from "../../src/plan/offers.ts";
import type { EmulatorPlan, Plan, RunPlan, TargetPlan } from "../../src/plan/plan.ts";
import type { Root } from "../../src/roots/settle.ts";
import type { Machine } from "../../src/survey/machine.ts";
import type { Survey } from "../../src/survey/survey.ts";
import { machine, makeInputs, makeSurvey, surveyTarget } from "../plan/questions.ts";

/** A machine with an archive and no program of its own that could start others. */
export const debian: Machine = machine;

export const noApt = "toolchains come from apt, and Alpine Linux v3.21 has no `apt-get`";

/** A machine that has no archive. */
export const alpine: Machine = { ...debian, archive: { kind: "missing", reason: noApt } };

export type PlanRequest = {
  /** `linux/arm64`; separated by spaces where there are several. */
  readonly targets: string;
  readonly machine?: Machine;
  /** The effective values of Go's variant variables. */
  readonly levels?: Readonly<Record<string, string>>;
  /** Beside the targets; by default the program is to be run. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly emulators?: readonly Emulator[];
  readonly survey?: Partial<Survey>;
};

/** The plan of a program without C that is run after it is built. Throws where there is a problem. */
export function planOf(request: PlanRequest): Plan {
  const { targets, machine = debian, levels, survey } = request;
  const environment = levels === undefined ? {} : { levels };
  const surveyed = targets.split(" ").map((name) => surveyTarget(name, { environment }));
  const inputs = makeInputs({ targets, ...(request.inputs ?? { run: "true", "run-args": "--version 'a b'" }) });
  const { plan, problems } = makePlan(inputs, makeSurvey(surveyed, { machine, ...survey }), {
    providers: [],
    layers: [],
    emulators: request.emulators ?? emulators,
    outDir: "/dist",
    settings: [],
    lock: { file: "/module/cgo-cross.lock", lock: undefined },
    event: undefined,
    artifacts: { available: true, reason: undefined },
    goCaches: noGoCaches.uses,
  });
  if (problems.length > 0) {
    throw new Error(problemTexts(problems).join("\n"));
  }
  return plan;
}

/** The only target of a plan. */
export function onlyTarget(plan: Plan): TargetPlan {
  const [target] = plan.targets;
  if (target === undefined) {
    throw new Error("the plan has no target");
  }
  return target;
}

/** How the plan has a target's program run. */
export function runOf(request: PlanRequest): RunPlan {
  return onlyTarget(planOf(request)).run;
}

/** What an emulator offers for a target. Throws where it offers nothing. */
export function offerOf(emulator: Emulator, target: string, machine: Machine = debian): EmulatorOffer {
  const answer = emulator.offer({ machine, survey: surveyTarget(target) });
  if (answer.kind !== "offer") {
    throw new Error(`${emulator.id} has no offer for ${target}: ${JSON.stringify(answer)}`);
  }
  return answer;
}

export type CommandRequest = {
  readonly settings?: ProgramToRun["settings"];
  readonly program?: Partial<Omit<ProgramToRun, "settings">>;
  readonly plan?: EmulatorPlan | undefined;
  readonly roots?: readonly Root[];
};

export const environment = { PATH: "/usr/bin", LD_LIBRARY_PATH: "/own" };

/** The command that starts a dynamic program of a toolchain in /sysroot, or what the request changes of that. */
export async function commandOf(host: Host, emulator: Emulator, request: CommandRequest): Promise<EmulatorCommand> {
  const started = await emulator.start(host, request.plan, request.roots ?? []);
  return started.command({
    settings: request.settings ?? {},
    interpreter: "/lib/ld-linux-aarch64.so.1",
    sysroot: "/sysroot",
    libraryPath: [],
    environment,
    ...request.program,
  });
}

/** A root of packages that lies in a directory. */
export function rootIn(directory: string): Root {
  const record = { schema: 2, request: "", resolved: "", packages: [], digest: "", fingerprint: "" } as const;
  return { directory, source: "disk", checked: "record", record, seconds: 0, bytesDownloaded: 0 };
}
