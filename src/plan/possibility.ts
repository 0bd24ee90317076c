import type { Inputs } from "../inputs/index.ts";
import { type Libc, slicesOf, systemOf, type Target, targetName } from "../platforms/index.ts";
import type { Machine, TargetSurvey } from "../survey/index.ts";
import type { EmulatorOffering } from "./offers.ts";
import { planRun } from "./run.ts";
import { chooseToolchain, type Offerings, rootsOfChoice } from "./toolchain.ts";

/** What can be made of a program with C for a target on a machine, and started there. */
export type Possibility = {
  readonly target: Target;
  readonly c: CPossibility;
  /** How such a program may be linked; undefined where there is no C compiler. */
  readonly linking: LinkingPossibility | undefined;
  readonly run: RunPossibility;
};

export type CPossibility =
  | {
      readonly kind: "compiler";
      /** `this machine's gcc`, `aarch64-linux-gnu-gcc` */
      readonly compiler: string;
      /** The provider's id: `host`, `gcc`, `clang`. */
      readonly provider: string;
      readonly libc: Libc | undefined;
      /** Something has to be fetched for it, or has been. */
      readonly fetched: boolean;
    }
  /** `reason`: a clause. */
  | { readonly kind: "none"; readonly reason: string };

export type LinkingPossibility = {
  readonly static: "always" | "possible" | "impossible";
  /** Whether it can be linked with musl; `reason`, a clause, is undefined on other systems than Linux. */
  readonly musl: { readonly kind: "possible" } | { readonly kind: "impossible"; readonly reason: string | undefined };
};

export type RunPossibility =
  | {
      readonly kind: "run";
      /** The emulator's id: `native`, `loader`, `wine`, `qemu`. */
      readonly emulator: string;
      /** The emulator's program, where it depends on the target: `qemu-aarch64`. */
      readonly program: string | undefined;
      readonly fetched: boolean;
    }
  | { readonly kind: "none"; readonly reason: string };

export type PossibilityQuestion = {
  /** The target's. */
  readonly inputs: Inputs;
  readonly machine: Machine;
  /** Of a program of which nothing is known; see describeAnyProgram. */
  readonly survey: TargetSurvey;
};

export type PossibilityContext = Offerings & {
  readonly emulators: readonly EmulatorOffering[];
  /** Why no program can be started that is fetched or built; undefined where it can. */
  readonly noexec: string | undefined;
};

/** Asks for a target those whom the plan asks, in its order: what they answer is what a build would get. */
export function describePossibility(question: PossibilityQuestion, context: PossibilityContext): Possibility {
  const c = describeC(question, context);
  return {
    target: question.survey.target,
    c,
    linking: c.kind === "none" ? undefined : describeLinking(question, context),
    run: describeRun(question, context),
  };
}

/** What can be made of a target that is joined from others is what can be made of each of them. */
export function joinPossibilities(target: Target, all: readonly Possibility[]): Possibility | undefined {
  const names = slicesOf(target).map(targetName);
  const slices = all.filter((each) => names.includes(targetName(each.target)));
  const least = slices.find(({ c }) => c.kind === "none") ?? slices[0];
  const run = (slices.find((each) => each.run.kind === "run") ?? least)?.run;
  return least === undefined || run === undefined ? undefined : { ...least, target, run };
}

function choose(question: PossibilityQuestion, context: PossibilityContext, changes: Partial<Inputs> = {}) {
  const { inputs, machine, survey } = question;
  return chooseToolchain({ inputs: { ...inputs, ...changes }, machine, survey, reason: "C" }, context);
}

function describeC(question: PossibilityQuestion, context: PossibilityContext): CPossibility {
  const choice = choose(question, context);
  if (choice.kind === "none") {
    return { kind: "none", reason: choice.reasons.join("; ") };
  }
  const fetched = rootsOfChoice(choice).length > 0;
  if (fetched && context.noexec !== undefined) {
    return { kind: "none", reason: context.noexec };
  }
  const { compiler, provider, libc } = choice.base.toolchain;
  const layered = choice.layers.findLast((each) => each.libc !== undefined)?.libc;
  return { kind: "compiler", compiler, provider, libc: layered ?? libc, fetched };
}

function describeLinking(question: PossibilityQuestion, context: PossibilityContext): LinkingPossibility {
  const { os } = question.survey.target;
  const plain = choose(question, context, { static: false });
  const withMusl = os === "linux" ? choose(question, context, { libc: "musl" }) : undefined;
  const canBeStatic =
    systemOf(os)?.canBeStatic === true && choose(question, context, { static: true }).kind === "chosen";
  return {
    static: plain.kind === "chosen" && plain.linking.static ? "always" : canBeStatic ? "possible" : "impossible",
    musl:
      withMusl?.kind === "chosen" ? { kind: "possible" } : { kind: "impossible", reason: withMusl?.reasons.join("; ") },
  };
}

function describeRun({ inputs, machine, survey }: PossibilityQuestion, context: PossibilityContext): RunPossibility {
  const { emulators, noexec } = context;
  const { run, roots } = planRun({ inputs: { ...inputs, run: true }, machine, survey, noexec }, emulators);
  if (run.kind !== "run") {
    return { kind: "none", reason: run.kind === "none" ? run.reason : "" };
  }
  const { program } = run.settings;
  return {
    kind: "run",
    emulator: run.emulator,
    program: typeof program === "string" ? program : undefined,
    fetched: roots.length > 0,
  };
}
