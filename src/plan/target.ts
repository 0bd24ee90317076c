import { joinWords } from "../golang/index.ts";
import { type Inputs, pkgConfigDirectories } from "../inputs/index.ts";
import { systemOf, targetFileSuffix, targetGoVariables } from "../platforms/index.ts";
import type { Machine, Program, TargetSurvey } from "../survey/index.ts";
import { type CgoDecision, isLibraryMode } from "./cgo.ts";
import { type Linking, makeBuildFlags } from "./flags.ts";
import type { BuildPlan, RunPlan, TargetPlan } from "./plan.ts";
import { foreignSearchPaths, jobsOwnPaths, withModules } from "./search-paths.ts";
import type { TargetToolchain } from "./toolchain.ts";

/** What has been decided on a target. */
export type TargetDecisions = {
  readonly inputs: Inputs;
  /** See TargetPlan. */
  readonly fromPattern: boolean;
  readonly settings: TargetPlan["settings"];
  /** The module's, absolute. */
  readonly directory: string;
  readonly machine: Pick<Machine, "os" | "searchPaths" | "overruled">;
  readonly found: TargetSurvey;
  readonly cgo: Extract<CgoDecision, { kind: "on" | "off" }>;
  /** Undefined without cgo. */
  readonly toolchain: TargetToolchain | undefined;
  readonly run: RunPlan;
  readonly tests: TargetPlan["tests"];
  /** How the inputs were read otherwise than they stand. */
  readonly note: string | undefined;
};

/** Puts the decisions on a target into its part of the plan. */
export function makeTargetPlan(decisions: TargetDecisions): TargetPlan {
  const { inputs, fromPattern, settings, directory, machine, found, cgo, toolchain, run, tests, note } = decisions;
  const { target, environment } = found;
  const linking = linkingOf(inputs, toolchain);
  const { static: isStatic, musl } = linking;
  const built = makeBuildFlags(inputs, found, linking);
  const job = toolchain !== undefined && isForeign(toolchain) ? foreignSearchPaths(machine) : jobsOwnPaths;
  const modules = pkgConfigDirectories(inputs, directory);
  const paths = toolchain === undefined ? job : withModules(job, modules, machine);
  const linkingNote = toolchain?.linking.note;
  const added = {
    CGO_CFLAGS: inputs.cgoCflags,
    CGO_CXXFLAGS: inputs.cgoCxxflags,
    CGO_LDFLAGS: [...inputs.cgoLdflags, ...paths.libraryFlags],
  };
  return {
    target,
    asked: true,
    slices: [],
    fromPattern,
    goVariables: targetGoVariables(target),
    cgo: { enabled: toolchain !== undefined, reason: cgo.reason },
    settings,
    toolchain: toolchain?.base.toolchain.id,
    layers: (toolchain?.layers ?? []).map(({ layer }) => layer),
    static: isStatic,
    nss: toolchain !== undefined && isStatic && target.os === "linux" && !musl ? nssPolicy(inputs) : undefined,
    notes: [
      ...(cgo.kind === "off" && cgo.note !== undefined ? [cgo.note] : []),
      ...(note === undefined ? [] : [note]),
      ...overruledNotes(decisions),
      ...(toolchain?.base.notes ?? []),
      ...(linkingNote === undefined ? [] : [linkingNote]),
      ...built.notes,
      ...paths.notes,
    ],
    searchPaths: paths.variables,
    cgoFlags: {
      CGO_CFLAGS: addWords(environment.cgoCflags, added.CGO_CFLAGS),
      CGO_CXXFLAGS: addWords(environment.cgoCxxflags, added.CGO_CXXFLAGS),
      CGO_LDFLAGS: addWords(environment.cgoLdflags, added.CGO_LDFLAGS),
    },
    addedFlags: added,
    flags: built.flags,
    prebuild: toolchain !== undefined && inputs.build && !rebuildsAll(built.flags) ? found.prebuild : [],
    prebuilt: toolchain === undefined ? { objects: [], libraryDirectories: [] } : prebuiltOf(found),
    builds: inputs.build ? found.programs.map((program) => makeBuild(decisions, program, isStatic)) : [],
    run,
    ...(tests === undefined ? {} : { tests }),
  };
}

/** How the target's programs are linked. */
export function linkingOf(inputs: Inputs, toolchain: TargetToolchain | undefined): Linking {
  return {
    cgo: toolchain !== undefined,
    static: toolchain?.linking.static ?? inputs.static,
    musl: toolchain !== undefined && hasMusl(toolchain),
    lld: toolchain?.base.lld === true,
  };
}

function prebuiltOf({ prebuilt: { objects, libraryDirectories } }: TargetSurvey): TargetPlan["prebuilt"] {
  return { objects, libraryDirectories };
}

/** What the job has set for other tools, and has no effect here. */
function overruledNotes({ machine, toolchain, cgo, found, inputs }: TargetDecisions): readonly string[] {
  if (toolchain === undefined) {
    return [];
  }
  const { CGO_ENABLED, CC, CXX } = machine.overruled;
  const { own } = found.hostCompilers;
  const isOwnUsed = toolchain.base.toolchain.provider === "host";
  const said = isOwnUsed ? [] : (own?.notes ?? []);
  const unstarted = isOwnUsed && inputs.compiler !== "clang" ? (own?.unstarted ?? []) : [];
  const compilers = Object.entries({ CC, CXX }).flatMap(([name, value]) => {
    const isSaid = said.some((note) => note.startsWith(`${name}=`));
    return value === undefined || isSaid || (isOwnUsed && inputs.compiler !== "clang") ? [] : [`${name}=${value}`];
  });
  return [
    ...(CGO_ENABLED === "0"
      ? [`CGO_ENABLED=0 of the job is overruled (${cgo.reason}); set \`cgo: off\` to build without C`]
      : []),
    ...said,
    ...unstarted,
    ...compilers.map((each) => `${each} of the job is not used: ${reasonForOther(found, inputs)}`),
  ];
}

/** Why another compiler than the job's is taken. */
function reasonForOther({ hostCompilers, need }: TargetSurvey, { compiler }: Inputs): string {
  if (hostCompilers.own === undefined) {
    return "this target's compiler is fetched";
  }
  if (compiler === "clang") {
    return "`compiler: clang` was asked for";
  }
  return need.cxx && hostCompilers.own.cxx === undefined
    ? "this machine has no C++ compiler to go with it, which CXX would name"
    : "this target takes another compiler than the machine's";
}

/** Whether what is installed on this machine is not for what the toolchain makes. */
function isForeign({ base, layers }: TargetToolchain): boolean {
  return !base.findsInstalled || layers.some(({ libc }) => libc !== undefined);
}

/** Whether the C library that the program is linked with is musl. */
function hasMusl({ base, layers }: TargetToolchain): boolean {
  const last = layers.findLast(({ libc }) => libc !== undefined);
  return (last?.libc ?? base.toolchain.libc) === "musl";
}

/** With -a the build would compile everything again. */
function rebuildsAll(flags: readonly string[]): boolean {
  return flags.some((flag) => /^--?a(=|$)/.test(flag));
}

/** Where nobody asked for a static binary, it is not to fail for being one. */
function nssPolicy(inputs: Inputs): TargetPlan["nss"] {
  return inputs.static && !inputs.allowNss ? "fails" : "noted";
}

function addWords(base: string, added: readonly string[]): string {
  return added.length === 0 ? base : [base, joinWords(added)].filter((part) => part !== "").join(" ");
}

function makeBuild({ inputs, found, toolchain }: TargetDecisions, program: Program, isStatic: boolean): BuildPlan {
  const { target } = found;
  const name = inputs.name ?? program.name;
  const stem = `${name}_${targetFileSuffix(target)}`;
  const extension = fileExtension(inputs, target.os);
  const format = target.os === "windows" ? "zip" : "tar.gz";
  const kind = binaryKind(inputs);
  const cgo = toolchain !== undefined;
  return {
    importPath: program.importPath,
    name,
    file: `${stem}${extension}`,
    header: isLibraryMode(inputs) ? `${stem}.h` : undefined,
    extension,
    archive: inputs.archive === "none" ? undefined : { file: `${stem}.${format}`, format },
    expectation: {
      os: target.os,
      arch: target.arch,
      levels: found.environment.levels,
      kind,
      cgo,
      static: isStatic && (target.os === "linux" || target.os === "windows"),
      portable: inputs.expect === "portable",
      glibc: cgo && target.os === "linux" && !isStatic ? inputs.glibc : undefined,
      interpreter: kind === "executable" && !isStatic ? toolchain?.base.interpreter : undefined,
    },
  };
}

function binaryKind({ buildmode }: Inputs): BuildPlan["expectation"]["kind"] {
  return buildmode === "c-shared" ? "shared-library" : buildmode === "c-archive" ? "archive" : "executable";
}

function fileExtension({ buildmode }: Inputs, os: string): string {
  const system = systemOf(os);
  switch (buildmode) {
    case "c-archive":
      return ".a";
    case "c-shared":
      return system?.sharedExtension ?? ".so";
    default:
      return system?.programExtension ?? "";
  }
}
