import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type ListedPackage, libraryDirectories } from "../golang/index.ts";

/** What is compiled already, or for one processor alone, in what a program is made of. */
export type Prebuilt = {
  /** Object files and archives that are linked in by their own names. */
  readonly objects: readonly PrebuiltObject[];
  /** The directories, absolute, in which flags say to look for libraries. */
  readonly libraryDirectories: readonly string[];
  /** `-march=native` and the like. */
  readonly nativeFlags: readonly NativeFlag[];
};

export type PrebuiltObject = {
  /** Absolute. */
  readonly file: string;
  /** The package, by import path, that it belongs to. */
  readonly by: string;
  /** Go itself adds it to the package, by its ending. */
  readonly syso: boolean;
};

export type NativeFlag = {
  readonly flag: string;
  /** `main.go:4`, `CGO_CFLAGS`. */
  readonly place: string;
};

export type PrebuiltQuestion = {
  readonly packages: readonly ListedPackage[];
  /** The module's, absolute. */
  readonly directory: string;
  /** Flags for all packages, by the input or the variable that holds them. */
  readonly flags: Readonly<Record<string, readonly string[]>>;
};

/** Looks for it in what Go lists and in the flags. */
export async function findPrebuilt({ packages, directory, flags }: PrebuiltQuestion): Promise<Prebuilt> {
  const own = packages.filter(({ Standard }) => Standard !== true);
  const directories = [
    ...own.flatMap(({ Dir = directory, CgoLDFLAGS = [] }) =>
      libraryDirectories(CgoLDFLAGS).map((at) => resolve(Dir, at)),
    ),
    ...Object.values(flags).flatMap((words) => libraryDirectories(words).map((at) => resolve(directory, at))),
  ];
  const ofPackages = await Promise.all(own.map((listed) => nativeFlagsOf(listed, directory)));
  const ofFlags = Object.entries(flags).flatMap(([place, words]) =>
    words.filter(isNative).map((flag): NativeFlag => ({ flag, place })),
  );
  return {
    objects: own.flatMap(objectsOf),
    libraryDirectories: [...new Set(directories)],
    nativeFlags: [...ofPackages.flat(), ...ofFlags],
  };
}

function objectsOf({
  ImportPath: by,
  Dir = "",
  SysoFiles = [],
  CgoLDFLAGS = [],
}: ListedPackage): readonly PrebuiltObject[] {
  const named = CgoLDFLAGS.filter((word) => /^[^-].*\.(a|o|obj|lib)$/.test(word));
  return [
    ...SysoFiles.map((name) => ({ file: join(Dir, name), by, syso: true })),
    ...named.map((name) => ({ file: resolve(Dir, name), by, syso: false })),
  ];
}

/** `native` is whatever processor compiles. */
function isNative(flag: string): boolean {
  return /^-m(arch|cpu|tune)=native\b/.test(flag);
}

async function nativeFlagsOf(listed: ListedPackage, directory: string): Promise<readonly NativeFlag[]> {
  const { Dir = directory, ImportPath, CgoFiles = [] } = listed;
  const { CgoCPPFLAGS = [], CgoCFLAGS = [], CgoCXXFLAGS = [], CgoFFLAGS = [], CgoLDFLAGS = [] } = listed;
  const all = [CgoCPPFLAGS, CgoCFLAGS, CgoCXXFLAGS, CgoFFLAGS, CgoLDFLAGS].flat().filter(isNative);
  const flags = [...new Set(all)];
  if (flags.length === 0) {
    return [];
  }
  const lines: { readonly text: string; readonly place: string }[] = [];
  for (const file of CgoFiles) {
    const text = await readFile(resolve(Dir, file), "utf8").catch(() => "");
    const shown =
      Dir === directory || Dir.startsWith(`${directory}/`)
        ? join(Dir, file).slice(directory.length + 1)
        : `${ImportPath}/${file}`;
    text.split("\n").forEach((line, at) => void lines.push({ text: line, place: `${shown}:${at + 1}` }));
  }
  return flags.map((flag) => {
    const line = lines.find(({ text }) => /#cgo\s/.test(text) && text.split(/\s+/).includes(flag));
    return { flag, place: line?.place ?? ImportPath };
  });
}
