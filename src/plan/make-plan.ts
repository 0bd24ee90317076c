import { programName } from "../golang/names.ts";
import { joinWords } from "../golang/words.ts";
import { fillArtifactName } from "../inputs/artifact-name.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { targetFileSuffix, targetGoVariables, targetName, targetVariableSuffix } from "../platforms/target.ts";
import type { Program } from "../survey/programs.ts";
import type { Survey, TargetSurvey } from "../survey/survey.ts";
import { type CgoDecision, decideCgo, mergeToolchains } from "./cgo.ts";
import { planConcurrency } from "./concurrency.ts";
import { makeBuildFlags } from "./flags.ts";
import { mergeLibraries, planLibraries } from "./libraries.ts";
import { planMusl } from "./musl.ts";
import type { ArtifactPlan, BuildPlan, LibraryPlan, MuslPlan, Plan, TargetPlan } from "./plan.ts";
import { planEmulators, planRun } from "./run.ts";

/** The plan, as far as it could be made, and every problem that stands in its way. */
export type PlanResult = { readonly plan: Plan; readonly problems: readonly string[] };

/**
 * Decides everything from what was asked and what was found.
 * @param outDir Absolute: the out-dir input, taken from the module's directory.
 */
export function makePlan(inputs: Inputs, survey: Survey, outDir: string): PlanResult {
  const parts = survey.targets.map((target) => planTarget({ inputs, survey, target }));
  const targets = parts.flatMap((part) => (part.target === undefined ? [] : [part.target]));
  const artifacts = planArtifacts(inputs, survey, targets);
  const plan: Plan = {
    schema: 1,
    go: survey.go,
    module: { path: survey.modulePath, directory: survey.directory },
    host: {
      os: survey.machine.os,
      arch: survey.machine.arch,
      distribution: survey.machine.distribution?.title,
    },
    concurrency: planConcurrency({
      machine: survey.machine,
      targets: targets.length,
      withC: targets.filter((target) => target.cgo.enabled).length,
      jobs: inputs.jobs,
    }),
    toolchains: mergeToolchains(parts.flatMap((part) => part.toolchain)),
    libraries: mergeLibraries(parts.flatMap((part) => part.libraries)),
    musl: [...new Map(parts.flatMap((part) => part.musl).map((musl) => [musl.id, musl])).values()],
    pkgConfig: survey.machine.pkgConfig,
    emulators: planEmulators(
      targets.map((target) => target.run),
      survey.machine,
    ),
    targets,
    publication: { outDir, artifacts, retentionDays: inputs.retentionDays },
    warnings: parts.flatMap((part) => part.warnings),
  };
  const problems = [
    ...parts.flatMap((part) => part.problems),
    ...(inputs.build ? [...nameProblems(inputs, survey), ...clashes(targets)] : []),
    ...artifactClashes(artifacts),
  ];
  return { plan, problems: [...new Set(problems)] };
}

type TargetPart = {
  readonly target: TargetPlan | undefined;
  readonly toolchain: Plan["toolchains"];
  readonly libraries: Plan["libraries"];
  readonly musl: Plan["musl"];
  readonly warnings: readonly string[];
  readonly problems: readonly string[];
};

type TargetQuestion = { readonly inputs: Inputs; readonly survey: Survey; readonly target: TargetSurvey };

function planTarget(question: TargetQuestion): TargetPart {
  const { inputs, survey, target } = question;
  const decision = decideCgo({ inputs, survey: target, machine: survey.machine });
  if (decision.kind === "problem") {
    return { target: undefined, toolchain: [], libraries: [], musl: [], warnings: [], problems: [decision.problem] };
  }
  const linking = decideLinking(inputs, target, decision);
  const musl = planMusl(question, decision);
  const { libraries, problems } = planLibraries(question, decision);
  return {
    target: makeTargetPlan(question, decision, { ...linking, libraries, musl: musl.musl }),
    toolchain: decision.kind === "on" ? [decision.toolchain] : [],
    libraries: libraries === undefined ? [] : [libraries],
    musl: musl.musl === undefined ? [] : [musl.musl],
    warnings: decision.kind === "off" && decision.warning !== undefined ? [decision.warning] : [],
    problems: [...linking.problems, ...musl.problems, ...problems],
  };
}

type LinkingDecision = {
  readonly static: boolean;
  readonly notes: readonly string[];
  readonly problems: readonly string[];
};

function decideLinking(
  inputs: Inputs,
  { target }: TargetSurvey,
  decision: Extract<CgoDecision, { kind: "on" | "off" }>,
): LinkingDecision {
  const name = targetName(target);
  const library = inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive";
  if (inputs.static && library) {
    const problem = `static: a ${inputs.buildmode} library is linked by the program that loads it; leave \`static\` out`;
    return { static: false, notes: [], problems: [problem] };
  }
  if (inputs.static && decision.kind === "off" && inputs.buildmode === "pie" && target.os === "linux") {
    const problem = `static: ${name} with buildmode pie is static only when the C linker links it; set \`cgo: on\``;
    return { static: false, notes: [], problems: [problem] };
  }
  if (decision.kind === "on" && inputs.libc === "musl" && target.os === "linux" && !library) {
    return { static: true, notes: [], problems: [] };
  }
  if (decision.kind === "on" && decision.staticReason !== undefined && !library) {
    const notes = inputs.static ? [] : [`linked static: ${decision.staticReason}`];
    return { static: true, notes, problems: [] };
  }
  return { static: inputs.static, notes: [], problems: [] };
}

function makeTargetPlan(
  { inputs, survey, target: found }: TargetQuestion,
  decision: Extract<CgoDecision, { kind: "on" | "off" }>,
  linking: LinkingDecision & { readonly libraries: LibraryPlan | undefined; readonly musl: MuslPlan | undefined },
): TargetPlan {
  const { target, environment } = found;
  const cgo = decision.kind === "on";
  const lld = decision.kind === "on" && decision.toolchain.kind === "clang" && decision.toolchain.linker === "lld";
  const built = makeBuildFlags(inputs, found, { cgo, static: linking.static, musl: linking.musl !== undefined, lld });
  const interpreter = decision.kind === "on" && !linking.static ? decision.interpreter : undefined;
  return {
    target: targetName(target),
    fileSuffix: targetFileSuffix(target),
    variableSuffix: targetVariableSuffix(target),
    goVariables: targetGoVariables(target),
    cgo: { enabled: cgo, reason: decision.reason },
    toolchain: decision.kind === "on" ? decision.toolchain.id : undefined,
    musl: linking.musl?.id,
    libraries: linking.libraries?.id,
    static: linking.static,
    nss: cgo && linking.static && target.os === "linux" && linking.musl === undefined ? nssPolicy(inputs) : undefined,
    notes: [...(decision.kind === "on" ? decision.notes : []), ...linking.notes, ...built.notes],
    cgoFlags: {
      CGO_CFLAGS: addWords(environment.cgoCflags, inputs.cgoCflags),
      CGO_CXXFLAGS: addWords(environment.cgoCxxflags, inputs.cgoCxxflags),
      CGO_LDFLAGS: addWords(environment.cgoLdflags, inputs.cgoLdflags),
    },
    flags: built.flags,
    prebuild: cgo && inputs.build ? found.prebuild : [],
    builds: inputs.build
      ? found.programs.map((program) => makeBuild({ inputs, found, program, linking, cgo, interpreter }))
      : [],
    run: planRun(inputs, found, survey.machine),
  };
}

/** Where nobody asked for a static binary, it is not to fail for being one. */
function nssPolicy(inputs: Inputs): TargetPlan["nss"] {
  return inputs.static && !inputs.allowNss ? "fails" : "noted";
}

function addWords(base: string, added: readonly string[]): string {
  return added.length === 0 ? base : [base, joinWords(added)].filter((part) => part !== "").join(" ");
}

type BuildQuestion = {
  readonly inputs: Inputs;
  readonly found: TargetSurvey;
  readonly program: Program;
  readonly linking: LinkingDecision;
  readonly cgo: boolean;
  readonly interpreter: string | undefined;
};

function makeBuild({ inputs, found, program, linking, cgo, interpreter }: BuildQuestion): BuildPlan {
  const { target } = found;
  const name = inputs.name ?? program.name;
  const stem = `${name}_${targetFileSuffix(target)}`;
  const library = inputs.buildmode === "c-shared" || inputs.buildmode === "c-archive";
  const extension = fileExtension(inputs, target.os);
  const format = target.os === "windows" ? "zip" : "tar.gz";
  const kind = inputs.buildmode === "c-shared" ? "shared-library" : library ? "archive" : "executable";
  return {
    importPath: program.importPath,
    name,
    file: `${stem}${extension}`,
    header: library ? `${stem}.h` : undefined,
    extension,
    archive: inputs.archive === "none" ? undefined : { file: `${stem}.${format}`, format },
    expectation: {
      os: target.os,
      arch: target.arch,
      levels: found.environment.levels,
      kind,
      cgo,
      static: linking.static && (target.os === "linux" || target.os === "windows"),
      glibc: cgo && target.os === "linux" && !linking.static ? inputs.glibc : undefined,
      interpreter: kind === "executable" ? interpreter : undefined,
    },
  };
}

const sharedExtensions: Readonly<Record<string, string>> = { windows: ".dll", darwin: ".dylib", ios: ".dylib" };
const programExtensions: Readonly<Record<string, string>> = { windows: ".exe", js: ".wasm", wasip1: ".wasm" };

function fileExtension(inputs: Inputs, os: string): string {
  switch (inputs.buildmode) {
    case "c-archive":
      return ".a";
    case "c-shared":
      return sharedExtensions[os] ?? ".so";
    default:
      return programExtensions[os] ?? "";
  }
}

function nameProblems(inputs: Inputs, survey: Survey): readonly string[] {
  const programs = [...new Set(survey.targets.flatMap((target) => target.programs.map((each) => each.importPath)))];
  if (inputs.name === undefined || programs.length < 2) {
    return [];
  }
  return [
    `name: one name cannot serve ${programs.length} programs (${programs.map(programName).join(", ")}); ` +
      "leave it out, and each is named after its import path",
  ];
}

/** Two builds that would write one file. Case is ignored: some file systems, and artifacts, do not tell it apart. */
function clashes(targets: readonly TargetPlan[]): readonly string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const target of targets) {
    for (const build of target.builds) {
      const owner = `${build.importPath} for ${target.target}`;
      const other = owners.get(build.file.toLowerCase());
      if (other !== undefined) {
        problems.push(`package: ${other} and ${owner} would both be written to ${build.file}; build them in two steps`);
      }
      owners.set(build.file.toLowerCase(), owner);
    }
  }
  return problems;
}

function planArtifacts(inputs: Inputs, survey: Survey, targets: readonly TargetPlan[]): readonly ArtifactPlan[] {
  if (inputs.artifacts === "off" || !inputs.build) {
    return [];
  }
  const names = [...new Set(targets.flatMap((target) => target.builds.map((build) => build.name)))];
  const [single] = names;
  const name = names.length === 1 && single !== undefined ? single : programName(survey.modulePath);
  const planned = survey.targets.filter(({ target }) => targets.some((each) => each.target === targetName(target)));
  if (inputs.artifacts === "one") {
    const all = { os: "all", arch: "targets", variant: undefined };
    const template = inputs.artifactName ?? "{name}";
    return [{ name: fillArtifactName(template, name, all), targets: planned.map(({ target }) => targetName(target)) }];
  }
  const template = inputs.artifactName ?? "{name}_{target}";
  return planned.map(({ target }) => ({
    name: fillArtifactName(template, name, target),
    targets: [targetName(target)],
  }));
}

function artifactClashes(artifacts: readonly ArtifactPlan[]): readonly string[] {
  const seen = new Map<string, ArtifactPlan>();
  for (const artifact of artifacts) {
    const other = seen.get(artifact.name.toLowerCase());
    if (other !== undefined) {
      return [
        `artifact-name: ${other.targets.join(", ")} and ${artifact.targets.join(", ")} would both be the artifact ` +
          `"${artifact.name}"; put {target} into the name, or set \`artifacts: one\``,
      ];
    }
    seen.set(artifact.name.toLowerCase(), artifact);
  }
  return [];
}
