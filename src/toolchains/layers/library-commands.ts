import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LibraryDirectories } from "../../archives/index.ts";
import { exists, shortHash } from "../../host/index.ts";
import type { Host } from "../../host/types.ts";
import { isToolchainLibrary } from "../../platforms/index.ts";
import { contentHash, quote, type Root } from "../../roots/index.ts";
import { writeCommands } from "../commands.ts";
import { askPkgConfig, type Linked, type LinkedRequirement } from "../linked.ts";
import { pkgConfigCommand } from "../pkg-config.ts";
import type { Toolchain } from "../toolchain.ts";
import { compilerScript, standIn } from "./compiler-script.ts";
import { findPrivateDirectories } from "./private-directories.ts";

/** What the layer knows of the libraries that it finds for a compiler. */
export type LibrariesSettings = {
  readonly triple: string;
  /** Part of the libraries' directories; absent where there is none, as for mingw-w64. */
  readonly multiarch?: string | undefined;
  readonly mingw: boolean;
  readonly directories: LibraryDirectories;
  /** What the target's programs ask for. */
  readonly requirements: readonly LinkedRequirement[];
  /** Everything is linked in. */
  readonly static: boolean;
  /** The machine's own pkg-config; absent where the second root has one. */
  readonly pkgConfig?: string | undefined;
};

export type LibraryParts = {
  readonly id: string;
  readonly settings: LibrariesSettings;
  readonly toolchain: Toolchain;
  readonly root: Root;
  /** The program. */
  readonly pkgConfig: string;
};

/**
 * Gives a toolchain whose commands find a root's libraries too.
 * @throws UserError where pkg-config fails.
 */
export async function putLibrariesOn(
  host: Host,
  { id, settings, toolchain, root, pkgConfig }: LibraryParts,
): Promise<Toolchain> {
  const files = join(root.directory, "root");
  const { triple, directories, requirements, mingw } = settings;
  const { packages, lookups = [] } = root.record;
  const linked: Linked = { files, directories, requirements, mingw, packages, lookups, pkgConfig };
  const closure = settings.static ? await staticClosure(host, linked) : [];
  const privates = await findPrivateDirectories(files, directories.libraries);
  const scripts = compilerScripts(settings, { ...toolchain, root: files, closure, privates });
  // Wherever it all lies.
  const anywhere = compilerScripts(settings, { cc: "cc", cxx: "c++", root: "root", closure, privates });
  const words = [toolchain.names.cc, toolchain.version, contentHash(root.record.packages), anywhere.cc];
  // pkg-config's command differs, even where no word for the compiler does.
  const kind = settings.static ? ["static"] : [];
  const content = shortHash([...words, ...kind].join("\n"));
  const names = { cc: `${triple}-cc-${content}`, cxx: `${triple}-c++-${content}`, pkgConfig: `${triple}-pkg-config` };
  const binDirectory = await writeCommands(host, { id, content }, () => [
    { name: names.cc, text: scripts.cc },
    { name: names.cxx, text: scripts.cxx },
    { name: names.pkgConfig, text: pkgConfigScript(linked, settings.static) },
  ]);
  const command = (name: string) => join(binDirectory, name);
  return {
    ...toolchain,
    cc: command(names.cc),
    cxx: toolchain.cxx === undefined ? undefined : command(names.cxx),
    pkgConfig: command(names.pkgConfig),
    names: { cc: names.cc, cxx: toolchain.names.cxx === undefined ? undefined : names.cxx },
    binDirectories: [binDirectory, ...toolchain.binDirectories],
    libraryPath: [...directories.libraries, ...privates].map((at) => join(files, at)),
    linked,
    notes: [...(toolchain.notes ?? []), ...(root.record.notes ?? [])],
  };
}

type CompilerParts = Pick<Toolchain, "cc" | "cxx"> & {
  readonly root: string;
  readonly closure: readonly string[];
  /** Where libraries find others, and no program does. */
  readonly privates: readonly string[];
};

function compilerScripts(
  { directories, mingw, multiarch }: LibrariesSettings,
  { cc, cxx, root, closure, privates }: CompilerParts,
): { readonly cc: string; readonly cxx: string } {
  const { headers, libraries: libraryPaths } = directories;
  // A RUNPATH of the target's is looked for below the compiler's sysroot, where nothing of this root is.
  const rpathLink = (at: string) => `-Wl,-rpath-link,${join(root, at)}`;
  const before = [
    ...headers.flatMap((at) => ["-isystem", join(root, at)]),
    // Paths of this machine would differ from one machine to the next in debug information.
    `-ffile-prefix-map=${root}=${standIn}`,
  ];
  const after = [
    ...libraryPaths.flatMap((at) => [`-L${join(root, at)}`, ...(mingw ? [] : [rpathLink(at)])]),
    ...privates.map(rpathLink),
    ...closure,
  ];
  const wrap = (compiler: string) => compilerScript({ compiler, root, multiarch, before, after });
  return { cc: wrap(cc), cxx: wrap(cxx ?? cc) };
}

function pkgConfigScript({ directories, files, pkgConfig }: Linked, isStatic: boolean): string {
  const searchPath = directories.pkgConfig.map((at) => join(files, at));
  return pkgConfigCommand({ program: quote(pkgConfig), searchPath, sysroot: standIn, static: isStatic });
}

/**
 * What the libraries that are linked by -l alone need themselves, where all is linked in: the -l words of
 * `pkg-config --static` for each of them that has a .pc file.
 */
async function staticClosure(host: Host, linked: Linked): Promise<readonly string[]> {
  const { directories, files, requirements } = linked;
  const modules = await Promise.all(directories.pkgConfig.map((at) => readModules(join(files, at))));
  const names = requirements.filter(({ kind }) => kind === "library").map(({ name }) => name);
  const required = modules.flat().filter((each) => names.some((name) => linksLibrary(each, name)));
  const words = await askPkgConfig(host, linked, ["--static", ...required.map(({ name }) => name)]);
  const present = await Promise.all(words.map((word) => hasArchive(linked, word.replace(/^-l/, ""))));
  // What no package has as an archive may not be needed after all; if it is, the linker says so by the symbol's name.
  return words.filter((_, at) => present[at]);
}

type Module = { readonly name: string; readonly text: string };

/** The .pc files of a directory, which need not be there. */
async function readModules(directory: string): Promise<readonly Module[]> {
  const names = await readdir(directory).catch(() => []);
  return Promise.all(
    names
      .filter((name) => name.endsWith(".pc"))
      .map(async (name) => ({ name: name.slice(0, -3), text: await readFile(join(directory, name), "utf8") })),
  );
}

async function hasArchive({ directories, files, mingw }: Linked, name: string): Promise<boolean> {
  if (isToolchainLibrary(mingw ? "windows" : "linux", name)) {
    return true;
  }
  const paths = directories.libraries.map((at) => join(files, at, `lib${name}.a`));
  return (await Promise.all(paths.map(exists))).includes(true);
}

function linksLibrary({ text }: Module, name: string): boolean {
  const words = /^Libs:(.*)$/m.exec(text)?.[1]?.split(/\s+/) ?? [];
  return words.includes(`-l${name}`);
}
