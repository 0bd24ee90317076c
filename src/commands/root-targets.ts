import type { Plan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";

/** The targets of a plan that a root serves, by name. */
export function targetsOfRoot(plan: Plan, id: string): readonly string[] {
  const toolchains = new Set(plan.toolchains.filter(({ roots }) => roots.includes(id)).map((each) => each.id));
  const emulators = new Set(plan.emulators.filter(({ roots }) => roots.includes(id)).map((each) => each.id));
  return plan.targets
    .filter(
      ({ toolchain, layers, run, tests }) =>
        (toolchain !== undefined && toolchains.has(toolchain)) ||
        layers.some(({ roots }) => roots.includes(id)) ||
        [run, tests].some((each) => each?.kind === "run" && emulators.has(each.emulator)),
    )
    .map(({ target }) => targetName(target));
}
