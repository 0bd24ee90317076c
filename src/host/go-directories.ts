import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { exists } from "./exists.ts";
import { homeDirectory } from "./home.ts";
import { type Place, type Tried, tryPlace } from "./places.ts";
import type { Environment, Processes } from "./types.ts";

export type GoDirectories = {
  /** What children need beside their environment, so that Go has directories of its own. */
  readonly variables: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
};

/**
 * Gives Go a build cache and a module cache where its own cannot be used: without a home it refuses to build, and below one
 * that cannot be written to it fails half-way. Go itself is asked where they are, once there is reason to doubt them.
 */
export async function provideGoDirectories(
  environment: Environment,
  processes: Processes,
  tools: Place,
): Promise<GoDirectories> {
  const none = { variables: {}, notes: [] };
  const go = (await isDoubtful(environment)) ? await processes.find("go") : undefined;
  if (go === undefined) {
    return none;
  }
  const asked = await processes
    .run({
      file: go,
      args: ["env", "GOCACHE", "GOMODCACHE"],
      // Not below a module, whose go.mod may ask for another Go.
      directory: tools.directory,
      environment: { ...environment, GOTOOLCHAIN: "local" },
      timeoutSeconds: 20,
    })
    .catch(() => undefined);
  if (asked?.exitCode !== 0) {
    return none;
  }
  const [buildCache = "", moduleCache = ""] = asked.stdout.split(/\r?\n/);
  // Go takes no relative path for its cache either.
  const isRelative = !isAbsolute(environment["XDG_CACHE_HOME"] || "/");
  const without = isRelative ? "XDG_CACHE_HOME is a relative path" : "HOME is not set";
  const moved = [
    {
      name: "GOCACHE",
      what: "build cache",
      problem: await problemOf(buildCache, { starts: !tools.noexec, without }),
      as: "go-build",
    },
    { name: "GOMODCACHE", what: "module cache", problem: await moduleProblem(moduleCache, without), as: "go-modules" },
  ].filter(({ problem }) => problem !== undefined);
  const place = (as: string) => join(tools.directory, as);
  return {
    variables: Object.fromEntries(moved.map(({ name, as }) => [name, place(as)])),
    notes: moved.map(({ name, what, problem, as }) => {
      return `Go's ${what} is kept in ${place(as)}, since ${problem}; set ${name} to move it`;
    }),
  };
}

/** Whether Go's defaults, which are below these, may be of no use. */
async function isDoubtful(environment: Environment): Promise<boolean> {
  if (process.platform === "win32") {
    return false;
  }
  const base = environment["XDG_CACHE_HOME"];
  const home = homeDirectory(environment);
  const named = environment["HOME"];
  if (
    home === undefined ||
    named === undefined ||
    named === "" ||
    (base !== undefined && base !== "" && !isAbsolute(base))
  ) {
    return true;
  }
  if (!(await exists(home))) {
    return true;
  }
  // Nothing is made in a home that Go may make no use of.
  const places = await Promise.all([base || join(home, ".cache"), home].map(nearestExisting));
  const tried = await Promise.all(places.map((directory) => tryPlace({ directory, variable: "HOME" })));
  return tried.some((each) => each.kind === "unfit") || isNoexec(tried[0]);
}

async function nearestExisting(directory: string): Promise<string> {
  return (await exists(directory)) || directory === dirname(directory)
    ? directory
    : nearestExisting(dirname(directory));
}

type Use = {
  /** Programs are started from it. */
  readonly starts: boolean;
  /** Why Go may know no place. */
  readonly without: string;
};

async function problemOf(directory: string, { starts, without }: Use): Promise<string | undefined> {
  if (!isAbsolute(directory)) {
    return without;
  }
  const tried = await tryPlace({ directory: await nearestExisting(directory), variable: "GOCACHE" });
  if (tried.kind === "unfit") {
    return `nothing can be written to ${directory}`;
  }
  // Since Go 1.25 commands such as `go tool dist` are compiled into the build cache and started there.
  return starts && isNoexec(tried) ? `no program can be started from ${directory}` : undefined;
}

/** One that is there is used, read-only too: an image may have brought it. */
async function moduleProblem(directory: string, without: string): Promise<string | undefined> {
  const found = isAbsolute(directory) ? await stat(directory).catch(() => undefined) : undefined;
  return found?.isDirectory() === true ? undefined : problemOf(directory, { starts: false, without });
}

function isNoexec(tried: Tried | undefined): boolean {
  return tried?.kind === "fit" && tried.place.noexec;
}
