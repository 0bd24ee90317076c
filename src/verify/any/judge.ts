import { type Problem, problemsOf, problemTexts, rewordProblems } from "../../host/errors.ts";
import {
  platformRow,
  slicesOf,
  type Target,
  targetAbi,
  targetGoVariables,
  targetName,
  variantsOf,
} from "../../platforms/index.ts";
import { checkBinary, platformName } from "../check.ts";
import type { BinaryFacts } from "../formats/facts.ts";
import type { Requirement } from "../formats/format.ts";
import { describeHazards } from "../hazards.ts";
import { checkMinimumGlibc } from "../verify.ts";

/** What is asked of a binary for one target. */
export type Asked = {
  readonly static: boolean;
  /** The C library whose loader a dynamic program asks for; undefined: whichever the platform has. */
  readonly libc: "glibc" | "musl" | undefined;
  readonly glibc: string | undefined;
  readonly portable: boolean;
};

export type JudgeQuestion = {
  /** Where the binary can be read. */
  readonly file: string;
  readonly facts: BinaryFacts;
  /** What lies beside it, in small letters: Windows looks for DLLs there. */
  readonly beside: ReadonlySet<string>;
  /** What it has to be for; it may be any of them. Empty: what it says itself. */
  readonly targets: readonly Target[];
  readonly askedOf: (target: Target) => Asked;
};

export type Judgement = {
  /** Clauses without a subject; see checkBinary. */
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
};

/**
 * Says what is wrong with a binary of whatever origin. Without targets that is what is wrong by itself: it contradicts
 * itself, or its system does not load it.
 */
export async function judge({ facts, ...question }: JudgeQuestion): Promise<Judgement> {
  const parts = facts.slices?.map((slice) => ({ ...slice, format: facts.format })) ?? [facts];
  const universal = question.targets.find((target) => slicesOf(target).length > 0);
  if (universal !== undefined && (facts.slices !== undefined || question.targets.length === 1)) {
    return judgeUniversal({ facts, ...question }, universal);
  }
  const fitting = parts.filter((part) => question.targets.length === 0 || matching(part, question.targets).length > 0);
  if (fitting.length === 0) {
    return judgeForeign({ facts, ...question });
  }
  const judged = await Promise.all(fitting.map((part) => judgePart({ ...question, facts: part })));
  const name = (at: number) =>
    facts.slices === undefined ? "" : ` (its slice for ${platformName(fitting[at] ?? facts)})`;
  return {
    problems: judged.flatMap(({ problems }, at) => rewordProblems(problems, (text) => `${text}${name(at)}`)),
    notes: [...new Set(judged.flatMap(({ notes }) => notes))],
  };
}

/** An archive of objects for an unknown system counts as one for any. */
function matching({ os, arch }: BinaryFacts, targets: readonly Target[]): readonly Target[] {
  return targets.filter((target) => target.arch === arch && (os === undefined || target.os === os));
}

function judgeUniversal({ facts, askedOf }: JudgeQuestion, target: Target): Judgement {
  const slices = slicesOf(target).map((slice) => {
    const own = facts.slices?.find(({ arch }) => arch === slice.arch);
    return requirementFor({ ...facts, ...own }, slice, askedOf(slice));
  });
  const problems = checkBinary(facts, { ...requirementFor(facts, target, askedOf(target)), slices });
  return withHazards(facts, problems, askedOf(target).portable);
}

/** It is for none of the targets. */
function judgeForeign({ facts, targets, askedOf }: JudgeQuestion): Judgement {
  const [target, ...others] = targets;
  if (target === undefined) {
    return { problems: [], notes: [] };
  }
  const problems =
    others.length === 0
      ? checkBinary(facts, requirementFor(facts, target, askedOf(target)))
      : problemsOf("wrong-platform", [
          `is for ${platformName(facts)}, which is none of ${targets.map(targetName).join(", ")}`,
        ]);
  return { problems, notes: [] };
}

async function judgePart({ file, facts, beside, targets, askedOf }: JudgeQuestion): Promise<Judgement> {
  const { os, arch } = facts;
  const own = os === undefined || arch === undefined ? [] : [{ os, arch, variant: undefined }];
  const candidates = targets.length === 0 ? own : matching(facts, targets);
  const judged: Judgement[] = [];
  for (const target of candidates) {
    const asked = askedOf(target);
    // What lies beside it goes with it.
    const alone = {
      ...facts,
      needed: facts.needed.filter((name) => !(os === "windows" && beside.has(name.toLowerCase()))),
    };
    const problems = [
      ...checkBinary(alone, requirementFor(facts, target, asked)),
      ...problemsOf("foreign-interpreter", checkForeignLoader(facts, target)),
      ...(await checkMinimumGlibc(file, facts, os === "linux" ? asked.glibc : undefined)),
    ];
    judged.push(withHazards(facts, problems, asked.portable));
  }
  const known = judged.find(({ problems }) => problems.length === 0) ?? judged[0];
  const empty = facts.format === "archive" && arch === undefined;
  const unknown = empty
    ? "contains no object file that can be read"
    : `is for ${platformName(facts)}, which Go does not build for`;
  return known ?? { problems: [], notes: [unknown] };
}

function withHazards(facts: BinaryFacts, problems: readonly Problem[], portable: boolean): Judgement {
  const hazards = describeHazards(facts);
  return portable ? { problems: [...problems, ...hazards], notes: [] } : { problems, notes: problemTexts(hazards) };
}

/** What is not said of the target, such as its level or whether C is in it, is as the binary says itself. */
function requirementFor(facts: BinaryFacts, target: Target, asked: Asked): Requirement {
  const variable = variantsOf(target.arch)?.variable ?? "";
  const level = target.variant === undefined ? facts.go?.settings[variable] : targetGoVariables(target)[variable];
  const levels = level === undefined ? {} : { [variable]: level };
  const cgo = facts.go?.settings["CGO_ENABLED"];
  const libc = asked.libc ?? (asked.glibc === undefined ? undefined : "glibc");
  const abi = targetAbi(target, levels);
  const isProgram = facts.kind === "executable" || facts.kind === "shared-library";
  return {
    os: target.os,
    arch: target.arch,
    levels,
    kind: facts.kind,
    cgo: cgo === undefined ? undefined : cgo === "1",
    static: asked.static && isProgram,
    portable: asked.portable,
    glibc: asked.glibc,
    interpreter: libc === undefined || abi.kind === "none" ? undefined : abi.abi.interpreters[libc],
  };
}

/** Loaders of a system are in these directories, as its ABI says, and not in a store, a home or a build directory. */
const loaderDirectories = /^\/(lib[^/]*|libexec|usr\/(lib[^/]*|libexec|pkg)|system|apex)\//;

function checkForeignLoader({ kind, interpreter }: BinaryFacts, target: Target): readonly string[] {
  if (kind !== "executable" || interpreter === undefined || loaderDirectories.test(interpreter)) {
    return [];
  }
  const row = platformRow(target);
  const [abi] = row?.c.kind === "abis" ? row.c.abis : [];
  const usual = abi?.interpreters.glibc;
  return [
    `requests the interpreter ${interpreter}, which other machines do not have` +
      (usual === undefined ? "" : `; link with -Wl,--dynamic-linker=${usual}, or without C`),
  ];
}
