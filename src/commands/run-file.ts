import { access, constants, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { archives, packageContent, packageFamily } from "../archives/index.ts";
import type { EmulatorCommand } from "../emulators/index.ts";
import { noGoCaches } from "../go-caches/index.ts";
import { linkedLibraries } from "../golang/index.ts";
import { describeBriefly, describeError, messageOf, UserError } from "../host/errors.ts";
import { exists } from "../host/index.ts";
import type { Environment, Host } from "../host/types.ts";
import { parseInputs } from "../inputs/index.ts";
import { makePlan, type Plan, type RootRequest, type TargetPlan } from "../plan/index.ts";
import {
  hostAbi,
  isToolchainLibrary,
  knownPlatforms,
  platformRow,
  type Target,
  targetName,
} from "../platforms/index.ts";
import { readyValue } from "../roots/index.ts";
import { describeMadeProgram, type LibraryRequirement, type Machine, surveyMachine } from "../survey/index.ts";
import { type BinaryFacts, readBinary, targetOfBinary } from "../verify/index.ts";
import { allMakers } from "./makers.ts";
import { openToolkit } from "./toolkit.ts";

/** A program that is started for a person. */
export type FileRun = {
  /** Starts it and returns its exit code. */
  readonly work: () => Promise<number>;
  /** Whether it runs, so that signals are for it. */
  readonly isRunning: () => boolean;
};

/**
 * Starts a program that was built for another platform, on this process's own streams.
 * @param words The file and its arguments.
 * @param given The environment as the person has it.
 */
export function runFile(
  host: Host,
  raw: Readonly<Record<string, string>>,
  [file = "", ...args]: readonly string[],
  given: Environment,
): FileRun {
  let running = false;
  return {
    isRunning: () => running,
    work: async () => {
      const path = resolve(host.workspace, file);
      const facts = await readProgram(path, file);
      const { command, stop } = await prepare(host, raw, { path, file, facts, given });
      const [first = path, ...words] = [...command.words, path, ...args];
      try {
        running = true;
        return await host.processes.attach({
          file: first,
          args: words,
          directory: host.workspace,
          environment: command.environment,
          passSignals: true,
        });
      } finally {
        running = false;
        await stop();
      }
    },
  };
}

async function readProgram(path: string, file: string): Promise<BinaryFacts> {
  let facts: BinaryFacts;
  if (!(await exists(path))) {
    throw new UserError({ code: "no-such-file", text: `there is no file ${file}` });
  }
  try {
    if (!(await stat(path)).isFile()) {
      throw new UserError({ code: "not-a-program-file", text: `${file} is not a file` });
    }
    facts = await readBinary(path);
  } catch (error) {
    throw error instanceof UserError
      ? error
      : new UserError({ code: "not-a-program-file", text: `${file} cannot be read: ${messageOf(error)}` });
  }
  if (facts.kind !== "executable") {
    throw new UserError({
      code: "not-a-program-file",
      text:
        facts.format === "unknown"
          ? `${file} is no program of a format that is known here`
          : `${file} is not a program, but ${facts.kind === "unknown" ? "something else" : `a ${facts.kind.replace("-", " ")}`}`,
    });
  }
  // What the system starts, or qemu, which ends without a word otherwise; artifacts come without this permission.
  if (facts.format === "elf" && !(await isExecutable(path))) {
    throw new UserError({ code: "not-executable", text: `${file} may not be executed; chmod +x ${file}` });
  }
  return facts;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

type Program = {
  readonly path: string;
  /** As it was written. */
  readonly file: string;
  readonly facts: BinaryFacts;
  readonly given: Environment;
};

type Prepared = { readonly command: EmulatorCommand; readonly stop: () => Promise<void> };

/** Fetches what starting it takes. */
async function prepare(host: Host, raw: Readonly<Record<string, string>>, program: Program): Promise<Prepared> {
  const { facts, file } = program;
  const target = targetOfBinary(facts);
  if (target === undefined) {
    throw new UserError({
      code: "cannot-run-here",
      text: `${file} is for ${facts.machine}, which is no platform of Go's`,
    });
  }
  const machine = await surveyMachine(host, { archives, clang: false });
  const ask = (libraries: readonly LibraryRequirement[] | undefined) =>
    planRunOf(host, raw, { target, machine, libraries });
  const bare = ask(undefined);
  const { run } = onlyTarget(bare);
  if (run.kind !== "run") {
    throw new UserError({
      code: "cannot-run-here",
      text: `${file} is for ${targetName(target)}, and cannot be started here: ${run.kind === "none" ? run.reason : "off"}`,
    });
  }
  const musl = await muslOf(bare, { facts, target, machine });
  if (musl !== undefined) {
    const withMusl = { ...bare, roots: [...bare.roots.filter(({ id }) => id !== musl.id), musl] };
    return open(host, withMusl, { program, machine, sysroot: musl.id });
  }
  // What the machine runs by itself has its loader and its libraries from there, and a static program has none.
  if (run.emulator === "native" || facts.os !== "linux" || facts.interpreter === undefined) {
    return open(host, bare, { program, machine });
  }
  try {
    return await open(host, ask(requirementsOf(facts, file)), { program, machine });
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    const text = `${file}: its libraries cannot be had: ${describeBriefly(describeError(error))}`;
    host.log.warning({ code: "run-without-libraries", text });
    return open(host, ask([]), { program, machine });
  }
}

type MuslQuestion = { readonly facts: BinaryFacts; readonly target: Target; readonly machine: Machine };

/**
 * The root with the loader of musl that a program asks for, which is its C library too; undefined where it asks for none, the
 * machine has it, or no package has. Further libraries made for musl are in no package of Debian's.
 */
async function muslOf(plan: Plan, { facts, target, machine }: MuslQuestion): Promise<RootRequest | undefined> {
  const { interpreter } = facts;
  const { archive } = machine;
  const c = platformRow(target)?.c;
  const abi = c?.kind === "abis" ? c.abis.find(({ interpreters }) => interpreters.musl === interpreter) : undefined;
  const isThere = onlyTarget(plan).run.kind === "run" && interpreter !== undefined && (await exists(interpreter));
  if (interpreter === undefined || abi?.architecture === undefined || archive.kind === "missing" || isThere) {
    return undefined;
  }
  const isOwn = abi.architecture === hostAbi(machine.arch).architecture;
  const content = packageContent(archive.id, packageFamily(archive.family).muslLoader(), {
    architecture: isOwn ? undefined : abi.architecture,
  });
  return { id: `musl-loader-${abi.architecture}`, kind: "musl", settings: {}, content };
}

type PlanQuestion = {
  readonly target: Target;
  readonly machine: Machine;
  /** The libraries that it needs beside those of its C compiler; undefined where it needs none at all. */
  readonly libraries: readonly LibraryRequirement[] | undefined;
};

/** The plan of a program of which only its target and its libraries matter. */
function planRunOf(
  host: Host,
  { targets: _, ...raw }: Readonly<Record<string, string>>,
  { target, machine, libraries }: PlanQuestion,
): Plan {
  const { inputs, problems } = parseInputs(
    { ...raw, targets: targetName(target), build: "false", run: "true", cgo: libraries === undefined ? "off" : "on" },
    { platforms: knownPlatforms, workspace: host.workspace },
  );
  const survey = describeMadeProgram({ machine, target, directory: host.workspace, requirements: libraries ?? [] });
  const planned = makePlan(inputs, survey, {
    ...allMakers,
    settings: [],
    outDir: join(host.workspace, "dist"),
    lock: { file: "", lock: undefined },
    event: undefined,
    artifacts: host.artifacts,
    goCaches: noGoCaches.uses,
  });
  const all = [...problems, ...planned.problems, ...planned.plan.refused.flatMap((each) => each.problems)];
  if (all.length > 0) {
    throw new UserError(all);
  }
  return planned.plan;
}

function onlyTarget({ targets }: Plan): TargetPlan {
  const [target] = targets;
  if (target === undefined) {
    throw new Error("a plan without a target");
  }
  return target;
}

function requirementsOf({ needed }: BinaryFacts, by: string): readonly LibraryRequirement[] {
  const names = linkedLibraries(needed.map((each) => `-l:${each}`)).filter(
    (name) => !isToolchainLibrary("linux", name),
  );
  return names.map((name) => ({ kind: "library", name, by, programs: [by], onHost: false }));
}

type OpenOptions = {
  readonly program: Program;
  readonly machine: Machine;
  /** The root of the plan that has the program's loader; absent: its toolchain has. */
  readonly sysroot?: string;
};

async function open(host: Host, plan: Plan, { program, machine, sysroot: root }: OpenOptions): Promise<Prepared> {
  const target = onlyTarget(plan);
  const { run } = target;
  const toolkit = openToolkit(host, plan, { machine, makers: allMakers });
  const opened = await toolkit.toolchains.of(target);
  const emulator = await toolkit.emulators.of(run);
  if (opened?.kind === "failed") {
    throw opened.error;
  }
  if (run.kind !== "run" || emulator?.kind !== "ready") {
    const reason = emulator?.kind === "absent" ? emulator.reason : "there is no emulator for it";
    throw new UserError({ code: "cannot-run-here", text: `${program.file} cannot be started here: ${reason}` });
  }
  const toolchain = opened?.value;
  const own = root === undefined ? undefined : readyValue(await toolkit.roots.of(root));
  const sysroot = own === undefined ? toolchain?.sysroot : join(own.directory, "root");
  await checkLoader(program, target, sysroot);
  const command = emulator.value.command({
    settings: run.settings,
    interpreter: program.facts.interpreter,
    sysroot,
    libraryPath: toolchain?.libraryPath ?? [],
    environment: { ...host.environment, ...temporaryOf(program.given) },
  });
  // The machine starts the program, but has no loader for it.
  const isByLoader = own !== undefined && command.words.length === 0;
  const words = isByLoader ? [join(sysroot ?? "/", program.facts.interpreter ?? "")] : command.words;
  return { command: { ...command, words }, stop: toolkit.emulators.stop };
}

/** The directories for temporary files are the person's own, and not those of this run, which are removed at its end. */
function temporaryOf(given: Environment): Environment {
  return Object.fromEntries(["TMPDIR", "GOTMPDIR", "TMP", "TEMP"].map((name) => [name, given[name]]));
}

async function checkLoader({ file, facts }: Program, { target }: TargetPlan, sysroot: string | undefined) {
  if (sysroot === undefined || facts.interpreter === undefined || (await exists(join(sysroot, facts.interpreter)))) {
    return;
  }
  throw new UserError({
    code: "loader-not-found",
    text: `${file} asks for the dynamic loader ${facts.interpreter}, which is not among the libraries for ${targetName(target)}; link it static`,
  });
}
