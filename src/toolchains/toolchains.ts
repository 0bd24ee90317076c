import { NoSuchPackageError, rewordProblems, UnavailableError, UserError } from "../host/errors.ts";
import type { Host } from "../host/types.ts";
import type { LayerPlan, Plan, TargetPlan, ToolchainPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { type Outcome, outcomeOf, type Root, type Roots, readyValue } from "../roots/index.ts";
import type { Layer, Provider } from "./provider.ts";
import type { Toolchain } from "./toolchain.ts";

/** The toolchains of a plan, each to be waited for by itself. */
export type Toolchains = {
  /** A target's toolchain, with all that is layered on it; undefined where the target needs none. */
  readonly of: (target: TargetPlan) => Promise<Outcome<Toolchain>> | undefined;
};

export type ToolchainMakers = { readonly providers: readonly Provider[]; readonly layers: readonly Layer[] };

/** Opens every toolchain of a plan as soon as its roots are there. Throws nothing: each outcome tells for itself. */
export function openToolchains(
  host: Host,
  plan: Pick<Plan, "toolchains" | "targets">,
  { roots, providers, layers }: ToolchainMakers & { readonly roots: Pick<Roots, "of"> },
): Toolchains {
  const bare = new Map(
    plan.toolchains.map((each) => [
      each.id,
      outcomeOf(async () => {
        const provider = findById(providers, each.provider);
        return provider.open(host, each, await rootsOf(roots, each));
      }),
    ]),
  );
  const finished = new Map(
    plan.targets.flatMap((target) => {
      const toolchain = target.toolchain === undefined ? undefined : bare.get(target.toolchain);
      return toolchain === undefined
        ? []
        : [[targetName(target.target), outcomeOf(() => putOn(host, target, { toolchain, roots, layers }))] as const];
    }),
  );
  return { of: ({ target }) => finished.get(targetName(target)) };
}

type PutOn = {
  readonly toolchain: Promise<Outcome<Toolchain>>;
  readonly roots: Pick<Roots, "of">;
  readonly layers: readonly Layer[];
};

async function putOn(host: Host, target: TargetPlan, { toolchain, roots, layers }: PutOn): Promise<Toolchain> {
  let result = readyValue(await toolchain);
  for (const plan of target.layers) {
    const layer = findById(layers, plan.layer);
    const opened = await layer.open(host, plan, { toolchain: result, roots: await layerRoots(roots, plan, layer) });
    result = { ...opened, id: `${result.id}+${plan.id}` };
  }
  return result;
}

function rootsOf(roots: Pick<Roots, "of">, { roots: ids }: Pick<ToolchainPlan, "roots">): Promise<readonly Root[]> {
  return Promise.all(ids.map(async (id) => readyValue(await roots.of(id))));
}

/**
 * The error of a root names the layer that it is for. That there is no such package may be a user's slip, since users name
 * packages of libraries; that the distribution has none for an architecture is not.
 */
async function layerRoots(roots: Pick<Roots, "of">, plan: LayerPlan, { title }: Layer): Promise<readonly Root[]> {
  try {
    return await rootsOf(roots, plan);
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    const isSlip = !(error instanceof UnavailableError) || error instanceof NoSuchPackageError;
    const problems = rewordProblems(error.problems, (text) => `${title}: ${text}`);
    throw isSlip ? new UserError(problems, { cause: error }) : new UnavailableError(problems, { cause: error });
  }
}

/** The member of a list that a plan names. Plans are made from the same lists, so that anything else is a fault. */
export function findById<Member extends { readonly id: string }>(list: readonly Member[], id: string): Member {
  const found = list.find((each) => each.id === id);
  if (found === undefined) {
    throw new Error(`nothing is named ${id} among ${list.map((each) => each.id).join(", ")}`);
  }
  return found;
}
