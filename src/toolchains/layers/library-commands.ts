import { join } from "node:path";
import type { LibraryDirectories } from "../../archives/index.ts";

import { shortHash } from "../../host/index.ts";

import type { Host } from "../../host/types.ts";
import { contentHash, quote, type Root } from "../../roots/index.ts";
import { writeCommands } from "../commands.ts";
import type { Linked, LinkedRequirement } from "../linked.ts";
import { pkgConfigCommand } from "../pkg-config.ts";
import type { Toolchain } from "../toolchain.ts";

import { checkArchives } from "./archives-there.ts";
import { compilerScript, standIn } from "./compiler-script.ts";

import { findPrivateDirectories } from "./private-directories.ts";
import { staticClosure } from "./static-closure.ts";

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
  /** The libraries that flags for the whole program name, which may lie anywhere. */
  readonly given: readonly string[];
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
 * @throws UserError where pkg-config fails, or where a static program needs a library of which there is no archive.
 */
export async function putLibrariesOn(
  host: Host,
  { id, settings, toolchain, root, pkgConfig }: LibraryParts,
): Promise<Toolchain> {
  const files = join(root.directory, "root");
  const { triple, directories, requirements, mingw } = settings;
  const { packages, lookups = [] } = root.record;
  const linked: Linked = { files, directories, requirements, mingw, packages, lookups, pkgConfig };
  if (settings.static && !mingw) {
    await checkArchives(host, { linked, given: settings.given, compiler: toolchain });
  }
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
