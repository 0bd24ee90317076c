import { symlink } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { exists } from "../host/index.ts";
import type { BinaryFacts } from "./formats/facts.ts";
import { isCompilerRuntimeDll, isWindowsSystemDll } from "./formats/pe/windows-dlls.ts";

export type TravelQuestion = {
  /** Where the program's flags say to look for libraries, absolute. */
  readonly libraryDirectories: readonly string[];
  /** The module's, absolute. */
  readonly directory: string;
};

/** What has to be handed on with a binary, or would not be found elsewhere, in a sentence each. */
export async function describeTravel(facts: BinaryFacts, question: TravelQuestion): Promise<readonly string[]> {
  switch (facts.format) {
    case "elf":
      return describeShared(facts, question);
    case "pe":
      return describeDlls(facts, question);
    default:
      return [];
  }
}

/** The libraries of a binary that come from its sources, and where it looks for them. */
type Travelling = {
  /** Absolute. */
  readonly files: readonly string[];
  /** The directories of this machine that it looks in. */
  readonly ofMachine: readonly string[];
  /** It looks beside itself. */
  readonly besideIt: boolean;
};

async function findTravelling(
  { format, needed, runPath }: BinaryFacts,
  { libraryDirectories }: TravelQuestion,
): Promise<Travelling> {
  const entries = runPath.flatMap((each) => each.split(":"));
  const ofMachine = await machineDirectories(entries);
  const own = [...new Set([...libraryDirectories.filter((each) => !isSystems(each)), ...ofMachine])];
  const files = await Promise.all(needed.map((name) => findFile(name, own)));
  const besideIt = format === "pe" || entries.some((each) => /^\$(ORIGIN|\{ORIGIN\})/.test(each));
  return { files: files.filter((each) => each !== undefined), ofMachine, besideIt };
}

/**
 * What is wrong with running a binary here, since that would tell nothing of any other machine: it finds libraries of its
 * sources only where they lie on this one. Undefined where nothing is.
 */
export async function describeRunOnlyHere(facts: BinaryFacts, question: TravelQuestion): Promise<string | undefined> {
  const { files, ofMachine, besideIt } = await findTravelling(facts, question);
  if (files.length === 0 || ofMachine.length === 0 || besideIt) {
    return undefined;
  }
  const list = (paths: readonly string[]) => paths.map((each) => shown(each, question.directory)).join(" and ");
  return (
    `it runs on this machine alone: it needs ${list(files)} and looks for that in ${list(ofMachine)} (RUNPATH), a directory ` +
    "of the machine that built it; link with -Wl,-rpath,$ORIGIN, in `cgo-ldflags` or in place of that in the #cgo line, and " +
    "hand the library on with the binary"
  );
}

/** Puts the libraries of a binary that come from its sources beside it, as whoever hands it on does. */
export async function placeBeside(file: string, facts: BinaryFacts, question: TravelQuestion): Promise<void> {
  const { files, besideIt } = await findTravelling(facts, question);
  for (const library of besideIt ? files : []) {
    const at = join(dirname(file), basename(library));
    if (!(await exists(at))) {
      await symlink(library, at);
    }
  }
}

async function describeShared(facts: BinaryFacts, question: TravelQuestion): Promise<readonly string[]> {
  const { directory } = question;
  const { files, ofMachine, besideIt } = await findTravelling(facts, question);
  const where = besideIt ? "" : ", and link with -Wl,-rpath,$ORIGIN to have it looked for beside the binary";
  const notes = files.map(
    (file) => `needs ${shown(file, directory)}, which no system has: hand it on with the binary${where}`,
  );
  const directories = ofMachine.map((each) => shown(each, directory)).join(" and ");
  return ofMachine.length === 0
    ? notes
    : [
        ...notes,
        `looks for its libraries in ${directories} (RUNPATH), which is a directory of the machine that built it`,
      ];
}

/** Windows looks beside the program first. */
async function describeDlls(
  { needed }: BinaryFacts,
  { libraryDirectories, directory }: TravelQuestion,
): Promise<readonly string[]> {
  const foreign = needed.filter((name) => !isWindowsSystemDll(name) && !isCompilerRuntimeDll(name));
  return Promise.all(
    foreign.map(async (name) => {
      const file = await findFile(name, libraryDirectories);
      const what = file === undefined ? name : shown(file, directory);
      return `needs ${what}, which is not part of Windows: hand it on with the program, in the same directory`;
    }),
  );
}

/** The entries of a RUNPATH that name a directory which is there, and is none that systems have. */
async function machineDirectories(entries: readonly string[]): Promise<readonly string[]> {
  const own = entries.filter((each) => isAbsolute(each) && !isSystems(each));
  const there = await Promise.all(own.map(exists));
  return own.filter((_, at) => there[at] === true);
}

/** Whether systems have a directory, or packages of theirs put libraries there. */
export function isSystems(directory: string): boolean {
  return /^\/(usr|lib[0-9a-z]*|opt)(\/|$)/.test(directory);
}

async function findFile(name: string, directories: readonly string[]): Promise<string | undefined> {
  for (const at of directories) {
    if (await exists(join(at, name))) {
      return join(at, name);
    }
  }
  return undefined;
}

/** Relative to the module where it lies in there. */
function shown(path: string, directory: string): string {
  const inside = relative(directory, path);
  return inside.startsWith("..") || isAbsolute(inside) ? path : inside;
}
