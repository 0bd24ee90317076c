import { platform, tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { provideGoDirectories } from "./go-directories.ts";
import { homeDirectory } from "./home.ts";
import { type Candidate, choosePlace, type Place } from "./places.ts";
import { makeProcesses } from "./processes.ts";
import type { Environment } from "./types.ts";

/** The directories of a run, each of which can be written to. */
export type Directories = {
  /** Where tools are kept between runs. */
  readonly tools: Place;
  /** What the run's own directory is made in. */
  readonly temporary: Place;
  /** What is done otherwise than asked or expected, a sentence each. */
  readonly notes: readonly string[];
};

/** The directories that something of the host's own names, such as a runner's. */
export type Named = {
  readonly tools: readonly Candidate[];
  readonly temporary: readonly Candidate[];
};

/**
 * Chooses the directories of a run: the named ones, else those in which they can be. The two stand in for each other: what is
 * temporary can lie among the tools, and where nothing is kept between runs they lie in what is temporary.
 * @throws UserError where nothing can be written to any.
 */
export async function chooseDirectories(named: Named): Promise<Directories> {
  const amongTools = named.tools.flatMap(({ directory, variable }) =>
    directory === undefined ? [] : [{ directory: join(directory, "temporary"), variable }],
  );
  const temporary = await choosePlace({
    what: "temporary files",
    candidates: [...named.temporary, { directory: systemTemporary(), variable: "TMPDIR" }, ...amongTools],
  });
  const { directory, variable } = temporary.place;
  const tools = await choosePlace({
    what: "toolchains",
    candidates: [...named.tools, { directory: join(directory, `cgo-cross-${userName()}`), variable, shared: true }],
  });
  return {
    tools: tools.place,
    temporary: temporary.place,
    notes: [temporary.note, tools.note].flatMap((each) => each ?? []),
  };
}

/** Where this program keeps what outlives a run at a terminal (XDG Base Directory Specification: a relative path is ignored). */
export function cacheCandidate(environment: Environment): Candidate {
  const base = environment["XDG_CACHE_HOME"];
  if (base !== undefined && isAbsolute(base)) {
    return { directory: join(base, "cgo-cross"), variable: "XDG_CACHE_HOME" };
  }
  const home = homeDirectory(environment);
  const variable = home === undefined ? "HOME" : "HOME or XDG_CACHE_HOME";
  return { directory: home === undefined ? undefined : join(home, ".cache", "cgo-cross"), variable };
}

/** Where the environment has what is temporary. */
export function temporaryCandidates(environment: Environment): readonly Candidate[] {
  const directory = environment["TMPDIR"];
  return directory === undefined || directory === "" ? [] : [{ directory: resolve(directory), variable: "TMPDIR" }];
}

/**
 * The environment for children, in which the variables for temporary files name the run's own directory, and those of Go's
 * caches directories that can be used; and what was changed. Compilers, linkers, Go and apt remove their temporary files
 * themselves, but not when they are killed: the run's own directory is removed whatever ends it.
 */
export async function prepareEnvironment(
  given: Environment,
  { tools }: Pick<Directories, "tools">,
  scratchDirectory: string,
): Promise<{ readonly environment: Environment; readonly notes: readonly string[] }> {
  const environment = { ...given, ...temporaryVariables(scratchDirectory) };
  const { variables, notes } = await provideGoDirectories(environment, makeProcesses(environment), tools);
  return { environment: { ...environment, ...variables }, notes };
}

/** `go` takes GOTMPDIR before TMPDIR, and programs of Windows take the other two. */
function temporaryVariables(directory: string): Environment {
  return {
    TMPDIR: directory,
    GOTMPDIR: directory,
    ...(platform() === "win32" ? { TMP: directory, TEMP: directory } : {}),
  };
}

/** Not what TMPDIR says, which is a candidate of its own. */
function systemTemporary(): string {
  return platform() === "win32" ? tmpdir() : "/tmp";
}

function userName(): string {
  return `${process.getuid?.() ?? "user"}`;
}
