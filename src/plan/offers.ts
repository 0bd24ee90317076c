import type { Inputs } from "../inputs/index.ts";
import type { CAbi, Libc, TargetAbi } from "../platforms/index.ts";
import type { Distribution, Machine, TargetSurvey } from "../survey/index.ts";
import type { EmulatorPlan, LayerPlan, Settings, ToolchainPlan } from "./plan.ts";
import type { RootRequest } from "./root-request.ts";

/*
 * What the plan asks of those who can make something, and what they answer. All of it is pure: an offer is a decision, and
 * nothing has been fetched or started for it. The ones who answer are lists of values, handed to makePlan.
 */

/** What is asked for: a C toolchain for one target. */
export type ToolchainQuestion = {
  readonly inputs: Inputs;
  readonly machine: Machine;
  readonly survey: TargetSurvey;
  readonly abi: TargetAbi;
  /** The C library that the program is to be linked with. */
  readonly libc: Libc;
};

/** Why someone who makes such things cannot make this one. */
export type Declined = {
  readonly kind: "declined";
  /** The input that stands in the way; undefined where none does. */
  readonly input: "libc" | "libraries" | "glibc" | undefined;
  /**
   * The rest of a sentence: of "linux/arm64 needs C (…), but…", or, with an input, of "libc: linux/arm64…". With the remedy
   * in it: what to do instead.
   */
  readonly reason: string;
};

/** This is nothing that it makes: another compiler was asked for, or it is for other machines. */
export type Indifferent = { readonly kind: "indifferent" };

export const indifferent: Indifferent = { kind: "indifferent" };

/** Declines with a reason; see Declined. */
export function declined(reason: string, input?: Declined["input"]): Declined {
  return { kind: "declined", input, reason };
}

/** A toolchain as it would be, before anything is layered on it. */
export type ToolchainOffer = {
  readonly kind: "offer";
  readonly toolchain: ToolchainPlan;
  readonly roots: readonly RootRequest[];
  /** The ABI that it compiles for; undefined where no row of the platforms' table has it. */
  readonly abi: CAbi | undefined;
  /** The dynamic loader of its C library; undefined where it has none. */
  readonly interpreter: string | undefined;
  /** It finds the libraries that are installed on the machine, as the machine's own compiler does. */
  readonly findsInstalled: boolean;
  /** lld links, which must be told to name what glibc cannot link in; see flags.ts. */
  readonly lld: boolean;
  /** The release of the distribution that it is of; undefined: the machine's own. */
  readonly release: Distribution | undefined;
  /** Why its programs are linked static although nobody asked for it. */
  readonly staticReason: string | undefined;
  /** What is done otherwise than asked, and why. */
  readonly notes: readonly string[];
};

/** Who can make C toolchains: asked in order, and the first offer counts. */
export type ToolchainOffering = {
  readonly id: string;
  readonly offer: (question: ToolchainQuestion) => ToolchainOffer | Declined | Indifferent;
};

/** What is put on a toolchain: another C library, libraries to link with. */
export type LayerOffer = {
  readonly kind: "offer";
  readonly layer: LayerPlan;
  readonly roots: readonly RootRequest[];
  /** The C library that the toolchain has with it; undefined: as before. */
  readonly libc: Libc | undefined;
};

/** Who can put something on a toolchain: each is asked, in order. */
export type LayerOffering = {
  readonly id: string;
  readonly offer: (question: LayerQuestion) => LayerOffer | Declined | Indifferent;
};

export type LayerQuestion = ToolchainQuestion & {
  readonly base: ToolchainOffer;
  /** Everything is linked in. */
  readonly static: boolean;
};

/** What is asked of an emulator. */
export type EmulatorQuestion = {
  readonly machine: Machine;
  readonly survey: TargetSurvey;
  /** `-race`, `-msan` or `-asan` as it was asked for; undefined where none is. */
  readonly instrumentation?: string | undefined;
};

export type EmulatorOffer = {
  readonly kind: "offer";
  /** What it needs to be started; undefined where nothing has to be there. */
  readonly emulator: EmulatorPlan | undefined;
  readonly roots: readonly RootRequest[];
  /** What starting a program of this target takes. */
  readonly settings: Settings;
};

/** Who can run programs of a target on this machine: asked in order, and the first offer counts. */
export type EmulatorOffering = {
  readonly id: string;
  readonly offer: (question: EmulatorQuestion) => EmulatorOffer | Declined | Indifferent;
};
