import { distinctProblems, type ErrorCode, type Problem } from "../host/errors.ts";
import type { Inputs } from "../inputs/index.ts";
import { type Libc, targetAbi, targetName } from "../platforms/index.ts";
import type { Machine, TargetSurvey } from "../survey/index.ts";
import { isLibraryMode } from "./cgo.ts";
import type {
  Declined,
  LayerOffer,
  LayerOffering,
  ToolchainOffer,
  ToolchainOffering,
  ToolchainQuestion,
} from "./offers.ts";
import type { ToolchainPlan } from "./plan.ts";
import type { RootRequest } from "./root-request.ts";

/** A target's toolchain, with all that is put on it. */
export type TargetToolchain = {
  readonly kind: "chosen";
  readonly base: ToolchainOffer;
  readonly layers: readonly LayerOffer[];
  readonly linking: Linking;
};

/** How a target with C is linked, as far as its toolchain and the inputs decide it. */
export type Linking = {
  /** Everything linked in. */
  readonly static: boolean;
  /** Why, where nobody asked for it. */
  readonly note: string | undefined;
};

export type ToolchainChoice = TargetToolchain | NoToolchain;

export type NoToolchain = {
  readonly kind: "none";
  /** Why no compiler can be had; undefined where only an input stands in the way of one. */
  readonly missing: Problem | undefined;
  /** What stands in the way. */
  readonly problems: readonly Problem[];
  /** The same of any target, a clause each; see Declined. */
  readonly reasons: readonly string[];
};

export type Offerings = {
  readonly providers: readonly ToolchainOffering[];
  readonly layers: readonly LayerOffering[];
};

export type TargetQuestion = {
  readonly inputs: Inputs;
  readonly machine: Machine;
  readonly survey: TargetSurvey;
  /** Why it needs C. */
  readonly reason: string;
};

/**
 * Asks each provider in turn for the toolchain of a target; the first offer that all layers can be put on counts. If there
 * is none, the problems are the reasons of the layers that stand in the way of an offer, or, where there was no offer, the
 * reasons of the providers.
 */
export function chooseToolchain(target: TargetQuestion, { providers, layers }: Offerings): ToolchainChoice {
  const { survey, reason } = target;
  if (!survey.platform.cgoSupported) {
    const text = `${targetName(survey.target)}: this Go has no cgo for it (${reason}); take it out of targets, or set \`cgo: off\``;
    const missing: Problem = { code: "no-cgo", text };
    return { kind: "none", missing, problems: [missing], reasons: ["this Go has no cgo for it"] };
  }
  const question = makeQuestion(target);
  const declined: Declined[] = [];
  const refused: Declined[] = [];
  for (const provider of providers) {
    const base = provider.offer(question);
    if (base.kind === "declined") {
      declined.push(base);
    } else if (base.kind === "offer") {
      const finished = putLayersOn(question, base, layers);
      if (finished.kind === "chosen") {
        return finished;
      }
      refused.push(...finished.reasons);
    }
  }
  return describeReasons(target, refused.length > 0 ? refused : declined);
}

function makeQuestion({ inputs, machine, survey }: TargetQuestion): ToolchainQuestion {
  const abi = targetAbi(survey.target, survey.environment.levels);
  return { inputs, machine, survey, abi, libc: askedLibc(inputs, survey) };
}

/** `libc` is for Linux: every other system has a C library of its own. */
function askedLibc(inputs: Inputs, { target }: TargetSurvey): Libc {
  return target.os === "windows" ? "mingw" : target.os === "linux" ? inputs.libc : "glibc";
}

type Finished = TargetToolchain | { readonly kind: "refused"; readonly reasons: readonly Declined[] };

function putLayersOn(question: ToolchainQuestion, base: ToolchainOffer, layers: readonly LayerOffering[]): Finished {
  const linking = decideLinking(question, base);
  const chosen: LayerOffer[] = [];
  const reasons: Declined[] = [];
  for (const each of layers) {
    const answer = each.offer({ ...question, base, static: linking.static });
    if (answer.kind === "declined") {
      reasons.push(answer);
    } else if (answer.kind === "offer") {
      chosen.push(answer);
    }
  }
  return reasons.length > 0 ? { kind: "refused", reasons } : { kind: "chosen", base, layers: chosen, linking };
}

function decideLinking({ inputs, libc }: ToolchainQuestion, { staticReason }: ToolchainOffer): Linking {
  if (isLibraryMode(inputs)) {
    return { static: inputs.static, note: undefined };
  }
  if (libc === "musl") {
    return { static: true, note: undefined };
  }
  if (staticReason !== undefined) {
    return { static: true, note: inputs.static ? undefined : `linked static: ${staticReason}` };
  }
  return { static: inputs.static, note: undefined };
}

function describeReasons({ survey, reason }: TargetQuestion, reasons: readonly Declined[]): NoToolchain {
  const name = targetName(survey.target);
  const general = [...new Set(reasons.filter(({ input }) => input === undefined).map((each) => each.reason))];
  const ofInputs = reasons.flatMap((each) =>
    each.input === undefined
      ? []
      : [{ code: codeOfInput[each.input], text: `${each.input}: ${name} ${each.reason}` } as const],
  );
  const but =
    reasons.length === 0
      ? "and nothing here makes that; take it out of targets, or set `cgo: off`"
      : `but ${general.join("; and ")}`;
  const missing =
    reasons.length > 0 && general.length === 0
      ? undefined
      : ({ code: "no-compiler", text: `${name} needs C (${reason}), ${but}` } as const);
  return {
    kind: "none",
    missing: ofInputs.length > 0 ? undefined : missing,
    problems: [...(missing === undefined ? [] : [missing]), ...distinctProblems(ofInputs)],
    reasons: reasons.length === 0 ? ["nothing here makes that"] : [...new Set(reasons.map((each) => each.reason))],
  };
}

/** Of which kind it is that an input stands in the way. */
const codeOfInput: Readonly<Record<NonNullable<Declined["input"]>, ErrorCode>> = {
  glibc: "glibc-not-possible",
  libc: "musl-not-possible",
  libraries: "libraries-not-possible",
};

/** Two targets may share a toolchain of which only one needs C++. */
export function mergeToolchains(plans: readonly ToolchainPlan[]): readonly ToolchainPlan[] {
  const merged = new Map<string, ToolchainPlan>();
  for (const plan of plans) {
    if (merged.get(plan.id)?.cxx !== true) {
      merged.set(plan.id, plan);
    }
  }
  return [...merged.values()];
}

/** The roots that a choice needs. */
export function rootsOfChoice({ base, layers }: TargetToolchain): readonly RootRequest[] {
  return [...base.roots, ...layers.flatMap((each) => each.roots)];
}
