import { join } from "node:path";
import type { Limit } from "../host/index.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { targetFileSuffix } from "../platforms/index.ts";
import type { Packed } from "../publish/index.ts";
import type { TargetResult } from "../report/index.ts";
import type { Ending } from "./ending.ts";
import type { Told } from "./log-end.ts";
import type { Supplements } from "./supplements.ts";
import type { Toolkit } from "./toolkit.ts";

/** A target's result, and the files it has to deliver if it passed. */
export type TargetEnd = { readonly result: TargetResult; readonly packed: readonly Packed[] };

export type TargetWork = {
  readonly plan: Plan;
  readonly target: TargetPlan;
  readonly toolkit: Pick<Toolkit, "toolchains" | "emulators"> & { readonly supplements: Pick<Supplements, "of"> };
  /** A directory outside the module; each target has its own below it. */
  readonly scratch: string;
  /** The ends of the targets that it is joined from; none where Go builds it. */
  readonly slices: readonly Promise<TargetEnd>[];
  /** When the run began, as Date.now() gives it. */
  readonly started: number;
  /** How many targets are built at the same time, and, beside that, verified and packed. */
  readonly limits: { readonly build: Limit; readonly verification: Limit };
  /** What has been shown of targets that failed; one for the whole run. */
  readonly told: Told;
};

/** `toolchain`: the id of the one that it was built with. */
export type Made = Ending & { readonly toolchain: string | undefined };

/** Where a target's binaries are made. */
export function directoryOf({ scratch, target }: TargetWork): string {
  return join(scratch, targetFileSuffix(target.target));
}
