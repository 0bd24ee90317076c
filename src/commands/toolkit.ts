import { emulators, type StartedEmulators, startEmulators } from "../emulators/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan } from "../plan/index.ts";
import { ensureRoots, type RootKind, type Roots } from "../roots/index.ts";
import type { Machine } from "../survey/index.ts";
import { layers, openToolchains, providers, type Toolchains } from "../toolchains/index.ts";

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
