import { UserError } from "./errors.ts";

/**
 * The edges of the program: everything that touches the world is behind one of these types, so that the same story runs
 * on a GitHub runner (github.ts) and on a terminal (local.ts).
 */
export type Host = {
  readonly kind: "github" | "local";
  /** A copy of the process's environment, taken once. */
  readonly environment: Environment;
  /** Go's name of this machine's operating system and architecture: `linux`, `amd64`. */
  readonly os: string;
  readonly arch: string;
  readonly cpus: number;
  /** What programs may still take, by what the machine or the container that it is allows. */
  readonly memoryBytes: number;
  /** The directory the program was started in: relative inputs are relative to it. */
  readonly workspace: string;
  /** Where tools are kept between runs, laid out as @actions/tool-cache does: `<tool>/<version>/<arch>`. */
  readonly toolDirectory: string;
  readonly tools: ToolStore;
  /**
   * Where files are gathered that a cache entry is made of. On a runner its path is the same in every job, since a cache
   * entry comes back under the path it was saved from.
   */
  readonly stagingDirectory: string;
  /** A directory for this run alone; removed at the end. */
  readonly scratchDirectory: string;
  /** Paths that must not outlive the run, whatever ends it: removed by the entry, on a signal too. */
  readonly temporaries: Set<string>;
  readonly log: Log;
  readonly processes: Processes;
  readonly cache: CacheService;
  readonly artifacts: ArtifactService;
  readonly job: JobService;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a person reads while the program works. A line is a decision or a result. */
export type Log = {
  info(line: string): void;
  /** Shown as annotations on a runner. */
  notice(message: string): void;
  warning(message: string): void;
  error(message: string, title?: string): void;
  /**
   * A titled block, printed whole. Lines may come from a child process: whatever they hold, they are only ever shown, and
   * none of them can act as a command of the runner.
   */
  group(title: string, lines: readonly string[]): void;
  /** A short-lived line about work under way: redrawn on a terminal, at most one every few seconds elsewhere. */
  progress(line: string): void;
};

/** One command, as data. Never a shell string. */
export type Command = {
  /** An absolute path, or a name to be found on PATH. */
  readonly file: string;
  readonly args: readonly string[];
  readonly directory?: string;
  /** The child's whole environment; the host's own where absent. */
  readonly environment?: Environment;
  readonly input?: string;
  /** Ends the child and its children after so many seconds; `ending` is then `timeout`. */
  readonly timeoutSeconds?: number;
  /** Once aborted: the child and its children are asked to end, and a second later made to. */
  readonly stop?: AbortSignal;
  /** Called for each line of standard output and standard error as it comes, without its line end. */
  readonly onLine?: (line: string) => void;
};

export type Completed = {
  readonly ending: "exit" | "signal" | "timeout";
  /** Undefined unless `ending` is `exit`. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, in the order in which they came. */
  readonly output: string;
  readonly seconds: number;
};

export type Processes = {
  /** Runs a command to its end. A non-zero exit is a value, not an error; throws only where it cannot be started. */
  run(command: Command): Promise<Completed>;
  /** The absolute path of a program on PATH, or undefined. */
  find(name: string): Promise<string | undefined>;
  /** Ends every child at once, and their children. */
  endAll(): void;
};

/** Tools that stay on the disk between runs, as @actions/tool-cache keeps them. */
export type ToolStore = {
  /** The directories of every complete version of a tool. */
  find(tool: string): Promise<readonly string[]>;
  /** Where a version of a tool lies, or would. `version` is a semantic version. */
  directory(tool: string, version: string): string;
  /** Says that the directory is complete; until then `find` does not give it. */
  complete(tool: string, version: string): Promise<void>;
};

/** Caches can only save time: nothing here throws, and everything has a deadline. */
export type CacheService = {
  /** False where the job has no cache; `reason` then says why. */
  readonly available: boolean;
  readonly reason: string | undefined;
  /** Puts the newest entry that fits back at `path`, and nothing anywhere else, whatever the entry holds. */
  restore(entry: CacheEntry): Promise<CacheRestored>;
  /** Saves the file at `path` under `entry.key`. */
  save(entry: CacheEntry): Promise<CacheSaved>;
};

export type CacheEntry = {
  /** The one file that is kept. Restored under the same path. */
  readonly path: string;
  readonly key: string;
  /** Prefixes of keys that will do where the exact key is not there. */
  readonly restoreKeys: readonly string[];
};

export type CacheRestored =
  | { readonly kind: "hit"; readonly key: string }
  | { readonly kind: "partial"; readonly key: string }
  | { readonly kind: "miss" }
  /** An entry came, and is not what was saved under its key. */
  | { readonly kind: "damaged"; readonly reason: string }
  | { readonly kind: "unavailable"; readonly reason: string };

export type CacheSaved = { readonly kind: "saved" } | { readonly kind: "not-saved"; readonly reason: string };

export type ArtifactService = {
  /**
   * Uploads files, which all lie under `root`, as one artifact. Throws ArtifactNameTaken where the run already has one of
   * that name, and a UserError with the service's message for any other refusal.
   */
  upload(artifact: ArtifactUpload): Promise<ArtifactUploaded>;
};

export type ArtifactUpload = {
  readonly name: string;
  readonly root: string;
  readonly files: readonly string[];
  readonly retentionDays: number | undefined;
};

export type ArtifactUploaded = {
  /** The service's number of the artifact on GitHub; the path of its directory locally. */
  readonly id: string;
  readonly bytes: number;
};

/** The run already has an artifact of this name. */
export class ArtifactNameTaken extends UserError {
  readonly artifactName: string;
  constructor(artifactName: string, options?: { readonly cause?: unknown }) {
    super(`the run already has an artifact named "${artifactName}"`, options);
    this.name = "ArtifactNameTaken";
    this.artifactName = artifactName;
  }
}

/** What a job hands on to later steps. */
export type JobService = {
  /** The event that started the run (`push`, `release`…) and its ref; undefined on a terminal. */
  readonly event: { readonly name: string; readonly ref: string } | undefined;
  /** Sets a variable for later steps. Throws on a value with a line break or NUL in it. */
  exportVariable(name: string, value: string): Promise<void>;
  addPath(directory: string): Promise<void>;
  setOutput(name: string, value: string): Promise<void>;
  /** Replaces this step's summary. */
  writeSummary(markdown: string): Promise<void>;
};
