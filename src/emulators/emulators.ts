import { describeBriefly, describeError, describeForWarning, UnavailableError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { EmulatorPlan, Plan, RunPlan, TargetPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { type Roots, readyValue } from "../roots/index.ts";
import type { Emulator, StartedEmulator } from "./emulator.ts";
import { loader } from "./loader.ts";
import { native } from "./native.ts";
import { qemu } from "./qemu.ts";
import { wine } from "./wine.ts";

/** What runs programs on this machine; they are asked in this order. */
export const emulators: readonly Emulator[] = [native, loader, wine, qemu];

/** What came of an emulator. Where it is not there, its programs are not run, for this reason; that is no failure of theirs. */
export type EmulatorOutcome =
  | { readonly kind: "ready"; readonly value: StartedEmulator }
  | { readonly kind: "absent"; readonly reason: string };

/** The emulators of a plan; each can be waited for by itself. */
export type StartedEmulators = {
  /** The emulator of a target; undefined where its programs are not run. */
  readonly of: (run: RunPlan) => Promise<EmulatorOutcome> | undefined;
  /** Terminates what they left running. */
  readonly stop: () => Promise<void>;
};

export type EmulatorOptions = {
  readonly roots: Roots;
  readonly emulators: readonly Emulator[];
  /** See EmulatorUse; false where it is left out. */
  readonly lasting?: boolean;
};

/**
 * Starts every emulator of a plan as soon as its roots are ready. Throws nothing: whatever an emulator throws is the reason why
 * it is absent, and a warning, unless this machine cannot have it at all.
 */
export function startEmulators(
  host: Host,
  plan: Pick<Plan, "emulators" | "targets">,
  { roots, emulators: list, lasting = false }: EmulatorOptions,
): StartedEmulators {
  const ids = new Set(plan.targets.flatMap(emulatorsOf));
  const started = new Map(
    [...ids].map((id) => [
      id,
      start(host, { id, list, plan: plan.emulators, roots, lasting }).then(
        (value): EmulatorOutcome => ({ kind: "ready", value }),
        (error: unknown) => describeAbsence(host, error, namesOf(plan.targets, id)),
      ),
    ]),
  );
  return {
    of: (run) => (run.kind === "run" ? started.get(run.emulator) : undefined),
    stop: async () => {
      for (const outcome of await Promise.all(started.values())) {
        if (outcome.kind === "ready") {
          await outcome.value.stop();
        }
      }
    },
  };
}

/** Those that run a target's programs, and its tests. */
function emulatorsOf({ run, tests }: Pick<TargetPlan, "run" | "tests">): readonly string[] {
  return [run, tests].flatMap((each) => (each?.kind === "run" ? [each.emulator] : []));
}

type Start = {
  readonly id: string;
  readonly list: readonly Emulator[];
  readonly plan: readonly EmulatorPlan[];
  readonly roots: Roots;
  readonly lasting: boolean;
};

async function start(host: Host, { id, list, plan, roots, lasting }: Start): Promise<StartedEmulator> {
  const emulator = findEmulator(list, id);
  const own = plan.find((each) => each.id === id);
  const parts = await Promise.all((own?.roots ?? []).map(async (id) => readyValue(await roots.of(id))));
  return emulator.start(host, own, parts, { lasting });
}

/** `linux/arm64 and linux/s390x`: the targets whose programs an emulator was to run. */
function namesOf(targets: readonly TargetPlan[], emulator: string): string {
  const own = targets.filter((target) => emulatorsOf(target).includes(emulator));
  return own.map(({ target }) => targetName(target)).join(", ");
}

/** What this machine cannot have is in the report alone, as what the plan knows not to be there. */
function describeAbsence(host: Host, error: unknown, targets: string): EmulatorOutcome {
  if (!(error instanceof UnavailableError)) {
    warnNotRun(host, targets, error);
  }
  return { kind: "absent", reason: describeReason(error) };
}

/** Warns that programs are not run, and of what was thrown. `what`: a target, or several; or a file. */
export function warnNotRun(host: Pick<Host, "log">, what: string, error: unknown): void {
  const text = `${what}: not run, because the emulator cannot be used: ${describeForWarning(error)}`;
  host.log.warning({ code: "emulator-not-usable", text });
}

/** Why programs are not run, as a clause for the report. */
export function describeReason(error: unknown): string {
  return describeBriefly(describeError(error));
}

/** Throws for an unknown id: plans are made from the same list. */
function findEmulator(list: readonly Emulator[], id: string): Emulator {
  const found = list.find((each) => each.id === id);
  if (found === undefined) {
    throw new Error(`no emulator is named ${id}`);
  }
  return found;
}
