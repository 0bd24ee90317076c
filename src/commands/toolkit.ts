import { emulators, type StartedEmulators, startEmulators } from "../emulators/emulators.ts";
import type { Host } from "../host/types.ts";
import type { Plan } from "../plan/plan.ts";
import type { RootKind } from "../roots/kind.ts";
import { ensureRoots, type Roots } from "../roots/roots.ts";
import type { Machine } from "../survey/machine.ts";
import { layers, providers } from "../toolchains/providers.ts";
import { openToolchains, type Toolchains } from "../toolchains/toolchains.ts";

/** What makes the roots usable that anyone requests. */
export const rootKinds: readonly RootKind[] = [...providers, ...layers, ...emulators].flatMap((each) => each.rootKinds);

/** Everything that a plan needs to be there, each on its way: a target can start as soon as its own is there. */
export type Toolkit = {
  readonly roots: Roots;
  readonly toolchains: Toolchains;
  readonly emulators: StartedEmulators;
};

/** Starts to ensure that everything of a plan is there. Throws nothing: each outcome tells for itself. */
export function openToolkit(host: Host, plan: Plan, machine: Machine): Toolkit {
  const { lock, caches } = plan;
  const roots = ensureRoots(host, plan.roots, {
    machine,
    kinds: rootKinds,
    cache: caches.roots,
    lock: lock.kind === "locked" ? lock.roots : undefined,
  });
  return {
    roots,
    toolchains: openToolchains(host, plan, { roots, providers, layers }),
    emulators: startEmulators(host, plan, { roots, emulators }),
  };
}
