import type { Inputs } from "../inputs/inputs.ts";
import type { Machine } from "../survey/machine.ts";
import type { TargetSurvey } from "../survey/survey.ts";
import { targetName } from "../targets/target.ts";
import { type CToolchain, cSupport, needsCLinker } from "../targets/toolchains.ts";
import type { ToolchainPlan } from "./plan.ts";

/** Whether a target is built with cgo, why, and with what. */
export type CgoDecision =
  | { readonly kind: "off"; readonly why: string; readonly warning: string | undefined }
  | {
      readonly kind: "on";
      readonly why: string;
      readonly toolchain: ToolchainPlan;
      /** The dynamic loader of the target's C library; undefined where it has none. */
      readonly interpreter: string | undefined;
      /** Why the binary is linked static although nobody asked for it. */
      readonly staticBecause: string | undefined;
    }
  | { readonly kind: "problem"; readonly problem: string };

export type CgoQuestion = {
  readonly inputs: Inputs;
  readonly survey: TargetSurvey;
  readonly machine: Machine;
};

/** Decides for one target. Never leaves C out of a program that has it unless `cgo: off` says so. */
export function decideCgo(question: CgoQuestion): CgoDecision {
  const { inputs, survey } = question;
  const name = targetName(survey.target);
  const need = whyC(question);
  if (inputs.cgo === "off") {
    return leaveOut(question, need);
  }
  if (inputs.cgo === "auto" && need === undefined) {
    return { kind: "off", why: whyNoC(survey), warning: undefined };
  }
  if (!survey.platform.cgoSupported) {
    const reason = need ?? "cgo: on";
    return problem(`${name}: this Go has no cgo for it (${reason}); take it out of targets, or set \`cgo: off\``);
  }
  return withToolchain(question, need ?? "cgo: on");
}

function problem(sentence: string): CgoDecision {
  return { kind: "problem", problem: sentence };
}

/** Why the program cannot be built without C; undefined where it can. */
function whyC({ inputs, survey }: CgoQuestion): string | undefined {
  if (survey.need.required.length > 0) {
    return `C in ${list(survey.need.required)}`;
  }
  if (inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive") {
    return `buildmode ${inputs.buildmode}`;
  }
  const instrumented = inputs.goFlags.find((flag) => /^--?(race|msan|asan)(=true)?$/.test(flag));
  if (instrumented !== undefined && survey.target.os !== "darwin") {
    return instrumented;
  }
  if (needsCLinker(survey.target)) {
    return "Go links it with the system's own linker";
  }
  if (inputs.buildmode === "pie" && !hasInternalPie(survey)) {
    return "buildmode pie, which Go links with the C linker there";
  }
  return undefined;
}

/** Source: InternalLinkPIESupported in Go's internal/platform/supported.go. */
function hasInternalPie({ target }: TargetSurvey): boolean {
  const linux = ["amd64", "arm64", "loong64", "ppc64", "ppc64le", "s390x"];
  return target.os === "linux"
    ? linux.includes(target.arch)
    : ["android", "darwin", "ios", "windows"].includes(target.os);
}

function whyNoC(survey: TargetSurvey): string {
  const { optional } = survey.need;
  return optional.length === 0 ? "no C in it" : `only ${list(optional)} could use C, and have a pure Go form`;
}

function leaveOut({ inputs, survey }: CgoQuestion, need: string | undefined): CgoDecision {
  const name = targetName(survey.target);
  if (need === undefined || survey.need.required.length > 0) {
    const warning = need === undefined ? undefined : `${name}: left out as \`cgo: off\` asks: ${need}`;
    return { kind: "off", why: "cgo: off", warning };
  }
  const way = inputs.buildmode === "default" ? "set `cgo: auto`" : "set `cgo: auto`, or choose another buildmode";
  return problem(`${name}: cannot be built with \`cgo: off\` (${need}); ${way}`);
}

function withToolchain(question: CgoQuestion, why: string): CgoDecision {
  const { survey, machine } = question;
  const name = targetName(survey.target);
  const support = cSupport(survey.target, survey.environment.levels);
  const own = survey.target.os === machine.os && survey.target.arch === machine.arch;
  const { cxx } = survey.need;
  if (own && survey.hostCompilers.cc && (survey.hostCompilers.cxx || !cxx)) {
    const programs = { cc: survey.environment.cc, cxx: survey.environment.cxx, ar: survey.environment.ar };
    return {
      kind: "on",
      why,
      toolchain: { kind: "host", id: "host", cxx, programs },
      interpreter: support.kind === "toolchain" ? support.toolchain.interpreter : undefined,
      staticBecause: undefined,
    };
  }
  if (support.kind === "none") {
    return problem(`${name} needs C (${why}), but ${support.reason}`);
  }
  if (machine.aptMissing !== undefined) {
    return problem(`${name} needs a C compiler (${why}), but ${machine.aptMissing}; run on Debian or Ubuntu`);
  }
  const toolchain = own ? ownToolchain(support.toolchain) : support.toolchain;
  return {
    kind: "on",
    why,
    toolchain: aptToolchain(question.inputs, toolchain, cxx),
    interpreter: toolchain.interpreter,
    staticBecause: support.staticBecause,
  };
}

function aptToolchain(inputs: Inputs, toolchain: CToolchain, cxx: boolean): ToolchainPlan {
  const packages = cxx ? [...toolchain.c, ...toolchain.cxx] : toolchain.c;
  const sanitizers = inputs.goFlags.some((flag) => /^--?(asan|msan)(=true)?$/.test(flag));
  return { kind: "apt", id: toolchain.triple, cxx, toolchain, packages, sanitizers };
}

/** The machine's own target where it has no compiler installed: no distribution has a cross compiler for itself. */
function ownToolchain(toolchain: CToolchain): CToolchain {
  return { ...toolchain, c: ["gcc", "libc6-dev"], cxx: ["g++"], libraries: "." };
}

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

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
