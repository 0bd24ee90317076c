import { stat } from "node:fs/promises";
import { dirname, isAbsolute, resolve } from "node:path";
import type { Command, Completed, Environment, Host } from "../host/types.ts";
import { knownPlatforms } from "../platforms/go-platforms.ts";
import type { Platform } from "../platforms/target.ts";
import { variantsOf } from "../platforms/target.ts";

/** The user's Go, or why there is none to ask. */
export type Go =
  | {
      readonly kind: "found";
      readonly file: string;
      /** `go1.26.8` */
      readonly version: string;
      /** Every pair this Go builds for. */
      readonly platforms: readonly Platform[];
    }
  | { readonly kind: "missing"; readonly problem: string; readonly platforms: readonly Platform[] };

/** What `go env` says when it is asked for one target. */
export type GoEnvironment = {
  /** Go's variant variable and its effective value: `{ GOARM: "7" }`. */
  readonly levels: Readonly<Record<string, string>>;
  readonly goflags: string;
  readonly cc: string;
  readonly cxx: string;
  readonly ar: string;
  readonly cgoCflags: string;
  readonly cgoCxxflags: string;
  readonly cgoLdflags: string;
};

/**
 * Finds the Go that a plain `go build` in the directory would use (go.mod's toolchain line and GOTOOLCHAIN may choose
 * another one than the first on PATH) and asks it for its platforms.
 */
export async function findGo(host: Host, directory: string): Promise<Go> {
  const file = await host.processes.find("go");
  if (file === undefined) {
    return missing(
      "there is no `go` on PATH: add a step with actions/setup-go before this one, or install Go and open a new terminal",
    );
  }
  const isDirectory = await stat(directory).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) {
    return missing(`working-directory: there is no directory ${directory}`);
  }
  const [env, dist] = await Promise.all([
    runGo(host, file, { args: ["env", "-json", "GOVERSION"], directory }),
    runGo(host, file, { args: ["tool", "dist", "list", "-json"], directory }),
  ]);
  if (env.exitCode !== 0 || dist.exitCode !== 0) {
    return missing(explainGoFailure(env.exitCode !== 0 ? env : dist));
  }
  const { GOVERSION: version } = JSON.parse(env.stdout) as { GOVERSION: string };
  return { kind: "found", file, version, platforms: parsePlatforms(dist.stdout) };
}

function missing(problem: string): Go {
  return { kind: "missing", problem, platforms: knownPlatforms };
}

/** Reads what `go tool dist list -json` prints. */
export function parsePlatforms(json: string): readonly Platform[] {
  const rows = JSON.parse(json) as readonly { GOOS: string; GOARCH: string; CgoSupported: boolean }[];
  return rows.map((row) => ({ os: row.GOOS, arch: row.GOARCH, cgoSupported: row.CgoSupported }));
}

/** Asks `go env` what it would use for a target. */
export async function readGoEnvironment(host: Host, go: string, question: GoQuestion): Promise<GoEnvironment> {
  // Of its own architecture alone: `go env` repeats whatever the job has set for another.
  const level = variantsOf(question.variables?.["GOARCH"] ?? "")?.variable ?? "";
  const names = [
    ...(level === "" ? [] : [level]),
    "GOFLAGS",
    "CC",
    "CXX",
    "AR",
    "CGO_CFLAGS",
    "CGO_CXXFLAGS",
    "CGO_LDFLAGS",
  ];
  const done = await runGo(host, go, { ...question, args: ["env", "-json", ...names] });
  if (done.exitCode !== 0) {
    throw new Error(explainGoFailure(done));
  }
  const values = JSON.parse(done.stdout) as Readonly<Record<string, string>>;
  const value = (name: string) => values[name] ?? "";
  return {
    levels: value(level) === "" ? {} : { [level]: value(level) },
    goflags: value("GOFLAGS"),
    cc: value("CC"),
    cxx: value("CXX"),
    ar: value("AR"),
    cgoCflags: value("CGO_CFLAGS"),
    cgoCxxflags: value("CGO_CXXFLAGS"),
    cgoLdflags: value("CGO_LDFLAGS"),
  };
}

/** Where Go keeps what it made and fetched, and where the module's own files are. */
export type GoPlaces = {
  readonly buildCache: string;
  readonly moduleCache: string;
  /** GOCACHEPROG. Empty where there is none. */
  readonly cacheProgram: string;
  readonly gopath: string;
  /** The directories with the go.mod and go.sum, and with a workspace the go.work, that a build here goes by. */
  readonly moduleDirectories: readonly string[];
};

/** Asks Go for its places. Throws where it cannot answer. */
export async function readGoPlaces(host: Host, go: string, directory: string): Promise<GoPlaces> {
  const names = ["GOCACHE", "GOMODCACHE", "GOCACHEPROG", "GOPATH", "GOMOD", "GOWORK"];
  const env = await runGo(host, go, { args: ["env", "-json", ...names], directory });
  if (env.exitCode !== 0) {
    throw new Error(explainGoFailure(env));
  }
  const values = JSON.parse(env.stdout) as Readonly<Record<string, string>>;
  const value = (name: string) => values[name] ?? "";
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

/** The directories of a workspace's modules, without asking for anything that Go would have to fetch. */
async function workspaceModules(host: Host, go: string, workspace: string): Promise<readonly string[]> {
  if (!isAbsolute(workspace)) {
    return [];
  }
  const directory = dirname(workspace);
  const edit = await runGo(host, go, { args: ["work", "edit", "-json", workspace], directory });
  if (edit.exitCode !== 0) {
    throw new Error(explainGoFailure(edit));
  }
  const { Use } = JSON.parse(edit.stdout) as { readonly Use?: readonly { readonly DiskPath: string }[] | null };
  return (Use ?? []).map(({ DiskPath }) => resolve(directory, DiskPath));
}

export type GoQuestion = {
  readonly directory: string;
  /** Set on top of the job's own environment. */
  readonly variables?: Readonly<Record<string, string>>;
};

/** Runs the user's Go in the module's directory, with the job's environment, so that GOFLAGS and the rest hold. */
export function runGo(
  host: Host,
  go: string,
  question: GoQuestion & { readonly args: readonly string[] },
): Promise<Completed> {
  const command: Command = {
    file: go,
    args: question.args,
    directory: question.directory,
    environment: goEnvironment(host, question.variables ?? {}),
  };
  return host.processes.run(command);
}

/** The job's environment for a Go command. A private module without credentials fails at once instead of asking. */
export function goEnvironment(host: Host, variables: Readonly<Record<string, string>>): Environment {
  return { GIT_TERMINAL_PROMPT: "0", ...host.environment, ...variables };
}

/** One sentence for a Go command that failed before it came to build anything. */
export function explainGoFailure(failed: Completed): string {
  const text = failed.stderr.trim();
  const tooOld = /requires go >= (\S+) \(running go (\S+?); GOTOOLCHAIN=local\)/.exec(text);
  if (tooOld !== null) {
    return (
      `the module needs Go ${tooOld[1]} and this is Go ${tooOld[2]} with GOTOOLCHAIN=local: install Go ${tooOld[1]} ` +
      "(actions/setup-go with `go-version-file: go.mod`), or set GOTOOLCHAIN=auto"
    );
  }
  const [, module] = /^(?:go: )?(?:\S+: )?verifying (\S+): checksum mismatch$/m.exec(text) ?? [];
  if (module !== undefined) {
    return `${module} is not what go.sum says (checksum mismatch): find out why before you build with it, see \`go help module-auth\``;
  }
  if (text.includes("go.mod file not found") || text.includes("cannot find main module")) {
    return "there is no go.mod here or above: set working-directory to the module's directory, or run `go mod init`";
  }
  if (text.includes("detected dubious ownership") || text.includes("error obtaining VCS status")) {
    return `${lastLines(text)}: add \`-buildvcs=false\` to go-flags, or mark the checkout as safe with \`git config --global --add safe.directory\``;
  }
  return text === "" ? `go ended with exit code ${failed.exitCode}` : lastLines(text);
}

function lastLines(text: string): string {
  return text.split("\n").slice(-6).join(" ").trim();
}
