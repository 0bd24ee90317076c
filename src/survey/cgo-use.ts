import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { hasReachedCode, type ListedPackage, linkedLibraries, preamble, readCText } from "../golang/index.ts";
import { isPredefinedOn, isToolchainHeader, isToolchainLibrary, systemOf, type Target } from "../platforms/index.ts";

/**
 * What a package does with C, as its sources show without a compiler: nothing (an empty `import "C"`), or no more than to
 * have libraries loaded while the program runs, for which there is a way in Go too; or something of its own.
 */
export type CgoUse = {
  readonly kind: "nothing" | "loads" | "works";
  /** It may not compile for this system at all: worth a closer look before a toolchain is fetched. */
  readonly isSuspect: boolean;
};

/**
 * Looks at the cgo files of a package.
 * @param listed As listed with cgo on.
 */
export async function describeCgoUse(listed: ListedPackage, target: Pick<Target, "os" | "arch">): Promise<CgoUse> {
  const { os } = target;
  const directory = listed.Dir ?? ".";
  // A file that cannot be read fails the build, which says so better.
  const read = (files: readonly string[] = []) =>
    Promise.all(files.map((file) => readFile(resolve(directory, file), "utf8").catch(() => "")));
  const sources = await read(listed.CgoFiles);
  const known = {
    isDefined: (macro: string) => isPredefinedOn(target, macro),
    valueOf: () => undefined,
    hasInclude: () => undefined,
  };
  const hasC = (await read(listed.CFiles)).some((text) => hasReachedCode(text, known));
  return {
    kind: hasC || hasOtherSources(listed) || linksMore(listed, os) ? "works" : kindOf(sources),
    isSuspect: isForeignLanguage(listed, os) || sources.some((source) => includesAbsent(preamble(source), os)),
  };
}

function kindOf(sources: readonly string[]): CgoUse["kind"] {
  if (sources.length === 0 || sources.some((source) => hasOwnC(preamble(source)) || /^\/\/export /m.test(source))) {
    return "works";
  }
  const names = sources.flatMap((source) => [...source.matchAll(/\bC\.(\w+)/g)].map(([, name = ""]) => name));
  if (names.length === 0) {
    return "nothing";
  }
  return names.every((name) => loading.has(name) || name.startsWith("RTLD_")) ? "loads" : "works";
}

/** What C.name may stand for where nothing is done but to load libraries. Source: dlopen(3), and cmd/cgo's own helpers. */
const loading = new Set(
  (
    "dlopen dlsym dlclose dlerror dladdr free CString GoString char int uint long ulong void uintptr_t size_t intptr_t " +
    "uchar"
  ).split(" "),
);

function hasOtherSources({ CXXFiles, MFiles, FFiles, SFiles, SwigFiles, SwigCXXFiles }: ListedPackage): boolean {
  return [CXXFiles, MFiles, FFiles, SFiles, SwigFiles, SwigCXXFiles].some((files) => (files ?? []).length > 0);
}

function linksMore({ CgoLDFLAGS = [], CgoPkgConfig = [] }: ListedPackage, os: string): boolean {
  const isPlain = (flag: string) =>
    linkedLibraries([flag]).length > 0 && linkedLibraries([flag]).every((name) => isToolchainLibrary(os, name));
  return CgoPkgConfig.length > 0 || !CgoLDFLAGS.every((flag) => /^-(O|g)/.test(flag) || isPlain(flag));
}

/** Anything but comments, flags for cgo, and headers of the C library. */
function hasOwnC(text: string): boolean {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  return code.split("\n").some((line) => {
    const header = /^\s*#\s*include\s*<([^>]+)>\s*$/.exec(line)?.[1];
    return header === undefined ? line.trim() !== "" && !line.trim().startsWith("#cgo") : !isToolchainHeader(header);
  });
}

function isForeignLanguage({ MFiles = [] }: ListedPackage, os: string): boolean {
  return MFiles.length > 0 && systemOf(os)?.objectiveC !== true;
}

function includesAbsent(text: string, os: string): boolean {
  const absent = systemOf(os)?.absentHeaders ?? [];
  return readCText(text).includes.some(
    ({ name, quoted, conditions }) => !quoted && conditions.length === 0 && absent.includes(name),
  );
}
