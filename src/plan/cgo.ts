import type { Inputs } from "../inputs/inputs.ts";
import { compareVersions, glibcReleases } from "../platforms/glibc.ts";
import { targetName } from "../platforms/target.ts";
import { type CToolchain, clangTarget, cSupport, needsCLinker } from "../platforms/toolchains.ts";
import type { Machine } from "../survey/machine.ts";
import { findRelease } from "../survey/releases.ts";
import type { TargetSurvey } from "../survey/survey.ts";
import type { ToolchainPlan, ToolchainRelease } from "./plan.ts";

/** Whether a target is built with cgo, why, and with what. */
export type CgoDecision =
  | { readonly kind: "off"; readonly reason: string; readonly warning: string | undefined }
  | {
      readonly kind: "on";
      readonly reason: string;
      readonly toolchain: ToolchainPlan;
      /** The dynamic loader of the target's C library; undefined where it has none. */
      readonly interpreter: string | undefined;
      /** What the target is called where its C libraries come from; undefined where none can be had. */
      readonly names: CToolchainNames | undefined;
      /** Why the binary is linked static although nobody asked for it. */
      readonly staticReason: string | undefined;
      /** What is done otherwise than asked, and why. */
      readonly notes: readonly string[];
    }
  | { readonly kind: "problem"; readonly problem: string };

type CToolchainNames = Pick<CToolchain, "triple" | "multiarch" | "architecture">;

export type CgoQuestion = {
  readonly inputs: Inputs;
  readonly survey: TargetSurvey;
  readonly machine: Machine;
};

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
  return withToolchain(question, need ?? "cgo: on");
}

function problem(sentence: string): CgoDecision {
  return { kind: "problem", problem: sentence };
}

/** Why the program cannot be built without C; undefined where it can. */
function cgoReason({ inputs, survey }: CgoQuestion): string | undefined {
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

function pureGoReason(survey: TargetSurvey): string {
  const { optional } = survey.need;
  return optional.length === 0 ? "no C in it" : `only ${list(optional)} could use C, and have a pure Go form`;
}

function leaveOut({ inputs, survey }: CgoQuestion, need: string | undefined): CgoDecision {
  const name = targetName(survey.target);
  if (need === undefined || survey.need.required.length > 0) {
    const warning = need === undefined ? undefined : `${name}: left out as \`cgo: off\` asks: ${need}`;
    return { kind: "off", reason: "cgo: off", warning };
  }
  const way = inputs.buildmode === "default" ? "set `cgo: auto`" : "set `cgo: auto`, or choose another buildmode";
  return problem(`${name}: cannot be built with \`cgo: off\` (${need}); ${way}`);
}

function withToolchain(question: CgoQuestion, reason: string): CgoDecision {
  const { survey, machine } = question;
  const name = targetName(survey.target);
  const support = cSupport(survey.target, survey.environment.levels);
  const own = survey.target.os === machine.os && survey.target.arch === machine.arch;
  const { cxx } = survey.need;
  const floor = chooseRelease(question);
  if (typeof floor === "string") {
    return problem(`${name}: ${floor}`);
  }
  const { release } = floor;
  const programs = own && release === undefined ? hostPrograms(question) : undefined;
  if (programs !== undefined) {
    return {
      kind: "on",
      reason,
      toolchain: { kind: "host", id: "host", cxx, programs },
      interpreter: support.kind === "toolchain" ? support.toolchain.interpreter : undefined,
      names: support.kind === "toolchain" ? namesOf(support.toolchain) : undefined,
      staticReason: undefined,
      notes: [],
    };
  }
  if (support.kind === "none") {
    return problem(`${name} needs C (${reason}), but ${support.reason}`);
  }
  if (machine.aptMissing !== undefined) {
    return problem(`${name} needs a C compiler (${reason}), but ${machine.aptMissing}; run on Debian or Ubuntu`);
  }
  const toolchain = own ? ownToolchain(support.toolchain) : support.toolchain;
  const compiler = chooseCompiler(question);
  if (compiler.kind === "problem") {
    return problem(`${name}: ${compiler.sentence}`);
  }
  const make = compiler.kind === "clang" ? clangToolchain : aptToolchain;
  return {
    kind: "on",
    reason,
    toolchain: make(question, toolchain, release),
    interpreter: toolchain.interpreter,
    names: namesOf(toolchain),
    staticReason: support.staticReason,
    notes: compiler.note === undefined ? [] : [compiler.note],
  };
}

function namesOf({ triple, multiarch, architecture }: CToolchain): CToolchainNames {
  return { triple, multiarch, architecture };
}

type HostPrograms = Extract<ToolchainPlan, { kind: "host" }>["programs"];

/** The machine's own compiler, for the machine's own target; undefined where there is none that would do. */
function hostPrograms({ inputs, survey, machine }: CgoQuestion): HostPrograms | undefined {
  const { environment, hostCompilers, need } = survey;
  // Elsewhere than on Linux the compiler that Go names is the system's own, and there is no other.
  if (inputs.compiler === "clang" && machine.os === "linux") {
    const { clang } = machine;
    const works = clang !== undefined && (need.cxx ? clang.own.cxx : clang.own.c);
    return works ? { cc: clang.cc, cxx: clang.cxx ?? "clang++", ar: clang.ar } : undefined;
  }
  return hostCompilers.cc && (hostCompilers.cxx || !need.cxx)
    ? { cc: environment.cc, cxx: environment.cxx, ar: environment.ar }
    : undefined;
}

type CompilerChoice =
  | { readonly kind: "gcc" | "clang"; readonly note: string | undefined }
  | { readonly kind: "problem"; readonly sentence: string };

/** Which compiler is fetched for a target. */
function chooseCompiler({ inputs, survey }: CgoQuestion): CompilerChoice {
  if (inputs.compiler === "gcc") {
    return { kind: "gcc", note: undefined };
  }
  if (survey.target.os === "windows" && survey.need.cxx) {
    const note = "compiled by gcc: the C++ library that distributions have for Windows is made for gcc alone";
    return { kind: "gcc", note };
  }
  const words = [...inputs.goFlags, ...inputs.cgoCflags, ...inputs.cgoCxxflags, ...inputs.cgoLdflags];
  const unserved = words.find((word) => /^--?(asan|msan)(=true)?$|^-fopenmp/.test(word));
  if (unserved !== undefined) {
    const sentence =
      `${unserved} needs a library of clang's own, which distributions have for the machine's own processor alone; ` +
      "leave it out, or set `compiler: gcc`";
    return { kind: "problem", sentence };
  }
  return { kind: "clang", note: undefined };
}

/** clang's part of a toolchain: what gcc would need, of which the compiler itself is then left out. */
function clangToolchain({ survey, machine }: CgoQuestion, gcc: CToolchain, release: ToolchainRelease): ToolchainPlan {
  const { triple } = gcc;
  const { cxx } = survey.need;
  const { flags, gnuLinker } = clangTarget(gcc);
  const lld = gnuLinker === undefined || (machine.clang?.version ?? 0) >= (gnuLinker.lldSince ?? Infinity);
  const programs = { cc: `${triple}-clang`, cxx: `${triple}-clang++`, ar: `${triple}-ar` };
  return {
    kind: "clang",
    id: withRelease(`clang-${triple}`, release),
    cxx,
    release,
    toolchain: { ...gcc, programs },
    packages: [...gcc.c, ...(cxx ? gcc.cxx : []), ...(lld ? [] : [`binutils-${triple.replaceAll("_", "-")}`])],
    compiler: machine.clang,
    flags,
    linker: lld ? "lld" : "gnu",
  };
}

function aptToolchain(
  { inputs, survey }: CgoQuestion,
  toolchain: CToolchain,
  release: ToolchainRelease,
): ToolchainPlan {
  const { cxx } = survey.need;
  const packages = cxx ? [...toolchain.c, ...toolchain.cxx] : toolchain.c;
  const sanitizers = inputs.goFlags.some((flag) => /^--?(asan|msan)(=true)?$/.test(flag));
  return { kind: "apt", id: withRelease(toolchain.triple, release), cxx, release, toolchain, packages, sanitizers };
}

/** The machine's own target where it has no compiler installed: no distribution has a cross compiler for itself. */
function ownToolchain(toolchain: CToolchain): CToolchain {
  return { ...toolchain, c: ["gcc", "libc6-dev"], cxx: ["g++"], libraries: "." };
}

/** What is of another release than the machine's own says so in its name. */
export function withRelease(id: string, release: ToolchainRelease): string {
  return release === undefined ? id : `${id}-${release.codename}`;
}

/**
 * The release that a target's toolchain is taken from, so that the binary runs with the glibc that was asked for: the
 * newest of the machine's own distribution that has none newer. A reason, in a sentence, where there is none.
 */
function chooseRelease({ inputs, survey, machine }: CgoQuestion): { readonly release: ToolchainRelease } | string {
  const { glibc: floor } = inputs;
  const { distribution } = machine;
  if (floor === undefined || inputs.static || survey.target.os !== "linux") {
    return { release: undefined };
  }
  if (distribution === undefined) {
    return `\`glibc: ${floor}\` needs the packages of Debian or Ubuntu, and this machine has none; leave it out`;
  }
  const releases = glibcReleases.filter(({ id }) => id === distribution.id);
  const own = releases.find(({ version }) => version === distribution.version);
  if (own !== undefined && compareVersions(own.glibc, floor) <= 0) {
    return { release: undefined };
  }
  const found = releases
    .filter(({ glibc }) => compareVersions(glibc, floor) <= 0)
    .map(({ id, version }) => findRelease(`${id}-${version}`, distribution))
    .flatMap((each) => (each.kind === "found" ? [each.distribution] : []))
    .at(-1);
  return found === undefined
    ? `no release of ${distribution.title.split(" ")[0]} that can be had from here has a glibc as old as ${floor}; ` +
        "choose a newer one, or set `static: true` or `libc: musl`, which need none"
    : { release: found };
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
