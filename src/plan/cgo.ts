import type { ErrorCode, Problem } from "../host/errors.ts";
import type { Inputs } from "../inputs/index.ts";
import { platformRow, targetName } from "../platforms/index.ts";
import type { PackageVerdict, TargetSurvey } from "../survey/index.ts";
import { askedExternalLinking, askedInstrumentation, askedNetcgo } from "./asked-flags.ts";
import type { PlanWarning } from "./plan.ts";
import { describeChain, describeVerdict, gravest, isHollow, isUnbuildable } from "./verdicts.ts";

/** Whether a target is built with cgo, and why. */
export type CgoDecision =
  | {
      readonly kind: "off";
      readonly reason: string;
      readonly note: string | undefined;
      /** Its text is the rest of a sentence that begins with the target's name. */
      readonly warning: PlanWarning | undefined;
    }
  | { readonly kind: "on"; readonly reason: string }
  /** The target is not built. */
  | { readonly kind: "refused"; readonly problem: Problem }
  /** It hangs on what the program loses without cgo, and nobody has looked yet: `survey.cgo.verdicts` is undefined. */
  | { readonly kind: "undecided" };

export type CgoQuestion = {
  readonly inputs: Inputs;
  readonly survey: TargetSurvey;
  /** The main module's path. */
  readonly modulePath: string;
};

/**
 * Decides for one target: what a native build there would do, with C wherever the program's C does something, unless `cgo`
 * says otherwise. Never leaves C out of a program that loses something without, unless it is asked to.
 */
export function decideCgo(question: CgoQuestion): CgoDecision {
  const { inputs, survey } = question;
  const { verdicts } = survey.cgo;
  const suspect = Object.values(survey.cgo.uses).some(({ isSuspect }) => isSuspect);
  if (suspect && verdicts === undefined) {
    return { kind: "undecided" };
  }
  const impossible = verdicts?.find(({ kind }) => kind === "impossible");
  if (impossible !== undefined) {
    return refuse(question, "package-not-for-target", `${describe(question, impossible)}; take it out of targets`);
  }
  if (inputs.cgo === "off") {
    return leaveOut(question);
  }
  if (asksForBoringCrypto(survey) && survey.cryptography !== "boring") {
    return refuse(
      question,
      "no-boringcrypto",
      "GOEXPERIMENT=boringcrypto has no effect there, since Go has no BoringCrypto for it; unset GOEXPERIMENT, or take the target out of targets",
    );
  }
  const reasons = reasonsAskedFor(question);
  const [asked] = reasons;
  const working = packagesThatWork(survey);
  if (asked !== undefined) {
    // What a person would name first: a program with C is not linked externally for -asan alone.
    return {
      kind: "on",
      reason: asked.loss === undefined && working.length > 0 ? `C in ${list(working)}` : asked.text,
    };
  }
  if (inputs.cgo === "on") {
    const { required } = survey.need;
    return { kind: "on", reason: required.length > 0 ? `C in ${list(required)}` : "cgo: on" };
  }
  if (inputs.cgo === "auto" && working.length > 0) {
    return { kind: "on", reason: `C in ${list(working)}` };
  }
  return decideByVerdicts(question);
}

/** It hangs on what the program loses: C does nothing here, or `cgo: needed`. */
function decideByVerdicts(question: CgoQuestion): CgoDecision {
  const { survey } = question;
  const { changed, verdicts } = survey.cgo;
  if (changed.length === 0 && survey.need.required.length === 0) {
    return { kind: "off", reason: pureGoReason(survey), note: undefined, warning: undefined };
  }
  if (verdicts === undefined) {
    return { kind: "undecided" };
  }
  const worst = gravest(verdicts);
  if (worst !== undefined && (isHollow(worst) || isUnbuildable(worst) || worst.kind === "lost")) {
    return { kind: "on", reason: describe(question, worst) };
  }
  const names = worst === undefined ? survey.need.required : changed;
  return {
    kind: "off",
    reason: `no cgo needed: ${list(names)} without C does the same`,
    note: undefined,
    warning: undefined,
  };
}

/**
 * Decides for a target that wants C and cannot have a compiler: what loses nothing, or goes on without, is built without.
 * @param problem Why there is no compiler, with the target's name.
 */
export function decideWithoutCompiler(question: CgoQuestion, problem: Problem): CgoDecision {
  const { inputs, survey } = question;
  const { verdicts, lists } = survey.cgo;
  const { code, text } = problem;
  const reasons = reasonsAskedFor(question);
  if (inputs.cgo === "on" || reasons.some(({ loss }) => loss === undefined) || lists.off === undefined) {
    return { kind: "refused", problem };
  }
  if (verdicts === undefined) {
    return { kind: "undecided" };
  }
  const worst = gravest(verdicts);
  const [asked] = reasons;
  const built = "built without cgo, since there is no C compiler for it here";
  const allowed = (text: string, place: PlanWarning["place"]) =>
    leftOut({ reason: "fallback: allow", warning: { code: "built-without-compiler", text, place } });
  const way = "`fallback: allow` builds it all the same";
  if (worst !== undefined && isUnbuildable(worst)) {
    return { kind: "refused", problem: { code, text: `${text}. ${describe(question, worst)}` } };
  }
  if (asked !== undefined) {
    // Go builds it without a word, and it is not what was asked for.
    return inputs.fallback === "refuse"
      ? { kind: "refused", problem: { code, text: `${text}; ${way}` } }
      : allowed(`${built}, ${asked.loss}`, undefined);
  }
  if (worst === undefined) {
    return { kind: "refused", problem };
  }
  if (isHollow(worst) && inputs.fallback === "refuse") {
    return { kind: "refused", problem: { code, text: `${text}. ${describe(question, worst)}; ${way}` } };
  }
  const said = `${built}: ${describe(question, worst)}`;
  return isHollow(worst) ? allowed(said, worst.import) : leftOut({ reason: "no C compiler for it here", note: said });
}

function refuse({ survey }: CgoQuestion, code: ErrorCode, text: string): CgoDecision {
  return { kind: "refused", problem: { code, text: `${targetName(survey.target)}: ${text}` } };
}

function describe({ modulePath }: CgoQuestion, verdict: PackageVerdict): string {
  return `${describeChain(verdict, modulePath)} ${describeVerdict(verdict)}`;
}

/** The packages outside the standard library whose C does something of its own. */
function packagesThatWork({ need, cgo }: TargetSurvey): readonly string[] {
  return need.required.filter((path) => cgo.uses[path]?.kind !== "nothing" && cgo.uses[path]?.kind !== "loads");
}

/** Why a program is built with C. */
type CgoReason = {
  readonly text: string;
  /** What a program without C is then, which Go builds without a word; undefined where Go cannot build it. */
  readonly loss: string | undefined;
};

/** What asks for C, whatever the program's packages do; the standard library's own C among it. */
function reasonsAskedFor(question: CgoQuestion): readonly CgoReason[] {
  const { inputs, survey } = question;
  const { optional } = survey.need;
  const { standard } = survey.cgo;
  const sources = { inputs, environment: survey.environment };
  const silent: readonly (readonly [string | undefined, string])[] = [
    [
      asksForBoringCrypto(survey) ? "GOEXPERIMENT=boringcrypto" : undefined,
      "although GOEXPERIMENT=boringcrypto is set: its cryptography is Go's own, not BoringCrypto",
    ],
    [
      standard.length > 0 ? `C in ${list(standard)}` : undefined,
      `although it uses C in ${list(standard)}: it may lack what that does, or fail at run time`,
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

/** `cgo: off`: what only fails without C is said, with its own words; of what does the same in Go nothing is. */
function leaveOut(question: CgoQuestion): CgoDecision {
  const { inputs, survey } = question;
  const { changed, verdicts } = survey.cgo;
  const reasons = reasonsAskedFor(question);
  const failing = reasons.find(({ loss }) => loss === undefined);
  if (failing !== undefined) {
    const way = inputs.buildmode === "default" ? "" : ", or choose another buildmode";
    return refuse(
      question,
      "cgo-needed",
      `cannot be built with \`cgo: off\` (${failing.text}); leave it out, for the default (cgo: auto)${way}`,
    );
  }
  if (changed.length > 0 && verdicts === undefined) {
    return { kind: "undecided" };
  }
  const worst = gravest(verdicts ?? []);
  if (worst !== undefined && isUnbuildable(worst)) {
    return refuse(
      question,
      "cgo-needed",
      `cannot be built with \`cgo: off\`: ${describe(question, worst)}; leave it out, for the default (cgo: auto)`,
    );
  }
  const code = "built-without-cgo";
  const built = "built without cgo because of `cgo: off`";
  const [first] = reasons;
  if (first !== undefined) {
    return leftOut({ warning: { code, text: `${built}, ${first.loss}`, place: undefined } });
  }
  if (worst === undefined || worst.kind === "none" || worst.kind === "fallback") {
    return leftOut({});
  }
  const text = `${built}: ${describe(question, worst)}`;
  return isHollow(worst)
    ? leftOut({ warning: { code, text: `${text}; set \`cgo: auto\` to build it with its C`, place: worst.import } })
    : leftOut({ note: text });
}

function leftOut(how: {
  readonly reason?: string;
  readonly note?: string;
  readonly warning?: PlanWarning;
}): CgoDecision {
  return { kind: "off", reason: how.reason ?? "cgo: off", note: how.note, warning: how.warning };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
