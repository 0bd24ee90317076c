import type { Inputs } from "../inputs/index.ts";
import { platformRow, targetName } from "../platforms/index.ts";
import type { TargetSurvey } from "../survey/index.ts";

/** Whether a target is built with cgo, and why. */
export type CgoDecision =
  | { readonly kind: "off"; readonly reason: string; readonly warning: string | undefined }
  | { readonly kind: "on"; readonly reason: string }
  | { readonly kind: "problem"; readonly problem: string };

export type CgoQuestion = { readonly inputs: Inputs; readonly survey: TargetSurvey };

/** Decides for one target. Never leaves C out of a program that has it unless `cgo: off` says so. */
export function decideCgo(question: CgoQuestion): CgoDecision {
  const { inputs, survey } = question;
  const name = targetName(survey.target);
  const need = cgoReason(question);
  if (inputs.cgo === "off") {
    return leaveOut(question, need);
  }
  if (inputs.cgo === "auto" && need === undefined) {
    return { kind: "off", reason: pureGoReason(survey), warning: undefined };
  }
  if (!survey.platform.cgoSupported) {
    const reason = need ?? "cgo: on";
    return problem(`${name}: this Go has no cgo for it (${reason}); take it out of targets, or set \`cgo: off\``);
  }
  return { kind: "on", reason: need ?? "cgo: on" };
}

function problem(sentence: string): CgoDecision {
  return { kind: "problem", problem: sentence };
}

/** Why the program cannot be built without C; undefined where it can. */
function cgoReason({ inputs, survey }: CgoQuestion): string | undefined {
  if (survey.need.required.length > 0) {
    return `C in ${list(survey.need.required)}`;
  }
  if (isLibraryMode(inputs)) {
    return `buildmode ${inputs.buildmode}`;
  }
  const instrumented = inputs.goFlags.find((flag) => /^--?(race|msan|asan)(=true)?$/.test(flag));
  if (instrumented !== undefined && survey.target.os !== "darwin") {
    return instrumented;
  }
  const row = platformRow(survey.target);
  if (row?.externalLinker === true) {
    return "Go links it with the system's own linker";
  }
  if (inputs.buildmode === "pie" && row?.internalPie !== true) {
    return "buildmode pie, which Go links with the C linker there";
  }
  return undefined;
}

/** A library for C programs is built, not a program. */
export function isLibraryMode({ buildmode }: Pick<Inputs, "buildmode">): boolean {
  return buildmode === "c-shared" || buildmode === "c-archive";
}

function pureGoReason(survey: TargetSurvey): string {
  const { optional } = survey.need;
  if (optional.length === 0) {
    return "no C in it";
  }
  const forms = optional.length === 1 ? "has a pure Go version" : "have pure Go versions";
  return `no cgo needed: ${list(optional)} ${forms}`;
}

function leaveOut({ inputs, survey }: CgoQuestion, need: string | undefined): CgoDecision {
  const name = targetName(survey.target);
  if (need === undefined) {
    return { kind: "off", reason: "cgo: off", warning: undefined };
  }
  if (survey.need.required.length > 0) {
    const uses = `although it uses C in ${list(survey.need.required)}`;
    const warning = `${name}: built without cgo because of \`cgo: off\`, ${uses}: it may lack what that does, or fail at run time`;
    return { kind: "off", reason: "cgo: off", warning };
  }
  const way = inputs.buildmode === "default" ? "set `cgo: auto`" : "set `cgo: auto`, or choose another buildmode";
  return problem(`${name}: cannot be built with \`cgo: off\` (${need}); ${way}`);
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
