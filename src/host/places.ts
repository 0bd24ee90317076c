import { execFile } from "node:child_process";
import { lstat, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { platform } from "node:os";
import { dirname, join } from "node:path";
import { UserError } from "./errors.ts";

/** A directory that could be used for something. */
export type Candidate = {
  /** Absolute; undefined where what names it is not set. */
  readonly directory: string | undefined;
  /** What moves it, for people: `HOME or XDG_CACHE_HOME`. */
  readonly variable: string;
  /** It lies in a directory that others write to, so it has to be this user's own. */
  readonly shared?: true;
};

/** A directory that can be written to. */
export type Place = {
  readonly directory: string;
  readonly variable: string;
  /** No program can be started from it. */
  readonly noexec: boolean;
};

export type Chosen = {
  readonly place: Place;
  /** Why it is not the first candidate, for people; undefined where it is. */
  readonly note: string | undefined;
};

export type PlaceRequest = {
  /** What it is for, as the subject of a sentence: `toolchains`. */
  readonly what: string;
  /** In the order of preference. */
  readonly candidates: readonly Candidate[];
};

/**
 * The first directory that can be written to and that programs can be started from; where there is none, the first that can be
 * written to. Each is asked, by writing to it and starting a script there: no permission, mount option or quota tells for all.
 * @throws UserError where nothing can be written to any of them.
 */
export async function choosePlace({ what, candidates }: PlaceRequest): Promise<Chosen> {
  const problems: string[] = [];
  let writable: Chosen | undefined;
  for (const candidate of distinct(candidates)) {
    const answer = await tryPlace(candidate);
    if (answer.kind === "unfit") {
      problems.push(answer.problem);
      continue;
    }
    const [first] = problems;
    const { variable } = candidates[0] ?? candidate;
    const note =
      first === undefined
        ? undefined
        : `${capitalized(what)} are kept in ${answer.place.directory}, since ${first}; set ${variable} to move them`;
    if (!answer.place.noexec) {
      return { place: answer.place, note };
    }
    problems.push(describeNoexec(answer.place));
    writable ??= { place: answer.place, note };
  }
  if (writable !== undefined) {
    return writable;
  }
  const variable = candidates[0]?.variable ?? "TMPDIR";
  throw new UserError({
    code: "no-writable-directory",
    text: `there is no directory for ${what}: ${problems.join(", and ")}; set ${variable} to a directory that can be written to`,
  });
}

export type Tried =
  | { readonly kind: "fit"; readonly place: Place }
  | { readonly kind: "unfit"; readonly problem: string };

/** Makes a directory where it does not exist, and asks it. */
export async function tryPlace({ directory, variable, shared }: Candidate): Promise<Tried> {
  if (directory === undefined) {
    return { kind: "unfit", problem: `${variable} is not set` };
  }
  try {
    await (shared === true ? ensureOwn(directory) : ensure(directory));
    return { kind: "fit", place: { directory, variable, noexec: await probe(directory) } };
  } catch (error) {
    if (error instanceof ForeignError) {
      return { kind: "unfit", problem: error.message };
    }
    return { kind: "unfit", problem: `nothing can be written to ${directory} (${describeRefusal(error)})` };
  }
}

function describeNoexec({ directory }: Place): string {
  return `no program can be started from ${directory}, as on a file system mounted noexec`;
}

/** Why programs that a run fetches or builds cannot be started, and what to do; undefined where they can. */
export function noexecProblem(places: readonly Place[]): string | undefined {
  const place = places.find(({ noexec }) => noexec);
  return place === undefined
    ? undefined
    : `${describeNoexec(place)}; set ${place.variable} to a directory on another file system`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ directory }, at) => {
    return candidates.findIndex((other) => other.directory === directory) === at;
  });
}

/**
 * Makes a directory and those above it, one at a time: Node's own way to do that tries for ever where the directory above is
 * there and nothing can be made in it all the same, as below /proc.
 */
async function ensure(directory: string): Promise<void> {
  if (await isDirectory(directory)) {
    return;
  }
  const above = dirname(directory);
  if (above !== directory) {
    await ensure(above);
  }
  await mkdir(directory).catch(async (error: NodeJS.ErrnoException) => {
    // Another run may have made it meanwhile.
    if (error.code !== "EEXIST" || !(await isDirectory(directory))) {
      throw error;
    }
  });
}

/** True of a link to one too. */
function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

class ForeignError extends Error {}

/** What is found in it is run, so that it must not be another user's, nor a link to such a directory. */
async function ensureOwn(directory: string): Promise<void> {
  await ensure(dirname(directory));
  await mkdir(directory, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") {
      throw error;
    }
  });
  const found = await lstat(directory);
  const own = process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || found.uid !== own || (platform() !== "win32" && (found.mode & 0o022) !== 0)) {
    throw new ForeignError(`others can write to ${directory}`);
  }
}

/**
 * Makes a directory where it does not exist, and writes something to it.
 * @throws The system's own error where that is refused.
 */
export async function requireWritable(directory: string): Promise<void> {
  await ensure(directory);
  await inOwn(directory, (own) => writeFile(join(own, "probe"), "#".repeat(probeBytes)));
}

/** Bytes that a directory has to take: more than what a full file system keeps in its directories. */
const probeBytes = 64 * 1024;

/** Writes a program and starts it. Returns whether it could not be started. */
function probe(directory: string): Promise<boolean> {
  return inOwn(directory, async (own) => {
    const script = join(own, "probe");
    await writeFile(script, `#!/bin/sh\n${"#".repeat(probeBytes)}\n`, { mode: 0o755 });
    return platform() !== "win32" && (await isRefused(script));
  });
}

/** Does work in a new directory within another, which is removed afterwards. */
async function inOwn<Value>(directory: string, work: (own: string) => Promise<Value>): Promise<Value> {
  const own = await mkdtemp(join(directory, ".cgo-cross-"));
  try {
    return await work(own);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/**
 * Whether the system lets no program be started from where this one is. Another error is none of the place: there may be no
 * /bin/sh, and on a busy machine a process that is just being started can hold the file open for writing (ETXTBSY).
 */
export async function isRefused(program: string): Promise<boolean> {
  const { code } = await startOnce(program);
  return code === "EACCES" || code === "EPERM";
}

/** Node throws some errors, and hands on others. */
async function startOnce(program: string): Promise<{ readonly code?: unknown }> {
  try {
    return await new Promise((resolve) => execFile(program, { env: {} }, (error) => resolve(error ?? {})));
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

const refusals: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is exceeded",
  ENOENT: "it does not exist",
  ENOTDIR: "a file is in its place",
  EEXIST: "a file is in its place",
  EISDIR: "a directory is in its place",
};

/** Why the file system refused something, in words. */
export function describeRefusal(error: unknown): string {
  const { code = "", message = String(error) } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  return refusals[code] ?? message;
}
