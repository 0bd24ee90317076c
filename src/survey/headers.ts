import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import {
  type CText,
  forcedIncludes,
  type Include,
  includeDirectories,
  isReached,
  type ListedPackage,
  macroFlags,
  type Preprocessing,
  preamble,
  readCText,
} from "../golang/index.ts";
import { isHostDirectory, isPackageDirectory, isPredefined, isToolchainHeader } from "../platforms/index.ts";

/**
 * Files that a survey has read, for all of its targets. They are read one after the other: a package may have hundreds, and
 * waiting for each takes longer than reading it.
 */
export type HeaderFiles = {
  /** The directives of a C file, or of the preamble of a Go file; undefined where there is no such file. */
  readonly read: (file: string) => CText | undefined;
  readonly exists: (file: string) => boolean;
  /** What sources include if every condition holds, whatever the target. */
  readonly everything: (sources: Sources) => Followed;
};

export function openHeaderFiles(): HeaderFiles {
  const texts = new Map<string, CText | undefined>();
  const directories = new Map<string, ReadonlySet<string>>();
  const followed = new Map<string, Followed>();
  const files: HeaderFiles = {
    everything: (sources) => remember(followed, JSON.stringify(sources), () => follow(files, sources, () => true)),
    read: (file) => remember(texts, file, () => readText(file)),
    exists: (file) => {
      const directory = dirname(file);
      const names = remember(directories, directory, () => new Set(attempt(() => readdirSync(directory)) ?? []));
      return names.has(basename(file));
    },
  };
  return files;
}

function remember<Value>(known: Map<string, Value>, key: string, ask: () => Value): Value {
  const found = known.get(key) ?? ask();
  known.set(key, found);
  return found;
}

/** Undefined where there is no such file, or it is another kind of file. */
function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function readText(file: string): CText | undefined {
  // A file that cannot be read fails the build, which says so better. Some are not UTF-8, and names of headers are ASCII.
  const text = attempt(() => readFileSync(file, "latin1"));
  return text === undefined ? undefined : readCText(file.endsWith(".go") ? preamble(text) : text);
}

export type HeaderQuestion = {
  readonly files: HeaderFiles;
  /** Go's name of the target's architecture. */
  readonly arch: string;
  /** What all packages are compiled with, beside their own flags. */
  readonly compilerFlags: readonly string[];
  /** What is installed on this machine is for the target too. */
  readonly own: boolean;
  /** The directories that the job names in CPATH and the like. */
  readonly directories: readonly string[];
};

/** A header as an `#include` names it. */
export type ForeignHeader = {
  readonly name: string;
  /** The directories of an installed system that the package's flags name, `/usr/include/opus`; absent where they name none. */
  readonly directories?: readonly string[] | undefined;
};

/**
 * The headers that a package is certain to include, for Linux, and that are neither in a directory that its compiler is
 * told of nor part of every toolchain: those of all its C, C++, Objective-C, assembler and Go files and of whatever headers
 * of its own they include. What only a macro that nobody can foresee decides on is left to the compiler.
 */
export function foreignHeaders(listed: ListedPackage, question: HeaderQuestion): readonly ForeignHeader[] {
  const directory = listed.Dir ?? ".";
  const { CgoCPPFLAGS = [], CgoCFLAGS = [], CgoCXXFLAGS = [] } = listed;
  const flags = [...question.compilerFlags, ...CgoCPPFLAGS, ...CgoCFLAGS, ...CgoCXXFLAGS];
  const named = includeDirectories(flags);
  const ofPackages = named.filter(isPackageDirectory);
  // -I/usr/include/x means the target's, which is not here.
  const searched = question.own ? named : named.filter((at) => !isPackageDirectory(at));
  const sources: Sources = {
    // Compilers are started in the package's directory, of which cmd/go tells them too.
    directories: [directory, ...[...searched, ...question.directories].map((at) => resolve(directory, at))],
    roots: sourceFiles(listed).map((file) => resolve(directory, file)),
    forced: forcedIncludes(flags),
  };
  const everything = question.files.everything(sources);
  if (everything.foreign.length === 0) {
    return [];
  }
  const known = knowledge(question.arch, flags, everything);
  const { foreign } = follow(question.files, sources, (include) => isReached(include, known) === true);
  return foreign.map((name) => ({ name, ...(ofPackages.length === 0 ? {} : { directories: ofPackages }) }));
}

/** What is compiled of a package, as C or something like it. */
function sourceFiles({ CgoFiles = [], CFiles = [], CXXFiles = [], MFiles = [], SFiles = [] }: ListedPackage) {
  // `.s` is Go's own assembly, or is not preprocessed.
  return [...CgoFiles, ...CFiles, ...CXXFiles, ...MFiles, ...SFiles.filter((name) => name.endsWith(".S"))];
}

type Sources = {
  /** Where headers are looked for. */
  readonly directories: readonly string[];
  readonly roots: readonly string[];
  readonly forced: readonly string[];
};

type Followed = {
  /** Names of headers that are in no directory. */
  readonly foreign: readonly string[];
  /** All macros that are defined in what was read. */
  readonly defined: ReadonlySet<string>;
  /** Whether a name is in one of the directories; undefined of one that was not asked for. */
  readonly isOwn: (name: string) => boolean | undefined;
};

/** Reads the sources and all headers that they include and that are there, each once. */
function follow(
  files: HeaderFiles,
  { directories, roots, forced }: Sources,
  takes: (include: Include) => boolean,
): Followed {
  const visited = new Set(roots);
  const foreign = new Set<string>();
  const defined = new Set<string>();
  const own = new Map<string, boolean>();
  const asked = new Set<string>();
  const visit = (name: string, beside: string | undefined) => {
    const key = `${beside ?? ""}\n${name}`;
    if (asked.has(key)) {
      return;
    }
    asked.add(key);
    const found = findHeader(files, name, beside === undefined ? directories : [beside, ...directories]);
    own.set(name, found !== undefined);
    if (found !== undefined && !isHostDirectory(found)) {
      visited.add(found);
    } else if (found === undefined && isForeign(name)) {
      foreign.add(name);
    }
  };
  for (const name of forced) {
    visit(name, undefined);
  }
  // Iterating over a set visits what is added to it meanwhile.
  for (const file of visited) {
    const text = files.read(file);
    text?.defines.forEach((name) => void defined.add(name));
    for (const include of text?.includes ?? []) {
      if (takes(include)) {
        visit(include.name, include.quoted ? dirname(file) : undefined);
      }
    }
  }
  return { foreign: [...foreign], defined, isOwn: (name: string) => own.get(name) };
}

function findHeader(files: HeaderFiles, name: string, directories: readonly string[]): string | undefined {
  if (isAbsolute(name)) {
    return name;
  }
  for (const directory of directories) {
    const file = join(directory, name);
    if (files.exists(file)) {
      return file;
    }
  }
  return undefined;
}

/** What cmd/cgo generates, and what is relative to a directory, no package has. */
function isForeign(name: string): boolean {
  return !isToolchainHeader(name) && name !== "_cgo_export.h" && !name.startsWith(".");
}

/** What can be foreseen of macros. One that some text defines may be defined there or not. */
function knowledge(arch: string, flags: readonly string[], { defined, isOwn }: Followed): Preprocessing {
  const given = macroFlags(flags);
  const isDefined = (macro: string) =>
    given.has(macro) ? given.get(macro) !== undefined : defined.has(macro) ? undefined : isPredefined(arch, macro);
  return {
    isDefined,
    valueOf: (macro) => {
      const value = given.get(macro);
      if (value !== undefined && !defined.has(macro)) {
        return /^-?\d+$/.test(value) ? Number(value) : undefined;
      }
      return isDefined(macro) === false ? 0 : undefined;
    },
    hasInclude: (name) => isOwn(name) ?? (isToolchainHeader(name) ? undefined : false),
  };
}
