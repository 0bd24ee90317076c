import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import {
  type Diagnosis,
  describeDiagnosis,
  diagnose,
  isMachineFault,
  noLookups,
  nothingKnown,
} from "../diagnose/index.ts";
import {
  type GoEnvironment,
  goEnvironmentNames,
  parseGoEnvironment,
  parseGoVariables,
  parsePlatforms,
  parseWorkspaceDirectories,
} from "../golang/index.ts";
import { type Problem, UserError } from "../host/errors.ts";
import type { Completed, Environment, Host } from "../host/types.ts";
import { knownPlatforms, type Platform } from "../platforms/index.ts";

/** The user's Go, or the problem with it. */
export type Go =
  | {
      readonly kind: "found";
      readonly file: string;
      /** `go1.26.8` */
      readonly version: string;
      /** Every pair this Go builds for. */
      readonly platforms: readonly Platform[];
    }
  /** `platforms` are the usual ones, so that the inputs can be checked all the same. */
  | { readonly kind: "missing"; readonly problem: Problem; readonly platforms: readonly Platform[] };

/**
 * Finds the Go that a plain `go build` in the directory would use (go.mod's toolchain line and GOTOOLCHAIN may choose
 * another one than the first on PATH) and asks it for its platforms.
 */
export async function findGo(host: Host, directory: string): Promise<Go> {
  const file = await host.processes.find("go");
  if (file === undefined) {
    return missing({
      code: "no-go",
      text: "there is no `go` on PATH: add a step with actions/setup-go before this one, or install Go and open a new terminal",
    });
  }
  if (!(await isDirectory(directory))) {
    return missing({ code: "directory-not-found", text: `working-directory: there is no directory ${directory}` });
  }
  const [env, dist] = await Promise.all([
    runGo(host, file, { args: ["env", "-json", "GOVERSION"], directory }),
    runGo(host, file, { args: ["tool", "dist", "list", "-json"], directory }),
  ]);
  const failed = [env, dist].find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) {
    return missing(await explainGoFailure(failed));
  }
  const version = parseGoVariables(env.stdout)("GOVERSION");
  return { kind: "found", file, version, platforms: parsePlatforms(dist.stdout) };
}

function missing(problem: Problem): Go {
  return { kind: "missing", problem, platforms: knownPlatforms };
}

function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Asks `go env` what it would use for a target. No compiler is started for it.
 * @throws UserError where Go cannot answer.
 */
export async function readGoEnvironment(host: Host, go: string, question: GoQuestion): Promise<GoEnvironment> {
  const arch = question.variables?.["GOARCH"] ?? "";
  const names = goEnvironmentNames(arch);
  const variables = { ...question.variables, ...noCompiler(host) };
  const [plain, flags] = await Promise.all([
    askGo(host, go, { ...question, args: ["env", "-json", ...names.plain] }),
    askGo(host, go, { ...question, variables, args: ["env", "-json", ...names.flags] }),
  ]);
  return parseGoEnvironment({ plain, flags }, arch);
}

/** For questions that Go answers without a compiler, too. It takes no relative path. */
export function noCompiler(host: Host): Readonly<Record<string, string>> {
  return { CC: join(host.scratchDirectory, "no-compiler") };
}

/** Where Go keeps what it has built and downloaded, and where the module's own files are. */
export type GoPlaces = {
  readonly buildCache: string;
  readonly moduleCache: string;
  /** GOCACHEPROG. Empty where there is none. */
  readonly cacheProgram: string;
  readonly gopath: string;
  /** The directories with the go.mod and go.sum, and with a workspace the go.work, that decide a build here. */
  readonly moduleDirectories: readonly string[];
};

/**
 * Asks Go for its places. Downloads nothing.
 * @throws UserError where Go cannot answer.
 */
export async function readGoPlaces(host: Host, go: string, directory: string): Promise<GoPlaces> {
  const names = ["GOCACHE", "GOMODCACHE", "GOCACHEPROG", "GOPATH", "GOMOD", "GOWORK"];
  const value = parseGoVariables(await askGo(host, go, { args: ["env", "-json", ...names], directory }));
  // Without a module GOMOD is the null device, and without a workspace GOWORK is empty or `off`.
  const files = [value("GOMOD"), value("GOWORK")].filter((file) => isAbsolute(file) && file !== "/dev/null");
  return {
    buildCache: value("GOCACHE"),
    moduleCache: value("GOMODCACHE"),
    cacheProgram: value("GOCACHEPROG"),
    gopath: value("GOPATH"),
    moduleDirectories: [...new Set([...files.map(dirname), ...(await workspaceModules(host, go, value("GOWORK")))])],
  };
}

/** The directories of a workspace's modules. `go list -m` would say too, but may download modules for it. */
async function workspaceModules(host: Host, go: string, workspace: string): Promise<readonly string[]> {
  if (!isAbsolute(workspace)) {
    return [];
  }
  const directory = dirname(workspace);
  const json = await askGo(host, go, { args: ["work", "edit", "-json", workspace], directory });
  return parseWorkspaceDirectories(json).map((path) => resolve(directory, path));
}

export type GoQuestion = {
  readonly directory: string;
  /** Set on top of the job's own environment. */
  readonly variables?: Readonly<Record<string, string>>;
};

export type GoCommand = GoQuestion & { readonly args: readonly string[]; readonly input?: string };

/**
 * Runs the user's Go to its end and returns what it printed on standard output.
 * @throws UserError with the explained failure where it does not exit with 0.
 */
export async function askGo(host: Host, go: string, command: GoCommand): Promise<string> {
  const done = await runGo(host, go, command);
  if (done.exitCode !== 0) {
    throw new UserError(await explainGoFailure(done));
  }
  return done.stdout;
}

/** Runs the user's Go in the module's directory, with the job's environment, so that GOFLAGS and the rest hold. */
export function runGo(host: Host, go: string, command: GoCommand): Promise<Completed> {
  const { args, directory, variables = {}, input } = command;
  // A private module without credentials fails at once instead of waiting for a password.
  const environment: Environment = { GIT_TERMINAL_PROMPT: "0", ...host.environment, ...variables };
  return host.processes.run({ file: go, args, directory, environment, ...(input === undefined ? {} : { input }) });
}

/**
 * A problem that Go has with a package, as the catalogue of failures knows it; with what to do about it, where that is a matter of
 * the machine or of the module's files.
 */
export async function withAdvice(problem: Problem): Promise<Problem> {
  if (problem.code !== "package-error") {
    return problem;
  }
  const { code, fix } = await diagnoseWords(problem.text);
  if (code === "unknown") {
    return problem;
  }
  const isForAdvice =
    /^(?:go-sum|c-files|private|module|unknown-rev|replace|vendor|embed|checksum|malformed|package|import|no-go-files|two-packages|files-excluded)/.test(
      code,
    );
  return { code, text: isForAdvice ? `${problem.text}; ${fix}` : problem.text };
}

/** What a machine that is out of memory, or of room, is told by a tool's words; undefined where it is something else. */
export async function machineFault(text: string): Promise<string | undefined> {
  const diagnosis = await diagnoseWords(text);
  return isMachineFault(diagnosis) ? describeDiagnosis(diagnosis) : undefined;
}

function diagnoseWords(text: string): Promise<Diagnosis> {
  return diagnose({ stage: "survey", lines: text.split("\n"), known: nothingKnown, lookups: noLookups });
}

/** What of a finished command says how it failed. */
type FailedCommand = Pick<Completed, "stderr" | "exitCode">;

/** One sentence for a Go command that failed before it came to build anything: what happened, and what to do. */
export async function explainGoFailure({ stderr, exitCode }: FailedCommand): Promise<Problem> {
  // What Go's commands say of every flag that they do not take says nothing of this one.
  const text = stderr.replace(/\n?^usage: [\s\S]*?^Run 'go help .*$/m, "").trim();
  if (text === "") {
    const killed = exitCode === undefined;
    return { code: "go-failed", text: killed ? "go was killed" : `go ended with exit code ${exitCode}` };
  }
  return explainWords(text);
}

/** What the catalogue of failures says of words of Go's; the last of them where it has nothing. */
async function explainWords(text: string): Promise<Problem> {
  const diagnosis = await diagnoseWords(text);
  return diagnosis.code === "unknown"
    ? { code: "go-failed", text: text.split("\n").slice(-6).join(" ").trim() }
    : { code: diagnosis.code, text: describeDiagnosis(diagnosis) };
}
