import { codesOf, type Problem, problemTexts } from "../host/errors.ts";
import { describeVerdict, type Gravity, gravest, gravityOf, type Plan, type WayOut, wayOut } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import type { PackageVerdict, Survey, TargetSurvey } from "../survey/index.ts";
import { describeMore, manifestProblems } from "./codes.ts";
import { plainText } from "./format.ts";

export type Explanation = {
  readonly survey: Survey;
  readonly plan: Plan;
  /** What is wrong whatever the target. */
  readonly problems: readonly Problem[];
};

/** What is decided for a target. */
type Decision = { readonly cgo: "on" | "off" | "refused"; readonly reasons: readonly string[] };

/**
 * The analysis as a tree, for a person: targets of which the same is to be said stand together, and below them the ways from
 * each program to the packages that differ without cgo.
 */
export function describeExplanation({ survey, plan, problems }: Explanation): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const target of survey.targets) {
    const text = describeTarget(survey, plan, target).join("\n");
    groups.set(text, [...(groups.get(text) ?? []), targetName(target.target)]);
  }
  const advice = adviceOn(survey);
  const refused = [...survey.refused, ...plan.refused].flatMap((each) => each.problems);
  return [
    `${plainText(survey.modulePath)} with ${survey.go.version}`,
    ...[...groups].flatMap(([text, names]) => ["", names.join(", "), ...text.split("\n")]),
    ...survey.refused.flatMap(({ target, problems }) => [
      "",
      targetName(target),
      ...problems.map(({ text }) => `  ✗ ${text}`),
    ]),
    ...(advice.length === 0 ? [] : ["", "Without C:"]),
    ...advice.map(({ module, instead, but }) => `  ${module} → ${instead}${but === undefined ? "" : ` (${but})`}`),
    ...problems.map(({ text }) => `✗ ${text}`),
    ...describeMore(codesOf([...refused, ...problems]), undefined),
  ];
}

function describeTarget(survey: Survey, plan: Plan, target: TargetSurvey): readonly string[] {
  const { cgo, reasons } = decisionOn(plan, target);
  const mark = cgo === "refused" ? "✗ not built" : cgo === "on" ? "built with C" : "built without C";
  const name = targetName(target.target);
  // What several targets have in common is told once.
  const told = reasons.map((reason) => reason.replaceAll(name, "it").replace(/^it: /, ""));
  const libraries = target.requirements.map(({ kind, name: library }) => describeRequirement(kind, library));
  return [
    `  ${mark}: ${told.join("; ")}`,
    ...(libraries.length === 0 ? [] : [`  libraries: ${[...new Set(libraries)].join(", ")}`]),
    ...drawTree(makeTree(target, survey.modulePath)).map((line) => `  ${line}`),
  ];
}

const requirementNames = {
  "pkg-config": (name: string) => `${name} (pkg-config)`,
  library: (name: string) => `-l${name}`,
  header: (name: string) => `<${name}>`,
};

function describeRequirement(kind: keyof typeof requirementNames, name: string): string {
  return requirementNames[kind](name);
}

function decisionOn(plan: Plan, { target }: TargetSurvey): Decision {
  const name = targetName(target);
  const planned = plan.targets.find((each) => targetName(each.target) === name);
  if (planned !== undefined) {
    return { cgo: planned.cgo.enabled ? "on" : "off", reasons: [planned.cgo.reason] };
  }
  const refused = plan.refused.find((each) => targetName(each.target) === name);
  return { cgo: "refused", reasons: refused === undefined ? ["see below"] : problemTexts(refused.problems) };
}

/** A package on the way from a program to others, with what is said of it. */
type Node = { readonly path: string; readonly said: string[]; readonly below: Map<string, Node> };

function makeTree(target: TargetSurvey, modulePath: string): Node {
  const root: Node = { path: "", said: [], below: new Map() };
  for (const verdict of target.cgo.verdicts ?? []) {
    let at = root;
    for (const path of verdict.chain) {
      const next = at.below.get(path) ?? { path, said: [], below: new Map() };
      at.below.set(path, next);
      at = next;
    }
    at.said.push(...describePackage(verdict));
  }
  return shorten(root, modulePath);
}

/** What becomes of a package, and what of it is lost: functions that fail alike stand together. */
function describePackage(verdict: PackageVerdict): readonly string[] {
  const alike = new Map<string, string[]>();
  for (const { name, text = "" } of verdict.lost ?? []) {
    alike.set(text, [...(alike.get(text) ?? []), name]);
  }
  const lost = [...alike].map(([text, names]) => `${names.join(", ")}${text === "" ? "" : `: "${text.trim()}"`}`);
  const head = gravityNames[gravityOf(verdict)];
  const detail = verdict.error ?? (lost.length === 0 ? describeVerdict(verdict) : undefined);
  return [detail === undefined ? head : `${head}: ${detail}`, ...lost.map((line) => `  ${line}`)].map(shown);
}

/** Fit to be shown, as deep as it stands. */
function shown(line: string): string {
  const text = line.trimStart();
  return `${line.slice(0, line.length - text.length)}${plainText(text)}`;
}

const gravityNames: Readonly<Record<Gravity, string>> = {
  none: "none",
  fallback: "fallback",
  handled: "lost, handled",
  lost: "lost",
  stub: "stub",
  needed: "needed",
  impossible: "impossible",
};

function shorten(node: Node, modulePath: string): Node {
  const path = node.path.startsWith(`${modulePath}/`) ? node.path.slice(modulePath.length + 1) : node.path;
  return {
    ...node,
    path,
    below: new Map([...node.below].map(([key, each]) => [key, shorten(each, modulePath)])),
  };
}

function drawTree({ below }: Node): readonly string[] {
  const nodes = [...below.values()];
  return nodes.flatMap((node, at) => {
    const isLast = at === nodes.length - 1;
    const inner = [...node.said, ...drawTree(node)];
    return [
      `${isLast ? "└─" : "├─"} ${plainText(node.path)}`,
      ...inner.map((line) => `${isLast ? "  " : "│ "} ${line}`),
    ];
  });
}

/** For each module once; a package that loses nothing without C needs no other. */
function adviceOn(survey: Survey): readonly WayOut[] {
  const verdicts = survey.targets.flatMap(({ cgo }) => cgo.verdicts ?? []);
  const ways = verdicts
    .filter((verdict) => !["none", "fallback"].includes(verdict.kind))
    .flatMap(({ chain }) => chain.flatMap((path) => wayOut(path) ?? []));
  return [...new Set(ways)];
}

/** Goes up when a key is renamed, removed or changes its meaning; new keys leave it. */
const schema = 1;

/** The analysis as JSON: two spaces of indentation, a line break at the end. */
export function describeExplanationJson({ survey, plan, problems }: Explanation): string {
  const explained = {
    schema,
    module: survey.modulePath,
    go: survey.go.version,
    targets: survey.targets.map((target) => explainTarget(plan, target)),
    refused: survey.refused.map(({ target, problems }) => ({
      target: targetName(target),
      problems: manifestProblems(problems, undefined),
    })),
    advice: adviceOn(survey),
    problems: manifestProblems(problems, undefined),
  };
  return `${JSON.stringify(explained, undefined, 2)}\n`;
}

function explainTarget(plan: Plan, target: TargetSurvey) {
  const { need, cgo, requirements, target: asked } = target;
  const verdicts = cgo.verdicts ?? [];
  const worst = gravest(verdicts);
  return {
    target: targetName(asked),
    decision: decisionOn(plan, target),
    /** The gravest of the packages': what the program is without cgo. */
    verdict: worst?.kind ?? (cgo.standard.length > 0 ? "stub" : "none"),
    handled: worst?.kind === "lost" && worst.handled,
    packages: verdicts.map(explainPackage),
    withC: need.required,
    standardLibrary: [...need.optional, ...cgo.standard],
    cxx: need.cxx,
    libraries: requirements.map(({ kind, name, by }) => ({ kind, name, by })),
  };
}

function explainPackage({ package: path, kind, handled, error, lost, chain, import: place }: PackageVerdict) {
  return { package: path, verdict: kind, handled, error, lost, chain, import: place };
}
