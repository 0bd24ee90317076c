import { join } from "node:path";
import type { RootSettings } from "../plan/index.ts";
import { script, type WrapperPlace, type WrapperText } from "../roots/index.ts";
import { pkgConfigCommand } from "./pkg-config.ts";

/** What the wrappers of gcc are made from. */
export type GccNames = {
  readonly triple: string;
  readonly multiarch: string;
  /** File names under usr/bin. */
  readonly cc: string;
  readonly cxx: string;
  readonly ar: string;
  /** `yes` where it compiles for the machine that it runs on. */
  readonly native: string;
};

/** The same from a root's settings. Throws where they are not gcc's. */
export function gccNames({ triple, multiarch, cc, cxx, ar, native }: RootSettings): GccNames {
  if (
    triple === undefined ||
    multiarch === undefined ||
    cc === undefined ||
    cxx === undefined ||
    ar === undefined ||
    native === undefined
  ) {
    throw new Error("the settings of a root with gcc lack a name");
  }
  return { triple, multiarch, cc, cxx, ar, native };
}

/**
 * The wrappers of a root with gcc: every program under its plain name, and the compilers also under a name that says what
 * is in the root; see compilerNames.
 */
export function gccWrappers(place: WrapperPlace, names: GccNames): readonly WrapperText[] {
  const { triple } = names;
  const root = join(place.directory, "root");
  const wrappers = new Map(
    place.programs
      .filter((program) => program.startsWith(`${triple}-`))
      .sort()
      .map((program) => {
        const flags = isCompiler(program) ? compilerFlags(root, names) : [];
        return [plainName(program), script(place.directory, join(root, "usr/bin", program), flags)] as const;
      }),
  );
  const byContent = compilerNames(names, place.content);
  for (const language of ["cc", "cxx"] as const) {
    const text = wrappers.get(plainName(names[language]));
    if (text !== undefined) {
      wrappers.set(byContent[language], text);
    }
  }
  wrappers.set(`${triple}-pkg-config`, pkgConfigScript(root, names));
  return [...wrappers].map(([name, text]) => ({ name, text }));
}

function isCompiler(program: string): boolean {
  return /-(gcc|g\+\+|cpp|c\+\+|gfortran)(-\d+)?(-posix)?$/.test(program);
}

function compilerFlags(root: string, { triple, native }: GccNames): readonly string[] {
  return [
    `--sysroot=${root}`,
    // Paths of this machine would differ from one machine to the next in debug information.
    `-ffile-prefix-map=${root}=/${triple}`,
    // The machine's own gcc looks for `as` and `ld` on PATH, where those of another release may be.
    ...(native === "yes" ? [`-B${join(root, "usr/bin")}/`] : []),
  ];
}

/** The wrappers carry plain names: the threads model is only part of the packaged program's. */
export function plainName(program: string): string {
  return program.replace(/-(posix|win32)$/, "");
}

/**
 * The compilers' names for `go build`, to be found on PATH. Go mixes CC as it is written into the build ID, and keys its
 * build cache by it: a name without a directory gives the same binary wherever the root lies, and the content's hash in
 * it keeps objects of another compiler, or of other headers, from being taken for this one's.
 */
export function compilerNames(
  { cc, cxx }: Pick<GccNames, "cc" | "cxx">,
  content: string,
): { readonly cc: string; readonly cxx: string } {
  return { cc: `${plainName(cc)}-${content}`, cxx: `${plainName(cxx)}-${content}` };
}

/** Where a root's compiler finds its archiver, and what to link there: the wrapper, which finds the libraries it needs. */
export function archiverLink({ triple, ar }: Pick<GccNames, "triple" | "ar">): {
  readonly link: string;
  readonly to: string;
} {
  return { link: join("root/usr", triple, "bin/ar"), to: join("../../../../bin", ar) };
}

/** The pkg-config of a root with gcc's libraries for one target. */
export function pkgConfigScript(root: string, { multiarch, triple }: Pick<GccNames, "multiarch" | "triple">): string {
  const places = [`usr/lib/${multiarch}/pkgconfig`, `usr/${triple}/lib/pkgconfig`, "usr/share/pkgconfig"];
  const searchPath = places.map((place) => join(root, place));
  return pkgConfigCommand({ program: "pkg-config", searchPath, sysroot: root, static: false });
}
