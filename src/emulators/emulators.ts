import type { Host } from "../host/types.ts";
import type { EmulatorPlan, Plan, RunPlan } from "../plan/index.ts";
import { type Outcome, outcomeOf, type Roots, readyValue } from "../roots/index.ts";
import type { Emulator, StartedEmulator } from "./emulator.ts";
import { loader } from "./loader.ts";
import { native } from "./native.ts";
import { qemu } from "./qemu.ts";
import { wine } from "./wine.ts";

/** What runs programs on this machine; they are asked in this order. */
export const emulators: readonly Emulator[] = [native, loader, wine, qemu];

/** The emulators of a plan; each can be waited for by itself. */
export type StartedEmulators = {
  /** The emulator of a target; undefined where its programs are not run. */
  readonly of: (run: RunPlan) => Promise<Outcome<StartedEmulator>> | undefined;
  /** Terminates what they left running. */
  readonly stop: () => Promise<void>;
};

/** Starts every emulator of a plan as soon as its roots are ready. Throws nothing: a failure is an outcome. */
export function startEmulators(
  host: Host,
  plan: Pick<Plan, "emulators" | "targets">,
  { roots, emulators: list }: { readonly roots: Roots; readonly emulators: readonly Emulator[] },
): StartedEmulators {
  const ids = new Set(plan.targets.flatMap(({ run }) => (run.kind === "run" ? [run.emulator] : [])));
  const started = new Map(
    [...ids].map((id) => [
      id,
      outcomeOf(() => start(host, { emulator: findEmulator(list, id), plan: plan.emulators, roots })),
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

type Start = { readonly emulator: Emulator; readonly plan: readonly EmulatorPlan[]; readonly roots: Roots };

async function start(host: Host, { emulator, plan, roots }: Start): Promise<StartedEmulator> {
  const own = plan.find(({ id }) => id === emulator.id);
  const parts = await Promise.all((own?.roots ?? []).map(async (id) => readyValue(await roots.of(id))));
  return emulator.start(host, own, parts);
}

/** Throws for an unknown id: plans are made from the same list. */
function findEmulator(list: readonly Emulator[], id: string): Emulator {
  const found = list.find((each) => each.id === id);
  if (found === undefined) {
    throw new Error(`no emulator is named ${id}`);
  }
  return found;
}
