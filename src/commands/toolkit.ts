import type { MirrorMemory } from "../archives/index.ts";
import { type StartedEmulators, startEmulators } from "../emulators/index.ts";
import type { Host } from "../host/types.ts";
import type { Plan } from "../plan/index.ts";
import { ensureRoots, type Roots } from "../roots/index.ts";
import type { Machine } from "../survey/index.ts";
import { openToolchains, type Toolchains } from "../toolchains/index.ts";
import { type Makers, rootKinds } from "./makers.ts";
import { fetchTeller } from "./steps.ts";

/** Everything that a plan needs to be there, each on its way: a target can start as soon as its own is there. */
export type Toolkit = {
  readonly roots: Roots;
  readonly toolchains: Toolchains;
  readonly emulators: StartedEmulators;
};

export type ToolkitOptions = {
  readonly machine: Machine;
  /** Those whose offers the plan is made of. */
  readonly makers: Makers;
  /** What is known of the run's mirrors. */
  readonly mirrors?: MirrorMemory;
  /** Where emulators make what outlives the run; in the run's own scratch directory, which does not, where absent. */
  readonly emulatorDirectory?: string;
};

/** Starts to ensure that everything of a plan is there. Throws nothing: each outcome tells for itself. */
export function openToolkit(host: Host, plan: Plan, options: ToolkitOptions): Toolkit {
  const { machine, makers, mirrors, emulatorDirectory = host.scratchDirectory } = options;
  const { lock, caches } = plan;
  const roots = ensureRoots(host, plan.roots, {
    machine,
    kinds: rootKinds(makers),
    cache: caches.roots,
    lock: lock.kind === "locked" ? lock.roots : undefined,
    ...(mirrors === undefined ? {} : { mirrors }),
    onFetch: fetchTeller(host.log, plan),
  });
  return {
    roots,
    toolchains: openToolchains(host, plan, { ...makers, roots }),
    emulators: startEmulators({ ...host, scratchDirectory: emulatorDirectory }, plan, {
      ...makers,
      roots,
      lasting: options.emulatorDirectory !== undefined,
    }),
  };
}
