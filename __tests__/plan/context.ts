import { join } from "node:path";
import { emulators } from "../../src/emulators/emulators.ts";
import type { PlanContext } from "../../src/plan/make-plan.ts";
import { layers, providers } from "../../src/toolchains/providers.ts";

/** What a plan is made from beside the inputs and the survey: all that the action has, no lock, and no cache of Go's. */
export function planContext(outDir: string, changes: Partial<PlanContext> = {}): PlanContext {
  const goCache = { kind: "left", reason: "a test" } as const;
  return {
    providers,
    layers,
    emulators,
    outDir,
    settings: [],
    lock: { file: join(outDir, "cgo-cross.lock"), lock: undefined },
    event: undefined,
    artifacts: { available: true, reason: undefined },
    goCaches: { build: goCache, modules: goCache },
    ...changes,
  };
}
