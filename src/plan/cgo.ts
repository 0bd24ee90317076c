import type { Inputs } from "../inputs/index.ts";
import { platformRow, targetName } from "../platforms/index.ts";
import type { TargetSurvey } from "../survey/index.ts";
import { askedExternalLinking, askedInstrumentation, askedNetcgo } from "./asked-flags.ts";

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
  const reasons = cgoReasons(question);
  if (inputs.cgo === "off") {
    return leaveOut(question, reasons);
  }
  if (asksForBoringCrypto(survey) && survey.cryptography !== "boring") {
    return problem(
      `${name}: GOEXPERIMENT=boringcrypto has no effect there, since Go has no BoringCrypto for it; unset GOEXPERIMENT, or take the target out of targets`,
    );
  }
  const need = reasons[0]?.text;
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

/** Why a program is built with C. */
type CgoReason = {
  readonly text: string;
  /** What a program without C is then, which Go builds without a word; undefined where Go cannot build it. */
  readonly loss: string | undefined;
};

/** Why the program is to be built with C; none where nothing asks for it. */
function cgoReasons(question: CgoQuestion): readonly CgoReason[] {
  const { inputs, survey } = question;
  const { required, optional } = survey.need;
  const sources = { inputs, environment: survey.environment };
  const silent: readonly (readonly [string | undefined, string])[] = [
    [
      asksForBoringCrypto(survey) ? "GOEXPERIMENT=boringcrypto" : undefined,
      "although GOEXPERIMENT=boringcrypto is set: its cryptography is Go's own, not BoringCrypto",
    ],
    [
      required.length > 0 ? `C in ${list(required)}` : undefined,
      `although it uses C in ${list(required)}: it may lack what that does, or fail at run time`,
    ],
    [
      optional.includes("net") ? askedNetcgo(sources) : undefined,
      "although the tag netcgo is set: it looks up names with Go's own resolver",
    ],
  ];
  const needed = [
    isLibraryMode(inputs) ? `buildmode ${inputs.buildmode}` : undefined,
    survey.target.os === "darwin" ? undefined : askedInstrumentation(sources),
    askedExternalLinking(sources),
    linkerReason(question),
  ];
  return [
    ...silent.flatMap(([text, loss]) => (text === undefined ? [] : [{ text, loss }])),
    ...needed.flatMap((text) => (text === undefined ? [] : [{ text, loss: undefined }])),
  ];
}

/** Why Go links with the C linker on that platform, whatever the program is. */
function linkerReason({ inputs, survey }: CgoQuestion): string | undefined {
  const row = platformRow(survey.target);
  if (row?.externalLinker === true) {
    return "Go links it with the system's own linker";
  }
  if (inputs.buildmode === "pie" && row?.internalPie !== true) {
    return "buildmode pie, which Go links with the C linker there";
  }
  return undefined;
}

/** The job asks for BoringCrypto, and the program has cryptography. */
function asksForBoringCrypto({ environment, cryptography }: TargetSurvey): boolean {
  return cryptography !== undefined && environment.goexperiment.split(",").includes("boringcrypto");
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

function leaveOut({ inputs, survey }: CgoQuestion, reasons: readonly CgoReason[]): CgoDecision {
  const name = targetName(survey.target);
  const failing = reasons.find(({ loss }) => loss === undefined);
  if (failing !== undefined) {
    const way = inputs.buildmode === "default" ? "" : ", or choose another buildmode";
    return problem(`${name}: cannot be built with \`cgo: off\` (${failing.text}); set \`cgo: auto\`${way}`);
  }
  const [first] = reasons;
  const warning = first === undefined ? undefined : `${name}: built without cgo because of \`cgo: off\`, ${first.loss}`;
  return { kind: "off", reason: "cgo: off", warning };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
