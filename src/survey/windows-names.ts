import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type ListedPackage, libraryDirectories, linkedLibraries } from "../golang/index.ts";
import { exists } from "../host/index.ts";
import { mingwSpelling } from "../platforms/index.ts";

/** What a program for Windows names in other letters than mingw-w64 does, since Windows does not tell them apart. */
export type WindowsNames = {
  /**
   * What `-l` names, with how a linker here has to be told: in mingw-w64's spelling (`{ User32: "user32" }`), and an import
   * library of the program's own by its file (`{ foo: ":libfoo.dll.a" }`), since with -static it is not looked for.
   */
  readonly libraries: Readonly<Record<string, string>>;
  /** What is included with a capital letter in it, which may be a header of the program's own: `Windows.h`. */
  readonly headers: readonly string[];
};

/** A source tree may hold anything; what is beyond this many files is not looked at. */
const mostFiles = 3000;

/**
 * Looks for such names in the packages with C in them.
 * @param ldflags What is linked into all packages.
 */
export async function findWindowsNames(
  packages: readonly ListedPackage[],
  ldflags: readonly string[],
): Promise<WindowsNames> {
  const withC = packages.filter(({ Standard, CgoFiles = [] }) => Standard !== true && CgoFiles.length > 0);
  const flags = [...ldflags, ...withC.flatMap(({ CgoLDFLAGS = [] }) => CgoLDFLAGS)];
  const own = libraryDirectories(flags);
  const libraries: Record<string, string> = {};
  for (const name of linkedLibraries(flags)) {
    const spelling = (await isAnyThere([`lib${name}.a`, `${name}.lib`], own))
      ? name
      : (await isAnyThere([`lib${name}.dll.a`], own))
        ? `:lib${name}.dll.a`
        : mingwSpelling(name);
    if (spelling !== undefined && spelling !== name) {
      libraries[name] = spelling;
    }
  }
  const headers = await Promise.all(withC.map(({ Dir = "." }) => capitalHeaders(Dir)));
  return { libraries, headers: [...new Set(headers.flat())].sort() };
}

async function isAnyThere(files: readonly string[], directories: readonly string[]): Promise<boolean> {
  const paths = directories.flatMap((at) => files.map((file) => join(at, file)));
  return (await Promise.all(paths.map(exists))).includes(true);
}

const sources = /\.(go|[ch]|cc|cpp|cxx|c\+\+|hh|hpp|hxx|inc|inl|m)$/i;

/** What the files below a directory include with a capital letter in it, and is not among them. */
async function capitalHeaders(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const own = new Set(entries.map(({ name }) => name));
  const files = entries.filter((entry) => entry.isFile() && sources.test(entry.name)).slice(0, mostFiles);
  const names = await Promise.all(files.map(({ parentPath, name }) => includesOf(join(parentPath, name))));
  return names.flat().filter((name) => /[A-Z]/.test(name) && !own.has(basename(name)));
}

/** A file that cannot be read fails the build, which says so better. */
async function includesOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  // A preamble is a comment of Go.
  const include = file.endsWith(".go")
    ? /^[^\S\n]*(?:\/\/[^\S\n]*)?#[^\S\n]*include[^\S\n]*[<"]([^<>"\n]+)[>"]/gm
    : /^[^\S\n]*#[^\S\n]*include[^\S\n]*[<"]([^<>"\n]+)[>"]/gm;
  return [...text.matchAll(include)].flatMap(([, name]) => name ?? []);
}
