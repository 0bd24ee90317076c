import { access, readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { splitWords } from "../golang/words.ts";
import type { Host } from "../host/types.ts";
import { isToolchainHeader, isToolchainLibrary } from "../platforms/toolchain-libraries.ts";
import type { ListedPackage } from "./programs.ts";

/** One thing of a C library that a program asks for and does not bring itself. */
export type LibraryRequirement = {
  readonly kind: "pkg-config" | "library" | "header";
  /** `libusb-1.0`, `pcap` of `-lpcap`, or `pcap/pcap.h`. */
  readonly name: string;
  /** Who asks: an import path, or `cgo-ldflags`. */
  readonly by: string;
  /** The programs, by import path, that it is linked into. */
  readonly programs: readonly string[];
  /** This machine has it for its own programs. */
  readonly onHost: boolean;
};

export type RequirementsQuestion = {
  readonly packages: readonly ListedPackage[];
  /** The programs among them, by import path. */
  readonly programs: readonly string[];
  readonly os: string;
  /** What is linked into all packages: CGO_LDFLAGS and the input of that name. */
  readonly ldflags: readonly string[];
  /** The machine's own C compiler, where the target is the machine's own. */
  readonly hostCompiler: readonly string[] | undefined;
};

/**
 * What the packages with C in them ask for: what they name for pkg-config, what they link, and, of a package that names
 * neither, the headers that its cgo preambles include unconditionally. What lies in the program's own sources, or comes
 * with every toolchain, is left out.
 */
export async function findLibraryRequirements(
  host: Host,
  question: RequirementsQuestion,
): Promise<readonly LibraryRequirement[]> {
  const { packages, os, ldflags, hostCompiler } = question;
  const withC = packages.filter((each) => each.Standard !== true && (each.CgoFiles ?? []).length > 0);
  const directories = libraryDirectories([...ldflags, ...withC.flatMap((each) => each.CgoLDFLAGS ?? [])]);
  const bundled = (name: string) => anyExists(directories.flatMap((at) => libraryFiles(name).map((f) => join(at, f))));
  const requirements = new Map<string, LibraryRequirement>();
  const parts = question.programs.map((program) => ({ program, all: dependencies(packages, program) }));
  const add = async (requirement: Omit<LibraryRequirement, "onHost" | "programs">) => {
    const key = `${requirement.kind} ${requirement.name}`;
    const known = requirements.get(key);
    const isForAll = requirement.by === everyPackage;
    const users = parts.filter(({ all }) => isForAll || all.has(requirement.by)).map(({ program }) => program);
    const programs = [...new Set([...(known?.programs ?? []), ...users])];
    const onHost = known?.onHost ?? (hostCompiler !== undefined && (await hostHas(host, hostCompiler, requirement)));
    requirements.set(key, { ...(known ?? requirement), programs, onHost });
  };
  const addLibraries = async (flags: readonly string[], by: string): Promise<boolean> => {
    let any = false;
    for (const name of linkedLibraries(flags).filter((each) => !isToolchainLibrary(os, each))) {
      any = true;
      if (!(await bundled(name))) {
        await add({ kind: "library", name, by });
      }
    }
    return any;
  };
  await addLibraries(ldflags, everyPackage);
  for (const each of withC) {
    const modules = pkgConfigNames(each.CgoPkgConfig ?? []);
    for (const name of modules) {
      await add({ kind: "pkg-config", name, by: each.ImportPath });
    }
    const links = await addLibraries(each.CgoLDFLAGS ?? [], each.ImportPath);
    if (modules.length === 0 && !links && os === "linux") {
      for (const name of await foreignHeaders(each)) {
        await add({ kind: "header", name, by: each.ImportPath });
      }
    }
  }
  return [...requirements.values()];
}

/** Who asks for what is linked into every package. */
const everyPackage = "cgo-ldflags";

/** A package and all that it is made of, by import path. */
function dependencies(packages: readonly ListedPackage[], root: string): ReadonlySet<string> {
  const imports = new Map(packages.map((each) => [each.ImportPath, each.Imports ?? []]));
  const found = new Set([root]);
  // A set gives what is added to it while it is gone through.
  for (const path of found) {
    imports.get(path)?.forEach((each) => void found.add(each));
  }
  return found;
}

/** `["--static", "zlib >= 1.2", "libusb-1.0"]` to the names alone. */
function pkgConfigNames(words: readonly string[]): readonly string[] {
  return words
    .filter((word) => !word.startsWith("-"))
    .flatMap((word) => word.replaceAll(/[<>=!]=?\s*\S+/g, " ").split(/[\s,]+/))
    .filter((word) => word !== "");
}

/** `-lpcap` and `-l:libpcap.a` to `pcap`. */
function linkedLibraries(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag, at) => {
    const name = flag === "-l" ? flags[at + 1] : /^-l(.+)$/.exec(flag)?.[1];
    return name === undefined ? [] : [name.replace(/^:lib(.+?)\.(a|so)(\..*)?$/, "$1")];
  });
}

function libraryDirectories(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag, at) => (flag === "-L" ? (flags[at + 1] ?? []) : (/^-L(.+)$/.exec(flag)?.[1] ?? [])));
}

function libraryFiles(name: string): readonly string[] {
  return [`lib${name}.a`, `lib${name}.so`, `lib${name}.dll.a`, `${name}.lib`, `lib${name}.dylib`];
}

async function anyExists(files: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** Headers that the preambles of a package include, whatever is defined, and that are neither its own nor a toolchain's. */
async function foreignHeaders(listed: ListedPackage): Promise<readonly string[]> {
  const directory = listed.Dir ?? ".";
  const own = [directory, ...includeDirectories(listed.CgoCFLAGS ?? [])];
  const found = new Set<string>();
  for (const file of listed.CgoFiles ?? []) {
    const source = await readFile(isAbsolute(file) ? file : join(directory, file), "utf8").catch(() => "");
    for (const name of includedHeaders(preamble(source))) {
      if (!isToolchainHeader(name) && !(await anyExists(own.map((at) => join(at, name))))) {
        found.add(name);
      }
    }
  }
  return [...found];
}

function includeDirectories(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag, at) =>
    flag === "-I" ? (flags[at + 1] ?? []) : (/^-(?:I|isystem)(.+)$/.exec(flag)?.[1] ?? []),
  );
}

/** The C text above `import "C"`. Source: `go doc cmd/cgo`: the comment right before the import. */
export function preamble(source: string): string {
  const at = source.search(/^import\s+(\(\s*)?"C"/m);
  const before = source.slice(0, Math.max(at, 0)).trimEnd();
  if (before.endsWith("*/")) {
    return before.slice(before.lastIndexOf("/*") + 2, -2);
  }
  const lines = before.split("\n");
  const start = lines.findLastIndex((line) => !line.startsWith("//")) + 1;
  return lines
    .slice(start)
    .map((line) => line.slice(2))
    .join("\n");
}

/** What a C text includes outside every `#if`. */
export function includedHeaders(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  for (const line of text.split("\n")) {
    const [, directive, rest = ""] = /^\s*#\s*([a-z]+)\s*(.*)$/.exec(line) ?? [];
    if (directive?.startsWith("if") === true) {
      depth += 1;
    } else if (directive === "endif") {
      depth -= 1;
    } else if (directive === "include" && depth === 0) {
      const name = /^<([^>]+)>/.exec(rest)?.[1];
      found.push(...(name === undefined ? [] : [name]));
    }
  }
  return found;
}

/** Whether a program for this machine would find it without anything being brought. */
async function hostHas(
  host: Host,
  compiler: readonly string[],
  { kind, name }: Pick<LibraryRequirement, "kind" | "name">,
): Promise<boolean> {
  const [file = "cc", ...words] = compiler;
  const ask = async (args: readonly string[], program = file) =>
    host.processes
      .run({ file: program, args, environment: host.environment, timeoutSeconds: 20 })
      .catch(() => undefined);
  if (kind === "pkg-config") {
    const program = splitWords(host.environment["PKG_CONFIG"] ?? "").words[0] ?? "pkg-config";
    return (await ask(["--exists", name], program))?.exitCode === 0;
  }
  if (kind === "header") {
    return anyExists([join("/usr/include", name), join("/usr/local/include", name)]);
  }
  const answers = await Promise.all(
    ["so", "a"].map((ending) => ask([...words, `-print-file-name=lib${name}.${ending}`])),
  );
  return answers.some((answer) => isAbsolute(answer?.stdout.trim() ?? ""));
}
