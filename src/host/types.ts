import { UserError, type Warning } from "./errors.ts";
import type { Place } from "./places.ts";

/**
 * The edges of the program: processes, files that outlive a run, services and the log are behind these types, so that the
 * same commands run on a GitHub runner (github.ts) and on a terminal (local.ts).
 */
export type Host = {
  readonly kind: "github" | "local";
  /** A copy of the process's environment, taken once. */
  readonly environment: Environment;
  /** Go's name of this machine's operating system and architecture: `linux`, `amd64`. */
  readonly os: string;
  readonly arch: string;
  readonly cpus: number;
  /** Bytes available to programs on this machine or in this container. */
  readonly memoryBytes: number;
  /** The directory the program was started in: relative inputs are relative to it. */
  readonly workspace: string;
  /** Where tools are kept between runs, laid out as @actions/tool-cache does: `<tool>/<version>/<arch>`. */
  readonly toolDirectory: string;
  readonly tools: ToolStore;
  /**
   * Where downloads and the files of a cache entry are collected: an empty directory of this user alone, removed at the end. On
   * a runner its path is the same in every job, since a cache entry is restored to the path it was saved from.
   */
  readonly stagingDirectory: string;
  /** A directory for this run alone, and for the temporary files of its children; removed at the end, or by the next run. */
  readonly scratchDirectory: string;
  /** What the two are in: tools, and what is temporary. */
  readonly places: { readonly tools: Place; readonly temporary: Place };
  /** Paths that must not outlive the run, whatever ends it: removed by the entry, on a signal too. */
  readonly temporaries: Set<string>;
  readonly log: Log;
  readonly processes: Processes;
  readonly cache: CacheService;
  readonly artifacts: ArtifactService;
  readonly job: JobService;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a person reads while the program runs. A line is a decision or a result. */
export type Log = {
  info(line: string): void;
  /** Shown as annotations on a runner. */
  notice(message: string): void;
  /** `place`: what it is about, in the program's own sources. */
  warning(warning: Warning, place?: SourceLine): void;
  /** All that it has warned of, in that order: the report of a run has it too. */
  warnings(): readonly LogWarning[];
  error(message: string, title?: string, place?: SourceLine): void;
  /**
   * A titled block, printed whole. Lines may come from a child process: they are only shown, and none of them can act as a
   * workflow command.
   */
  group(title: string, lines: readonly string[]): void;
  /** Progress of the current work: redrawn in place on a terminal, at most one line every few seconds elsewhere. */
  progress(line: string): void;
  /**
   * What is being done now for a target, or for something else that takes its time; undefined once there is nothing more to
   * be said of it. A table that fills in place on a terminal; elsewhere a line every half a minute for what lasts so long.
   */
  step(name: string, step: Step | undefined): void;
  /** All steps, in the order in which they were first named. */
  steps(): readonly StepNow[];
};

export type LogWarning = Warning & { readonly place: SourceLine | undefined };

export type Step = {
  readonly kind: "waiting" | "working" | "done" | "failed" | "skipped";
  /** `building`, `waiting for its compiler`, `built and verified in 12 s`; another one begins another step. */
  readonly text: string;
  /** What is shown instead while there is room for one of them: `fetching 12.3 of 61.9 MB`. */
  readonly detail?: string | undefined;
};

/** `seconds`: how long it has been going on. */
export type StepNow = Step & { readonly name: string; readonly seconds: number };

/** A line of the program's own sources. */
export type SourceLine = {
  /** Relative to the repository, with slashes. */
  readonly file: string;
  /** Both from 1. */
  readonly line: number;
  readonly column?: number | undefined;
};

/** One command, as data. Never a shell string. */
export type Command = {
  /** An absolute path, or a name to look up on PATH. */
  readonly file: string;
  readonly args: readonly string[];
  readonly directory?: string;
  /** The child's whole environment, less what no child gets (see childEnvironment); by default the host's own. */
  readonly environment?: Environment;
  readonly input?: string;
  /** The child is a program under test. */
  readonly tested?: Tested;
  /** Kills the child and its descendants after so many seconds; `ending` is then `timeout`. */
  readonly timeoutSeconds?: number;
  /** Once aborted: the child and its descendants get SIGTERM, and SIGKILL a second later. */
  readonly stop?: AbortSignal;
  /** Called for each line of standard output and standard error as it comes, without its line end. */
  readonly onLine?: (line: string) => void;
  /** Called once a second, where the system tells, with the child and its descendants: who watches it learns what it is at. */
  readonly onProcesses?: (running: readonly RunningProcess[]) => void;
};

/** A process as it is now. */
export type RunningProcess = {
  readonly args: readonly string[];
  /** Its working directory. */
  readonly directory: string;
};

/** A command that a person started, or a later step would: its standard streams are this process's own. */
export type AttachedCommand = Pick<Command, "file" | "args" | "directory" | "environment"> & {
  /** Whatever it leaves running is killed. */
  readonly tested?: Extract<Tested, { readonly kind: "command" }>;
  /** SIGINT, SIGTERM and SIGHUP go to the child, which decides what becomes of them; see withHost. */
  readonly passSignals: boolean;
};

/** A program under test gets no credentials (see testedEnvironment), unless a person's own command starts it. */
export type Tested =
  /** It gets an empty HOME and TMPDIR, made in this directory for it, and whatever it leaves running is killed. */
  | { readonly kind: "alone"; readonly directory: string }
  /** Its environment has such directories already, and what it leaves running others use too: whoever started that ends it. */
  | { readonly kind: "shared" }
  /** Its environment is as it stands, as of a command that a person starts; whatever it leaves running is killed. */
  | { readonly kind: "command"; readonly directory: string };

export type Completed = {
  readonly ending: "exit" | "signal" | "timeout";
  /** Undefined unless `ending` is `exit`. */
  readonly exitCode: number | undefined;
  /** Such as `SIGSEGV`; undefined unless `ending` is `signal`. */
  readonly signal?: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, interleaved in the order of their lines. */
  readonly output: string;
  readonly seconds: number;
};

export type Processes = {
  /** Runs a command to its end. A non-zero exit is a value, not an error; throws a UserError where it cannot be started. */
  run(command: Command): Promise<Completed>;
  /** Runs a command on this process's own standard streams; throws a UserError where it cannot be started. */
  attach(command: AttachedCommand): Promise<number>;
  /** The absolute path of a program on PATH, or undefined. */
  find(name: string): Promise<string | undefined>;
  /** Kills every child and its descendants at once, and whatever is started later. */
  endAll(): void;
};

/** Tools that stay on the disk between runs, as @actions/tool-cache stores them. */
export type ToolStore = {
  /** The directories of every complete version of a tool. */
  find(tool: string): Promise<readonly string[]>;
  /** The directory of a version of a tool, installed or not. `version` is a semantic version. */
  directory(tool: string, version: string): string;
  /**
   * Records until this run ends that it uses directories below the tool directory, which need not exist: until then no other run
   * removes them. Comes before a look at what is there. Never throws.
   */
  use(directories: readonly string[]): Promise<void>;
  /** Marks the directory complete; until then `find` does not return it. */
  complete(tool: string, version: string): Promise<void>;
  /**
   * Downloads a file, in several attempts and within a deadline, through the proxies that the environment names. Nothing
   * is left at `file` or beside it unless all of it is there; its hash is still to be compared.
   * @throws UserError where it cannot be downloaded.
   */
  download(url: string, file: string): Promise<void>;
};

/** Caches can only save time: nothing here throws, and everything has a deadline. */
export type CacheService = {
  /** False where the job has no cache, for the given `reason`. */
  readonly available: boolean;
  readonly reason: string | undefined;
  /** Restores the newest matching entry to `path`, and writes nowhere else, whatever the entry contains. */
  restore(entry: CacheEntry): Promise<CacheRestored>;
  /** Saves the file at `path` under `entry.key`. */
  save(entry: CacheEntry): Promise<CacheSaved>;
};

export type CacheEntry = {
  /** The one file of the entry. It is restored to the same path. */
  readonly path: string;
  readonly key: string;
  /** Prefixes of keys to fall back to where there is no entry of the exact key. */
  readonly restoreKeys: readonly string[];
};

export type CacheRestored =
  | { readonly kind: "hit"; readonly key: string }
  | { readonly kind: "partial"; readonly key: string }
  | { readonly kind: "miss" }
  /** An entry was restored, and is not what was saved under its key. */
  | { readonly kind: "damaged"; readonly reason: string }
  | { readonly kind: "unavailable"; readonly reason: string };

export type CacheSaved = { readonly kind: "saved" } | { readonly kind: "not-saved"; readonly reason: string };

export type ArtifactService = {
  /** False where the run has no artifacts, for the given `reason`. */
  readonly available: boolean;
  readonly reason: string | undefined;
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
  /** On GitHub the id of the artifact; locally the path of its directory. */
  readonly id: string;
  readonly bytes: number;
};

/** The run already has an artifact of this name. */
export class ArtifactNameTaken extends UserError {
  readonly artifactName: string;
  constructor(artifactName: string, options?: { readonly cause?: unknown }) {
    super({ code: "artifact-names-collide", text: `the run already has an artifact named "${artifactName}"` }, options);
    this.name = "ArtifactNameTaken";
    this.artifactName = artifactName;
  }
}

/** Addresses of a run, without a slash at their ends. */
export type RunPages = {
  /** The run's own page, below which its artifacts are: `https://github.com/o/r/actions/runs/7`. */
  readonly run: string;
  /** What the files of the commit are below: `https://github.com/o/r/blob/0a1b…`. */
  readonly sources: string;
  /**
   * What the documents of the action itself are below, at the version that runs: `https://github.com/o/cgo-cross/blob/v1`. Absent
   * where the runner does not say which it is.
   */
  readonly action?: string | undefined;
};

/** What a job passes on to later steps. */
export type JobService = {
  /** The event that started the run (`push`, `release`…) and its ref; undefined on a terminal. */
  readonly event: { readonly name: string; readonly ref: string } | undefined;
  /** Where the run can be looked at; undefined on a terminal, or where the runner does not say. */
  readonly pages: RunPages | undefined;
  /** Sets a variable for later steps. Throws for a value with a line break or NUL in it. */
  exportVariable(name: string, value: string): Promise<void>;
  addPath(directory: string): Promise<void>;
  setOutput(name: string, value: string): Promise<void>;
  /** Replaces this step's summary. */
  writeSummary(markdown: string): Promise<void>;
};
