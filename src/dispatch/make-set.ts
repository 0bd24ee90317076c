import { access, constants, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { EmulatorOutcome, StartedEmulators } from "../emulators/index.ts";
import { parseLdflags, splitWords } from "../golang/index.ts";
import { UserError } from "../host/errors.ts";
import { shortHash } from "../host/index.ts";
import type { Environment, Host } from "../host/types.ts";
import type { Plan, TargetPlan } from "../plan/index.ts";
import { targetAbi } from "../platforms/index.ts";
import type { Toolchain, Toolchains } from "../toolchains/index.ts";
import { describeExecScript, describeScripts, setDirectory, setHash } from "./scripts.ts";
import { execName, hasShell } from "./select.ts";
import {
  type DispatchExec,
  type DispatchSet,
  type DispatchTarget,
  type DispatchTools,
  type Role,
  roles,
  type Words,
} from "./set.ts";

/** A set on the disk. */
export type InstalledSet = {
  readonly directory: string;
  /** Where its programs are, for PATH. */
  readonly bin: string;
  /** What makes `go`, make and the like use it, for all of its targets at once. */
  readonly variables: Readonly<Record<string, string>>;
  readonly set: DispatchSet;
};

export type SetParts = { readonly toolchains: Toolchains; readonly emulators: StartedEmulators };

/**
 * Writes the programs of a set for the targets of a plan, once their toolchains are there, into a directory whose name is a
 * hash of them and all they lead to. What is there already is kept if it is the same to the byte.
 * @throws UserError where the machine cannot start scripts, or nothing can be written.
 */
export async function installSet(host: Host, plan: Plan, parts: SetParts): Promise<InstalledSet> {
  if (!hasShell(host.os)) {
    throw new UserError({
      code: "shell-needed",
      text:
        `one compiler for several targets is a script of a POSIX shell, which ${host.os} cannot start; ` +
        "`cgo-cross exec` gives a command the compiler of each target by itself",
    });
  }
  const set = await describeSet(host, plan, parts);
  const texts = describeScripts(set);
  const hash = shortHash(JSON.stringify([...texts]));
  const directory = join(host.toolDirectory, "cgo-cross-sets", hash);
  await host.tools.use([directory]);
  const bin = join(directory, "bin");
  const fill = (text: string) => text.replaceAll(setDirectory, directory).replaceAll(setHash, hash);
  await place(bin, new Map([...texts].map(([name, text]) => [name, fill(text)])));
  const command = (role: Role) => join(bin, `cgo-cross-${role}`);
  const variables = {
    CGO_ENABLED: "1",
    CC: command("cc"),
    CXX: command("cxx"),
    AR: command("ar"),
    PKG_CONFIG: command("pkg-config"),
  };
  return { directory, bin, variables, set };
}

async function describeSet(host: Host, plan: Plan, parts: SetParts): Promise<DispatchSet> {
  const targets = plan.targets.filter(({ slices }) => slices.length === 0);
  return {
    host: { os: host.os, arch: host.arch },
    own: await findOwn(host),
    targets: await Promise.all(targets.map((target) => describeTarget(host, target, parts))),
  };
}

async function describeTarget(
  host: Host,
  target: TargetPlan,
  { toolchains, emulators }: SetParts,
): Promise<DispatchTarget> {
  const opened = await toolchains.of(target);
  const toolchain = opened?.kind === "ready" ? opened.value : undefined;
  return {
    target: target.target,
    tools:
      toolchain === undefined
        ? {
            kind: "none",
            reason: opened?.kind === "failed" ? opened.error.message : `it is built without cgo, ${target.cgo.reason}`,
          }
        : await describeTools(target, toolchain),
    go: { cgo: target.cgo.enabled, tags: tagsOf(target.flags) },
    exec: describeExec(host, {
      target: target.target,
      run: target.run,
      toolchain,
      emulator: await emulators.of(target.run),
    }),
  };
}

function tagsOf(flags: readonly string[]): Words {
  const value = flags.findLast((flag) => flag.startsWith("-tags="))?.slice("-tags=".length) ?? "";
  return value.split(",").filter((tag) => tag !== "");
}

async function describeTools(target: TargetPlan, toolchain: Toolchain): Promise<DispatchTools> {
  const words = (text: string | undefined) => (text === undefined ? undefined : splitWords(text).words);
  const named: Readonly<Partial<Record<Role, Words | undefined>>> = {
    cc: words(toolchain.cc),
    cxx: words(toolchain.cxx),
    fc: words(toolchain.fc),
    ar: words(toolchain.ar),
    "pkg-config": words(toolchain.pkgConfig),
  };
  const programs = await Promise.all(
    roles.map(async (role) => [role, named[role] ?? (await findBeside(toolchain, role))] as const),
  );
  const linker = linkerFlags(target.flags);
  const { CGO_CFLAGS, CGO_CXXFLAGS, CGO_LDFLAGS } = target.addedFlags;
  return {
    kind: "there",
    programs: Object.fromEntries(programs.filter(([, found]) => found !== undefined)),
    compile: { cc: CGO_CFLAGS, cxx: CGO_CXXFLAGS },
    link: [...CGO_LDFLAGS, ...linker.filter((flag) => !isStaticFlag(flag) && !flag.includes("--why-extract"))],
    static: target.static || linker.some(isStaticFlag),
    variables: target.searchPaths,
    version: `${toolchain.id}, ${shortHash(JSON.stringify([toolchain.version, toolchain.packages]))}`,
  };
}

function isStaticFlag(flag: string): boolean {
  return flag === "-static" || flag === "-static-pie";
}

/** What `go build` tells the C linker for the target. */
function linkerFlags(flags: readonly string[]): Words {
  const ldflags = flags.findLast((flag) => flag.startsWith("-ldflags="))?.slice("-ldflags=".length) ?? "";
  return splitWords(parseLdflags(ldflags).extldflags ?? "").words;
}

/** A tool of the same toolchain, by the names that GNU's and LLVM's have. */
async function findBeside({ ar, triple, directory }: Toolchain, role: Role): Promise<Words | undefined> {
  if (directory === undefined) {
    return undefined;
  }
  const beside = dirname(splitWords(ar).words[0] ?? "");
  const tool = role === "fc" ? "gfortran" : role;
  const names = [...(triple === undefined ? [] : [`${triple}-${tool}`]), `llvm-${tool}`];
  for (const name of names) {
    const file = join(beside, name);
    if (await isProgram(file)) {
      return [file];
    }
  }
  return undefined;
}

function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** What the machine's own tools are called, by the variable that may name another, in the order in which they are tried. */
const ownNames: Readonly<Record<Role, { readonly variable: string; readonly names: Words }>> = {
  cc: { variable: "CC", names: ["gcc", "cc", "clang"] },
  cxx: { variable: "CXX", names: ["g++", "c++", "clang++"] },
  fc: { variable: "FC", names: ["gfortran"] },
  ar: { variable: "AR", names: ["ar"] },
  "pkg-config": { variable: "PKG_CONFIG", names: ["pkg-config", "pkgconf"] },
  objcopy: { variable: "OBJCOPY", names: ["objcopy"] },
  objdump: { variable: "OBJDUMP", names: ["objdump"] },
  strip: { variable: "STRIP", names: ["strip"] },
  nm: { variable: "NM", names: ["nm"] },
  ranlib: { variable: "RANLIB", names: ["ranlib"] },
  readelf: { variable: "READELF", names: ["readelf"] },
  ld: { variable: "LD", names: ["ld"] },
  windres: { variable: "WINDRES", names: ["windres"] },
};

async function findOwn(host: Host): Promise<DispatchSet["own"]> {
  const found = await Promise.all(
    roles.map(async (role) => {
      const { variable, names } = ownNames[role];
      const given = splitWords(host.environment[variable] ?? "").words;
      // Not the programs of another set, which may be in the environment of a later step.
      const words = given[0] === undefined || /(^|\/)cgo-cross-/.test(given[0]) ? undefined : given;
      return [role, await findFirst(host, words === undefined ? names.map((name) => [name]) : [words])] as const;
    }),
  );
  return Object.fromEntries(found.filter(([, words]) => words !== undefined));
}

async function findFirst(host: Host, candidates: readonly Words[]): Promise<Words | undefined> {
  for (const [program, ...rest] of candidates) {
    const file = program === undefined ? undefined : await host.processes.find(program);
    if (file !== undefined) {
      return [file, ...rest];
    }
  }
  return undefined;
}

/** What starts the programs of a target. */
export type ExecQuestion = Pick<TargetPlan, "target" | "run"> & {
  readonly toolchain: Toolchain | undefined;
  readonly emulator: EmulatorOutcome | undefined;
};

/**
 * Writes the program that starts a target's programs, for `go test -exec`, into a directory.
 * @returns Its path; undefined where the machine starts them by itself.
 */
export async function installExec(host: Host, directory: string, question: ExecQuestion): Promise<string | undefined> {
  const exec = describeExec(host, question);
  if (exec.kind === "command" && isByItself(exec)) {
    return undefined;
  }
  const file = join(directory, execName(question.target));
  await mkdir(directory, { recursive: true });
  await writeFile(file, describeExecScript(question.target, exec), { mode: 0o755 });
  return file;
}

function isByItself({ static: forStatic, dynamic, variables }: Extract<DispatchExec, { kind: "command" }>): boolean {
  return forStatic.length === 0 && dynamic.length === 0 && Object.keys(variables).length === 0;
}

function describeExec(host: Host, { target, run, toolchain, emulator }: ExecQuestion): DispatchExec {
  if (run.kind !== "run") {
    return { kind: "none", reason: run.kind === "none" ? run.reason : "it was set up without `run: true`" };
  }
  if (emulator?.kind !== "ready") {
    return { kind: "none", reason: emulator?.reason ?? "there is no emulator for it" };
  }
  const abi = targetAbi(target, {});
  const interpreter = abi.kind === "abi" ? abi.abi.interpreters[abi.abi.libc] : undefined;
  const ask = (asked: string | undefined) =>
    emulator.value.command({
      settings: run.settings,
      interpreter: asked,
      sysroot: toolchain?.sysroot,
      libraryPath: toolchain?.libraryPath ?? [],
      environment: host.environment,
    });
  const [forStatic, forDynamic] = [ask(undefined), ask(interpreter)];
  return {
    kind: "command",
    static: forStatic.words,
    dynamic: forDynamic.words,
    interpreter,
    variables: changes(host.environment, forDynamic.environment),
  };
}

function changes(before: Environment, after: Environment): Readonly<Record<string, string | undefined>> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names].filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  );
}

/** Writes programs into a directory that nobody ever sees half filled. */
async function place(directory: string, texts: ReadonlyMap<string, string>): Promise<void> {
  if (await isSame(directory, texts)) {
    return;
  }
  await rm(directory, { recursive: true, force: true });
  const own = dirname(directory);
  await mkdir(own, { recursive: true });
  const unfinished = await mkdtemp(join(own, ".unfinished-"));
  try {
    for (const [name, text] of texts) {
      await writeFile(join(unfinished, name), text, { mode: 0o755, flag: "wx" });
    }
    await rename(unfinished, directory);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function isSame(directory: string, texts: ReadonlyMap<string, string>): Promise<boolean> {
  try {
    const names = await readdir(directory);
    const contents = await Promise.all(
      names.map(async (name) => [name, await readFile(join(directory, name), "utf8")] as const),
    );
    return names.length === texts.size && contents.every(([name, text]) => texts.get(name) === text);
  } catch {
    return false;
  }
}
