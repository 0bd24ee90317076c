import { delimiter, resolve } from "node:path";
import { exportedVariables, tagFlags } from "../build/index.ts";
import { emulatorsVariable } from "../dispatch/index.ts";
import { codesOf, describeError, NotStartedError, type Problem, problemTexts } from "../host/errors.ts";
import { exists, makeLimit } from "../host/index.ts";
import type { AttachedCommand, Command, Environment, Host } from "../host/types.ts";
import { quote } from "../inputs/index.ts";
import type { TargetPlan } from "../plan/index.ts";
import { targetName } from "../platforms/index.ts";
import { columnsOf, describeMore } from "../report/index.ts";
import { resolveDirectories } from "./directories.ts";
import { withoutName } from "./results.ts";
import { type SetUp, setUpTargets } from "./setup.ts";
import { listenerOf, tellProblems } from "./tell-problems.ts";
import type { Toolkit } from "./toolkit.ts";

type CommandEnd = {
  readonly name: string;
  readonly end: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** What a shell exits with where it cannot start the command; absent where it was started. */
  readonly code?: number;
  /** Why it was not started. */
  readonly problems?: readonly Problem[];
};

/**
 * Runs a command once for each target, with the target's compiler, platform and emulator in its environment: side by side, as
 * many as the plan builds side by side, and what each prints when it ends. For one target alone it runs as if it had been
 * started directly.
 * @param words The command; at least one word.
 * @returns The lines of a table, and the exit code: 1 where the command failed for a target.
 * @throws UserError where the inputs are wrong, or nothing can be made.
 */
export async function executeForTargets(
  host: Host,
  raw: Readonly<Record<string, string>>,
  words: readonly string[],
): Promise<{ readonly lines: readonly string[]; readonly exitCode: number }> {
  const [file = ""] = words;
  const impossible = await startProblem(host, raw, file);
  if (impossible !== undefined) {
    tellProblems(listenerOf(host), impossible.problems);
    return { lines: [], exitCode: shellCode(impossible) };
  }
  const done = await setUpTargets(host, { run: "true", ...raw });
  const { plan } = done;
  const targets = plan.targets.filter(({ slices }) => slices.length === 0);
  const limit = makeLimit(plan.concurrency.jobs);
  const isAlone = targets.length + plan.refused.length === 1;
  const ends = await Promise.all(
    targets.map((target) => limit(() => executeFor(host, { done, target, words, isAlone }))),
  );
  const refused = plan.refused.map(({ target, problems }) =>
    notStarted(targetName(target), withoutName(target, problems)),
  );
  const all = [...ends, ...refused];
  const failed = all.filter(({ ok }) => !ok).map(({ name }) => name);
  return {
    lines: [
      ...columnsOf(
        ["target", "seconds", "exit"],
        all.map(({ name, seconds, end }) => [name, seconds.toFixed(1), end]),
      ),
      ...(failed.length === 0 ? [] : [`Failed for ${failed.join(", ")}.`]),
      ...describeMore(codesOf(all.flatMap(({ problems = [] }) => problems)), host.job.pages),
    ],
    exitCode: failed.length === 0 ? 0 : (ends.find(({ code }) => code !== undefined)?.code ?? 1),
  };
}

/** Source: POSIX, Shell Command Language, 2.8.2 "Exit Status for Commands". */
function shellCode({ reason }: NotStartedError): number {
  return reason === "absent" ? 127 : 126;
}

/**
 * Why the command cannot be started for any target, found out before anything is fetched for it. What a set brings to PATH is
 * not there yet.
 */
async function startProblem(
  host: Host,
  raw: Readonly<Record<string, string>>,
  file: string,
): Promise<NotStartedError | undefined> {
  if (/^(cgo-cross-[\w-]+|go_\w+_exec)$/.test(file)) {
    return undefined;
  }
  const { directory } = resolveDirectories(host.workspace, raw);
  const path = file.includes("/") ? resolve(directory, file) : file;
  if ((await host.processes.find(path)) !== undefined) {
    return undefined;
  }
  return file.includes("/") && (await exists(path))
    ? new NotStartedError(
        `cannot execute ${quote(file)}; is it a program, and may it be executed (chmod +x)?`,
        "not executable",
      )
    : new NotStartedError(`there is no command ${quote(file)}${file.includes("/") ? "" : " on PATH"}`, "absent");
}

type Execution = {
  readonly done: SetUp;
  readonly target: TargetPlan;
  readonly words: readonly string[];
  readonly isAlone: boolean;
};

async function executeFor(host: Host, { done, target, words, isAlone }: Execution): Promise<CommandEnd> {
  const name = targetName(target.target);
  const problems = await problemsOf(done, target);
  if (problems.length > 0) {
    return notStarted(name, problems);
  }
  const [file = "", ...args] = words;
  const command = {
    file,
    args,
    directory: done.plan.module.directory,
    environment: { ...(await targetEnvironment(host, target, done)), [emulatorsVariable]: host.scratchDirectory },
    tested: { kind: "command", directory: host.scratchDirectory },
  } as const;
  try {
    return await start(host, { name, command, isAlone });
  } catch (error) {
    if (error instanceof NotStartedError) {
      return { ...notStarted(name, error.problems), code: shellCode(error) };
    }
    throw error;
  }
}

type Start = {
  readonly name: string;
  readonly command: Command & Omit<AttachedCommand, "passSignals">;
  readonly isAlone: boolean;
};

async function start(host: Host, { name, command, isAlone }: Start): Promise<CommandEnd> {
  if (isAlone) {
    const started = performance.now();
    const exitCode = await host.processes.attach({ ...command, passSignals: false });
    return { name, end: `${exitCode}`, ok: exitCode === 0, seconds: (performance.now() - started) / 1000 };
  }
  const { ending, exitCode, output, seconds } = await host.processes.run(command);
  const end = ending === "exit" ? `${exitCode}` : "ended by a signal";
  host.log.group(`${name}: ${ending === "exit" ? `exit ${exitCode}` : end}`, output.trimEnd().split("\n"));
  return { name, end, ok: exitCode === 0, seconds };
}

function notStarted(name: string, problems: readonly Problem[]): CommandEnd {
  return { name, end: `not started: ${problemTexts(problems).join("; ")}`, ok: false, seconds: 0, problems };
}

/** Why the target's compiler is not there although it was to be; none where nothing is wrong. */
async function problemsOf({ toolkit }: SetUp, target: TargetPlan): Promise<readonly Problem[]> {
  const opened = await toolkit.toolchains.of(target);
  if (opened?.kind !== "failed") {
    return [];
  }
  const described = describeError(opened.error);
  if (described.kind === "internal") {
    throw opened.error;
  }
  return described.problems;
}

/**
 * The environment in which `go` and the like build and run for one target: with the one compiler for all, or the target's own
 * where the machine has none.
 */
export async function targetEnvironment(
  host: Pick<Host, "environment">,
  target: TargetPlan,
  { set, toolkit }: Pick<SetUp, "set"> & { readonly toolkit: Pick<Toolkit, "toolchains"> },
): Promise<Environment> {
  const opened = set === undefined ? await toolkit.toolchains.of(target) : undefined;
  const toolchain = opened?.kind === "ready" ? opened.value : undefined;
  // A flag of the plan's holds what the job's own has; of two that are the same Go takes the last.
  const goFlags = [host.environment["GOFLAGS"] ?? "", tagFlags(target)].filter((part) => part !== "").join(" ");
  return {
    ...host.environment,
    ...(set?.variables ?? exportedVariables(target, toolchain)),
    ...target.goVariables,
    CGO_ENABLED: target.cgo.enabled ? "1" : "0",
    ...(goFlags === "" ? {} : { GOFLAGS: goFlags }),
    PATH: [...(set === undefined ? (toolchain?.binDirectories ?? []) : [set.bin]), host.environment["PATH"] ?? ""].join(
      delimiter,
    ),
  };
}
