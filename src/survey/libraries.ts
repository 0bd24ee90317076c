import { isAbsolute, join, relative, resolve } from "node:path";
import {
  type ListedPackage,
  libraryDirectories,
  linkedLibraries,
  pkgConfigNames,
  splitWords,
} from "../golang/index.ts";
import { exists } from "../host/index.ts";
import type { Completed, Host } from "../host/types.ts";
import { hostAbi, isPackageDirectory, isToolchainLibrary, searchPathDirectories } from "../platforms/index.ts";
import { foreignHeaders, type HeaderFiles } from "./headers.ts";
import { resolveModules } from "./pkg-config.ts";

/** One C library, by what a program names of it, that is neither in the program's own sources nor part of every toolchain. */
export type LibraryRequirement = {
  readonly kind: "pkg-config" | "library" | "header";
  /** `libusb-1.0`, `pcap` of `-lpcap`, or `pcap/pcap.h`. */
  readonly name: string;
  /** What requires it: the import path of the first package that does, or `cgo-ldflags`. */
  readonly by: string;
  /** Directories, as a #cgo line of that package names them, in which it would be and that do not exist. */
  readonly absentDirectories?: readonly string[];
  /** The programs, by import path, that it is linked into. */
  readonly programs: readonly string[];
  /** This machine has it installed for its own programs. */
  readonly onHost: boolean;
  /** The directories of an installed system that flags name for it, such as `/usr/include/opus`; absent where they name none. */
  readonly directories?: readonly string[] | undefined;
  /** Of a header that a compiler did not find: one in any directory below /usr/include may be meant, as flags may name it. */
  readonly anywhere?: boolean | undefined;
};

export type RequirementsQuestion = {
  readonly packages: readonly ListedPackage[];
  /** The programs among them, by import path. */
  readonly programs: readonly string[];
  readonly os: string;
  /** Go's name of the architecture. */
  readonly arch: string;
  readonly files: HeaderFiles;
  /** What all packages are compiled with, in C or C++: CGO_CFLAGS and its like, and the inputs of those names. */
  readonly compilerFlags: readonly string[];
  /** What is linked into all packages: CGO_LDFLAGS and the input of that name. */
  readonly ldflags: readonly string[];
  /** Directories with .pc files that are the target's before all others; absolute. */
  readonly pkgConfigPath: readonly string[];
  /** The machine's own C compiler, where the target is the machine's own. */
  readonly hostCompiler: readonly string[] | undefined;
};

/**
 * The libraries that the packages with C in them require: what they name for pkg-config, what they link, and, of a
 * package that names neither, the headers that it includes. What lies in the program's own sources, or comes with every
 * toolchain, is left out.
 * @returns Each once, in the order in which the packages name them.
 */
export async function findLibraryRequirements(
  host: Host,
  question: RequirementsQuestion,
): Promise<readonly LibraryRequirement[]> {
  const { packages, hostCompiler } = question;
  const programs = question.programs.map((path) => ({ path, contents: dependencies(packages, path) }));
  const usersOf = ({ by }: Mention) =>
    programs.filter(({ contents }) => by === everyPackage || contents.has(by)).map(({ path }) => path);
  const job = jobPaths(host, hostCompiler !== undefined);
  const paths = { ...job, modules: [...question.pkgConfigPath, ...job.modules] };
  const groups = groupMentions(await findMentions(question, paths));
  return Promise.all(
    groups.map(async ({ first, all }) => ({
      ...first,
      programs: [...new Set(all.flatMap(usersOf))],
      onHost: hostCompiler !== undefined && (await isOnHost(host, hostCompiler, first)),
    })),
  );
}

/** A library as one package names it, or as the flags for all packages do. */
type Mention = Pick<LibraryRequirement, "kind" | "name" | "by" | "absentDirectories" | "directories">;

/** What names a library that is linked into every package. */
const everyPackage = "cgo-ldflags";

function groupMentions(mentions: readonly Mention[]): readonly { readonly first: Mention; readonly all: Mention[] }[] {
  const groups = new Map<string, { readonly first: Mention; readonly all: Mention[] }>();
  for (const mention of mentions) {
    const key = `${mention.kind} ${mention.name}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { first: mention, all: [mention] });
    } else {
      group.all.push(mention);
    }
  }
  return [...groups.values()];
}

/** The directories that the job names in its environment. */
type JobPaths = {
  /** What is installed on this machine is for the target too. */
  readonly own: boolean;
  readonly headers: readonly string[];
  readonly libraries: readonly string[];
  readonly modules: readonly string[];
};

/** Of the machine's own directories the compiler of another platform sees none. */
function jobPaths({ environment, os }: Host, own: boolean): JobPaths {
  const headers = ["CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"];
  return {
    own,
    headers: headers.flatMap((name) => searchPathDirectories(environment[name], { os, own })),
    libraries: searchPathDirectories(environment["LIBRARY_PATH"], { os, own }),
    // What the machine has installed is told by its own pkg-config.
    modules: searchPathDirectories(environment["PKG_CONFIG_PATH"], { os, own: false }),
  };
}

async function findMentions(
  { packages, os, arch, files, compilerFlags, ldflags }: RequirementsQuestion,
  paths: JobPaths,
): Promise<readonly Mention[]> {
  const withC = packages.filter((each) => each.Standard !== true && (each.CgoFiles ?? []).length > 0);
  const searched = libraryDirectories([...ldflags, ...withC.flatMap((each) => each.CgoLDFLAGS ?? [])]);
  const directories = [...searched.filter((at) => paths.own || !isPackageDirectory(at)), ...paths.libraries];
  const missing = (names: readonly string[], more: readonly string[] = []) =>
    withoutBundled(names, [...directories, ...libraryDirectories(more)]);
  const shared = await missing(namedLibraries(ldflags, os));
  const sharedPlaces = packageDirectories(ldflags);
  const mentions = shared.map((name): Mention => ({ kind: "library", name, by: everyPackage, ...sharedPlaces }));
  for (const each of withC) {
    const by = each.ImportPath;
    const modules = pkgConfigNames(each.CgoPkgConfig ?? []);
    const { outside, ldflags: ofModules } = await resolveModules(modules, paths.modules);
    const named = [...namedLibraries(each.CgoLDFLAGS ?? [], os), ...namedLibraries(ofModules, os)];
    const libraries = await missing(named, ofModules);
    // The packages of what it names have headers too; if not the right ones, the compiler will say which.
    const onlyIncludes = modules.length === 0 && libraries.length === 0 && os === "linux";
    const headers = onlyIncludes
      ? foreignHeaders(each, { files, arch, compilerFlags, own: paths.own, directories: paths.headers })
      : [];
    const absent = await absentDirectories(each);
    const places = packageDirectories([...(each.CgoLDFLAGS ?? []), ...ldflags]);
    mentions.push(
      ...outside.map((name): Mention => ({ kind: "pkg-config", name, by })),
      ...libraries.map((name): Mention => ({ kind: "library", name, by, ...absent, ...places })),
      ...headers.map((header): Mention => ({ kind: "header", ...header, by })),
    );
  }
  return mentions;
}

/** The libraries that linker flags name, without a toolchain's own. */
function namedLibraries(flags: readonly string[], os: string): readonly string[] {
  return linkedLibraries(flags).filter((name) => !isToolchainLibrary(os, name));
}

/** The directories of libraries that a package names and that are not there, relative to its own. */
async function absentDirectories({
  Dir = ".",
  CgoLDFLAGS = [],
}: ListedPackage): Promise<Pick<Mention, "absentDirectories">> {
  const named = [...new Set(libraryDirectories(CgoLDFLAGS).map((at) => resolve(Dir, at)))];
  const there = await Promise.all(named.map(exists));
  const absent = named.filter((_, at) => there[at] !== true).map((at) => relative(Dir, at));
  return absent.length === 0 ? {} : { absentDirectories: absent };
}

/** The directories of a distribution's packages in which linker flags look for libraries. */
function packageDirectories(flags: readonly string[]): Pick<Mention, "directories"> {
  const directories = [...new Set(libraryDirectories(flags).filter(isPackageDirectory))];
  return directories.length === 0 ? {} : { directories };
}

/** The libraries of which there is no file in these directories, which the program's own flags name. */
async function withoutBundled(names: readonly string[], directories: readonly string[]): Promise<readonly string[]> {
  const bundled = await Promise.all(
    names.map((name) => anyExists(directories.flatMap((at) => libraryFiles(name).map((file) => join(at, file))))),
  );
  return names.filter((_name, index) => bundled[index] !== true);
}

/** A package and everything below it, by import path. */
function dependencies(packages: readonly ListedPackage[], program: string): ReadonlySet<string> {
  const imports = new Map(packages.map((each) => [each.ImportPath, each.Imports ?? []]));
  const found = new Set([program]);
  // Iterating over a set visits what is added to it meanwhile.
  for (const path of found) {
    imports.get(path)?.forEach((each) => void found.add(each));
  }
  return found;
}

function libraryFiles(name: string): readonly string[] {
  return [`lib${name}.a`, `lib${name}.so`, `lib${name}.dll.a`, `${name}.lib`, `lib${name}.dylib`];
}

async function anyExists(files: readonly string[]): Promise<boolean> {
  return (await Promise.all(files.map(exists))).includes(true);
}

/** Whether a program for this machine would find the library as the machine is now. */
async function isOnHost(host: Host, compiler: readonly string[], { kind, name }: Mention): Promise<boolean> {
  if (kind === "pkg-config") {
    const program = splitWords(host.environment["PKG_CONFIG"] ?? "").words[0] ?? "pkg-config";
    return (await ask(host, [program, "--exists", name]))?.exitCode === 0;
  }
  if (kind === "header") {
    const { multiarch } = hostAbi(host.arch);
    const directories = ["/usr/include", `/usr/include/${multiarch}`, "/usr/local/include"];
    return anyExists(directories.map((at) => join(at, name)));
  }
  // A compiler that has no such file prints its name as it is, without a directory.
  const files = host.os === "windows" ? [`lib${name}.dll.a`, `lib${name}.a`] : [`lib${name}.so`, `lib${name}.a`];
  const answers = await Promise.all(files.map((file) => ask(host, [...compiler, `-print-file-name=${file}`])));
  return answers.some((answer) => isAbsolute(answer?.stdout.trim() ?? ""));
}

/** Runs one of the machine's own programs; undefined where it cannot be started. */
function ask(host: Host, [file = "cc", ...args]: readonly string[]): Promise<Completed | undefined> {
  return host.processes.run({ file, args, timeoutSeconds: 20 }).catch(() => undefined);
}
