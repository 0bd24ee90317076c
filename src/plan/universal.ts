import { type Problem, rewordProblems } from "../host/errors.ts";
import type { RunInputs } from "../inputs/index.ts";
import { slicesOf, type Target, targetFileSuffix, targetName } from "../platforms/index.ts";
import type { RefusedTarget } from "./left-out.ts";
import type { BuildPlan, RunPlan, TargetPlan } from "./plan.ts";

export type UniversalQuestion = {
  readonly inputs: Pick<RunInputs, "asked" | "build">;
  readonly machine: { readonly arch: string };
  /** The plans of the targets that Go builds. */
  readonly targets: readonly TargetPlan[];
  readonly unbuilt: readonly RefusedTarget[];
};

/** What is built and joined, and what is not. */
export type Joined = { readonly targets: readonly TargetPlan[]; readonly unbuilt: readonly RefusedTarget[] };

/**
 * Adds the targets that are joined from others, behind those. What was only to be joined is marked as such, and left out
 * where it comes to nothing; why it cannot be built is then the reason of the universal target.
 */
export function planUniversal({ inputs, machine, targets, unbuilt }: UniversalQuestion): Joined {
  const universal = inputs.build ? inputs.asked.filter((target) => slicesOf(target).length > 0) : [];
  if (universal.length === 0) {
    return { targets, unbuilt };
  }
  const answers = universal.map((target) => join(target, { machine, targets, unbuilt }));
  const joined = answers.flatMap((answer) => (answer.kind === "joined" ? [answer.plan] : []));
  const refused = answers.flatMap((answer) => (answer.kind === "refused" ? [answer.refused] : []));
  const asked = new Set(inputs.asked.map(targetName));
  const needed = universal.filter((target) => !refused.some((each) => each.target === target)).flatMap(slicesOf);
  const kept = targets.flatMap((plan) => {
    const isNeeded = needed.some((slice) => targetName(slice) === targetName(plan.target));
    return asked.has(targetName(plan.target)) ? [plan] : isNeeded ? [onlyToJoin(plan)] : [];
  });
  return {
    targets: placeBehind(kept, joined),
    unbuilt: [...unbuilt.filter(({ target }) => asked.has(targetName(target))), ...refused],
  };
}

/** Each joined target behind the last of its slices. */
function placeBehind(targets: readonly TargetPlan[], joined: readonly TargetPlan[]): readonly TargetPlan[] {
  const names = targets.map(({ target }) => targetName(target));
  return targets.flatMap((plan, at) => [
    plan,
    ...joined.filter(({ slices }) => Math.max(...slices.map((name) => names.indexOf(name))) === at),
  ]);
}

/** Nothing is delivered of it. */
function onlyToJoin(plan: TargetPlan): TargetPlan {
  return { ...plan, asked: false, builds: plan.builds.map((build) => ({ ...build, archive: undefined })) };
}

type Answer =
  | { readonly kind: "joined"; readonly plan: TargetPlan }
  | { readonly kind: "refused"; readonly refused: RefusedTarget }
  /** A slice is not decided yet. */
  | { readonly kind: "undecided" };

type JoinQuestion = Pick<UniversalQuestion, "machine" | "targets" | "unbuilt">;

function join(target: Target, question: JoinQuestion): Answer {
  const names = slicesOf(target).map(targetName);
  const refused = question.unbuilt.filter((each) => names.includes(targetName(each.target)));
  const plans = names.flatMap((name) => question.targets.filter((plan) => targetName(plan.target) === name));
  const [first, ...others] = plans;
  if (refused.length === 0 && (first === undefined || plans.length < names.length)) {
    return { kind: "undecided" };
  }
  const problems = refused.length > 0 ? refusalsOf(refused) : differentPrograms(plans);
  return first === undefined || problems.length > 0
    ? {
        kind: "refused",
        refused: { target, problems: rewordProblems(problems, (text) => `${targetName(target)}: ${text}`) },
      }
    : { kind: "joined", plan: joinPlans(target, [first, ...others], question) };
}

/** Why slices cannot be built; what is the same for several is said of the first. */
function refusalsOf(refused: readonly RefusedTarget[]): readonly Problem[] {
  const reasons = refused.flatMap(({ target, problems }) =>
    problems.map((problem) => [problem.text.replaceAll(targetName(target), "it"), withName(problem, target)] as const),
  );
  return [...new Map([...reasons].reverse()).values()].reverse();
}

function withName({ code, text }: Problem, target: Target): Problem {
  return { code, text: text.includes(targetName(target)) ? text : `${targetName(target)}: ${text}` };
}

/** What is wrong where one slice would have a program that another lacks. */
function differentPrograms(plans: readonly TargetPlan[]): readonly Problem[] {
  const all = new Set(plans.flatMap(({ builds }) => builds.map(({ importPath }) => importPath)));
  return [...all].flatMap((importPath) =>
    plans
      .filter(({ builds }) => builds.every((build) => build.importPath !== importPath))
      .map(({ target }) => ({
        code: "slices-differ",
        text: `${importPath} has no files for ${targetName(target)}; leave it out of \`package\``,
      })),
  );
}

type Slices = readonly [TargetPlan, ...TargetPlan[]];

function joinPlans(target: Target, slices: Slices, { machine }: JoinQuestion): TargetPlan {
  const [first] = slices;
  return {
    target,
    asked: true,
    slices: slices.map((slice) => targetName(slice.target)),
    fromPattern: false,
    goVariables: {},
    cgo: joinCgo(slices),
    settings: {},
    toolchain: undefined,
    layers: [],
    static: false,
    nss: undefined,
    notes: [],
    searchPaths: {},
    cgoFlags: { CGO_CFLAGS: "", CGO_CXXFLAGS: "", CGO_LDFLAGS: "" },
    addedFlags: { CGO_CFLAGS: [], CGO_CXXFLAGS: [], CGO_LDFLAGS: [] },
    flags: [],
    prebuild: [],
    prebuilt: {
      objects: [],
      libraryDirectories: [...new Set(slices.flatMap(({ prebuilt }) => prebuilt.libraryDirectories))],
    },
    builds: first.builds.map((build) => joinBuilds(target, build, slices)),
    run: joinRuns(target, slices, machine),
  };
}

function joinCgo(slices: Slices): TargetPlan["cgo"] {
  const reasons = new Set(slices.map(({ cgo }) => cgo.reason));
  const said = slices.map(({ target, cgo }) => `${targetName(target)}: ${cgo.reason}`);
  return {
    enabled: slices.some(({ cgo }) => cgo.enabled),
    reason: reasons.size === 1 ? [...reasons].join("") : said.join("; "),
  };
}

function joinBuilds(target: Target, build: BuildPlan, slices: Slices): BuildPlan {
  const stem = `${build.name}_${targetFileSuffix(target)}`;
  const same = slices.flatMap(({ builds }) => builds.filter(({ importPath }) => importPath === build.importPath));
  const expected = same.map(({ expectation }) => expectation);
  return {
    ...build,
    file: `${stem}${build.extension}`,
    archive: build.archive && { ...build.archive, file: `${stem}.${build.archive.format}` },
    expectation: { ...build.expectation, arch: target.arch, levels: {}, slices: expected },
  };
}

/** As the slice that the machine itself runs; where none runs here, that is why the whole does not. */
function joinRuns(target: Target, slices: Slices, { arch }: UniversalQuestion["machine"]): RunPlan {
  const [first] = slices;
  const running = slices.filter(({ run }) => run.kind === "run");
  const { run, target: slice } = running.find((each) => each.target.arch === arch) ?? running[0] ?? first;
  return run.kind === "none" ? { ...run, reason: run.reason.replaceAll(targetName(slice), targetName(target)) } : run;
}
