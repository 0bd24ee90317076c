import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { packageFamily } from "../../archives/index.ts";
import { linkedLibraries } from "../../golang/index.ts";
import type { RequiredFile, RootSettings } from "../../plan/index.ts";
import type { LackingFile } from "../../roots/index.ts";
import { type PkgConfigModule, parseModule } from "../../survey/index.ts";
import { everywhere } from "../linked.ts";
import { neededLibraries } from "./needed.ts";

/** Where a root of libraries has what, as its request says: directories without a leading slash, colons between them. */
export type LackingSettings = {
  readonly family: string;
  readonly pkgConfig: string;
  readonly libraries: string;
};

/** The same from a root's settings; undefined where they are not these, as for mingw-w64, whose libraries need no others. */
function lackingSettings({ family, pkgConfig, libraries }: RootSettings): LackingSettings | undefined {
  return family === undefined || pkgConfig === undefined || libraries === undefined
    ? undefined
    : { family, pkgConfig, libraries };
}

/**
 * What a root of libraries lacks of what its packages ask for, as far as the required files lead to it: the .pc files that
 * those of pkg-config require, for pkg-config refuses a module of which one is missing, the private ones included; and the
 * shared libraries that those which are linked need, without the C library's and the compiler's.
 */
export async function findLacking(
  root: string,
  files: readonly Pick<RequiredFile, "paths">[],
  rootSettings: RootSettings,
): Promise<readonly LackingFile[]> {
  const settings = lackingSettings(rootSettings);
  if (settings === undefined) {
    return [];
  }
  const wanted = files.map(({ paths: [path = ""] }) => path.split("/").at(-1) ?? path);
  const modules = wanted.flatMap((name) => /^(.+)\.pc$/.exec(name)?.[1] ?? []);
  const libraries = wanted.flatMap((name) => /^lib(.+)\.so$/.exec(name)?.[1] ?? []);
  const required = await followModules(root, modules, settings);
  const needed = await followLibraries(root, [...libraries, ...required.libraries], settings);
  return [...required.lacking, ...needed];
}

type Required = {
  readonly lacking: readonly LackingFile[];
  /** What the modules link, by the names that -l takes. */
  readonly libraries: readonly string[];
};

async function followModules(
  root: string,
  names: readonly string[],
  { family, pkgConfig }: LackingSettings,
): Promise<Required> {
  const directories = pkgConfig.split(":");
  // By name, with the one that requires it.
  const all = new Map<string, string | undefined>(names.map((name) => [name, undefined]));
  const lacking: LackingFile[] = [];
  const libraries: string[] = [];
  // Iterating over a map visits what is added to it meanwhile.
  for (const [name, by] of all) {
    const found = await readModule(root, directories, name);
    if (found !== undefined) {
      libraries.push(...linkedLibraries(found.ldflags));
      for (const each of found.requires.filter((required) => !all.has(required))) {
        all.set(each, name);
      }
    } else if (by !== undefined) {
      const likely = packageFamily(family).libraryPackage({ libc: "glibc" }, "pkg-config", name);
      const paths = directories.map((at) => join(at, `${name}.pc`));
      lacking.push({ what: `pkg-config's ${name}, which ${by} requires`, paths, likely });
    }
  }
  return { lacking, libraries };
}

async function readModule(
  root: string,
  directories: readonly string[],
  name: string,
): Promise<PkgConfigModule | undefined> {
  for (const at of directories) {
    const text = await readFile(join(root, at, `${name}.pc`), "utf8").catch(() => undefined);
    if (text !== undefined) {
      return parseModule(text, join("/", at));
    }
  }
  return undefined;
}

async function followLibraries(
  root: string,
  names: readonly string[],
  { libraries }: LackingSettings,
): Promise<readonly LackingFile[]> {
  const directories = libraries.split(":");
  const present = await findShared(root, directories);
  const all = new Set(names.flatMap((name) => (present.has(`lib${name}.so`) ? [`lib${name}.so`] : [])));
  const lacking = new Map<string, LackingFile>();
  for (const name of all) {
    const needed = (await neededLibraries(present.get(name) ?? "")) ?? [];
    for (const soname of needed.filter((each) => !everywhere.test(each))) {
      if (present.has(soname)) {
        all.add(soname);
      } else if (!lacking.has(soname)) {
        const paths = directories.map((at) => join(at, soname));
        lacking.set(soname, { what: `${soname}, which ${name} needs`, paths, likely: undefined });
      }
    }
  }
  return [...lacking.values()];
}

/**
 * The shared libraries of a root by their file names, those in directories below too, where others find them by their
 * RUNPATH; of one name, that of the first directory.
 */
async function findShared(root: string, directories: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const at of directories) {
    const entries = await readdir(join(root, at), { recursive: true, withFileTypes: true }).catch(() => []);
    const paths = entries.filter(({ name }) => /\.so(\.|$)/.test(name)).map((each) => join(each.parentPath, each.name));
    // The nearest first, and on every machine in one order.
    const depth = (path: string) => relative(root, path).split("/").length;
    for (const path of paths.sort((left, right) => depth(left) - depth(right) || (left < right ? -1 : 1))) {
      const name = path.split("/").at(-1) ?? path;
      if (!found.has(name) && (await isFile(path))) {
        found.set(name, path);
      }
    }
  }
  return found;
}

/** True of a link to one, and false of one that leads nowhere. */
async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
